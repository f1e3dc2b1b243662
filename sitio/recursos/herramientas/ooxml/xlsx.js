/* Un libro de Excel con texto, números, fechas y unas pocas fórmulas propias. Un texto va siempre como
   texto (inlineStr): nunca se vuelve fórmula, empiece por lo que empiece. */
/** @typedef {{v?: string | number | null, e?: string, f?: string}} CeldaConEstilo `e` es el estilo; `f`, una fórmula propia. */
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
  const { escapar, x, empaquetar, paquete, relaciones } = window.KitOoxml;
  const NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const SML = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
  const DIA = 86400000;
  const FECHA = /^\d{4}-\d{2}-\d{2}$/;

  // nombre → [fuente, relleno, borde, formato de número, alineación]
  const CENTRO = { vertical: "center", wrapText: 1 };
  /** @type {Record<string, [fuente: number, relleno: number, borde: number, formato: number, alineacion: Atributos]>} */
  const ESTILOS = {
    normal: [0, 0, 0, 0, { vertical: "top", wrapText: 1 }],
    titulo: [1, 0, 0, 0, { vertical: "center" }],
    nota: [2, 0, 0, 0, { vertical: "top", wrapText: 1 }],
    cabeza: [3, 2, 1, 0, CENTRO],
    texto: [0, 0, 1, 49, CENTRO],
    entero: [0, 0, 1, 3, { vertical: "center" }],
    decimal: [0, 0, 1, 164, { vertical: "center" }],
    centesima: [0, 0, 1, 4, { vertical: "center" }],
    fecha: [0, 0, 1, 165, { vertical: "center", horizontal: "left" }],
    orden: [0, 0, 1, 1, { vertical: "center", horizontal: "center" }],
    rotulo: [3, 0, 0, 0, { vertical: "bottom", wrapText: 1 }],
    fuerte: [3, 0, 1, 164, CENTRO],
    derecha: [2, 0, 1, 0, { vertical: "center", horizontal: "right" }],
  };
  const NOMBRES = Object.keys(ESTILOS);

  /** @param {number} n */
  const letra = (n) =>
    (n < 26 ? "" : String.fromCharCode(64 + Math.floor(n / 26))) + String.fromCharCode(65 + (n % 26));
  /** @type {KitOoxml["serial"]} */
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
    const { v, e, f } = dato !== null && typeof dato === "object" ? dato : { v: dato };
    const s = NOMBRES.indexOf(e || (typeof v === "number" && omision === "texto" ? "entero" : omision));
    const r = letra(columna) + fila;
    if (f) return x("c", { r, s }, x("f", null, escapar(f)));
    if (e === "fecha" && FECHA.test(String(v))) return x("c", { r, s }, x("v", null, String(serial(String(v)))));
    if (typeof v === "number") return Number.isFinite(v) ? x("c", { r, s }, x("v", null, String(v))) : x("c", { r, s });
    if (v === null || v === undefined || v === "") return x("c", { r, s });
    return x("c", { r, s, t: "inlineStr" }, x("is", null, x("t", { "xml:space": "preserve" }, escapar(v))));
  }

  /** @param {CeldaDeLibro} dato */
  const escrito = (dato) => {
    const v = dato !== null && typeof dato === "object" ? dato.v : dato;
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

  function estilos() {
    /**
     * @param {number} sz
     * @param {string} color
     * @param {boolean} [negrita]
     * @param {string} [nombre]
     */
    const fuente = (sz, color, negrita, nombre) =>
      x(
        "font",
        null,
        negrita ? x("b") : "",
        x("sz", { val: sz }),
        x("color", { rgb: `FF${color}` }),
        x("name", { val: nombre || "Calibri" }),
      );
    /** @param {string} tipo @param {string} [color] */
    const relleno = (tipo, color) =>
      x("fill", null, x("patternFill", { patternType: tipo }, color ? x("fgColor", { rgb: `FF${color}` }) : ""));
    /** @param {string} nombre */
    const lado = (nombre) => x(nombre, { style: "thin" }, x("color", { rgb: "FFB9C1C3" }));
    return x(
      "styleSheet",
      { xmlns: NS },
      x(
        "numFmts",
        { count: 2 },
        x("numFmt", { numFmtId: 164, formatCode: "#,##0.0" }),
        x("numFmt", { numFmtId: 165, formatCode: "dd/mm/yyyy" }),
      ),
      x(
        "fonts",
        { count: 4 },
        fuente(11, "1D2B2E"),
        fuente(16, "123C43", true, "Cambria"),
        fuente(10, "55646A"),
        fuente(11, "123C43", true),
      ),
      x("fills", { count: 3 }, relleno("none"), relleno("gray125"), relleno("solid", "F6F3EC")),
      x(
        "borders",
        { count: 2 },
        x(
          "border",
          null,
          ["left", "right", "top", "bottom", "diagonal"].map((n) => x(n)),
        ),
        x("border", null, ["left", "right", "top", "bottom"].map(lado), x("diagonal")),
      ),
      x("cellStyleXfs", { count: 1 }, x("xf", { numFmtId: 0, fontId: 0, fillId: 0, borderId: 0 })),
      x(
        "cellXfs",
        { count: NOMBRES.length },
        NOMBRES.map((n) => {
          const [fontId, fillId, borderId, numFmtId, alineacion] = ESTILOS[n];
          return x(
            "xf",
            {
              numFmtId,
              fontId,
              fillId,
              borderId,
              xfId: 0,
              applyFont: 1,
              applyFill: 1,
              applyBorder: 1,
              applyNumberFormat: 1,
              applyAlignment: 1,
            },
            x("alignment", alineacion),
          );
        }),
      ),
      x("cellStyles", { count: 1 }, x("cellStyle", { name: "Normal", xfId: 0, builtinId: 0 })),
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
      "xl/styles.xml": estilos(),
      ...Object.fromEntries(libro.hojas.map((h, i) => [rutas[i], hoja(h, i)])),
    });
  }

  window.KitOoxml = Object.assign(window.KitOoxml, /** @satisfies {Partial<KitOoxml>} */ ({ xlsx, serial }));
})();
