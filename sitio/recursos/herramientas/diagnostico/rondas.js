/* Las rondas del autodiagnóstico: qué respondió cada persona antes y después, cuánto se separan y cuánto cambió. Y cada
   brecha como compromiso. */
(function () {
  "use strict";
  const { contar, el, exigir, leerArchivo, numero, titulos } = window.KitH;
  const { conTope, consenso, medirDimension } = window.KitCalculos;
  const reglas = window.KIT_DATOS.diagnostico;
  const RONDAS = [
    ["antes", "Antes"],
    ["despues", "Después"],
  ];
  const MAXIMO = 60;
  const PESO = 2e6;
  const SEPARADAS = 2;

  /** @param {any} v @param {string[]} ids */
  const respuestasBien = (v, ids) =>
    !!v &&
    typeof v === "object" &&
    Object.entries(v).every(([id, n]) => ids.includes(id) && Number.isInteger(n) && n >= 0 && n < reglas.escala.length);

  /* Lo guardado de cada persona, comprobado; los archivos de antes no lo traen. */
  function leerPersonas(crudas, ids) {
    if (crudas === undefined) return [];
    exigir(Array.isArray(crudas) && crudas.length <= MAXIMO, `trae más de ${MAXIMO} personas`);
    return crudas.map((p) => {
      const ronda = p && RONDAS.some(([id]) => id === p.ronda);
      exigir(ronda && typeof p.rol === "string" && p.rol.length <= 60, "una persona no dice su rol o su ronda");
      exigir(respuestasBien(p.r, ids), "una persona trae respuestas que no existen");
      return { rol: p.rol, ronda: p.ronda, r: { ...p.r } };
    });
  }

  // Lo que cuenta de lo que una persona respondió: con el mismo tope que el grupo.
  const topadas = (r, n) => Object.fromEntries(Object.entries(r).map(([id, v]) => [id, conTope(v, !!n[id])]));

  function anotar(app, rol, ronda) {
    if (!Object.keys(app.estado.r).length) {
      app.avisar("Primero responda: no hay respuestas para anotar.", true);
      return;
    }
    const nueva = { rol: rol.trim() || "Sin rol", ronda, r: topadas(app.estado.r, app.estado.n) };
    app.cambiar({ personas: [...app.estado.personas, nueva] });
    app.avisar(`Se anotaron las respuestas de ${nueva.rol}. Ya puede responder otra persona.`);
  }

  async function sumar(app, evento, ronda) {
    const archivos = Array.from(evento.target.files);
    evento.target.value = "";
    const ids = reglas.dimensiones.flatMap((d) => d.items.map((i) => i.id));
    const nuevas = [];
    const malos = [];
    for (const archivo of archivos) {
      try {
        const { herramienta, estado } = JSON.parse(await leerArchivo(archivo, PESO));
        const sirve = herramienta === "diagnostico" && estado && respuestasBien(estado.r, ids);
        if (!sirve) throw new Error("no es un autodiagnóstico guardado");
        const rol = archivo.name.replace(/\.json$/i, "").slice(0, 60);
        nuevas.push({ rol, ronda, r: topadas(estado.r, estado.n || {}) });
      } catch (_) {
        malos.push(`«${archivo.name}» no es un autodiagnóstico guardado.`);
      }
    }
    app.cambiar({ personas: [...app.estado.personas, ...nuevas].slice(0, MAXIMO) });
    app.avisar([`Se sumaron ${nuevas.length} de ${archivos.length} archivos.`, ...malos].join(" "), malos.length > 0);
  }

  const deRonda = (app, ronda) => app.estado.personas.filter((p) => p.ronda === ronda);
  const delItem = (personas, id) => consenso(personas.map((p) => (p.r[id] === undefined ? null : p.r[id])));

  /* Donde las personas se separan dos puntos o más: de eso se conversa. */
  function separados(personas, items) {
    const filas = items
      .map((item) => ({ item, c: delItem(personas, item.id) }))
      .filter(({ c }) => c && c.maximo - c.minimo >= SEPARADAS)
      .sort((a, b) => a.c.acuerdo - b.c.acuerdo || b.c.maximo - b.c.minimo - (a.c.maximo - a.c.minimo));
    if (!filas.length) return el("p", { class: "aclaracion" }, "Nadie se separa dos puntos o más en ningún ítem.");
    return el(
      "table",
      { class: "tabla herramienta-a-la-izquierda" },
      el("caption", {}, "Ítems en que no hay acuerdo"),
      titulos(["Ítem", "Mediana", "Dispersión", "Acuerdo"]),
      el(
        "tbody",
        {},
        filas.map(({ item, c }) =>
          el(
            "tr",
            {},
            el("th", { scope: "row" }, item.texto),
            el("td", {}, numero(c.mediana)),
            el("td", {}, `de\u00a0${c.minimo}\u00a0a\u00a0${c.maximo}`),
            el("td", {}, `${numero(c.acuerdo)}\u00a0%`),
          ),
        ),
      ),
    );
  }

  const puntaje = (personas, dimension) =>
    medirDimension(
      dimension.items.map((i) => {
        const c = delItem(personas, i.id);
        return c && c.mediana;
      }),
    ).puntaje;

  function cambio(app) {
    const [antes, despues] = RONDAS.map(([id]) => deRonda(app, id));
    if (!antes.length || !despues.length) return null;
    const linea = (d) => {
      const [a, b] = [puntaje(antes, d), puntaje(despues, d)];
      const dicho = a === null || b === null ? "sin las dos rondas" : `de ${numero(a)} a ${numero(b)}`;
      return el("li", {}, `${d.nombre}: ${dicho}`);
    };
    return [
      el("p", {}, "De antes a después, con la mediana del grupo, de 0 a 100:"),
      el("ul", {}, reglas.dimensiones.map(linea)),
    ];
  }

  function controles(app) {
    const rol = el("input", { id: "ronda-rol", maxlength: 60, placeholder: "Hacienda" });
    const cual = el(
      "select",
      { id: "ronda-cual" },
      RONDAS.map(([id, nombre]) => el("option", { value: id }, nombre)),
    );
    const archivo = el("input", {
      type: "file",
      id: "ronda-archivos",
      class: "solo-lector",
      tabindex: "-1",
      multiple: true,
      accept: ".json",
      "aria-label": "Autodiagnósticos guardados",
      onchange: (e) => sumar(app, e, cual.value),
    });
    const campo = (id, nombre, control) =>
      el("div", { class: "herramienta-campo" }, el("label", { for: id }, nombre), control);
    return el(
      "div",
      { class: "herramienta-no-impreso" },
      campo("ronda-cual", "Ronda", cual),
      campo("ronda-rol", "Quién respondió (su rol, no su nombre)", rol),
      el("button", { type: "button", onclick: () => anotar(app, rol.value, cual.value) }, "Anotar estas respuestas"),
      el("button", { type: "button", onclick: () => archivo.click() }, "Sumar archivos"),
      archivo,
    );
  }

  function pintarRondas(app, items) {
    const resumen = RONDAS.map(
      ([id, nombre]) => `${nombre}: ${contar(deRonda(app, id).length, "persona", "personas")}`,
    );
    const ultima = deRonda(app, "despues").length > 1 ? "despues" : "antes";
    return el(
      "div",
      { class: "diagnostico-rondas" },
      controles(app),
      el("p", { class: "aclaracion" }, `${resumen.join(". ")}.`),
      deRonda(app, ultima).length > 1 ? separados(deRonda(app, ultima), items) : null,
      cambio(app),
    );
  }

  /* Una brecha como compromiso, con su vuelta al ítem. */
  const compromisoDe = (item) => ({
    que: item.mejora,
    evidencia: item.evidencia,
    sesion: "capacidades",
    origen: { herramienta: "diagnostico", id: item.id },
  });

  window.KitDiagnostico = { compromisoDe, leerPersonas, pintarRondas };
})();
