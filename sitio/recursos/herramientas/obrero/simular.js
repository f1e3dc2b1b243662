/* Simular con la base entera: lo que resulta de una regla con dos cortes, ya sumado, y la lista para descargar. */
/** @typedef {{de: string, puntos: ErroresDeUnCorte[], peso: Float64Array, objetivo: Uint8Array}} VistaGuardada */

(function () {
  "use strict";
  const H = self.KitHogares;
  const obrero = (self.KitObrero = self.KitObrero || /** @type {KitObrero} */ ({}));
  const { enCentavos } = self.KitCalculos;
  const { SIN_SORTEO, erroresPorCorte, repartir } = self.KitSimulador;
  const ESTADOS = ["no elegible", "seleccionado", "en espera"];

  /** Si cada hogar es población objetivo. @param {BaseDelSimulador} base @param {string} cual */
  function objetivoDe(base, cual) {
    if (cual === "pobre") return Uint8Array.from(base.pobre, Number);
    const letras = cual === "A" ? "A" : "AB";
    return Uint8Array.from(base.clasificacion, (c) => (c && letras.includes(c[0]) ? 1 : 0));
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
    const vista = { peso: pesosDe(base, unidad), objetivo: objetivoDe(base, objetivo) };
    const puntos = erroresPorCorte({ niveles: base.orden, factor: base.factor, ...vista }, niveles);
    const hecha = { de, puntos, ...vista };
    vistas.set(base, hecha);
    return hecha;
  }

  /** Lo que pesa cada hogar. @param {BaseDelSimulador} base @param {string} unidad */
  const pesosDe = ({ factor, personas }, unidad) =>
    unidad === "personas" ? factor.map((f, i) => f * (personas[i] || 0)) : factor;

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
   * @param {{peso: Float64Array, objetivo: Uint8Array}} vista
   * @param {{corte: string, hasta: number}} cual
   */
  function sumar(base, estado, { peso, objetivo }, { corte, hasta }) {
    const suma = { elegibles: 0, seleccionados: 0, espera: 0, acertados: 0, blanco: 0 };
    let hogares = 0;
    for (let i = 0; i < peso.length; i += 1) {
      if (objetivo[i]) suma.blanco += peso[i];
      if (base.orden[i] > 0 && base.orden[i] <= hasta) suma.elegibles += peso[i];
      if (!estado || !estado[i]) continue;
      if (estado[i] === 2) suma.espera += peso[i];
      else {
        hogares += 1;
        suma.seleccionados += peso[i];
        if (objetivo[i]) suma.acertados += peso[i];
      }
    }
    const { acertados, blanco, elegibles, espera, seleccionados } = suma;
    return {
      corte,
      elegibles,
      seleccionados,
      espera,
      hogares,
      inclusion: razon(seleccionados - acertados, seleccionados),
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
   * {id, regla, limites, cortes: [{corte, hasta}, {corte, hasta}], niveles, por} → lo que la página muestra.
   * @type {OperacionDelObrero}
   */
  function simular(bases, { id, regla, limites, cortes, niveles, por }) {
    const abierta = obrero.base(id);
    const base = abierta.simulador;
    const vista = vistaDe(base, regla, niveles);
    /** @type {{corte: string, hasta: number}[]} */
    const pedidos = cortes;
    const estados = base.ids ? pedidos.map((c) => obrero.elegir(base, regla, limites, c.hasta)) : null;
    const centavos = limites.costo === undefined ? 0 : Number(enCentavos(limites.costo));
    const resultados = pedidos.map((c, k) => {
      const r = sumar(base, estados && estados[k], vista, c);
      return { ...r, costo: (centavos * r.hogares) / 100 };
    });
    const territorio = por ? obrero.territorio(abierta, por) : base.territorio;
    return {
      conSorteo: estados !== null,
      resultados,
      entran: estados ? soloEn(estados[1], estados[0]) : 0,
      salen: estados ? soloEn(estados[0], estados[1]) : 0,
      puntos: vista.puntos,
      reparto:
        estados && territorio
          ? repartir(territorio, { objetivo: vista.objetivo, factor: base.factor }, estados[0])
          : null,
    };
  }

  /**
   * Los hogares elegibles, en su orden: [hogar, clasificación, estado, puesto, objetivo]. Es interna.
   * @type {OperacionDelObrero}
   */
  function lista(bases, { id, regla, limites, hasta }) {
    const base = obrero.base(id).simulador;
    if (!base.ids) throw new H.ErrorDeMetodo(SIN_SORTEO, "");
    const { ids } = base;
    const objetivo = objetivoDe(base, regla.objetivo);
    const estado = obrero.elegir(base, regla, limites, hasta);
    const enOrden = obrero.enOrden(base, regla, hasta);
    return enOrden.map((i, n) => [ids[i], base.clasificacion[i], ESTADOS[estado[i]], n + 1, objetivo[i] ? "sí" : "no"]);
  }

  obrero.operacion("simular", simular);
  obrero.operacion("simular_lista", lista);
})();
