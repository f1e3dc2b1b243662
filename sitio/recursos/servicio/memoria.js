/* Lo que el servicio recuerda entre dos despertares: la última versión que vio en el sitio, y de qué versión es la
   página de cada pestaña. Con esto último una página vieja nunca recibe un guion nuevo. */
(function () {
  "use strict";
  const K = KitServicio;
  const DE_PESTANA = `${K.RAIZ}.pestana/`;
  const ULTIMA = `${K.RAIZ}.ultima`;
  /** @type {Map<string, Promise<string>>} */
  const pestanas = new Map();

  /** @param {string} nombre */
  async function recordar(nombre) {
    const hallada = await caches.match(nombre, { cacheName: K.MEMORIA }).catch(() => undefined);
    return hallada ? hallada.text() : "";
  }

  /** @param {string} nombre @param {string} texto */
  async function anotar(nombre, texto) {
    // Si no cabe, se olvida al dormirse: entonces esa pestaña no guarda nada más.
    await caches
      .open(K.MEMORIA)
      .then((memoria) => memoria.put(nombre, new Response(texto)))
      .catch(() => {});
  }

  /** @type {KitServicio["anotarUltima"]} */
  async function anotarUltima(version) {
    if (version && version !== (await K.ultima())) await anotar(ULTIMA, version);
  }

  /** @type {KitServicio["atar"]} */
  async function atar(pestana, version) {
    if (!pestana) return;
    const segura = version.catch(() => "");
    pestanas.set(pestana, segura);
    await anotar(DE_PESTANA + pestana, await segura);
  }

  /** «» si no se sabe: la abrió el navegador sin pasar por aquí. @type {KitServicio["versionDe"]} */
  const versionDe = (pestana) => pestanas.get(pestana) || recordar(DE_PESTANA + pestana);

  /** Las versiones de las pestañas abiertas; lo de las cerradas se olvida. @type {KitServicio["enUso"]} */
  async function enUso() {
    const abiertas = (await servicio.clients.matchAll({ includeUncontrolled: true, type: "all" })).map(({ id }) => id);
    const memoria = await caches.open(K.MEMORIA);
    for (const { url } of await memoria.keys()) {
      const id = url.startsWith(DE_PESTANA) ? url.slice(DE_PESTANA.length) : "";
      if (!id || abiertas.includes(id)) continue;
      pestanas.delete(id);
      await memoria.delete(url);
    }
    return new Set(await Promise.all(abiertas.map(versionDe)));
  }

  /** Borra todo lo guardado de este sitio. @type {KitServicio["olvidar"]} */
  async function olvidar() {
    await Promise.all((await K.versiones()).map(K.borrar));
  }

  Object.assign(K, { ultima: () => recordar(ULTIMA), anotarUltima, atar, versionDe, enUso, olvidar });
})();
