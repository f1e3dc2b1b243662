/* Calculadora de privaciones: las quince marcas de un hogar y lo que suman. */
(function () {
  "use strict";
  const { el, exigir, numero, porcentaje } = window.KitH;
  const reglas = window.KIT_DATOS.privaciones;
  const referencia = window.KIT_DATOS.referencia;
  const puntos = (centesimas) => numero(centesimas / 100, 2);
  let salida;

  function casilla(app, p) {
    return el(
      "div",
      { class: "kh-marca" },
      el("input", {
        type: "checkbox",
        id: `p-${p.id}`,
        "aria-describedby": `d-${p.id}`,
        checked: app.estado.marcas.includes(p.id),
        onchange: (e) => app.cambiar({ marcas: ordenar(app.estado.marcas.filter((m) => m !== p.id).concat(e.target.checked ? p.id : [])) }),
      }),
      el("label", { for: `p-${p.id}` }, p.nombre, " ", el("small", {}, puntos(p.peso))),
      el("p", { class: "es", id: `d-${p.id}` }, p.cuando, " ", el("span", { class: "kh-ref", "data-censal": p.censal || "" })),
    );
  }

  const ordenar = (marcas) => reglas.privaciones.map((p) => p.id).filter((id) => marcas.includes(id));

  function pintar(app) {
    salida = el("section", { class: "kh-resultado", "aria-labelledby": "kh-r" });
    const grupos = reglas.dimensiones.map((d) =>
      el(
        "fieldset",
        {},
        el("legend", {}, d.nombre),
        reglas.privaciones.filter((p) => p.dimension === d.id).map((p) => casilla(app, p)),
      ),
    );
    return el(
      "div",
      { class: "kh-dos" },
      el("form", { class: "kh-marcas", onsubmit: (e) => e.preventDefault() }, el("h2", {}, "Marque lo que le pasa al hogar"), grupos),
      salida,
    );
  }

  function veredicto(r) {
    const estados = r.cortes.map((c) => c.pobre);
    if (estados.every(Boolean)) return "Es pobre multidimensional";
    if (!estados.some(Boolean)) return "No es pobre multidimensional";
    return "Depende del corte";
  }

  function explicar(r, cuantas) {
    if (!cuantas) return "Ninguna privación marcada: el puntaje es 0.";
    const partes = r.dimensiones.filter((d) => d.puntos).map((d) => `${d.nombre.toLowerCase()} ${puntos(d.puntos)}`);
    const base = `El hogar tiene ${cuantas}${cuantas === 1 ? " privación" : " privaciones"}. Suman ${puntos(r.puntaje)}: ${partes.join(" + ")}. `;
    if (r.puntaje === 33)
      return `${base}Es el único puntaje en que los dos cortes dan distinto: 0,33 alcanza el corte de 0,33 pero no llega a un tercio (0,333…).`;
    const [tercio] = r.cortes;
    return (
      base +
      (tercio.pobre
        ? "Con un tercio o más del total ponderado, el hogar y todas sus personas se cuentan como pobres."
        : `Le faltan ${puntos(tercio.faltan)} para llegar al corte de un tercio. Tener privaciones sin llegar al corte también importa: son las que el municipio puede atender.`)
    );
  }

  function actualizar(app) {
    const r = window.KitCalculos.privaciones(reglas, app.estado.marcas);
    const pobre = r.cortes[0].pobre;
    salida.replaceChildren(
      el("h2", { id: "kh-r" }, "Resultado"),
      el(
        "p",
        { class: `ci kh-cifra k${pobre ? 4 : 1}`, "aria-live": "polite" },
        el("strong", {}, puntos(r.puntaje)),
        el("span", {}, el("b", {}, veredicto(r)), el("br"), "de 1,00 posible"),
      ),
      el(
        "div",
        { class: "kh-regla", role: "img", "aria-label": `Puntaje ${puntos(r.puntaje)} de 1,00; el corte de un tercio está en 0,34` },
        el("i", { style: `--v:${r.puntaje}` }),
        el("b", { style: `--x:${r.cortes[0].minimo}` }, "corte"),
      ),
      el(
        "table",
        { class: "ta" },
        el("caption", { class: "so" }, "Pobre o no según el corte"),
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            el("th", { scope: "col" }, "Corte"),
            el("th", { scope: "col" }, "Pobre desde"),
            el("th", { scope: "col" }, "¿Pobre?"),
          ),
        ),
        el(
          "tbody",
          {},
          r.cortes.map((c) =>
            el(
              "tr",
              {},
              el("th", { scope: "row" }, c.nombre, " ", el("small", {}, c.uso)),
              el("td", {}, puntos(c.minimo)),
              el("td", {}, el("b", {}, c.pobre ? "Sí" : "No")),
            ),
          ),
        ),
      ),
      el("h3", {}, "Por dimensión"),
      el(
        "ul",
        { class: "pr md" },
        r.dimensiones.map((d) =>
          el("li", {}, el("span", {}, d.nombre), el("i", { style: `--v:${(100 * d.puntos) / d.maximo}` }), el("b", {}, puntos(d.puntos))),
        ),
      ),
      el("p", { class: "es" }, "Cada dimensión pone a lo sumo 0,20."),
      el("h3", {}, "Por qué"),
      el("p", {}, explicar(r, app.estado.marcas.length)),
    );
    const censo = app.municipio && referencia.municipios[app.municipio.codigo];
    document.querySelectorAll(".kh-ref").forEach((hueco) => {
      const valor = censo && hueco.dataset.censal ? censo.priv[referencia.privaciones.indexOf(hueco.dataset.censal)] : null;
      hueco.textContent = typeof valor === "number" ? `En ${app.municipio.nombre}, ${porcentaje(valor)} de los hogares (censo ${referencia.periodos.privaciones}).` : "";
    });
  }

  function resumen(app) {
    const r = window.KitCalculos.privaciones(reglas, app.estado.marcas);
    return `Puntaje ${puntos(r.puntaje)} · ${veredicto(r)}`;
  }

  function csv(app) {
    const r = window.KitCalculos.privaciones(reglas, app.estado.marcas);
    return [
      ["dimension", "privacion", "codigo", "peso", "marcada"],
      ...reglas.privaciones.map((p) => [
        reglas.dimensiones.find((d) => d.id === p.dimension).nombre,
        p.nombre,
        p.id,
        p.peso / 100,
        app.estado.marcas.includes(p.id) ? "sí" : "no",
      ]),
      ["", "Puntaje", "", r.puntaje / 100, ""],
      ...r.cortes.map((c) => ["", `Pobre con ${c.nombre}`, "", c.minimo / 100, c.pobre ? "sí" : "no"]),
    ];
  }

  function leer(crudo) {
    const validas = reglas.privaciones.map((p) => p.id);
    exigir(crudo && Array.isArray(crudo.marcas) && crudo.marcas.every((m) => validas.includes(m)), "sus privaciones no son I1 a I15");
    return { marcas: ordenar(crudo.marcas) };
  }

  window.KitH.abrir({
    id: "privaciones",
    nombre: "Calculadora de privaciones",
    version: 1,
    inicial: () => ({ marcas: [] }),
    leer,
    pintar,
    actualizar,
    csv,
    resumen,
  });
})();
