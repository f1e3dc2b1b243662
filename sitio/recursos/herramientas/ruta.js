/* Ruta de inclusión productiva: del diagnóstico de oferta y demanda a un plan con responsables. */
(function () {
  "use strict";
  const { el, exigir, poner, porcentaje, leerNumero, numero } = window.KitH;
  const { avisosDeRuta, minimoDeCompraLocal, planDeRuta } = window.KitCalculos;
  const reglas = window.KIT_DATOS.ruta;
  const compra = window.KIT_DATOS.fuentes.compra_local;
  const referencia = window.KIT_DATOS.referencia;
  const todas = reglas.secciones.flatMap((s) => s.opciones.map((o) => o.id));
  const HERRAMIENTAS = { fuentes: "Mapa de fuentes", simulador: "Simulador de focalización" };
  let contexto, salida, plan;

  const inicial = () => ({ marcas: [], alimentos: "", quien: {} });

  function pintar(app) {
    contexto = el("p", { class: "es" });
    salida = el("section", { class: "kh-resultado", "aria-live": "polite" });
    plan = el("section", { class: "kh-ancho" });
    const casilla = (o) => el("div", { class: "kh-marca" }, el("input", { type: "checkbox", id: "r-" + o.id, checked: app.estado.marcas.includes(o.id),
      onchange: (e) => app.cambiar({ marcas: todas.filter((id) => (id === o.id ? e.target.checked : app.estado.marcas.includes(id))) }) }), el("label", { for: "r-" + o.id }, o.nombre));
    return [contexto, el("div", { class: "kh-dos" }, el("form", { onsubmit: (e) => e.preventDefault() },
      reglas.secciones.map((s) => el("fieldset", {}, el("legend", {}, s.titulo), s.ayuda ? el("p", { class: "es" }, s.ayuda) : null, s.opciones.map(casilla),
        s.id === "demanda" ? el("div", { class: "kh-campo" }, el("label", { for: "r-alimentos" }, "Presupuesto público para comprar alimentos ", el("small", {}, "pesos al año; opcional")),
          el("input", { type: "text", inputmode: "decimal", id: "r-alimentos", maxlength: "24", value: app.estado.alimentos, oninput: (e) => app.cambiar({ alimentos: e.target.value.trim() }) })) : null))), salida, plan)];
  }

  const clave = (p) => p.paso.slice(0, 60);

  function renglon(app, p, i) {
    return el("li", {}, el("b", {}, p.paso), el("p", { class: "es" }, "Aliado: " + p.aliado + ". Instrumento: " + p.instrumento + ". Norma: " + p.norma + (p.estado === "por verificar" ? " (por verificar)." : ".") + (p.porque === "Siempre" ? "" : " Porque marcó «" + p.porque + "».")),
      p.herramienta ? el("p", { class: "es" }, el("a", { href: "../" + p.herramienta + "/index.html" + (app.municipio ? "#m=" + app.municipio.codigo : "") }, HERRAMIENTAS[p.herramienta])) : null,
      el("div", { class: "kh-quien" }, el("label", { for: "q-" + i }, "Responsable y fecha"),
        el("input", { type: "text", id: "q-" + i, maxlength: "120", value: app.estado.quien[clave(p)] || "", onchange: (e) => anotar(app, p, e.target.value.trim()) })));
  }

  function anotar(app, p, texto) {
    const quien = { ...app.estado.quien };
    if (texto) quien[clave(p)] = texto; else delete quien[clave(p)];
    app.cambiar({ quien });
  }

  function actualizar(app) {
    const m = app.municipio && referencia.municipios[app.municipio.codigo];
    const de = (id) => m.priv[referencia.privaciones.indexOf(id)];
    contexto.textContent = m ? "En " + app.municipio.nombre + ", " + porcentaje(de("priv_trabajo_informal")) + " de los hogares tienen trabajo informal y " + porcentaje(de("priv_dependencia_economica")) + ", alta dependencia económica (censo 2018)." : "Escoja su municipio para ver el trabajo informal y la dependencia económica.";
    const pasos = planDeRuta(reglas, app.estado.marcas);
    const avisos = avisosDeRuta(reglas, app.estado.marcas);
    const alimentos = app.estado.alimentos === "" ? null : leerNumero(app.estado.alimentos);
    document.getElementById("r-alimentos").setAttribute("aria-invalid", String(Number.isNaN(alimentos)));
    poner(salida, el("h2", {}, "Lectura"), avisos.length ? el("ul", {}, avisos.map((a) => el("li", {}, a))) : el("p", {}, pasos.length ? "La oferta y la demanda marcadas se corresponden." : "Marque oferta, demanda, barreras y personas para armar el plan."),
      alimentos === null ? null : Number.isNaN(alimentos) ? el("p", { class: "kh-error" }, "El presupuesto debe ser un número, por ejemplo 120.000.000.")
        : [el("p", { class: "ci kh-cifra k2" }, el("strong", {}, "$ " + numero(minimoDeCompraLocal(alimentos, compra))), el("span", {}, el("b", {}, "mínimo a productores locales"), el("br"), compra.pct + " % · " + compra.norma)), el("p", { class: "es" }, compra.advertencia)],
      el("p", { class: "es" }, pasos.length + (pasos.length === 1 ? " paso" : " pasos") + " en el plan."));
    if (plan.contains(document.activeElement) && plan.dataset.pasos === pasos.map(clave).join()) return;
    plan.dataset.pasos = pasos.map(clave).join();
    const fases = reglas.fases.filter((f) => pasos.some((p) => p.fase === f.id));
    poner(plan, pasos.length ? [el("h2", {}, "Plan"), el("p", { class: "av" }, reglas.aviso),
      fases.map((f) => [el("h3", {}, f.id + " ", el("small", {}, "hasta el mes " + f.mes)), el("ol", { class: "kh-plan" }, pasos.map((p, i) => (p.fase === f.id ? renglon(app, p, i) : null)))])] : null);
  }

  function csv(app) {
    const pasos = planDeRuta(reglas, app.estado.marcas);
    return [["fase", "hasta el mes", "paso", "aliado", "instrumento", "norma", "estado de la norma", "porque", "responsable y fecha"],
      ...pasos.map((p) => [p.fase, p.mes, p.paso, p.aliado, p.instrumento, p.norma, p.estado, p.porque, app.estado.quien[clave(p)] || ""]), [], [reglas.aviso]];
  }

  function leer(crudo) {
    exigir(crudo && Array.isArray(crudo.marcas) && crudo.marcas.every((m) => todas.includes(m)), "trae marcas que no existen");
    exigir(typeof crudo.alimentos === "string" && crudo.alimentos.length <= 24 && crudo.quien && typeof crudo.quien === "object", "le faltan datos");
    exigir(Object.entries(crudo.quien).every(([k, v]) => k.length <= 60 && typeof v === "string" && v.length <= 120), "un responsable no corresponde");
    return { marcas: todas.filter((id) => crudo.marcas.includes(id)), alimentos: crudo.alimentos, quien: { ...crudo.quien } };
  }

  window.KitH.abrir({ id: "ruta", nombre: "Ruta de inclusión productiva", version: 1, inicial, leer, pintar, actualizar, csv });
})();
