/* Huellas con clave: de la clave, que dice si dos salidas usaron la misma, y de lo que se leyó. Mismas reglas
   que generador/metodos/publicable/huella.py. */
(function () {
  "use strict";
  const P = (self.KitPublicable = self.KitPublicable || /** @type {KitPublicable} */ ({}));
  const PREFIJO = new TextEncoder().encode("kit-huella-v1");
  const OCTETOS = 4;
  const OCTETOS_DE_ENTRADA = 16;

  /** @param {Uint8Array} cola */
  const conPrefijo = (cola) => Uint8Array.from([...PREFIJO, ...cola]);

  /** La huella de la clave: ocho cifras hexadecimales. @param {Uint8Array} clave @returns {string} */
  const huella = (clave) => P.blake2b(conPrefijo(clave), OCTETOS);

  /**
   * La huella de una base que solo puede comprobar quien tiene la clave: 32 cifras.
   * @param {Uint8Array} clave
   * @param {string} sha256
   * @returns {string}
   */
  const huellaDeEntrada = (clave, sha256) =>
    P.blake2b(conPrefijo(new TextEncoder().encode(sha256)), OCTETOS_DE_ENTRADA, clave);

  Object.assign(P, /** @satisfies {Partial<KitPublicable>} */ ({ huella, huellaDeEntrada }));
})();
