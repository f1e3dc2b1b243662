/* Lee las hojas de un libro de Excel como texto: lo guardado por Excel, LibreOffice o el propio kit. */
/** @typedef {{nombre: string | null, filas: FilaDeActa[]}} HojaLeida */

(function () {
  "use strict";
  const MAXIMO = 30e6;
  const DIA = 86400000;

  /** @param {Document | Element} nodo @param {string} etiqueta */
  const todos = (nodo, etiqueta) => Array.from(nodo.getElementsByTagNameNS("*", etiqueta));

  /** @param {Element} nodo @param {string} nombre */
  const atributo = (nodo, nombre) => nodo.getAttribute(nombre) || "";

  /** @param {Record<string, Uint8Array>} archivos @param {string} ruta */
  function documento(archivos, ruta) {
    if (!archivos[ruta]) return null;
    const leido = new DOMParser().parseFromString(window.fflate.strFromU8(archivos[ruta]), "application/xml");
    return leido.getElementsByTagName("parsererror").length ? null : leido;
  }

  /** @param {Element} nodo */
  const texto = (nodo) =>
    todos(nodo, "t")
      .filter((t) => t.parentElement?.localName !== "rPh")
      .map((t) => t.textContent)
      .join("");

  /** @param {string} referencia */
  function columna(referencia) {
    const letras = referencia.replace(/\d/g, "");
    return Array.from(letras).reduce((n, l) => n * 26 + l.charCodeAt(0) - 64, 0) - 1;
  }

  /** @param {Element} c @param {string[]} cadenas */
  function valor(c, cadenas) {
    const tipo = c.getAttribute("t");
    const v = todos(c, "v")[0];
    if (tipo === "inlineStr") return texto(c);
    if (!v) return "";
    if (tipo === "s") return cadenas[Number(v.textContent)] || "";
    return tipo === "str" || tipo === "b" || tipo === "e" ? v.textContent : Number(v.textContent);
  }

  /**
   * bytes → [{nombre, filas: [{linea, celdas}]}]; un Error si no es un libro que se pueda leer.
   * @type {KitOoxml["leerXlsx"]}
   */
  function leerXlsx(bytes) {
    const malo = new Error("no es un libro de Excel (.xlsx) que se pueda leer; ábralo y guárdelo de nuevo como .xlsx");
    let total = 0;
    let archivos;
    try {
      archivos = window.fflate.unzipSync(bytes, {
        filter: (a) =>
          /^xl\/(workbook\.xml|sharedStrings\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml)$/.test(a.name) &&
          (total += a.originalSize) <= MAXIMO,
      });
    } catch (_) {
      throw malo;
    }
    if (total > MAXIMO)
      throw new Error("al descomprimirlo pesa demasiado para un acta; deje solo la hoja de compromisos");
    const libro = documento(archivos, "xl/workbook.xml");
    const relaciones = documento(archivos, "xl/_rels/workbook.xml.rels");
    if (!libro || !relaciones) throw malo;
    const destino = Object.fromEntries(
      todos(relaciones, "Relationship").map((r) => [
        atributo(r, "Id"),
        atributo(r, "Target").replace(/^\/?(xl\/)?/, "xl/"),
      ]),
    );
    const compartidas = documento(archivos, "xl/sharedStrings.xml");
    const cadenas = compartidas ? todos(compartidas, "si").map(texto) : [];
    const desde1904 = todos(libro, "workbookPr").some((p) => ["1", "true"].includes(atributo(p, "date1904")));
    const hojas = todos(libro, "sheet").map((s) => {
      const id =
        s.getAttributeNS("http://schemas.openxmlformats.org/officeDocument/2006/relationships", "id") ||
        atributo(s, "r:id");
      const hoja = documento(archivos, destino[id]);
      const filas = !hoja
        ? []
        : todos(hoja, "row").map((fila, n) => {
            /** @type {(string | number)[]} */
            const celdas = [];
            todos(fila, "c").forEach((c, i) => {
              celdas[c.hasAttribute("r") ? columna(atributo(c, "r")) : i] = valor(c, cadenas);
            });
            return {
              linea: Number(fila.getAttribute("r")) || n + 1,
              celdas: Array.from(celdas, (c) => (c === undefined ? "" : c)),
            };
          });
      return { nombre: s.getAttribute("name"), filas };
    });
    return { hojas, desde1904 };
  }

  /** Número de serie de Excel → fecha ISO. @type {KitOoxml["fechaDeSerie"]} */
  const fechaDeSerie = (n, desde1904) =>
    new Date(Date.UTC(1899, 11, 30) + Math.floor(n + (desde1904 ? 1462 : 0)) * DIA).toISOString().slice(0, 10);

  window.KitOoxml = Object.assign(window.KitOoxml, /** @satisfies {Partial<KitOoxml>} */ ({ leerXlsx, fechaDeSerie }));
})();
