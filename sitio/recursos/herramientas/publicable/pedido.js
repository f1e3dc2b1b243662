/* Qué se puede pedir en modo publicable: una base de redondeo, desde 12 hogares y una base sin factor. El corte y
   los pesos no se piden: en el navegador son siempre 1/3 y los del IPM. Mismas reglas que
   generador/metodos/publicable/pedido.py. */
(function () {
  "use strict";
  const P = (self.KitPublicable = self.KitPublicable || /** @type {KitPublicable} */ ({}));
  const H = self.KitHogares;

  /** La tabla del modo publicable. */
  const reglas = () => H.documento("publicable");

  /** Las bases de redondeo de hogares que se pueden pedir. @returns {number[]} */
  const basesDeRedondeo = () => [reglas().redondeo.hogares, reglas().redondeo.datos_abiertos];

  /**
   * ErrorDeMetodo si la base de redondeo o el mínimo no son publicables.
   * @param {number} base
   * @param {number} minimo
   */
  function comprobarOpciones(base, minimo) {
    const bases = basesDeRedondeo();
    if (!bases.includes(base)) throw new H.ErrorDeMetodo(`no se redondea a base ${base}`, `use ${bases.join(" o ")}`);
    const menor = reglas().minimo;
    if (minimo < menor) {
      throw new H.ErrorDeMetodo(
        `un mínimo de ${minimo} hogares no es publicable: desde ${menor}`,
        `use ${menor} o más, o mida en modo interno`,
      );
    }
  }

  /**
   * ErrorDeMetodo si la base es una muestra: de ella solo se publica el total, con su error.
   * @param {HogaresArmados} armado
   */
  function exigirSinFactor(armado) {
    if (armado.factor.every((f) => f === 1)) return;
    throw new H.ErrorDeMetodo(
      "la base trae factor de expansión: sus territorios no se publican",
      "publique solo el total, con su error estándar, con la orden «kit incidencia --modo publicable»; o mida en " +
        "modo interno",
    );
  }

  Object.assign(
    P,
    /** @satisfies {Partial<KitPublicable>} */ ({ reglas, basesDeRedondeo, comprobarOpciones, exigirSinFactor }),
  );
})();
