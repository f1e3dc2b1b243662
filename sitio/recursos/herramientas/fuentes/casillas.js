/* Lo que el kit sabe del municipio y las casillas que se llenan con ello. */
(function () {
  "use strict";
  const { el, normas, numero, porcentaje } = window.KitH;
  const reglas = window.KIT_DATOS.fuentes;
  const fiscal = window.KIT_DATOS.fiscal;
  const referencia = window.KIT_DATOS.referencia;
  const lugar = new Map(fiscal.codigos.map((codigo, i) => [codigo, i]));
  const [DESDE, HASTA] = reglas.personeria.anios;
  const anios = Array.from({ length: HASTA - DESDE + 1 }, (_, i) => String(DESDE + i));

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

  const anioDe = (app, c) =>
    app.municipio && c.indicador && fiscal.indicadores[c.indicador]
      ? ` · ${fiscal.indicadores[c.indicador].periodo}`
      : "";

  function entrada(app, c) {
    return el(
      "div",
      { class: "herramienta-campo" },
      el("label", { for: `fuentes-${c.id}` }, c.nombre, " ", el("small", {}, c.ayuda + anioDe(app, c))),
      el("input", {
        type: "text",
        inputmode: "decimal",
        id: `fuentes-${c.id}`,
        maxlength: "24",
        value: app.estado[c.id],
        oninput: (e) => app.cambiar({ [c.id]: e.target.value.trim() }),
      }),
    );
  }

  const lista = (app, id, nombre, opciones, alCambiar) =>
    el(
      "div",
      { class: "herramienta-campo" },
      el("label", { for: `fuentes-${id}` }, nombre),
      el(
        "select",
        {
          id: `fuentes-${id}`,
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
      { class: "herramienta-marca" },
      el("input", {
        type: "checkbox",
        id: `fuentes-${id}`,
        checked: app.estado[id],
        onchange: (e) => app.cambiar({ [id]: e.target.checked }),
      }),
      el("label", { for: `fuentes-${id}` }, nombre),
    );

  /* El salario mínimo cambia con el año: si se conoce, se llena; si no, se pide. */
  function alAnio(app, anio) {
    app.estado.salario_personeria = salarioDe(anio);
    app.repintar();
    document.getElementById("fuentes-anio").focus();
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
      salarioDe(app.estado.anio) ? null : el("p", { class: "aclaracion" }, reglas.aviso_salarios),
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
        { class: "herramienta-fila" },
        suyas.map((c) => entrada(app, c)),
        EXTRAS[grupo.id](app),
      ),
      salario
        ? el("p", { class: "aclaracion" }, `Salario mínimo de ${salario.anio}: `, normas(salario.normas), ".")
        : null,
    );
  }

  window.KitFuentes = { deFabrica, anios, bloque, conUnidad, lista, problemas, propio, rotuloDe, salarioDe, valorDe };
})();
