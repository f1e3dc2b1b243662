/* BLAKE2b (RFC 7693) de textos cortos, con clave o sin ella: lo que `hashlib.blake2b` hace en Python. Solo se
   usa para las huellas, de menos de cien octetos: por eso bastan los enteros grandes de JavaScript. */
(function () {
  "use strict";
  const P = (self.KitPublicable = self.KitPublicable || /** @type {KitPublicable} */ ({}));
  const MASCARA = (1n << 64n) - 1n;
  const BLOQUE = 128;
  const RONDAS = 12;
  const INICIALES = [
    0x6a09e667f3bcc908n,
    0xbb67ae8584caa73bn,
    0x3c6ef372fe94f82bn,
    0xa54ff53a5f1d36f1n,
    0x510e527fade682d1n,
    0x9b05688c2b3e6c1fn,
    0x1f83d9abfb41bd6bn,
    0x5be0cd19137e2179n,
  ];
  // En qué orden entran en cada ronda las dieciséis palabras del bloque; las dos últimas repiten las dos primeras.
  const ORDENES = [
    "0123456789abcdef",
    "ea489fd61c02b753",
    "b8c052fdae367194",
    "7931dcbe265a40f8",
    "905724afe1bc683d",
    "2c6a0b834d75fe19",
    "c51fed4a0763928b",
    "db7ec13950f4862a",
    "6fe9b308c2d714a5",
    "a2847615fb9e3cd0",
  ].map((orden) => Array.from(orden, (cifra) => parseInt(cifra, 16)));
  // Las cuatro columnas y las cuatro diagonales del estado, de cuatro por cuatro.
  const CUARTETOS = [
    [0, 4, 8, 12],
    [1, 5, 9, 13],
    [2, 6, 10, 14],
    [3, 7, 11, 15],
    [0, 5, 10, 15],
    [1, 6, 11, 12],
    [2, 7, 8, 13],
    [3, 4, 9, 14],
  ];

  /** @param {bigint} palabra @param {bigint} bits */
  const girar = (palabra, bits) => ((palabra >> bits) | (palabra << (64n - bits))) & MASCARA;

  /** @param {bigint[]} v @param {number[]} cuarteto @param {bigint} x @param {bigint} y */
  function mezclar(v, [a, b, c, d], x, y) {
    v[a] = (v[a] + v[b] + x) & MASCARA;
    v[d] = girar(v[d] ^ v[a], 32n);
    v[c] = (v[c] + v[d]) & MASCARA;
    v[b] = girar(v[b] ^ v[c], 24n);
    v[a] = (v[a] + v[b] + y) & MASCARA;
    v[d] = girar(v[d] ^ v[a], 16n);
    v[c] = (v[c] + v[d]) & MASCARA;
    v[b] = girar(v[b] ^ v[c], 63n);
  }

  /** @param {bigint[]} h @param {Uint8Array} bloque @param {number} leidos @param {boolean} ultimo */
  function comprimir(h, bloque, leidos, ultimo) {
    const vista = new DataView(bloque.buffer, bloque.byteOffset, BLOQUE);
    const palabras = Array.from({ length: 16 }, (_, i) => vista.getBigUint64(8 * i, true));
    const v = [...h, ...INICIALES];
    v[12] ^= BigInt(leidos);
    if (ultimo) v[14] ^= MASCARA;
    for (let ronda = 0; ronda < RONDAS; ronda += 1) {
      const orden = ORDENES[ronda % ORDENES.length];
      CUARTETOS.forEach((uno, i) => mezclar(v, uno, palabras[orden[2 * i]], palabras[orden[2 * i + 1]]));
    }
    h.forEach((palabra, i) => {
      h[i] = palabra ^ v[i] ^ v[i + 8];
    });
  }

  /**
   * BLAKE2b de `octetos`, de `largo` octetos, en hexadecimal.
   * @param {Uint8Array} octetos
   * @param {number} largo
   * @param {Uint8Array} [clave]
   * @returns {string}
   */
  function blake2b(octetos, largo, clave = new Uint8Array(0)) {
    const h = [...INICIALES];
    h[0] ^= 0x01010000n ^ BigInt((clave.length << 8) ^ largo);
    const deClave = clave.length ? BLOQUE : 0;
    const total = deClave + octetos.length;
    const rellenos = new Uint8Array(Math.max(1, Math.ceil(total / BLOQUE)) * BLOQUE);
    rellenos.set(clave);
    rellenos.set(octetos, deClave);
    for (let desde = 0; desde < rellenos.length; desde += BLOQUE) {
      const ultimo = desde + BLOQUE === rellenos.length;
      comprimir(h, rellenos.subarray(desde, desde + BLOQUE), ultimo ? total : desde + BLOQUE, ultimo);
    }
    const salida = new DataView(new ArrayBuffer(64));
    h.forEach((palabra, i) => salida.setBigUint64(8 * i, palabra, true));
    return enHexadecimal(new Uint8Array(salida.buffer, 0, largo));
  }

  /** @param {Uint8Array} octetos @returns {string} */
  const enHexadecimal = (octetos) => Array.from(octetos, (o) => o.toString(16).padStart(2, "0")).join("");

  Object.assign(P, /** @satisfies {Partial<KitPublicable>} */ ({ blake2b, octetosEnHexadecimal: enHexadecimal }));
})();
