/* Lo que se pierde al convertir se cuenta y se nombra; si cambia el resultado, detiene. Mismas reglas
   que generador/metodos/hogares/perdidas.py. */

/**
 * @typedef {object} Perdida Filas de una columna que no se pudieron leer.
 * @property {string} columna
 * @property {string} motivo id de su frase
 * @property {number} filas cuántas
 * @property {[string, number][]} ejemplos los primeros valores distintos y su fila
 * @property {boolean} detiene si sin ellas cambia el resultado pedido
 */

(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  const ILEGIBLE = Infinity;

  /** La pérdida en una frase. @param {Perdida} p */
  function textoDe(p) {
    const tabla = H.documento("avisos");
    const datos = { columna: p.columna, motivo: tabla.perdidas[p.motivo], ejemplos: H.ejemplos(p.ejemplos) };
    return H.escribir(tabla.frases.perdida, p.filas, datos);
  }

  /**
   * El primer lugar de cada valor en la base, sin importar en qué orden se recorren las filas.
   * @param {Columna} columna
   * @param {Uint8Array} malas
   * @param {Int32Array} filas
   * @returns {Ejemplo[]}
   */
  function primeros(columna, malas, filas) {
    const primera = new Map();
    malas.forEach((mala, i) => {
      if (!mala) return;
      const codigo = columna.codigos[i];
      const antes = primera.get(codigo);
      if (antes === undefined || filas[i] < antes) primera.set(codigo, filas[i]);
    });
    const enOrden = [...primera].sort((a, b) => a[1] - b[1]).slice(0, H.EJEMPLOS);
    return enOrden.map(([codigo, fila]) => [codigo >= 0 ? columna.textos[codigo] : "", fila]);
  }

  /** Las pérdidas de una lectura. `filas`: el número de cada fila en la base. */
  class Perdidas {
    /** @param {Int32Array} filas @param {Perdida[]} [lista] */
    constructor(filas, lista = []) {
      this.filas = filas;
      this.lista = lista;
    }

    /** Las mismas pérdidas, para leer columnas que solo tienen esas filas. @param {Int32Array} filas */
    de(filas) {
      return new Perdidas(
        filas.map((f) => this.filas[f]),
        this.lista,
      );
    }

    /**
     * Un número por fila; NaN sin dato o ilegible, y lo ilegible queda anotado. `interpretar` recibe el
     * texto limpio de cada valor distinto; «» nunca le llega.
     * @param {Columna} columna
     * @param {string} motivo
     * @param {(limpio: string) => number} interpretar
     * @param {boolean} [detiene]
     * @returns {Float64Array}
     */
    leer(columna, motivo, interpretar, detiene = false) {
      const valores = H.numeros(columna, (texto) => {
        const limpio = H.limpiar(texto);
        if (limpio) return interpretar(limpio);
        return H.esErrorDeHoja(texto) ? ILEGIBLE : NaN;
      });
      const malas = new Uint8Array(valores.length);
      for (let i = 0; i < valores.length; i += 1) {
        if (valores[i] !== ILEGIBLE) continue;
        malas[i] = 1;
        valores[i] = NaN;
      }
      this.anotar(columna, motivo, malas, detiene);
      return valores;
    }

    /**
     * Suma una pérdida con las filas malas, si hay alguna.
     * @param {Columna} columna
     * @param {string} motivo
     * @param {Uint8Array} malas
     * @param {boolean} detiene
     */
    anotar(columna, motivo, malas, detiene) {
      const filas = malas.reduce((suma, mala) => suma + mala, 0);
      if (!filas) return;
      this.lista.push({
        columna: columna.nombre,
        motivo,
        filas,
        ejemplos: primeros(columna, malas, this.filas),
        detiene,
      });
    }

    /**
     * Error si alguna cambia el resultado y quien usa no las aceptó. `aceptar` dice cómo se acepta.
     * @param {boolean} aceptadas
     * @param {string} aceptar
     */
    comprobar(aceptadas, aceptar) {
      const graves = this.lista.filter((p) => p.detiene).map(textoDe);
      if (!graves.length || aceptadas) return;
      throw new H.ErrorDeMetodo(
        H.frase("detiene", { perdidas: graves.join("; ") }),
        H.frase("detiene_que_hacer", { aceptar }),
        { que: "aceptar" },
      );
    }
  }

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ ILEGIBLE, Perdidas, textoDe }));
})();
