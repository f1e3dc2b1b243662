/* Leer las columnas que se necesitan de un archivo ya examinado: sus textos distintos y el código de cada
   fila. Solo se decodifica cada texto distinto, una vez, y las demás columnas ni se miran. */

/**
 * @typedef {object} ColumnaPorLeer
 * @property {{codigo: (fuente: Uint8Array, a: number, b: number) => number}} distintos
 * @property {Int32Array} codigos
 */

(function () {
  "use strict";
  const COMILLA = 34;
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));

  /* Los octetos distintos de una columna, en una tabla de dispersión; los de un solo octeto, que son casi todas las
     celdas de una base, en una propia. De cada uno se guarda dónde está, no una copia. */
  class Distintos {
    /** @param {Uint8Array} octetos */
    constructor(octetos) {
      this.octetos = octetos;
      this.tabla = new Int32Array(256).fill(-1);
      this.deUno = new Int32Array(256).fill(-1);
      /** @type {number[]} */
      this.desde = [];
      /** @type {number[]} */
      this.hasta = [];
      /** @type {number[]} */
      this.huellas = [];
      this.ultimo = -1;
      /** Los que no están tal cual en el archivo. @type {Map<number, Uint8Array>} */
      this.aparte = new Map();
    }

    /**
     * El código de los octetos [a, b) de `fuente`.
     * @param {Uint8Array} fuente
     * @param {number} a
     * @param {number} b
     * @returns {number}
     */
    codigo(fuente, a, b) {
      if (b - a !== 1) return this.buscar(fuente, a, b);
      const uno = fuente[a];
      if (this.deUno[uno] < 0) this.deUno[uno] = this.buscar(fuente, a, b);
      return this.deUno[uno];
    }

    /**
     * Primero se compara con el anterior: las personas de un hogar repiten la ficha, la vereda y el nivel.
     * @param {Uint8Array} fuente
     * @param {number} a
     * @param {number} b
     * @returns {number}
     */
    buscar(fuente, a, b) {
      if (this.ultimo < 0 || !this.iguales(this.ultimo, fuente, a, b)) this.ultimo = this.enLaTabla(fuente, a, b);
      return this.ultimo;
    }

    /**
     * @param {Uint8Array} fuente
     * @param {number} a
     * @param {number} b
     * @returns {number}
     */
    enLaTabla(fuente, a, b) {
      let huella = 0x811c9dc5;
      for (let i = a; i < b; i += 1) huella = Math.imul(huella ^ fuente[i], 0x01000193);
      huella ^= huella >>> 15;
      const ultimo = this.tabla.length - 1;
      for (let lugar = huella & ultimo; ; lugar = (lugar + 1) & ultimo) {
        const codigo = this.tabla[lugar];
        if (codigo < 0) return this.nuevo(fuente, a, b, huella, lugar);
        if (this.huellas[codigo] === huella && this.iguales(codigo, fuente, a, b)) return codigo;
      }
    }

    /**
     * @param {number} codigo
     * @param {Uint8Array} fuente
     * @param {number} a
     * @param {number} b
     */
    iguales(codigo, fuente, a, b) {
      const propio = this.desde[codigo];
      if (this.hasta[codigo] - propio !== b - a) return false;
      const suya = (this.aparte.size && this.aparte.get(codigo)) || this.octetos;
      for (let i = 0; i < b - a; i += 1) if (suya[propio + i] !== fuente[a + i]) return false;
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
      const codigo = this.huellas.length;
      this.desde.push(a);
      this.hasta.push(b);
      this.huellas.push(huella);
      if (fuente !== this.octetos) this.aparte.set(codigo, fuente);
      this.tabla[lugar] = codigo;
      if (2 * this.huellas.length > this.tabla.length) this.crecer();
      return codigo;
    }

    /**
     * Los textos, en el orden de sus códigos. Se decodifican juntos, separados por el octeto nulo, que ningún archivo
     * de texto trae (`compatibles` lo rechaza).
     * @param {Codificador} decodificar
     * @returns {string[]}
     */
    textos(decodificar) {
      const { aparte, desde, hasta, octetos } = this;
      if (!desde.length) return [];
      const junto = new Uint8Array(hasta.reduce((suma, b, k) => suma + b - desde[k] + 1, 0) - 1);
      let lugar = 0;
      desde.forEach((a, k) => {
        const suya = aparte.get(k) || octetos;
        for (let i = a; i < hasta[k]; i += 1) junto[lugar + i - a] = suya[i];
        lugar += hasta[k] - a + 1;
      });
      return decodificar(junto).split("\0");
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
   * Los códigos de una fila, en el puesto `i` de cada columna.
   * @param {Registros} r
   * @param {number} fila
   * @param {(ColumnaPorLeer | null)[]} enCelda la columna que trae cada celda, o null si no se pide
   * @param {number} i
   */
  function leerFila(r, fila, enCelda, i) {
    /** @type {AlCelda} */
    const alCelda = (k, a, b, escrita) => {
      const propia = enCelda[k];
      if (!propia) return;
      const { distintos, codigos } = propia;
      codigos[i] = escrita ? distintos.codigo(escrita, 0, escrita.length) : distintos.codigo(r.octetos, a, b);
    };
    H.recorrerCeldas(r, fila, alCelda, enCelda.length - 1);
  }

  /**
   * Lo mismo en una fila sin comillas, que son casi todas; false, sin haberla leído entera, si una celda las trae.
   * @param {Registros} r
   * @param {number} fila
   * @param {(ColumnaPorLeer | null)[]} enCelda
   * @param {number} i
   */
  function leerSencilla({ octetos, signo, inicios, fines }, fila, enCelda, i) {
    const fin = fines[fila];
    let a = inicios[fila];
    for (let k = 0; k < enCelda.length && a <= fin; k += 1) {
      if (octetos[a] === COMILLA) return false;
      let b = a;
      while (b < fin && octetos[b] !== signo) b += 1;
      const propia = enCelda[k];
      if (propia) propia.codigos[i] = propia.distintos.codigo(octetos, a, b);
      a = b + 1;
    }
    return true;
  }

  /**
   * Las columnas pedidas y el número de cada fila de datos, sin las vacías ni las del pie.
   * @param {Examen} examen
   * @param {string[]} nombres
   * @returns {{columnas: Map<string, Columna>, filas: Int32Array}}
   */
  function leerColumnas(examen, nombres) {
    const { registros: r, deDatos } = examen;
    const propias = nombres.map((nombre) => ({
      celda: posicionDe(examen, nombre),
      distintos: new Distintos(r.octetos),
      codigos: new Int32Array(deDatos.length).fill(H.SIN_TEXTO),
    }));
    const ultima = propias.reduce((mayor, { celda }) => Math.max(mayor, celda), 0);
    const enCelda = Array.from({ length: ultima + 1 }, (_, k) => propias.find(({ celda }) => celda === k) || null);
    for (let i = 0; i < deDatos.length; i += 1)
      if (!leerSencilla(r, deDatos[i], enCelda, i)) leerFila(r, deDatos[i], enCelda, i);
    const decodificar = H.decodificador(examen.codificacion);
    const columnas = propias.map(({ distintos, codigos }, j) => {
      return { nombre: nombres[j], textos: distintos.textos(decodificar), codigos };
    });
    return { columnas: new Map(columnas.map((c) => [c.nombre, c])), filas: deDatos.map((fila) => fila + 1) };
  }

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ leerColumnas }));
})();
