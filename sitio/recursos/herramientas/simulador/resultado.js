/* El resultado del simulador con los dos cortes, y lo que se dice de la base que se leyó. */
(function () {
  "use strict";
  const { contar, el, numero, porcentaje, titulos } = window.KitH;
  const simulador = (window.KitSimulador = window.KitSimulador || /** @type {KitSimulador} */ ({}));

  /** @type {[nombre: string, valor: (r: ResultadoDelSimulador) => HijoDeNodo, ayuda?: string][]} */
  const FILAS = [
    ["Pueden entrar", (r) => numero(r.elegibles)],
    ["Seleccionados", (r) => numero(r.seleccionados)],
    ["En lista de espera", (r) => numero(r.espera)],
    ["Error de inclusión", (r) => decir(r.inclusion), "seleccionados que no son objetivo / seleccionados"],
    ["Error de exclusión", (r) => decir(r.exclusion), "objetivo que no entró / objetivo"],
    ["Cobertura", (r) => decir(r.cobertura), "objetivo que entró / objetivo"],
  ];

  /** @param {Razon} razon */
  const decir = (razon) => [
    el("b", {}, razon.valor === null ? "no se puede calcular" : porcentaje(100 * razon.valor)),
    " ",
    el("small", {}, `${numero(razon.numerador)} de ${numero(razon.denominador)}`),
  ];

  /** `base` y lo que resulta con cada corte, en la unidad elegida. @type {KitSimulador["tablaDeResultado"]} */
  function tablaDeResultado(base, e, uno, dos) {
    /** @type {(fila: typeof FILAS[0]) => HTMLElement} */
    const renglon = ([nombre, valor, ayuda]) =>
      el(
        "tr",
        {},
        el("th", { scope: "row" }, nombre, ayuda ? [el("br"), el("small", {}, ayuda)] : null),
        el("td", {}, valor(uno)),
        el("td", {}, valor(dos)),
      );
    return el(
      "table",
      { class: "tabla herramienta-errores", "aria-live": "polite" },
      el("caption", { class: "solo-lector" }, `Resultado con los dos cortes, en ${e.unidad}`),
      titulos([`En ${e.unidad}`, `Hasta ${e.corte}`, `Hasta ${e.otro}`]),
      el("tbody", {}, FILAS.filter((f) => base.ids || f === FILAS[0]).map(renglon)),
    );
  }

  /** Qué cambia de un corte al otro. @type {KitSimulador["decirCambio"]} */
  function decirCambio(e, entran, salen) {
    if (entran + salen)
      return `Con el corte ${e.otro} entran ${numero(entran)} hogares que con ${e.corte} no, y salen ${numero(salen)}.`;
    const mismos = "Con los dos cortes se selecciona a los mismos hogares";
    return `${mismos}: el límite se agota antes de llegar al corte más bajo.`;
  }

  /** Lo que compromete el corte, si hay presupuesto. @type {KitSimulador["decirCosto"]} */
  function decirCosto({ costo }, corte) {
    if (!costo) return null;
    const pesos = numero(costo, Number.isInteger(costo) ? 0 : 2);
    return el("p", { class: "aclaracion" }, `Con ${corte} se comprometen $ ${pesos}.`);
  }

  /** Lo que se leyó de un archivo, para quien lo abrió. @type {KitSimulador["resumirLectura"]} */
  function resumirLectura(b) {
    const filas = b.unidad === "personas" ? ` (${numero(b.filas)} filas, una por persona)` : "";
    const { apartadas, personales } = b.calidad;
    const aparte = personales.length
      ? ` No se leyeron las columnas con datos personales: ${personales.join(", ")}.`
      : "";
    const malas = apartadas.cuantas ? ` Se apartaron ${contar(apartadas.cuantas, "fila", "filas")} sin leer.` : "";
    const avisos = b.avisos.length ? " Lea abajo lo que se notó en la base." : "";
    return `Se leyeron ${numero(b.hogares)} hogares${filas} de «${b.nombre}» en este equipo.${malas}${aparte}${avisos}`;
  }

  Object.assign(
    simulador,
    /** @satisfies {Partial<KitSimulador>} */ ({ decirCambio, decirCosto, resumirLectura, tablaDeResultado }),
  );
})();
