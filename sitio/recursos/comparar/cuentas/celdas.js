/* De lo que trae un territorio a lo que se lee en su celda: la cifra, su año, su intervalo o por qué no la hay. */
(function () {
  "use strict";
  const { conSigno, escribir, porcentaje } = window.KitComparar;
  /** @type {Record<string, string>} */
  const SENAS = { a: "no aplica", d: "no disponible", p: "no se publica" };
  /** @type {Record<string, string>} */
  const SIN_NIVEL = {
    m: "no se mide por municipio",
    d: "no se mide por departamento",
    n: "no se mide para el país",
  };
  const CON_CAUTELA = 2;
  const ZONAS = ["total", "cabecera", "rural"];

  /** Municipio, departamento o nación, por su código. @type {KitComparar["nivel"]} */
  const nivel = (codigo) => (codigo === "00" ? "n" : codigo.length === 2 ? "d" : "m");

  /**
   * La clase de omisión con que se lee una zona: la peor entre la suya y la del total.
   * @type {KitComparar["omision"]}
   */
  const omision = (territorio, zona) => Math.max(territorio.o[0], territorio.o[ZONAS.indexOf(zona)]);

  /** @param {string} texto @returns {CeldaComparada} */
  const sinCifra = (texto) => ({ ...VACIA, texto });
  /** @type {CeldaComparada} */
  const VACIA = { texto: "", valor: null, anio: "", detalle: "", intervalo: null, hay: false, crudo: null };

  /** @param {number} valor @param {FilaDefinida} fila @param {FichaComparada} ficha */
  function escrito(valor, fila, ficha) {
    return ficha.unidad === "%" ? porcentaje(valor, fila.d) : escribir(valor, fila.d);
  }

  /**
   * @param {number} crudo
   * @param {FilaDefinida} fila
   * @param {FichaComparada} ficha
   * @returns {CeldaComparada}
   */
  function cifra(crudo, fila, ficha) {
    const { redondear } = window.KitComparar;
    return {
      ...VACIA,
      crudo,
      hay: true,
      valor: redondear(crudo, fila.d),
      texto: escrito(crudo, fila, ficha),
      anio: fila.p,
    };
  }

  /** @type {Record<string, FormaDeCelda>} */
  const FORMAS = {
    cifra: (crudo, fila, ficha) =>
      Array.isArray(crudo) ? { ...cifra(crudo[0], fila, ficha), anio: crudo[1] } : cifra(crudo, fila, ficha),
    momento: (crudo, fila, ficha) => cifra(crudo, fila, ficha),
    parte: (crudo, fila, ficha) => cifra(crudo, fila, { ...ficha, unidad: "%" }),
    personas: (crudo, fila, ficha, def, t) =>
      t.o[0] === def.solo_contados ? sinCifra("no se estima") : cifra(crudo, fila, ficha),
    omision: (crudo, fila, ficha, def, t) => ({
      ...cifra(crudo, fila, ficha),
      texto: t.o[0] >= def.leve ? `${escribir(crudo, 0)} de cada 100` : `menos de ${def.corte_leve} de cada 100`,
    }),
    estimacion: ([crudo, bajo, alto, clase], fila, ficha) => ({
      ...cifra(crudo, clase === CON_CAUTELA ? { ...fila, d: 0 } : fila, ficha),
      detalle: `entre ${escribir(bajo, 0)} y ${porcentaje(alto, 0)}${clase === CON_CAUTELA ? "; con cautela" : ""}`,
      intervalo: [bajo, alto],
    }),
    encuesta: ([crudo, bajo, alto], fila, ficha) => ({
      ...cifra(crudo, fila, ficha),
      detalle: bajo === null ? "" : `entre ${escribir(bajo, fila.d)} y ${porcentaje(alto, fila.d)}`,
      intervalo: bajo === null ? null : [bajo, alto],
    }),
    cambio: (crudo, fila, ficha, def) => deCambio(crudo, fila, ficha, def),
    serie: (crudo) => ({ ...VACIA, hay: true, crudo }),
    pesos: (crudo) => ({ ...VACIA, hay: true, crudo }),
  };

  /**
   * Antes y después en una zona, con su margen y su lectura; «no se compara» donde el kit no lo hace.
   * @param {any[]} crudo
   * @param {FilaDefinida} fila
   * @param {FichaComparada} ficha
   * @param {Definicion} def
   * @returns {CeldaComparada}
   */
  function deCambio([antes, despues, puntos, margen, lectura], fila, ficha, def) {
    const [primero, ultimo] = def.censos;
    const dicho = (/** @type {any} */ v) => (typeof v === "number" ? porcentaje(v, fila.d) : SENAS[v] || "sin dato");
    if (typeof despues !== "number") return sinCifra(SENAS[despues] || "sin dato");
    const conLectura = typeof lectura === "number";
    const mas = conLectura && margen > 0 ? ` (±${escribir(margen, 1)})` : "";
    const cambio = conLectura
      ? `${conSigno(puntos, 1)} puntos${mas}: ${def.lecturas[lectura].toLowerCase()}`
      : "no se compara";
    return {
      ...cifra(despues, fila, ficha),
      anio: ultimo,
      antes: typeof antes === "number" ? antes : null,
      cambio: conLectura ? puntos : null,
      detalle: `${dicho(antes)} en ${primero}`,
      lectura: cambio,
    };
  }

  /**
   * La celda de un territorio en una fila.
   * @type {KitComparar["celda"]}
   */
  function celda(territorio, fila, def) {
    const ficha = def.fichas[fila.i];
    const crudo = territorio.v[fila.v];
    if (!ficha.niveles.includes(nivel(territorio.codigo))) return sinCifra(SIN_NIVEL[nivel(territorio.codigo)]);
    if (crudo === null) return sinCifra("sin dato");
    if (typeof crudo === "string") return sinCifra(SENAS[crudo]);
    const hecha = FORMAS[fila.f](crudo, fila, ficha, def, territorio);
    if (hecha.hay && ficha.del_kit && nivel(territorio.codigo) !== "m" && !hecha.detalle)
      return { ...hecha, detalle: "promedio del kit" };
    return hecha;
  }

  Object.assign(window.KitComparar, /** @satisfies {Partial<KitComparar>} */ ({ celda, nivel, omision }));
})();
