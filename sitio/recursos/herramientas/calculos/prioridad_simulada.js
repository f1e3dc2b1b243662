/* Qué tan firme es un puesto al cambiar pesos, escala y columna. Mismas reglas, bit a bit, que
   tests/herramientas/cuentas/prioridad_simulada.py. */

/**
 * @typedef {object} CriterioDePrioridad
 * @property {(number | null)[][]} columnas las posibles de un indicador (tasa, número), null sin dato
 * @property {"mayor" | "menor"} primero
 * @property {number} peso entero desde 0
 */

/**
 * @typedef {object} PrioridadSimulada
 * @property {number} veces
 * @property {number} primeros
 * @property {number[]} entre en cuántas repeticiones quedó entre los `primeros`
 * @property {number[]} bajo el puesto 5 de cada 100 repeticiones; 0 sin puesto
 * @property {number[]} alto el 95
 */

/** @typedef {{primeros: number, semilla: number, veces?: number, holgura?: number}} OpcionesDeSimulacion */

(function () {
  "use strict";
  /** Repeticiones y territorios de un tramo: unos milisegundos. */
  const TRAMO = 20;
  const DE_UNA_VEZ = 100;
  const ESCALAS = ["minimo_maximo", "puntaje_z", "puesto"];
  const [GAMMA, M1, M2] = [0x9e3779b97f4a7c15n, 0xbf58476d1ce4e5b9n, 0x94d049bb133111ebn];
  const EXTREMOS = [5, 95];
  const DOS_32 = 2 ** 32;

  /** @param {bigint} z */
  const en64 = (z) => BigInt.asUintN(64, z);

  /**
   * Los 32 bits altos de cada palabra de SplitMix64, como generador/metodos/azar.py.
   * @param {number} semilla
   * @param {number} cuantas
   */
  function altas(semilla, cuantas) {
    const salida = new Float64Array(cuantas);
    let estado = en64(BigInt(semilla));
    for (let i = 0; i < cuantas; i += 1) {
      estado = en64(estado + GAMMA);
      let z = en64((estado ^ (estado >> 30n)) * M1);
      z = en64((z ^ (z >> 27n)) * M2);
      salida[i] = Number((z ^ (z >> 31n)) >> 32n);
    }
    return salida;
  }

  /** De 0 a `cuantos` − 1. @param {number} alta @param {number} cuantos */
  const hasta = (alta, cuantos) => Math.floor((alta * cuantos) / DOS_32);

  /** @param {Float64Array} orden de menor a mayor @param {number} valor cuántos hay que no lo pasan */
  function noMayores(orden, valor) {
    let [desde, tope] = [0, orden.length];
    while (desde < tope) {
      const medio = (desde + tope) >> 1;
      if (orden[medio] <= valor) desde = medio + 1;
      else tope = medio;
    }
    return desde;
  }

  /**
   * Más alto, más prioritario; 0 si todos valen lo mismo.
   * @param {Float64Array} datos
   * @param {string} escala
   */
  function escalar(datos, escala) {
    const orden = datos.slice().sort();
    const n = datos.length;
    const [minimo, maximo] = [orden[0], orden[n - 1]];
    if (escala === "puesto") {
      const menores = new Map();
      orden.forEach((v, i) => {
        if (!menores.has(v)) menores.set(v, i);
      });
      return datos.map((v) => (100 * menores.get(v)) / n);
    }
    if (minimo === maximo) return new Float64Array(n);
    if (escala === "minimo_maximo") return datos.map((v) => (100 * (v - minimo)) / (maximo - minimo));
    const media = datos.reduce((s, v) => s + v, 0) / n;
    const desvios = datos.map((v) => v - media);
    const desviacion = Math.sqrt(desvios.reduce((s, v) => s + v * v, 0) / n);
    return desvios.map((v) => v / desviacion);
  }

  /**
   * @param {CriterioDePrioridad[]} usados
   * @param {number[]} quienes
   */
  function escalarTodo(usados, quienes) {
    return ESCALAS.map((escala) =>
      usados.map(({ columnas, primero }) =>
        columnas.map((columna) => {
          const signo = primero === "mayor" ? 1 : -1;
          return escalar(
            Float64Array.from(quienes, (i) => signo * Number(columna[i])),
            escala,
          );
        }),
      ),
    );
  }

  /** Lo mismo en tramos cortos: quien la corre en la página deja responder entre uno y otro.
   * @type {KitCalculos["simularPorTramos"]} */
  function* simularPorTramos(criterios, { primeros, semilla, veces = 1000, holgura = 50 }) {
    const usados = criterios.filter((c) => c.peso);
    const n = criterios.length ? criterios[0].columnas[0].length : 0;
    const quienes = Array.from({ length: n }, (_, i) => i).filter(
      (i) => usados.length && usados.every((c) => c.columnas.every((columna) => columna[i] !== null)),
    );
    const escalados = escalarTodo(usados, quienes);
    const ancho = 1 + 2 * usados.length;
    const azar = altas(semilla, veces * ancho);
    const m = quienes.length;
    const puestos = new Int32Array(m * veces);
    const suma = new Float64Array(m);
    for (let vez = 0; vez < veces; vez += 1) {
      const escala = escalados[hasta(azar[vez * ancho], ESCALAS.length)];
      suma.fill(0);
      usados.forEach((c, j) => {
        const peso = c.peso * (1000 - 10 * holgura + hasta(azar[vez * ancho + 1 + 2 * j], 20 * holgura + 1));
        const z = escala[j][hasta(azar[vez * ancho + 2 + 2 * j], c.columnas.length)];
        for (let i = 0; i < m; i += 1) suma[i] += peso * z[i];
      });
      const orden = suma.slice().sort();
      for (let i = 0; i < m; i += 1) puestos[i * veces + vez] = 1 + m - noMayores(orden, suma[i]);
      if (vez % TRAMO === TRAMO - 1) yield;
    }
    return yield* reunir(puestos, quienes, n, veces, primeros);
  }

  /** @type {KitCalculos["simularPrioridad"]} */
  function simularPrioridad(criterios, opciones) {
    const tramos = simularPorTramos(criterios, opciones);
    let paso = tramos.next();
    while (!paso.done) paso = tramos.next();
    return paso.value;
  }

  /**
   * @param {Int32Array} puestos los de cada territorio, seguidos
   * @param {number[]} quienes
   * @param {number} n
   * @param {number} veces
   * @param {number} primeros
   * @returns {Generator<void, PrioridadSimulada, void>}
   */
  function* reunir(puestos, quienes, n, veces, primeros) {
    const [entre, bajo, alto] = [0, 0, 0].map(() => new Array(n).fill(0));
    for (let i = 0; i < quienes.length; i += 1) {
      const suyos = puestos.subarray(i * veces, (i + 1) * veces).sort();
      entre[quienes[i]] = noMayores(Float64Array.from(suyos), primeros);
      bajo[quienes[i]] = suyos[Math.floor(((veces - 1) * EXTREMOS[0]) / 100)];
      alto[quienes[i]] = suyos[Math.ceil(((veces - 1) * EXTREMOS[1]) / 100)];
      if (i % DE_UNA_VEZ === DE_UNA_VEZ - 1) yield;
    }
    return { veces, primeros, entre, bajo, alto };
  }

  self.KitCalculos = Object.assign(
    self.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({ simularPorTramos, simularPrioridad }),
  );
})();
