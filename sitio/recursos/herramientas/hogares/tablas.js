/* Las tablas que viajan con el método (generador/metodos/datos), empaquetadas al construir el sitio, y
   el error que dice qué hacer. Estos guiones también sirven dentro de un Worker: por eso usan `self`. */
(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));

  /**
   * La tabla `datos/<nombre>.json`.
   * @param {string} nombre
   * @returns {any}
   */
  function documento(nombre) {
    const tabla = (self.KIT_DATOS || {})[`metodos/${nombre}`];
    if (!tabla) throw new Error(`Falta la tabla «${nombre}» en la página.`);
    return tabla;
  }

  /** Lo que impide seguir: el problema, qué hacer y, si se puede resolver aquí mismo, la pregunta. */
  class ErrorDeMetodo extends Error {
    /**
     * @param {string} problema
     * @param {string} queHacer
     * @param {Pregunta | null} [pregunta]
     */
    constructor(problema, queHacer, pregunta = null) {
      super(`${problema}: ${queHacer}`);
      this.problema = problema;
      this.queHacer = queHacer;
      this.pregunta = pregunta;
    }
  }

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ documento, ErrorDeMetodo }));
})();
