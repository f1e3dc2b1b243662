/* Palabras de 64 bits en dos mitades de 32: las llaves de publicación se suman y se mezclan módulo 2⁶⁴, y los
   números de JavaScript solo llegan a 2⁵³. Mismas reglas que generador/metodos/azar.py. */

/**
 * @typedef {object} Palabras n palabras de 64 bits.
 * @property {Uint32Array} alta
 * @property {Uint32Array} baja
 */

(function () {
  "use strict";
  const P = (self.KitPublicable = self.KitPublicable || /** @type {KitPublicable} */ ({}));
  const MEDIA = 2 ** 32;
  const GAMMA = { alta: 0x9e3779b9, baja: 0x7f4a7c15 };
  // El finalizador de SplitMix64 (Steele, Lea y Flood): corrimiento y factor de cada paso.
  const MEZCLA = [
    { corrimiento: 30, alta: 0xbf58476d, baja: 0x1ce4e5b9 },
    { corrimiento: 27, alta: 0x94d049bb, baja: 0x133111eb },
  ];
  const ULTIMO_CORRIMIENTO = 31;

  /** `cuantas` palabras en cero. @param {number} cuantas @returns {Palabras} */
  const palabras = (cuantas) => ({ alta: new Uint32Array(cuantas), baja: new Uint32Array(cuantas) });

  /**
   * Suma una palabra en el lugar `i`, módulo 2⁶⁴.
   * @param {Palabras} en
   * @param {number} i
   * @param {number} alta
   * @param {number} baja
   */
  function sumarEn(en, i, alta, baja) {
    const suma = en.baja[i] + baja;
    en.baja[i] = suma;
    en.alta[i] += alta + (suma >= MEDIA ? 1 : 0);
  }

  /** La palabra `i` en 16 cifras hexadecimales. @param {Palabras} p @param {number} i @returns {string} */
  const enHexadecimal = (p, i) => [p.alta[i], p.baja[i]].map((v) => v.toString(16).padStart(8, "0")).join("");

  /** Las palabras escritas en hexadecimal. @param {string[]} textos @returns {Palabras} */
  const deHexadecimal = (textos) => ({
    alta: Uint32Array.from(textos, (t) => parseInt(t.slice(0, 8), 16)),
    baja: Uint32Array.from(textos, (t) => parseInt(t.slice(8), 16)),
  });

  /** La mitad alta del producto de dos números de 32 bits. @param {number} a @param {number} b */
  function productoAlto(a, b) {
    const [aAlta, aBaja, bAlta, bBaja] = [a >>> 16, a & 0xffff, b >>> 16, b & 0xffff];
    const medio = aAlta * bBaja + ((aBaja * bBaja) >>> 16);
    const resto = aBaja * bAlta + (medio % 0x10000);
    return aAlta * bAlta + Math.floor(medio / 0x10000) + Math.floor(resto / 0x10000);
  }

  /** Multiplica por una constante, en el sitio. @param {Palabras} z @param {{alta: number, baja: number}} factor */
  function multiplicar(z, { alta, baja }) {
    for (let i = 0; i < z.baja.length; i += 1) {
      const cruzados = Math.imul(z.alta[i], baja) + Math.imul(z.baja[i], alta);
      z.alta[i] = productoAlto(z.baja[i], baja) + cruzados;
      z.baja[i] = Math.imul(z.baja[i], baja);
    }
  }

  /** z ^= z ≫ bits, en el sitio; `bits` menor que 32. @param {Palabras} z @param {number} bits */
  function plegar(z, bits) {
    for (let i = 0; i < z.baja.length; i += 1) {
      z.baja[i] ^= (z.baja[i] >>> bits) | (z.alta[i] << (32 - bits));
      z.alta[i] ^= z.alta[i] >>> bits;
    }
  }

  /**
   * El finalizador de SplitMix64: una permutación de las palabras de 64 bits.
   * @param {Palabras} palabrasDadas
   * @returns {Palabras}
   */
  function mezcla({ alta, baja }) {
    const z = { alta: alta.slice(), baja: baja.slice() };
    for (const paso of MEZCLA) {
      plegar(z, paso.corrimiento);
      multiplicar(z, paso);
    }
    plegar(z, ULTIMO_CORRIMIENTO);
    return z;
  }

  /** γ·veces módulo 2⁶⁴, como una sola palabra. @param {number} veces @returns {Palabras} */
  function gammas(veces) {
    const z = palabras(1);
    for (let i = 0; i < veces; i += 1) sumarEn(z, 0, GAMMA.alta, GAMMA.baja);
    return z;
  }

  Object.assign(
    P,
    /** @satisfies {Partial<KitPublicable>} */ ({ palabras, sumarEn, enHexadecimal, deHexadecimal, mezcla, gammas }),
  );
})();
