/* Calculadora de privaciones: las quince marcas de un hogar y lo que suman. */
(function () {
  "use strict";
  const { contar, el, exigir, numero, porcentaje, titulos } = window.KitH;
  const reglas = window.KIT_DATOS.privaciones;
  const referencia = window.KIT_DATOS.referencia;
  const puntos = (centesimas) => numero(centesimas / 100, 2);
  let salida;

  function casilla(app, p) {
    return el(
      "div",
      { class: "herramienta-marca" },
      el("input", {
        type: "checkbox",
        id: `privacion-${p.id}`,
        "aria-describedby": `definicion-${p.id}`,
        checked: app.estado.marcas.includes(p.id),
        onchange: (e) =>
          app.cambiar({
            marcas: ordenar(app.estado.marcas.filter((m) => m !== p.id).concat(e.target.checked ? p.id : [])),
          }),
      }),
      el("label", { for: `privacion-${p.id}` }, p.nombre, " ", el("small", {}, puntos(p.peso))),
      el(
        "p",
        { class: "aclaracion", id: `definicion-${p.id}` },
        p.cuando,
        " ",
        el("span", { class: "herramienta-referencia", "data-censal": p.censal || "" }),
      ),
    );
  }

  const ordenar = (marcas) => reglas.privaciones.map((p) => p.id).filter((id) => marcas.includes(id));

  function pintar(app) {
    salida = el("section", { class: "herramienta-resultado", "aria-labelledby": "herramienta-titulo-resultado" });
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
      { class: "herramienta-dos-columnas" },
      el(
        "form",
        { class: "herramienta-marcas", onsubmit: (e) => e.preventDefault() },
        el("h2", {}, "Marque lo que le pasa al hogar"),
        grupos,
      ),
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
    const suman = `Suman ${puntos(r.puntaje)}: ${partes.join(" + ")}.`;
    return `El hogar tiene ${contar(cuantas, "privación", "privaciones")}. ${suman} ${frenteAlCorte(r)}`;
  }

  function frenteAlCorte(r) {
    const [tercio] = r.cortes;
    if (r.puntaje === 33)
      return (
        "Es el único puntaje en que los dos cortes dan distinto: 0,33 alcanza el corte de 0,33 pero no llega a un " +
        "tercio (0,333…)."
      );
    if (tercio.pobre)
      return "Con un tercio o más del total ponderado, el hogar y todas sus personas se cuentan como pobres.";
    return (
      `Le faltan ${puntos(tercio.faltan)} para llegar al corte de un tercio. Tener privaciones sin llegar al corte ` +
      "también importa: son las que el municipio puede atender."
    );
  }

  function cifra(r) {
    return el(
      "p",
      { class: `tarjeta-cifra herramienta-cifra tono-${r.cortes[0].pobre ? 4 : 1}`, "aria-live": "polite" },
      el("strong", {}, puntos(r.puntaje)),
      el("span", {}, el("b", {}, veredicto(r)), el("br"), "de 1,00 posible"),
    );
  }

  function regla(r) {
    const dicho = `Puntaje ${puntos(r.puntaje)} de 1,00; el corte de un tercio está en 0,34`;
    return el(
      "div",
      { class: "herramienta-regla", role: "img", "aria-label": dicho },
      el("i", { style: `--valor:${r.puntaje}` }),
      el("b", { style: `--corte:${r.cortes[0].minimo}` }, "corte"),
    );
  }

  function porCorte(r) {
    const filas = r.cortes.map((c) =>
      el(
        "tr",
        {},
        el("th", { scope: "row" }, c.nombre, " ", el("small", {}, c.uso)),
        el("td", {}, puntos(c.minimo)),
        el("td", {}, el("b", {}, c.pobre ? "Sí" : "No")),
      ),
    );
    return el(
      "table",
      { class: "tabla" },
      el("caption", { class: "solo-lector" }, "Pobre o no según el corte"),
      titulos(["Corte", "Pobre desde", "¿Pobre?"]),
      el("tbody", {}, filas),
    );
  }

  function porDimension(r) {
    const barra = (d) => el("i", { style: `--valor:${(100 * d.puntos) / d.maximo}` });
    const renglones = r.dimensiones.map((d) =>
      el("li", {}, el("span", {}, d.nombre), barra(d), el("b", {}, puntos(d.puntos))),
    );
    return el("ul", { class: "lista-barras compacta" }, renglones);
  }

  /* Junto a cada privación, qué parte de los hogares del municipio la tenía en el censo. */
  function decirReferencias(app) {
    const censo = app.municipio && referencia.municipios[app.municipio.codigo];
    /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".herramienta-referencia")).forEach((hueco) => {
      const { censal } = hueco.dataset;
      const valor = censo && censal ? censo.priv[referencia.privaciones.indexOf(censal)] : null;
      const anio = referencia.periodos.privaciones;
      hueco.textContent =
        typeof valor === "number"
          ? `En ${app.municipio.nombre}, ${porcentaje(valor)} de los hogares (censo ${anio}).`
          : "";
    });
  }

  function actualizar(app) {
    const r = window.KitCalculos.privaciones(reglas, app.estado.marcas);
    salida.replaceChildren(
      el("h2", { id: "herramienta-titulo-resultado" }, "Resultado"),
      cifra(r),
      regla(r),
      porCorte(r),
      el("h3", {}, "Por dimensión"),
      porDimension(r),
      el("p", { class: "aclaracion" }, "Cada dimensión pone a lo sumo 0,20."),
      el("h3", {}, "Por qué"),
      el("p", {}, explicar(r, app.estado.marcas.length)),
    );
    decirReferencias(app);
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
    exigir(
      crudo && Array.isArray(crudo.marcas) && crudo.marcas.every((m) => validas.includes(m)),
      "sus privaciones no son I1 a I15",
    );
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
