/* Las cuentas del simulador: los errores con cada corte y lo que le queda a cada territorio. */

/**
 * @typedef {object} ReglaDelSimulador Lo que se escoge en la página.
 * @property {string} unidad «hogares» o «personas»
 * @property {string} primero
 * @property {string} luego
 * @property {string} objetivo
 * @property {string} semilla
 */

/**
 * @typedef {object} VistaDeHogares Lo que las vistas leen, un dato por hogar.
 * @property {Int32Array} niveles
 * @property {Float64Array} peso en la unidad elegida
 * @property {ArrayLike<boolean | number>} objetivo
 */

(function () {
  "use strict";
  const simulador = (self.KitSimulador = self.KitSimulador || /** @type {KitSimulador} */ ({}));
  // Lo que se dice en lugar del resultado si no hay a quién seleccionar.
  const SIN_SORTEO =
    "Esta base no dice qué personas son de un mismo hogar, y el sorteo usa esa identidad: aquí no se sortea ni se " +
    "selecciona a nadie.";

  /**
   * Los errores con cada corte, sin límite de cupo. `niveles`, `peso` y `objetivo` van por hogar.
   * @type {KitSimulador["erroresPorCorte"]}
   */
  function erroresPorCorte({ niveles, peso, objetivo }, cuantos) {
    const dentro = new Float64Array(cuantos);
    const acertado = new Float64Array(cuantos);
    let blanco = 0;
    for (let i = 0; i < niveles.length; i += 1) {
      if (objetivo[i]) blanco += peso[i];
      const o = niveles[i];
      if (!o) continue; // sin grupo y nivel: ningún corte lo alcanza
      dentro[o - 1] += peso[i];
      if (objetivo[i]) acertado[o - 1] += peso[i];
    }
    let a = 0;
    let b = 0;
    return Array.from(dentro, (d, i) => {
      a += d;
      b += acertado[i];
      return { inclusion: a ? (a - b) / a : null, exclusion: blanco ? (blanco - b) / blanco : null };
    });
  }

  /**
   * Por territorio, los hogares objetivo, los que entran, los objetivo que quedan fuera y su cupo, si se repartió.
   * @type {KitSimulador["repartir"]}
   */
  function repartir(territorio, { objetivo, factor }, estado, cupos = null) {
    const filas = ["", ...territorio.etiquetas].map((nombre, k) => ({
      nombre,
      objetivo: 0,
      entran: 0,
      fuera: 0,
      cupos: cupos && (k ? cupos[k - 1] : 0),
    }));
    const hay = new Uint8Array(filas.length);
    const { codigos } = territorio;
    for (let i = 0; i < codigos.length; i += 1) {
      const f = filas[codigos[i] + 1];
      hay[codigos[i] + 1] = 1;
      if (objetivo[i]) f.objetivo += factor[i];
      if (estado[i] === 1) f.entran += factor[i];
      if (objetivo[i] && estado[i] !== 1) f.fuera += factor[i];
    }
    return filas.filter((_, k) => hay[k]);
  }

  Object.assign(simulador, /** @satisfies {Partial<KitSimulador>} */ ({ SIN_SORTEO, erroresPorCorte, repartir }));
})();
