/* Lo que se escoge para evaluar una lista: el archivo, con qué columnas se cruza y quién es del objetivo. */
(function () {
  "use strict";
  const { contar, el } = window.KitH;
  const { codigosSisben } = window.KitCalculos;
  const mia = (window.KitMiBase = window.KitMiBase || /** @type {KitMiBase} */ ({}));
  const { casilla, eleccion } = mia;
  const sisben = /** @type {Instrumento} */ (window.KIT_DATOS.instrumentos.find((i) => i.id === "sisben_iv"));
  const CORTES = [["", "Cualquier grupo y nivel"], ...codigosSisben(sisben).map((c) => [c, `De A1 hasta ${c}`])];
  const CRUCES = [
    ["ficha", "La ficha del hogar"],
    ["documento", "El número de documento"],
  ];
  /** @type {Record<ComoSeCruza, [parte: ParteDeLista, rotulo: string][]>} */
  const PARTES = {
    ficha: [
      ["ficha", "Columna de la ficha"],
      ["hogar", "Columna del hogar"],
      ["municipio", "Columna del municipio"],
    ],
    documento: [
      ["documento", "Columna del documento"],
      ["tipo", "Columna del tipo"],
    ],
  };

  /** @param {string} titulo @param {HijoDeNodo[]} hijos */
  const grupo = (titulo, ...hijos) => el("fieldset", {}, el("legend", {}, titulo), hijos);

  /** @param {PanelDeLista} panel */
  function elArchivo(panel) {
    const { lista } = panel;
    const campo = el("input", {
      type: "file",
      id: "mi-base-lista-archivo",
      class: "solo-lector",
      accept: ".csv,.txt,.xlsx,text/csv",
      tabindex: "-1",
      "aria-label": "Lista de beneficiarios, en CSV o Excel",
      onchange: () => {
        const [archivo] = campo.files;
        if (archivo) panel.abrir(archivo);
        campo.value = "";
      },
    });
    const abrir = el(
      "button",
      { type: "button", id: "mi-base-lista-abrir", onclick: () => campo.click() },
      lista ? "Abrir otra lista" : "Abrir la lista",
    );
    const quitar = lista ? el("button", { type: "button", onclick: () => panel.quitar() }, "Quitar la lista") : null;
    return grupo(
      "1. La lista del programa",
      el("p", {}, abrir, campo, " ", quitar),
      lista
        ? el("p", {}, el("b", {}, lista.archivo.name), `: ${contar(lista.dicho.renglones, "renglón", "renglones")}.`)
        : el("p", {}, "En CSV o Excel, con los nombres de las columnas en la primera fila."),
    );
  }

  /** @param {PanelDeLista} panel */
  function lasColumnas(panel) {
    const { lista } = panel;
    if (!lista) return null;
    const { columnas } = lista.dicho;
    const opciones = columnas.map((c) => [c, c]);
    /** @param {Partial<ListaAbierta>} parcial @param {string} foco */
    const cambiar = (parcial, foco) => panel.escoger(parcial, foco);
    return grupo(
      "2. Con qué se cruza",
      el(
        "div",
        { class: "herramienta-fila" },
        eleccion("mi-base-lista-por", "Cruzar por", CRUCES, lista.por, (por) =>
          cambiar({ por: /** @type {ComoSeCruza} */ (por) }, "mi-base-lista-por"),
        ),
        PARTES[lista.por].map(([parte, rotulo]) => {
          const id = `mi-base-lista-${parte}`;
          const nada = [["", parte === lista.por ? "Escoja la columna" : "No la trae"]];
          return eleccion(id, rotulo, [...nada, ...opciones], lista.columnas[parte] || "", (columna) =>
            cambiar({ columnas: { ...lista.columnas, [parte]: columna } }, id),
          );
        }),
      ),
      lista.por === "documento"
        ? el(
            "p",
            {},
            el(
              "small",
              {},
              "Los documentos se leen en memoria solo para cruzar. No se muestran, no se descargan y no se guardan.",
            ),
          )
        : null,
    );
  }

  /** @param {PanelDeLista} panel */
  function elObjetivo(panel) {
    const { regla, ctx, por, completa } = panel;
    const [base] = ctx.bases;
    const territorios = [["", "Ninguno"], ...base.territorios.map((t) => [t.campo, t.nombre])];
    return grupo(
      `${panel.lista ? 3 : 2}. Quién es del objetivo`,
      el(
        "div",
        { class: "herramienta-fila" },
        eleccion("mi-base-lista-corte", "Grupo y nivel", CORTES, regla.corte, (corte) => panel.cambiarRegla({ corte })),
        eleccion("mi-base-lista-territorio", "Ver por territorio", territorios, por, (campo) => panel.verPor(campo)),
      ),
      casilla("mi-base-lista-pobre", "Y que sea pobre según la base (IPM proxy)", regla.pobre, (pobre) =>
        panel.cambiarRegla({ pobre }),
      ),
      base.esMuestra
        ? casilla("mi-base-lista-completa", "La base está completa: no es una muestra", completa, (si) =>
            panel.decirCompleta(si),
          )
        : null,
    );
  }

  /** @type {KitMiBase["controlesDeLista"]} */
  const controlesDeLista = (panel) => [elArchivo(panel), lasColumnas(panel), elObjetivo(panel)];

  Object.assign(mia, /** @satisfies {Partial<KitMiBase>} */ ({ controlesDeLista }));
})();
