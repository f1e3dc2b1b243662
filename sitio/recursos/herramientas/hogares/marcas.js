/* Las marcas del hogar (las 15 privaciones y h_5) de cada fila, en un solo entero: cada una es una cifra en
   base 3 (0 no, 1 sí, 2 sin dato). Mismas reglas que generador/metodos/hogares/marcas.py. */
(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  const BASE = 3;
  const SIN_MARCA = 2;

  /** @param {string} texto @returns {number} */
  function valor(texto) {
    const limpio = H.limpiar(texto);
    if (limpio) return H.lector("marca_de_privacion")(limpio);
    return H.esErrorDeHoja(texto) ? H.ILEGIBLE : NaN;
  }

  /** @param {string} texto */
  const marca = (texto) => (Number.isFinite(valor(texto)) ? valor(texto) : SIN_MARCA);

  /**
   * Las marcas de cada fila, Σⱼ 3ʲ·marca; lo ilegible queda sin dato (`anotarIlegibles` dice después qué fue).
   * @param {Columna[]} columnas
   * @param {number} filas
   * @returns {Int32Array} 3¹⁶ cabe de sobra en 32 bits
   */
  function leerMarcas(columnas, filas) {
    const marcas = new Int32Array(filas);
    columnas.forEach((columna, j) => {
      const tabla = Int32Array.from(columna.textos, (t) => marca(t) * BASE ** j);
      const nada = SIN_MARCA * BASE ** j;
      for (let i = 0; i < filas; i += 1) marcas[i] += columna.codigos[i] < 0 ? nada : tabla[columna.codigos[i]];
    });
    return marcas;
  }

  /**
   * Una lista por marca, con 0, 1 y NaN en cada fila.
   * @param {Int32Array} marcas
   * @param {number} cuantas
   * @returns {Float64Array[]}
   */
  function desarmar(marcas, cuantas) {
    const restos = marcas.slice();
    return Array.from({ length: cuantas }, () => {
      const valores = new Float64Array(restos.length);
      for (let i = 0; i < restos.length; i += 1) {
        const propia = restos[i] % BASE;
        valores[i] = propia === SIN_MARCA ? NaN : propia;
        restos[i] = (restos[i] - propia) / BASE;
      }
      return valores;
    });
  }

  /**
   * Anota, de las filas que cuentan, las marcas que no son 0, 1 ni vacías; detienen.
   * @type {KitHogares["anotarIlegibles"]}
   */
  function anotarIlegibles(columnas, motivos, cuenta, perdidas) {
    columnas.forEach((columna, j) => {
      const ilegible = Uint8Array.from(columna.textos, (t) => (valor(t) === H.ILEGIBLE ? 1 : 0));
      if (!ilegible.includes(1)) return;
      const malas = Uint8Array.from(columna.codigos, (c, i) => (c >= 0 && cuenta[i] ? ilegible[c] : 0));
      perdidas.anotar(columna, motivos[j], malas, true);
    });
  }

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ leerMarcas, desarmar, anotarIlegibles }));
})();
