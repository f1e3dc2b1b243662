/* Lo que el simulador dibuja: los errores en cada corte posible y dónde quedan los cupos. */
(function () {
  "use strict";
  const { el, numero, svg, titulos } = window.KitH;
  const MAXIMO_TERRITORIOS = 30;
  const simulador = (window.KitSimulador = window.KitSimulador || /** @type {KitSimulador} */ ({}));

  /* Los errores con cada corte, sin límite de cupo. `niveles`, `peso` y `objetivo` van por hogar. */
  function erroresPorCorte({ niveles, peso, objetivo, codigos }) {
    const dentro = codigos.map(() => 0);
    const acertado = codigos.map(() => 0);
    let blanco = 0;
    niveles.forEach((o, i) => {
      if (objetivo[i]) blanco += peso[i];
      if (!o) return; // sin grupo y nivel: ningún corte lo alcanza
      dentro[o - 1] += peso[i];
      if (objetivo[i]) acertado[o - 1] += peso[i];
    });
    let a = 0;
    let b = 0;
    return codigos.map((_, i) => {
      a += dentro[i];
      b += acertado[i];
      return { inclusion: a ? (a - b) / a : null, exclusion: blanco ? (blanco - b) / blanco : null };
    });
  }

  const malla = (p) => {
    const y = 120 - 1.2 * p;
    const raya = svg("line", { class: "malla", x1: 0, x2: 300, y1: y, y2: y });
    return svg("g", {}, raya, svg("text", { x: -4, y: 124 - 1.2 * p, "text-anchor": "end" }, `${p} %`));
  };

  const leyenda = () =>
    el(
      "figcaption",
      {},
      el("span", { class: "herramienta-clave error-inclusion" }, "inclusión"),
      " ",
      el("span", { class: "herramienta-clave error-exclusion" }, "exclusión"),
      el("br"),
      "Sin límite de cupo: al subir el corte quedan menos por fuera y entran más que no son objetivo.",
    );

  /* La curva de los errores; `lugar` lleva de cada código a su orden. */
  function curva(datos) {
    const { codigos, corte, grupos, lugar, otro } = datos;
    const puntos = erroresPorCorte(datos);
    const x = (i) => (i * 300) / (codigos.length - 1);
    const linea = (campo) =>
      puntos
        .map((p, i) => (p[campo] === null ? "" : `${x(i).toFixed(1)},${(120 - 120 * p[campo]).toFixed(1)}`))
        .filter(Boolean)
        .join(" ");
    const marca = (cual, clase) => {
      const donde = x(lugar[cual] - 1);
      const raya = svg("line", { class: clase, x1: donde, x2: donde, y1: 0, y2: 120 });
      return svg("g", {}, raya, svg("text", { x: donde + 3, y: clase === "corte" ? 10 : 22 }, cual));
    };
    const dicho = "Errores de inclusión y de exclusión para cada corte posible, sin límite de cupo";
    const dibujo = svg(
      "svg",
      { viewBox: "-30 -8 340 150", role: "img", "aria-label": dicho },
      [0, 50, 100].map(malla),
      grupos.map((g) => svg("text", { x: x(lugar[`${g.letra}1`] - 1), y: 136 }, `${g.letra}1`)),
      svg("polyline", { class: "error-inclusion", points: linea("inclusion") }),
      svg("polyline", { class: "error-exclusion", points: linea("exclusion") }),
      marca(corte, "corte"),
      otro === corte ? null : marca(otro, "otro"),
    );
    return el("figure", { class: "herramienta-curva" }, dibujo, leyenda());
  }

  /* Dónde quedan los cupos: un corte parejo no reparte parejo. `factor` es el de expansión de cada hogar. */
  function porTerritorio({ territorio, objetivo, estado, factor, corte }) {
    const filas = new Map();
    territorio.forEach((t, i) => {
      const f = filas.get(t) || { objetivo: 0, entran: 0, fuera: 0 };
      filas.set(t, {
        objetivo: f.objetivo + (objetivo[i] ? factor[i] : 0),
        entran: f.entran + (estado[i] === 1 ? factor[i] : 0),
        fuera: f.fuera + (objetivo[i] && estado[i] !== 1 ? factor[i] : 0),
      });
    });
    const filasEnOrden = [...filas].sort((a, b) => b[1].fuera - a[1].fuera || a[0].localeCompare(b[0], "es"));
    const hay = filasEnOrden.length;
    const soloEstos =
      hay > MAXIMO_TERRITORIOS ? `Los ${MAXIMO_TERRITORIOS} con más objetivo sin cupo, de ${numero(hay)}. ` : "";
    return el(
      "details",
      { class: "herramienta-mas" },
      el("summary", {}, `Por territorio, con el corte ${corte}`),
      el(
        "table",
        { class: "tabla" },
        el("caption", { class: "solo-lector" }, `Hogares por territorio, con el corte ${corte}`),
        titulos(["Territorio", "Objetivo", "Entran", "Objetivo sin cupo"]),
        el(
          "tbody",
          {},
          filasEnOrden
            .slice(0, MAXIMO_TERRITORIOS)
            .map(([t, f]) =>
              el(
                "tr",
                {},
                el("th", { scope: "row" }, t || "Sin territorio"),
                el("td", {}, numero(f.objetivo)),
                el("td", {}, numero(f.entran)),
                el("td", {}, el("b", {}, numero(f.fuera))),
              ),
            ),
        ),
      ),
      el(
        "p",
        { class: "aclaracion" },
        `${soloEstos}En hogares. No publique territorios con menos de 10: podría saberse de quién se trata.`,
      ),
    );
  }

  Object.assign(simulador, /** @satisfies {Partial<KitSimulador>} */ ({ curva, porTerritorio }));
})();
