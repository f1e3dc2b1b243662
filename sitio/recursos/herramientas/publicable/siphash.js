/* SipHash-2-4 de muchos textos: una función pseudoaleatoria con clave, de 64 bits. Mismas reglas que
   generador/metodos/publicable/siphash.py (Aumasson y Bernstein). */
(function () {
  "use strict";
  const P = (self.KitPublicable = self.KitPublicable || /** @type {KitPublicable} */ ({}));
  const OCTETOS_DE_CLAVE = 16;
  // Las cuatro palabras iniciales, cada una con su mitad baja primero.
  const INICIALES = [
    [0x70736575, 0x736f6d65],
    [0x6e646f6d, 0x646f7261],
    [0x6e657261, 0x6c796765],
    [0x79746573, 0x74656462],
  ];
  const RONDAS = 2;
  const RONDAS_FINALES = 4;
  const OCTETOS_DE_PALABRA = 8;
  const MARCA_FINAL = 0xff;

  /** v[a] += v[b], módulo 2⁶⁴. @param {Uint32Array} v @param {number} a @param {number} b */
  function sumar(v, a, b) {
    const baja = v[2 * a] + v[2 * b];
    v[2 * a] = baja;
    v[2 * a + 1] += v[2 * b + 1] + (baja > 0xffffffff ? 1 : 0);
  }

  /** v[a] = (v[a] ≪≪ bits) ^ v[b], con `bits` menor que 32. */
  /** @param {Uint32Array} v @param {number} a @param {number} bits @param {number} b */
  function girarYCruzar(v, a, bits, b) {
    const [baja, alta] = [v[2 * a], v[2 * a + 1]];
    v[2 * a] = ((baja << bits) | (alta >>> (32 - bits))) ^ v[2 * b];
    v[2 * a + 1] = ((alta << bits) | (baja >>> (32 - bits))) ^ v[2 * b + 1];
  }

  /** Cambia las dos mitades: un giro de 32 bits. @param {Uint32Array} v @param {number} a */
  function voltear(v, a) {
    const baja = v[2 * a];
    v[2 * a] = v[2 * a + 1];
    v[2 * a + 1] = baja;
  }

  /** @param {Uint32Array} v @param {number} cuantas */
  function rondas(v, cuantas) {
    for (let i = 0; i < cuantas; i += 1) {
      sumar(v, 0, 1);
      sumar(v, 2, 3);
      girarYCruzar(v, 1, 13, 0);
      girarYCruzar(v, 3, 16, 2);
      voltear(v, 0);
      sumar(v, 2, 1);
      sumar(v, 0, 3);
      girarYCruzar(v, 1, 17, 2);
      girarYCruzar(v, 3, 21, 0);
      voltear(v, 2);
    }
  }

  /** @param {Uint32Array} v @param {number} baja @param {number} alta */
  function absorber(v, baja, alta) {
    v[6] ^= baja;
    v[7] ^= alta;
    rondas(v, RONDAS);
    v[0] ^= baja;
    v[1] ^= alta;
  }

  /**
   * SipHash-2-4 de cada texto en UTF-8 con la clave de 16 octetos; ErrorDeMetodo si la clave no los tiene.
   * @param {Uint8Array} clave
   * @param {string[]} textos
   * @returns {Palabras}
   */
  function siphash24(clave, textos) {
    exigirOctetos(clave);
    const deClave = new DataView(clave.buffer, clave.byteOffset, OCTETOS_DE_CLAVE);
    const partes = [0, 4, 8, 12].map((desde) => deClave.getUint32(desde, true));
    const inicial = Uint32Array.from(INICIALES.flat(), (mitad, i) => mitad ^ partes[i % 4]);
    const codificador = new TextEncoder();
    const v = new Uint32Array(OCTETOS_DE_PALABRA);
    const salida = P.palabras(textos.length);
    textos.forEach((texto, t) => {
      v.set(inicial);
      absorberTexto(v, codificador.encode(texto));
      v[4] ^= MARCA_FINAL;
      rondas(v, RONDAS_FINALES);
      salida.baja[t] = v[0] ^ v[2] ^ v[4] ^ v[6];
      salida.alta[t] = v[1] ^ v[3] ^ v[5] ^ v[7];
    });
    return salida;
  }

  /** Los octetos del texto de ocho en ocho; la última palabra lleva el largo en su octeto alto. */
  /** @param {Uint32Array} v @param {Uint8Array} octetos */
  function absorberTexto(v, octetos) {
    const rellenos = new Uint8Array((Math.floor(octetos.length / OCTETOS_DE_PALABRA) + 1) * OCTETOS_DE_PALABRA);
    rellenos.set(octetos);
    rellenos[rellenos.length - 1] = octetos.length & 0xff;
    const vista = new DataView(rellenos.buffer);
    for (let i = 0; i < rellenos.length; i += OCTETOS_DE_PALABRA) {
      absorber(v, vista.getUint32(i, true), vista.getUint32(i + 4, true));
    }
  }

  /** @param {Uint8Array} clave */
  function exigirOctetos(clave) {
    if (clave.length === OCTETOS_DE_CLAVE) return;
    throw new self.KitHogares.ErrorDeMetodo(
      `la clave tiene ${clave.length} octetos y debe tener ${OCTETOS_DE_CLAVE}`,
      "use el archivo de la clave tal como lo escribió el kit",
    );
  }

  Object.assign(P, /** @satisfies {Partial<KitPublicable>} */ ({ OCTETOS_DE_CLAVE, siphash24 }));
})();
