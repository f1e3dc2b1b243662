/* Los estilos con nombre y las listas numeradas de un documento de Word, para que quien lo abra pueda cambiarlos. */

/**
 * @typedef {object} EstiloDeParrafo Medidas en las unidades de Word.
 * @property {boolean} [propio]
 * @property {boolean} [serifa]
 * @property {boolean} [negrita]
 * @property {boolean} [sigue] el siguiente párrafo vuelve al normal
 * @property {boolean} [conSiguiente] no se separa del siguiente
 * @property {number} [medio] tamaño en medios puntos
 * @property {string} [color]
 * @property {number} [antes]
 * @property {number} [despues]
 * @property {number} [linea]
 * @property {number} [esquema] nivel de título
 */

(function () {
  "use strict";
  const { deWord, x } = window.KitOoxml;
  const { v } = deWord;
  const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const TINTA = "1D2B2E";
  const PETROLEO = "123C43";
  const SUAVE = "55646A";

  /** @param {number} cuantas */
  function numeracion(cuantas) {
    /**
     * @param {number} ilvl
     * @param {string} formato
     * @param {string} texto
     * @param {number} sangria
     */
    const nivel = (ilvl, formato, texto, sangria) =>
      x(
        "w:lvl",
        { "w:ilvl": ilvl },
        x("w:start", v(1)),
        x("w:numFmt", v(formato)),
        x("w:lvlText", v(texto)),
        x("w:lvlJc", v("left")),
        x("w:pPr", null, x("w:ind", { "w:left": sangria, "w:hanging": ilvl ? 340 : sangria })),
      );
    /** @param {number} id @param {Xml[]} niveles */
    const abstracta = (id, ...niveles) =>
      x("w:abstractNum", { "w:abstractNumId": id }, x("w:multiLevelType", v("hybridMultilevel")), niveles);
    const numeros = [x("w:num", { "w:numId": 1 }, x("w:abstractNumId", v(0)))];
    for (let n = 2; n <= cuantas; n += 1)
      numeros.push(
        x(
          "w:num",
          { "w:numId": n },
          x("w:abstractNumId", v(1)),
          [0, 1].map((i) => x("w:lvlOverride", { "w:ilvl": i }, x("w:startOverride", v(1)))),
        ),
      );
    return x(
      "w:numbering",
      { "xmlns:w": W },
      abstracta(0, nivel(0, "bullet", "•", 340)),
      abstracta(1, nivel(0, "decimal", "%1.", 440), nivel(1, "lowerLetter", "%2)", 800)),
      numeros,
    );
  }

  /**
   * @param {string} id
   * @param {string} nombre
   * @param {EstiloDeParrafo} o
   */
  function estilo(id, nombre, o) {
    const normal = id === "Normal";
    const atributos = {
      "w:type": "paragraph",
      "w:styleId": id,
      "w:default": normal ? 1 : null,
      "w:customStyle": o.propio ? 1 : null,
    };
    return x(
      "w:style",
      atributos,
      x("w:name", v(nombre)),
      normal ? "" : x("w:basedOn", v("Normal")),
      o.sigue ? x("w:next", v("Normal")) : "",
      x("w:qFormat"),
      deParrafo(o),
      deLetra(o),
    );
  }

  /** @param {EstiloDeParrafo} o */
  function deParrafo({ antes = 0, despues = 0, linea = 264, conSiguiente, esquema }) {
    const espacios = { "w:before": antes, "w:after": despues, "w:line": linea, "w:lineRule": "auto" };
    return x(
      "w:pPr",
      null,
      conSiguiente ? x("w:keepNext") : "",
      x("w:spacing", espacios),
      esquema === undefined ? "" : x("w:outlineLvl", v(esquema)),
    );
  }

  /** @param {EstiloDeParrafo} o */
  function deLetra({ serifa, negrita, color = TINTA, medio = 21 }) {
    const fuente = serifa ? x("w:rFonts", { "w:ascii": "Cambria", "w:hAnsi": "Cambria", "w:cs": "Cambria" }) : "";
    return x("w:rPr", null, fuente, negrita ? x("w:b") : "", x("w:color", v(color)), x("w:sz", v(medio)));
  }

  const TITULO = { serifa: true, negrita: true, color: PETROLEO, linea: 240, sigue: true, conSiguiente: true };
  /** @type {[id: string, nombre: string, estilo: EstiloDeParrafo][]} */
  const PARRAFOS = [
    ["Normal", "Normal", { despues: 100 }],
    ["Title", "Title", { ...TITULO, medio: 44, despues: 60 }],
    ["Heading1", "heading 1", { ...TITULO, medio: 32, antes: 240, despues: 100, esquema: 0 }],
    ["Heading2", "heading 2", { ...TITULO, medio: 24, antes: 200, despues: 60, esquema: 1 }],
    ["Entrada", "Entrada", { propio: true, medio: 24, color: SUAVE, despues: 160 }],
    ["Nota", "Nota", { propio: true, medio: 18, color: SUAVE, despues: 80, linea: 252 }],
    ["Rotulo", "Rótulo de tabla", { propio: true, negrita: true, medio: 20, antes: 120, despues: 60 }],
    ["Cabeza", "Cabeza de tabla", { propio: true, negrita: true, medio: 18, antes: 30, despues: 30, linea: 240 }],
    ["Celda", "Celda", { propio: true, medio: 19, antes: 30, despues: 30, linea: 240 }],
    ["Campo", "Campo", { propio: true, medio: 18, color: SUAVE, linea: 240 }],
    ["Lista", "Lista", { propio: true, despues: 60 }],
    ["Renglon", "Renglón", { propio: true, despues: 20, linea: 300 }],
    ["Pregunta", "Pregunta", { propio: true, negrita: true, antes: 140, despues: 30 }],
    ["Opcion", "Opción", { propio: true, despues: 20 }],
    ["Aire", "Aire", { propio: true, medio: 8, linea: 200 }],
    ["Footer", "footer", { medio: 16, color: SUAVE }],
  ];

  function deFabrica() {
    const letra = { "w:ascii": "Calibri", "w:hAnsi": "Calibri", "w:cs": "Calibri", "w:eastAsia": "Calibri" };
    const corrida = x("w:rPr", null, x("w:rFonts", letra), x("w:sz", v(21)), x("w:lang", { "w:val": "es-CO" }));
    return x("w:docDefaults", null, x("w:rPrDefault", null, corrida));
  }

  function deTabla() {
    const lados = ["top", "left", "bottom", "right", "insideH", "insideV"];
    const bordes = lados.map((lado) => x(`w:${lado}`, { "w:val": "single", "w:sz": 4, "w:color": "B9C1C3" }));
    const margenes = ["left", "right"].map((lado) => x(`w:${lado}`, { "w:w": 85, "w:type": "dxa" }));
    return x(
      "w:style",
      { "w:type": "table", "w:customStyle": 1, "w:styleId": "Tabla" },
      x("w:name", v("Tabla del kit")),
      x("w:tblPr", null, x("w:tblBorders", null, bordes), x("w:tblCellMar", null, margenes)),
    );
  }

  const estilos = () =>
    x(
      "w:styles",
      { "xmlns:w": W },
      deFabrica(),
      PARRAFOS.map((partes) => estilo(...partes)),
      deTabla(),
    );

  window.KitOoxml = Object.assign(
    window.KitOoxml,
    /** @satisfies {Partial<KitOoxml>} */ ({ estilosDeWord: estilos, numeracionDeWord: numeracion }),
  );
})();
