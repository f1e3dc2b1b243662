/* Ruta de inclusión productiva: del diagnóstico de oferta y demanda a un plan con responsables. */
(function () {
  "use strict";
  const { citas, el, exigir, expediente, leerNumero, normas, numero, poner, porcentaje } = window.KitH;
  const { avisosDeRuta, minimoDeCompraLocal, planDeRuta } = window.KitCalculos;
  const reglas = window.KIT_DATOS.ruta;
  const compra = window.KIT_DATOS.fuentes.compra_local;
  const referencia = window.KIT_DATOS.referencia;
  const todas = reglas.secciones.flatMap((s) => s.opciones.map((o) => o.id));
  const HERRAMIENTAS = { fuentes: "Mapa de fuentes", simulador: "Simulador de focalización" };
  let contexto, salida, plan;

  const inicial = () => ({ marcas: [], alimentos: "", quien: {} });

  function casilla(app, o) {
    const marcar = (si) =>
      app.cambiar({ marcas: todas.filter((id) => (id === o.id ? si : app.estado.marcas.includes(id))) });
    return el(
      "div",
      { class: "herramienta-marca" },
      el("input", {
        type: "checkbox",
        id: `ruta-${o.id}`,
        checked: app.estado.marcas.includes(o.id),
        onchange: (e) => marcar(e.target.checked),
      }),
      el("label", { for: `ruta-${o.id}` }, o.nombre),
    );
  }

  const presupuesto = (app) =>
    el(
      "div",
      { class: "herramienta-campo" },
      el(
        "label",
        { for: "ruta-alimentos" },
        "Presupuesto público para comprar alimentos ",
        el("small", {}, "pesos al año; opcional"),
      ),
      el("input", {
        type: "text",
        inputmode: "decimal",
        id: "ruta-alimentos",
        maxlength: "24",
        value: app.estado.alimentos,
        oninput: (e) => app.cambiar({ alimentos: e.target.value.trim() }),
      }),
    );

  function pintar(app) {
    contexto = el("p", { class: "herramienta-contexto" });
    salida = el("section", { class: "herramienta-resultado", "aria-live": "polite" });
    plan = el("section", { class: "herramienta-ancho" });
    const secciones = reglas.secciones.map((s) =>
      el(
        "fieldset",
        {},
        el("legend", {}, s.titulo),
        s.ayuda ? el("p", { class: "aclaracion" }, s.ayuda) : null,
        s.opciones.map((o) => casilla(app, o)),
        s.id === "demanda" ? presupuesto(app) : null,
      ),
    );
    return [
      contexto,
      el(
        "div",
        { class: "herramienta-dos-columnas" },
        el("form", { onsubmit: (e) => e.preventDefault() }, secciones),
        salida,
        plan,
      ),
    ];
  }

  /* Lo que ya se sabe del municipio antes de preguntar: qué se siembra y cómo se trabaja. */
  function decirContexto(app) {
    const m = app.municipio && referencia.municipios[app.municipio.codigo];
    if (!m) return "Escoja su municipio para ver qué se siembra y cuánto trabajo informal hay.";
    const de = (id) => porcentaje(m.priv[referencia.privaciones.indexOf(id)]);
    const cultivos = m.cultivos.filter((c) => c !== null).map((c) => referencia.cultivos[c].toLowerCase());
    const [informal, dependencia] = [de("priv_trabajo_informal"), de("priv_dependencia_economica")];
    const siembra = cultivos.length
      ? `Lo que más área ocupa: ${cultivos.join(", ")} (${referencia.periodos.cultivo_1}). El área no dice cuánto se ` +
        "vende: pregúntelo."
      : "No hay dato de cultivos.";
    return (
      `En ${app.municipio.nombre}, ${informal} de los hogares tienen trabajo informal y ${dependencia}, alta ` +
      `dependencia económica (censo ${referencia.periodos.privaciones}). ${siembra}`
    );
  }

  const alPerfil = (m) =>
    el(
      "a",
      { href: `../../territorio/${m.codigo}/index.html#censo-agropecuario` },
      "Crédito, asistencia técnica y tenencia en el último Censo Agropecuario",
    );

  const clave = (p) => p.paso.slice(0, 60);

  function renglon(app, p, i) {
    const enlace =
      p.herramienta &&
      el(
        "a",
        { href: `../${p.herramienta}/index.html${app.municipio ? `#m=${app.municipio.codigo}` : ""}` },
        HERRAMIENTAS[p.herramienta],
      );
    const datos = [
      ["Aliado", p.aliado],
      ["Instrumento", p.instrumento],
      [
        "Norma",
        [
          normas(p.normas, p.nota),
          p.estado === "por verificar" ? [" ", el("span", { class: "herramienta-duda" }, "por verificar")] : null,
        ],
      ],
      ["Se hace en", enlace],
    ];
    return el(
      "li",
      { "data-origen": clave(p) },
      el("b", {}, p.paso),
      p.porque === "Siempre" ? null : el("small", {}, ` Porque marcó «${p.porque}».`),
      el(
        "dl",
        { class: "herramienta-datos" },
        datos.filter((d) => d[1]).map(([t, d]) => el("div", {}, el("dt", {}, t), el("dd", {}, d))),
      ),
      el(
        "div",
        { class: "herramienta-quien" },
        el("label", { for: `responsable-${i}` }, "Responsable y fecha"),
        el("input", {
          type: "text",
          id: `responsable-${i}`,
          maxlength: "120",
          value: app.estado.quien[clave(p)] || "",
          onchange: (e) => anotar(app, p, e.target.value.trim()),
        }),
      ),
      expediente.boton(app, compromisoDe(app, p)),
    );
  }

  const compromisoDe = (app, p) => ({
    que: p.paso,
    quien: app.estado.quien[clave(p)],
    sesion: "capacidades",
    origen: { herramienta: "ruta", id: clave(p) },
  });

  function anotar(app, p, texto) {
    const quien = { ...app.estado.quien };
    if (texto) quien[clave(p)] = texto;
    else delete quien[clave(p)];
    app.cambiar({ quien });
  }

  function compraLocal(app) {
    const alimentos = app.estado.alimentos === "" ? null : leerNumero(app.estado.alimentos);
    document.getElementById("ruta-alimentos").setAttribute("aria-invalid", String(Number.isNaN(alimentos)));
    if (alimentos === null) return null;
    if (Number.isNaN(alimentos))
      return el("p", { class: "herramienta-error" }, "El presupuesto debe ser un número, por ejemplo 120.000.000.");
    return [
      el("h3", {}, "Compra local mínima"),
      el("p", { class: "herramienta-monto" }, el("b", {}, `$ ${numero(minimoDeCompraLocal(alimentos, compra))}`)),
      el(
        "p",
        { class: "aclaracion" },
        `${compra.pct} % del presupuesto de alimentos (`,
        normas(compra.normas),
        `). ${compra.advertencia}`,
      ),
    ];
  }

  const fasesDe = (pasos) =>
    reglas.fases.map((f) => ({ ...f, pasos: pasos.filter((p) => p.fase === f.id) })).filter((f) => f.pasos.length);
  const contar = (n) => n + (n === 1 ? " paso" : " pasos");

  function lectura(pasos, avisos) {
    if (!pasos.length && !avisos.length)
      return el(
        "p",
        { class: "herramienta-vacio" },
        "Marque oferta, demanda, barreras y personas: el plan se arma solo y aparece abajo.",
      );
    if (avisos.length)
      return el(
        "ul",
        {},
        avisos.map((a) => el("li", {}, a)),
      );
    return el("p", {}, "La oferta y la demanda marcadas se corresponden.");
  }

  function actualizar(app) {
    poner(contexto, decirContexto(app), app.municipio ? [" ", alPerfil(app.municipio), "."] : null);
    const pasos = planDeRuta(reglas, app.estado.marcas);
    const fases = fasesDe(pasos);
    poner(
      salida,
      el("h2", {}, "Lectura"),
      lectura(pasos, avisosDeRuta(reglas, app.estado.marcas)),
      compraLocal(app),
      fases.length
        ? [
            el("h3", {}, "El plan, en corto"),
            el(
              "ol",
              { class: "herramienta-fases" },
              fases.map((f) =>
                el(
                  "li",
                  {},
                  el("small", {}, `hasta el mes ${f.mes}`),
                  el("b", {}, f.id),
                  el("span", {}, contar(f.pasos.length)),
                ),
              ),
            ),
            el("p", { class: "aclaracion" }, `${contar(pasos.length)} en el plan.`),
          ]
        : null,
    );
    if (plan.contains(document.activeElement) && plan.dataset.pasos === pasos.map(clave).join()) return;
    plan.dataset.pasos = pasos.map(clave).join();
    poner(
      plan,
      fases.length
        ? [
            el("h2", {}, "Plan"),
            el("p", { class: "aviso" }, reglas.aviso),
            window.KitComunes.boton(app, {
              plantilla: "ficha",
              formato: "docx",
              titulo: "Ficha de proyecto",
              datos: () => deLaFicha(app, pasos),
            }),
            fases.map((f) => [
              el("h3", {}, `${f.id} `, el("small", {}, `hasta el mes ${f.mes}`)),
              el(
                "ol",
                { class: "herramienta-plan" },
                f.pasos.map((p) => renglon(app, p, pasos.indexOf(p))),
              ),
            ]),
          ]
        : null,
    );
  }

  /* Lo que la ruta sabe de la ficha de proyecto. */
  function deLaFicha(app, pasos) {
    const ids = Array.from(new Set(pasos.flatMap((p) => p.normas)));
    return {
      nombre: "Ruta de inclusión productiva",
      cifra: app.municipio ? decirContexto(app) : "",
      actividades: pasos.map((p) => ({
        que: p.paso,
        aliado: p.aliado,
        instrumento: p.instrumento,
        quien: app.estado.quien[clave(p)] || "",
      })),
      normas: ids.length ? citas(ids) : "",
      fuentes: `${reglas.aviso} Cifras: DANE; la página del municipio dice el año y la fuente de cada una.`,
    };
  }

  function csv(app) {
    const pasos = planDeRuta(reglas, app.estado.marcas);
    return [
      [
        "fase",
        "hasta el mes",
        "paso",
        "aliado",
        "instrumento",
        "norma",
        "estado de la norma",
        "porque",
        "responsable y fecha",
      ],
      ...pasos.map((p) => [
        p.fase,
        p.mes,
        p.paso,
        p.aliado,
        p.instrumento,
        citas(p.normas, p.nota),
        p.estado,
        p.porque,
        app.estado.quien[clave(p)] || "",
      ]),
      [],
      [reglas.aviso],
    ];
  }

  function resumen(app) {
    const pasos = planDeRuta(reglas, app.estado.marcas);
    return pasos.length ? `${contar(pasos.length)} en ${fasesDe(pasos).length} fases` : "";
  }

  function leer(crudo) {
    exigir(
      crudo && Array.isArray(crudo.marcas) && crudo.marcas.every((m) => todas.includes(m)),
      "trae marcas que no existen",
    );
    exigir(
      typeof crudo.alimentos === "string" &&
        crudo.alimentos.length <= 24 &&
        crudo.quien &&
        typeof crudo.quien === "object",
      "le faltan datos",
    );
    exigir(
      Object.entries(crudo.quien).every(([k, v]) => k.length <= 60 && typeof v === "string" && v.length <= 120),
      "un responsable no corresponde",
    );
    return {
      marcas: todas.filter((id) => crudo.marcas.includes(id)),
      alimentos: crudo.alimentos,
      quien: { ...crudo.quien },
    };
  }

  window.KitH.abrir({
    id: "ruta",
    nombre: "Ruta de inclusión productiva",
    version: 1,
    inicial,
    leer,
    pintar,
    actualizar,
    csv,
    resumen,
  });
})();
