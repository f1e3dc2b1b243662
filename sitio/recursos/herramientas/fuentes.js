/* Mapa de fuentes: del problema a quién lo puede pagar, con las finanzas y las cuentas del municipio. */
(function () {
  "use strict";
  const { citas, contar, el, exigir, expediente, leerNumero, normas, poner, titulos } = window.KitH;
  const { cuentasFiscales } = window.KitCalculos;
  const { anios, bloque, conUnidad, deFabrica, lista, problemas, propio, rotuloDe, salarioDe, valorDe } =
    window.KitFuentes;
  const reglas = window.KIT_DATOS.fuentes;
  const fiscal = window.KIT_DATOS.fiscal;
  const referencia = window.KIT_DATOS.referencia;
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

  function pintar(app) {
    mapa = el("div", { "aria-live": "polite" });
    finanzas = el("section", { class: "herramienta-seccion" });
    cuentas = el("section", { class: "herramienta-resultado", "aria-labelledby": "herramienta-titulo-cuentas" });
    return [
      el(
        "section",
        {},
        el("h2", {}, "¿Qué problema quiere resolver?"),
        el(
          "div",
          { class: "herramienta-municipio" },
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
        { class: "herramienta-seccion" },
        el("h2", {}, "¿Con cuánto margen?"),
        el(
          "p",
          { class: "aclaracion" },
          app.municipio
            ? "Las casillas traen lo que el kit tiene, con su año. Corríjalas con sus cifras certificadas: no todas " +
                "son del mismo año."
            : "Escoja su municipio para que las casillas lleguen llenas, o escriba sus cifras certificadas.",
        ),
        el(
          "div",
          { class: "herramienta-dos-columnas" },
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

  const fuente = (id) => reglas.fuentes.find((f) => f.id === id);

  function monto(app, f) {
    const suyo = f.indicador && app.municipio ? fiscal.indicadores[f.indicador] : null;
    if (!suyo) return null;
    const valor = valorDe(f.indicador, app.municipio.codigo);
    return el(
      "p",
      { class: "herramienta-monto" },
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
      { class: "herramienta-fuente", "data-origen": `${app.estado.problema}:${f.id}` },
      el(
        "header",
        {},
        el("h3", {}, f.nombre),
        monto(app, f),
        el("p", { class: "herramienta-norma" }, normas(f.normas, f.nota)),
      ),
      el(
        "dl",
        {},
        partes.map(([t, d]) => el("div", {}, el("dt", {}, t), el("dd", {}, d))),
      ),
      expediente.boton(app, deFuente(app.estado.problema, f)),
    );
  }

  const deFuente = (problema, f) => ({
    que: `Gestionar «${f.nombre}» para ${referencia.nombres[problema].toLowerCase()}`,
    sesion: "recursos",
    origen: { herramienta: "fuentes", id: `${problema}:${f.id}` },
  });

  const dePrivacion = (problema) => ({
    que: `Acordar a quién se llega y con qué para reducir: ${referencia.nombres[problema].toLowerCase()}`,
    sesion: "focalizacion",
    origen: { herramienta: "fuentes", id: problema },
  });

  /* Deja escogida la privación de la que salió el compromiso. */
  function alVolver(app, id) {
    const [problema] = id.split(":");
    if (!reglas.problemas[problema] || app.estado.problema === problema) return;
    app.estado.problema = problema;
    app.repintar();
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
    const alLado =
      `Al lado, la mediana de los municipios de categoría ${deCategoria} (${referencia.periodos.categoria_ley617}): ` +
      "la mitad está por encima y la mitad por debajo. ";
    return [
      el("h2", {}, `Las finanzas de ${app.municipio.nombre}`),
      el(
        "p",
        { class: "aclaracion" },
        deCategoria ? alLado : "",
        "No sume filas: son de años y de naturaleza distintos (lo asignado, lo recaudado, lo proyectado).",
      ),
      el(
        "table",
        { class: "tabla herramienta-fiscal" },
        el("caption", { class: "solo-lector" }, "Indicadores fiscales del municipio"),
        titulos(["Indicador", app.municipio.nombre, "Mediana de su categoría", "Año"]),
        el("tbody", {}, filas),
      ),
    ];
  }

  const valores = (e) => {
    const leidos = ids.map((id) => [id, e[id] === "" ? null : leerNumero(e[id])]);
    return /** @type {CasillasFiscales} */ (/** @type {unknown} */ (Object.fromEntries(leidos)));
  };
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
        el("small", { class: f.resultado ? null : "herramienta-falta" }, f.como),
        f.normas.length ? el("small", { class: "herramienta-norma" }, normas(f.normas)) : null,
      ),
    );

  function pintarFuentes(app) {
    const posibles = reglas.problemas[app.estado.problema] || [];
    if (!posibles.length)
      return el("p", { class: "herramienta-vacio" }, "Escoja una privación para ver con qué se puede pagar.");
    const cuantas = contar(posibles.length, "fuente posible", "fuentes posibles");
    const problema = referencia.nombres[app.estado.problema].toLowerCase();
    const dicho = `${cuantas} para «${problema}», de la más directa a la complementaria, a juicio del kit.`;
    const fichas = posibles.map((id) => ficha(app, fuente(id)));
    const enExcel = window.KitComunes.boton(app, {
      plantilla: "poai",
      formato: "xlsx",
      titulo: "Línea del POAI",
      datos: () => delPoai(app, posibles.map(fuente)),
    });
    const { problema: id } = app.estado;
    const pasar = expediente.boton(app, dePrivacion(id), "Pasar la privación a compromiso");
    return [
      el("p", { "data-origen": id }, dicho, " ", pasar),
      el("div", { class: "herramienta-fuentes" }, fichas),
      el("p", {}, enExcel),
    ];
  }

  const suNorma = (f) => `${f.nombre}: ${citas(f.normas, f.nota).replace(/\.$/, "")}`;

  /* Una línea por fuente posible: la persona deja las que use. */
  const delPoai = (app, posibles) => ({
    vigencia: app.estado.anio,
    lineas: posibles.map((f) => ({ fuente: f.nombre })),
    nota: `Deje solo las fuentes que use. Problema: ${rotuloDe(app, app.estado.problema)}.`,
    fuentes: `Normas de cada fuente: ${posibles.map(suNorma).join(". ")}.`,
  });

  function pintarCuentas({ malos, filas }) {
    if (!malos.length) return el("dl", { class: "herramienta-cuentas", "aria-live": "polite" }, filas.map(cuenta));
    const cuales = malos.map((m) => m.nombre.toLowerCase()).join(", ");
    const dicho = `No se entiende: ${cuales}. Escriba solo números, por ejemplo 1.250.000.000.`;
    return el("p", { class: "herramienta-error", role: "status" }, dicho);
  }

  function actualizar(app) {
    poner(mapa, pintarFuentes(app));
    poner(finanzas, tablaFiscal(app));
    const hechas = calcular(app.estado);
    ids.forEach((id) => {
      const malo = hechas.malos.some((m) => m.id === id);
      document.getElementById(`fuentes-${id}`).setAttribute("aria-invalid", String(malo));
    });
    poner(cuentas, el("h2", { id: "herramienta-titulo-cuentas" }, "Las cuentas"), pintarCuentas(hechas));
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
    alVolver,
  });
})();
