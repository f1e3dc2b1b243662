/* Un campo de la prioridad desde su columna: números, o textos si no lo son. Mismas reglas que
   generador/metodos/hogares/campos.py: los códigos «no aplica» (9, 99 o 999) no son valores. */
(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  // Desde qué parte de las filas con dato una columna es numérica aunque traiga algo más.
  const CASI_TODO = 0.5;

  /**
   * Si la mayor parte de las filas con dato son números.
   * @param {Columna} columna
   * @param {string | null} [decimal]
   * @returns {boolean}
   */
  function esNumerica(columna, decimal = null) {
    const limpios = columna.textos.map(H.limpiar);
    const leer = H.lectorDe(decimal === null ? H.detectarSeparadores(limpios) : H.declarados(decimal));
    const numerico = limpios.map((t) => !Number.isNaN(leer(t)));
    let conDato = 0,
      numericas = 0;
    columna.codigos.forEach((c) => {
      if (c < 0) return;
      if (limpios[c]) conDato += 1;
      if (numerico[c]) numericas += 1;
    });
    return conDato > 0 && numericas > CASI_TODO * conDato;
  }

  /**
   * La columna como números, con NaN, o como textos, con «», según lo que traiga.
   * @param {Columna} columna
   * @param {string} variable su nombre en el diccionario del Sisbén
   * @param {Perdidas} perdidas
   * @param {{decimal?: string | null, como: string}} opciones
   * @returns {Float64Array | string[]}
   */
  function leerCampo(columna, variable, perdidas, { decimal = null, como }) {
    if (!esNumerica(columna, decimal)) {
      const limpios = columna.textos.map(H.limpiar);
      return Array.from(columna.codigos, (c) => (c < 0 ? "" : limpios[c]));
    }
    const valores = H.leerReales(columna, "numero", perdidas, { decimal, detiene: true, como });
    const nada = H.documento("codigos_sisben").no_aplica[variable];
    return nada === undefined ? valores : valores.map((v) => (v === nada ? NaN : v));
  }

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ esNumerica, leerCampo }));
})();
