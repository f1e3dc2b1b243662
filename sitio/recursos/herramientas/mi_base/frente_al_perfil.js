/* La base junto a lo que el perfil dice del municipio. Son dos medidas: se ponen al lado, no se restan. */
(function () {
  "use strict";
  const { el, numero, porcentaje, titulos } = window.KitH;
  const mio = (window.KitTerritorios = window.KitTerritorios || /** @type {KitTerritorios} */ ({}));
  const { MEDIDA, PRIVACIONES, tasa } = mio;
  const { municipios, periodos, privaciones } = window.KIT_DATOS.referencia;

  /** @type {KitTerritorios["frenteAlPerfil"]} */
  function frenteAlPerfil({ bases: [base], municipio }, { base: t }, { unidad }) {
    if (!municipio)
      return [el("p", {}, "Escoja el municipio, al comienzo de la página, para verla junto a su perfil.")];
    const suyo = municipios[municipio.codigo];
    if (!suyo) return [el("p", {}, `El perfil de ${municipio.nombre} no trae la medida censal.`)];
    const ajena = base.municipios.some((m) => m !== municipio.codigo);
    /** @param {string | null} id */
    const censal = (id) => {
      const n = id ? privaciones.indexOf(id) : -1;
      return n < 0 ? "no se midió" : porcentaje(suyo.priv[n]);
    };
    const filas = [
      [`Pobreza multidimensional (% de ${unidad})`, tasa(t.h[0]), `${porcentaje(suyo.ipm)} de las personas`],
      ...PRIVACIONES.map((p, j) => [`${p.nombre} (% de hogares)`, tasa(t.tasas[j][0]), censal(p.censal)]),
    ];
    return [
      el(
        "p",
        { class: "mi-base-cuidado" },
        el("b", {}, "No son la misma medida. "),
        `El ${MEDIDA} cuenta a quienes están registrados; la medida censal contaba a quienes vivían en ` +
          `${municipio.nombre} en ${periodos.ipm_censal}. Cambian el año, las preguntas y a quién se cuenta: la ` +
          "distancia no es un avance ni un retroceso.",
      ),
      ajena
        ? el(
            "p",
            { class: "mi-base-cuidado" },
            `La base trae otros municipios además de ${municipio.nombre}, o en vez de él: su columna los junta.`,
          )
        : null,
      el(
        "table",
        { class: "tabla mi-base-frente" },
        el("caption", { class: "solo-lector" }, "La base y la medida censal, una junto a la otra"),
        titulos(["Qué", `Base: ${MEDIDA}`, `Censo ${periodos.ipm_censal}: medida censal, DANE`]),
        el(
          "tbody",
          {},
          filas.map(([que, propia, otra]) =>
            el("tr", {}, el("th", { scope: "row" }, que), el("td", {}, propia), el("td", {}, otra)),
          ),
        ),
      ),
      el(
        "p",
        {},
        el("a", { href: `../../territorio/${municipio.codigo}/index.html` }, `Perfil de ${municipio.nombre}`),
        suyo.pobres ? ` (${numero(suyo.pobres)} personas en pobreza según la medida censal).` : ".",
      ),
    ];
  }

  Object.assign(mio, /** @satisfies {Partial<KitTerritorios>} */ ({ frenteAlPerfil }));
})();
