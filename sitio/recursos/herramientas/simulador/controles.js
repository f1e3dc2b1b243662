/* Los controles del simulador: quién puede entrar, hasta dónde alcanza, en qué orden y contra qué se mide. */
/** @typedef {Event & {target: HTMLInputElement | HTMLSelectElement}} CambioDeCampo */

(function () {
  "use strict";
  const { el, leerNumero } = window.KitH;
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
  ];

  /**
   * @param {AplicacionDelSimulador} app
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

  /** @param {AplicacionDelSimulador} app @param {string} titulo */
  function hastaDonde(app, titulo) {
    const elegir = campo(app, "limite", "Hasta dónde alcanza", LIMITES);
    elegir.querySelector("select")?.addEventListener("change", () => {
      app.repintar();
      document.getElementById("simulador-limite")?.focus();
    });
    if (app.estado.limite === "cupo") return grupo(titulo, elegir, campo(app, "cupo", "Cupo", null, "(hogares)"));
    const presupuesto = campo(app, "presupuesto", "Presupuesto", null, "(pesos)");
    const costo = campo(app, "costo", "Costo por hogar", null, "(pesos)");
    return grupo(titulo, elegir, presupuesto, costo);
  }

  /** Las reglas que se prueban; la base se escoge aparte y es el paso anterior. @type {KitSimulador["controles"]} */
  const controles = (app, desde = 2) => [
    grupo(
      `${desde}. Quién puede entrar`,
      campo(app, "corte", "Entran de A1 hasta", niveles),
      campo(app, "otro", "Comparar con el corte", niveles),
    ),
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

  /** El cupo, o el presupuesto y el costo; null si lo escrito no sirve. @type {KitSimulador["limitesDe"]} */
  function limites(e) {
    if (e.limite === "cupo") {
      const cupo = leerNumero(e.cupo);
      return Number.isInteger(cupo) ? { cupo } : null;
    }
    const presupuesto = leerNumero(e.presupuesto);
    const costo = leerNumero(e.costo);
    return enCentavos(presupuesto) !== null && Number(enCentavos(costo)) > 0 ? { presupuesto, costo } : null;
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
    primero: "orden",
    luego: "menores",
    semilla: "2026",
    unidad: "hogares",
  });

  /* Lo que se puede escoger en cada campo que es una lista. */
  const OPCIONES = { objetivo: OBJETIVOS, primero: PRIORIDADES, luego: PRIORIDADES, unidad: UNIDADES, limite: LIMITES };

  Object.assign(
    simulador,
    /** @satisfies {Partial<KitSimulador>} */ ({ OPCIONES, controles, inicial, limitesDe: limites }),
  );
})();
