/* A quién se selecciona con una regla y contra qué se mide. */

/**
 * @typedef {object} ReglaDelSimulador Lo que se escoge en la página.
 * @property {string} unidad «hogares» o «personas»
 * @property {string} primero
 * @property {string} luego
 * @property {string} objetivo
 * @property {string} semilla
 */

/** @typedef {{corte: string, elegibles: number, estado: number[]}} SoloElegibles Sin identidad no hay sorteo. */
/** @typedef {Seleccion & Focalizacion & {seleccionados: number, espera: number}} ConSorteo */
/** @typedef {SoloElegibles & Partial<ConSorteo>} ResultadoDelSimulador */

/**
 * @typedef {object} VistaDeHogares Lo que las vistas leen, un dato por hogar.
 * @property {Int32Array} niveles
 * @property {Float64Array} factor
 * @property {Float64Array} peso
 * @property {ArrayLike<boolean | number>} objetivo
 */

(function () {
  "use strict";
  const { evaluarFocalizacion, seleccionarHogares } = self.KitCalculos;
  const simulador = (self.KitSimulador = self.KitSimulador || /** @type {KitSimulador} */ ({}));
  // Lo que se dice en lugar del resultado si no hay a quién seleccionar.
  const SIN_SORTEO =
    "Esta base no dice qué personas son de un mismo hogar, y el sorteo usa esa identidad: aquí no se sortea ni se " +
    "selecciona a nadie.";
  /** @type {Record<string, string>} */
  const SENTIDO = { orden: "menor", menores: "mayor", personas: "mayor" };

  /**
   * Si el hogar `i` es población objetivo, por cada definición que se ofrece.
   * @type {KitSimulador["esObjetivo"]}
   */
  const esObjetivo = {
    pobre: (base, i) => base.pobre[i],
    A: (base, i) => base.clasificacion[i].startsWith("A"),
    AB: (base, i) => /^[AB]/.test(base.clasificacion[i]),
  };

  /**
   * Lo que pesa cada hogar en la unidad elegida: el factor de expansión cuenta en las dos.
   * @param {BaseDelSimulador} base
   * @param {string} unidad
   */
  const pesos = (base, unidad) => base.factor.map((f, i) => (unidad === "personas" ? f * (base.personas[i] || 0) : f));

  /**
   * La selección con un corte y sus errores. Sin identidad no hay sorteo: solo se sabe cuántos podrían entrar.
   * @param {BaseDelSimulador} base
   * @param {ReglaDelSimulador} e el estado del simulador
   * @param {Limites} limites
   * @param {string} corte
   * @param {number} hasta el orden del corte
   */
  function correr(base, e, limites, corte, hasta) {
    const elegible = Array.from(base.orden, (o) => o > 0 && o <= hasta);
    const peso = pesos(base, e.unidad);
    /** @param {(i: number) => boolean} cual */
    const sumar = (cual) => peso.reduce((s, p, i) => s + (cual(i) ? p : 0), 0);
    if (!base.ids) return { corte, elegibles: sumar((i) => elegible[i]), estado: [] };
    const campos = e.primero === "sorteo" ? [] : [...new Set([e.primero, e.luego])].filter((c) => c !== "sorteo");
    const criterios = campos.map((campo) => ({ campo, primero: SENTIDO[campo] }));
    const { orden, menores, personas } = base;
    const r = seleccionarHogares(base.ids, elegible, { orden, menores, personas }, criterios, limites, e.semilla);
    const objetivo = base.ids.map((_, i) => esObjetivo[e.objetivo](base, i));
    const recibe = r.estado.map((x) => x === 1);
    return {
      ...r,
      corte,
      elegibles: sumar((i) => elegible[i]),
      seleccionados: sumar((i) => recibe[i]),
      espera: sumar((i) => r.estado[i] === 2),
      ...evaluarFocalizacion(objetivo, recibe, peso),
    };
  }

  /**
   * Lo que las cuentas leen de los hogares: nivel, peso en la unidad elegida y objetivo.
   * @type {KitSimulador["vista"]}
   */
  const vista = (base, e) => ({
    niveles: base.orden,
    factor: base.factor,
    peso: pesos(base, e.unidad),
    objetivo: base.pobre.map((_, i) => esObjetivo[e.objetivo](base, i)),
  });

  /**
   * Los errores con cada corte, sin límite de cupo. `niveles`, `peso` y `objetivo` van por hogar.
   * @type {KitSimulador["erroresPorCorte"]}
   */
  function erroresPorCorte({ niveles, peso, objetivo }, cuantos) {
    const dentro = new Float64Array(cuantos);
    const acertado = new Float64Array(cuantos);
    let blanco = 0;
    niveles.forEach((o, i) => {
      if (objetivo[i]) blanco += peso[i];
      if (!o) return; // sin grupo y nivel: ningún corte lo alcanza
      dentro[o - 1] += peso[i];
      if (objetivo[i]) acertado[o - 1] += peso[i];
    });
    let a = 0;
    let b = 0;
    return Array.from(dentro, (d, i) => {
      a += d;
      b += acertado[i];
      return { inclusion: a ? (a - b) / a : null, exclusion: blanco ? (blanco - b) / blanco : null };
    });
  }

  /**
   * Por territorio, los hogares objetivo, los que entran y los objetivo que quedan fuera.
   * @type {KitSimulador["repartir"]}
   */
  function repartir(territorio, { objetivo, factor }, estado) {
    const filas = ["", ...territorio.etiquetas].map((nombre) => ({ nombre, objetivo: 0, entran: 0, fuera: 0 }));
    const hay = new Uint8Array(filas.length);
    territorio.codigos.forEach((c, i) => {
      const f = filas[c + 1];
      hay[c + 1] = 1;
      if (objetivo[i]) f.objetivo += factor[i];
      if (estado[i] === 1) f.entran += factor[i];
      if (objetivo[i] && estado[i] !== 1) f.fuera += factor[i];
    });
    return filas.filter((_, k) => hay[k]);
  }

  Object.assign(
    simulador,
    /** @satisfies {Partial<KitSimulador>} */ ({ SIN_SORTEO, correr, erroresPorCorte, esObjetivo, repartir, vista }),
  );
})();
