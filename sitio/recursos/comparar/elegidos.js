/* Los territorios que se comparan: ponerlos, quitarlos, moverlos y sumar sus comparables o sus vecinos. */
(function () {
  "use strict";
  const { el } = window.KitH;
  const { MAXIMO, conMarca, nivel, traer } = window.KitComparar;
  const DEL_BUSCADOR = ["terceros/minisearch", "motor", "lista"];
  /** @type {Record<string, string>} */
  const NIVELES = { d: "departamento", n: "país" };

  /** @param {TerritorioComparado} t */
  const donde = (t) => t.d || NIVELES[nivel(t.codigo)];

  /** @param {string} texto @param {string} rotulo @param {() => void} accion @param {string} [clave] */
  const boton = (texto, rotulo, accion, clave) =>
    el("button", { type: "button", "aria-label": rotulo, title: rotulo, onclick: accion, "data-accion": clave }, texto);

  /** @param {TerritorioComparado} t @param {number} n @param {AccionesDeComparar} acciones */
  function ficha(t, n, { quitar, alPrimero }) {
    return el(
      "li",
      { class: `elegido elegido-${n + 1}` },
      el("a", { href: `../territorio/${t.codigo}/index.html` }, conMarca(t, n), el("small", {}, donde(t))),
      n > 0 && boton("Primero", `Poner a ${t.n} de primero`, () => alPrimero(t.codigo), `primero-${t.codigo}`),
      boton("\u00d7", `Quitar ${t.n}`, () => quitar(t.codigo), `quitar-${t.codigo}`),
    );
  }

  /** @type {any} */
  let motor = null;

  /** El mismo buscador de la cabecera, solo con territorios; se pide al tocar el campo. */
  async function alistar() {
    const listo = window.KitBuscador?.Lista && window.KitBuscador.Motor;
    if (!listo) await Promise.all(DEL_BUSCADOR.map((g) => traer(`recursos/buscador/${g}.js`)));
    const { Motor, deTerritorios } = window.KitBuscador;
    motor ||= new Motor(deTerritorios(window.KIT_TERRITORIOS));
  }

  /** @param {(codigo: string) => void} alElegir */
  function buscador(alElegir) {
    const campo = el("input", {
      id: "comparar-buscar",
      type: "search",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: "Nombre o código DANE",
    });
    const caja = el(
      "div",
      { class: "agregar" },
      el("label", { for: "comparar-buscar" }, "Agregar un territorio"),
      el("div", { class: "buscador" }, campo),
    );
    const elegir = (/** @type {FichaDelBuscador} */ f) => {
      campo.value = "";
      alElegir(f.codigo);
    };
    const preparar = async () => {
      await alistar();
      const buscar = (/** @type {string} */ texto) => motor.buscar(texto);
      const lista = new window.KitBuscador.Lista(campo, { buscar, alElegir: elegir, conDepartamento: true });
      if (campo.value) lista.actualizar();
    };
    window.KitAlTocar(campo, preparar);
    return caja;
  }

  /**
   * Qué se puede sumar de un toque al primero; lo que no se puede dice por qué.
   * @param {TerritorioComparado[]} territorios
   * @param {AccionesDeComparar} acciones
   */
  function propuestas(territorios, { agregar, nombres }) {
    const [primero] = territorios;
    const puestos = territorios.map((t) => t.codigo);
    const caben = MAXIMO - puestos.length;
    const nuevos = (/** @type {string[]} */ codigos) =>
      codigos.filter((c) => !puestos.includes(c) && nombres.has(c)).slice(0, caben);
    const padre = nivel(primero.codigo) === "m" ? primero.codigo.slice(0, 2) : "";
    const opciones = [
      { texto: "+ sus comparables", codigos: primero.m ? [] : primero.c },
      { texto: "+ sus vecinos", codigos: primero.w },
      { texto: "+ su departamento", codigos: padre && padre !== "11" ? [padre] : [] },
      { texto: "+ Colombia", codigos: ["00"] },
    ];
    const botones = opciones
      .map(({ texto, codigos }) => ({ texto, codigos: nuevos(codigos) }))
      .filter(({ codigos }) => codigos.length)
      .map(({ texto, codigos }) => {
        const rotulo = `${texto} de ${primero.n}: ${codigos.map((c) => nombres.get(c)).join(", ")}`;
        return el("button", { type: "button", title: rotulo, onclick: () => agregar(codigos) }, texto);
      });
    return [
      botones.length
        ? el(
            "div",
            { class: "propuestas", role: "group", "aria-label": `Sumar a ${primero.n}` },
            el("span", {}, `A ${primero.n}:`),
            botones,
          )
        : null,
      primero.m ? el("p", { class: "nota" }, `${primero.n} no tiene municipios comparables. ${primero.m}`) : null,
    ];
  }

  /** @type {KitComparar["elegidos"]} */
  const elegidos = (territorios, acciones) => [
    territorios.length
      ? el(
          "ol",
          { class: "elegidos", "aria-label": "Territorios que se comparan" },
          territorios.map((t, n) => ficha(t, n, acciones)),
        )
      : null,
    territorios.length < MAXIMO
      ? buscador((codigo) => acciones.agregar([codigo]))
      : el("p", { class: "nota" }, `Van ${MAXIMO}, que son los que caben. Quite uno para poner otro.`),
    territorios.length ? propuestas(territorios, acciones) : null,
  ];

  /** Lo que se lee al llegar sin nada. @type {KitComparar["vacio"]} */
  const vacio = (def, { agregar, nombres }) =>
    el(
      "div",
      { class: "ejemplos" },
      el("h2", {}, "O empiece por una de estas"),
      el(
        "ul",
        {},
        def.ejemplos
          .filter(([, codigos]) => codigos.every((c) => nombres.has(c)))
          .map(([texto, codigos]) => {
            const [que, quienes] = texto.split(": ");
            const ir = (/** @type {Event} */ e) => {
              e.preventDefault();
              agregar(codigos);
            };
            return el(
              "li",
              {},
              el("a", { href: `?t=${codigos.join(",")}`, onclick: ir }, el("b", {}, que), el("span", {}, quienes)),
            );
          }),
      ),
    );

  Object.assign(window.KitComparar, /** @satisfies {Partial<KitComparar>} */ ({ elegidos, vacio }));
})();
