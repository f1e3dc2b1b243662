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
  const PAREJAS_POR_FILA = 8;

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
    const cuenta = new Uint8Array(hogar.length);
    for (let i = 0; i < hogar.length; i += 1) if (hogar[i] >= 0) cuenta[i] = 1;
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
   * Un número por persona de cada hogar, −1 si no se sabe quién es, y cuántos hay.
   * @param {Int32Array} hogar
   * @param {Int32Array} persona
   */
  function numerarPersonas(hogar, persona) {
    const ancho = mayor(persona) + 1;
    const posibles = (mayor(hogar) + 1) * ancho;
    const quienes = new Float64Array(hogar.length);
    for (let i = 0; i < hogar.length; i += 1)
      quienes[i] = hogar[i] < 0 || persona[i] < 0 ? -1 : hogar[i] * ancho + persona[i];
    // Si caben, la pareja ya es su número: en un hogar las personas van de 1 a unas pocas.
    if (posibles <= PAREJAS_POR_FILA * hogar.length) return { quienes: Int32Array.from(quienes), cuantos: posibles };
    const { codigos, primeras } = H.numerarDistintos(quienes);
    for (let i = 0; i < codigos.length; i += 1) if (quienes[i] < 0) codigos[i] = -1;
    return { quienes: codigos, cuantos: primeras.length };
  }

  /** @param {Int32Array} numeros */
  const mayor = (numeros) => numeros.reduce((a, b) => (b > a ? b : a), -1);

  /**
   * De las filas que repiten a una persona de su hogar queda la primera según `comparar`.
   * @param {Int32Array} hogar
   * @param {Int32Array} persona
   * @param {Uint8Array} cuenta
   * @param {(a: number, b: number) => number} comparar
   */
  function quitarRepetidas(hogar, persona, cuenta, comparar) {
    const { quienes, cuantos } = numerarPersonas(hogar, persona);
    const quedan = new Int32Array(cuantos).fill(-1);
    quienes.forEach((quien, i) => {
      if (quien < 0) return; // a quien no se sabe quién es no lo repite nadie
      const antes = quedan[quien];
      const gana = antes < 0 || comparar(i, antes) < 0;
      if (antes >= 0) cuenta[gana ? antes : i] = 0;
      if (gana) quedan[quien] = i;
    });
  }

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ JEFE, resumirHogares }));
})();
