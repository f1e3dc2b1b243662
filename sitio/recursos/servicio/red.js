/* Lo que llega del sitio y de qué versión es. Una página lo lleva escrito. De lo demás se sabe preguntando la versión
   del sitio después de que llegó: si sigue siendo la misma, es de esa. Se pregunta al sitio y no a la memoria del
   navegador, que puede tener algo de hace diez minutos. */
(function () {
  "use strict";
  const K = KitServicio;
  const VERSION = `${K.RAIZ}version.txt`;
  const DE_HOY = /** @type {RequestInit} */ ({ cache: "no-cache", credentials: "same-origin" });
  /** @type {Promise<string> | null} */
  let pregunta = null;
  /** @type {Promise<string> | null} */
  let siguiente = null;
  /** @type {Map<string, Promise<Response>>} */
  const enCamino = new Map();

  async function preguntar() {
    const respuesta = await fetch(VERSION, { cache: "no-store", credentials: "same-origin" });
    const version = respuesta.ok ? (await respuesta.text()).trim() : "";
    if (!/^[0-9a-f]+$/.test(version)) throw new Error("el sitio no dice su versión");
    await K.anotarUltima(version);
    return version;
  }

  /**
   * La versión del sitio, preguntada desde este momento; muchos que preguntan a la vez comparten la respuesta.
   * @returns {Promise<string>}
   */
  function consultar() {
    if (!pregunta) {
      pregunta = preguntar().finally(() => (pregunta = null));
      return pregunta;
    }
    // La que va en camino salió antes: no sirve para lo que acaba de llegar.
    siguiente ||= pregunta
      .catch(() => "")
      .then(() => {
        siguiente = null;
        return consultar();
      });
    return siguiente;
  }

  /** @param {string} version @param {string} url */
  async function pedir(version, url) {
    const respuesta = await fetch(url, DE_HOY);
    const ahora = await consultar().catch(consultar);
    if (ahora !== version) {
      K.avisar(ahora);
      throw new Error(`${url} ya es de otra versión`);
    }
    if (respuesta.status === 200) await K.guardar(version, url, respuesta.clone());
    return respuesta;
  }

  /**
   * Un recurso de esa versión, que además queda guardado; Error si el sitio ya tiene otra.
   * @type {KitServicio["traer"]}
   */
  async function traer(version, url) {
    const nombre = `${version} ${K.llave(url)}`;
    if (!enCamino.has(nombre)) {
      enCamino.set(
        nombre,
        pedir(version, K.llave(url)).finally(() => enCamino.delete(nombre)),
      );
    }
    return (await /** @type {Promise<Response>} */ (enCamino.get(nombre))).clone();
  }

  /* Quien la pide sigue él mismo las redirecciones: la dirección que se ve es la de la página. */
  const pedirPagina = (/** @type {string} */ url) => fetch(url, { ...DE_HOY, redirect: "manual" });

  /**
   * El HTML de una página de esa versión, guardado; Error si no está o es de otra.
   * @type {KitServicio["traerPagina"]}
   */
  async function traerPagina(version, url) {
    const respuesta = await pedirPagina(url);
    if (respuesta.status === 404) await Promise.all((await K.versiones()).map((v) => K.quitar(v, url)));
    if (respuesta.status !== 200) throw new Error(`${url}: ${respuesta.status}`);
    const leida = await K.leer(respuesta.clone());
    if (leida.version !== version) throw new Error(`${url} es de otra versión`);
    if (!(await K.guardar(version, url, respuesta))) throw new Error("no cabe");
    return leida.texto;
  }

  Object.assign(K, { consultar, traer, pedirPagina, traerPagina });
})();
