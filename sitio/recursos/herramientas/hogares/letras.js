/* En qué codificación está un archivo: UTF-8 si lo es; si no, la que da palabras del español. Mismas reglas
   que generador/metodos/hogares/letras.py. */

/**
 * @typedef {object} CuentasDeLetras
 * @property {Float64Array} contexto por octeto alto y clases de sus vecinos
 * @property {Int32Array} primera fila de cada octeto alto
 * @property {number} total
 * @property {number} perdidas letras «�»
 * @property {number} filaUtf8
 * @property {number} filaAjena la primera que no es UTF-8
 * @property {number} filaPerdida
 * @property {number} filaDoblada
 */

/**
 * @typedef {object} FichaDeCodificacion
 * @property {string} clave
 * @property {string} nombre
 * @property {string[]} alias
 * @property {string} [alto] las 128 letras de los octetos altos
 * @property {boolean} [se_detecta]
 */

(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  const UTF8 = "utf-8";
  const INDEFINIDO = "␀";
  const RESPALDO = "latin-1"; // la única que define los 256 octetos
  // Clases de vecino; INICIAL es la mayúscula que empieza palabra, y solo puede ir antes.
  const OTRO = 0,
    MINUSCULA = 1,
    MAYUSCULA = 2,
    ALTA = 3,
    INICIAL = 4;
  // «Ã» y «Â» de UTF-8 leída como Latin-1, y lo que sigue a una letra doblada.
  const DE_UTF8 = [0xc2, 0xc3];
  const TRAS_DOBLADA = [0xc2, 0xe2];
  const DUDA = 0.5;
  const IMPOSIBLE = -4;
  const SOLA = 0.25; // «ó» entre dos espacios
  /** @returns {FichaDeCodificacion[]} */
  const fichas = () => H.documento("examen").codificaciones;
  /** @param {string} clave */
  const ficha = (clave) => /** @type {FichaDeCodificacion} */ (fichas().find((f) => f.clave === clave));
  /** @type {KitHogares["nombreDe"]} */
  const nombreDe = (clave) => ficha(clave).nombre;
  /** @type {KitHogares["conocidas"]} */
  const conocidas = () =>
    fichas()
      .map((f) => f.clave)
      .join(", ");
  /* Las 128 letras de los octetos altos; en Latin-1, los mismos números. */
  const LATIN = Array.from({ length: 128 }, (_, i) => String.fromCharCode(128 + i)).join("");
  /** @param {string} clave */
  const altoDe = (clave) => ficha(clave).alto || LATIN;

  /**
   * La clave de la codificación que pidió la persona; ErrorDeTexto si no se conoce.
   * @type {KitHogares["codificacionPedida"]}
   */
  function codificacionPedida(pedida) {
    if (!pedida) return null;
    const escrita = pedida.trim().toLowerCase().replaceAll("_", "-");
    const hallada = fichas().find((f) => f.clave === escrita || f.alias.includes(escrita));
    if (hallada) return hallada.clave;
    throw new H.ErrorDeTexto("codificacion_desconocida", { codificacion: pedida, conocidas: conocidas() });
  }

  /**
   * Cómo se leen unos octetos en esa codificación; lo que sale de UTF-16 ya viene en UTF-8.
   * @type {KitHogares["decodificador"]}
   */
  function decodificador(clave) {
    if (clave === UTF8 || H.UTF16.includes(clave)) {
      const propio = new TextDecoder("utf-8", { ignoreBOM: true });
      return (octetos) => propio.decode(octetos);
    }
    const alto = altoDe(clave);
    return (octetos) => {
      let texto = "";
      for (const b of octetos) texto += b < 128 ? String.fromCharCode(b) : alto[b - 128];
      return texto;
    };
  }

  const CONTINUACION = [0x80, 0xbf];
  /** Los primeros octetos de cada largo de UTF-8 y los segundos que admiten, si no son todos. */
  const LARGOS = [
    { desde: 0xc2, hasta: 0xdf, largo: 2, segundos: new Map() },
    {
      desde: 0xe0,
      hasta: 0xef,
      largo: 3,
      segundos: new Map([
        [0xe0, [0xa0, 0xbf]],
        [0xed, [0x80, 0x9f]],
      ]),
    },
    {
      desde: 0xf0,
      hasta: 0xf4,
      largo: 4,
      segundos: new Map([
        [0xf0, [0x90, 0xbf]],
        [0xf4, [0x80, 0x8f]],
      ]),
    },
  ];

  /**
   * Cuántos octetos ocupa la letra de UTF-8 que empieza en `i`; 0 si no es una.
   * @param {Uint8Array} o
   * @param {number} i
   */
  function largoUtf8(o, i) {
    const propio = LARGOS.find(({ desde, hasta }) => o[i] >= desde && o[i] <= hasta);
    if (!propio) return 0;
    const [desde, hasta] = propio.segundos.get(o[i]) || CONTINUACION;
    if (!(o[i + 1] >= desde && o[i + 1] <= hasta)) return 0;
    for (let k = 2; k < propio.largo; k += 1) if (!(o[i + k] >= 0x80 && o[i + k] <= 0xbf)) return 0;
    return propio.largo;
  }

  /** @param {number | undefined} b */
  const claseDe = (b) =>
    b === undefined ? OTRO : b >= 128 ? ALTA : b >= 97 && b <= 122 ? MINUSCULA : b >= 65 && b <= 90 ? MAYUSCULA : OTRO;

  /**
   * El último octeto de los grupos de cuatro, todos ASCII, que siguen a `i`; `i` si no sigue ninguno. Casi todo el
   * archivo es ASCII.
   * @param {Int32Array} palabras
   * @param {Uint8Array} octetos
   * @param {number} i
   */
  function saltarAscii(palabras, octetos, i) {
    if ((octetos.byteOffset + i + 1) & 3) return i;
    let k = (octetos.byteOffset + i + 1) >> 2;
    const fin = (octetos.byteOffset + octetos.length) >> 2;
    while (k < fin && !(palabras[k] & 0x80808080)) k += 1;
    return 4 * k - octetos.byteOffset - 1;
  }

  /**
   * Lo que se sabe de las letras del archivo: por octeto alto, cuántas veces sale entre cada clase de vecinos y
   * la primera fila; y la primera fila ajena a UTF-8, con letras de UTF-8, perdidas o dobladas.
   * @param {Registros} registros
   * @returns {CuentasDeLetras}
   */
  function contarLetras({ octetos, inicios }) {
    const cuentas = {
      contexto: new Float64Array(128 * 20),
      primera: new Int32Array(128),
      total: 0,
      perdidas: 0,
      filaUtf8: 0,
      filaAjena: 0,
      filaPerdida: 0,
      filaDoblada: 0,
    };
    const palabras = new Int32Array(octetos.buffer, 0, octetos.buffer.byteLength >> 2);
    let fila = 0,
      valido = 0;
    for (let i = 0; i < octetos.length; i += 1) {
      const uno = octetos[i];
      if (uno < 128) {
        i = saltarAscii(palabras, octetos, i);
        continue;
      }
      while (fila < inicios.length && inicios[fila] <= i) fila += 1;
      if (i >= valido) {
        const largo = largoUtf8(octetos, i);
        cuentas.filaAjena = cuentas.filaAjena || (largo ? 0 : fila);
        valido = i + (largo || 1);
      }
      anotar(cuentas, fila, uno, octetos[i + 1], octetos[i + 2]);
      const previa = claseDe(octetos[i - 1]);
      const antes = previa === MAYUSCULA && claseDe(octetos[i - 2]) === OTRO ? INICIAL : previa;
      cuentas.contexto[((uno - 128) * 5 + antes) * 4 + claseDe(octetos[i + 1])] += 1;
      cuentas.total += 1;
      cuentas.primera[uno - 128] = cuentas.primera[uno - 128] || fila;
    }
    return cuentas;
  }

  /** Si son la letra «�». @param {number} uno @param {number} dos @param {number} tres */
  const esPerdida = (uno, dos, tres) => uno === 0xef && dos === 0xbf && tres === 0xbd;

  /**
   * @param {CuentasDeLetras} cuentas
   * @param {number} fila
   * @param {number} uno
   * @param {number} dos
   * @param {number} tres
   */
  function anotar(cuentas, fila, uno, dos, tres) {
    if (DE_UTF8.includes(uno) && dos >= 0x80 && dos < 0xc0) cuentas.filaUtf8 = cuentas.filaUtf8 || fila;
    if (esPerdida(uno, dos, tres)) {
      cuentas.perdidas += 1;
      cuentas.filaPerdida = cuentas.filaPerdida || fila;
    }
    const doblada = uno === 0xc3 && dos === 0x83 && TRAS_DOBLADA.includes(tres);
    if (doblada) cuentas.filaDoblada = cuentas.filaDoblada || fila;
  }

  /**
   * La codificación y los avisos; ErrorDeTexto si hay dos mezcladas o la pedida no sirve.
   * @param {Registros} registros
   * @param {string | null} pedida
   * @returns {{clave: string, avisos: string[]}}
   */
  function elegirCodificacion(registros, pedida) {
    const cuentas = contarLetras(registros);
    if (pedida) return { clave: pedida, avisos: comprobar(cuentas, pedida) };
    if (!cuentas.filaAjena) return { clave: UTF8, avisos: danadas(cuentas) };
    if (cuentas.filaUtf8) throw new H.ErrorDeTexto("mezcla", { fila_utf8: cuentas.filaUtf8, fila: cuentas.filaAjena });
    return laMejor(cuentas);
  }

  /** @param {CuentasDeLetras} cuentas */
  const danadas = ({ perdidas, filaPerdida, filaDoblada }) =>
    [
      perdidas ? H.avisoDeTexto("letras_perdidas", { cuantas: perdidas, fila: filaPerdida }) : null,
      filaDoblada ? H.avisoDeTexto("letras_dobladas", { fila: filaDoblada }) : null,
    ].filter((aviso) => aviso !== null);

  /**
   * @param {CuentasDeLetras} cuentas
   * @param {string} pedida
   * @returns {string[]}
   */
  function comprobar(cuentas, pedida) {
    /** @param {number} fila */
    const noDecodifica = (fila) => {
      throw new H.ErrorDeTexto("no_decodifica", { fila, codificacion: nombreDe(pedida), conocidas: conocidas() });
    };
    if (pedida === UTF8 || H.UTF16.includes(pedida)) {
      if (cuentas.filaAjena) noDecodifica(cuentas.filaAjena);
      return danadas(cuentas);
    }
    const alto = altoDe(pedida);
    const filas = Array.from(cuentas.primera).filter((fila, i) => fila && alto[i] === INDEFINIDO);
    if (filas.length) noDecodifica(Math.min(...filas));
    const pareceUtf8 = cuentas.total && !cuentas.filaAjena;
    return pareceUtf8 ? [H.avisoDeTexto("parece_utf8", { codificacion: nombreDe(pedida) })] : [];
  }

  /** La de más puntos; si otra queda cerca, se dice. @param {CuentasDeLetras} cuentas */
  function laMejor({ contexto, primera, total }) {
    /** @param {string} alto @param {number} k */
    const valorDe = (alto, k) => valer(alto[Math.floor(k / 20)], Math.floor(k / 4) % 5, k % 4);
    /** @param {string} alto */
    const puntos = (alto) => contexto.reduce((suma, n, k) => (n ? suma + n * valorDe(alto, k) : suma), 0);
    const claves = fichas()
      .filter((f) => f.se_detecta)
      .map((f) => ({ clave: f.clave, puntos: puntos(altoDe(f.clave)) }));
    const [mejor, segunda] = claves.sort((a, b) => b.puntos - a.puntos);
    const dudosa = mejor.puntos - segunda.puntos < DUDA * total;
    const alto = altoDe(mejor.clave);
    const clave = primera.some((fila, i) => fila && alto[i] === INDEFINIDO) ? RESPALDO : mejor.clave;
    const nombres = { codificacion: nombreDe(clave), otra: nombreDe(segunda.clave) };
    return { clave, avisos: [H.avisoDeTexto(dudosa ? "codificacion_dudosa" : "codificacion", nombres)] };
  }

  /**
   * Qué tan propio del español es ese carácter entre esos vecinos.
   * @param {string} caracter
   * @param {number} antes
   * @param {number} despues
   */
  function valer(caracter, antes, despues) {
    const { letras_del_espanol: letras, signos_frecuentes: signos } = H.documento("examen");
    if (caracter === INDEFINIDO) return IMPOSIBLE;
    if (letras.includes(caracter))
      return caracter === caracter.toLowerCase() ? valerMinuscula(antes, despues) : valerMayuscula(antes, despues);
    if (signos.includes(caracter)) return [antes, despues].some((v) => v === OTRO || v === ALTA) ? 1 : -2;
    return /\p{L}/u.test(caracter) ? -1 : -2;
  }

  /** @param {number} antes @param {number} despues */
  function valerMinuscula(antes, despues) {
    if (antes === MAYUSCULA || despues === MAYUSCULA) return -2; // «PEñA»
    // «José», «Fé», «útil»
    return antes === MINUSCULA || antes === INICIAL || despues === MINUSCULA ? 2 : SOLA;
  }

  /** @param {number} antes @param {number} despues */
  function valerMayuscula(antes, despues) {
    if (antes === MINUSCULA || (despues === MINUSCULA && antes !== OTRO)) return -2; // «PeÑa»
    if (antes === MAYUSCULA || despues === MAYUSCULA || despues === MINUSCULA) return 2; // «BOGOTÁ», «Ávila»
    return antes === INICIAL ? 1 : SOLA;
  }

  Object.assign(
    H,
    /** @satisfies {Partial<KitHogares>} */ ({
      UTF8,
      codificacionPedida,
      conocidas,
      decodificador,
      elegirCodificacion,
      nombreDe,
    }),
  );
})();
