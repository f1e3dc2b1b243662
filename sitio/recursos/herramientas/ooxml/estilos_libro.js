/* Los estilos de celda de un libro de Excel, por su nombre. */

/** @typedef {[fuente: number, relleno: number, borde: number, formato: number, alineacion: Atributos]} EstiloDeCelda */

(function () {
  "use strict";
  const { x } = window.KitOoxml;
  const NS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

  const CENTRO = { vertical: "center", wrapText: 1 };
  /** @type {Record<string, EstiloDeCelda>} */
  const ESTILOS = {
    normal: [0, 0, 0, 0, { vertical: "top", wrapText: 1 }],
    titulo: [1, 0, 0, 0, { vertical: "center" }],
    nota: [2, 0, 0, 0, { vertical: "top", wrapText: 1 }],
    cabeza: [3, 2, 1, 0, CENTRO],
    texto: [0, 0, 1, 49, CENTRO],
    entero: [0, 0, 1, 3, { vertical: "center" }],
    decimal: [0, 0, 1, 164, { vertical: "center" }],
    centesima: [0, 0, 1, 4, { vertical: "center" }],
    porcentaje: [0, 0, 1, 166, { vertical: "center" }],
    milesima: [0, 0, 1, 167, { vertical: "center" }],
    fecha: [0, 0, 1, 165, { vertical: "center", horizontal: "left" }],
    orden: [0, 0, 1, 1, { vertical: "center", horizontal: "center" }],
    rotulo: [3, 0, 0, 0, { vertical: "bottom", wrapText: 1 }],
    fuerte: [3, 0, 1, 164, CENTRO],
    derecha: [2, 0, 1, 0, { vertical: "center", horizontal: "right" }],
  };
  const NOMBRES = Object.keys(ESTILOS);

  /** @param {number} sz @param {string} color @param {boolean} [negrita] @param {string} [nombre] */
  const fuente = (sz, color, negrita, nombre = "Calibri") =>
    x(
      "font",
      null,
      negrita ? x("b") : "",
      x("sz", { val: sz }),
      x("color", { rgb: `FF${color}` }),
      x("name", { val: nombre }),
    );

  /** @param {string} tipo @param {string} [color] */
  const relleno = (tipo, color) =>
    x("fill", null, x("patternFill", { patternType: tipo }, color ? x("fgColor", { rgb: `FF${color}` }) : ""));

  /** @param {string} nombre */
  const lado = (nombre) => x(nombre, { style: "thin" }, x("color", { rgb: "FFB9C1C3" }));

  /** Una lista de elementos con su cuenta. @param {string} etiqueta @param {Xml[]} elementos */
  const cuenta = (etiqueta, elementos) => x(etiqueta, { count: elementos.length }, elementos);

  /** @param {string} nombre */
  function formato(nombre) {
    const [fontId, fillId, borderId, numFmtId, alineacion] = ESTILOS[nombre];
    const partes = ["Font", "Fill", "Border", "NumberFormat", "Alignment"];
    const aplica = Object.fromEntries(partes.map((parte) => [`apply${parte}`, 1]));
    return x("xf", { numFmtId, fontId, fillId, borderId, xfId: 0, ...aplica }, x("alignment", alineacion));
  }

  function estilos() {
    const formatos = [
      x("numFmt", { numFmtId: 164, formatCode: "#,##0.0" }),
      x("numFmt", { numFmtId: 165, formatCode: "dd/mm/yyyy" }),
      x("numFmt", { numFmtId: 166, formatCode: "0.0%" }),
      x("numFmt", { numFmtId: 167, formatCode: "0.000" }),
    ];
    const fuentes = [
      fuente(11, "1D2B2E"),
      fuente(16, "123C43", true, "Cambria"),
      fuente(10, "55646A"),
      fuente(11, "123C43", true),
    ];
    const rellenos = [relleno("none"), relleno("gray125"), relleno("solid", "F6F3EC")];
    const lados = ["left", "right", "top", "bottom"];
    const sinBorde = [...lados, "diagonal"].map((n) => x(n));
    const bordes = [x("border", null, sinBorde), x("border", null, lados.map(lado), x("diagonal"))];
    return x(
      "styleSheet",
      { xmlns: NS },
      cuenta("numFmts", formatos),
      cuenta("fonts", fuentes),
      cuenta("fills", rellenos),
      cuenta("borders", bordes),
      cuenta("cellStyleXfs", [x("xf", { numFmtId: 0, fontId: 0, fillId: 0, borderId: 0 })]),
      cuenta("cellXfs", NOMBRES.map(formato)),
      cuenta("cellStyles", [x("cellStyle", { name: "Normal", xfId: 0, builtinId: 0 })]),
    );
  }

  window.KitOoxml = Object.assign(
    window.KitOoxml,
    /** @satisfies {Partial<KitOoxml>} */ ({ ESTILOS_DE_LIBRO: NOMBRES, estilosDeLibro: estilos }),
  );
})();
