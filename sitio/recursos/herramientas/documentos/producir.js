/* Produce documentos de Word y libros de Excel. Lo que los escribe pesa: se pide la primera vez que hace falta, como
   guiones clásicos, para que también sirva con la página abierta desde el disco. */
(function () {
  "use strict";
  const RAIZ = new URL("../", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  const DE_WORD = ["terceros/fflate", "ooxml/xml", "ooxml/bloques_word", "ooxml/estilos_word", "ooxml/docx"];
  const DE_LIBRO = ["terceros/fflate", "ooxml/xml", "ooxml/estilos_libro", "ooxml/xlsx"];
  const TIPO = {
    docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  };
  /** @type {Map<string, Promise<void>>} */
  const pedidos = new Map();

  /** @param {string} nombre */
  function traer(nombre) {
    const direccion = `${RAIZ}${nombre}.js`;
    const esta = Array.from(document.scripts).some((s) => s.src === direccion);
    if (esta && !pedidos.has(nombre)) return Promise.resolve();
    if (!pedidos.has(nombre)) {
      const pedido = /** @type {Promise<void>} */ (
        new Promise((listo, fallo) => {
          const guion = document.createElement("script");
          const alFallar = () => fallo(new Error("No llegó lo que escribe el documento; recargue e intente de nuevo."));
          Object.assign(guion, { src: direccion, async: false, onload: () => listo(), onerror: alFallar });
          document.head.append(guion);
        })
      );
      pedido.catch(() => pedidos.delete(nombre));
      pedidos.set(nombre, pedido);
    }
    return /** @type {Promise<void>} */ (pedidos.get(nombre));
  }

  /** @param {string[]} nombres */
  async function traerTodos(nombres) {
    for (const nombre of nombres) await traer(nombre);
  }

  /** @type {KitDocumentos["word"]} */
  async function word(_plantilla, datos) {
    await traerTodos(DE_WORD);
    return window.KitOoxml.docx({ titulo: datos.titulo, pie: datos.pie || datos.titulo }, datos.bloques || []);
  }

  /** @type {KitDocumentos["libro"]} */
  async function libro(contenido) {
    await traerTodos(DE_LIBRO);
    return window.KitOoxml.xlsx(
      Array.isArray(contenido) ? { titulo: contenido[0].nombre, hojas: contenido } : contenido,
    );
  }

  /** @type {KitDocumentos["bajarWord"]} */
  async function bajarWord(nombre, plantilla, datos) {
    window.KitH.descargar(nombre, await word(plantilla, datos), TIPO.docx);
  }

  /** @type {KitDocumentos["bajarLibro"]} */
  async function bajarLibro(nombre, contenido) {
    window.KitH.descargar(nombre, await libro(contenido), TIPO.xlsx);
  }

  window.KitDocumentos = { word, libro, bajarWord, bajarLibro };
})();
