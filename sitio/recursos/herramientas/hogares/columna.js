/* Una columna leída: sus textos distintos y cuál trae cada fila. Mismas reglas que
   generador/metodos/hogares/columna.py: qué vale un texto se decide una vez por texto, no por fila. */

/**
 * @typedef {object} Columna n filas de una columna.
 * @property {string} nombre como viene en el archivo
 * @property {string[]} textos los distintos, tal como se leyeron
 * @property {Int32Array} codigos la posición de cada fila en `textos`, −1 si la celda no existe
 */

/**
 * @typedef {object} TextosPorFila
 * @property {string[]} textos distintos, en orden
 * @property {Int32Array} codigos la posición de cada fila en `textos`, −1 si no hay
 */

(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  const SIN_TEXTO = -1;
  const EJEMPLOS = 3;

  /**
   * Una columna sin ningún dato.
   * @param {string} nombre
   * @param {number} filas
   * @returns {Columna}
   */
  const vacia = (nombre, filas) => ({ nombre, textos: [], codigos: new Int32Array(filas).fill(SIN_TEXTO) });

  /**
   * La columna con solo esas filas, por su posición.
   * @param {Columna} columna
   * @param {Int32Array} filas
   * @returns {Columna}
   */
  const tomar = (columna, filas) => ({ ...columna, codigos: filas.map((f) => columna.codigos[f]) });

  /**
   * Los textos que alguna fila trae, en el orden en que se leyeron.
   * @param {Columna} columna
   * @returns {string[]}
   */
  function usados(columna) {
    const hay = new Uint8Array(columna.textos.length + 1);
    for (let i = 0; i < columna.codigos.length; i += 1) hay[columna.codigos[i] + 1] = 1;
    return columna.textos.filter((_, i) => hay[i + 1]);
  }

  /**
   * Un número por fila, según lo que vale cada texto distinto; `nulo` si no hay celda.
   * @param {Columna} columna
   * @param {(texto: string) => number} valor
   * @param {number} [nulo]
   * @returns {Float64Array}
   */
  function numeros(columna, valor, nulo = NaN) {
    const tabla = Float64Array.from(columna.textos, valor);
    const salida = new Float64Array(columna.codigos.length);
    for (let i = 0; i < salida.length; i += 1) salida[i] = columna.codigos[i] < 0 ? nulo : tabla[columna.codigos[i]];
    return salida;
  }

  /**
   * Cada texto distinto llevado a su forma; los códigos apuntan a las formas distintas, en orden, y lo
   * que queda «» va a −1. Dos escrituras de lo mismo quedan con un solo código.
   * @param {Columna} columna
   * @param {(texto: string) => string} forma
   * @returns {TextosPorFila}
   */
  function formas(columna, forma) {
    const propias = columna.textos.map(forma);
    return conForma(columna, propias, H.distintos(propias.filter(Boolean)));
  }

  /**
   * Lo mismo, con las formas en el orden en que se leyeron: ordenar cientos de miles cuesta más que leerlas.
   * @param {Columna} columna
   * @param {(texto: string) => string} forma
   * @returns {TextosPorFila}
   */
  function formasComoVienen(columna, forma) {
    const propias = columna.textos.map(forma);
    return conForma(columna, propias, [...new Set(propias)].filter(Boolean));
  }

  /** @param {Columna} columna @param {string[]} propias @param {string[]} textos @returns {TextosPorFila} */
  function conForma(columna, propias, textos) {
    const tabla = posiciones(propias, textos);
    const codigos = new Int32Array(columna.codigos.length);
    // Un ciclo y no `map`: se llama con cada columna de una base de millones de filas.
    for (let i = 0; i < codigos.length; i += 1) {
      const c = columna.codigos[i];
      codigos[i] = c < 0 ? SIN_TEXTO : tabla[c];
    }
    return { textos, codigos };
  }

  /**
   * Dónde está cada uno de `buscados` entre `textos`, que no se repiten; −1 el vacío. Si son los mismos y en el mismo
   * orden, como en casi toda columna grande, no hace falta buscar ninguno.
   * @param {string[]} buscados
   * @param {string[]} textos
   */
  function posiciones(buscados, textos) {
    const puestos = new Int32Array(buscados.length);
    if (buscados.length === textos.length && textos.every((t, i) => t === buscados[i])) return puestos.map((_, i) => i);
    const lugar = new Map(textos.map((t, i) => [t, i]));
    buscados.forEach((t, i) => {
      puestos[i] = t ? /** @type {number} */ (lugar.get(t)) : SIN_TEXTO;
    });
    return puestos;
  }

  /** Los textos limpios distintos, en orden alfabético, y el código de cada fila. @param {Columna} columna */
  const limpios = (columna) => formas(columna, H.limpiar);

  Object.assign(
    H,
    /** @satisfies {Partial<KitHogares>} */ ({
      SIN_TEXTO,
      EJEMPLOS,
      vacia,
      tomar,
      usados,
      numeros,
      formas,
      formasComoVienen,
      posiciones,
      limpios,
    }),
  );
})();
