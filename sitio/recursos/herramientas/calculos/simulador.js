/* Selección y errores de focalización. Mismas reglas que generador/metodos/{seleccion,evaluacion}.py. */
/** @typedef {{campo: string, primero: string}} Criterio `primero` es «menor» o «mayor». */
/** @typedef {{cupo: number, presupuesto?: undefined, costo?: undefined}} LimiteDeCupo */
/** @typedef {{presupuesto: number, costo: number, cupo?: undefined}} LimiteDePresupuesto */
/** @typedef {LimiteDeCupo | LimiteDePresupuesto} Limites */
/** @typedef {{puesto: number[], estado: number[], costo: number}} Seleccion */

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

  /**
   * SHA-256 en hexadecimal de un texto en UTF-8 (crypto.subtle no sirve en todo `file://`).
   * @type {KitCalculos["sha256"]}
   */
  function sha256(texto) {
    const crudo = new TextEncoder().encode(texto);
    const bytes = new Uint8Array(((crudo.length + 8) >> 6) * 64 + 64);
    bytes.set(crudo);
    bytes[crudo.length] = 0x80;
    const vista = new DataView(bytes.buffer);
    vista.setUint32(bytes.length - 4, crudo.length * 8);
    const h = Uint32Array.of(
      0x6a09e667,
      0xbb67ae85,
      0x3c6ef372,
      0xa54ff53a,
      0x510e527f,
      0x9b05688c,
      0x1f83d9ab,
      0x5be0cd19,
    );
    const w = new Uint32Array(64);
    for (let inicio = 0; inicio < bytes.length; inicio += 64) {
      for (let i = 0; i < 16; i += 1) w[i] = vista.getUint32(inicio + 4 * i);
      for (let i = 16; i < 64; i += 1) {
        const s0 = girar(w[i - 15], 7) ^ girar(w[i - 15], 18) ^ (w[i - 15] >>> 3);
        const s1 = girar(w[i - 2], 17) ^ girar(w[i - 2], 19) ^ (w[i - 2] >>> 10);
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
      }
      let [a, b, c, d, e, f, g, u] = h;
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
      [a, b, c, d, e, f, g, u].forEach((v, i) => {
        h[i] += v;
      });
    }
    return Array.from(h, (v) => v.toString(16).padStart(8, "0")).join("");
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

  /**
   * `elegible` y `columnas` {campo: números} por hogar; `criterios` [{campo, primero}]; `limites`
   * {cupo} o {presupuesto, costo}. Estado: 0 no elegible, 1 seleccionado, 2 en espera. Empate: gana
   * la menor huella de «semilla:id»; el que no tiene el dato va al final. El presupuesto para en el primero
   * que no cabe; se cuenta en centavos, que son enteros.
   * @type {KitCalculos["seleccionarHogares"]}
   */
  function seleccionarHogares(ids, elegible, columnas, criterios, limites, semilla) {
    const huellas = new Map();
    /** @param {number} i @returns {string} */
    const huella = (i) => {
      if (!huellas.has(i)) huellas.set(i, sha256(`${semilla}:${ids[i]}`));
      return huellas.get(i);
    };
    const orden = ids
      .map((_, i) => i)
      .filter((i) => elegible[i])
      .sort((a, b) => {
        for (const c of criterios) {
          const [x, y] = [columnas[c.campo][a], columnas[c.campo][b]];
          if (Number.isNaN(x) !== Number.isNaN(y)) return Number.isNaN(x) ? 1 : -1;
          if (x < y || x > y) return x < y === (c.primero === "menor") ? -1 : 1;
        }
        return huella(a) < huella(b) ? -1 : 1;
      });
    const costo = limites.costo === undefined ? null : enCentavos(limites.costo);
    const caben =
      limites.presupuesto === undefined
        ? limites.cupo
        : Math.floor(Number(enCentavos(limites.presupuesto)) / Number(costo));
    const puesto = ids.map(() => 0);
    const estado = ids.map(() => 0);
    orden.forEach((i, n) => {
      puesto[i] = n + 1;
      estado[i] = n < caben ? 1 : 2;
    });
    return { puesto, estado, costo: costo ? (costo * Math.min(caben, orden.length)) / 100 : 0 };
  }

  /**
   * Cada error con su numerador y su denominador, en la unidad de `peso` (hogares o personas).
   * @type {KitCalculos["evaluarFocalizacion"]}
   */
  function evaluarFocalizacion(objetivo, recibe, peso) {
    /** @param {(i: number) => boolean} cuales */
    const suma = (cuales) => objetivo.reduce((s, _, i) => s + (cuales(i) ? peso[i] : 0), 0);
    /** @param {number} numerador @param {number} denominador */
    const razon = (numerador, denominador) => ({
      numerador,
      denominador,
      valor: denominador ? numerador / denominador : null,
    });
    const beneficiarios = suma((i) => recibe[i]);
    const blanco = suma((i) => objetivo[i]);
    const ambos = suma((i) => objetivo[i] && recibe[i]);
    return {
      inclusion: razon(
        suma((i) => recibe[i] && !objetivo[i]),
        beneficiarios,
      ),
      exclusion: razon(
        suma((i) => objetivo[i] && !recibe[i]),
        blanco,
      ),
      cobertura: razon(ambos, blanco),
    };
  }

  self.KitCalculos = Object.assign(
    self.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({
      enCentavos,
      sha256,
      seleccionarHogares,
      evaluarFocalizacion,
    }),
  );
})();
