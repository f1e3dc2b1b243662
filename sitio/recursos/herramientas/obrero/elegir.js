/* A quién se selecciona con una regla: se mira en qué escalón se agota el límite y solo entre sus empatados se sortea.
   Mismas reglas que generador/metodos/seleccion.py. */

/** @typedef {{claves: Int32Array, cuantas: number}} Escalones El escalón de cada hogar: el menor va primero. */
/** @typedef {{semilla: string, cortas: Float64Array}} HuellasDeSorteo NaN las que no se han pedido. */
/** @typedef {{escalones: Map<string, Escalones>, huellas: HuellasDeSorteo | null}} MemoriaDelSorteo */

(function () {
  "use strict";
  const { enCentavos, huellaCorta, sha256 } = self.KitCalculos;
  const obrero = (self.KitObrero = self.KitObrero || /** @type {KitObrero} */ ({}));
  const ELEGIDO = 1,
    EN_ESPERA = 2;
  /** Lo que no cambia mientras se mueven los controles. @type {WeakMap<BaseDelSimulador, MemoriaDelSorteo>} */
  const memoria = new WeakMap();

  /** @param {BaseDelSimulador} base @returns {MemoriaDelSorteo} */
  function memoriaDe(base) {
    const guardada = memoria.get(base) || { escalones: new Map(), huellas: null };
    memoria.set(base, guardada);
    return guardada;
  }

  /**
   * El puesto de cada valor entre los distintos; sin dato, el último.
   * @param {ArrayLike<number>} valores
   * @param {boolean} menorPrimero
   * @returns {Escalones}
   */
  function escalonesDe(valores, menorPrimero) {
    const vistos = new Set();
    for (let i = 0; i < valores.length; i += 1) vistos.add(valores[i]);
    vistos.delete(NaN);
    const distintos = Float64Array.from(vistos).sort();
    if (!menorPrimero) distintos.reverse();
    const lugar = new Map(Array.from(distintos, (v, k) => [v, k]));
    const claves = new Int32Array(valores.length);
    for (let i = 0; i < claves.length; i += 1) claves[i] = lugar.get(valores[i]) ?? distintos.length;
    return { claves, cuantas: distintos.length + 1 };
  }

  /** @param {BaseDelSimulador} base @param {string} campo @param {Map<string, Escalones>} guardados */
  function delCampo({ orden, menores, personas }, campo, guardados) {
    /** @type {Record<string, ArrayLike<number>>} */
    const columnas = { orden, menores, personas };
    const hechos = guardados.get(campo) || escalonesDe(columnas[campo], campo === "orden");
    guardados.set(campo, hechos);
    return hechos;
  }

  /** @param {BaseDelSimulador} base @param {ReglaDelSimulador} e @returns {Escalones} */
  function escalones(base, { primero, luego }) {
    const { escalones: guardados } = memoriaDe(base);
    const campos = primero === "sorteo" ? [] : [...new Set([primero, luego])].filter((c) => c !== "sorteo");
    const nombre = campos.join(" ");
    const hechos = guardados.get(nombre);
    if (hechos) return hechos;
    let juntos = { claves: new Int32Array(base.orden.length), cuantas: 1 };
    for (const campo of campos) {
      const { claves, cuantas } = delCampo(base, campo, guardados);
      juntos = { claves: juntos.claves.map((c, i) => c * cuantas + claves[i]), cuantas: juntos.cuantas * cuantas };
    }
    guardados.set(nombre, juntos);
    return juntos;
  }

  /** La huella de cada hogar, una vez por semilla. @param {BaseDelSimulador} base @param {string} semilla */
  function huellasDe(base, semilla) {
    const ids = /** @type {string[]} */ (base.ids);
    const propia = memoriaDe(base);
    if (propia.huellas?.semilla !== semilla)
      propia.huellas = { semilla, cortas: new Float64Array(ids.length).fill(NaN) };
    const { cortas } = propia.huellas;
    /** @param {number} i */
    return (i) => {
      if (Number.isNaN(cortas[i])) cortas[i] = huellaCorta(`${semilla}:${ids[i]}`);
      return cortas[i];
    };
  }

  /** Cómo comparar dos hogares en el sorteo. @param {BaseDelSimulador} base @param {string} semilla */
  function sorteo(base, semilla) {
    const ids = /** @type {string[]} */ (base.ids);
    const corta = huellasDe(base, semilla);
    /** @param {number} a @param {number} b */
    return (a, b) => {
      if (corta(a) !== corta(b)) return corta(a) - corta(b);
      return sha256(`${semilla}:${ids[a]}`) < sha256(`${semilla}:${ids[b]}`) ? -1 : 1;
    };
  }

  /**
   * Los `cuantos` que gana el sorteo entre unos empatados, sin ordenarlos si las huellas cortas bastan.
   * @param {BaseDelSimulador} base
   * @param {string} semilla
   * @param {number[]} empatados
   * @param {number} cuantos
   */
  function sortear(base, semilla, empatados, cuantos) {
    if (cuantos <= 0 || !empatados.length) return [];
    const corta = huellasDe(base, semilla);
    const suyas = new Float64Array(empatados.length);
    for (let k = 0; k < suyas.length; k += 1) suyas[k] = corta(empatados[k]);
    const enOrden = suyas.slice().sort();
    const ultima = enOrden[cuantos - 1];
    if (ultima === enOrden[cuantos]) return empatados.sort(sorteo(base, semilla)).slice(0, cuantos);
    return empatados.filter((_, k) => suyas[k] <= ultima);
  }

  /** Cuántos hogares caben en el límite general. @param {Limites} limites @param {boolean} repartido */
  function caben({ cupo = Infinity, presupuesto, costo }, repartido) {
    const general = repartido ? Infinity : cupo;
    if (presupuesto === undefined) return general;
    const paga = Math.floor(Number(enCentavos(presupuesto)) / Number(enCentavos(/** @type {number} */ (costo))));
    return Math.min(general, paga);
  }

  /** Si cada hogar puede entrar. @param {BaseDelSimulador} base @param {number} hasta */
  function elegibles({ orden }, hasta) {
    const elegible = new Uint8Array(orden.length);
    for (let i = 0; i < orden.length; i += 1) elegible[i] = orden[i] > 0 && orden[i] <= hasta ? 1 : 0;
    return elegible;
  }

  /**
   * El escalón del primero que no cabe. Si hay pocos escalones se cuentan; si no, se ordenan los candidatos.
   * @param {Escalones} escalones
   * @param {Int32Array} candidatos más que el cupo
   * @param {number} cupo
   */
  function escalonQueSeAgota({ claves, cuantas }, candidatos, cupo) {
    const suyas = new Int32Array(candidatos.length);
    for (let k = 0; k < suyas.length; k += 1) suyas[k] = claves[candidatos[k]];
    if (cuantas > suyas.length) return suyas.sort()[cupo];
    const porEscalon = new Int32Array(cuantas);
    for (let k = 0; k < suyas.length; k += 1) porEscalon[suyas[k]] += 1;
    let quedan = cupo,
      escalon = 0;
    while (porEscalon[escalon] <= quedan) {
      quedan -= porEscalon[escalon];
      escalon += 1;
    }
    return escalon;
  }

  /**
   * Deja elegidos a los `cupo` primeros de unos candidatos y a los demás, en espera.
   * @param {{base: BaseDelSimulador, semilla: string, escalones: Escalones, estado: Uint8Array}} en
   * @param {Int32Array} candidatos
   * @param {number} cupo
   */
  function acotar({ base, semilla, escalones: propios, estado }, candidatos, cupo) {
    if (candidatos.length <= cupo) return;
    const { claves } = propios;
    const escalon = escalonQueSeAgota(propios, candidatos, cupo); // solo allí se sortea
    /** @type {number[]} */
    const empatados = [];
    let antes = 0;
    for (let k = 0; k < candidatos.length; k += 1) {
      const i = candidatos[k];
      if (claves[i] < escalon) antes += 1;
      else estado[i] = EN_ESPERA;
      if (claves[i] === escalon) empatados.push(i);
    }
    for (const i of sortear(base, semilla, empatados, cupo - antes)) estado[i] = ELEGIDO;
  }

  /**
   * Los elegidos hasta ahora, seguidos por territorio: los del territorio t van desde `desde[t + 1]` hasta
   * `desde[t + 2]`, y los de ninguno van primero. Sin `codigos`, todos son del territorio 0.
   * @param {Uint8Array} estado
   * @param {Int32Array | null} codigos
   * @param {number} cuantos
   */
  function elegidosPorTerritorio(estado, codigos, cuantos) {
    const desde = new Int32Array(cuantos + 2);
    for (let i = 0; i < estado.length; i += 1) if (estado[i] === ELEGIDO) desde[(codigos ? codigos[i] : 0) + 2] += 1;
    for (let t = 1; t < desde.length; t += 1) desde[t] += desde[t - 1];
    const hogares = new Int32Array(desde[cuantos + 1]);
    const siguiente = desde.slice();
    for (let i = 0; i < estado.length; i += 1) {
      if (estado[i] !== ELEGIDO) continue;
      const t = (codigos ? codigos[i] : 0) + 1;
      hogares[siguiente[t]] = i;
      siguiente[t] += 1;
    }
    return { desde, hogares };
  }

  /**
   * El estado de cada hogar (0 no elegible, 1 seleccionado, 2 en espera). Con `donde`, primero el cupo de cada
   * territorio y después, si lo hay, el presupuesto; quien no está en ningún territorio espera.
   * @type {KitObrero["elegir"]}
   */
  function elegir(base, e, limites, hasta, donde = null) {
    const estado = elegibles(base, hasta);
    const en = { base, semilla: e.semilla, escalones: escalones(base, e), estado };
    if (donde) {
      const { desde, hogares } = elegidosPorTerritorio(estado, donde.codigos, donde.cupos.length);
      for (let k = 0; k < desde[1]; k += 1) estado[hogares[k]] = EN_ESPERA;
      for (let t = 0; t < donde.cupos.length; t += 1)
        acotar(en, hogares.subarray(desde[t + 1], desde[t + 2]), donde.cupos[t]);
    }
    const cupo = caben(limites, donde !== null);
    if (cupo < Infinity) acotar(en, elegidosPorTerritorio(estado, null, 1).hogares, cupo);
    return estado;
  }

  /** Los elegibles en su orden, del puesto 1 al último. @type {KitObrero["enOrden"]} */
  function enOrden(base, e, hasta) {
    const { claves } = escalones(base, e);
    const porSorteo = sorteo(base, e.semilla);
    const elegible = elegibles(base, hasta);
    const propios = Array.from(elegible.keys()).filter((i) => elegible[i]);
    return propios.sort((a, b) => claves[a] - claves[b] || porSorteo(a, b));
  }

  Object.assign(obrero, /** @satisfies {Partial<KitObrero>} */ ({ elegir, enOrden }));
})();
