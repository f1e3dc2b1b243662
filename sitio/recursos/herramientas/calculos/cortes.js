/* Comparar dos cortes de una base: qué hogares entran, salen, siguen y cambian. Mismas reglas que
   generador/metodos/cortes.py: una llave que cambió no se adivina, cuenta como que sale y que entra. */

/**
 * @typedef {object} Corte Los hogares de un corte.
 * @property {Llaves} llaves
 * @property {Int32Array} orden del instrumento, 0 sin dato
 * @property {Int8Array} pobreza 1, 0 o −1 si le falta alguna privación
 * @property {Float64Array[]} privaciones con NaN sin dato
 * @property {Territorio} territorio
 */

/**
 * @typedef {object} Casados
 * @property {Int32Array} antes el lugar en el corte anterior de los que siguen
 * @property {Int32Array} despues y en el posterior
 * @property {Int32Array} salen
 * @property {Int32Array} entran
 * @property {ParteDeLlave[]} partes de la llave que se usaron
 */

/** @typedef {"divididas" | "juntadas" | "renumeradas" | "de_otro_municipio"} CambioDeFicha */
/** @typedef {Record<CambioDeFicha, string[]>} CambiosDeFicha Las que siguen y cuyos hogares no casaron todos. */

/**
 * @typedef {object} ComparacionDeCortes Matrices de los que siguen: filas antes, columnas después, «sin dato» al final.
 * @property {number[][]} grupos
 * @property {number[][]} niveles
 * @property {number[][]} pobreza
 * @property {number[][][]} privaciones
 */

