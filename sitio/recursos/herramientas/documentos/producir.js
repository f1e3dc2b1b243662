/* Produce y lee documentos de Word y libros de Excel. Lo que los escribe pesa: se pide la primera vez que hace falta,
   como guiones clásicos, para que también sirva con la página abierta desde el disco. */
(function () {
  "use strict";
  const RAIZ = new URL("../", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  const DE_WORD = [
    "terceros/plantillas_de_word",
    "documentos/limpio",
    "documentos/tabla_de_word",
    "documentos/datos_de_informe",
    "documentos/llenar_word",
    "documentos/leer_word",
  ];
  const DE_LIBRO = [
    "terceros/libros_de_excel",
    "documentos/limpio",
    "documentos/estilos_de_libro",
    "documentos/escribir_libro",
    "documentos/llenar_libro",
    "documentos/leer_libro",
  ];
  const DE_FABRICA = ["acta", "acto", "agenda", "ficha", "informe", "oferta", "plan", "poai"];
  /* Todo lo que se puede llegar a pedir: con eso, los documentos se hacen también sin internet. */
  const piezas = [...DE_WORD, ...DE_LIBRO, ...DE_FABRICA.map((id) => `datos/plantillas/${id}`)].map(
    (nombre) => `${RAIZ}${nombre}.js`,
  );
  const TIPO = {
    docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  };
  const PROPIA = "plantilla/";
  const NO_LLEGO = "No llegó lo que escribe el documento. Recargue la página e intente de nuevo.";
  /** @type {Map<string, Promise<void>>} */
  const pedidos = new Map();

  /** @param {string} nombre */
  function traer(nombre) {
    const antes = pedidos.get(nombre);
    if (antes) return antes;
    /** @type {Promise<void>} */
    const pedido = new Promise((listo, fallo) => {
      const guion = document.createElement("script");
      const alFallar = () => fallo(new Error(NO_LLEGO));
      Object.assign(guion, { src: `${RAIZ}${nombre}.js`, async: false, onload: () => listo(), onerror: alFallar });
      document.head.append(guion);
    });
    // Si no llegó, la próxima vez se pide otra vez.
    pedido.catch(() => pedidos.delete(nombre));
    pedidos.set(nombre, pedido);
    return pedido;
  }

  /** @param {string[]} nombres */
  async function traerTodos(nombres) {
    for (const nombre of nombres) await traer(nombre);
  }

  /** @param {string} base64 */
  const enBytes = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));

  /** La plantilla propia de un documento, si la persona guardó una. @type {KitDocumentos["propia"]} */
  const propia = (id) => window.KitH.expediente.deLaEntidad(PROPIA + id);

  /** @type {KitDocumentos["guardarPropia"]} */
  function guardarPropia(id, nombre, bytes) {
    let crudo = "";
    bytes.forEach((b) => {
      crudo += String.fromCharCode(b);
    });
    const hecho = window.KitH.expediente.guardarDeLaEntidad(PROPIA + id, { nombre, base64: btoa(crudo) });
    if (hecho.hecho === false)
      throw new Error(`La plantilla no se guardó: ${hecho.problema}. Quite otra o reduzca sus imágenes.`);
  }

  /** @type {KitDocumentos["quitarPropia"]} */
  const quitarPropia = (id) => window.KitH.expediente.quitarDeLaEntidad(PROPIA + id);

  /** La de fábrica. @type {KitDocumentos["deFabrica"]} */
  async function deFabrica(id) {
    await traer(`datos/plantillas/${id}`);
    return enBytes(window.KIT_DATOS[`plantillas/${id}`]);
  }

  /** @param {string} id */
  async function plantillaDe(id) {
    const suya = propia(id);
    return suya ? enBytes(suya.base64) : deFabrica(id);
  }

  /** @type {KitDocumentos["word"]} */
  async function word(plantilla, datos) {
    await traerTodos(DE_WORD);
    return window.KitOficina.llenarWord(await plantillaDe(plantilla), { pie: datos.titulo, ...datos });
  }

  /** @type {KitDocumentos["libro"]} */
  async function libro(contenido) {
    await traerTodos(DE_LIBRO);
    const todo = Array.isArray(contenido) ? { titulo: contenido[0].nombre, hojas: contenido } : contenido;
    return window.KitOficina.escribirLibro(todo);
  }

  /** @type {KitDocumentos["libroDe"]} */
  async function libroDe(plantilla, datos) {
    await traerTodos(DE_LIBRO);
    return window.KitOficina.llenarLibro(await plantillaDe(plantilla), datos);
  }

  /** @type {KitDocumentos["camposDe"]} */
  async function camposDe(formato, bytes) {
    await traerTodos(formato === "docx" ? DE_WORD : DE_LIBRO);
    return formato === "docx" ? window.KitOficina.camposDeWord(bytes) : window.KitOficina.camposDeLibro(bytes);
  }

  /** @type {KitDocumentos["bajarWord"]} */
  async function bajarWord(nombre, plantilla, datos) {
    window.KitH.descargar(nombre, await word(plantilla, datos), TIPO.docx);
  }

  /** @type {KitDocumentos["bajarLibro"]} */
  async function bajarLibro(nombre, contenido) {
    window.KitH.descargar(nombre, await libro(contenido), TIPO.xlsx);
  }

  /** @type {KitDocumentos["bajarLibroDe"]} */
  async function bajarLibroDe(nombre, plantilla, datos) {
    window.KitH.descargar(nombre, await libroDe(plantilla, datos), TIPO.xlsx);
  }

  /** @type {KitDocumentos["leerLibro"]} */
  const leerLibro = (bytes) => traerTodos(DE_LIBRO).then(() => window.KitOficina.leerLibro(bytes));
  /** @type {KitDocumentos["leerWord"]} */
  const leerWord = (bytes) => traerTodos(DE_WORD).then(() => window.KitOficina.leerWord(bytes));

  window.KitDocumentos = {
    TIPO,
    bajarLibro,
    bajarLibroDe,
    bajarWord,
    camposDe,
    deFabrica,
    guardarPropia,
    leerLibro,
    leerWord,
    libro,
    libroDe,
    piezas,
    propia,
    quitarPropia,
    word,
  };
})();
