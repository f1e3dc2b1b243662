/* Qué columna de la base es cada nombre conocido, entero o cortado a diez caracteres. Mismas reglas que
   generador/metodos/hogares/emparejar.py. */

/**
 * @typedef {object} Emparejadas
 * @property {Record<string, string>} mapa columna de cada canónico
 * @property {Record<string, string>} cortadas nombre entero de cada columna cortada
 * @property {Record<string, string[]>} ambiguas lo que puede ser cada columna que no se sabe: no está en `mapa`
 * @property {Record<string, string[]>} repetidas las columnas que dicen ser la misma; en `mapa` va la primera
 */

(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));

  /**
   * Columna de cada canónico; entre varios nombres posibles vale el primero de la lista. `ajenos` son otros
   * nombres conocidos que una columna cortada también podría ser.
   * @param {string[]} columnas
   * @param {Record<string, string[]>} alias
   * @param {string[]} [ajenos]
   * @returns {Emparejadas}
   */
  function emparejar(columnas, alias, ajenos = []) {
    const { mapa, repetidas } = enteras(columnas, alias);
    const usadas = new Set(Object.values(mapa));
    const deQuien = new Map(ajenos.map((n) => [n, n]));
    Object.entries(alias).forEach(([canonico, nombres]) => nombres.forEach((n) => deQuien.set(n, canonico)));
    /** De qué canónico es un nombre conocido. @param {string} nombre */
    const dueno = (nombre) => /** @type {string} */ (deQuien.get(nombre));
    /** @type {Record<string, string>} */
    const cortadas = {};
    /** @type {Record<string, string[]>} */
    const ambiguas = {};
    columnas
      .filter((c) => !usadas.has(c) && !deQuien.has(H.clave(c)))
      .forEach((columna) => {
        const nombres = H.cortes(columna, deQuien.keys()).filter((n) => !(dueno(n) in mapa));
        const posibles = [...new Set(nombres.map(dueno))];
        if (posibles.length === 1 && posibles[0] in alias) cortadas[columna] = nombres[0];
        else if (posibles.length > 1 && posibles.some((p) => p in alias)) ambiguas[columna] = posibles;
      });
    /** @type {Map<string, string[]>} */
    const propias = new Map();
    Object.entries(cortadas).forEach(([columna, nombre]) => {
      const canonico = dueno(nombre);
      propias.set(canonico, [...(propias.get(canonico) || []), columna]);
    });
    propias.forEach((iguales, canonico) => {
      [mapa[canonico]] = iguales;
      if (iguales.length > 1) repetidas[cortadas[iguales[0]]] = iguales;
    });
    return { mapa, cortadas, ambiguas, repetidas };
  }

  /** @param {string[]} columnas @param {Record<string, string[]>} alias */
  function enteras(columnas, alias) {
    const porForma = new Map();
    columnas.forEach((c) => porForma.set(H.compacta(c), [...(porForma.get(H.compacta(c)) || []), c]));
    const rotas = columnas.filter((c) => H.clave(c).includes("?"));
    /** @type {Record<string, string>} */
    const mapa = {};
    /** @type {Record<string, string[]>} */
    const repetidas = {};
    Object.entries(alias).forEach(([canonico, nombres]) => {
      for (const nombre of nombres) {
        const iguales = porForma.get(H.compacta(nombre)) || [];
        const halladas = [...iguales, ...rotas.filter((c) => H.coincide(c, nombre))];
        if (!halladas.length) continue;
        [mapa[canonico]] = halladas;
        if (halladas.length > 1) repetidas[nombre] = halladas;
        return;
      }
    });
    return { mapa, repetidas };
  }

  /** Error que nombra las columnas si dos son la misma. @param {Emparejadas} emparejadas */
  function exigirUnicas({ repetidas }) {
    const [primera] = Object.entries(repetidas);
    if (!primera) return;
    const [nombre, columnas] = primera;
    const dichas = columnas.map((c) => `«${c}»`).join(", ");
    throw new H.ErrorDeMetodo(
      `las columnas ${dichas} son la misma «${nombre}»`,
      "deje una sola en la base, o diga cuál en un mapeo de columnas",
    );
  }

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ emparejar, exigirUnicas }));
})();
