/* Leer las columnas que se necesitan de un archivo ya examinado: sus textos distintos y el código de cada
   fila. Solo se decodifica cada texto distinto, una vez, y las demás columnas ni se miran. */
/** @typedef {{fuente: Uint8Array, a: number, b: number}} Trecho Los octetos [a, b) de una fuente. */

(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));

  /* Los octetos distintos de una columna, en una tabla de dispersión. */
  class Distintos {
    /** @param {Uint8Array} octetos */
    constructor(octetos) {
      this.octetos = octetos;
      this.tabla = new Int32Array(256).fill(-1);
      /** @type {Trecho[]} */
      this.vistos = [];
      /** @type {number[]} */
      this.huellas = [];
    }

    /**
     * El código de los octetos [a, b) de `fuente`.
     * @param {Uint8Array} fuente
     * @param {number} a
     * @param {number} b
     * @returns {number}
     */
    codigo(fuente, a, b) {
      let huella = 0x811c9dc5;
      for (let i = a; i < b; i += 1) huella = Math.imul(huella ^ fuente[i], 0x01000193);
      huella ^= huella >>> 15;
      const ultimo = this.tabla.length - 1;
      for (let lugar = huella & ultimo; ; lugar = (lugar + 1) & ultimo) {
        const codigo = this.tabla[lugar];
        if (codigo < 0) return this.nuevo(fuente, a, b, huella, lugar);
        if (this.huellas[codigo] === huella && this.iguales(this.vistos[codigo], fuente, a, b)) return codigo;
      }
    }

    /**
     * @param {Trecho} visto
     * @param {Uint8Array} fuente
     * @param {number} a
     * @param {number} b
     */
    iguales(visto, fuente, a, b) {
      if (visto.b - visto.a !== b - a) return false;
      for (let i = 0; i < b - a; i += 1) if (visto.fuente[visto.a + i] !== fuente[a + i]) return false;
      return true;
    }

    /**
     * @param {Uint8Array} fuente
     * @param {number} a
     * @param {number} b
     * @param {number} huella
     * @param {number} lugar
     */
    nuevo(fuente, a, b, huella, lugar) {
      const codigo = this.vistos.length;
      this.vistos.push({ fuente, a, b });
      this.huellas.push(huella);
      this.tabla[lugar] = codigo;
      if (2 * this.vistos.length > this.tabla.length) this.crecer();
      return codigo;
    }

    crecer() {
      const ultimo = 4 * this.tabla.length - 1;
      this.tabla = new Int32Array(ultimo + 1).fill(-1);
      this.huellas.forEach((huella, codigo) => {
        let lugar = huella & ultimo;
        while (this.tabla[lugar] >= 0) lugar = (lugar + 1) & ultimo;
        this.tabla[lugar] = codigo;
      });
    }
  }

  /**
   * Qué celda de la fila trae esa columna; ErrorDeTexto si no está o está repetida.
   * @param {Examen} examen
   * @param {string} columna
   * @returns {number}
   */
  function posicionDe({ columnas, posiciones }, columna) {
    const cuantas = columnas.filter((c) => c === columna).length;
    if (cuantas > 1) throw new H.ErrorDeTexto("columna_repetida", { columna, cuantas });
    if (cuantas) return posiciones[columnas.indexOf(columna)];
    const conocidas = columnas.map((c) => `«${c}»`).join(", ");
    throw new H.ErrorDeTexto("columna_desconocida", { columna, columnas: conocidas });
  }

  /**
   * Las columnas pedidas y el número de cada fila de datos, sin las vacías ni las del pie.
   * @param {Examen} examen
   * @param {string[]} nombres
   * @returns {{columnas: Map<string, Columna>, filas: Int32Array}}
   */
  function leerColumnas(examen, nombres) {
    const { registros: r, deDatos } = examen;
    const donde = new Int32Array(examen.ancho).fill(-1);
    const propias = nombres.map((nombre, j) => {
      donde[posicionDe(examen, nombre)] = j;
      return { distintos: new Distintos(r.octetos), codigos: new Int32Array(deDatos.length).fill(H.SIN_TEXTO) };
    });
    deDatos.forEach((fila, i) => {
      H.recorrerCeldas(r, fila, (k, a, b, escrita) => {
        const j = donde[k];
        if (j === undefined || j < 0) return;
        const { distintos, codigos } = propias[j];
        codigos[i] = escrita ? distintos.codigo(escrita, 0, escrita.length) : distintos.codigo(r.octetos, a, b);
      });
    });
    const decodificar = H.decodificador(examen.codificacion);
    const columnas = propias.map(({ distintos, codigos }, j) => {
      const textos = distintos.vistos.map(({ fuente, a, b }) => decodificar(fuente.subarray(a, b)));
      return { nombre: nombres[j], textos, codigos };
    });
    return { columnas: new Map(columnas.map((c) => [c.nombre, c])), filas: deDatos.map((fila) => fila + 1) };
  }

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ leerColumnas }));
})();
