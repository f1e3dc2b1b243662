/* Un libro de Excel con texto, números, fechas y unas pocas fórmulas propias. Un texto va siempre como
   texto (inlineStr): nunca se vuelve fórmula, empiece por lo que empiece. */
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
  const { ESTILOS_DE_LIBRO, empaquetar, escapar, estilosDeLibro, paquete, relaciones, x } = window.KitOoxml;
  const NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const SML = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  const DIA = 86400000;
  const FECHA = /^\d{4}-\d{2}-\d{2}$/;

  /** @param {number} n */
  const letra = (n) =>
    (n < 26 ? "" : String.fromCharCode(64 + Math.floor(n / 26))) + String.fromCharCode(65 + (n % 26));
  /** El número de serie de Excel de una fecha ISO. @param {string} iso */
  const serial = (iso) => {
    const [a, m, d] = iso.split("-").map(Number);
    return Math.round((Date.UTC(a, m - 1, d) - Date.UTC(1899, 11, 30)) / DIA);
  };

  /**
   * null | texto | número | {v, e: estilo, f: fórmula propia}. Una fecha es {v: "2026-03-01", e: "fecha"}.
   * @param {CeldaDeLibro} dato
   * @param {number} fila
   * @param {number} columna
   * @param {string} omision
   * @returns {Xml}
   */
  function celda(dato, fila, columna, omision) {
    const { v, e, f } = conEstilo(dato);
    const s = ESTILOS_DE_LIBRO.indexOf(e || (typeof v === "number" && omision === "texto" ? "entero" : omision));
    const propios = { r: letra(columna) + fila, s };
    if (f) return x("c", propios, x("f", null, escapar(f)));
    const n = e === "fecha" && FECHA.test(String(v)) ? serial(String(v)) : v;
    if (typeof n === "number") return x("c", propios, Number.isFinite(n) ? x("v", null, String(n)) : "");
    if (n === null || n === undefined || n === "") return x("c", propios);
    const texto = x("t", { "xml:space": "preserve" }, escapar(n));
    return x("c", { ...propios, t: "inlineStr" }, x("is", null, texto));
  }

  /** @param {CeldaDeLibro} dato @returns {CeldaConEstilo} */
  const conEstilo = (dato) =>
    dato !== null && typeof dato === "object" ? dato : { v: /** @type {string | number | null} */ (dato) };

  /** @param {CeldaDeLibro} dato */
  const escrito = (dato) => {
    const { v } = conEstilo(dato);
    return typeof v === "string" ? v.length : 0;
  };

  /**
   * Alto para que quepa el texto que da la vuelta: hay programas que no lo calculan al abrir.
   * @param {CeldaDeLibro[]} celdas
   * @param {number[]} anchos
   */
  function altoDe(celdas, anchos) {
    const renglones = celdas.map((c, j) => (anchos[j] ? Math.ceil((1.15 * escrito(c)) / anchos[j]) : 1));
    const mas = Math.max(1, ...renglones);
    return mas > 1 ? 15 * mas + 2 : null;
  }

  /**
   * @param {FilaDeLibro} una
   * @param {number} i
   * @param {number[]} anchos
   */
  function fila(una, i, anchos) {
    const { celdas, alto: pedido, e } = Array.isArray(una) ? { celdas: una } : una;
    const propio = celdas.length > 1 ? altoDe(celdas, anchos) : null;
    const alto = propio || pedido ? Math.max(propio || 0, pedido || 0) : null;
    return x(
      "row",
      { r: i + 1, ht: alto, customHeight: alto ? 1 : null },
      celdas.map((c, j) => celda(c, i + 1, j, e || "normal")),
    );
  }

  /** @param {Validacion} propia */
  function validacion({ rango, lista, minimo, maximo, aviso }) {
    const comun = { allowBlank: 1, showErrorMessage: 1, errorTitle: "Revise el dato", error: aviso, sqref: rango };
    if (lista)
      return x("dataValidation", { type: "list", ...comun }, x("formula1", null, escapar(`"${lista.join(",")}"`)));
    return x(
      "dataValidation",
      { type: "whole", operator: "between", ...comun },
      x("formula1", null, String(minimo)),
      x("formula2", null, String(maximo)),
    );
  }

  /** @param {HojaDeLibro} h @param {number} i */
  function hoja(h, i) {
    const congelar = h.inmovil
      ? x("pane", { ySplit: h.inmovil, topLeftCell: `A${h.inmovil + 1}`, activePane: "bottomLeft", state: "frozen" })
      : "";
    return x(
      "worksheet",
      { xmlns: NS },
      x("sheetPr", null, x("pageSetUpPr", { fitToPage: 1 })),
      x(
        "sheetViews",
        null,
        x("sheetView", { showGridLines: 0, workbookViewId: 0, tabSelected: i ? null : 1 }, congelar),
      ),
      x("sheetFormatPr", { defaultRowHeight: 15 }),
      x(
        "cols",
        null,
        h.anchos.map((width, j) => x("col", { min: j + 1, max: j + 1, width, customWidth: 1 })),
      ),
      x(
        "sheetData",
        null,
        h.filas.map((f, n) => fila(f, n, h.anchos)),
      ),
      h.combinar && h.combinar.length
        ? x(
            "mergeCells",
            { count: h.combinar.length },
            h.combinar.map((ref) => x("mergeCell", { ref })),
          )
        : "",
      h.validaciones && h.validaciones.length
        ? x("dataValidations", { count: h.validaciones.length }, h.validaciones.map(validacion))
        : "",
      x("pageMargins", { left: 0.6, right: 0.6, top: 0.7, bottom: 0.7, header: 0.3, footer: 0.3 }),
      x("pageSetup", {
        paperSize: 1,
        orientation: h.horizontal ? "landscape" : "portrait",
        fitToWidth: 1,
        fitToHeight: 0,
      }),
      x("headerFooter", null, x("oddFooter", null, escapar(`&L${h.pie.replace(/&/g, "&&")}&RPágina &P de &N`))),
    );
  }

  /**
   * {titulo, hojas: [{nombre, pie, anchos, filas, inmovil, repetir, horizontal, combinar, validaciones}]} → bytes.
   * `repetir` es la fila que encabeza cada página impresa.
   * @type {KitOoxml["xlsx"]}
   */
  function xlsx(libro) {
    const rutas = libro.hojas.map((_, i) => `xl/worksheets/sheet${i + 1}.xml`);
    const titulos = libro.hojas
      .map((h, i) =>
        h.repetir
          ? x(
              "definedName",
              { name: "_xlnm.Print_Titles", localSheetId: i },
              escapar(`'${h.nombre}'!$${h.repetir}:$${h.repetir}`),
            )
          : "",
      )
      .join("");
    /** @type {[id: string, tipo: string, destino: string][]} */
    const deHojas = libro.hojas.map((_, i) => [`rId${i + 1}`, "worksheet", `worksheets/sheet${i + 1}.xml`]);
    return empaquetar({
      ...paquete(
        libro.titulo,
        "xl/workbook.xml",
        Object.fromEntries([
          ["/xl/workbook.xml", `${SML}sheet.main+xml`],
          ["/xl/styles.xml", `${SML}styles+xml`],
          ...rutas.map((r) => [`/${r}`, `${SML}worksheet+xml`]),
        ]),
      ),
      "xl/workbook.xml": x(
        "workbook",
        { xmlns: NS, "xmlns:r": R },
        x("bookViews", null, x("workbookView", { activeTab: 0 })),
        x(
          "sheets",
          null,
          libro.hojas.map((h, i) => x("sheet", { name: h.nombre, sheetId: i + 1, "r:id": `rId${i + 1}` })),
        ),
        titulos ? `<definedNames>${titulos}</definedNames>` : "",
        x("calcPr", { fullCalcOnLoad: 1 }),
      ),
      "xl/_rels/workbook.xml.rels": relaciones([...deHojas, ["rIdE", "styles", "styles.xml"]]),
      "xl/styles.xml": estilosDeLibro(),
      ...Object.fromEntries(libro.hojas.map((h, i) => [rutas[i], hoja(h, i)])),
    });
  }

  window.KitOoxml = Object.assign(window.KitOoxml, /** @satisfies {Partial<KitOoxml>} */ ({ xlsx }));
})();
