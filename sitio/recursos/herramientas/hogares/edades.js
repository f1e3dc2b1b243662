/* Edades válidas y cuántas personas de cada edad hay en el hogar, con lo que no se sabe aparte. Mismas
   reglas que generador/metodos/hogares/edades.py. */
/**
 * Por cada cuenta, un par de números por hogar.
 * @typedef {Record<string, {seguras: Int32Array, dudosas: Int32Array}>} CuentasDeEdad
 */

(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  const REAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

  /**
   * La edad de cada fila en años cumplidos; NaN si no se sabe. −1 y 999 no son edades.
   * @param {Columna} columna
   * @param {Perdidas} perdidas
   * @returns {Float64Array}
   */
  function leerEdades(columna, perdidas) {
    const { minima, maxima } = H.documento("edades");
    return perdidas.leer(columna, "edad", (texto) => {
      const escrito = texto.replaceAll(",", ".").replace(/(\d)_(?=\d)/g, "$1");
      const anos = REAL.test(escrito) ? Math.floor(Number(escrito)) : NaN;
      return anos >= minima && anos <= maxima ? anos : H.ILEGIBLE;
    });
  }

  /**
   * Por cada cuenta de datos/edades.json, las personas `seguras` de cada hogar y las `dudosas`, de edad
   * desconocida: la cuenta verdadera está entre las seguras y la suma de las dos.
   * @param {Float64Array} edad
   * @param {Int32Array} hogar
   * @param {Uint8Array} cuenta
   * @param {number} hogares
   * @returns {CuentasDeEdad}
   */
  function contarPorEdad(edad, hogar, cuenta, hogares) {
    /** @param {(edad: number) => boolean} cumple */
    const contar = (cumple) => {
      const suma = new Int32Array(hogares);
      edad.forEach((e, i) => {
        if (cuenta[i] && hogar[i] >= 0 && cumple(e)) suma[hogar[i]] += 1;
      });
      return suma;
    };
    const dudosas = contar(Number.isNaN);
    const tramos = Object.entries(H.documento("edades").cuentas);
    return Object.fromEntries(
      tramos.map(([nombre, t]) => [nombre, { seguras: contar((e) => e >= t.desde && e <= t.hasta), dudosas }]),
    );
  }

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ leerEdades, contarPorEdad }));
})();
