/* Las filas de un texto: cuál es el encabezado, cuáles son datos y cuáles no coinciden con él. Mismas reglas
   que generador/metodos/hogares/recorrido.py y vacias.py. */

/**
 * @typedef {object} Recorrido
 * @property {number} filaEncabezado desde 1; 0 si no hay
 * @property {Uint8Array[]} encabezado sus celdas
 * @property {Int32Array} escritas los índices de las filas de datos, con las del pie
 * @property {number} ancho celdas por fila
 * @property {number[]} irregulares índices de las filas con otro número de celdas
 * @property {{cuantas: number, primera: number}} vacias
 * @property {{cuantas: number, primera: number}} repetidas
 */

(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  const COMILLA = 34,
    LF = 10,
    CR = 13;
  // El octeto 1A cierra los archivos de DOS.
  const BLANCOS = new Set([32, 9, CR, LF, COMILLA, 0x1a]);
  const MARCA = [0xef, 0xbb, 0xbf];
  // Con menos columnas, un texto con un salto y unos separadores adentro puede ser legítimo.
  const COLUMNAS_PARA_SOSPECHAR = 4;
  /** @param {Uint8Array} octetos */
  const enBlanco = (octetos) => octetos.every((b) => BLANCOS.has(b));

  /**
   * Si la fila no trae nada escrito desde la celda `desde`.
   * @param {Registros} r
   * @param {number} i
   * @param {number} desde
   */
  function vacia(r, i, desde) {
    const a = r.inicios[i];
    const primero = r.octetos[a];
    if (desde === 0 && a < r.fines[i] && primero !== r.signo) {
      if (!BLANCOS.has(primero)) return false;
      if (primero === COMILLA && !BLANCOS.has(r.octetos[a + 1])) return false;
    }
    return H.celdasDe(r, i).slice(desde).every(enBlanco);
  }

  /**
   * Cómo saber si una fila es el encabezado otra vez (o con su marca de UTF-8), octeto a octeto.
   * @param {Registros} r
   * @param {number} fila
   * @returns {(i: number) => boolean}
   */
  function repiteA(r, fila) {
    const crudo = r.octetos.subarray(r.inicios[fila], r.fines[fila]);
    const formas = [crudo, Uint8Array.from([...MARCA, ...crudo])];
    return (i) => {
      const largo = r.fines[i] - r.inicios[i];
      return formas.some((f) => f.length === largo && f.every((b, k) => b === r.octetos[r.inicios[i] + k]));
    };
  }

  /**
   * Recorre las filas; ErrorDeTexto si el encabezado es un título o unas comillas se tragan filas.
   * @param {Registros} r
   * @returns {Recorrido}
   */
  function recorrer(r) {
    // La que no cierra sus comillas no es una fila: se dice después de mirar las demás.
    const total = r.abierta ? r.abierta - 1 : r.celdas.length;
    let i = 0;
    while (i < total && vacia(r, i, 0)) i += 1;
    const hecho = {
      filaEncabezado: i < total ? i + 1 : 0,
      encabezado: i < total ? H.celdasDe(r, i) : [],
      escritas: new Int32Array(0),
      ancho: 0,
      irregulares: [],
      vacias: { cuantas: i, primera: i ? 1 : 0 },
      repetidas: { cuantas: 0, primera: 0 },
    };
    if (hecho.filaEncabezado) separarFilas(r, hecho, total);
    if (r.abierta) throw new H.ErrorDeTexto("comillas", { fila: r.abierta });
    return hecho;
  }

  /**
   * @param {Registros} r
   * @param {Recorrido} hecho
   * @param {number} total
   */
  function separarFilas(r, hecho, total) {
    const latin = hecho.encabezado.map(H.enLatin);
    const desde = Math.max(H.leerEncabezado(latin, hecho.filaEncabezado).findIndex(Boolean), 0);
    const repite = repiteA(r, hecho.filaEncabezado - 1);
    const escritas = [];
    /** @param {{cuantas: number, primera: number}} cuenta @param {number} i */
    const sumar = (cuenta, i) => {
      cuenta.cuantas += 1;
      cuenta.primera = cuenta.primera || i + 1;
    };
    for (let i = hecho.filaEncabezado; i < total; i += 1) {
      if (vacia(r, i, desde)) sumar(hecho.vacias, i);
      else if (repite(i)) sumar(hecho.repetidas, i);
      else escritas.push(i);
    }
    hecho.escritas = Int32Array.from(escritas);
    hecho.ancho = anchoUsual(r, hecho);
    hecho.irregulares = escritas.filter((i) => r.celdas[i] !== hecho.ancho);
    buscarTragadas(r, hecho);
  }

  /**
   * Las celdas por fila: las del encabezado, o una más o menos si así viene la mayoría.
   * @param {Registros} r
   * @param {Recorrido} hecho
   */
  function anchoUsual(r, { encabezado, escritas }) {
    const propio = encabezado.length;
    const posibles = [propio, propio + 1, ...(enBlanco(encabezado[propio - 1]) ? [propio - 1] : [])];
    const veces = posibles.map((ancho) => escritas.reduce((suma, i) => suma + (r.celdas[i] === ancho ? 1 : 0), 0));
    return posibles[veces.indexOf(Math.max(...veces))];
  }

  /**
   * Una celda con saltos y los separadores de varias filas: sus comillas no cerraban ahí.
   * @param {Registros} r
   * @param {Recorrido} hecho
   */
  function buscarTragadas(r, { encabezado, escritas }) {
    if (encabezado.length < COLUMNAS_PARA_SOSPECHAR) return;
    escritas.forEach((i) => {
      if (!r.conSalto[i]) return;
      const fila = r.octetos.subarray(r.inicios[i], r.fines[i]);
      let renglones = 1,
        signos = 0;
      fila.forEach((b, k) => {
        if (b === r.signo) signos += 1;
        if (b === LF || (b === CR && fila[k + 1] !== LF)) renglones += 1;
      });
      if (signos === renglones * (encabezado.length - 1)) throw new H.ErrorDeTexto("comillas", { fila: i + 1 });
    });
  }

  /**
   * Por qué las filas traen una celda más que el encabezado; «» si no la traen o no se sabe. Se aceptan un
   * separador de sobra al final o un número de orden al comienzo (1, 2, 3… sin saltarse ninguno).
   * @param {Registros} r
   * @param {Recorrido} recorrido
   */
  function ajusteDe(r, { ancho, encabezado, escritas }) {
    if (ancho !== encabezado.length + 1) return "";
    const normales = escritas.filter((i) => r.celdas[i] === ancho);
    if (normales.every((i) => enBlanco(H.celdasDe(r, i)[ancho - 1]))) return H.SOBRANTE;
    const { FILAS_MAXIMAS: orilla } = H;
    const puestos = Array.from(escritas, (i, k) => [i, k + 1]).filter(
      ([i], k) => (k < orilla || k >= escritas.length - orilla) && r.celdas[i] === ancho,
    );
    const numeradas = puestos.every(([i, puesto]) => H.recortar(H.enLatin(H.celdasDe(r, i)[0])) === String(puesto));
    return numeradas ? H.INDICE : "";
  }

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ ajusteDe, recorrer }));
})();
