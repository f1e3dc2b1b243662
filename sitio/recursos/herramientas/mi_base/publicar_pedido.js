/* Los campos del panel «Publicar»: qué se publica, la clave y la bitácora. */
(function () {
  "use strict";
  const { contar, el, descargar } = window.KitH;
  const mio = (window.KitPublicar = window.KitPublicar || /** @type {KitPublicar} */ ({}));
  const NULOS = [
    ["fallar", "detenerse y decirlo"],
    ["excluir", "no contar ese hogar"],
    ["no_privado", "contarlo como no privado (subestima)"],
  ];

  /** @param {string} id @param {string} rotulo @param {HTMLElement} control @param {string} [ayuda] */
  const campo = (id, rotulo, control, ayuda) =>
    el(
      "div",
      { class: "herramienta-campo" },
      el("label", { for: id }, rotulo, ayuda ? el("small", {}, ` ${ayuda}`) : null),
      control,
    );

  /**
   * @param {string} id
   * @param {(string | number)[][]} opciones
   * @param {string | number} elegida
   * @param {(valor: string) => void} alElegir
   */
  const lista = (id, opciones, elegida, alElegir) =>
    el(
      "select",
      { id, onchange: (/** @type {any} */ e) => alElegir(e.target.value) },
      opciones.map(([valor, texto]) => el("option", { value: valor, selected: valor === elegida }, texto)),
    );

  /** @type {KitPublicar["queSePublica"]} */
  function queSePublica(panel) {
    const { columnas } = panel;
    const estado = () => panel.estado();
    const { redondeo, minimo } = mio.reglas();
    /** @param {Partial<EstadoDePublicar>} parcial */
    const cambiar = (parcial) => panel.cambiar(mio.sinLoHecho({ ...estado(), ...parcial }));
    const propias = [["", "Elija una columna"], ...columnas.map((c) => [c, c])];
    const bases = [
      [redondeo.hogares, `a múltiplos de ${redondeo.hogares}`],
      [redondeo.datos_abiertos, `a múltiplos de ${redondeo.datos_abiertos}, para datos abiertos`],
    ];
    return el(
      "fieldset",
      {},
      el("legend", {}, "1. Qué se publica"),
      el("p", {}, "Con k = 1/3 y los pesos del IPM, siempre: con dos cortes se podría saber el puntaje de un hogar."),
      el(
        "div",
        { class: "herramienta-fila" },
        campo(
          "publicar-columna",
          "Territorio",
          lista("publicar-columna", propias, estado().columna, (columna) => cambiar({ columna })),
        ),
        campo(
          "publicar-redondeo",
          "Redondear los hogares",
          lista("publicar-redondeo", bases, estado().redondeo, (b) => cambiar({ redondeo: Number(b) })),
        ),
        campo(
          "publicar-minimo",
          "Mínimo de hogares",
          el("input", {
            id: "publicar-minimo",
            type: "number",
            min: minimo,
            step: 1,
            value: estado().minimo,
            onchange: (/** @type {any} */ e) => cambiar({ minimo: Math.trunc(Number(e.target.value)) }),
          }),
          `(${minimo} o más)`,
        ),
        campo(
          "publicar-nulos",
          "Si falta una privación",
          lista("publicar-nulos", NULOS, estado().nulos, (nulos) =>
            cambiar({ nulos: /** @type {EstadoDePublicar["nulos"]} */ (nulos) }),
          ),
        ),
      ),
    );
  }

  /**
   * Un botón que pide un archivo: al elegirlo se lee y `alLeer` recibe su texto.
   * @param {string} id
   * @param {string} rotulo
   * @param {PanelDePublicar} panel
   * @param {(texto: string) => Promise<void>} alLeer
   * @param {string} acepta
   */
  function archivo(id, rotulo, panel, alLeer, acepta = ".txt,text/plain") {
    const campoDeArchivo = el("input", {
      id,
      type: "file",
      class: "solo-lector",
      accept: acepta,
      tabindex: "-1",
      "aria-label": rotulo,
      onchange: () => {
        const [elegido] = campoDeArchivo.files;
        // Sin esto, el mismo archivo ya corregido no se podría abrir otra vez.
        setTimeout(() => (campoDeArchivo.value = ""));
        if (elegido) panel.intentar(async () => alLeer(await elegido.text()), elegido.name);
      },
    });
    const abrir = () => campoDeArchivo.click();
    return el(
      "span",
      { class: "publicar-archivo" },
      el("button", { type: "button", id: `${id}-elegir`, onclick: abrir }, rotulo),
      campoDeArchivo,
    );
  }

  /** @type {KitPublicar["laClave"]} */
  function laClave(panel) {
    const { clave, claveNueva, claveGuardada } = panel.estado();
    const crear = () =>
      panel.intentar(async () => {
        mio.exigirSinBitacora(panel.estado());
        /** @type {ClaveAbierta} */
        const nueva = await panel.pedir("publicable_clave", {});
        panel.cambiar(mio.conClaveNueva(panel.estado(), nueva), "publicar-guardada");
        descargar(mio.reglas().archivo_de_la_clave, nueva.texto, "text/plain");
      });
    return el(
      "fieldset",
      {},
      el("legend", {}, "2. La clave de la entidad"),
      el("p", {}, mio.reglas().clave),
      clave
        ? el("p", { class: "publicar-listo" }, "Clave lista. Su huella es ", el("code", {}, clave.huella), ".")
        : null,
      claveNueva
        ? [
            el(
              "p",
              { class: "publicar-cuidado" },
              `Se descargó ${mio.reglas().archivo_de_la_clave}. Guárdela por fuera de la base y de lo que publica, y ` +
                "no la comparta. Aquí no se conserva.",
            ),
            casilla("publicar-guardada", "Ya guardé la clave en la entidad", claveGuardada, (si) =>
              panel.cambiar({ ...panel.estado(), claveGuardada: si }),
            ),
          ]
        : null,
      el(
        "div",
        { class: "publicar-botones" },
        archivo("publicar-clave", "Abrir la clave", panel, async (texto) => {
          const abierta = await panel.pedir("publicable_clave", { texto });
          panel.cambiar(mio.conClave(panel.estado(), abierta));
        }),
        clave
          ? el("button", { type: "button", onclick: panel.olvidar }, "Olvidar la clave y la bitácora")
          : el("button", { type: "button", id: "publicar-crear", onclick: crear }, "Crear una clave nueva"),
      ),
    );
  }

  /** @param {string} id @param {string} rotulo @param {boolean} puesta @param {(si: boolean) => void} alCambiar */
  const casilla = (id, rotulo, puesta, alCambiar) =>
    el(
      "p",
      { class: "publicar-casilla" },
      el("input", {
        id,
        type: "checkbox",
        checked: puesta,
        onchange: (/** @type {any} */ e) => alCambiar(e.target.checked),
      }),
      el("label", { for: id }, rotulo),
    );

  /** @type {KitPublicar["laBitacora"]} */
  function laBitacora(panel) {
    const { bitacora, primeraVez, claveNueva } = panel.estado();
    const deNueva = claveNueva ? "La clave es nueva: la bitácora empieza vacía." : null;
    const dicho = bitacora
      ? `Bitácora lista: ${contar(bitacora.renglones, "renglón anotado", "renglones anotados")}.`
      : deNueva;
    return el(
      "fieldset",
      {},
      el("legend", {}, "3. La bitácora de lo publicado"),
      el(
        "p",
        {},
        "Anota qué se publicó y rehúsa la tercera resta que aísle a los mismos hogares. Es privada: trae tamaños " +
          "exactos. Es el mismo archivo de la orden y de QGIS.",
      ),
      dicho ? el("p", { class: "publicar-listo" }, dicho) : null,
      archivo("publicar-bitacora", "Abrir la bitácora", panel, async (texto) => {
        const abierta = await panel.pedir("publicable_bitacora", { texto });
        panel.cambiar(mio.conBitacora(panel.estado(), abierta));
      }),
      bitacora === null && !claveNueva
        ? casilla("publicar-primera", "Con esta clave nunca se ha publicado nada", primeraVez, (si) =>
            panel.cambiar(mio.sinLoHecho({ ...panel.estado(), primeraVez: si })),
          )
        : null,
    );
  }

  Object.assign(
    mio,
    /** @satisfies {Partial<KitPublicar>} */ ({ queSePublica, laClave, laBitacora, archivo, campo, lista }),
  );
})();
