/* Un documento de Word a partir de bloques (ver preparador/bloques.js): carta, estilos con nombre,
   listas y tablas de verdad, para que quien lo abra pueda cambiarlo. */
/** @typedef {{t: string, b?: boolean, i?: boolean}} Trozo Texto, con **negrita** o *cursiva* si la lleva. */
/** @typedef {{t: Trozo[], ancho?: number, num?: boolean}} ColumnaDeTabla */
/** @typedef {{tipo: "titulo", nivel: number, texto: Trozo[], corte: boolean}} BloqueDeTitulo */
/** @typedef {{tipo: "parrafo", texto: Trozo[], clase?: string}} BloqueDeParrafo */
/** @typedef {{tipo: "lista", items: Trozo[][], ordenada: boolean}} BloqueDeLista */
/** @typedef {{tipo: "campos", campos: [rotulo: string, valor: string][]}} BloqueDeCampos */
/** @typedef {{tipo: "renglones", ordenada?: boolean, items: {texto: Trozo[], renglones: number}[]}} BloqueDeRenglones */
/** @typedef {{tipo: "prueba", items: {pregunta: Trozo[], opciones: Trozo[][]}[]}} BloqueDePrueba */

/**
 * @typedef {object} BloqueDeTabla
 * @property {"tabla"} tipo
 * @property {number} [alto] de cada fila, en milímetros
 * @property {Trozo[] | null} titulo
 * @property {ColumnaDeTabla[]} columnas
 * @property {Trozo[][][]} filas
 */

