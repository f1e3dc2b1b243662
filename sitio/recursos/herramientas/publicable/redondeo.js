/* Redondeo al azar e insesgado a múltiplos de una base, con el azar fijado por la llave. Mismas reglas que
   generador/metodos/publicable/redondeo.py. */
(function () {
  "use strict";
  const P = (self.KitPublicable = self.KitPublicable || /** @type {KitPublicable} */ ({}));
  const MEDIA = 2 ** 32;

  /** La suerte u = ((llave ≫ 32)·b) ≫ 32, de 0 a `base` − 1. @param {number} alta @param {number} base */
  const suerte = (alta, base) => Math.floor((alta * base) / MEDIA);

  /**
   * El conteo llevado a un múltiplo vecino de `base` con la suerte `u` ya sacada: sube con probabilidad r/b.
   * @param {number} conteo
   * @param {number} u
   * @param {number} base
   * @returns {number}
   */
  function redondearCon(conteo, u, base) {
    const resto = conteo % base;
    return conteo - resto + (u < resto ? base : 0);
  }

  /**
   * Cada conteo redondeado con su llave.
   * @param {Float64Array} conteos
   * @param {Palabras} llave
   * @param {number} base
   * @returns {Float64Array}
   */
  const redondear = (conteos, llave, base) => conteos.map((x, i) => redondearCon(x, suerte(llave.alta[i], base), base));

  Object.assign(P, /** @satisfies {Partial<KitPublicable>} */ ({ suerte, redondearCon, redondear }));
})();
