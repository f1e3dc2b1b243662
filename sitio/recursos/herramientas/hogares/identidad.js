/* La identidad de un hogar: una sola cadena, «municipio|ficha|hogar», la que entra al sorteo. Mismas
   reglas que generador/metodos/hogares/identidad.py. */

/**
 * @typedef {object} Identidad A qué hogar pertenece cada fila.
 * @property {Int32Array} hogar número de hogar, en el orden de las identidades; −1 en las vacías
 * @property {string[]} textos la identidad de cada hogar, ordenadas
 * @property {Uint8Array} vacias las filas que no dicen la ficha o el hogar
 */

(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  const SEPARADOR = "|";
  const CIFRAS = /^[0-9]+$/;
  const NUMERO = /^0*(\d+)(?:[.,]0+)?$/;
  const CIENTIFICA = /^[+-]?\d+(?:[.,]\d+)?E[+-]?\d+$/;

  /**
   * Una parte de la identidad en su forma única; «» si no hay dato.
   * @param {string} texto
   * @returns {string}
   */
  function canonica(texto) {
    if (CIFRAS.test(texto)) return texto.replace(/^0+(?=\d)/, "");
    const limpio = H.limpiar(texto).toUpperCase();
    const numero = NUMERO.exec(limpio);
    return numero ? numero[1] : limpio.replaceAll(SEPARADOR, " ");
  }

  /** @param {string} texto */
  const esCientifica = (texto) => /e/i.test(texto) && CIENTIFICA.test(H.componer(texto).toUpperCase());

  /** Los primeros textos de la columna en notación científica; [] si no hay. @param {Columna} columna */
  const cientificos = (columna) => H.distintos(H.usados(columna).filter(esCientifica)).slice(0, H.EJEMPLOS);

  /** La primera fila de la base con ese texto. @type {KitHogares["primeraFila"]} */
  function primeraFila(columna, texto, filas) {
    const codigo = columna.textos.indexOf(texto);
    return filas.reduce((menor, fila, i) => (columna.codigos[i] === codigo && fila < menor ? fila : menor), Infinity);
  }

  /**
   * La identidad de cada fila según sus columnas, en orden (municipio, ficha, hogar). ErrorDeMetodo, con
   * la columna y las filas, si alguna llegó en notación científica: «1,1001E+11» ya perdió cifras.
   * @param {Columna[]} partes
   * @param {Int32Array} filas
   * @returns {Identidad}
   */
  function identificar(partes, filas) {
    partes.forEach((columna) => exigirCifras(columna, filas));
    const propias = partes.map((columna) => H.formas(columna, canonica));
    const vacias = new Uint8Array(filas.length);
    let junto = new Float64Array(filas.length);
    propias.forEach(({ textos, codigos }) => {
      codigos.forEach((c, i) => {
        if (c < 0) vacias[i] = 1;
        junto[i] = junto[i] * (textos.length + 1) + c + 1;
      });
      // Se renumera en cada paso: el producto de tres columnas grandes no cabe en 53 bits.
      junto = renumerar(junto);
    });
    return numerar(propias, junto, vacias);
  }

  /** @param {Float64Array} valores */
  function renumerar(valores) {
    const vistos = new Map();
    return valores.map((v) => {
      const lugar = vistos.get(v);
      if (lugar !== undefined) return lugar;
      vistos.set(v, vistos.size);
      return vistos.size - 1;
    });
  }

  /**
   * Los hogares en el orden de sus identidades.
   * @param {TextosPorFila[]} propias
   * @param {Float64Array} junto
   * @param {Uint8Array} vacias
   * @returns {Identidad}
   */
  function numerar(propias, junto, vacias) {
    const primera = new Map();
    junto.forEach((v, i) => {
      if (!vacias[i] && !primera.has(v)) primera.set(v, i);
    });
    const escritas = new Map();
    primera.forEach((fila, v) => {
      escritas.set(propias.map(({ textos, codigos }) => textos[codigos[fila]]).join(SEPARADOR), v);
    });
    const textos = H.distintos(escritas.keys());
    const lugar = new Map(textos.map((t, i) => [escritas.get(t), i]));
    const hogar = Int32Array.from(junto, (v, i) => (vacias[i] ? -1 : /** @type {number} */ (lugar.get(v))));
    return { hogar, textos, vacias };
  }

  /** @param {Columna} columna @param {Int32Array} filas */
  function exigirCifras(columna, filas) {
    const [malo] = cientificos(columna);
    if (malo === undefined) return;
    const dichos = H.ejemplos([[malo, primeraFila(columna, malo, filas)]]);
    throw new H.ErrorDeMetodo(
      H.frase("cientifica", { columna: columna.nombre, ejemplos: dichos }),
      H.frase("cientifica_que_hacer"),
    );
  }

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ canonica, cientificos, identificar, primeraFila }));
})();
