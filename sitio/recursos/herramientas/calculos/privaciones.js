/* Puntaje de privaciones de un hogar. Mismas reglas que generador/metodos/privaciones.py. */

/** @typedef {ReglasDePrivaciones["cortes"][0] & {pobre: boolean, faltan: number}} CorteMedido */

/**
 * @typedef {object} PuntajeDePrivaciones
 * @property {number} puntaje en centésimas enteras
 * @property {{id: string, nombre: string, puntos: number, maximo: number}[]} dimensiones
 * @property {CorteMedido[]} cortes
 */

(function () {
  "use strict";

  /**
   * `reglas` es privaciones.json; `marcadas`, los identificadores de las privaciones del hogar.
   * Da el puntaje en centésimas enteras, el de cada dimensión y si es pobre con cada corte.
   * @type {KitCalculos["privaciones"]}
   */
  function privaciones(reglas, marcadas) {
    const tiene = new Set(marcadas);
    /** @param {ReglasDePrivaciones["privaciones"]} lista */
    const sumar = (lista) => lista.reduce((suma, p) => suma + (tiene.has(p.id) ? p.peso : 0), 0);
    const puntaje = sumar(reglas.privaciones);
    return {
      puntaje,
      dimensiones: reglas.dimensiones.map((d) => {
        const propias = reglas.privaciones.filter((p) => p.dimension === d.id);
        return { id: d.id, nombre: d.nombre, puntos: sumar(propias), maximo: propias.reduce((s, p) => s + p.peso, 0) };
      }),
      cortes: reglas.cortes.map((c) => ({ ...c, pobre: puntaje >= c.minimo, faltan: Math.max(0, c.minimo - puntaje) })),
    };
  }

  window.KitCalculos = Object.assign(
    window.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({ privaciones }),
  );
})();
