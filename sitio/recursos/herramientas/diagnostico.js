/* Autodiagnóstico institucional: respuestas de 0 a 4 con evidencia → puntaje, nivel, brechas y plan. */
(function () {
  "use strict";
  const { contar, el, exigir, expediente, numero, poner, svg, titulos } = window.KitH;
  const { conTope, medirDimension, generalDiagnostico, nivelDiagnostico } = window.KitCalculos;
  const reglas = window.KIT_DATOS.diagnostico;
  const referencia = window.KIT_DATOS.referencia;
  const items = reglas.dimensiones.flatMap((d) => d.items.map((i) => ({ ...i, dimension: d })));
  const { compromisoDe, leerPersonas, pintarRondas } = window.KitDiagnostico;
  const BRECHA = 2;
  const FORTALEZA = 3;
  const PRIMERAS = 6;
  let salida, detalle, medidores;

  const dicha = (app, id) => (app.estado.r[id] === undefined ? null : app.estado.r[id]);
  // La que cuenta: sin evidencia anotada, un 3 o un 4 valen 2.
  const respuesta = (app, id) => conTope(dicha(app, id), !!app.estado.n[id]);

  function pregunta(app, item) {
    const guardar = (valor) => app.cambiar({ r: { ...app.estado.r, [item.id]: valor } });
    const anotar = (texto) => {
      const n = { ...app.estado.n };
      if (texto) n[item.id] = texto;
      else delete n[item.id];
      app.cambiar({ n });
    };
    return el(
      "fieldset",
      { class: "herramienta-item", "data-origen": item.id },
      el("legend", {}, item.texto, item.critico ? el("small", {}, " · clave") : null),
      el(
        "div",
        { class: "herramienta-escala" },
        reglas.escala.map((rotulo, v) =>
          el(
            "label",
            { title: rotulo },
            el("input", {
              type: "radio",
              name: item.id,
              value: String(v),
              checked: dicha(app, item.id) === v,
              onchange: () => guardar(v),
            }),
            el("b", {}, v),
            el("span", {}, rotulo),
          ),
        ),
      ),
      el(
        "label",
        { class: "herramienta-evidencia", for: `evidencia-${item.id}` },
        "Evidencia ",
        el("small", {}, `(${item.evidencia.replace(/\.$/, "").toLowerCase()})`),
      ),
      el("input", {
        type: "text",
        id: `evidencia-${item.id}`,
        maxlength: "300",
        value: app.estado.n[item.id] || "",
        onchange: (e) => anotar(e.target.value.trim()),
      }),
    );
  }

  function pintar(app) {
    salida = el("section", { class: "herramienta-resultado", "aria-labelledby": "herramienta-titulo-resultado" });
    detalle = el("section", { class: "herramienta-ancho" });
    medidores = {};
    const bloques = reglas.dimensiones.map((d, i) => {
      medidores[d.id] = el("small", {});
      return el(
        "details",
        { class: "herramienta-bloque", open: i === 0 },
        el("summary", {}, el("span", {}, d.nombre), " ", medidores[d.id]),
        d.items.map((item) => pregunta(app, item)),
      );
    });
    return [
      el("p", { class: "aviso" }, reglas.aviso),
      el(
        "div",
        { class: "herramienta-dos-columnas" },
        el(
          "form",
          { onsubmit: (e) => e.preventDefault() },
          el("h2", {}, "Responda con evidencia a la mano"),
          el(
            "ol",
            { class: "herramienta-leyenda", start: "0" },
            reglas.escala.map((r) => el("li", {}, r)),
          ),
          bloques,
        ),
        salida,
        detalle,
      ),
    ];
  }

  function medir(app) {
    const dimensiones = reglas.dimensiones.map((d) => ({
      ...medirDimension(d.items.map((i) => respuesta(app, i.id))),
      nombre: d.nombre,
      id: d.id,
    }));
    return {
      dimensiones,
      general: generalDiagnostico(dimensiones),
      respondidos: dimensiones.reduce((s, d) => s + d.respondidos, 0),
    };
  }

  const nivel = (puntaje) => reglas.niveles[nivelDiagnostico(puntaje, reglas.niveles)].nombre;

  function radar(dimensiones) {
    const radio = 100;
    const punto = (i, parte) => {
      const a = (2 * Math.PI * i) / dimensiones.length - Math.PI / 2;
      return [(radio * parte * Math.cos(a)).toFixed(1), (radio * parte * Math.sin(a)).toFixed(1)];
    };
    const anillo = (parte) => dimensiones.map((_, i) => punto(i, parte).join(",")).join(" ");
    const texto = dimensiones
      .map((d) => `${d.nombre}, ${d.puntaje === null ? "sin respuestas" : numero(d.puntaje)}`)
      .join("; ");
    return svg(
      "svg",
      {
        class: "herramienta-radar",
        viewBox: "-190 -135 380 262",
        role: "img",
        "aria-label": `Puntaje de 0 a 100 por dimensión: ${texto}`,
      },
      [0.4, 0.6, 0.8, 1].map((p) => svg("polygon", { class: "malla", points: anillo(p) })),
      dimensiones.map((_, i) => {
        const [x2, y2] = punto(i, 1);
        return svg("line", { class: "malla", x1: 0, y1: 0, x2, y2 });
      }),
      svg("polygon", {
        class: "area",
        points: dimensiones.map((d, i) => punto(i, (d.puntaje || 0) / 100).join(",")).join(" "),
      }),
      dimensiones.map((d, i) => {
        const [x, y] = punto(i, 1.12);
        const ancla = Math.abs(Number(x)) < 10 ? "middle" : Number(x) > 0 ? "start" : "end";
        const palabras = d.nombre.split(" ");
        const corte = Math.ceil(palabras.length / 2);
        const lineas = [palabras.slice(0, corte).join(" "), palabras.slice(corte).join(" ")].filter(Boolean);
        return svg(
          "text",
          {
            x: ancla === "middle" ? x : Number(x) * 0.93,
            y: Number(y) + (Number(y) < 0 ? -8 : 4),
            "text-anchor": ancla,
          },
          lineas.map((l, n) => svg("tspan", { x: ancla === "middle" ? x : Number(x) * 0.93, dy: n ? 13 : 0 }, l)),
        );
      }),
    );
  }

  function comparar(app) {
    const propio = app.municipio && referencia.municipios[app.municipio.codigo];
    if (!app.municipio)
      return el("p", { class: "aclaracion" }, "Escoja su municipio para ver con qué grupo de capacidades se compara.");
    if (!propio || propio.grupo === null)
      return el(
        "p",
        { class: "aclaracion" },
        `${app.municipio.nombre} no tiene grupo en la Medición de Desempeño Municipal.`,
      );
    const grupo = referencia.medianas[propio.grupo];
    const filas = referencia.desempeno.map((id, i) => [referencia.nombres[id], propio.desempeno[i], grupo[id]]);
    const explicado =
      `${app.municipio.nombre} está en el grupo ${referencia.grupos[propio.grupo]}, con ${numero(grupo.municipios)} ` +
      "municipios. Este diagnóstico no usa esas cifras ni se suma con ellas: si su puntaje y el desempeño medido van " +
      "por caminos distintos, revise la evidencia.";
    const abajo = filas
      .slice(1)
      .filter((f) => f[1] !== null && f[1] < f[2])
      .map((f) => f[0].toLowerCase());
    return [
      el("p", {}, explicado),
      el(
        "table",
        { class: "tabla" },
        el("caption", { class: "solo-lector" }, `Desempeño medido por el DNP en ${referencia.periodos.mdm}`),
        titulos([`De 0 a 100, DNP ${referencia.periodos.mdm}`, app.municipio.nombre, "Mediana del grupo"]),
        el(
          "tbody",
          {},
          filas.map((f) =>
            el(
              "tr",
              {},
              el("th", { scope: "row" }, f[0]),
              el("td", {}, el("b", {}, numero(f[1], 1))),
              el("td", {}, numero(f[2], 1)),
            ),
          ),
        ),
      ),
      el(
        "p",
        { class: "aclaracion" },
        abajo.length
          ? `Por debajo de su grupo en: ${abajo.join(", ")}. Empiece la conversación por ahí.`
          : "En ningún componente está por debajo de su grupo.",
      ),
    ];
  }

  function brechas(app) {
    return items
      .filter((i) => respuesta(app, i.id) !== null && respuesta(app, i.id) <= BRECHA)
      .sort((a, b) => Number(b.critico) - Number(a.critico) || respuesta(app, a.id) - respuesta(app, b.id));
  }

  function plan(app) {
    const lista = brechas(app);
    if (!lista.length)
      return el("p", { class: "aclaracion" }, `El plan aparece con los ítems que queden entre 0 y ${BRECHA}.`);
    const accion = (i) => {
      const hoy = respuesta(app, i.id);
      const como = `${i.critico ? "Clave. " : ""}Hoy: ${hoy}, ${reglas.escala[hoy].toLowerCase()}. `;
      const modulo = el("a", { href: `../../${i.dimension.guia}` }, `Módulo ${i.dimension.modulo}`);
      const pasar = expediente.boton(app, compromisoDe(i));
      return el("li", {}, el("b", {}, i.mejora), " ", el("small", {}, como), modulo, " ", pasar);
    };
    const despues = lista.slice(PRIMERAS);
    return [
      el(
        "p",
        { class: "aclaracion" },
        "Van primero las claves y las de menor puntaje. Pocas acciones cumplidas valen más que muchas anotadas: " +
          "tome de tres a seis, con responsable y fecha.",
      ),
      el("ol", { class: "herramienta-plan" }, lista.slice(0, PRIMERAS).map(accion)),
      despues.length
        ? el(
            "details",
            { class: "herramienta-mas herramienta-imprimir" },
            el("summary", {}, `Para después: ${contar(despues.length, "acción", "acciones")}`),
            el("ol", { class: "herramienta-plan", start: String(PRIMERAS + 1) }, despues.map(accion)),
          )
        : null,
    ];
  }

  const llevarPlan = (app, lista) =>
    expediente.llevar(app, lista.slice(0, PRIMERAS).map(compromisoDe), () => actualizar(app));

  const decirNiveles = () => reglas.niveles.map((n) => `${n.nombre.toLowerCase()} desde ${n.desde}`).join(", ");

  function puntajes(dimensiones) {
    const filas = dimensiones.map((d) =>
      el(
        "tr",
        {},
        el("th", { scope: "row" }, d.nombre),
        el("td", {}, d.puntaje === null ? "—" : numero(d.puntaje)),
        el("td", {}, d.completa ? nivel(d.puntaje) : `faltan ${d.items - d.respondidos}`),
      ),
    );
    return el(
      "table",
      { class: "tabla" },
      el("caption", { class: "solo-lector" }, "Puntaje por dimensión"),
      titulos(["Dimensión", "Puntaje", "Nivel"]),
      el("tbody", {}, filas),
    );
  }

  function general(m) {
    if (m.general === null) {
      const van = `Van ${m.respondidos} de ${items.length} respuestas.`;
      return el("p", { "aria-live": "polite" }, `${van} El nivel general aparece cuando estén todas.`);
    }
    return el(
      "p",
      { class: "tarjeta-cifra herramienta-cifra tono-2", "aria-live": "polite" },
      el("strong", {}, numero(m.general)),
      el("span", {}, el("b", {}, `Nivel ${nivel(m.general).toLowerCase()}`), el("br"), "de 100 puntos"),
    );
  }

  function fortalezas(app) {
    const fuertes = items.filter((i) => respuesta(app, i.id) >= FORTALEZA && respuesta(app, i.id) !== null);
    const topadas = items.filter((i) => dicha(app, i.id) >= FORTALEZA && !app.estado.n[i.id]).length;
    const aviso = topadas
      ? el(
          "p",
          { class: "aviso" },
          contar(topadas, "respuesta de 3 o 4 cuenta como 2", "respuestas de 3 o 4 cuentan como 2"),
          ": no tienen evidencia anotada.",
        )
      : null;
    if (!fuertes.length)
      return [el("p", { class: "aclaracion" }, "Todavía ningún ítem en 3 o 4 con su evidencia."), aviso];
    const renglones = fuertes.map((i) => el("li", {}, i.texto));
    return [el("ul", {}, renglones), aviso];
  }

  function actualizar(app) {
    const m = medir(app);
    m.dimensiones.forEach((d) => {
      const medido = d.puntaje === null ? "" : ` · ${numero(d.puntaje)} de 100`;
      medidores[d.id].textContent = `${d.respondidos} de ${d.items}${medido}`;
    });
    poner(
      salida,
      el("h2", { id: "herramienta-titulo-resultado" }, "Resultado"),
      general(m),
      radar(m.dimensiones),
      puntajes(m.dimensiones),
      el("p", { class: "aclaracion" }, `Niveles: ${decirNiveles()}. Son una propuesta del kit.`),
    );
    const lista = brechas(app);
    poner(
      detalle,
      el("h2", {}, "Fortalezas"),
      fortalezas(app),
      el("h2", {}, "Brechas y plan de cualificación sugerido"),
      plan(app),
      lista.length > 1
        ? el("button", { type: "button", onclick: () => llevarPlan(app, lista) }, "Pasar las primeras a compromisos")
        : null,
      " ",
      lista.length && window.KitPlan.boton({ app, m, lista: lista.slice(0, PRIMERAS), items, respuesta, nivel }),
      el("h2", {}, "Rondas y personas"),
      pintarRondas(app, items),
      el("h2", {}, "Frente a su grupo de capacidades"),
      comparar(app),
    );
  }

  function csv(app) {
    const m = medir(app);
    return [
      ["dimension", "item", "respuesta", "significado", "clave", "evidencia", "accion sugerida"],
      ...items.map((i) => {
        const r = respuesta(app, i.id);
        return [
          i.dimension.nombre,
          i.texto,
          r === null ? "" : r,
          r === null ? "" : reglas.escala[r],
          i.critico ? "sí" : "no",
          app.estado.n[i.id] || "",
          r !== null && r <= BRECHA ? i.mejora : "",
        ];
      }),
      [],
      ["Dimensión", "Puntaje de 0 a 100"],
      ...m.dimensiones.map((d) => [d.nombre, d.puntaje === null ? "" : d.puntaje]),
      ["General", m.general === null ? "" : m.general],
      [reglas.aviso],
    ];
  }

  function leer(crudo) {
    exigir(
      crudo && crudo.r && crudo.n && typeof crudo.r === "object" && typeof crudo.n === "object",
      "no trae respuestas",
    );
    const ids = items.map((i) => i.id);
    exigir(
      Object.entries(crudo.r).every(
        ([id, v]) => ids.includes(id) && Number.isInteger(v) && v >= 0 && v < reglas.escala.length,
      ),
      "una respuesta no es de 0 a 4 o es de un ítem que no existe",
    );
    exigir(
      Object.entries(crudo.n).every(([id, v]) => ids.includes(id) && typeof v === "string" && v.length <= 300),
      "una evidencia no corresponde",
    );
    return { r: { ...crudo.r }, n: { ...crudo.n }, personas: leerPersonas(crudo.personas, ids) };
  }

  function resumen(app) {
    const m = medir(app);
    return m.general === null
      ? `${m.respondidos} de ${items.length} respuestas`
      : `${numero(m.general)} de 100 · nivel ${nivel(m.general).toLowerCase()}`;
  }

  window.KitH.abrir({
    id: "diagnostico",
    nombre: "Autodiagnóstico institucional",
    version: 1,
    inicial: () => ({ r: {}, n: {}, personas: [] }),
    leer,
    pintar,
    actualizar,
    csv,
    resumen,
  });
})();
