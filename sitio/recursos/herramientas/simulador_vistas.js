/* Lo que el simulador dibuja: los errores en cada corte posible y dónde quedan los cupos. */
(function () {
  "use strict";
  const { el, numero, svg, titulos } = window.KitH;
  const MAXIMO_TERRITORIOS = 30;
  const simulador = (window.KitSimulador = window.KitSimulador || /** @type {KitSimulador} */ ({}));

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
    const { codigos, corte, grupos, lugar, otro, puntos } = datos;
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

  /* Dónde quedan los cupos: un corte parejo no reparte parejo. */
  function porTerritorio({ reparto, corte, abierto = false }) {
    const filasEnOrden = [...reparto].sort((a, b) => b.fuera - a.fuera || a.nombre.localeCompare(b.nombre, "es"));
    const hay = filasEnOrden.length;
    const conCupo = hay > 0 && filasEnOrden[0].cupos !== null;
    const soloEstos =
      hay > MAXIMO_TERRITORIOS ? `Los ${MAXIMO_TERRITORIOS} con más objetivo sin cupo, de ${numero(hay)}. ` : "";
    return el(
      "details",
      { class: "herramienta-mas", open: abierto },
      el("summary", {}, `Por territorio, con el corte ${corte}`),
      el(
        "table",
        { class: "tabla" },
        el("caption", { class: "solo-lector" }, `Hogares por territorio, con el corte ${corte}`),
        titulos(["Territorio", "Objetivo", ...(conCupo ? ["Cupo"] : []), "Entran", "Objetivo sin cupo"]),
        el(
          "tbody",
          {},
          filasEnOrden
            .slice(0, MAXIMO_TERRITORIOS)
            .map((f) =>
              el(
                "tr",
                {},
                el("th", { scope: "row" }, f.nombre || "Sin territorio"),
                el("td", {}, numero(f.objetivo)),
                conCupo ? el("td", {}, numero(f.cupos)) : null,
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
