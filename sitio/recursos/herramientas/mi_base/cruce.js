/* Qué privaciones van juntas: las parejas más frecuentes y la matriz de quince por quince, en hogares. */
(function () {
  "use strict";
  const { contar, el, numero, porcentaje, titulos } = window.KitH;
  const mio = (window.KitTerritorios = window.KitTerritorios || /** @type {KitTerritorios} */ ({}));
  const { PRIVACIONES } = mio;
  const EN_LISTA = 8;

  /** «Analfabetismo e inasistencia escolar»: con «e» ante la misma vocal. @param {number} una @param {number} otra */
  function lasDos(una, otra) {
    const segunda = PRIVACIONES[otra].nombre.toLowerCase();
    return `${PRIVACIONES[una].nombre} ${/^h?i/.test(segunda) ? "e" : "y"} ${segunda}`;
  }

  /** De más a menos hogares con las dos. @type {KitTerritorios["parejas"]} */
  function parejas(cruce, hogares) {
    const todas = PRIVACIONES.flatMap((_, una) =>
      PRIVACIONES.slice(una + 1).map((__, n) => {
        const otra = una + 1 + n;
        return { una, otra, hogares: cruce[una][otra], parte: hogares ? cruce[una][otra] / hogares : NaN };
      }),
    );
    return todas.filter((p) => p.hogares > 0).sort((a, b) => b.hogares - a.hogares || a.una - b.una || a.otra - b.otra);
  }

  /** @param {Float64Array[]} cruce @param {number} hogares */
  function matriz(cruce, hogares) {
    const dicho = el("p", { class: "mi-base-lectura", role: "status" }, "Toque una casilla para leerla.");
    /** @param {number} j @param {number} l */
    const leer = (j, l) => {
      const n = Math.round(cruce[j][l]);
      const cual = j === l ? PRIVACIONES[j].nombre : lasDos(j, l);
      dicho.textContent = `${cual}: ${contar(n, "hogar", "hogares")}, ${porcentaje((100 * n) / hogares)}.`;
    };
    /** @param {number} j @param {number} l */
    const casilla = (j, l) => {
      const parte = hogares ? cruce[j][l] / hogares : 0;
      const clase = `mi-base-cruzada tono-${cruce[j][l] ? Math.min(5, 1 + Math.floor(10 * parte)) : 0}`;
      return el("td", { class: clase, onclick: () => leer(j, l) }, numero(100 * parte));
    };
    return [
      el("p", {}, "De cada 100 hogares, cuántos tienen las dos; en la diagonal, cuántos tienen esa."),
      dicho,
      el(
        "div",
        { class: "tabla-desplazable", tabindex: "0", role: "region", "aria-label": "Matriz de privaciones" },
        el(
          "table",
          { class: "tabla mi-base-matriz" },
          el("caption", { class: "solo-lector" }, "Hogares con cada par de privaciones, de cada 100"),
          titulos(["Privación", ...PRIVACIONES.map((_, j) => String(j + 1))]),
          el(
            "tbody",
            {},
            PRIVACIONES.map((p, j) =>
              el(
                "tr",
                {},
                el("th", { scope: "row" }, `${j + 1}. ${p.nombre}`),
                PRIVACIONES.map((_, l) => casilla(j, l)),
              ),
            ),
          ),
        ),
      ),
    ];
  }

  /** @type {KitTerritorios["pintarCruce"]} */
  function pintarCruce(cruce, hogares) {
    const todas = parejas(cruce, hogares);
    if (!todas.length) return [el("p", {}, "Ningún hogar tiene dos privaciones a la vez.")];
    const detalle = el("details", {}, el("summary", {}, "Ver la matriz de las quince"));
    detalle.addEventListener("toggle", () => {
      if (detalle.open && detalle.childElementCount === 1) detalle.append(...matriz(cruce, hogares));
    });
    return [
      el(
        "ol",
        { class: "mi-base-parejas" },
        todas
          .slice(0, EN_LISTA)
          .map((p) =>
            el(
              "li",
              {},
              el("span", {}, lasDos(p.una, p.otra)),
              el("b", {}, porcentaje(100 * p.parte)),
              mio.barra(p.parte),
              el("small", {}, contar(Math.round(p.hogares), "hogar", "hogares")),
            ),
          ),
      ),
      detalle,
    ];
  }

  Object.assign(mio, /** @satisfies {Partial<KitTerritorios>} */ ({ parejas, pintarCruce }));
})();
