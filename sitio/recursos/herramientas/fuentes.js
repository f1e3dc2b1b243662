/* Mapa de fuentes: del problema a quién lo puede pagar, con las cuentas fiscales del municipio. */
(function () {
  "use strict";
  const { el, exigir, leerNumero, numero, poner, porcentaje } = window.KitH;
  const calculos = window.KitCalculos;
  const reglas = window.KIT_DATOS.fuentes;
  const referencia = window.KIT_DATOS.referencia;
  const fuente = (id) => reglas.fuentes.find((f) => f.id === id);
  const pesos = (valor) => "$ " + numero(valor);
  const CAMPOS = [
    ["poblacion", "Población", "habitantes certificados por el DANE"], ["icld", "Ingresos corrientes de libre destinación (ICLD)", "pesos del año"],
    ["salario", "Salario mínimo mensual del mismo año", "pesos"], ["gasto", "Gasto de funcionamiento", "pesos del año; opcional"], ["honorarios", "Honorarios del concejo", "pesos del año; opcional"],
    ["total", "Propósito general del SGP", "pesos"], ["menores", "De eso, por tener menos de 25.000 habitantes", "pesos; 0 si no aplica"], ["libre", "Libre destinación", "% del propósito general"],
    ["alimentos", "Presupuesto para comprar alimentos", "pesos"],
  ];
  const GRUPOS = [["Categoría y límites", ["poblacion", "icld", "salario", "gasto", "honorarios"]], ["Propósito general", ["total", "menores", "libre"]], ["Compra local", ["alimentos"]]];
  let mapa, cuentas;

  const inicial = () => ({ problema: "", anio: "2026", frontera: false, exento: false, anterior: "", ...Object.fromEntries(CAMPOS.map((c) => [c[0], ""])) });

  /* Lo que el kit sabe del municipio, como punto de partida que se puede corregir. */
  function alMunicipio(app) {
    const m = app.municipio && referencia.municipios[app.municipio.codigo];
    const texto = (v, escala) => (v === null || v === undefined ? "" : numero(Math.round(v * escala)));
    const previos = m ? { poblacion: texto(m.poblacion, 1), icld: texto(m.icld, 1e6), gasto: texto(m.gasto, 1e6), total: texto(m.pg, 1e6), menores: texto(m.pg_menores, 1e6), anterior: m.categoria === null ? "" : String(m.categoria) } : { poblacion: "", icld: "", gasto: "", total: "", menores: "", anterior: "" };
    Object.assign(app.estado, previos, { problema: m ? problemas(app)[0] : "", libre: m && m.categoria >= 4 ? "42" : "0" });
    app.repintar();
  }

  function problemas(app) {
    const m = app.municipio && referencia.municipios[app.municipio.codigo];
    const ids = referencia.privaciones.slice();
    return m ? ids.sort((a, b) => (m.priv[referencia.privaciones.indexOf(b)] || 0) - (m.priv[referencia.privaciones.indexOf(a)] || 0)) : ids;
  }

  function rotulo(app, id) {
    const m = app.municipio && referencia.municipios[app.municipio.codigo];
    const valor = m && m.priv[referencia.privaciones.indexOf(id)];
    return referencia.nombres[id] + (typeof valor === "number" ? " (" + porcentaje(valor) + " de los hogares, censo 2018)" : "");
  }

  function entrada(app, [id, nombre, ayuda]) {
    return el("div", { class: "kh-campo" }, el("label", { for: "i-" + id }, nombre, " ", el("small", {}, ayuda)),
      el("input", { type: "text", inputmode: "decimal", id: "i-" + id, maxlength: "24", value: app.estado[id], oninput: (e) => app.cambiar({ [id]: e.target.value.trim() }) }));
  }

  const lista = (app, id, nombre, opciones) => el("div", { class: "kh-campo" }, el("label", { for: "i-" + id }, nombre),
    el("select", { id: "i-" + id, onchange: (e) => app.cambiar({ [id]: e.target.value }) }, opciones.map((o) => el("option", { value: o[0], selected: o[0] === app.estado[id] }, o[1]))));

  const marca = (app, id, nombre) => el("div", { class: "kh-marca" }, el("input", { type: "checkbox", id: "i-" + id, checked: app.estado[id], onchange: (e) => app.cambiar({ [id]: e.target.checked }) }), el("label", { for: "i-" + id }, nombre));

  function pintar(app) {
    mapa = el("section", { "aria-live": "polite" });
    cuentas = el("section", { class: "kh-resultado" });
    const extras = { poblacion: () => [lista(app, "anterior", "Categoría del año anterior", [["", "No aplicar el cambio máximo"], ...reglas.rangos.map((r, i) => [String(i), r.nombre])]), lista(app, "anio", "Vigencia de la personería", ["2025", "2026", "2027", "2028", "2029"].map((a) => [a, a])), marca(app, "frontera", "Es municipio de frontera")], total: () => [marca(app, "exento", "Exento del ahorro en FONPET, con certificación")], alimentos: () => [] };
    return [el("section", {}, el("h2", {}, "¿Qué problema quiere resolver?"), el("div", { class: "kh-municipio" }, lista(app, "problema", "Privación", [["", "Escoja una privación…"], ...problemas(app).map((p) => [p, rotulo(app, p)])])), mapa),
      el("h2", {}, "¿Con cuánto margen?"),
      el("p", { class: "es" }, "Si escogió municipio, las casillas traen lo que el kit tiene: población proyectada de " + referencia.periodos.poblacion + ", ICLD y gasto de " + (referencia.periodos.icld || "—") + ", propósito general de " + (referencia.periodos.pg || "—") + " y categoría de " + referencia.periodos.categoria + ". Corríjalas con sus cifras certificadas: son de años distintos."),
      el("div", { class: "kh-dos" }, el("form", { onsubmit: (e) => e.preventDefault() }, GRUPOS.map(([titulo, ids]) => el("fieldset", {}, el("legend", {}, titulo), el("div", { class: "kh-fila" }, ids.map((id) => entrada(app, CAMPOS.find((c) => c[0] === id)))), extras[ids[0]]()))), cuentas)];
  }

  function tarjeta(f) {
    return el("article", { class: "kh-fuente" }, el("h3", {}, f.nombre, " ", el("span", { class: "kh-estado" + (f.estado === "confirmada" ? "" : " duda") }, f.estado === "confirmada" ? "norma confirmada" : "por verificar")),
      el("dl", {}, [["Financia", f.si], ["No financia", f.no], ["Requisitos", f.requisitos.join("; ") + "."], ["Quién gestiona", f.gestiona], ["Norma", f.norma]].map(([t, d]) => [el("dt", {}, t), el("dd", {}, d)])));
  }

  const valores = (e) => Object.fromEntries(CAMPOS.map(([id]) => [id, e[id] === "" ? null : leerNumero(e[id])]));

  /* Cada cuenta: [título, resultado, cómo, norma]; resultado null dice qué falta. */
  function calcular(e) {
    const v = valores(e);
    const filas = [];
    const falta = (titulo, que) => filas.push([titulo, null, "Falta " + que + ".", ""]);
    const malos = CAMPOS.filter(([id]) => Number.isNaN(v[id]));
    if (malos.length) return { malos, filas };
    let categoria = null;
    if (v.poblacion === null || v.icld === null || !v.salario) falta("Categoría", "población, ICLD o salario mínimo");
    else {
      const opciones = { frontera: e.frontera, anterior: e.anterior === "" ? null : Number(e.anterior) };
      let c = calculos.categorizar(v.poblacion, v.icld / v.salario, reglas.rangos, opciones);
      const pasa = v.gasto !== null && v.gasto > calculos.limiteDeGasto(v.icld, c.categoria, reglas.rangos);
      if (pasa) c = calculos.categorizar(v.poblacion, v.icld / v.salario, reglas.rangos, { ...opciones, excedeGasto: true });
      categoria = c.categoria;
      const nombre = (i) => reglas.rangos[i].nombre.toLowerCase();
      filas.push(["Categoría", reglas.rangos[categoria].nombre, "Por población, " + nombre(c.por_poblacion) + "; por ICLD (" + numero(v.icld / v.salario) + " salarios), " + nombre(c.por_icld) + "." + (pasa ? " El gasto supera el límite: baja un escalón." : ""), reglas.norma_rangos]);
      const limite = calculos.limiteDeGasto(v.icld, categoria, reglas.rangos);
      filas.push(["Límite de funcionamiento, administración central", pesos(limite), reglas.rangos[categoria].limite_pct + " % de los ICLD." + (v.gasto === null ? "" : v.gasto > limite ? " Lo supera en " + pesos(v.gasto - limite) + "." : " Margen: " + pesos(limite - v.gasto) + "."), reglas.norma_gasto]);
      if (v.honorarios === null) falta("Límite del concejo", "los honorarios del concejo");
      else filas.push(["Límite del concejo", pesos(calculos.limiteDeConcejo(v.honorarios, v.icld, v.salario, reglas.concejo)), v.icld <= reglas.concejo.icld_pequeno ? "Honorarios más " + reglas.concejo.salarios_pequeno + " salarios mínimos, porque los ICLD no superan $ 1.000 millones (la ley mira los del año anterior)." : "Honorarios más 1,5 % de los ICLD.", reglas.concejo.norma]);
      const derivado = categoria >= reglas.personeria.pct_icld.length;
      filas.push(["Límite de la personería, " + e.anio, pesos(calculos.limiteDePersoneria(v.icld, v.salario, categoria, Number(e.anio), reglas.personeria)), derivado ? reglas.personeria.advertencia : numero(reglas.personeria.pct_icld[categoria], 1) + " % de los ICLD.", reglas.personeria.norma]);
    }
    const conocida = categoria === null && e.anterior !== "" ? Number(e.anterior) : categoria;
    if (v.total === null || conocida === null) falta("Reparto del propósito general", v.total === null ? "el propósito general" : "la categoría");
    else {
      const tope = conocida >= 4 ? reglas.proposito_general.libre_pct : 0;
      const r = calculos.repartirPropositoGeneral(v.total, v.menores || 0, conocida, v.libre || 0, reglas.proposito_general, e.exento);
      if (!r) filas.push(["Reparto del propósito general", null, (v.libre || 0) > tope ? "La libre destinación no puede pasar de " + tope + " % en la categoría " + reglas.rangos[conocida].nombre.toLowerCase() + "." : "La libre destinación y la parte de menos de 25.000 habitantes superan el total.", reglas.proposito_general.norma]);
      else [["Libre destinación", r.libre_destinacion, "Se puede usar en funcionamiento o inversión."], ["Deporte", r.deporte, "4 % de la base de " + pesos(r.base) + " (total menos libre destinación y menos la parte de menos de 25.000 habitantes)."], ["Cultura", r.cultura, "3 % de la misma base."], ["FONPET", r.fonpet, e.exento ? "Exento." : "10 % de la misma base."], ["Libre inversión", r.inversion, "Lo demás."]].forEach((f) => filas.push(["Propósito general: " + (f[0] === "FONPET" ? f[0] : f[0].toLowerCase()), pesos(f[1]), f[2], reglas.proposito_general.norma]));
    }
    if (v.alimentos === null) falta("Compra local mínima", "el presupuesto de alimentos");
    else filas.push(["Compra local mínima", pesos(calculos.minimoDeCompraLocal(v.alimentos, reglas.compra_local)), reglas.compra_local.pct + " % del presupuesto de alimentos. " + reglas.compra_local.advertencia, reglas.compra_local.norma]);
    return { malos, filas };
  }

  function actualizar(app) {
    const ids = reglas.problemas[app.estado.problema] || [];
    poner(mapa, ids.length ? [el("p", {}, numero(ids.length) + (ids.length === 1 ? " fuente posible" : " fuentes posibles") + " para «" + referencia.nombres[app.estado.problema] + "». El orden va de la más directa a la complementaria, a juicio del kit."), el("div", { class: "kh-fuentes" }, ids.map((id) => tarjeta(fuente(id))))] : el("p", { class: "es" }, "Escoja una privación para ver con qué se puede pagar."));
    const { malos, filas } = calcular(app.estado);
    CAMPOS.forEach(([id]) => document.getElementById("i-" + id).setAttribute("aria-invalid", String(malos.some((m) => m[0] === id))));
    poner(cuentas, el("h2", {}, "Las cuentas"), malos.length ? el("p", { class: "kh-error", role: "status" }, "No se entiende: " + malos.map((m) => m[1].toLowerCase()).join(", ") + ". Escriba solo números, por ejemplo 1.250.000.000.") :
      el("dl", { class: "kh-cuentas" }, filas.map(([t, r, como, norma]) => el("div", {}, el("dt", {}, t), el("dd", {}, r ? el("b", {}, r) : null, el("small", {}, como), norma ? el("small", { class: "kh-norma" }, norma) : null)))));
  }

  function csv(app) {
    const ids = reglas.problemas[app.estado.problema] || [];
    return [["fuente", "financia", "no financia", "requisitos", "quién gestiona", "norma", "estado"], ...ids.map(fuente).map((f) => [f.nombre, f.si, f.no, f.requisitos.join("; "), f.gestiona, f.norma, f.estado]),
      [], ["cuenta", "resultado", "cómo", "norma"], ...calcular(app.estado).filas.map((f) => [f[0], f[1] || "", f[2], f[3]])];
  }

  function leer(crudo) {
    const modelo = inicial();
    exigir(crudo && Object.keys(modelo).every((k) => typeof crudo[k] === typeof modelo[k]), "le faltan datos");
    exigir(crudo.problema === "" || reglas.problemas[crudo.problema], "la privación no existe");
    exigir(/^[0-6]?$/.test(crudo.anterior) && /^20(2[5-9])$/.test(crudo.anio), "una opción no existe");
    exigir(CAMPOS.every(([id]) => crudo[id].length <= 24), "una cifra es demasiado larga");
    return Object.fromEntries(Object.keys(modelo).map((k) => [k, crudo[k]]));
  }

  window.KitH.abrir({ id: "fuentes", nombre: "Mapa de fuentes", version: 1, inicial, leer, pintar, actualizar, csv, alMunicipio });
})();
