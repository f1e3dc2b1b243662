/* Simular con la base entera: lo que resulta de una regla con dos cortes, ya sumado, y la lista para descargar. */
/** @typedef {{peso: Float64Array, medible: Float64Array, objetivo: Uint8Array}} VistaDeUnObjetivo */
/** @typedef {VistaDeUnObjetivo & {de: string, puntos: ErroresDeUnCorte[]}} VistaGuardada */

(function () {
  "use strict";
  const H = self.KitHogares;
  const obrero = (self.KitObrero = self.KitObrero || /** @type {KitObrero} */ ({}));
  const { enCentavos } = self.KitCalculos;
  const { erroresPorCorte, repartir } = self.KitSimulador;
  const ESTADOS = ["no elegible", "seleccionado", "en espera"];

  /** Si cada hogar es población objetivo. @param {BaseDelSimulador} base @param {string} cual */
  function objetivoDe(base, cual) {
    const { armado, orden, pobre } = base;
    const objetivo = new Uint8Array(orden.length);
    if (cual === "pobre") {
      for (let i = 0; i < objetivo.length; i += 1) objetivo[i] = pobre[i] ? 1 : 0;
      return objetivo;
    }
    const letras = cual === "A" ? "A" : "AB";
    const { codigos } = armado.clasificacion;
    const delNivel = new Uint8Array(codigos.length + 1);
    codigos.forEach((c, k) => {
      delNivel[k + 1] = letras.includes(c[0]) ? 1 : 0;
    });
    for (let i = 0; i < objetivo.length; i += 1) objetivo[i] = delNivel[orden[i]];
    return objetivo;
  }

  /**
   * Lo que de cada hogar se suma, guardado mientras no cambien la unidad ni el objetivo.
   * @type {WeakMap<BaseDelSimulador, VistaGuardada>}
   */
  const vistas = new WeakMap();

  /** @param {BaseDelSimulador} base @param {ReglaDelSimulador} regla @param {number} niveles */
  function vistaDe(base, { objetivo, unidad }, niveles) {
    const de = `${unidad} ${objetivo}`;
    const guardada = vistas.get(base);
    if (guardada?.de === de) return guardada;
    const peso = pesosDe(base, unidad);
    const vista = { peso, medible: medibleDe(base, peso, objetivo), objetivo: objetivoDe(base, objetivo) };
    const puntos = erroresPorCorte({ niveles: base.orden, peso: vista.medible, objetivo: vista.objetivo }, niveles);
    const hecha = { de, puntos, ...vista };
    vistas.set(base, hecha);
    return hecha;
  }

  /** Lo que pesa cada hogar. @param {BaseDelSimulador} base @param {string} unidad */
  const pesosDe = ({ factor, personas }, unidad) =>
    unidad === "personas" ? factor.map((f, i) => f * (personas[i] || 0)) : factor;

  /**
   * Lo que pesa en los errores cada hogar: nada si no se sabe si es del objetivo, porque le falta una privación.
   * @param {BaseDelSimulador} base
   * @param {Float64Array} peso
   * @param {string} objetivo
   */
  const medibleDe = ({ sinDato }, peso, objetivo) =>
    sinDato && objetivo === "pobre" ? peso.map((p, i) => (sinDato[i] ? 0 : p)) : peso;

  /** @param {number} numerador @param {number} denominador @returns {Razon} */
  const razon = (numerador, denominador) => ({
    numerador,
    denominador,
    valor: denominador ? numerador / denominador : null,
  });

  /**
   * Lo que resulta con un corte, en la unidad de `peso`.
   * @param {BaseDelSimulador} base
   * @param {Uint8Array | null} estado null si la base no permite el sorteo
   * @param {VistaDeUnObjetivo} vista
   * @param {{corte: string, hasta: number}} cual
   */
  function sumar(base, estado, { peso, medible, objetivo }, { corte, hasta }) {
    const suma = { elegibles: 0, seleccionados: 0, medidos: 0, espera: 0, acertados: 0, blanco: 0 };
    let hogares = 0;
    for (let i = 0; i < peso.length; i += 1) {
      if (objetivo[i]) suma.blanco += peso[i];
      if (base.orden[i] > 0 && base.orden[i] <= hasta) suma.elegibles += peso[i];
      if (!estado || !estado[i]) continue;
      if (estado[i] === 2) suma.espera += peso[i];
      else {
        hogares += 1;
        suma.seleccionados += peso[i];
        suma.medidos += medible[i];
        if (objetivo[i]) suma.acertados += peso[i];
      }
    }
    const { acertados, blanco, elegibles, espera, medidos, seleccionados } = suma;
    return {
      corte,
      elegibles,
      seleccionados,
      espera,
      hogares,
      inclusion: razon(medidos - acertados, medidos),
      exclusion: razon(blanco - acertados, blanco),
      cobertura: razon(acertados, blanco),
    };
  }

  /** @param {Uint8Array} a @param {Uint8Array} b */
  function soloEn(a, b) {
    let cuantos = 0;
    for (let i = 0; i < a.length; i += 1) if (a[i] === 1 && b[i] !== 1) cuantos += 1;
    return cuantos;
  }

  /**
   * Por dónde se reparte: el campo pedido o, si no se dijo, el que la base trae.
   * @param {BaseEnMemoria} abierta
   * @param {string} por
   */
  const territorioDe = (abierta, por) => (por ? obrero.territorio(abierta, por) : abierta.simulador.territorio);

  /**
   * El estado de cada hogar con un corte, y los cupos de su territorio si se repartieron.
   * @param {BaseDelSimulador} base
   * @param {Territorio | null} territorio
   * @param {{regla: ReglaDelSimulador, limites: Limites}} pedido
   * @param {{corte: string, hasta: number}} cual
   */
  function elegirCon(base, territorio, { regla, limites }, { corte, hasta }) {
    if (limites.reparto && !territorio)
      throw new H.ErrorDeMetodo("la base no trae territorios entre los que repartir", "use un solo cupo para todos");
    try {
      const cupos = territorio && obrero.cuposPorTerritorio(base, territorio, limites, hasta);
      const donde = territorio && cupos ? { codigos: territorio.codigos, cupos } : null;
      return { estado: obrero.elegir(base, regla, limites, hasta, donde), cupos };
    } catch (error) {
      const { problema, queHacer } = /** @type {ErrorDeMetodo} */ (error);
      if (!problema) throw error;
      throw new H.ErrorDeMetodo(`con el corte ${corte}, ${problema}`, queHacer);
    }
  }

  /**
   * {id, regla, limites, cortes: [{corte, hasta}, {corte, hasta}], niveles, por} → lo que la página muestra.
   * @type {OperacionDelObrero}
   */
  function simular(bases, { id, regla, limites, cortes, niveles, por }) {
    const abierta = obrero.base(id);
    const base = abierta.simulador;
    const vista = vistaDe(base, regla, niveles);
    const territorio = territorioDe(abierta, por);
    /** @type {{corte: string, hasta: number}[]} */
    const pedidos = cortes;
    const hechas = base.ids ? pedidos.map((c) => elegirCon(base, territorio, { regla, limites }, c)) : null;
    const estados = hechas && hechas.map((h) => h.estado);
    const centavos = limites.costo === undefined ? 0 : Number(enCentavos(limites.costo));
    const resultados = pedidos.map((c, k) => {
      const r = sumar(base, estados && estados[k], vista, c);
      return { ...r, costo: (centavos * r.hogares) / 100 };
    });
    return {
      conSorteo: estados !== null,
      resultados,
      entran: estados ? soloEn(estados[1], estados[0]) : 0,
      salen: estados ? soloEn(estados[0], estados[1]) : 0,
      puntos: vista.puntos,
      reparto:
        hechas && territorio
          ? repartir(territorio, { objetivo: vista.objetivo, factor: base.factor }, hechas[0].estado, hechas[0].cupos)
          : null,
    };
  }

  /**
   * Los hogares, primero los elegibles en su orden; sin identidad, solo cuántos podrían entrar. Es interna.
   * @type {OperacionDelObrero}
   */
  function lista(bases, { id, regla, limites, por, corte, niveles }) {
    const abierta = obrero.base(id);
    const base = abierta.simulador;
    const { clasificacion, ids, orden } = base;
    if (!ids) {
      const { elegibles } = sumar(base, null, vistaDe(base, regla, niveles), corte);
      return [
        ["Pueden entrar", elegibles],
        ["Sorteo", "la base no dice qué personas son de un mismo hogar"],
      ];
    }
    const objetivo = objetivoDe(base, regla.objetivo);
    const seSabe = (/** @type {number} */ i) => regla.objetivo !== "pobre" || !base.sinDato?.[i];
    const territorio = territorioDe(abierta, por);
    const { estado } = elegirCon(base, territorio, { regla, limites }, corte);
    /** @param {number} i @param {number | string} puesto */
    const fila = (i, puesto) => [
      ids[i],
      clasificacion[i],
      ESTADOS[estado[i]],
      puesto,
      seSabe(i) ? (objetivo[i] ? "sí" : "no") : "sin dato",
      territorio?.etiquetas[territorio.codigos[i]] || "",
    ];
    const enOrden = obrero.enOrden(base, regla, corte.hasta).map((i, n) => fila(i, n + 1));
    const demas = Array.from(orden.keys()).filter((i) => !estado[i]);
    return [
      ["hogar", "clasificacion", "estado", "puesto", "objetivo", "territorio"],
      ...enOrden,
      ...demas.map((i) => fila(i, "")),
    ];
  }

  obrero.operacion("simular", simular);
  obrero.operacion("simular_lista", lista);
})();
