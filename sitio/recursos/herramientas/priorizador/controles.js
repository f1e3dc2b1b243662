/* Los controles del priorizador: qué indicadores, con qué peso y sentido, y qué municipios. */
(function () {
  "use strict";
  const { el, numero } = window.KitH;
  const datos = window.KIT_DATOS.priorizador;
  const ficha = (id) => datos.indicadores.find((i) => i.id === id);
  const deptos = [...new Map(datos.municipios.map((m) => [m[0].slice(0, 2), m[2]]))].sort((a, b) =>
    a[1].localeCompare(b[1], "es"),
  );
  /** @type {KitPriorizador["tamanos"]} */
  const tamanos = [
    ["", "Todos", 0, Infinity],
    ["1", "Menos de 10.000 habitantes", 0, 1e4],
    ["2", "10.000 a 19.999", 1e4, 2e4],
    ["3", "20.000 a 49.999", 2e4, 5e4],
    ["4", "50.000 a 99.999", 5e4, 1e5],
    ["5", "100.000 o más", 1e5, Infinity],
  ];
  const reglas = [
    ["percentil", "Percentil: cuántos quedan por debajo"],
    ["minimo_maximo", "Mínimo-máximo: 0 el menor, 100 el mayor"],
  ];
  const cuantos = [
    ["25", "Los 25 primeros"],
    ["50", "Los 50 primeros"],
    ["100", "Los 100 primeros"],
    ["2000", "Todos"],
  ];

  function elegir(app, id, rotulo, opciones) {
    return el(
      "div",
      { class: "herramienta-campo" },
      el("label", { for: `filtro-${id}` }, rotulo),
      el(
        "select",
        { id: `filtro-${id}`, onchange: (e) => app.cambiar({ [id]: e.target.value }) },
        opciones.map((o) => el("option", { value: o[0], selected: app.estado[id] === o[0] }, o[1])),
      ),
    );
  }

  function fila(app, propio, i) {
    const f = ficha(propio.id);
    const editar = (cambio) =>
      app.cambiar({ indicadores: app.estado.indicadores.map((x, j) => (j === i ? { ...x, ...cambio } : x)) });
    const salida = el("output", { for: `peso-${i}` }, numero(propio.peso));
    return el(
      "li",
      {},
      el("b", {}, f.largo),
      el(
        "p",
        { class: "aclaracion" },
        `${f.definicion} `,
        el(
          "a",
          { href: `../../datos/${f.fuente_id ? `fuentes.html#${f.fuente_id}` : "catalogo.html"}` },
          (f.fuente_id ? f.fuente : "Cálculo del kit") + (f.fuente.includes(f.periodo) ? "" : `, ${f.periodo}`),
        ),
      ),
      el(
        "div",
        { class: "herramienta-peso" },
        el("label", { for: `peso-${i}` }, "Peso ", salida),
        el("input", {
          type: "range",
          id: `peso-${i}`,
          min: 0,
          max: 10,
          step: 1,
          value: String(propio.peso),
          oninput: (e) => {
            salida.textContent = e.target.value;
            editar({ peso: Number(e.target.value) });
          },
        }),
        el("label", { class: "solo-lector", for: `sentido-${i}` }, `Quién va primero según ${f.largo}`),
        el(
          "select",
          { id: `sentido-${i}`, onchange: (e) => editar({ primero: e.target.value }) },
          [
            ["mayor", "Primero el mayor"],
            ["menor", "Primero el menor"],
          ].map((o) => el("option", { value: o[0], selected: o[0] === propio.primero }, o[1])),
        ),
        el(
          "button",
          {
            type: "button",
            "aria-label": `Quitar ${f.largo}`,
            onclick: () => {
              app.cambiar({ indicadores: app.estado.indicadores.filter((_, j) => j !== i) });
              app.repintar();
              document.getElementById("filtro-agregar").focus();
            },
          },
          "Quitar",
        ),
      ),
    );
  }

  function agregarIndicador(app, id) {
    const f = ficha(id);
    if (!f) return;
    const nuevo = { id: f.id, peso: 5, primero: f.mayor_primero ? "mayor" : "menor" };
    app.cambiar({ indicadores: app.estado.indicadores.concat(nuevo) });
    app.repintar();
    document.getElementById("filtro-agregar").focus();
  }

  /* Los indicadores que faltan, por tema, con el botón que agrega el elegido. */
  function agregar(app) {
    const usados = app.estado.indicadores.map((i) => i.id);
    const libres = datos.indicadores.filter((i) => !usados.includes(i.id));
    const deTema = (tema) =>
      libres.filter((i) => i.tema === tema).map((i) => el("option", { value: i.id }, `${i.largo} (${i.periodo})`));
    const temas = [...new Set(datos.indicadores.map((i) => i.tema))];
    const grupos = temas.map((tema) => el("optgroup", { label: datos.temas[tema] }, deTema(tema)));
    const control = el("select", { id: "filtro-agregar" }, el("option", { value: "" }, "Elija un indicador…"), grupos);
    return el(
      "div",
      { class: "herramienta-agregar herramienta-no-impreso" },
      el("label", { for: "filtro-agregar", class: "solo-lector" }, "Indicador para agregar"),
      control,
      el("button", { type: "button", onclick: () => agregarIndicador(app, control.value) }, "Agregar"),
    );
  }

  function filtros(app) {
    const categorias = [["", "Todas"], ...Object.entries(datos.categorias)];
    const conPdet = [
      ["", "Con PDET y sin PDET"],
      ["1", "Solo PDET"],
      ["0", "Sin PDET"],
    ];
    return el(
      "fieldset",
      {},
      el("legend", {}, "2. Qué municipios"),
      el(
        "div",
        { class: "herramienta-fila" },
        elegir(app, "depto", "Departamento", [["", "Todos"], ...deptos]),
        elegir(app, "categoria", `Categoría (${datos.periodo_categoria})`, categorias),
        elegir(app, "pdet", "PDET", conPdet),
        elegir(app, "tamano", `Tamaño (población de ${datos.periodo_poblacion})`, tamanos),
      ),
    );
  }

  window.KitPriorizador = Object.assign(
    window.KitPriorizador || /** @type {KitPriorizador} */ ({}),
    /** @satisfies {Partial<KitPriorizador>} */ ({
      agregar,
      cuantos,
      deptos,
      elegir,
      ficha,
      fila,
      filtros,
      reglas,
      tamanos,
    }),
  );
})();
