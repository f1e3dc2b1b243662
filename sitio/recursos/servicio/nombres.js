/* Direcciones y nombres. Todo es relativo a la carpeta del servicio: el sitio vive bajo cualquier subruta. */
(function () {
  "use strict";
  /* Con su nombre, para que los tipos sepan que no es una página. */
  const servicio = /** @type {ServiceWorkerGlobalScope} */ (/** @type {unknown} */ (self));
  const RAIZ = servicio.registration.scope;
  const VERSION = /<meta name="kit-version" content="([0-9a-f]+)">/;
  const TITULO = /<title>([^<]*)<\/title>/;
  /* Lo que una página necesita para abrir; lo que pide después lo dice ella. */
  const RECURSOS = [
    /<(?:script|img)\b[^>]*?\ssrc="([^"]+)"/g,
    /<link rel="(?:stylesheet|icon)"[^>]*?\shref="([^"]+)"/g,
    /<image\b[^>]*?\shref="([^"]+)"/g,
  ];

  /** La misma para «territorio/27025/» y su index.html, sin lo que va después de «?» o «#». */
  function llave(/** @type {string} */ url) {
    const { origin, pathname } = new URL(url, RAIZ);
    return origin + pathname + (pathname.endsWith("/") ? "index.html" : "");
  }

  /** @param {Response} respuesta @returns {Promise<PaginaLeida>} */
  async function leer(respuesta) {
    const texto = await respuesta.text();
    const dicho = (/** @type {RegExp} */ patron) => patron.exec(texto)?.[1] || "";
    return { version: dicho(VERSION), titulo: dicho(TITULO), texto };
  }

  /** @type {KitServicio["recursosDe"]} */
  function recursosDe(texto, pagina) {
    const nombrados = RECURSOS.flatMap((patron) => [...texto.matchAll(patron)].map((hallado) => hallado[1]));
    const direcciones = nombrados.map((ruta) => llave(new URL(ruta, pagina).href));
    return [...new Set(direcciones)].filter((url) => url.startsWith(RAIZ));
  }

  const KitServicio = {
    RAIZ,
    // El número cambia si cambia la forma de guardar. Dos kits de un mismo dominio no comparten nada.
    RESERVA: `kit-1 ${RAIZ} `,
    MEMORIA: `kit-1-memoria ${RAIZ}`,
    SIN_CONEXION: `${RAIZ}sin-conexion.html`,
    // Con estas se abre la aplicación y se dice qué hay guardado.
    FIJAS: ["index.html", "sin-conexion.html"].map((ruta) => RAIZ + ruta),
    // Las nombra la hoja de estilo, no la página.
    LETRAS: ["texto", "titulos"].map((letra) => `${RAIZ}recursos/letras/${letra}.woff2`),
    llave,
    esPagina: (/** @type {string} */ url) => llave(url).endsWith(".html"),
    leer,
    recursosDe,
  };
  Object.assign(self, { servicio, KitServicio });
})();
