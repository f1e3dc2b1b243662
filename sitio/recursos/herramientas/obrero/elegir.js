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
    const enOrden = Float64Array.from(empatados, corta).sort();
    const ultima = enOrden[cuantos - 1];
    if (ultima === enOrden[cuantos]) return empatados.sort(sorteo(base, semilla)).slice(0, cuantos);
    return empatados.filter((i) => corta(i) <= ultima);
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
   * Deja elegidos a los `cupo` primeros de unos candidatos y a los demás, en espera.
   * @param {{base: BaseDelSimulador, semilla: string, claves: Int32Array, estado: Uint8Array}} en
   * @param {Int32Array} candidatos
   * @param {number} cupo
   */
  function acotar({ base, semilla, claves, estado }, candidatos, cupo) {
    if (candidatos.length <= cupo) return;
    const enOrden = Int32Array.from(candidatos, (i) => claves[i]).sort();
    const escalon = enOrden[cupo]; // el del primero que no cabe: solo allí se sortea
    /** @type {number[]} */
    const empatados = [];
    let antes = 0;
    for (const i of candidatos) {
      if (claves[i] < escalon) antes += 1;
      else estado[i] = EN_ESPERA;
      if (claves[i] === escalon) empatados.push(i);
    }
    sortear(base, semilla, empatados, cupo - antes).forEach((i) => {
      estado[i] = ELEGIDO;
    });
  }

  /** Los elegidos hasta ahora. @param {Uint8Array} estado */
  const elegidos = (estado) => Int32Array.from(estado.keys()).filter((i) => estado[i] === ELEGIDO);

  /**
   * Los elegidos de cada territorio, y los que no están en ninguno.
   * @param {Uint8Array} estado
   * @param {Int32Array} codigos
   * @param {number} cuantos
   */
  function porTerritorio(estado, codigos, cuantos) {
    /** @type {number[][]} */
    const suyos = Array.from({ length: cuantos + 1 }, () => []);
    for (let i = 0; i < estado.length; i += 1) if (estado[i] === ELEGIDO) suyos[codigos[i] + 1].push(i);
    const [sinTerritorio, ...conTerritorio] = suyos;
    return { sinTerritorio, conTerritorio };
  }

  /**
   * El estado de cada hogar (0 no elegible, 1 seleccionado, 2 en espera). Con `donde`, primero el cupo de cada
   * territorio y después, si lo hay, el presupuesto; quien no está en ningún territorio espera.
   * @type {KitObrero["elegir"]}
   */
  function elegir(base, e, limites, hasta, donde = null) {
    const { claves } = escalones(base, e);
    const estado = elegibles(base, hasta);
    const en = { base, semilla: e.semilla, claves, estado };
    if (donde) {
      const { sinTerritorio, conTerritorio } = porTerritorio(estado, donde.codigos, donde.cupos.length);
      for (const i of sinTerritorio) estado[i] = EN_ESPERA;
      conTerritorio.forEach((suyos, t) => acotar(en, Int32Array.from(suyos), donde.cupos[t]));
    }
    const cupo = caben(limites, donde !== null);
    if (cupo < Infinity) acotar(en, elegidos(estado), cupo);
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
