/* Cada bloque de un documento (ver preparador/bloques.js) como párrafos, listas y tablas de Word. */

/** @typedef {{t: string, b?: boolean, i?: boolean}} Trozo Texto, con **negrita** o *cursiva* si la lleva. */
/** @typedef {{t: Trozo[], ancho?: number, num?: boolean}} ColumnaDeTabla */
/** @typedef {{tipo: "titulo", nivel: number, texto: Trozo[], corte: boolean}} BloqueDeTitulo */
/** @typedef {{tipo: "parrafo", texto: Trozo[], clase?: string}} BloqueDeParrafo */
/** @typedef {{tipo: "lista", items: Trozo[][], ordenada: boolean}} BloqueDeLista */
/** @typedef {{tipo: "campos", campos: [rotulo: string, valor: string][]}} BloqueDeCampos */
/** @typedef {{texto: Trozo[], renglones: number}} PreguntaAMano */
/** @typedef {{tipo: "renglones", ordenada?: boolean, items: PreguntaAMano[]}} BloqueDeRenglones */
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

(function () {
  "use strict";
  const { escapar, x } = window.KitOoxml;
  // Medidas en veinteavos de punto: lo que queda de una carta con márgenes de 2 cm.
  const UTIL = 9972;
  const MM = 56.7;
  const PANEL = "F6F3EC";
  const LINEA = "8A969A";

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

  window.KitOoxml = Object.assign(
    window.KitOoxml,
    /** @satisfies {Partial<KitOoxml>} */ ({ bloquesDeWord: pintor, deWord: { UTIL, corrida, p, v } }),
  );
})();
