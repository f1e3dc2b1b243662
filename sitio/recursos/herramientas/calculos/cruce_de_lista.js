/* Quién de una lista está en la base. Mismas reglas que generador/metodos/beneficiarios.py: lo ambiguo, lo ilegible y
   lo repetido se cuenta y no se asigna. */

/**
 * @typedef {object} CruceDeLista n renglones.
 * @property {Int32Array} hogar −1 si no se asigna
 * @property {Uint8Array} resultado su lugar en `RESULTADOS_DE_CRUCE`
 */

(function () {
  "use strict";
  const RESULTADOS_DE_CRUCE = [
    ...["cruzado", "no está en la base", "ambiguo", "ilegible o vacío", "repetido en la lista"],
    "mismo número con otro tipo",
  ];
  const [CRUZADO, NO_ESTA, AMBIGUO, ILEGIBLE, REPETIDO, OTRO_TIPO] = RESULTADOS_DE_CRUCE.keys();
  const NINGUNO = -1;
  const SIN_LEER = ["", "?"];

  /** Por ficha (y municipio y hogar, si los traen las dos). @type {KitCalculos["cruzarLlaves"]} */
  function cruzarLlaves(lista, base) {
    const { una, otra } = self.KitCalculos.casarLlaves(lista, base);
    const hogar = Int32Array.from(otra.keys());
    return cerrar(buscar(una, otra, hogar, hogar), una, hogar);
  }

  /**
   * Por tipo y número, estrictos; un renglón sin tipo, solo por el número, y si en la base lo tiene más de una persona
   * es ambiguo. `hogar`: el de cada persona de la base, −1 sin él.
   * @type {KitCalculos["cruzarDocumentos"]}
   */
  function cruzarDocumentos(lista, base, hogar) {
    const tiposDeLista = base.tipos && lista.tipos;
    exigirTiposComunes(tiposDeLista, base.tipos);
    const numero = numerar(lista.numeros, base.numeros, SIN_LEER);
    const tipo = numerar(tiposDeLista, base.tipos, []);
    const pareja = emparejar(numero, tipo);
    let mayor = 0;
    for (let i = 0; i < hogar.length; i += 1) mayor = Math.max(mayor, hogar[i]);
    const persona = Float64Array.from(pareja.base, (p, i) => p * (mayor + 2) + hogar[i]);
    const conTipo = buscar(pareja.lista, pareja.base, hogar, hogar);
    const sinTipo = buscar(numero.lista, numero.base, hogar, persona);
    const lugar = new Int32Array(pareja.lista.length);
    const resultado = new Uint8Array(lugar.length);
    const textos = tiposDeLista ? tiposDeLista.textos : [];
    for (let i = 0; i < lugar.length; i += 1) {
      const suyo = tiposDeLista ? tiposDeLista.codigos[i] : NINGUNO;
      const propia = suyo >= 0 && textos[suyo] !== "" ? conTipo : sinTipo;
      lugar[i] = propia.lugar[i];
      const otro = propia === conTipo && propia.resultado[i] === NO_ESTA && sinTipo.resultado[i] !== NO_ESTA;
      resultado[i] = otro ? OTRO_TIPO : propia.resultado[i];
    }
    return cerrar({ lugar, resultado }, pareja.lista, hogar);
  }

  /** @param {TextosPorFila | null} lista @param {TextosPorFila | null} base */
  function exigirTiposComunes(lista, base) {
    const [propios, ajenos] = [lista, base].map((t) => (t ? t.textos.filter(Boolean) : []));
    const suyos = new Set(ajenos);
    if (!propios.length || !ajenos.length || propios.some((t) => suyos.has(t))) return;
    throw new self.KitHogares.ErrorDeMetodo(
      "el tipo de documento está escrito de una manera en la lista y de otra en la base: no coincide en ningún renglón",
      "escríbalo en la lista con los mismos códigos de la base, o cruce solo por el número",
    );
  }

  /**
   * Un número por texto, el mismo en las dos tablas; −1 en los de `nulos`, y 0 en todo si la tabla no trae la columna.
   * @param {TextosPorFila | null} lista
   * @param {TextosPorFila | null} base
   * @param {string[]} nulos
   */
  function numerar(lista, base, nulos) {
    /** @type {Map<string, number>} */
    const numeros = new Map([["", 0]]);
    /** @param {TextosPorFila | null} columna */
    const de = (columna) => {
      if (!columna) return null;
      const tabla = Int32Array.from(columna.textos, (t) => {
        if (nulos.includes(t)) return NINGUNO;
        const hallado = numeros.get(t);
        if (hallado !== undefined) return hallado;
        numeros.set(t, numeros.size);
        return numeros.size - 1;
      });
      const vacio = nulos.length ? NINGUNO : 0;
      return columna.codigos.map((c) => (c < 0 ? vacio : tabla[c]));
    };
    const [deLista, deBase] = [de(lista), de(base)];
    return { lista: deLista || new Int32Array(0), base: deBase || new Int32Array(0), cuantos: numeros.size };
  }

  /** @typedef {{lista: Int32Array, base: Int32Array, cuantos: number}} Numerados */

  /** Un número seguido por cada (número, tipo). @param {Numerados} numero @param {Numerados} tipo */
  function emparejar(numero, tipo) {
    /** @type {Map<number, number>} */
    const parejas = new Map();
    /** @param {Int32Array} numeros @param {Int32Array} tipos */
    const de = (numeros, tipos) =>
      numeros.map((n, i) => {
        if (n < 0) return NINGUNO;
        const junto = n * tipo.cuantos + (tipos[i] || 0);
        const hallado = parejas.get(junto);
        if (hallado !== undefined) return hallado;
        parejas.set(junto, parejas.size);
        return parejas.size - 1;
      });
    return { lista: de(numero.lista, tipo.lista), base: de(numero.base, tipo.base) };
  }

  /**
   * La fila de la base de cada renglón y su resultado; ambigua si hay dos entidades con la misma llave.
   * @param {Int32Array} renglones
   * @param {Int32Array} base
   * @param {Int32Array} hogar
   * @param {Int32Array | Float64Array} entidad
   */
  function buscar(renglones, base, hogar, entidad) {
    let ultima = 0;
    for (let i = 0; i < base.length; i += 1) if (base[i] > ultima) ultima = base[i];
    const primera = new Int32Array(ultima + 1).fill(NINGUNO);
    const ambigua = new Uint8Array(ultima + 1);
    for (let i = 0; i < base.length; i += 1) {
      const b = base[i];
      if (b < 0 || hogar[i] < 0) continue;
      if (primera[b] < 0) primera[b] = i;
      else if (entidad[i] !== entidad[primera[b]]) ambigua[b] = 1;
    }
    const lugar = renglones.map((r) => (r < 0 || r > ultima ? NINGUNO : primera[r]));
    const resultado = Uint8Array.from(renglones, (r, i) => {
      if (r < 0) return ILEGIBLE;
      if (lugar[i] < 0) return NO_ESTA;
      return ambigua[r] ? AMBIGUO : CRUZADO;
    });
    return { lugar, resultado };
  }

  /**
   * El cruce, con los renglones que repiten a una persona ya hallada o a otro que no está.
   * @param {{lugar: Int32Array, resultado: Uint8Array}} hallado
   * @param {Int32Array} renglones
   * @param {Int32Array} hogar
   * @returns {CruceDeLista}
   */
  function cerrar({ lugar, resultado }, renglones, hogar) {
    const vistos = { [CRUZADO]: new Set(), [NO_ESTA]: new Set() };
    const asignado = new Int32Array(lugar.length).fill(NINGUNO);
    const final = resultado.map((r, i) => {
      if (r !== CRUZADO && r !== NO_ESTA) return r;
      const cual = r === CRUZADO ? lugar[i] : renglones[i];
      if (vistos[r].has(cual)) return REPETIDO;
      vistos[r].add(cual);
      if (r === CRUZADO) asignado[i] = hogar[lugar[i]];
      return r;
    });
    return { hogar: asignado, resultado: final };
  }

  /** Cuántos renglones hay de cada resultado; suman los de la lista. @type {KitCalculos["recuentoDeCruce"]} */
  function recuentoDeCruce({ resultado }) {
    const veces = new Array(RESULTADOS_DE_CRUCE.length).fill(0);
    resultado.forEach((r) => {
      veces[r] += 1;
    });
    return veces;
  }

  /**
   * Beneficiarios de cada hogar: sus renglones cruzados, sin los repetidos.
   * @type {KitCalculos["beneficiariosPorHogar"]}
   */
  function beneficiariosPorHogar({ hogar }, hogares) {
    const dados = new Int32Array(hogares);
    hogar.forEach((h) => {
      if (h >= 0) dados[h] += 1;
    });
    return dados;
  }

  self.KitCalculos = Object.assign(
    self.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({
      RESULTADOS_DE_CRUCE,
      beneficiariosPorHogar,
      cruzarDocumentos,
      cruzarLlaves,
      recuentoDeCruce,
    }),
  );
})();
