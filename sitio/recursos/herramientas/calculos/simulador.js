/* La huella del sorteo y los pesos en centavos. Mismas reglas que generador/metodos/{seleccion,dinero}.py. */
/** @typedef {{regla: ReglaDeReparto, minimo: number}} RepartoPedido Cómo se reparte el cupo entre territorios. */
/**
 * @typedef {object} Limites Hasta dónde se selecciona: cupo, presupuesto o los dos.
 * @property {number} [cupo] hogares
 * @property {number} [presupuesto] pesos
 * @property {number} [costo] pesos por hogar
 * @property {RepartoPedido} [reparto] solo con cupo
 */

(function () {
  "use strict";

  const K = new Uint32Array(64);
  (function primos() {
    let n = 2;
    for (let i = 0; i < 64; n += 1) {
      let primo = true;
      for (let d = 2; d * d <= n; d += 1) if (n % d === 0) primo = false;
      if (!primo) continue;
      const raiz = Math.cbrt(n);
      K[i] = Math.floor((raiz - Math.floor(raiz)) * 4294967296);
      i += 1;
    }
  })();

  /** @param {number} x @param {number} n */
  const girar = (x, n) => (x >>> n) | (x << (32 - n));

  const INICIAL = Int32Array.of(
    0x6a09e667,
    0xbb67ae85,
    0x3c6ef372,
    0xa54ff53a,
    0x510e527f,
    0x9b05688c,
    0x1f83d9ab,
    0x5be0cd19,
  );
  const CODIFICADOR = new TextEncoder();
  // Uno solo para todas: se piden cientos de miles de huellas seguidas.
  const h = new Int32Array(8);
  const w = new Int32Array(64);
  let bytes = new Uint8Array(256);

  /** Un bloque de 64 octetos, ya en las 16 primeras palabras de `w`, sobre `h`. */
  function comprimir() {
    for (let i = 16; i < 64; i += 1) {
      const [x, y] = [w[i - 15], w[i - 2]];
      const s0 = girar(x, 7) ^ girar(x, 18) ^ (x >>> 3);
      const s1 = girar(y, 17) ^ girar(y, 19) ^ (y >>> 10);
      w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
    }
    let a = h[0],
      b = h[1],
      c = h[2],
      d = h[3],
      e = h[4],
      f = h[5],
      g = h[6],
      u = h[7];
    for (let i = 0; i < 64; i += 1) {
      const t1 = (u + (girar(e, 6) ^ girar(e, 11) ^ girar(e, 25)) + ((e & f) ^ (~e & g)) + K[i] + w[i]) | 0;
      const t2 = ((girar(a, 2) ^ girar(a, 13) ^ girar(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      u = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + t2) | 0;
    }
    h[0] += a;
    h[1] += b;
    h[2] += c;
    h[3] += d;
    h[4] += e;
    h[5] += f;
    h[6] += g;
    h[7] += u;
  }

  /** Los 64 octetos desde `j`, como las 16 primeras palabras. @param {Uint8Array} octetos @param {number} j */
  function cargar(octetos, j) {
    for (let i = 0; i < 16; i += 1, j += 4)
      w[i] = (octetos[j] << 24) | (octetos[j + 1] << 16) | (octetos[j + 2] << 8) | octetos[j + 3];
  }

  /** Deja el texto en `bytes`, en UTF-8, y dice cuánto ocupa; casi siempre es ASCII. @param {string} texto */
  function escribir(texto) {
    for (let i = 0; i < texto.length; i += 1) {
      const codigo = texto.charCodeAt(i);
      if (codigo > 127) return CODIFICADOR.encodeInto(texto, bytes).written;
      bytes[i] = codigo;
    }
    return texto.length;
  }

  /** Deja en `h` la huella del texto en UTF-8. @param {string} texto */
  function digerir(texto) {
    if (bytes.length < 3 * texto.length + 72) bytes = new Uint8Array(6 * texto.length + 144);
    const largo = escribir(texto);
    const bloques = ((largo + 8) >> 6) + 1;
    bytes[largo] = 0x80;
    bytes.fill(0, largo + 1, 64 * bloques);
    h.set(INICIAL);
    for (let n = 0; n < bloques; n += 1) {
      cargar(bytes, 64 * n);
      // El largo va al final, en bits; un texto de aquí no pasa de 2³² bits.
      if (n === bloques - 1) w[15] = 8 * largo;
      comprimir();
    }
  }

  /**
   * SHA-256 en hexadecimal de un texto en UTF-8 (crypto.subtle no sirve en todo `file://`).
   * @type {KitCalculos["sha256"]}
   */
  function sha256(texto) {
    digerir(texto);
    return enHexadecimal();
  }

  const enHexadecimal = () => Array.from(h, (v) => (v >>> 0).toString(16).padStart(8, "0")).join("");

  /**
   * SHA-256 en hexadecimal de un archivo entero, donde no hay `crypto.subtle`.
   * @type {KitCalculos["sha256DeOctetos"]}
   */
  function sha256DeOctetos(octetos) {
    const enteros = octetos.length - (octetos.length % 64);
    h.set(INICIAL);
    for (let j = 0; j < enteros; j += 64) {
      cargar(octetos, j);
      comprimir();
    }
    const sobran = octetos.length - enteros;
    const cola = new Uint8Array(sobran < 56 ? 64 : 128);
    cola.set(octetos.subarray(enteros));
    cola[sobran] = 0x80;
    // El largo, en bits, ocupa las dos últimas palabras.
    new DataView(cola.buffer).setBigUint64(cola.length - 8, 8n * BigInt(octetos.length));
    for (let j = 0; j < cola.length; j += 64) {
      cargar(cola, j);
      comprimir();
    }
    return enHexadecimal();
  }

  /**
   * Los primeros 53 bits de la misma huella, que ordenan igual mientras no se repitan.
   * @type {KitCalculos["huellaCorta"]}
   */
  function huellaCorta(texto) {
    digerir(texto);
    return (h[0] >>> 0) * 2 ** 21 + (h[1] >>> 11);
  }

  /**
   * Los centavos, exactos; null si no son pesos con a lo sumo dos decimales. Como en Python: hasta
   * 2⁵¹ centavos, que se dividen sin error, y 0,9 pesos no se vuelven 0.
   * @type {KitCalculos["enCentavos"]}
   */
  function enCentavos(pesos) {
    const cerca = Math.round(pesos * 100);
    return pesos >= 0 && cerca < 2 ** 51 && cerca / 100 === pesos ? cerca : null;
  }

  self.KitCalculos = Object.assign(
    self.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({ enCentavos, huellaCorta, sha256, sha256DeOctetos }),
  );
})();
