/* Los datos: uno común y uno por territorio, como guiones clásicos que también abren desde el disco. */
(function () {
  "use strict";
  const RAIZ = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  /** @type {Map<string, TerritorioComparado>} */
  const recibidos = new Map();
  /** @type {Map<string, Promise<TerritorioComparado>>} */
  const pedidos = new Map();

  /** La llama recursos/comparar/datos.js. @type {KitComparar["definir"]} */
  function definir(definicion) {
    window.KitComparar.definicion = definicion;
  }

  /** La llama territorio/<código>/comparar.js. @type {KitComparar["recibir"]} */
  function recibir(codigo, datos) {
    recibidos.set(codigo, { ...datos, codigo });
  }

  /** @param {string} direccion */
  function traer(direccion) {
    return new Promise((listo, fallo) => {
      const guion = document.createElement("script");
      const alFallar = () => fallo(new Error(`No se pudo leer ${direccion}`));
      Object.assign(guion, { src: RAIZ + direccion, async: false, onload: listo, onerror: alFallar });
      document.head.append(guion);
    });
  }

  /** Los datos de un territorio; se piden una sola vez, y otra si fallaron. @type {KitComparar["pedir"]} */
  function pedir(codigo) {
    if (!pedidos.has(codigo)) {
      const pedido = traer(`territorio/${codigo}/comparar.js`).then(() => recibidos.get(codigo));
      pedido.catch(() => pedidos.delete(codigo));
      pedidos.set(codigo, pedido);
    }
    return pedidos.get(codigo);
  }

  Object.assign(
    window.KitComparar,
    /** @satisfies {Partial<KitComparar>} */ ({ RAIZ, definir, pedir, recibir, traer }),
  );
})();
