/* Una reserva por versión del sitio: lo de una construcción se guarda junto y se sirve junto. Una página está en una
   sola: la más nueva en que se guardó. Sin espacio o sin permiso, no se guarda y se sigue. */
(function () {
  "use strict";
  const K = KitServicio;
  const { RESERVA, llave, esPagina } = K;
  const DE_MAS = 32; // la más larga de las listas que se leen de una vez

  const abrir = (/** @type {string} */ version) => caches.open(RESERVA + version);

  /** Las que hay, de la más nueva a la más vieja. @type {KitServicio["versiones"]} */
  async function versiones() {
    const nombres = await caches.keys().catch(() => []);
    const propias = nombres.filter((nombre) => nombre.startsWith(RESERVA));
    return propias.map((nombre) => nombre.slice(RESERVA.length)).reverse();
  }

  /** @type {KitServicio["buscar"]} */
  async function buscar(version, url) {
    // Preguntar por una reserva que no está la crearía.
    return caches.match(llave(url), { cacheName: RESERVA + version }).catch(() => undefined);
  }

  /** @type {KitServicio["buscarEnCualquiera"]} */
  async function buscarEnCualquiera(url) {
    for (const version of await versiones()) {
      const respuesta = await buscar(version, url);
      if (respuesta) return { version, respuesta };
    }
    return null;
  }

  /** Las direcciones guardadas de una versión. @type {KitServicio["tiene"]} */
  async function tiene(version) {
    if (!(await caches.has(RESERVA + version).catch(() => false))) return new Set();
    return new Set((await (await abrir(version)).keys()).map((pedido) => pedido.url));
  }

  /** @type {KitServicio["guardar"]} */
  async function guardar(version, url, respuesta) {
    try {
      await (await abrir(version)).put(llave(url), respuesta);
    } catch (_) {
      K.lleno = true;
      return false;
    }
    if (esPagina(url)) await Promise.all((await versiones()).filter((v) => v !== version).map((v) => quitar(v, url)));
    return true;
  }

  /** @type {KitServicio["quitar"]} */
  async function quitar(version, url) {
    await (await abrir(version)).delete(llave(url));
  }

  /** @type {KitServicio["borrar"]} */
  async function borrar(version) {
    await caches.delete(RESERVA + version);
  }

  /** @type {KitServicio["paginas"]} */
  async function paginas() {
    const todas = [];
    for (const version of await versiones()) {
      const urls = [...(await tiene(version))].filter((url) => esPagina(url) && !K.FIJAS.includes(url));
      for (let n = 0; n < urls.length; n += DE_MAS) {
        todas.push(...(await Promise.all(urls.slice(n, n + DE_MAS).map((url) => presentada(version, url)))));
      }
    }
    return todas;
  }

  /** @param {string} version @param {string} url */
  async function presentada(version, url) {
    const guardada = await buscar(version, url);
    return { url, version, titulo: guardada ? (await K.leer(guardada)).titulo : "" };
  }

  Object.assign(K, { versiones, buscar, buscarEnCualquiera, tiene, guardar, quitar, borrar, paginas, lleno: false });
})();
