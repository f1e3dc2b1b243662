/* Repartir un total de cupos entre territorios. Mismas reglas que generador/metodos/asignacion.py: restos mayores, con
   fracciones exactas, para que la suma siempre cuadre y dé lo mismo en cualquier máquina. */

/** @typedef {"pobres" | "incidencia" | "mixta"} ReglaDeReparto */
/** @typedef {{cupos: number[], maximos: number[], pesos: bigint[], abiertos: number[]}} RepartoEnCurso */

(function () {
  "use strict";
  const UNIDADES_DE_MANTISA = 52n;
  const EN_BLOQUE = 128;

  /** @param {string} problema @param {string} queHacer */
  const falla = (problema, queHacer) => new self.KitHogares.ErrorDeMetodo(problema, queHacer);

  /**
   * La suma en el orden de numpy, que junta de a ocho y parte por la mitad: así el peso no difiere ni en el último bit.
   * @param {Float64Array} valores
   * @returns {number}
   */
  function sumaPorPares(valores) {
    const n = valores.length;
    if (n > EN_BLOQUE) {
      const mitad = Math.floor(n / 2) - (Math.floor(n / 2) % 8);
      return sumaPorPares(valores.subarray(0, mitad)) + sumaPorPares(valores.subarray(mitad));
    }
    const juntos = n - (n % 8);
    let suma = 0;
    if (juntos) {
      const r = valores.slice(0, 8);
      for (let i = 8; i < juntos; i += 1) r[i % 8] += valores[i];
      suma = r[0] + r[1] + (r[2] + r[3]) + (r[4] + r[5] + (r[6] + r[7]));
    }
    for (let i = juntos; i < n; i += 1) suma += valores[i];
    return suma;
  }

  /**
   * El peso de cada territorio, con suma 1: por sus pobres, por su incidencia o por la mitad de cada cosa.
   * @type {KitCalculos["pesosDeReparto"]}
   */
  function pesosDeReparto(pobres, poblacion, regla) {
    const tasa = pobres.map((p, i) => (poblacion[i] > 0 ? p / poblacion[i] : 0));
    const [cuantos, tasas] = [sumaPorPares(pobres), sumaPorPares(tasa)];
    if (!(cuantos > 0))
      throw falla("ningún territorio tiene pobres: no hay con qué repartir", "escoja otro territorio u otra base");
    const parte = { pobres: 1, incidencia: 0, mixta: 0.5 }[regla];
    return pobres.map((p, i) => (parte * p) / cuantos + ((1 - parte) * tasa[i]) / tasas);
  }

  /** El número como m·2ᵉ, con m entero. @param {number} valor @returns {[mantisa: bigint, exponente: bigint]} */
  function partes(valor) {
    const bits = new DataView(new ArrayBuffer(8));
    bits.setFloat64(0, valor);
    const crudo = bits.getBigUint64(0);
    const exponente = (crudo >> UNIDADES_DE_MANTISA) & 0x7ffn;
    const mantisa = crudo & ((1n << UNIDADES_DE_MANTISA) - 1n);
    return exponente ? [mantisa | (1n << UNIDADES_DE_MANTISA), exponente - 1075n] : [mantisa, -1074n];
  }

  /** Los mismos pesos, en enteros con un solo denominador. @param {ArrayLike<number>} pesos */
  function enEnteros(pesos) {
    const partidos = Array.from(pesos, partes);
    const menor = partidos.reduce((m, [, e]) => (e < m ? e : m), 0n);
    return partidos.map(([m, e]) => m << (e - menor));
  }

  /**
   * La parte entera de cada cuota y, de a uno, lo que falte a los mayores restos.
   * @param {RepartoEnCurso} en
   * @param {bigint} resto
   * @param {bigint} suma
   */
  function sumarRestosMayores({ cupos, pesos, abiertos }, resto, suma) {
    const sobra = abiertos.map((i) => ({ i, resto: (resto * pesos[i]) % suma }));
    let faltan = Number(resto);
    for (const i of abiertos) {
      const entera = Number((resto * pesos[i]) / suma);
      cupos[i] += entera;
      faltan -= entera;
    }
    /** @param {bigint} a @param {bigint} b */
    const mayor = (a, b) => (a === b ? 0 : a > b ? -1 : 1);
    sobra.sort((a, b) => mayor(a.resto, b.resto) || mayor(pesos[a.i], pesos[b.i]) || a.i - b.i);
    for (const { i } of sobra.slice(0, faltan)) cupos[i] += 1;
  }

  /**
   * Una vuelta: llena a los que llegan a su máximo o, si ninguno llega, termina.
   * @param {RepartoEnCurso} en
   * @param {bigint} resto
   */
  function unaVuelta(en, resto) {
    const { cupos, maximos, pesos, abiertos } = en;
    const suma = abiertos.reduce((s, i) => s + pesos[i], 0n);
    const llenos = new Set(abiertos.filter((i) => resto * pesos[i] >= BigInt(maximos[i] - cupos[i]) * suma));
    if (!llenos.size) sumarRestosMayores(en, resto, suma);
    for (const i of llenos) cupos[i] = maximos[i];
    en.abiertos = abiertos.filter((i) => !llenos.has(i));
  }

  /**
   * Los cupos de cada territorio, que suman el total. El mínimo se entrega primero a todos, hasta su máximo.
   * @type {KitCalculos["repartirCupos"]}
   */
  function repartirCupos(total, pesos, minimo, topes) {
    const maximos = Array.from(topes);
    const cupos = maximos.map((m) => Math.min(minimo, m));
    const exactos = enEnteros(pesos);
    comprobarTotal(total, cupos, maximos, exactos);
    const abiertos = maximos.map((_, i) => i).filter((i) => exactos[i] && cupos[i] < maximos[i]);
    const en = { cupos, maximos, pesos: exactos, abiertos };
    const quedan = () => total - cupos.reduce((s, c) => s + c, 0);
    for (let resto = quedan(); resto > 0; resto = quedan()) unaVuelta(en, BigInt(resto));
    return cupos;
  }

  /** @param {number} total @param {number[]} minimos @param {number[]} maximos @param {bigint[]} pesos */
  function comprobarTotal(total, minimos, maximos, pesos) {
    const piden = minimos.reduce((s, m) => s + m, 0);
    const caben = maximos.reduce((s, m, i) => s + (pesos[i] ? m : minimos[i]), 0);
    if (total < piden)
      throw falla(
        `${total} cupos no alcanzan para los mínimos, que suman ${piden}`,
        "baje el mínimo por territorio o suba el total",
      );
    if (total > caben)
      throw falla(
        `${total} cupos no caben: los territorios con peso reciben a lo sumo ${caben}`,
        "baje el total o suba el corte",
      );
  }

  self.KitCalculos = Object.assign(
    self.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({ pesosDeReparto, repartirCupos }),
  );
})();
