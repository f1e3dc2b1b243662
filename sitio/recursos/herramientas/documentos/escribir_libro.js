/* Un libro de Excel con texto, números, fechas y unas pocas fórmulas propias. Un texto va siempre como texto: nunca
   se vuelve fórmula, empiece por lo que empiece. */
/**
 * @typedef {object} CeldaConEstilo
 * @property {string | number | null} [v]
 * @property {string} [e] el estilo
 * @property {string} [f] una fórmula propia
 */

/** @typedef {string | number | null | CeldaConEstilo} CeldaDeLibro Una fecha es {v: "2026-03-01", e: "fecha"}. */
/** @typedef {CeldaDeLibro[] | {celdas: CeldaDeLibro[], alto?: number | null, e?: string}} FilaDeLibro */

/**
 * @typedef {object} Validacion Una lista, o un entero entre dos.
 * @property {string} rango
 * @property {string[]} [lista]
 * @property {number} [minimo]
 * @property {number} [maximo]
 * @property {string} aviso
 */

/**
 * @typedef {object} HojaDeLibro
 * @property {string} nombre
 * @property {string} pie
 * @property {number[]} anchos
 * @property {FilaDeLibro[]} filas
 * @property {number} [inmovil] filas que no se mueven
 * @property {number} [repetir] la fila que encabeza cada página impresa
 * @property {boolean} [horizontal]
 * @property {string[]} [combinar]
 * @property {Validacion[]} [validaciones]
 */

/** @typedef {{titulo: string, hojas: HojaDeLibro[]}} Libro */

(function () {
  "use strict";
  const { ESTILOS_DE_LIBRO, altoDe, limpio } = window.KitOficina;
  const DIA = 86400000;
  const FECHA = /^\d{4}-\d{2}-\d{2}$/;
  // Excel no admite celdas más largas.
  const LARGO = 32767;

  /** El número de serie de Excel de una fecha ISO. @param {string} iso */
  const serial = (iso) => {
    const [a, m, d] = iso.split("-").map(Number);
    return Math.round((Date.UTC(a, m - 1, d) - Date.UTC(1899, 11, 30)) / DIA);
  };

  /** @param {CeldaDeLibro} dato @returns {CeldaConEstilo} */
  const conEstilo = (dato) =>
    dato !== null && typeof dato === "object" ? dato : { v: /** @type {string | number | null} */ (dato) };

  /** @param {CeldaDeLibro} dato @param {string} omision @returns {CeldaDeTerceros} */
  function celda(dato, omision) {
    const { v, e, f } = conEstilo(dato);
    const style = ESTILOS_DE_LIBRO[e || (typeof v === "number" && omision === "texto" ? "entero" : omision)];
    if (f) return { value: null, type: "formula", formula: f, style };
    const n = e === "fecha" && FECHA.test(String(v)) ? serial(String(v)) : v;
    if (Number.isFinite(n)) return { value: /** @type {number} */ (n), type: "number", style };
    if (typeof n === "number" || (n ?? "") === "") return { value: null, type: "empty", style };
    return { value: limpio(n).slice(0, LARGO), type: "string", style };
  }

  /** «B2:C5» → sus esquinas, desde 0. @param {string} rango */
  function esquinas(rango) {
    const [a, b] = rango.split(":").map((ref) => {
      const [, letras, numero] = /** @type {RegExpExecArray} */ (/^([A-Z]+)(\d+)$/.exec(ref));
      return [Number(numero) - 1, Array.from(letras).reduce((n, l) => n * 26 + l.charCodeAt(0) - 64, 0) - 1];
    });
    return { startRow: a[0], startCol: a[1], endRow: b[0], endCol: b[1] };
  }

  /** @param {Validacion} propia */
  function validacion({ rango, lista, minimo, maximo, aviso }) {
    const comun = { range: rango, allowBlank: true, showErrorMessage: true, errorTitle: "Revise el dato" };
    const tipo = lista
      ? { type: "list", values: lista }
      : { type: "whole", operator: "between", formula1: String(minimo), formula2: String(maximo) };
    return { ...comun, errorMessage: aviso, ...tipo };
  }

  /** @param {HojaDeLibro} h @returns {HojaDeTerceros} */
  function hoja(h) {
    /** @type {Map<string, CeldaDeTerceros>} */
    const cells = new Map();
    /** @type {Map<number, {height: number}>} */
    const rowDefs = new Map();
    h.filas.forEach((una, i) => {
      const { celdas, alto, e } = Array.isArray(una) ? { celdas: una, alto: null, e: undefined } : una;
      celdas.forEach((c, j) => cells.set(`${i},${j}`, celda(c, e || "normal")));
      const height = Math.max(
        celdas.length > 1
          ? altoDe(
              celdas.map((c) => conEstilo(c).v),
              h.anchos,
            )
          : 0,
        alto || 0,
      );
      if (height) rowDefs.set(i, { height });
    });
    return {
      name: h.nombre,
      columns: h.anchos.map((width) => ({ width })),
      rows: h.filas.map(() => []),
      cells,
      rowDefs,
      merges: (h.combinar || []).map(esquinas),
      dataValidations: (h.validaciones || []).map(validacion),
      freezePane: h.inmovil ? { rows: h.inmovil } : undefined,
      view: { showGridLines: false },
      pageSetup: {
        paperSize: "letter",
        orientation: h.horizontal ? "landscape" : "portrait",
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        margins: { left: 0.6, right: 0.6, top: 0.7, bottom: 0.7, header: 0.3, footer: 0.3 },
        printTitlesRow: h.repetir ? `$${h.repetir}:$${h.repetir}` : undefined,
      },
      headerFooter: { oddFooter: `&L${limpio(h.pie).replace(/&/g, "&&")}&RPágina &P de &N` },
    };
  }

  /** @type {KitOficina["escribirLibro"]} */
  const escribirLibro = ({ titulo, hojas }) =>
    window.KitTercerosDeExcel.writeXlsx({
      sheets: hojas.map(hoja),
      properties: { title: limpio(titulo), creator: "Kit contra la pobreza" },
    });

  window.KitOficina = Object.assign(window.KitOficina, /** @satisfies {Partial<KitOficina>} */ ({ escribirLibro }));
})();
