/* De personas a hogares: quién es el jefe, cuántos son y quién está repetido. Mismas reglas que
   generador/metodos/hogares/agrupar.py: barajar la base no cambia a nadie. */

/**
 * @typedef {object} Hogares Resumen de H hogares.
 * @property {Int32Array} jefe fila del jefe, o de otra persona si no hay jefe
 * @property {Int32Array} personas filas del hogar que cuentan
 * @property {Uint8Array} cuenta qué filas cuentan (las que repiten a una persona, no)
 * @property {number} sinJefe hogares sin jefe
 * @property {number} variosJefes hogares con más de uno
 */

(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  const JEFE = 1;

  /**
   * Una fila por hogar, con el número de hogar de cada fila (−1: no se sabe y no cuenta). `persona`: quién es
   * dentro del hogar, −1 si no se sabe; la que se repite cuenta una vez. `desempate()` da las listas con que
   * se escoge entre varios jefes: lo que la fila dice, nunca su lugar en el archivo.
   * @param {Int32Array} hogar
   * @param {number} cuantos
   * @param {Uint8Array} esJefe
   * @param {Int32Array | null} persona
   * @param {() => Int32Array[]} desempate
   * @returns {Hogares}
   */
  function resumirHogares(hogar, cuantos, esJefe, persona, desempate) {
    const cuenta = Uint8Array.from(hogar, (h) => (h >= 0 ? 1 : 0));
    /** @type {Int32Array[] | null} */
    let claves = null;
    /** @param {number} a @param {number} b */
    const comparar = (a, b) => {
      claves = claves || desempate();
      if (esJefe[a] !== esJefe[b]) return esJefe[b] - esJefe[a];
      for (const clave of claves) if (clave[a] !== clave[b]) return clave[a] - clave[b];
      return a - b;
    };
    if (persona) quitarRepetidas(hogar, persona, cuenta, comparar);
    const personas = new Int32Array(cuantos);
    const jefes = new Int32Array(cuantos);
    hogar.forEach((h, i) => {
      if (!cuenta[i]) return;
      personas[h] += 1;
      jefes[h] += esJefe[i];
    });
    const jefe = elegir(hogar, cuenta, esJefe, jefes, comparar);
    return {
      jefe,
      personas,
      cuenta,
      sinJefe: jefes.reduce((suma, j, h) => suma + (j === 0 && personas[h] > 0 ? 1 : 0), 0),
      variosJefes: jefes.reduce((suma, j) => suma + (j > 1 ? 1 : 0), 0),
    };
  }

  /**
   * La fila que habla por cada hogar: su único jefe o, si no hay uno solo, la primera según `comparar`.
   * @param {Int32Array} hogar
   * @param {Uint8Array} cuenta
   * @param {Uint8Array} esJefe
   * @param {Int32Array} jefes
   * @param {(a: number, b: number) => number} comparar
   */
  function elegir(hogar, cuenta, esJefe, jefes, comparar) {
    const elegida = new Int32Array(jefes.length).fill(-1);
    hogar.forEach((h, i) => {
      if (!cuenta[i]) return;
      if (jefes[h] === 1) {
        if (esJefe[i]) elegida[h] = i;
      } else if (elegida[h] < 0 || comparar(i, elegida[h]) < 0) elegida[h] = i;
    });
    return elegida;
  }

  /**
   * De las filas que repiten a una persona de su hogar queda la primera según `comparar`.
   * @param {Int32Array} hogar
   * @param {Int32Array} persona
   * @param {Uint8Array} cuenta
   * @param {(a: number, b: number) => number} comparar
   */
  function quitarRepetidas(hogar, persona, cuenta, comparar) {
    const ancho = persona.reduce((mayor, p) => Math.max(mayor, p), -1) + 2;
    // A quien no se sabe quién es no lo repite nadie: lleva un número propio.
    const quienes = Float64Array.from(hogar, (h, i) => (h < 0 || persona[i] < 0 ? -1 - i : h * ancho + persona[i] + 1));
    const { codigos, primeras } = H.numerarDistintos(quienes);
    const quedan = new Int32Array(primeras.length).fill(-1);
    codigos.forEach((quien, i) => {
      const antes = quedan[quien];
      const gana = antes < 0 || comparar(i, antes) < 0;
      if (antes >= 0) cuenta[gana ? antes : i] = 0;
      if (gana) quedan[quien] = i;
    });
  }

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ JEFE, resumirHogares }));
})();