(function () {
  "use strict";
  const NINGUNO = -1;
  const CUENTAS = [
    ...["antes", "despues", "entran", "salen", "llegan", "se_van", "siguen", "suben_de_grupo", "bajan_de_grupo"],
    ...["entran_en_pobreza", "salen_de_pobreza"],
  ];
  // Ordena antes que cualquier signo: una ficha con su municipio se ordena por el municipio.
  const JUNTA = "\u0001";

  /** 1 pobre, 0 no pobre y −1 si falta alguna privación. @type {KitCalculos["pobrezaDeHogares"]} */
  function pobrezaDeHogares(privaciones, { pesos, corte }) {
    const puntajes = new Float64Array(privaciones.length ? privaciones[0].length : 0);
    privaciones.forEach((marcas, j) => {
      for (let i = 0; i < puntajes.length; i += 1) puntajes[i] += marcas[i] * pesos[j];
    });
    return Int8Array.from(puntajes, (p) => (Number.isNaN(p) ? NINGUNO : Number(p >= corte)));
  }

  /** Las posiciones que cumplen. @param {ArrayLike<number>} valores @param {(valor: number) => boolean} cumple */
  function las(valores, cumple) {
    const halladas = [];
    for (let i = 0; i < valores.length; i += 1) if (cumple(valores[i])) halladas.push(i);
    return Int32Array.from(halladas);
  }

  /** ErrorDeMetodo si en un corte hay dos hogares con la misma llave. @type {KitCalculos["casarCortes"]} */
  function casarCortes(antes, despues) {
    const { una, otra, partes } = self.KitCalculos.casarLlaves(antes, despues);
    exigirUnicas(una, "anterior", partes);
    exigirUnicas(otra, "posterior", partes);
    const lugar = new Map(Array.from(otra, (numero, i) => [numero, i]));
    lugar.delete(NINGUNO);
    const pareja = una.map((numero) => lugar.get(numero) ?? NINGUNO);
    const casados = las(pareja, (otro) => otro >= 0);
    const tomados = new Uint8Array(otra.length);
    casados.forEach((i) => {
      tomados[pareja[i]] = 1;
    });
    return {
      antes: casados,
      despues: casados.map((i) => pareja[i]),
      salen: las(pareja, (otro) => otro < 0),
      entran: las(tomados, (tomado) => !tomado),
      partes,
    };
  }

  /** @param {Int32Array} codigos @param {string} cual @param {ParteDeLlave[]} partes */
  function exigirUnicas(codigos, cual, partes) {
    const [vistas, repetidas] = [new Set(), new Set()];
    codigos.forEach((c) => {
      if (c >= 0 && vistas.has(c)) repetidas.add(c);
      vistas.add(c);
    });
    if (!repetidas.size) return;
    throw new self.KitHogares.ErrorDeMetodo(
      `en el corte ${cual} hay ${repetidas.size} llaves (${partes.join(", ")}) de más de un hogar: ` +
        "no se sabe cuál es cuál",
      "use en los dos cortes la base con el código de municipio, la ficha y el hogar",
    );
  }

  /** Por qué no casaron los hogares de las fichas que están en los dos cortes. @type {KitCalculos["cambiosDeFicha"]} */
  function cambiosDeFicha(antes, despues, { salen, entran, partes }) {
    const conMunicipio = partes.includes("municipio");
    /** @param {Llaves} llaves @param {Iterable<number>} cuales */
    const fichas = ({ ficha, municipio }, cuales) =>
      Array.from(cuales, (i) => (conMunicipio && municipio ? municipio[i] + JUNTA + ficha[i] : ficha[i]));
    const sueltas = [new Set(fichas(antes, salen)), new Set(fichas(despues, entran))];
    const todas = [antes, despues].map((t) => contar(fichas(t, t.ficha.keys())));
    const comunes = [...new Set([...sueltas[0], ...sueltas[1]])]
      .filter((f) => todas[0].has(f) && todas[1].has(f))
      .sort(self.KitHogares.comparar);
    /** @param {(diferencia: number) => boolean} cumple */
    const deLasQue = (cumple) =>
      comunes.filter((f) => cumple(Number(todas[1].get(f)) - Number(todas[0].get(f)))).map(sinMunicipio);
    return {
      divididas: deLasQue((d) => d > 0),
      juntadas: deLasQue((d) => d < 0),
      renumeradas: deLasQue((d) => d === 0),
      de_otro_municipio: conMunicipio ? mudadas(sueltas, todas) : [],
    };
  }

  /** @param {string} ficha */
  const sinMunicipio = (ficha) => ficha.slice(ficha.indexOf(JUNTA) + 1);

  /** @param {string[]} fichas */
  function contar(fichas) {
    /** @type {Map<string, number>} */
    const veces = new Map();
    fichas.forEach((f) => veces.set(f, (veces.get(f) || 0) + 1));
    return veces;
  }

  /**
   * Las que dejan del todo un municipio y aparecen en otro donde no estaban.
   * @param {Set<string>[]} sueltas
   * @param {Map<string, number>[]} todas
   */
  function mudadas([salen, entran], [antes, despues]) {
    const seVan = new Set([...salen].filter((f) => !despues.has(f)).map(sinMunicipio));
    const llegan = [...entran].filter((f) => !antes.has(f)).map(sinMunicipio);
    return self.KitHogares.distintos(llegan.filter((f) => seVan.has(f)));
  }

  /** La posición del grupo de cada orden; −1 sin dato. @param {Instrumento} instrumento */
  function gruposPorOrden({ grupos }) {
    const deOrden = grupos.flatMap((g, k) => new Array(g.niveles).fill(k));
    return Int32Array.from([NINGUNO, ...deOrden]);
  }

  /**
   * Cuántos pasan de cada clase a cada otra; −1 es «sin dato», la última.
   * @param {ArrayLike<number>} antes
   * @param {ArrayLike<number>} despues
   * @param {number} clases
   */
  function cruzar(antes, despues, clases) {
    const matriz = Array.from({ length: clases + 1 }, () => new Array(clases + 1).fill(0));
    for (let i = 0; i < antes.length; i += 1)
      matriz[antes[i] < 0 ? clases : antes[i]][despues[i] < 0 ? clases : despues[i]] += 1;
    return matriz;
  }

  /** Las matrices de los hogares que siguen. @type {KitCalculos["compararCortes"]} */
  function compararCortes(antes, despues, { antes: una, despues: otra }, instrumento) {
    const grupo = gruposPorOrden(instrumento);
    /** @param {(c: Corte, i: number) => number} valor @param {number} clases */
    const matriz = (valor, clases) =>
      cruzar(
        Int32Array.from(una, (i) => valor(antes, i)),
        Int32Array.from(otra, (i) => valor(despues, i)),
        clases,
      );
    return {
      grupos: matriz((c, i) => grupo[c.orden[i]], instrumento.grupos.length),
      niveles: matriz((c, i) => c.orden[i] - 1, grupo.length - 1),
      pobreza: matriz((c, i) => c.pobreza[i], 2),
      privaciones: antes.privaciones.map((_, j) =>
        matriz((c, i) => (Number.isNaN(c.privaciones[j][i]) ? NINGUNO : c.privaciones[j][i]), 2),
      ),
    };
  }

  /**
   * Cuántos bajan de nivel (menor capacidad), siguen igual, suben, o no se sabe.
   * @type {KitCalculos["cambiosDeNivel"]}
   */
  function cambiosDeNivel(niveles) {
    const cambios = { bajan: 0, igual: 0, suben: 0, sinDato: 0 };
    const ultima = niveles.length - 1;
    niveles.forEach((fila, i) =>
      fila.forEach((cuantos, j) => {
        if (i === ultima || j === ultima) cambios.sinDato += cuantos;
        else if (i === j) cambios.igual += cuantos;
        else cambios[j < i ? "bajan" : "suben"] += cuantos;
      }),
    );
    return cambios;
  }

  /**
   * Las etiquetas de los dos, con sus escrituras juntas, y el código de cada hogar en ellas.
   * @param {Territorio[]} donde
   */
  function enComun(donde) {
    const H = self.KitHogares;
    /** @type {Map<string, string[]>} */
    const escrituras = new Map();
    donde.forEach(({ etiquetas }) =>
      etiquetas.forEach((e) => {
        const forma = H.comparable(e, false);
        escrituras.set(forma, [...(escrituras.get(forma) || []), e]);
      }),
    );
    const mejores = new Map([...escrituras].map(([forma, e]) => [forma, H.mejorEscritura(e, false)]));
    const etiquetas = [...mejores.values()].sort(H.comparar);
    const lugar = new Map(etiquetas.map((e, i) => [e, i]));
    /** @param {string} e */
    const codigoDe = (e) => Number(lugar.get(/** @type {string} */ (mejores.get(H.comparable(e, false)))));
    const codigos = donde.map((d) => {
      const tabla = d.etiquetas.map(codigoDe);
      return d.codigos.map((c) => (c < 0 ? NINGUNO : tabla[c]));
    });
    return { etiquetas, codigos };
  }

  /**
   * Lo que pasó en cada territorio; un hogar sin territorio no está en ninguno.
   * @type {KitCalculos["compararTerritorios"]}
   */
  function compararTerritorios(antes, despues, { antes: una, despues: otra, salen, entran }, instrumento) {
    const { etiquetas, codigos } = enComun([antes.territorio, despues.territorio]);
    const [deAntes, deDespues] = codigos;
    const grupo = gruposPorOrden(instrumento);
    const cuenta = Object.fromEntries(CUENTAS.map((c) => [c, new Int32Array(etiquetas.length)]));
    /** @param {string} que @param {number} donde */
    const anotar = (que, donde) => {
      if (donde >= 0) cuenta[que][donde] += 1;
    };
    deAntes.forEach((d) => anotar("antes", d));
    deDespues.forEach((d) => anotar("despues", d));
    entran.forEach((i) => anotar("entran", deDespues[i]));
    salen.forEach((i) => anotar("salen", deAntes[i]));
    una.forEach((a, k) => {
      const d = otra[k];
      const [desde, hasta] = [deAntes[a], deDespues[d]];
      if (desde !== hasta) {
        anotar("se_van", desde);
        anotar("llegan", hasta);
        return;
      }
      anotar("siguen", desde);
      const [g, h] = [grupo[antes.orden[a]], grupo[despues.orden[d]]];
      if (g >= 0 && h > g) anotar("suben_de_grupo", desde);
      if (h >= 0 && h < g) anotar("bajan_de_grupo", desde);
      const [p, q] = [antes.pobreza[a], despues.pobreza[d]];
      if (p === 0 && q === 1) anotar("entran_en_pobreza", desde);
      if (p === 1 && q === 0) anotar("salen_de_pobreza", desde);
    });
    return { etiquetas, cuenta };
  }

  self.KitCalculos = Object.assign(
    self.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({
      cambiosDeFicha,
      cambiosDeNivel,
      casarCortes,
      compararCortes,
      compararTerritorios,
      pobrezaDeHogares,
    }),
  );
})();
