/* La tabla de un informe, cuyas columnas solo se saben al producirlo. Toma de la plantilla los estilos «Tabla»,
   «Cabeza» y «Celda»: quien cambie la plantilla cambia también las tablas. */
(function () {
  "use strict";
  const { limpio } = window.KitOficina;
  // En veinteavos de punto: lo que queda de una carta con márgenes de 2 cm.
  const UTIL = 9972;
  const MM = 56.7;
  // Una tabla de cifras de hasta estas filas no se parte entre páginas.
  const JUNTAS = 16;
  /** @type {Record<string, string>} */
  const ENTIDADES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

  /** @param {string} texto */
  const escapar = (texto) => limpio(texto).replace(/[&<>"]/g, (c) => ENTIDADES[c]);

  /** @param {Trozo} trozo */
  function corrida({ t, b, i }) {
    const propio = b || i ? `<w:rPr>${b ? "<w:b/>" : ""}${i ? "<w:i/>" : ""}</w:rPr>` : "";
    return `<w:r>${propio}<w:t xml:space="preserve">${escapar(t)}</w:t></w:r>`;
  }

  /**
   * @param {string} estilo
   * @param {Trozo[]} trozos
   * @param {{derecha?: boolean, junta?: boolean}} [o]
   */
  const parrafo = (estilo, trozos, { derecha, junta } = {}) =>
    `<w:p><w:pPr><w:pStyle w:val="${estilo}"/>${junta ? "<w:keepNext/>" : ""}` +
    `${derecha ? '<w:jc w:val="right"/>' : ""}</w:pPr>${trozos.map(corrida).join("")}</w:p>`;

  /** @param {number} ancho @param {string} contenido @param {string} [fondo] */
  const celda = (ancho, contenido, fondo) =>
    `<w:tc><w:tcPr><w:tcW w:w="${ancho}" w:type="dxa"/>` +
    `${fondo ? `<w:shd w:val="clear" w:color="auto" w:fill="${fondo}"/>` : ""}<w:vAlign w:val="center"/></w:tcPr>` +
    `${contenido}</w:tc>`;

  /** @param {string} celdas @param {{alto?: number, cabeza?: boolean}} o */
  const fila = (celdas, { alto, cabeza }) =>
    `<w:tr><w:trPr><w:cantSplit/>${alto ? `<w:trHeight w:val="${Math.round(alto * MM)}" w:hRule="atLeast"/>` : ""}` +
    `${cabeza ? "<w:tblHeader/>" : ""}</w:trPr>${celdas}</w:tr>`;

  /** @type {KitOficina["tablaDeWord"]} */
  function tablaDeWord(b) {
    const pesos = b.columnas.map((c) => c.ancho || 1);
    const suma = pesos.reduce((a, p) => a + p, 0);
    const anchos = pesos.map((p) => Math.floor((UTIL * p) / suma));
    const derecha = b.columnas.map((c) => !!c.num);
    const unida = !b.alto && b.filas.length <= JUNTAS;
    const titulos = b.columnas.map((c, i) =>
      celda(anchos[i], parrafo("Cabeza", c.t, { derecha: derecha[i], junta: true }), "F6F3EC"),
    );
    const filas = b.filas.map((una, n) =>
      fila(
        una
          .map((texto, i) => ({ texto, junta: unida && n < b.filas.length - 1, derecha: derecha[i], ancho: anchos[i] }))
          .map(({ texto, ancho, ...o }) => celda(ancho, parrafo("Celda", texto, o)))
          .join(""),
        { alto: b.alto },
      ),
    );
    return (
      `<w:tbl><w:tblPr><w:tblStyle w:val="Tabla"/><w:tblW w:w="${anchos.reduce((a, n) => a + n, 0)}" w:type="dxa"/>` +
      '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" ' +
      `w:lastColumn="0" w:noHBand="0" w:noVBand="1"/></w:tblPr><w:tblGrid>` +
      `${anchos.map((a) => `<w:gridCol w:w="${a}"/>`).join("")}</w:tblGrid>` +
      `${fila(titulos.join(""), { cabeza: true })}${filas.join("")}</w:tbl>`
    );
  }

  window.KitOficina = Object.assign(window.KitOficina, /** @satisfies {Partial<KitOficina>} */ ({ tablaDeWord }));
})();
