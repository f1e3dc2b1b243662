/* Qué columna de la base es cada nombre conocido, entero o cortado a diez caracteres. Mismas reglas que
   generador/metodos/hogares/emparejar.py. */
(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || {});

  /**
   * @typedef {object} Emparejadas
   * @property {Record<string, string>} mapa columna de cada canónico
   * @property {Record<string, string>} cortadas nombre entero de cada columna cortada
   * @property {Record<string, string[]>} ambiguas lo que puede ser cada columna que no se sabe: no está en `mapa`
   */

  /**
   * Columna de cada canónico; entre varios nombres posibles vale el primero de la lista. `ajenos` son otros
   * nombres conocidos que una columna cortada también podría ser. Error si dos columnas son la misma.
   * @param {string[]} columnas
   * @param {Record<string, string[]>} alias
   * @param {string[]} [ajenos]
   * @returns {Emparejadas}
   */
  function emparejar(columnas, alias, ajenos = []) {
    const mapa = enteras(columnas, alias);
    const usadas = new Set(Object.values(mapa));
    const deQuien = new Map(ajenos.map((n) => [n, n]));
    Object.entries(alias).forEach(([canonico, nombres]) => nombres.forEach((n) => deQuien.set(n, canonico)));
    const cortadas = {};
    const ambiguas = {};
    columnas.filter((c) => !usadas.has(c) && !deQuien.has(H.clave(c))).forEach((columna) => {
      const nombres = H.cortes(columna, deQuien.keys()).filter((n) => !(deQuien.get(n) in mapa));
      const posibles = [...new Set(nombres.map((n) => deQuien.get(n)))];
      if (posibles.length === 1 && posibles[0] in alias) cortadas[columna] = nombres[0];
      else if (posibles.length > 1 && posibles.some((p) => p in alias)) ambiguas[columna] = posibles;
    });
    const propias = new Map();
    Object.entries(cortadas).forEach(([columna, nombre]) => {
      const canonico = deQuien.get(nombre);
      propias.set(canonico, [...(propias.get(canonico) || []), columna]);
    });
    propias.forEach((iguales, canonico) => { mapa[canonico] = unica(iguales, cortadas[iguales[0]]); });
    return { mapa, cortadas, ambiguas };
  }

  function enteras(columnas, alias) {
    const porForma = new Map();
    columnas.forEach((c) => porForma.set(H.compacta(c), [...(porForma.get(H.compacta(c)) || []), c]));
    const rotas = columnas.filter((c) => H.clave(c).includes("?"));
    const mapa = {};
    Object.entries(alias).forEach(([canonico, nombres]) => {
      for (const nombre of nombres) {
        const iguales = porForma.get(H.compacta(nombre)) || [];
        const halladas = [...iguales, ...rotas.filter((c) => H.coincide(c, nombre))];
        if (!halladas.length) continue;
        mapa[canonico] = unica(halladas, nombre);
        return;
      }
    });
    return mapa;
  }

  function unica(columnas, nombre) {
    if (columnas.length === 1) return columnas[0];
    const dichas = columnas.map((c) => `«${c}»`).join(", ");
    throw new H.ErrorDeMetodo(`las columnas ${dichas} son la misma «${nombre}»`, "deje una sola en la base");
  }

  Object.assign(H, { emparejar });
})();
