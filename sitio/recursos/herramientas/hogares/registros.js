/* Partir octetos en filas y celdas sin saber todavía qué letras traen. Las mismas celdas que da
   generador/metodos/hogares/registros.py: una comilla abre solo al comienzo de una celda. */

/**
 * @typedef {object} Registros Las filas de un archivo; la fila 1 es la de índice 0.
 * @property {Uint8Array} octetos
 * @property {number} signo octeto del separador
 * @property {Int32Array} inicios
 * @property {Int32Array} fines sin el salto de línea
 * @property {Int32Array} celdas cuántas trae cada fila
 * @property {Int32Array} conSalto 1 en las que traen un salto de línea entre comillas
 * @property {{lf: number, crlf: number, cr: number}} saltos cuántos hay de cada uno
 * @property {boolean} completo si la última fila tenía su salto de línea
 * @property {number} abierta la fila (desde 1) cuyas comillas no se cierran; 0 si ninguna
 */

/** @typedef {{fin: number, celdas: number, conSalto: number, abierta: boolean}} MedidaDeFila */
/** @typedef {(k: number, a: number, b: number, escrita: Uint8Array | null) => void} AlCelda */

(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  const COMILLA = 34,
    LF = 10,
    CR = 13;

  /* Una lista de enteros de 32 bits que crece al doble. */
  class Enteros {
    constructor() {
      this.datos = new Int32Array(1024);
      this.largo = 0;
    }

    /** @param {number} valor */
    sumar(valor) {
      if (this.largo === this.datos.length) {
        const mayor = new Int32Array(2 * this.largo);
        mayor.set(this.datos);
        this.datos = mayor;
      }
      this.datos[this.largo] = valor;
      this.largo += 1;
    }

    cerrar() {
      return this.datos.slice(0, this.largo);
    }
  }

  /* Dónde está la próxima vez un octeto: no se vuelve a buscar hasta pasarlo. */
  class Proximo {
    /** @param {Uint8Array} octetos @param {number} octeto */
    constructor(octetos, octeto) {
      this.octetos = octetos;
      this.octeto = octeto;
      this.lugar = -1;
    }

    /** Desde `i`, o Infinity si no queda ninguno. @param {number} i */
    desde(i) {
      if (this.lugar < i) {
        const lugar = this.octetos.indexOf(this.octeto, i);
        this.lugar = lugar < 0 ? Infinity : lugar;
      }
      return this.lugar;
    }
  }

  /**
   * Cómo contar un octeto entre `a` y `b`. De a cuatro tarda un tercio, y se mira todo el archivo: en cada palabra
   * queda un 1 en los octetos que son él, y se suman por lugar hasta 255 palabras, que es lo que cabe en un octeto.
   * @param {Uint8Array} octetos
   * @param {number} octeto
   * @returns {(a: number, b: number) => number}
   */
  function contador(octetos, octeto) {
    const antes = octetos.byteOffset;
    const palabras = new Int32Array(octetos.buffer, 0, octetos.buffer.byteLength >> 2);
    const cuatro = octeto * 0x01010101;
    /** @param {number} a @param {number} b */
    const deAUno = (a, b) => {
      let cuantos = 0;
      for (let i = a; i < b; i += 1) if (octetos[i] === octeto) cuantos += 1;
      return cuantos;
    };
    return (a, b) => {
      const [desde, hasta] = [(antes + a + 3) >> 2, (antes + b) >> 2];
      if (desde >= hasta) return deAUno(a, b);
      let cuantos = deAUno(a, 4 * desde - antes) + deAUno(4 * hasta - antes, b);
      for (let k = desde; k < hasta;) {
        let sumas = 0;
        for (const tope = Math.min(hasta, k + 255); k < tope; k += 1) {
          const distinto = palabras[k] ^ cuatro;
          sumas += (~(((distinto & 0x7f7f7f7f) + 0x7f7f7f7f) | distinto) >>> 7) & 0x01010101;
        }
        cuantos += (sumas & 255) + ((sumas >>> 8) & 255) + ((sumas >>> 16) & 255) + (sumas >>> 24);
      }
      return cuantos;
    };
  }

  /**
   * Cómo medir lo mismo que `medirFila` en una fila sin comillas que termina en LF o CRLF, que son casi todas: el
   * salto lo halla el navegador y solo se cuentan separadores. La función dice false, sin medirla, si no es así.
   * @param {Uint8Array} octetos
   * @param {number} signo
   * @returns {(inicio: number, fila: MedidaDeFila) => boolean}
   */
  function medidorDeSencillas(octetos, signo) {
    const [saltos, retornos, comillas] = [LF, CR, COMILLA].map((octeto) => new Proximo(octetos, octeto));
    const contar = contador(octetos, signo);
    return (inicio, fila) => {
      const salto = Math.min(saltos.desde(inicio), octetos.length);
      const retorno = retornos.desde(inicio);
      const fin = retorno === salto - 1 ? retorno : salto;
      if (retorno < fin || comillas.desde(inicio) < fin) return false;
      fila.fin = fin;
      fila.celdas = 1 + contar(inicio, fin);
      fila.conSalto = 0;
      fila.abierta = false;
      return true;
    };
  }

  /**
   * Dónde termina la parte entre comillas que empieza en `i`: después de la que cierra, o el final.
   * @param {Uint8Array} octetos
   * @param {number} i
   */
  function trasComillas(octetos, i) {
    let j = i + 1;
    for (;;) {
      j = octetos.indexOf(COMILLA, j);
      if (j < 0) return octetos.length + 1;
      if (octetos[j + 1] !== COMILLA) return j + 1;
      j += 2;
    }
  }

  /**
   * Mide la fila que empieza en `inicio`: dónde termina, cuántas celdas trae, si alguna tiene un salto de línea
   * entre comillas y si unas no se cierran. Escribe en `fila`, una sola para todas: son millones.
   * @param {Uint8Array} octetos
   * @param {number} inicio
   * @param {number} signo
   * @param {MedidaDeFila} fila
   */
  function medirFila(octetos, inicio, signo, fila) {
    const n = octetos.length;
    let i = inicio,
      alComienzo = true;
    fila.celdas = 1;
    fila.conSalto = 0;
    fila.abierta = false;
    while (i < n) {
      const c = octetos[i];
      if (c === COMILLA && alComienzo) {
        const fin = trasComillas(octetos, i);
        fila.abierta = fin > n;
        const dentro = octetos.subarray(i, Math.min(fin, n));
        if (dentro.includes(LF) || dentro.includes(CR)) fila.conSalto = 1;
        i = Math.min(fin, n);
        alComienzo = false;
      } else if (c === LF || c === CR) break;
      else {
        alComienzo = c === signo;
        if (alComienzo) fila.celdas += 1;
        i += 1;
      }
    }
    fila.fin = i;
  }

  /**
   * Qué salto de línea hay en ese octeto.
   * @param {Uint8Array} octetos
   * @param {number} i
   * @returns {keyof Registros["saltos"]}
   */
  function saltoEn(octetos, i) {
    if (octetos[i] === LF) return "lf";
    return octetos[i + 1] === LF ? "crlf" : "cr";
  }

  /**
   * Las filas desde el octeto `desde`, hasta `maximo` si se da.
   * @param {Uint8Array} octetos
   * @param {string} separador
   * @param {number} [desde]
   * @param {number} [maximo]
   * @returns {Registros}
   */
  function registros(octetos, separador, desde = 0, maximo = Infinity) {
    const signo = separador.charCodeAt(0);
    const [inicios, fines, celdas] = [new Enteros(), new Enteros(), new Enteros()];
    const conSalto = new Enteros();
    const saltos = { lf: 0, crlf: 0, cr: 0 };
    const fila = { fin: 0, celdas: 1, conSalto: 0, abierta: false };
    const medirSencilla = medidorDeSencillas(octetos, signo);
    let i = desde,
      completo = true,
      abierta = 0;
    while (i < octetos.length && inicios.largo < maximo) {
      if (!medirSencilla(i, fila)) medirFila(octetos, i, signo, fila);
      inicios.sumar(i);
      fines.sumar(fila.fin);
      celdas.sumar(fila.celdas);
      conSalto.sumar(fila.conSalto);
      if (fila.abierta) abierta = inicios.largo;
      completo = fila.fin < octetos.length;
      if (!completo) break;
      const salto = saltoEn(octetos, fila.fin);
      saltos[salto] += 1;
      i = fila.fin + (salto === "crlf" ? 2 : 1);
    }
    return {
      octetos,
      signo,
      inicios: inicios.cerrar(),
      fines: fines.cerrar(),
      celdas: celdas.cerrar(),
      conSalto: conSalto.cerrar(),
      saltos,
      completo,
      abierta,
    };
  }

  /**
   * Recorre las celdas de una fila: `alCelda(k, a, b, escrita)`, con los octetos [a, b) de su contenido, o
   * `escrita` con ellos aparte si traía comillas dobladas o texto tras la comilla.
   * @param {Registros} r
   * @param {number} fila índice
   * @param {AlCelda} alCelda
   * @param {number} [ultima] la última celda que interesa: las que siguen no se miran
   */
  function recorrerCeldas(r, fila, alCelda, ultima = Infinity) {
    const { octetos, signo } = r;
    const fin = r.fines[fila];
    let a = r.inicios[fila];
    for (let k = 0; k <= ultima; k += 1) {
      let b = a,
        escrita = null,
        desde = a;
      if (octetos[a] === COMILLA && a < fin) {
        const tras = Math.min(trasComillas(octetos, a), fin + 1);
        b = tras;
        while (b < fin && octetos[b] !== signo) b += 1;
        b = Math.min(b, fin);
        const cierre = Math.min(tras - 1, fin);
        desde = a + 1;
        const simple = cierre === b - 1 && octetos.indexOf(COMILLA, desde) === cierre;
        if (simple) alCelda(k, desde, cierre, null);
        else {
          escrita = sinComillas(octetos, desde, cierre, b);
          alCelda(k, desde, b, escrita);
        }
      } else {
        while (b < fin && octetos[b] !== signo) b += 1;
        alCelda(k, a, b, null);
      }
      if (b >= fin) return;
      a = b + 1;
    }
  }

  /**
   * El contenido de una celda entre comillas: las dobladas valen por una; lo que siga al cierre, también.
   * @param {Uint8Array} octetos
   * @param {number} desde
   * @param {number} cierre
   * @param {number} hasta
   */
  function sinComillas(octetos, desde, cierre, hasta) {
    const salida = [];
    for (let i = desde; i < hasta; i += 1) {
      if (i === cierre) continue;
      salida.push(octetos[i]);
      if (i < cierre && octetos[i] === COMILLA) i += 1;
    }
    return Uint8Array.from(salida);
  }

  /**
   * Las celdas de una fila, cada una con sus octetos.
   * @param {Registros} r
   * @param {number} fila índice
   * @returns {Uint8Array[]}
   */
  function celdasDe(r, fila) {
    /** @type {Uint8Array[]} */
    const celdas = [];
    recorrerCeldas(r, fila, (_, a, b, escrita) => celdas.push(escrita || r.octetos.subarray(a, b)));
    return celdas;
  }

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ registros, recorrerCeldas, celdasDe }));
})();
