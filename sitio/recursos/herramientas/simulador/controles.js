/* Los controles del simulador: quién puede entrar, hasta dónde alcanza, en qué orden y contra qué se mide. */
/** @typedef {Event & {target: HTMLInputElement | HTMLSelectElement}} CambioDeCampo */

(function () {
  "use strict";
  const { el, leerNumero, numero } = window.KitH;
  const { codigosSisben, enCentavos } = window.KitCalculos;
  const simulador = (window.KitSimulador = window.KitSimulador || /** @type {KitSimulador} */ ({}));
  const { instrumentos } = window.KIT_DATOS;
  const sisben = /** @type {Instrumento} */ (instrumentos.find((i) => i.id === "sisben_iv"));
  const niveles = codigosSisben(sisben).map((c) => [c, c]);
  const OBJETIVOS = [
    ["pobre", "Hogares pobres según la base"],
    ["A", "Grupo A"],
    ["AB", "Grupos A y B"],
  ];
  const PRIORIDADES = [
    ["orden", "Menor grupo y nivel primero"],
    ["menores", "Más menores de edad primero"],
    ["personas", "Más personas primero"],
    ["sorteo", "Solo sorteo"],
  ];
  const UNIDADES = [
    ["hogares", "Hogares"],
    ["personas", "Personas"],
  ];
  const LIMITES = [
    ["cupo", "Cupo de hogares"],
    ["presupuesto", "Presupuesto"],
    ["ambos", "Cupo y presupuesto"],
  ];
  const REPARTOS = [
    ["ninguno", "No: uno solo para todos"],
    ["pobres", "Por cuántas personas pobres hay"],
    ["incidencia", "Por qué tan frecuente es la pobreza"],
    ["mixta", "Mitad y mitad"],
  ];

  /**
   * @param {Pick<AplicacionDelSimulador, "estado" | "cambiar">} app
   * @param {keyof EstadoDelSimulador} id
   * @param {string} rotulo
   * @param {string[][] | null} [opciones]
   * @param {string} [ayuda]
   */
  function campo(app, id, rotulo, opciones, ayuda) {
    const control = opciones
      ? el(
          "select",
          {
            id: `simulador-${id}`,
            onchange: (/** @type {CambioDeCampo} */ e) => app.cambiar({ [id]: e.target.value }),
          },
          opciones.map((o) => el("option", { value: o[0], selected: o[0] === app.estado[id] }, o[1])),
        )
      : el("input", {
          type: "text",
          id: `simulador-${id}`,
          inputmode: id === "semilla" ? null : "decimal",
          maxlength: "20",
          value: app.estado[id],
          oninput: (/** @type {CambioDeCampo} */ e) => app.cambiar({ [id]: e.target.value.trim() }),
        });
    return el(
      "div",
      { class: "herramienta-campo" },
      el("label", { for: `simulador-${id}` }, rotulo, ayuda ? el("small", {}, ` ${ayuda}`) : null),
      control,
    );
  }

  /** @param {string} titulo @param {HTMLElement[]} campos */
  const grupo = (titulo, ...campos) =>
    el("fieldset", {}, el("legend", {}, titulo), el("div", { class: "herramienta-fila" }, campos));

  /**
   * Una lista que cambia los campos que siguen: se vuelven a pintar y el foco queda en ella.
   * @param {AplicacionDelSimulador} app
   * @param {"limite" | "reparto"} id
   * @param {string} rotulo
   * @param {string[][]} opciones
   */
  function queRepinta(app, id, rotulo, opciones) {
    const { estado } = app;
    const cambiar = (/** @type {Partial<EstadoDelSimulador>} */ parcial) => {
      Object.assign(estado, parcial);
      app.repintar();
      document.getElementById(`simulador-${id}`)?.focus();
    };
    return campo({ estado, cambiar }, id, rotulo, opciones);
  }

  /** Por dónde se reparte y se mira el resultado. @param {AplicacionDelSimulador} app */
  function territorio(app) {
    const elegir = (/** @type {CambioDeCampo} */ e) => app.cambiarPor(e.target.value);
    const opciones = app.territorios.map((t) =>
      el("option", { value: t.campo, selected: t.campo === app.por }, `${t.nombre} (${numero(t.cuantos)})`),
    );
    return el(
      "div",
      { class: "herramienta-campo" },
      el("label", { for: "simulador-por" }, "Territorio"),
      el("select", { id: "simulador-por", onchange: elegir }, opciones),
    );
  }

  /** Si el cupo se reparte entre territorios. @param {AplicacionDelSimulador} app */
  function reparto(app) {
    if (!app.territorios.length) return [];
    if (app.estado.limite === "presupuesto") return [territorio(app)];
    const entre = queRepinta(app, "reparto", "Repartir el cupo entre territorios", REPARTOS);
    const minimo = campo(app, "minimo", "Mínimo por territorio", null, "(hogares)");
    return [entre, territorio(app), ...(app.estado.reparto === "ninguno" ? [] : [minimo])];
  }

  /** @param {AplicacionDelSimulador} app @param {string} titulo */
  function hastaDonde(app, titulo) {
    const { limite } = app.estado;
    const elegir = queRepinta(app, "limite", "Hasta dónde alcanza", LIMITES);
    const cupo = campo(app, "cupo", "Cupo", null, "(hogares)");
    const presupuesto = campo(app, "presupuesto", "Presupuesto", null, "(pesos)");
    const costo = campo(app, "costo", "Costo por hogar", null, "(pesos)");
    const propios = { cupo: [cupo], presupuesto: [presupuesto, costo], ambos: [cupo, presupuesto, costo] }[limite];
    return grupo(titulo, elegir, ...(propios || []), ...reparto(app));
  }

  /** Los dos cortes, con lo que quieren decir. @param {AplicacionDelSimulador} app @param {string} titulo */
  function quienEntra(app, titulo) {
    const { ayuda, decir } = window.KitAyudas.deGrupos(() => [app.estado.corte, app.estado.otro]);
    const corte = campo(app, "corte", "Entran de A1 hasta", niveles);
    const otro = campo(app, "otro", "Comparar con el corte", niveles);
    const nodo = grupo(titulo, corte, otro);
    nodo.addEventListener("change", decir);
    nodo.append(ayuda);
    return nodo;
  }

  /** Las reglas que se prueban; la base se escoge aparte y es el paso anterior. @type {KitSimulador["controles"]} */
  const controles = (app, desde = 2) => [
    quienEntra(app, `${desde}. Quién puede entrar`),
    hastaDonde(app, `${desde + 1}. Hasta dónde alcanza`),
    grupo(
      `${desde + 2}. En qué orden`,
      campo(app, "primero", "Primero", PRIORIDADES),
      campo(app, "luego", "Si empatan", PRIORIDADES),
      campo(app, "semilla", "Semilla del sorteo", null, "(publíquela antes)"),
    ),
    grupo(
      `${desde + 3}. Contra qué se mide`,
      campo(app, "objetivo", "Población objetivo", OBJETIVOS),
      campo(app, "unidad", "Contar en", UNIDADES),
    ),
  ];

  /** El cupo y cómo se reparte; null si lo escrito no sirve. @param {EstadoDelSimulador} e @returns {Limites | null} */
  function limiteDeCupo(e) {
    const cupo = leerNumero(e.cupo);
    if (!Number.isInteger(cupo)) return null;
    if (e.reparto === "ninguno") return { cupo };
    const minimo = leerNumero(e.minimo);
    return Number.isInteger(minimo)
      ? { cupo, reparto: { regla: /** @type {ReglaDeReparto} */ (e.reparto), minimo } }
      : null;
  }

  /** @param {EstadoDelSimulador} e @returns {Limites | null} */
  function limiteDePresupuesto(e) {
    const presupuesto = leerNumero(e.presupuesto);
    const costo = leerNumero(e.costo);
    return enCentavos(presupuesto) !== null && Number(enCentavos(costo)) > 0 ? { presupuesto, costo } : null;
  }

  /** El cupo, el presupuesto o los dos; null si lo escrito no sirve. @type {KitSimulador["limitesDe"]} */
  function limites(e) {
    const cupo = e.limite === "presupuesto" ? {} : limiteDeCupo(e);
    const presupuesto = e.limite === "cupo" ? {} : limiteDePresupuesto(e);
    return cupo && presupuesto && { ...cupo, ...presupuesto };
  }

  /** Qué corregir si los límites no sirven. @type {KitSimulador["limiteMalo"]} */
  function limiteMalo(e) {
    if (e.limite === "presupuesto" || limiteDeCupo(e))
      return "El presupuesto y el costo por hogar deben ser pesos con a lo sumo dos decimales; el costo, mayor que 0.";
    return limiteDeCupo({ ...e, reparto: "ninguno" })
      ? "El mínimo por territorio debe ser un número entero de hogares, por ejemplo 5."
      : "El cupo debe ser un número entero de hogares, por ejemplo 150.";
  }

  /** Con qué empieza: una regla cualquiera. @returns {EstadoDelSimulador} */
  const inicial = () => ({
    corte: "B4",
    otro: "B7",
    objetivo: "pobre",
    limite: "cupo",
    cupo: "200",
    presupuesto: "300000000",
    costo: "2000000",
    reparto: "ninguno",
    minimo: "0",
    primero: "orden",
    luego: "menores",
    semilla: "2026",
    unidad: "hogares",
  });

  /* Lo que se puede escoger en cada campo que es una lista. */
  const OPCIONES = {
    corte: niveles,
    otro: niveles,
    objetivo: OBJETIVOS,
    primero: PRIORIDADES,
    luego: PRIORIDADES,
    unidad: UNIDADES,
    limite: LIMITES,
    reparto: REPARTOS,
  };

  Object.assign(
    simulador,
    /** @satisfies {Partial<KitSimulador>} */ ({ OPCIONES, controles, inicial, limiteMalo, limitesDe: limites }),
  );
})();
