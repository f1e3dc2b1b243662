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
    const propias = partes.map((columna) => H.formasComoVienen(columna, canonica));
    const vacias = new Uint8Array(filas.length);
    let junto = new Float64Array(filas.length);
    let posibles = 1;
    propias.forEach(({ textos, codigos }) => {
      const cuantos = textos.length + 1;
      // El producto de tres columnas grandes no cabe en 53 bits: antes de pasarse, se renumera.
      if (posibles * cuantos > Number.MAX_SAFE_INTEGER) {
        const densos = numerarDistintos(junto);
        junto = Float64Array.from(densos.codigos);
        posibles = densos.primeras.length;
      }
      posibles *= cuantos;
      for (let i = 0; i < codigos.length; i += 1) {
        if (codigos[i] < 0) vacias[i] = 1;
        junto[i] = junto[i] * cuantos + codigos[i] + 1;
      }
    });
    return numerar(propias, junto, vacias);
  }

  /**
   * Un número seguido por valor distinto, en el orden en que salen, y la primera fila de cada uno. Es una tabla de
   * dispersión en arreglos: un Map de un millón de llaves tarda diez veces más.
   * @param {Float64Array} valores enteros
   */
  function numerarDistintos(valores) {
    const ultimo = 2 ** Math.ceil(Math.log2(2 * valores.length + 2)) - 1;
    const tabla = new Int32Array(ultimo + 1).fill(-1);
    const codigos = new Int32Array(valores.length);
    const primeras = new Int32Array(valores.length);
    let cuantos = 0;
    for (let i = 0; i < valores.length; i += 1) {
      const v = valores[i];
      if (i && v === valores[i - 1]) {
        codigos[i] = codigos[i - 1]; // las personas de un hogar suelen venir seguidas
        continue;
      }
      const mezcla = Math.imul((v | 0) ^ (v / 4294967296), 0x9e3779b1);
      let lugar = (mezcla ^ (mezcla >>> 15)) & ultimo;
      while (tabla[lugar] >= 0 && valores[primeras[tabla[lugar]]] !== v) lugar = (lugar + 1) & ultimo;
      if (tabla[lugar] < 0) {
        tabla[lugar] = cuantos;
        primeras[cuantos] = i;
        cuantos += 1;
      }
      codigos[i] = tabla[lugar];
    }
    return { codigos, primeras: primeras.slice(0, cuantos) };
  }

  /**
   * Los hogares en el orden de sus identidades.
   * @param {TextosPorFila[]} propias
   * @param {Float64Array} junto
   * @param {Uint8Array} vacias
   * @returns {Identidad}
   */
  function numerar(propias, junto, vacias) {
    const { codigos, primeras } = numerarDistintos(junto);
    /** La identidad de cada número; «» si a su fila le falta una parte. @type {string[]} */
    const escritas = [];
    for (const fila of primeras)
      escritas.push(vacias[fila] ? "" : propias.map(({ textos: t, codigos: c }) => t[c[fila]]).join(SEPARADOR));
    const textos = H.distintos(escritas.filter(Boolean));
    const puesto = H.posiciones(escritas, textos);
    return { hogar: codigos.map((c) => puesto[c]), textos, vacias };
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

  Object.assign(
    H,
    /** @satisfies {Partial<KitHogares>} */ ({ canonica, cientificos, identificar, numerarDistintos, primeraFila }),
  );
})();
