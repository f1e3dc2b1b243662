/* Índice de prioridad y sensibilidad. Mismas reglas que tests/herramientas/cuentas/priorizacion.py. */

/**
 * @typedef {object} Prioridad
 * @property {(number | null)[]} indice
 * @property {number[]} puesto 0 si no tiene índice
 * @property {number[]} mejor el menor puesto entre los escenarios de pesos
 * @property {number[]} peor
 */

(function () {
  "use strict";

  /** De 0 a 100, más alto es más prioritario; null sin dato. @type {KitCalculos["normalizar"]} */
  function normalizar(valores, primero, regla) {
    const datos = valores.map((v) => (v === null ? null : primero === "mayor" ? v : -v));
    const orden = datos.filter((v) => v !== null).sort((a, b) => a - b);
    if (regla === "minimo_maximo") {
      const minimo = orden[0];
      const ancho = orden[orden.length - 1] - minimo;
      return datos.map((v) => (v === null ? null : ancho ? (100 * (v - minimo)) / ancho : 0));
    }
    const menores = new Map();
    orden.forEach((v, i) => {
      if (!menores.has(v)) menores.set(v, i);
    });
    return datos.map((v) => (v === null ? null : (100 * menores.get(v)) / orden.length));
  }

  /** @type {KitCalculos["escenariosDePesos"]} */
  function escenariosDePesos(pesos) {
    const total = pesos.reduce((a, b) => a + b, 0);
    /** @param {number} j @param {number} valor */
    const cambiar = (j, valor) => pesos.map((p, i) => (i === j ? valor : p));
    const salida = [pesos, pesos.map((p) => (p ? 1 : 0))];
    pesos.forEach((p, j) => {
      salida.push(cambiar(j, 2 * p));
      if (total > p) salida.push(cambiar(j, 0));
    });
    return salida;
  }

  /**
   * @param {(number | null)[][]} columnas
   * @param {number[]} pesos
   * @param {boolean[]} completo
   */
  function indice(columnas, pesos, completo) {
    const total = pesos.reduce((a, b) => a + b, 0);
    return completo.map((si, i) => {
      if (!si) return null;
      let suma = 0;
      columnas.forEach((z, j) => {
        if (pesos[j]) suma += pesos[j] * Number(z[i]);
      });
      return suma / total;
    });
  }

  /**
   * Puesto 1 es el mayor índice; los empatados comparten el mejor; 0 sin índice.
   * @param {(number | null)[]} valores
   * @returns {number[]}
   */
  function puestos(valores) {
    const orden = valores.filter((v) => v !== null).sort((a, b) => b - a);
    const primero = new Map();
    orden.forEach((v, i) => {
      if (!primero.has(v)) primero.set(v, i + 1);
    });
    return valores.map((v) => (v === null ? 0 : primero.get(v)));
  }

  /** `columnas` ya normalizadas, `pesos` enteros desde 0. @type {KitCalculos["priorizar"]} */
  function priorizar(columnas, pesos) {
    const completo = columnas[0].map((_, i) => columnas.every((z, j) => !pesos[j] || z[i] !== null));
    const hallados = escenariosDePesos(pesos).map((propios) => indice(columnas, propios, completo));
    const todos = hallados.map(puestos);
    return {
      indice: hallados[0],
      puesto: todos[0],
      mejor: todos[0].map((_, i) => Math.min(...todos.map((p) => p[i]))),
      peor: todos[0].map((_, i) => Math.max(...todos.map((p) => p[i]))),
    };
  }

  self.KitCalculos = Object.assign(
    self.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({ normalizar, priorizar, escenariosDePesos }),
  );
})();
