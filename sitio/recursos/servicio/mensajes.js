/* Lo que las páginas piden. Una página vieja puede hablar con un servicio nuevo: se agregan mensajes, no se cambian. */
(function () {
  "use strict";
  const K = KitServicio;

  /** A todas las páginas abiertas: la que sea de otra versión lo dice. @param {string} version */
  async function avisar(version) {
    for (const pestana of await servicio.clients.matchAll({ type: "window" }))
      pestana.postMessage({ que: "version", version });
  }

  /** @type {Record<string, (dicho: any, pestana: string, responder: (dato: any) => void) => Promise<unknown>>} */
  const RESPUESTAS = {
    /* La página terminó de abrir: se completa lo guardado, y se mira si el sitio ya tiene otra versión. En la primera
       visita solo lo justo, que llega por la misma red lenta: la portada espera a la segunda página. */
    async abierta({ version, url, recursos }, pestana) {
      const primera = !(await K.versionDe(pestana));
      if (primera) await K.atar(pestana, Promise.resolve(version));
      const ahora = await K.consultar().catch(() => "");
      if (ahora !== version) {
        if (ahora) avisar(ahora);
        return { completa: false, lleno: K.lleno };
      }
      const completa = await K.completar(version, [url, ...(primera ? [K.SIN_CONEXION] : K.FIJAS)], recursos);
      await K.limpiar();
      return { completa, lleno: K.lleno };
    },
    async mirar() {
      avisar(await K.consultar());
    },
    mudar: (_, __, responder) =>
      K.mudar((hechas, total) => responder({ hechas, total })).then((fallos) => ({ fallos })),
    paginas: () => K.paginas(),
    olvidar: () => K.olvidar(),
  };

  Object.assign(K, { avisar });

  servicio.addEventListener("message", (evento) => {
    const puerto = evento.ports[0];
    const pestana = /** @type {Client} */ (evento.source)?.id || "";
    const responder = (/** @type {any} */ parte) => puerto?.postMessage({ parte });
    const hecha = RESPUESTAS[evento.data?.que]?.(evento.data, pestana, responder);
    if (!hecha) return;
    const respondida = hecha.then((dato) => puerto?.postMessage({ dato: dato ?? null }));
    evento.waitUntil(respondida.catch((error) => puerto?.postMessage({ error: String(error) })));
  });
  // Este guion no es de ninguna versión del sitio: puede relevar al anterior con páginas abiertas.
  servicio.addEventListener("install", () => servicio.skipWaiting());
  servicio.addEventListener("activate", (evento) => {
    evento.waitUntil(Promise.all([servicio.clients.claim(), K.limpiar().catch(() => {})]));
  });
})();
