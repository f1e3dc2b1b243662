/* Reconocer una base Sisbén por sus columnas, aunque vengan cortadas, rotas o con mayúsculas. Mismas reglas
   que generador/metodos/hogares/nombres.py, sin el mapeo ni las coordenadas, que el navegador no lee. */

/**
 * @typedef {object} Reconocimiento Qué base es y dónde está cada cosa.
 * @property {string} esquema
 * @property {string} nombre
 * @property {Record<string, string>} columnas columna de cada canónico
 * @property {Record<string, string>} otras columna de cada variable del diccionario
 * @property {string[]} claveHogar columnas que identifican el hogar; [] si solo se cuenta por jefes
 * @property {string[]} avisos qué se supuso de los nombres cortados y qué no se pudo saber
 */

(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  const NOMBRADAS = 12;
  const POSIBLES = 4;
  const PRIVACIONES = Array.from({ length: 15 }, (_, j) => `I${j + 1}`);

  /**
   * Elige el esquema con más columnas reconocidas; en empate, el que tiene menos ausentes. Error si ninguno
   * encuentra las columnas que se exigen (las 15 privaciones), o si dos columnas son la misma.
   * @param {string[]} columnas
   * @param {EsquemasDeBase} documento datos/esquemas_sisben.json, u otro con la misma forma
   * @returns {Reconocimiento}
   */
  function reconocer(columnas, documento) {
    /** @param {string} v */
    const malEscritas = (v) => Object.keys(documento.mal_escritas).filter((mala) => documento.mal_escritas[mala] === v);
    const variables = Object.fromEntries(documento.variables.map((v) => [v, [v, ...malEscritas(v)]]));
    const ajenas = Object.values(variables).flat();
    const candidatos = documento.esquemas.map((esquema) => {
      const hallado = H.emparejar(columnas, aliasDe(esquema), ajenas);
      return { esquema, hallado, mapa: hallado.mapa, cuantas: Object.keys(hallado.mapa).length };
    });
    const completos = candidatos.filter(({ mapa }) => PRIVACIONES.every((p) => p in mapa));
    if (!completos.length) throw desconocida(candidatos.reduce((a, b) => (b.cuantas > a.cuantas ? b : a)));
    /** @param {{esquema: EsquemaDeBase}} candidato */
    const ausentes = ({ esquema }) => Object.keys(esquema.columnas).length;
    const { esquema, hallado, mapa } = completos.reduce((a, b) =>
      b.cuantas > a.cuantas || (b.cuantas === a.cuantas && ausentes(b) < ausentes(a)) ? b : a,
    );
    H.exigirUnicas(hallado);
    const usadas = new Set([...Object.values(mapa), ...Object.keys(hallado.ambiguas)]);
    const ya = new Set([...[...usadas].map(H.clave), ...Object.values(hallado.cortadas)]);
    const faltan = Object.entries(variables).filter(([, nombres]) => !nombres.some((n) => ya.has(n)));
    const otras = H.emparejar(
      columnas.filter((c) => !usadas.has(c)),
      Object.fromEntries(faltan),
    );
    H.exigirUnicas(otras);
    return {
      esquema: esquema.id,
      nombre: esquema.nombre,
      columnas: mapa,
      otras: otras.mapa,
      claveHogar: claveHogar(esquema.clave_hogar, mapa),
      avisos: avisosDe({ ...hallado.cortadas, ...otras.cortadas }, { ...hallado.ambiguas, ...otras.ambiguas }),
    };
  }

  /** Nombres posibles de cada canónico del esquema. @type {KitHogares["aliasDe"]} */
  const aliasDe = (esquema) => ({
    ...esquema.columnas,
    ...Object.fromEntries(esquema.privaciones.map((nombre, j) => [PRIVACIONES[j], [nombre]])),
  });

  /** @type {KitHogares["claveHogar"]} */
  const claveHogar = (canonicos, mapa) => (canonicos.every((c) => c in mapa) ? canonicos.map((c) => mapa[c]) : []);

  /** @param {string[]} partes */
  const lista = (partes) => {
    const resto = partes.length - NOMBRADAS;
    return partes.slice(0, NOMBRADAS).join(", ") + (resto > 0 ? ` y ${resto} más` : "");
  };

  /** @param {[columna: string, nombres: string[]]} ambigua */
  function puedeSer([columna, nombres]) {
    const dichos = nombres
      .slice(0, POSIBLES)
      .map((n) => `«${n}»`)
      .join(" o ");
    const resto = nombres.length - POSIBLES;
    return `«${columna}» puede ser ${dichos}${resto > 0 ? ` u otras ${resto}` : ""}`;
  }

  /** @param {Record<string, string>} cortadas @param {Record<string, string[]>} ambiguas */
  function avisosDe(cortadas, ambiguas) {
    const cortas = Object.entries(cortadas).map(([c, n]) => `«${c}» es «${n}»`);
    const dudosas = Object.entries(ambiguas).map(puedeSer);
    return [
      cortas.length ? `nombres de columna cortados a diez caracteres: ${lista(cortas)}` : null,
      dudosas.length
        ? `no se usaron columnas de nombre cortado que no se sabe cuáles son: ${lista(dudosas)}; ` +
          "dígalo con un mapeo de columnas si las necesita"
        : null,
    ].filter((aviso) => aviso !== null);
  }

  /** @param {{mapa: Record<string, string>, hallado: Emparejadas}} candidato */
  function desconocida({ mapa, hallado }) {
    const faltan = PRIVACIONES.filter((p) => !(p in mapa));
    const dudosas = Object.entries(hallado.ambiguas).filter(([, nombres]) => nombres.some((n) => faltan.includes(n)));
    const duda = dudosas.length ? `; ${lista(dudosas.map(puedeSer))}` : "";
    return new H.ErrorDeMetodo(
      `no es una base Sisbén conocida: faltan las privaciones ${faltan.join(", ")}${duda}`,
      "revise que la primera fila sean los nombres de columna y el separador; si las columnas tienen otro nombre, " +
        "indíquelas una por una en un mapeo de columnas",
    );
  }

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ PRIVACIONES, aliasDe, claveHogar, reconocer }));
})();
