/* Simulador de focalización: cortes, cupo o presupuesto y prioridad → seleccionados y errores. */
(function () {
  "use strict";
  const { el, exigir, leerNumero, numero, poner, porcentaje, descargar, titulos } = window.KitH;
  const { codigosSisben, enCentavos } = window.KitCalculos;
  const { correr, curva, esObjetivo, examinarBase, leerBase, oracion, porTerritorio, preguntar, vista } =
    window.KitSimulador;
  const { ErrorDeMetodo } = window.KitHogares;
  const sisben = window.KIT_DATOS.instrumentos.find((i) => i.id === "sisben_iv");
  const codigos = codigosSisben(sisben);
  const orden = Object.fromEntries(codigos.map((c, i) => [c, i + 1]));
  const EJEMPLO = window.KIT_DATOS.hogares_sinteticos;
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
  const referencia = window.KIT_DATOS.referencia;
  const MAXIMO_BYTES = 120e6;
  const sintetica = { nombre: "", ...leerBase(examinarBase(new TextEncoder().encode(EJEMPLO)), sisben) };
  const INTERNO = "INTERNO: no publicar";
  let base = sintetica;
  let pendiente = null; // el archivo que espera una respuesta: {nombre, examinada, respuestas, error}
  let salida, origen, contexto;

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

  function campo(app, id, rotulo, opciones, ayuda) {
    const control = opciones
      ? el(
          "select",
          { id: `i-${id}`, onchange: (e) => app.cambiar({ [id]: e.target.value }) },
          opciones.map((o) => el("option", { value: o[0], selected: o[0] === app.estado[id] }, o[1])),
        )
      : el("input", {
          type: "text",
          id: `i-${id}`,
          inputmode: id === "semilla" ? null : "decimal",
          maxlength: "20",
          value: app.estado[id],
          oninput: (e) => app.cambiar({ [id]: e.target.value.trim() }),
        });
    return el(
      "div",
      { class: "kh-campo" },
      el("label", { for: `i-${id}` }, rotulo, ayuda ? el("small", {}, ` ${ayuda}`) : null),
      control,
    );
  }

  function traer(app, evento) {
    const archivo = evento.target.files[0];
    evento.target.value = "";
    if (!archivo) return;
    pendiente = null;
    if (archivo.size > MAXIMO_BYTES) {
      app.avisar(`«${archivo.name}» pesa más de ${numero(MAXIMO_BYTES / 1e6)} MB; elija un archivo más pequeño.`, true);
      return;
    }
    archivo
      .arrayBuffer()
      .then((bytes) => usar(app, archivo.name, examinarBase(new Uint8Array(bytes)), {}))
      .catch((error) => rechazar(app, archivo.name, error));
  }

  /* Usa la base o, si algo cambia el resultado, pregunta antes; hasta la respuesta sigue la anterior. */
  function usar(app, nombre, examinada, respuestas) {
    try {
      base = { nombre, ...leerBase(examinada, sisben, respuestas) };
      pendiente = null;
    } catch (error) {
      if (!error.pregunta) throw error;
      pendiente = { nombre, examinada, respuestas, error };
    }
    app.repintar();
    app.avisar(pendiente ? "" : resumirLectura(base));
    if (pendiente) document.getElementById("kh-pregunta").focus();
  }

  function responder(app, respuesta) {
    const { nombre, examinada, respuestas } = pendiente;
    pendiente = null;
    try {
      if (respuesta) usar(app, nombre, examinada, { ...respuestas, ...respuesta });
      else {
        app.repintar();
        app.avisar(`«${nombre}» no se usó. La base anterior sigue igual.`);
      }
    } catch (error) {
      rechazar(app, nombre, error);
    }
    if (!pendiente) document.getElementById("kh-archivo").focus();
  }

  function rechazar(app, nombre, error) {
    const dicho =
      error instanceof ErrorDeMetodo ? `${oracion(error.problema)} ${oracion(error.queHacer)}` : error.message;
    app.repintar();
    app.avisar(`«${nombre}» no se usó. ${dicho} La base anterior sigue igual.`, true);
  }

  function resumirLectura(b) {
    const cuantos = b.orden.length;
    return `Se leyeron ${numero(cuantos)} hogares${b.unidad === "personas" ? ` (${numero(b.filas)} filas, una por persona)` : ""} de «${b.nombre}» en este equipo.${
      b.personales.length ? ` No se leyeron las columnas con datos personales: ${b.personales.join(", ")}.` : ""
    }${b.avisos.length ? " Lea abajo lo que se notó en la base." : ""}`;
  }

  /* La base no es del municipio elegido: se dice lo que sí se sabe de él. */
  function decirContexto(app) {
    const m = app.municipio && referencia.municipios[app.municipio.codigo];
    if (!m || m.pobres === null) return "";
    return `En ${app.municipio.nombre} había en ${referencia.periodos.ipm_censal} unas ${numero(Number(m.pobres.toPrecision(3)))} personas en pobreza multidimensional (${porcentaje(m.ipm)}). Si su cupo es mucho menor, el orden de prioridad decide casi todo.`;
  }

  function pintar(app) {
    const archivo = el("input", {
      type: "file",
      id: "i-archivo",
      class: "so",
      accept: ".csv,.txt,text/csv",
      tabindex: "-1",
      "aria-label": "CSV de hogares",
      onchange: (e) => traer(app, e),
    });
    const niveles = codigos.map((c) => [c, c]);
    const cambiar = (nueva, aviso) => {
      base = nueva;
      pendiente = null;
      app.repintar();
      app.avisar(aviso);
      document.getElementById("kh-archivo").focus();
    };
    origen = el("div", { class: "av" });
    contexto = el("p", { class: "kh-contexto" });
    salida = el("section", { class: "kh-resultado", "aria-labelledby": "kh-r" });
    const limite =
      app.estado.limite === "cupo"
        ? [campo(app, "cupo", "Cupo", null, "(hogares)")]
        : [
            campo(app, "presupuesto", "Presupuesto", null, "(pesos)"),
            campo(app, "costo", "Costo por hogar", null, "(pesos)"),
          ];
    const elegirLimite = campo(app, "limite", "Hasta dónde alcanza", [
      ["cupo", "Cupo de hogares"],
      ["presupuesto", "Presupuesto"],
    ]);
    elegirLimite.querySelector("select").addEventListener("change", () => {
      app.repintar();
      document.getElementById("i-limite").focus();
    });
    return [
      contexto,
      el(
        "div",
        { class: "kh-dos" },
        el(
          "form",
          { onsubmit: (e) => e.preventDefault() },
          el(
            "fieldset",
            {},
            el("legend", {}, "1. Los hogares"),
            origen,
            el(
              "div",
              { class: "kh-barra kh-no-impreso" },
              el("button", { type: "button", id: "kh-archivo", onclick: () => archivo.click() }, "Usar mi CSV"),
              archivo,
              el(
                "button",
                { type: "button", onclick: () => descargar("hogares-ejemplo.csv", `\ufeff${EJEMPLO}`, "text/csv") },
                "Descargar el ejemplo",
              ),
              base === sintetica
                ? null
                : el(
                    "button",
                    { type: "button", onclick: () => cambiar(sintetica, "Volvió la base inventada.") },
                    "Volver a la base inventada",
                  ),
            ),
            pendiente ? preguntar(pendiente.nombre, pendiente.error, (respuesta) => responder(app, respuesta)) : null,
          ),
          el(
            "fieldset",
            {},
            el("legend", {}, "2. Quién puede entrar"),
            el(
              "div",
              { class: "kh-fila" },
              campo(app, "corte", "Entran de A1 hasta", niveles),
              campo(app, "otro", "Comparar con el corte", niveles),
            ),
          ),
          el(
            "fieldset",
            {},
            el("legend", {}, "3. Hasta dónde alcanza"),
            el("div", { class: "kh-fila" }, elegirLimite, limite),
          ),
          el(
            "fieldset",
            {},
            el("legend", {}, "4. En qué orden"),
            el(
              "div",
              { class: "kh-fila" },
              campo(app, "primero", "Primero", PRIORIDADES),
              campo(app, "luego", "Si empatan", PRIORIDADES),
              campo(app, "semilla", "Semilla del sorteo", null, "(publíquela antes)"),
            ),
          ),
          el(
            "fieldset",
            {},
            el("legend", {}, "5. Contra qué se mide"),
            el(
              "div",
              { class: "kh-fila" },
              campo(app, "objetivo", "Población objetivo", OBJETIVOS),
              campo(app, "unidad", "Contar en", UNIDADES),
            ),
          ),
        ),
        salida,
      ),
    ];
  }

  function limites(e) {
    if (e.limite === "cupo") {
      const cupo = leerNumero(e.cupo);
      return Number.isInteger(cupo) ? { cupo } : null;
    }
    const presupuesto = leerNumero(e.presupuesto);
    const costo = leerNumero(e.costo);
    return enCentavos(presupuesto) !== null && enCentavos(costo) > 0 ? { presupuesto, costo } : null;
  }

  const FILAS = [
    ["Pueden entrar", (r) => numero(r.elegibles)],
    ["Seleccionados", (r) => numero(r.seleccionados)],
    ["En lista de espera", (r) => numero(r.espera)],
    ["Error de inclusión", (r) => decir(r.inclusion), "seleccionados que no son objetivo / seleccionados"],
    ["Error de exclusión", (r) => decir(r.exclusion), "objetivo que no entró / objetivo"],
    ["Cobertura", (r) => decir(r.cobertura), "objetivo que entró / objetivo"],
  ];
  const decir = (razon) => [
    el("b", {}, razon.valor === null ? "no se puede calcular" : porcentaje(100 * razon.valor)),
    " ",
    el("small", {}, `${numero(razon.numerador)} de ${numero(razon.denominador)}`),
  ];

  function decirOrigen() {
    const cuantos = numero(base.orden.length);
    if (base === sintetica)
      return el(
        "p",
        {},
        `Base inventada de ${cuantos} hogares: no describe ningún municipio. Sirve para probar reglas.`,
      );
    return [
      el(
        "p",
        {},
        `«${base.nombre}», ${cuantos} hogares. Está solo en esta pestaña: no se guarda en el archivo ni en el enlace.`,
      ),
      base.esMuestra
        ? el(
            "p",
            {},
            "Es una muestra: los resultados están multiplicados por su factor de expansión; el cupo cuenta hogares de la muestra.",
          )
        : null,
      base.avisos.length
        ? el(
            "ul",
            { class: "kh-avisos" },
            base.avisos.map((t) => el("li", {}, oracion(t))),
          )
        : null,
    ];
  }

  function actualizar(app) {
    const e = app.estado;
    contexto.textContent = decirContexto(app);
    poner(origen, decirOrigen());
    if (!limites(e)) {
      poner(
        salida,
        el("h2", { id: "kh-r" }, "Resultado"),
        el(
          "p",
          { class: "kh-error", role: "status" },
          e.limite === "cupo"
            ? "El cupo debe ser un número entero de hogares, por ejemplo 150."
            : "El presupuesto y el costo por hogar deben ser pesos con a lo sumo dos decimales; el costo, mayor que 0.",
        ),
      );
      return;
    }
    const [uno, dos] = [e.corte, e.otro].map((corte) => correr(base, e, limites(e), corte, orden[corte]));
    const entran = dos.estado.filter((x, i) => x === 1 && uno.estado[i] !== 1).length;
    const salen = uno.estado.filter((x, i) => x === 1 && dos.estado[i] !== 1).length;
    poner(
      salida,
      el("h2", { id: "kh-r" }, "Resultado"),
      el(
        "table",
        { class: "ta kh-sim", "aria-live": "polite" },
        el("caption", { class: "so" }, `Resultado con los dos cortes, en ${e.unidad}`),
        titulos([`En ${e.unidad}`, `Hasta ${e.corte}`, `Hasta ${e.otro}`]),
        el(
          "tbody",
          {},
          FILAS.filter((f) => base.ids || f === FILAS[0]).map((f) =>
            el(
              "tr",
              {},
              el("th", { scope: "row" }, f[0], f[2] ? [el("br"), el("small", {}, f[2])] : null),
              el("td", {}, f[1](uno)),
              el("td", {}, f[1](dos)),
            ),
          ),
        ),
      ),
      el(
        "p",
        {},
        !base.ids
          ? "Esta base no dice qué personas son de un mismo hogar, y el sorteo usa esa identidad: aquí no se sortea ni se selecciona a nadie."
          : entran + salen
            ? `Con el corte ${e.otro} entran ${numero(entran)} hogares que con ${e.corte} no, y salen ${numero(salen)}.`
            : "Con los dos cortes se selecciona a los mismos hogares: el límite se agota antes de llegar al corte más bajo.",
      ),
      uno.costo
        ? el(
            "p",
            { class: "es" },
            `Con ${e.corte} se comprometen $ ${numero(uno.costo, Number.isInteger(uno.costo) ? 0 : 2)}.`,
          )
        : null,
      curva({ ...vista(base, e), codigos, lugar: orden, grupos: sisben.grupos, corte: e.corte, otro: e.otro }),
      base.territorio && base.ids ? porTerritorio({ ...vista(base, e), estado: uno.estado, corte: e.corte }) : null,
    );
  }

  function csv(app) {
    const e = app.estado;
    if (!limites(e)) return [["Corrija el cupo o el presupuesto antes de descargar"]];
    const r = correr(base, e, limites(e), e.corte, orden[e.corte]);
    const rotulos = ["no elegible", "seleccionado", "en espera"];
    const fila = (id, i) => [
      id,
      base.clasificacion[i],
      rotulos[r.estado[i]],
      r.puesto[i] || "",
      esObjetivo[e.objetivo](base, i) ? "sí" : "no",
    ];
    return [
      ...(base.ids
        ? [["hogar", "clasificacion", "estado", "puesto", "objetivo"], ...base.ids.map(fila)]
        : [
            ["Pueden entrar", r.elegibles],
            ["Sorteo", "la base no dice qué personas son de un mismo hogar"],
          ]),
      [],
      ...(base === sintetica ? [] : [["Uso", INTERNO]]),
      ["Base", base.nombre || "inventada"],
      ...Object.entries(e),
      ...base.avisos.map((t) => ["Aviso", t]),
    ];
  }

  function leer(crudo) {
    exigir(
      crudo &&
        typeof crudo === "object" &&
        Object.keys(inicial()).every((k) => typeof crudo[k] === "string" && crudo[k].length <= 20),
      "le faltan parámetros",
    );
    const esta = (k, lista) => exigir(lista.map((o) => o[0]).includes(crudo[k]), `«${crudo[k]}» no es una opción`);
    [
      ["objetivo", OBJETIVOS],
      ["primero", PRIORIDADES],
      ["luego", PRIORIDADES],
      ["unidad", UNIDADES],
      ["limite", [["cupo"], ["presupuesto"]]],
    ].forEach(([k, l]) => esta(k, l));
    exigir(orden[crudo.corte] && orden[crudo.otro], "un corte no existe");
    return Object.fromEntries(Object.keys(inicial()).map((k) => [k, crudo[k]]));
  }

  function resumen(app) {
    if (!limites(app.estado) || !base.ids) return "";
    const { corte } = app.estado;
    const r = correr(base, app.estado, limites(app.estado), corte, orden[corte]);
    const decir1 = (razon) => (razon.valor === null ? "—" : porcentaje(100 * razon.valor));
    return `Inclusión ${decir1(r.inclusion)} · exclusión ${decir1(r.exclusion)}`;
  }

  window.KitH.abrir({
    id: "simulador",
    nombre: "Simulador de focalización",
    version: 1,
    inicial,
    leer,
    pintar,
    actualizar,
    csv,
    resumen,
  });
})();
