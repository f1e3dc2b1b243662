/* La clave de publicación como texto: el mismo archivo de la orden y de QGIS. Mismas reglas que
   generador/metodos/publicable/clave.py. Nunca se guarda en el navegador. */
(function () {
  "use strict";
  const P = (self.KitPublicable = self.KitPublicable || /** @type {KitPublicable} */ ({}));
  const H = self.KitHogares;
  // La de la base de práctica y las pruebas: la conoce todo el mundo y no protege a nadie.
  const CLAVE_DE_PRACTICA = Uint8Array.from({ length: P.OCTETOS_DE_CLAVE }, (_, i) => i);
  const CIFRAS = new RegExp(`^[0-9a-f]{${2 * P.OCTETOS_DE_CLAVE}}$`);

  /** Lo que va en el archivo: 32 cifras hexadecimales y un fin de línea. @param {Uint8Array} clave */
  const claveATexto = (clave) => `${P.octetosEnHexadecimal(clave)}\n`;

  /**
   * La clave que trae el archivo; ErrorDeMetodo, sin repetir lo leído, si no es una.
   * @param {string} texto
   * @returns {Uint8Array}
   */
  function claveDeTexto(texto) {
    const cifras = H.recortar(texto)
      .replace(/^\ufeff+/, "")
      .toLowerCase();
    if (!CIFRAS.test(cifras)) {
      throw new H.ErrorDeMetodo(
        `el archivo no trae una clave de ${2 * P.OCTETOS_DE_CLAVE} cifras hexadecimales`,
        "ponga ahí la copia de la clave que guarda la entidad; el kit no lo cambia",
      );
    }
    return Uint8Array.from({ length: P.OCTETOS_DE_CLAVE }, (_, i) => parseInt(cifras.slice(2 * i, 2 * i + 2), 16));
  }

  /** Una clave al azar, con el generador criptográfico del navegador. @returns {Uint8Array} */
  const claveNueva = () => self.crypto.getRandomValues(new Uint8Array(P.OCTETOS_DE_CLAVE));

  /** Si es la clave conocida de la base de práctica. @param {Uint8Array} clave @returns {boolean} */
  const esDePractica = (clave) => clave.every((octeto, i) => octeto === CLAVE_DE_PRACTICA[i]);

  /**
   * ErrorDeMetodo si se publica una base de verdad con la clave que conoce todo el mundo.
   * @param {Uint8Array} clave
   * @param {boolean} baseDePractica
   */
  function comprobarUso(clave, baseDePractica) {
    if (!esDePractica(clave) || baseDePractica) return;
    throw new H.ErrorDeMetodo(
      "la clave es la de la base de práctica, que es pública y no protege a nadie",
      "quite esa clave: el kit crea una propia la primera vez que publica",
    );
  }

  Object.assign(
    P,
    /** @satisfies {Partial<KitPublicable>} */ ({
      CLAVE_DE_PRACTICA,
      claveATexto,
      claveDeTexto,
      claveNueva,
      esDePractica,
      comprobarUso,
    }),
  );
})();
