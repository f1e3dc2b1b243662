/* Qué se responde a cada pedido. Lo guardado de la última versión, de una vez; lo que no, de la red; sin red, lo que se
   tenga de antes, entero de su versión, o la página que dice qué hay. */
(function () {
  "use strict";
  const K = KitServicio;
  const ESPERA = 6000; // milisegundos, y solo si hay una copia que mostrar
  const SIN_NADA =
    '<!doctype html><html lang="es"><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
    "<title>Sin conexión</title><h1>Sin conexión</h1><p>Esta página no está guardada en este equipo. " +
    "Conéctese a internet y vuelva a abrirla.</p>";

  const esHtml = (/** @type {Response} */ r) => (r.headers.get("Content-Type") || "").startsWith("text/html");

  /** @template T @param {Promise<T>} promesa @returns {Promise<T>} */
  const conPlazo = (promesa) =>
    Promise.race([promesa, new Promise((_, fallo) => setTimeout(() => fallo(new Error("tarda")), ESPERA))]);

  /** La página que llegó de la red: se muestra a medida que llega, y mientras tanto se lee para guardarla.
   * @param {FetchEvent} evento @param {Response} respuesta */
  function recibida(evento, respuesta) {
    if (respuesta.status !== 200 || !esHtml(respuesta)) return respuesta;
    const copia = respuesta.clone();
    const leida = K.leer(respuesta.clone());
    const atada = K.atar(
      evento.resultingClientId,
      leida.then(({ version }) => version),
    );
    const guardada = leida.then(async ({ version }) => {
      if (!version) return;
      await K.anotarUltima(version);
      await K.guardar(version, evento.request.url, copia);
    });
    evento.waitUntil(Promise.allSettled([atada, guardada]));
    return respuesta;
  }

  /** @param {FetchEvent} evento @param {string} version @param {Response} respuesta */
  function guardada(evento, version, respuesta) {
    evento.waitUntil(K.atar(evento.resultingClientId, Promise.resolve(version)));
    return respuesta;
  }

  /** Dice qué página se pidió, para volver a intentarlo. @param {string} url */
  async function sinConexion(url) {
    const ruta = url.slice(K.RAIZ.length);
    if (K.llave(url) !== K.SIN_CONEXION && (await K.buscarEnCualquiera(K.SIN_CONEXION)))
      return Response.redirect(`${K.SIN_CONEXION}?de=${encodeURIComponent(ruta)}`);
    return new Response(SIN_NADA, { headers: { "Content-Type": "text/html; charset=utf-8" } });
  }

  /** @type {KitServicio["pagina"]} */
  async function pagina(evento) {
    const { url, cache } = evento.request;
    const ultima = await K.ultima();
    const propia = ultima ? await K.buscar(ultima, url) : undefined;
    // Quien recarga quiere lo de ahora.
    if (propia && cache !== "no-cache" && cache !== "reload") return guardada(evento, ultima, propia);
    const copia = propia ? { version: ultima, respuesta: propia } : await K.buscarEnCualquiera(url);
    try {
      const pedida = K.pedirPagina(url);
      const respuesta = await (copia ? conPlazo(pedida) : pedida);
      if (respuesta.status < 500 || !copia) return recibida(evento, respuesta);
    } catch (_) {
      if (!copia) return sinConexion(url);
    }
    return guardada(evento, copia.version, copia.respuesta);
  }

  /** Lo de una pestaña es siempre de su versión, o no llega. @type {KitServicio["recurso"]} */
  async function recurso(evento) {
    const version = await K.versionDe(evento.clientId);
    if (!version) return fetch(evento.request);
    const { url } = evento.request;
    return (await K.buscar(version, url)) || K.traer(version, url).catch(() => Response.error());
  }

  Object.assign(K, { pagina, recurso });

  servicio.addEventListener("fetch", (evento) => {
    const { method, mode, url, headers } = evento.request;
    const suyo = url.startsWith(K.RAIZ) && method === "GET" && !headers.has("range");
    if (!suyo || url.endsWith("/version.txt")) return;
    if (mode === "navigate") evento.respondWith(pagina(evento));
    else if (evento.clientId) evento.respondWith(recurso(evento));
  });
})();
