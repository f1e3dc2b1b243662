/* Mapa de fuentes: del problema a quién lo puede pagar, con las finanzas y las cuentas del municipio. */
(function () {
  "use strict";
  const { citas, el, exigir, leerNumero, normas, numero, poner, porcentaje } = window.KitH;
  const { cuentasFiscales } = window.KitCalculos;
  const reglas = window.KIT_DATOS.fuentes;
  const fiscal = window.KIT_DATOS.fiscal;
  const referencia = window.KIT_DATOS.referencia;
  const lugar = new Map(fiscal.codigos.map((codigo, i) => [codigo, i]));
  const [DESDE, HASTA] = reglas.personeria.anios;
  const anios = Array.from({ length: HASTA - DESDE + 1 }, (_, i) => String(DESDE + i));
  const ids = reglas.casillas.map((c) => c.id);
  let mapa, finanzas, cuentas;

  const inicial = () => ({
    problema: "",
    anio: "2026",
    frontera: false,
    exento: false,
    anterior: "",
    ...Object.fromEntries(ids.map((id) => [id, ""])),
  });

  /* ── Lo que el kit sabe del municipio ── */
  const propio = (app) => app.municipio && referencia.municipios[app.municipio.codigo];
  const valorDe = (indicador, codigo) => {
    const f = fiscal.indicadores[indicador];
    return f ? f.valores[lugar.get(codigo)] : null;
  };
  const salarioDe = (anio) => {
    const s = reglas.salarios.find((x) => String(x.anio) === String(anio));
    return s ? numero(s.valor) : "";
  };

  function conUnidad(f, valor) {
    if (valor === null || valor === undefined) return "sin dato";
    const texto = numero(valor, f.decimales);
    return f.unidad === "%" ? `${texto}\u00a0%` : f.unidad === "puntos" ? texto : `${texto} ${f.unidad}`;
  }

  function deFabrica(casilla, codigo) {
    if (casilla.salario_de) return codigo ? salarioDe(fiscal.indicadores[casilla.salario_de].periodo) : "";
    const valor = casilla.indicador && codigo ? valorDe(casilla.indicador, codigo) : null;
    return typeof valor === "number" ? numero(Math.round(valor * casilla.escala)) : "";
  }

  /* Con el municipio llegan sus cifras como punto de partida, que se puede corregir. */
  function alMunicipio(app) {
    const m = propio(app);
    const codigo = app.municipio && app.municipio.codigo;
    const casillas = Object.fromEntries(reglas.casillas.map((c) => [c.id, deFabrica(c, codigo)]));
    Object.assign(app.estado, casillas, {
      salario_personeria: salarioDe(app.estado.anio),
      problema: m ? problemas(app)[0] : "",
      anterior: m && m.categoria !== null ? String(m.categoria) : "",
      libre: m && m.categoria >= 4 ? String(reglas.proposito_general.libre_pct) : "0",
    });
    app.repintar();
  }

  const incidencia = (m, id) => m.priv[referencia.privaciones.indexOf(id)];

  function problemas(app) {
    const m = propio(app);
    const todos = referencia.privaciones.slice();
    return m ? todos.sort((a, b) => (incidencia(m, b) || 0) - (incidencia(m, a) || 0)) : todos;
  }

  function rotuloDe(app, id) {
    const m = propio(app);
    const valor = m && incidencia(m, id);
    return referencia.nombres[id] + (typeof valor === "number" ? `: ${porcentaje(valor)} de los hogares` : "");
  }

  /* ── Controles ── */
  const anioDe = (app, c) =>
    app.municipio && c.indicador && fiscal.indicadores[c.indicador]
      ? ` · ${fiscal.indicadores[c.indicador].periodo}`
      : "";

  function entrada(app, c) {
    return el(
      "div",
      { class: "kh-campo" },
      el("label", { for: `i-${c.id}` }, c.nombre, " ", el("small", {}, c.ayuda + anioDe(app, c))),
      el("input", {
        type: "text",
        inputmode: "decimal",
        id: `i-${c.id}`,
        maxlength: "24",
        value: app.estado[c.id],
        oninput: (e) => app.cambiar({ [c.id]: e.target.value.trim() }),
      }),
    );
  }

  const lista = (app, id, nombre, opciones, alCambiar) =>
    el(
      "div",
      { class: "kh-campo" },
      el("label", { for: `i-${id}` }, nombre),
      el(
        "select",
        {
          id: `i-${id}`,
          onchange: (e) => {
            app.cambiar({ [id]: e.target.value });
            if (alCambiar) alCambiar(e.target.value);
          },
        },
        opciones.map((o) => el("option", { value: o[0], selected: o[0] === app.estado[id] }, o[1])),
      ),
    );

  const marca = (app, id, nombre) =>
    el(
      "div",
      { class: "kh-marca" },
      el("input", {
        type: "checkbox",
        id: `i-${id}`,
        checked: app.estado[id],
        onchange: (e) => app.cambiar({ [id]: e.target.checked }),
      }),
      el("label", { for: `i-${id}` }, nombre),
    );

  /* El salario mínimo cambia con el año: si se conoce, se llena; si no, se pide. */
  function alAnio(app, anio) {
    app.estado.salario_personeria = salarioDe(anio);
    app.repintar();
    document.getElementById("i-anio").focus();
  }

  const EXTRAS = {
    categoria: (app) => [
      lista(app, "anterior", "Categoría del año anterior", [
        ["", "No aplicar el cambio máximo"],
        ...reglas.rangos.map((r, i) => [String(i), r.nombre]),
      ]),
      marca(app, "frontera", "Es municipio de frontera"),
    ],
    control: (app) => [
      lista(
        app,
        "anio",
        "Vigencia de la personería",
        anios.map((a) => [a, a]),
        (a) => alAnio(app, a),
      ),
      salarioDe(app.estado.anio) ? null : el("p", { class: "es" }, reglas.aviso_salarios),
    ],
    proposito: (app) => [marca(app, "exento", "Exento del ahorro en FONPET, con certificación")],
    compra: () => [],
  };

  function bloque(app, grupo) {
    const suyas = reglas.casillas.filter((c) => c.grupo === grupo.id);
    const salario =
      grupo.id === "categoria" &&
      app.municipio &&
      reglas.salarios.find((s) => String(s.anio) === fiscal.indicadores.ley617_icld.periodo);
    return el(
      "fieldset",
      {},
      el("legend", {}, grupo.nombre),
      el(
        "div",
        { class: "kh-fila" },
        suyas.map((c) => entrada(app, c)),
        EXTRAS[grupo.id](app),
      ),
      salario ? el("p", { class: "es" }, `Salario mínimo de ${salario.anio}: `, normas(salario.normas), ".") : null,
    );
  }

  function pintar(app) {
    mapa = el("div", { "aria-live": "polite" });
    finanzas = el("section", { class: "kh-seccion" });
    cuentas = el("section", { class: "kh-resultado", "aria-labelledby": "kh-c" });
    return [
      el(
        "section",
        {},
        el("h2", {}, "¿Qué problema quiere resolver?"),
        el(
          "div",
          { class: "kh-municipio" },
          lista(app, "problema", "Privación", [
            ["", "Escoja una privación…"],
            ...problemas(app).map((p) => [p, rotuloDe(app, p)]),
          ]),
        ),
        mapa,
      ),
      finanzas,
      el(
        "section",
        { class: "kh-seccion" },
        el("h2", {}, "¿Con cuánto margen?"),
        el(
          "p",
          { class: "es" },
          app.municipio
            ? "Las casillas traen lo que el kit tiene, con su año. Corríjalas con sus cifras certificadas: no todas son del mismo año."
            : "Escoja su municipio para que las casillas lleguen llenas, o escriba sus cifras certificadas.",
        ),
        el(
          "div",
          { class: "kh-dos" },
          el(
            "form",
            { onsubmit: (e) => e.preventDefault() },
            reglas.grupos.map((g) => bloque(app, g)),
          ),
          cuentas,
        ),
      ),
    ];
  }

  /* ── Lo que se muestra ── */
  const fuente = (id) => reglas.fuentes.find((f) => f.id === id);

  function monto(app, f) {
    const suyo = f.indicador && app.municipio ? fiscal.indicadores[f.indicador] : null;
    if (!suyo) return null;
    const valor = suyo.valores[lugar.get(app.municipio.codigo)];
    return el(
      "p",
      { class: "kh-monto" },
      el("b", {}, conUnidad(suyo, valor)),
      el("small", {}, ` ${suyo.nombre}, ${suyo.periodo}`),
    );
  }

  function ficha(app, f) {
    const partes = [
      ["Financia", f.si],
      ["No financia", f.no],
      ["Pide", `${f.requisitos.join("; ")}.`],
      ["La gestiona", `${f.gestiona}.`],
    ];
    return el(
      "article",
      { class: "kh-fuente" },
      el("header", {}, el("h3", {}, f.nombre), monto(app, f), el("p", { class: "kh-norma" }, normas(f.normas, f.nota))),
      el(
        "dl",
        {},
        partes.map(([t, d]) => el("div", {}, el("dt", {}, t), el("dd", {}, d))),
      ),
    );
  }

  function mediana(indicador, categoria) {
    const valores = fiscal.codigos
      .map((c, i) =>
        referencia.municipios[c].categoria === categoria ? fiscal.indicadores[indicador].valores[i] : null,
      )
      .filter((v) => v !== null)
      .sort((a, b) => a - b);
    const mitad = valores.length >> 1;
    return valores.length ? (valores.length % 2 ? valores[mitad] : (valores[mitad - 1] + valores[mitad]) / 2) : null;
  }

  function tablaFiscal(app) {
    const m = propio(app);
    if (!m) return null;
    const deCategoria = m.categoria === null ? null : referencia.categorias[m.categoria].toLowerCase();
    const filas = fiscal.perfil.map((id) => {
      const f = fiscal.indicadores[id];
      return el(
        "tr",
        {},
        el("th", { scope: "row" }, f.nombre, el("br"), el("small", {}, f.definicion)),
        el("td", {}, el("b", {}, conUnidad(f, valorDe(id, app.municipio.codigo)))),
        el("td", {}, deCategoria ? conUnidad(f, mediana(id, m.categoria)) : "—"),
        el(
          "td",
          {},
          f.fuente_id
            ? el("a", { href: `../../datos/fuentes.html#${f.fuente_id}`, title: f.fuente }, f.periodo)
            : f.periodo,
        ),
      );
    });
    return [
      el("h2", {}, `Las finanzas de ${app.municipio.nombre}`),
      el(
        "p",
        { class: "es" },
        deCategoria
          ? `Al lado, la mediana de los municipios de categoría ${deCategoria} (${referencia.periodos.categoria_ley617}): la mitad está por encima y la mitad por debajo. `
          : "",
        "No sume filas: son de años y de naturaleza distintos (lo asignado, lo recaudado, lo proyectado).",
      ),
      el(
        "table",
        { class: "ta kh-fiscal" },
        el("caption", { class: "so" }, "Indicadores fiscales del municipio"),
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            ["Indicador", app.municipio.nombre, "Mediana de su categoría", "Año"].map((t) =>
              el("th", { scope: "col" }, t),
            ),
          ),
        ),
        el("tbody", {}, filas),
      ),
    ];
  }

  const valores = (e) => Object.fromEntries(ids.map((id) => [id, e[id] === "" ? null : leerNumero(e[id])]));
  const opciones = (e) => ({
    frontera: e.frontera,
    exento: e.exento,
    anio: Number(e.anio),
    anterior: e.anterior === "" ? null : Number(e.anterior),
  });

  function calcular(e) {
    const v = valores(e);
    const malos = reglas.casillas.filter((c) => Number.isNaN(v[c.id]));
    return malos.length ? { malos, filas: [] } : { malos, ...cuentasFiscales(v, opciones(e), reglas) };
  }

  const cuenta = (f) =>
    el(
      "div",
      {},
      el("dt", {}, f.titulo),
      el(
        "dd",
        {},
        f.resultado ? el("b", {}, f.resultado) : null,
        el("small", { class: f.resultado ? null : "kh-falta" }, f.como),
        f.normas.length ? el("small", { class: "kh-norma" }, normas(f.normas)) : null,
      ),
    );

  function actualizar(app) {
    const posibles = reglas.problemas[app.estado.problema] || [];
    poner(
      mapa,
      posibles.length
        ? [
            el(
              "p",
              {},
              `${numero(posibles.length) + (posibles.length === 1 ? " fuente posible" : " fuentes posibles")} para «${referencia.nombres[app.estado.problema].toLowerCase()}», de la más directa a la complementaria, a juicio del kit.`,
            ),
            el(
              "div",
              { class: "kh-fuentes" },
              posibles.map((id) => ficha(app, fuente(id))),
            ),
          ]
        : el("p", { class: "kh-vacio" }, "Escoja una privación para ver con qué se puede pagar."),
    );
    poner(finanzas, tablaFiscal(app));
    const { malos, filas } = calcular(app.estado);
    ids.forEach((id) =>
      document.getElementById(`i-${id}`).setAttribute("aria-invalid", String(malos.some((m) => m.id === id))),
    );
    poner(
      cuentas,
      el("h2", { id: "kh-c" }, "Las cuentas"),
      malos.length
        ? el(
            "p",
            { class: "kh-error", role: "status" },
            `No se entiende: ${malos.map((m) => m.nombre.toLowerCase()).join(", ")}. Escriba solo números, por ejemplo 1.250.000.000.`,
          )
        : el("dl", { class: "kh-cuentas", "aria-live": "polite" }, filas.map(cuenta)),
    );
  }

  function csv(app) {
    const posibles = (reglas.problemas[app.estado.problema] || []).map(fuente);
    const codigo = app.municipio && app.municipio.codigo;
    return [
      ["fuente", "financia", "no financia", "requisitos", "quién gestiona", "norma", "estado"],
      ...posibles.map((f) => [
        f.nombre,
        f.si,
        f.no,
        f.requisitos.join("; "),
        f.gestiona,
        citas(f.normas, f.nota),
        f.estado,
      ]),
      [],
      ["indicador fiscal", "valor", "unidad", "año", "fuente"],
      ...(codigo
        ? fiscal.perfil.map((id) => {
            const f = fiscal.indicadores[id];
            return [f.largo, valorDe(id, codigo), f.unidad, f.periodo, f.fuente];
          })
        : []),
      [],
      ["cuenta", "resultado", "cómo", "norma"],
      ...calcular(app.estado).filas.map((f) => [f.titulo, f.resultado || "", f.como, citas(f.normas)]),
    ];
  }

  function leer(crudo) {
    const modelo = inicial();
    exigir(crudo && Object.keys(modelo).every((k) => typeof crudo[k] === typeof modelo[k]), "le faltan datos");
    exigir(crudo.problema === "" || reglas.problemas[crudo.problema], "la privación no existe");
    exigir(/^[0-6]?$/.test(crudo.anterior) && anios.includes(crudo.anio), "una opción no existe");
    exigir(
      ids.every((id) => crudo[id].length <= 24),
      "una cifra es demasiado larga",
    );
    return Object.fromEntries(Object.keys(modelo).map((k) => [k, crudo[k]]));
  }

  window.KitH.abrir({
    id: "fuentes",
    nombre: "Mapa de fuentes",
    version: 1,
    inicial,
    leer,
    pintar,
    actualizar,
    csv,
    alMunicipio,
  });
})();
