/* Los datos del mapa llegan en guiones (datos/mapa/*.js), cada uno la primera vez que se pide: sirve desde el disco. */
(function () {
  "use strict";

  const RAIZ = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  /** @type {Map<string, any>} */
  const recibidos = new Map();
  /** @type {Map<string, Promise<void>>} */
  const pedidos = new Map();

  /**
   * Lo llama cada guion de datos. Un indicador puede llegar por partes: las columnas se suman.
   * @param {string} nombre
   * @param {any} contenido
   */
  function recibir(nombre, contenido) {
    const previo = recibidos.get(nombre) || {};
    const juntos = (que) => ({ ...previo[que], ...contenido[que] });
    recibidos.set(nombre, { ...previo, ...contenido, valores: juntos("valores"), pais: juntos("pais") });
  }

  /**
   * Carga un guion del sitio una sola vez.
   * @param {string} ruta desde la raíz del sitio
   * @returns {Promise<void>}
   */
  function traer(ruta) {
    if (!pedidos.has(ruta)) {
      const espera = new Promise((listo, fallo) => {
        const guion = document.createElement("script");
        Object.assign(guion, { src: RAIZ + ruta, async: false, onload: () => listo(), onerror: fallo });
        document.head.append(guion);
      });
      // Lo que no llegó se vuelve a pedir la próxima vez.
      espera.catch(() => pedidos.delete(ruta));
      pedidos.set(ruta, /** @type {Promise<void>} */ (espera));
    }
    return pedidos.get(ruta);
  }

  /** Un grupo de datos por su nombre: «puestos-27», «lugares-27». */
  const pedir = (nombre) =>
    recibidos.has(nombre)
      ? Promise.resolve(recibidos.get(nombre))
      : traer(`datos/mapa/${nombre}.js`).then(() => recibidos.get(nombre));

  /** La ficha de un indicador: años, zonas, unidad y fuente. */
  const ficha = (indicador) => pedir(indicador);

  /**
   * La columna de un indicador, pidiéndola si no ha llegado.
   * @param {string} indicador
   * @param {string} zona
   * @param {string} periodo
   * @returns {Promise<ColumnaDelMapa>}
   */
  async function columna(indicador, zona, periodo) {
    const propia = await ficha(indicador);
    const llave = `${zona} ${periodo}`;
    if (!(llave in propia.valores)) {
      await traer(`datos/mapa/${indicador}${propia.aparte ? `-${periodo}` : ""}.js`);
    }
    return leer(recibidos.get(indicador).valores[llave], propia.decimales);
  }

  /**
   * Texto → números; lo que no es número queda en `marcas`: "" sin dato, "x" no aplica, "n" no disponible.
   * @param {string | ColumnaDelMapa} texto
   * @param {number} decimales
   * @returns {ColumnaDelMapa}
   */
  function leer(texto, decimales) {
    if (typeof texto !== "string") return texto;
    const escala = 10 ** decimales;
    const celdas = texto.split("|");
    const hay = (celda) => celda !== "" && celda !== "x" && celda !== "n";
    return {
      valores: celdas.map((celda) => (hay(celda) ? Number(celda) / escala : null)),
      marcas: celdas.map((celda) => (hay(celda) ? null : celda)),
    };
  }

  window.KitMapa = Object.assign(/** @type {any} */ (window.KitMapa || {}), {
    RAIZ,
    columna,
    dato: (nombre) => recibidos.get(nombre),
    ficha,
    leer,
    pedir,
    recibir,
    traer,
  });
})();
