/* Lee un documento de Word como filas: cada fila de tabla con sus celdas y cada párrafo como una fila de una. */
(function () {
  "use strict";
  const MAXIMO = 30e6;

  /** @param {Element} nodo */
  const texto = (nodo) =>
    Array.from(nodo.getElementsByTagNameNS("*", "*"))
      .map((n) => (n.localName === "t" ? n.textContent : n.localName === "tab" || n.localName === "br" ? " " : ""))
      .join("")
      .replace(/_{3,}/g, "")
      .trim();

  /** @param {Element} nodo @param {string} nombre */
  const hijos = (nodo, nombre) => Array.from(nodo.children).filter((n) => n.localName === nombre);

  /** bytes → [{linea, celdas}]; un Error si no es un documento de Word. @type {KitOoxml["leerDocx"]} */
  function leerDocx(bytes) {
    const malo = new Error("no es un documento de Word (.docx) que se pueda leer; ábralo y guárdelo como .docx.");
    let archivos;
    try {
      archivos = window.fflate.unzipSync(bytes, {
        filter: (a) => a.name === "word/document.xml" && a.originalSize <= MAXIMO,
      });
    } catch (_) {
      throw malo;
    }
    const crudo = archivos["word/document.xml"];
    if (!crudo) throw malo;
    const leido = new DOMParser().parseFromString(window.fflate.strFromU8(crudo), "application/xml");
    const cuerpo = leido.getElementsByTagNameNS("*", "body")[0];
    if (!cuerpo || leido.getElementsByTagName("parsererror").length) throw malo;
    const celdas = Array.from(cuerpo.children).flatMap((n) =>
      n.localName === "tbl" ? hijos(n, "tr").map((f) => hijos(f, "tc").map(texto)) : [[texto(n)]],
    );
    return celdas.map((fila, i) => ({ linea: i + 1, celdas: fila }));
  }

  window.KitOoxml = Object.assign(window.KitOoxml, /** @satisfies {Partial<KitOoxml>} */ ({ leerDocx }));
})();
