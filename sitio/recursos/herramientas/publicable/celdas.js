/* Las celdas de cada territorio: el conteo exacto y la suma de llaves de sus hogares. Mismas reglas que
   generador/metodos/publicable/celdas.py. Es lo que no se publica. */

/**
 * @typedef {object} HogaresPorPublicar Un dato por hogar; los que no tienen territorio no cuentan.
 * @property {Palabras} llaves
 * @property {Int32Array} patron el bit j es la privación j
 * @property {Float64Array} personas
 * @property {Int32Array} territorio −1 si no tiene
 * @property {number} territorios cuántos hay
 */

/**
 * @typedef {object} CeldasDeTerritorios Conteos exactos de G universos, fila por fila.
 * @property {number} universos G
 * @property {number} ancho 2 + 2J: hogares, pobres, J privados, J pobres y privados
 * @property {Float64Array} hogares G × ancho
 * @property {Float64Array} personas G × 2: todas y en hogares pobres
 * @property {Palabras} llaves G × ancho; la primera de cada universo es S_U
 */

(function () {
  "use strict";
  const P = (self.KitPublicable = self.KitPublicable || /** @type {KitPublicable} */ ({}));
  const POBRES = 1;
  const PRIVADOS = 2;

  /** Las del IPM y sus pesos en centésimas, en el orden de la base. @type {KitPublicable["privaciones"]} */
  const privaciones = () => self.KitHogares.documento("ipm").privaciones;

  /**
   * Los pobres de cada patrón posible con k = 1/3, el único corte que se publica.
   * @param {number[]} pesos
   * @returns {Uint8Array}
   */
  function pobresPorPatron(pesos) {
    const total = pesos.reduce((suma, p) => suma + p, 0);
    const puntos = new Int32Array(2 ** pesos.length);
    const pobre = new Uint8Array(puntos.length);
    for (let patron = 1; patron < puntos.length; patron += 1) {
      const ultimo = 31 - Math.clz32(patron);
      puntos[patron] = puntos[patron ^ (1 << ultimo)] + pesos[ultimo];
      pobre[patron] = 3 * puntos[patron] >= total ? 1 : 0;
    }
    return pobre;
  }

  /** @param {number} universos @param {number} ancho @returns {CeldasDeTerritorios} */
  const vacias = (universos, ancho) => ({
    universos,
    ancho,
    hogares: new Float64Array(universos * ancho),
    personas: new Float64Array(universos * 2),
    llaves: P.palabras(universos * ancho),
  });

  /**
   * Las celdas de cada territorio.
   * @param {HogaresPorPublicar} hogares
   * @returns {CeldasDeTerritorios}
   */
  function contarCeldas({ llaves, patron, personas, territorio, territorios }) {
    const pesos = privaciones().map((p) => p.peso);
    const pobres = pobresPorPatron(pesos);
    const cuantas = pesos.length;
    const celdas = vacias(territorios, PRIVADOS + 2 * cuantas);
    for (let h = 0; h < patron.length; h += 1) {
      if (territorio[h] < 0) continue;
      const inicio = territorio[h] * celdas.ancho;
      const esPobre = pobres[patron[h]] === 1;
      const [alta, baja] = [llaves.alta[h], llaves.baja[h]];
      /** @param {number} celda */
      const contar = (celda) => {
        celdas.hogares[inicio + celda] += 1;
        P.sumarEn(celdas.llaves, inicio + celda, alta, baja);
      };
      contar(0);
      if (esPobre) contar(POBRES);
      for (let j = 0; j < cuantas; j += 1) {
        if (!((patron[h] >> j) & 1)) continue;
        contar(PRIVADOS + j);
        if (esPobre) contar(PRIVADOS + cuantas + j);
      }
      celdas.personas[2 * territorio[h]] += personas[h];
      if (esPobre) celdas.personas[2 * territorio[h] + 1] += personas[h];
    }
    return celdas;
  }

  /**
   * Las celdas de todos los hogares, como un solo universo.
   * @param {CeldasDeTerritorios} celdas
   * @returns {CeldasDeTerritorios}
   */
  function totalDeCeldas(celdas) {
    const total = vacias(1, celdas.ancho);
    celdas.hogares.forEach((n, i) => {
      total.hogares[i % celdas.ancho] += n;
      P.sumarEn(total.llaves, i % celdas.ancho, celdas.llaves.alta[i], celdas.llaves.baja[i]);
    });
    celdas.personas.forEach((n, i) => {
      total.personas[i % 2] += n;
    });
    return total;
  }

  Object.assign(P, /** @satisfies {Partial<KitPublicable>} */ ({ privaciones, contarCeldas, totalDeCeldas }));
})();
