/* Las partes de la llave de un hogar (municipio, ficha y hogar) y cómo se casan dos tablas. Mismas reglas que
   generador/metodos/hogares/partes.py: se usan las partes que traen las dos. */

/**
 * @typedef {object} Llaves La llave de n renglones, una lista por parte; «» donde falta o no se entiende.
 * @property {string[]} ficha
 * @property {string[] | null} hogar null si la tabla no lo trae
 * @property {string[] | null} municipio
 */

/** @typedef {"municipio" | "ficha" | "hogar"} ParteDeLlave */
/** @typedef {{una: Int32Array, otra: Int32Array, partes: ParteDeLlave[]}} LlavesCasadas */

(function () {
  "use strict";
  const SIN_LLAVE = -1;
  const SEPARADOR = "|";
  /** @type {ParteDeLlave[]} */
  const PARTES = ["municipio", "ficha", "hogar"];

  /** ErrorDeMetodo si la base no dice a qué hogar pertenece cada fila. @param {ArrayLike<string> | null} llave */
  function exigirLlave(llave) {
    if (llave && llave.length) return;
    throw new self.KitHogares.ErrorDeMetodo(
      "la base no dice la ficha y el hogar de cada registro: no hay con qué cruzarla",
      "use la base nominal, que los trae",
    );
  }

  /** La llave de cada hogar, la de su jefe. @type {KitCalculos["llavesDeHogares"]} */
  function llavesDeHogares({ identidades, municipio }) {
    exigirLlave(identidades);
    const partidas = /** @type {string[]} */ (identidades).map((i) => i.split(SEPARADOR));
    /** @param {number} cual */
    const parte = (cual) => partidas.map((p) => /** @type {string} */ (p.at(cual)));
    return { ficha: parte(-2), hogar: parte(-1), municipio: municipio ? parte(0) : null };
  }

  /**
   * La llave de cada renglón de una lista. ErrorDeMetodo con notación científica, que ya perdió cifras.
   * @type {KitCalculos["llavesDeColumnas"]}
   */
  function llavesDeColumnas(ficha, hogar = null, municipio = null) {
    const H = self.KitHogares;
    [ficha, hogar, municipio].forEach((columna) => {
      if (!columna || !H.cientificos(columna).length) return;
      throw new H.ErrorDeMetodo(
        `«${columna.nombre}» trae números en notación científica: Excel les quitó cifras`,
        "vuelva a exportar la lista con esa columna como texto",
      );
    });
    /** @param {string} texto */
    const deMunicipio = (texto) => {
      const leido = H.municipio(texto);
      return leido === null ? "" : H.canonica(leido);
    };
    return {
      ficha: formas(ficha, H.canonica),
      hogar: hogar && formas(hogar, H.canonica),
      municipio: municipio && formas(municipio, deMunicipio),
    };
  }

  /** @param {Columna} columna @param {(texto: string) => string} forma */
  function formas({ codigos, textos }, forma) {
    const propias = textos.map(forma);
    return Array.from(codigos, (c) => (c < 0 ? "" : propias[c]));
  }

  /** Un número por llave, el mismo en las dos tablas; −1 donde falta una parte. @type {KitCalculos["casarLlaves"]} */
  function casarLlaves(una, otra) {
    const partes = PARTES.filter((p) => una[p] && otra[p]);
    /** @type {Map<string, number>} */
    const numeros = new Map();
    return { una: numerar(una, partes, numeros), otra: numerar(otra, partes, numeros), partes };
  }

  /** @param {Llaves} llaves @param {ParteDeLlave[]} partes @param {Map<string, number>} numeros */
  function numerar(llaves, partes, numeros) {
    const columnas = partes.map((p) => /** @type {string[]} */ (llaves[p]));
    return Int32Array.from(llaves.ficha, (_, i) => {
      if (columnas.some((c) => c[i] === "")) return SIN_LLAVE;
      const llave = columnas.map((c) => c[i]).join(SEPARADOR);
      const hallado = numeros.get(llave);
      if (hallado !== undefined) return hallado;
      numeros.set(llave, numeros.size);
      return numeros.size - 1;
    });
  }

  self.KitCalculos = Object.assign(
    self.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({ casarLlaves, exigirLlave, llavesDeColumnas, llavesDeHogares }),
  );
})();