/**
 * @typedef {BloqueDeTitulo | BloqueDeParrafo | BloqueDeLista | BloqueDeCampos | BloqueDeRenglones | BloqueDePrueba
 *   | BloqueDeTabla} Bloque
 */

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
  const { escapar, x, empaquetar, paquete, relaciones } = window.KitOoxml;
  const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const WML = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
  // Medidas en veinteavos de punto: carta con márgenes de 2 cm.
  const ANCHO = 12240,
    ALTO = 15840,
    MARGEN = 1134,
    UTIL = ANCHO - 2 * MARGEN;
  const MM = 56.7;
  const TINTA = "1D2B2E",
    PETROLEO = "123C43",
    SUAVE = "55646A",
    PANEL = "F6F3EC",
    LINEA = "8A969A";
  /** @param {string | number} valor */
  const v = (valor) => ({ "w:val": valor });

  /** @param {Trozo} trozo */
  function corrida(trozo) {
    const propio = x("w:rPr", null, trozo.b ? x("w:b") : "", trozo.i ? x("w:i") : "");
    return x("w:r", null, trozo.b || trozo.i ? propio : "", x("w:t", { "xml:space": "preserve" }, escapar(trozo.t)));
  }

  /** @param {Trozo[]} trozos */
  const corridas = (trozos) => trozos.map(corrida);

  /**
   * @param {string} estilo
   * @param {HijoDeXml} contenido
   * @param {Xml} [extra]
   */
  function p(estilo, contenido, extra) {
    return x("w:p", null, x("w:pPr", null, estilo ? x("w:pStyle", v(estilo)) : "", extra || ""), contenido);
  }

  /** @param {number} numero @param {number} [nivel] */
  const punto = (numero, nivel) => x("w:numPr", null, x("w:ilvl", v(nivel || 0)), x("w:numId", v(numero)));

  /**
   * Los bordes de celda van uno por uno porque una tabla de campos solo lleva el de abajo.
   * @param {number} ancho
   * @param {Xml} contenido
   * @param {{abajo?: boolean, fondo?: string, alFondo?: boolean}} [o]
   */
  function celda(ancho, contenido, o) {
    return x(
      "w:tc",
      null,
      x(
        "w:tcPr",
        null,
        x("w:tcW", { "w:w": ancho, "w:type": "dxa" }),
        o && o.abajo ? x("w:tcBorders", null, x("w:bottom", { "w:val": "single", "w:sz": 4, "w:color": LINEA })) : "",
        o && o.fondo ? x("w:shd", { "w:val": "clear", "w:color": "auto", "w:fill": o.fondo }) : "",
        x("w:vAlign", v(o && o.alFondo ? "bottom" : "center")),
      ),
      contenido,
    );
  }

  /** @param {HijoDeXml} celdas @param {{alto?: number, cabeza?: boolean}} o */
  function fila(celdas, o) {
    return x(
      "w:tr",
      null,
      x(
        "w:trPr",
        null,
        x("w:cantSplit"),
        o.alto ? x("w:trHeight", { "w:val": Math.round(o.alto * MM), "w:hRule": "atLeast" }) : "",
        o.cabeza ? x("w:tblHeader") : "",
      ),
      celdas,
    );
  }

  /** @param {number[]} pesos */
  function enAnchos(pesos) {
    const suma = pesos.reduce((a, b) => a + b, 0);
    return pesos.map((peso) => Math.floor((UTIL * peso) / suma));
  }

  /** @param {number[]} anchos @param {boolean} [borde] */
  const rejilla = (anchos, borde) => [
    x(
      "w:tblPr",
      null,
      borde ? x("w:tblStyle", v("Tabla")) : "",
      x("w:tblW", { "w:w": anchos.reduce((a, b) => a + b, 0), "w:type": "dxa" }),
      x("w:tblLayout", { "w:type": "fixed" }),
      x("w:tblLook", { "w:firstRow": 1, "w:noVBand": 1 }),
    ),
    x(
      "w:tblGrid",
      null,
      anchos.map((a) => x("w:gridCol", { "w:w": a })),
    ),
  ];

  /** @param {ColumnaDeTabla} columna */
  const derecha = (columna) => (columna.num ? x("w:jc", v("right")) : "");

  /**
   * Una tabla de cifras no se parte entre páginas: cada fila va con la siguiente.
   * @param {BloqueDeTabla} b
   * @param {number} n
   */
  const junta = (b, n) => (!b.alto && b.filas.length <= 16 && n < b.filas.length - 1 ? x("w:keepNext") : "");

  /** @param {BloqueDeTabla} b */
  function tabla(b) {
    const anchos = enAnchos(b.columnas.map((c) => c.ancho || 1));
    return [
      b.titulo ? p("Rotulo", corridas(b.titulo), x("w:keepNext")) : "",
      x(
        "w:tbl",
        null,
        rejilla(anchos, true),
        fila(
          b.columnas.map((c, i) =>
            celda(anchos[i], p("Cabeza", corridas(c.t), x("w:keepNext") + derecha(c)), { fondo: PANEL }),
          ),
          { cabeza: true },
        ),
        b.filas.map((una, n) =>
          fila(
            una.map((texto, i) => celda(anchos[i], p("Celda", corridas(texto), junta(b, n) + derecha(b.columnas[i])))),
            { alto: b.alto },
          ),
        ),
      ),
      p("Aire", ""),
    ];
  }

  /** Rótulo y raya (o valor) en dos parejas por fila. @param {BloqueDeCampos} b */
  function campos(b) {
    const anchos = enAnchos([1.25, 2.25, 1.25, 2.25]);
    const filas = [];
    for (let i = 0; i < b.campos.length; i += 2) filas.push([b.campos[i], b.campos[i + 1] || null]);
    return [
      x(
        "w:tbl",
        null,
        rejilla(anchos),
        filas.map((pareja) =>
          fila(
            pareja.flatMap((campo, j) => [
              celda(anchos[2 * j], p("Campo", campo ? corridas([{ t: campo[0] }]) : ""), { alFondo: true }),
              celda(anchos[2 * j + 1], p("Celda", campo ? corridas([{ t: campo[1] }]) : ""), {
                abajo: !!campo,
                alFondo: true,
              }),
            ]),
            { alto: 8 },
          ),
        ),
      ),
      p("Aire", ""),
    ];
  }

  const RENGLON = x(
    "w:pBdr",
    null,
    ["bottom", "between"].map((lado) =>
      x(`w:${lado}`, { "w:val": "single", "w:sz": 4, "w:space": 1, "w:color": LINEA }),
    ),
  );

  /* Cada lista ordenada usa su propia numeración, que empieza en 1. */
  function pintor() {
    let listas = 1;
    const nueva = () => (listas += 1);
    /** @type {{[T in Bloque["tipo"]]: (b: Extract<Bloque, {tipo: T}>) => HijoDeXml}} */
    const pinta = {
      titulo: (b) =>
        p(["Title", "Heading1", "Heading2"][b.nivel], corridas(b.texto), b.corte ? x("w:pageBreakBefore") : ""),
      parrafo: (b) => p(b.clase === "nota" ? "Nota" : b.clase === "entrada" ? "Entrada" : "", corridas(b.texto)),
      lista: (b) => {
        const n = b.ordenada ? nueva() : 1;
        return b.items.map((item) => p("Lista", corridas(item), punto(n)));
      },
      renglones: (b) => {
        const n = b.ordenada ? nueva() : 0;
        return b.items.map((item) => [
          p("Lista", corridas(item.texto), x("w:keepNext") + (n ? punto(n) : "")),
          item.renglones ? Array.from({ length: item.renglones }, () => p("Renglon", "", RENGLON)) : "",
        ]);
      },
      prueba: (b) => {
        const n = nueva();
        return b.items.map((item) => [
          p("Pregunta", corridas(item.pregunta), x("w:keepNext") + punto(n)),
          item.opciones.map((o, i) =>
            p("Opcion", corridas(o), (i < item.opciones.length - 1 ? x("w:keepNext") : "") + punto(n, 1)),
          ),
        ]);
      },
      tabla,
      campos,
    };
    /** @param {Bloque} bloque */
    const pintar = (bloque) => /** @type {(b: Bloque) => HijoDeXml} */ (pinta[bloque.tipo])(bloque);
    return { pintar, cuantas: () => listas };
  }

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
    const fuente = o.serifa ? x("w:rFonts", { "w:ascii": "Cambria", "w:hAnsi": "Cambria", "w:cs": "Cambria" }) : "";
    return x(
      "w:style",
      {
        "w:type": "paragraph",
        "w:styleId": id,
        "w:default": id === "Normal" ? 1 : null,
        "w:customStyle": o.propio ? 1 : null,
      },
      x("w:name", v(nombre)),
      id === "Normal" ? "" : x("w:basedOn", v("Normal")),
      o.sigue ? x("w:next", v("Normal")) : "",
      x("w:qFormat"),
      x(
        "w:pPr",
        null,
        o.conSiguiente ? x("w:keepNext") : "",
        x("w:spacing", {
          "w:before": o.antes || 0,
          "w:after": o.despues || 0,
          "w:line": o.linea || 264,
          "w:lineRule": "auto",
        }),
        o.esquema === undefined ? "" : x("w:outlineLvl", v(o.esquema)),
      ),
      x(
        "w:rPr",
        null,
        fuente,
        o.negrita ? x("w:b") : "",
        x("w:color", v(o.color || TINTA)),
        x("w:sz", v(o.medio || 21)),
      ),
    );
  }

  const estilos = () =>
    x(
      "w:styles",
      { "xmlns:w": W },
      x(
        "w:docDefaults",
        null,
        x(
          "w:rPrDefault",
          null,
          x(
            "w:rPr",
            null,
            x("w:rFonts", { "w:ascii": "Calibri", "w:hAnsi": "Calibri", "w:cs": "Calibri", "w:eastAsia": "Calibri" }),
            x("w:sz", v(21)),
            x("w:lang", { "w:val": "es-CO" }),
          ),
        ),
      ),
      estilo("Normal", "Normal", { despues: 100 }),
      estilo("Title", "Title", {
        serifa: true,
        negrita: true,
        medio: 44,
        color: PETROLEO,
        despues: 60,
        linea: 240,
        sigue: true,
        conSiguiente: true,
      }),
      estilo("Heading1", "heading 1", {
        serifa: true,
        negrita: true,
        medio: 32,
        color: PETROLEO,
        antes: 240,
        despues: 100,
        esquema: 0,
        sigue: true,
        conSiguiente: true,
        linea: 240,
      }),
      estilo("Heading2", "heading 2", {
        serifa: true,
        negrita: true,
        medio: 24,
        color: PETROLEO,
        antes: 200,
        despues: 60,
        esquema: 1,
        sigue: true,
        conSiguiente: true,
        linea: 240,
      }),
      estilo("Entrada", "Entrada", { propio: true, medio: 24, color: SUAVE, despues: 160 }),
      estilo("Nota", "Nota", { propio: true, medio: 18, color: SUAVE, despues: 80, linea: 252 }),
      estilo("Rotulo", "Rótulo de tabla", { propio: true, negrita: true, medio: 20, antes: 120, despues: 60 }),
      estilo("Cabeza", "Cabeza de tabla", {
        propio: true,
        negrita: true,
        medio: 18,
        antes: 30,
        despues: 30,
        linea: 240,
      }),
      estilo("Celda", "Celda", { propio: true, medio: 19, antes: 30, despues: 30, linea: 240 }),
      estilo("Campo", "Campo", { propio: true, medio: 18, color: SUAVE, linea: 240 }),
      estilo("Lista", "Lista", { propio: true, despues: 60 }),
      estilo("Renglon", "Renglón", { propio: true, despues: 20, linea: 300 }),
      estilo("Pregunta", "Pregunta", { propio: true, negrita: true, antes: 140, despues: 30 }),
      estilo("Opcion", "Opción", { propio: true, despues: 20 }),
      estilo("Aire", "Aire", { propio: true, medio: 8, linea: 200 }),
      estilo("Footer", "footer", { medio: 16, color: SUAVE }),
      x(
        "w:style",
        { "w:type": "table", "w:customStyle": 1, "w:styleId": "Tabla" },
        x("w:name", v("Tabla del kit")),
        x(
          "w:tblPr",
          null,
          x(
            "w:tblBorders",
            null,
            ["top", "left", "bottom", "right", "insideH", "insideV"].map((lado) =>
              x(`w:${lado}`, { "w:val": "single", "w:sz": 4, "w:color": "B9C1C3" }),
            ),
          ),
          x(
            "w:tblCellMar",
            null,
            x("w:left", { "w:w": 85, "w:type": "dxa" }),
            x("w:right", { "w:w": 85, "w:type": "dxa" }),
          ),
        ),
      ),
    );

  /** @param {string} instruccion */
  function campoDePagina(instruccion) {
    return (
      x("w:r", null, x("w:fldChar", { "w:fldCharType": "begin" })) +
      x("w:r", null, x("w:instrText", { "xml:space": "preserve" }, ` ${instruccion} `)) +
      x("w:r", null, x("w:fldChar", { "w:fldCharType": "separate" })) +
      x("w:r", null, x("w:t", null, "1")) +
      x("w:r", null, x("w:fldChar", { "w:fldCharType": "end" }))
    );
  }

  /** @param {string} texto */
  const pie = (texto) =>
    x(
      "w:ftr",
      { "xmlns:w": W },
      p(
        "Footer",
        [
          corrida({ t: texto }),
          x("w:r", null, x("w:tab")),
          corrida({ t: "Página " }),
          campoDePagina("PAGE"),
          corrida({ t: " de " }),
          campoDePagina("NUMPAGES"),
        ],
        x("w:tabs", null, x("w:tab", { "w:val": "right", "w:pos": UTIL })),
      ),
    );

  /** {titulo, pie} y bloques → bytes de un .docx. @type {KitOoxml["docx"]} */
  function docx(documento, bloques) {
    const { pintar, cuantas } = pintor();
    const cuerpo = bloques.map(pintar);
    const seccion = x(
      "w:sectPr",
      null,
      x("w:footerReference", { "w:type": "default", "r:id": "rId3" }),
      x("w:pgSz", { "w:w": ANCHO, "w:h": ALTO }),
      x("w:pgMar", {
        "w:top": MARGEN,
        "w:right": MARGEN,
        "w:bottom": MARGEN,
        "w:left": MARGEN,
        "w:header": 567,
        "w:footer": 567,
        "w:gutter": 0,
      }),
    );
    return empaquetar({
      ...paquete(documento.titulo, "word/document.xml", {
        "/word/document.xml": `${WML}document.main+xml`,
        "/word/styles.xml": `${WML}styles+xml`,
        "/word/numbering.xml": `${WML}numbering+xml`,
        "/word/footer1.xml": `${WML}footer+xml`,
        "/word/settings.xml": `${WML}settings+xml`,
      }),
      "word/document.xml": x("w:document", { "xmlns:w": W, "xmlns:r": R }, x("w:body", null, cuerpo, seccion)),
      "word/styles.xml": estilos(),
      "word/numbering.xml": numeracion(cuantas()),
      "word/footer1.xml": pie(documento.pie),
      "word/settings.xml": x(
        "w:settings",
        { "xmlns:w": W },
        x(
          "w:compat",
          null,
          x("w:compatSetting", {
            "w:name": "compatibilityMode",
            "w:uri": "http://schemas.microsoft.com/office/word",
            "w:val": 15,
          }),
        ),
      ),
      "word/_rels/document.xml.rels": relaciones([
        ["rId1", "styles", "styles.xml"],
        ["rId2", "numbering", "numbering.xml"],
        ["rId3", "footer", "footer1.xml"],
        ["rId4", "settings", "settings.xml"],
      ]),
    });
  }

  window.KitOoxml = Object.assign(window.KitOoxml, /** @satisfies {Partial<KitOoxml>} */ ({ docx }));
})();
