/* Las llaves que deciden hacia dónde se redondea cada celda. Mismas reglas que
   generador/metodos/publicable/llaves.py: la de la celda mezcla la suma de las llaves de sus hogares con la de
   todo el territorio, y quitar un hogar las cambia todas a la vez. */
(function () {
  "use strict";
  const P = (self.KitPublicable = self.KitPublicable || /** @type {KitPublicable} */ ({}));
  const DE_HOGARES = 0;
  const DE_PERSONAS = 1;

  /**
   * mezcla(mezcla(S_U + γ·(e+1)) + S_m), celda por celda.
   * @param {Palabras} universo S_U de cada celda: la suma de las llaves de todo el territorio
   * @param {Palabras} miembros S_m: la de los hogares de la celda
   * @param {number} [etiqueta] e: 0 si la celda cuenta hogares y 1 si cuenta personas
   * @returns {Palabras}
   */
  function llaveDeCelda(universo, miembros, etiqueta = DE_HOGARES) {
    const corrida = P.gammas(etiqueta + 1);
    const primera = { alta: universo.alta.slice(), baja: universo.baja.slice() };
    for (let i = 0; i < primera.baja.length; i += 1) P.sumarEn(primera, i, corrida.alta[0], corrida.baja[0]);
    const segunda = P.mezcla(primera);
    for (let i = 0; i < segunda.baja.length; i += 1) P.sumarEn(segunda, i, miembros.alta[i], miembros.baja[i]);
    return P.mezcla(segunda);
  }

  /**
   * Las mismas identidades; ErrorDeMetodo si la base no dice qué personas son de un hogar.
   * @param {string[] | null} identidades
   * @returns {string[]}
   */
  function exigirLlaves(identidades) {
    if (identidades) return identidades;
    throw new self.KitHogares.ErrorDeMetodo(
      "los hogares no traen llave: sin llave no hay salida publicable",
      "agregue a la base la ficha (o la llave) y el número del hogar, como texto y no en notación científica, o mida " +
        "en modo interno",
    );
  }

  Object.assign(
    P,
    /** @satisfies {Partial<KitPublicable>} */ ({ DE_HOGARES, DE_PERSONAS, llaveDeCelda, exigirLlaves }),
  );
})();
