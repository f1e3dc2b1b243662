/* Simulador de focalización: cortes, cupo o presupuesto y prioridad → seleccionados y errores. */
(function () {
  "use strict";
  const { el, exigir, leerArchivo, leerNumero, numero, poner, porcentaje, descargar } = window.KitH;
  const { codigosSisben, enCentavos, evaluarFocalizacion, leerHogares, seleccionarHogares } = window.KitCalculos;
  const { curva, porTerritorio } = window.KitSimulador;
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
  const SENTIDO = { orden: "menor", menores: "mayor", personas: "mayor" };
  const UNIDADES = [
    ["hogares", "Hogares"],
    ["personas", "Personas"],
  ];
  const referencia = window.KIT_DATOS.referencia;
  const MAXIMO_BYTES = 120e6;
  const sintetica = { nombre: "", ...leerHogares(EJEMPLO, orden) };
  let base = sintetica;
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
    return el("div", { class: "kh-campo" }, el("label", { for: `i-${id}` }, rotulo, ayuda ? el("small", {}, ` ${ayuda}`) : null), control);
  }

  function traer(app, evento) {
    const archivo = evento.target.files[0];
    evento.target.value = "";
    if (!archivo) return;
    leerArchivo(archivo, MAXIMO_BYTES)
      .then((texto) => {
        base = { nombre: archivo.name, ...leerHogares(texto, orden) };
        app.repintar();
        app.avisar(resumirLectura(base));
      })
      .catch((error) => app.avisar(`«${archivo.name}» no se usó. ${error.message} La base anterior sigue igual.`, true));
  }

  function resumirLectura(b) {
    const gente = b.hogares.personas.reduce((a, n) => a + n, 0);
    return `Se leyeron ${numero(b.hogares.ids.length)} hogares${b.porPersona ? ` (${numero(gente)} personas, una por fila)` : ""} de «${b.nombre}» en este equipo.${
      b.descartadas.length ? ` No se leyeron las columnas con datos personales: ${b.descartadas.join(", ")}.` : ""
    }${
      b.distintos
        ? ` En ${numero(b.distintos)}${b.distintos === 1 ? " hogar" : " hogares"} las personas no traen el mismo grupo o la misma marca: vale la primera fila.`
        : ""
    }${b.tiene.menores ? "" : " No trae edades ni menores: ese criterio de prioridad no cambia nada."}`;
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
    origen = el("p", { class: "av" });
    contexto = el("p", { class: "kh-contexto" });
    salida = el("section", { class: "kh-resultado", "aria-labelledby": "kh-r" });
    const limite =
      app.estado.limite === "cupo"
        ? [campo(app, "cupo", "Cupo", null, "(hogares)")]
        : [campo(app, "presupuesto", "Presupuesto", null, "(pesos)"), campo(app, "costo", "Costo por hogar", null, "(pesos)")];
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
              el("button", { type: "button", onclick: () => archivo.click() }, "Usar mi CSV"),
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
                    {
                      type: "button",
                      onclick: () => {
                        base = sintetica;
                        app.repintar();
                        app.avisar("Volvió la base inventada.");
                      },
                    },
                    "Volver a la base inventada",
                  ),
            ),
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
          el("fieldset", {}, el("legend", {}, "3. Hasta dónde alcanza"), el("div", { class: "kh-fila" }, elegirLimite, limite)),
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

  const esObjetivo = {
    pobre: (h, i) => h.pobre[i],
    A: (h, i) => h.clasificacion[i][0] === "A",
    AB: (h, i) => "AB".includes(h.clasificacion[i][0]),
  };

  function correr(e, corte) {
    const h = base.hogares;
    const criterios = [...new Set([e.primero, e.luego])].filter((c) => c !== "sorteo").map((c) => ({ campo: c, primero: SENTIDO[c] }));
    const propios = e.primero === "sorteo" ? [] : criterios;
    const elegible = h.orden.map((o) => o <= orden[corte]);
    const r = seleccionarHogares(h.ids, elegible, h, propios, limites(e), e.semilla);
    const objetivo = h.ids.map((_, i) => esObjetivo[e.objetivo](h, i));
    const peso = e.unidad === "personas" ? h.personas : h.ids.map(() => 1);
    const contar = (estado) => r.estado.reduce((s, x, i) => s + (x === estado ? peso[i] : 0), 0);
    return {
      ...r,
      corte,
      elegibles: contar(1) + contar(2),
      seleccionados: contar(1),
      espera: contar(2),
      ...evaluarFocalizacion(
        objetivo,
        r.estado.map((x) => x === 1),
        peso,
      ),
    };
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

  /* Lo que las vistas leen de los hogares: nivel, territorio, peso en la unidad elegida y objetivo. */
  function vista(e) {
    const h = base.hogares;
    return {
      niveles: h.orden,
      territorio: h.territorio,
      peso: e.unidad === "personas" ? h.personas : h.ids.map(() => 1),
      objetivo: h.ids.map((_, i) => esObjetivo[e.objetivo](h, i)),
    };
  }

  function actualizar(app) {
    const e = app.estado;
    contexto.textContent = decirContexto(app);
    origen.textContent =
      base === sintetica
        ? `Base inventada de ${numero(base.hogares.ids.length)} hogares: no describe ningún municipio. Sirve para probar reglas.`
        : `«${base.nombre}», ${numero(base.hogares.ids.length)} hogares. Está solo en esta pestaña: no se guarda en el archivo ni en el enlace.`;
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
    const [uno, dos] = [correr(e, e.corte), correr(e, e.otro)];
    const entran = dos.estado.filter((x, i) => x === 1 && uno.estado[i] !== 1).length;
    const salen = uno.estado.filter((x, i) => x === 1 && dos.estado[i] !== 1).length;
    poner(
      salida,
      el("h2", { id: "kh-r" }, "Resultado"),
      el(
        "table",
        { class: "ta kh-sim", "aria-live": "polite" },
        el("caption", { class: "so" }, `Resultado con los dos cortes, en ${e.unidad}`),
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            [`En ${e.unidad}`, `Hasta ${e.corte}`, `Hasta ${e.otro}`].map((t) => el("th", { scope: "col" }, t)),
          ),
        ),
        el(
          "tbody",
          {},
          FILAS.map((f) =>
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
        entran + salen
          ? `Con el corte ${e.otro} entran ${numero(entran)} hogares que con ${e.corte} no, y salen ${numero(salen)}.`
          : "Con los dos cortes se selecciona a los mismos hogares: el límite se agota antes de llegar al corte más bajo.",
      ),
      uno.costo ? el("p", { class: "es" }, `Con ${e.corte} se comprometen $ ${numero(uno.costo, Number.isInteger(uno.costo) ? 0 : 2)}.`) : null,
      curva({ ...vista(e), codigos, lugar: orden, grupos: sisben.grupos, corte: e.corte, otro: e.otro }),
      base.tiene.territorio ? porTerritorio({ ...vista(e), estado: uno.estado, corte: e.corte }) : null,
    );
  }

  function csv(app) {
    const e = app.estado;
    if (!limites(e)) return [["Corrija el cupo o el presupuesto antes de descargar"]];
    const r = correr(e, e.corte);
    const rotulos = ["no elegible", "seleccionado", "en espera"];
    return [
      ["hogar", "clasificacion", "estado", "puesto", "objetivo"],
      ...base.hogares.ids.map((id, i) => [
        id,
        base.hogares.clasificacion[i],
        rotulos[r.estado[i]],
        r.puesto[i] || "",
        esObjetivo[e.objetivo](base.hogares, i) ? "sí" : "no",
      ]),
      [],
      ["Base", base.nombre || "inventada"],
      ...Object.entries(e),
    ];
  }

  function leer(crudo) {
    exigir(
      crudo && typeof crudo === "object" && Object.keys(inicial()).every((k) => typeof crudo[k] === "string" && crudo[k].length <= 20),
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
    if (!limites(app.estado)) return "";
    const r = correr(app.estado, app.estado.corte);
    const decir1 = (razon) => (razon.valor === null ? "—" : porcentaje(100 * razon.valor));
    return `Inclusión ${decir1(r.inclusion)} · exclusión ${decir1(r.exclusion)}`;
  }

  window.KitH.abrir({ id: "simulador", nombre: "Simulador de focalización", version: 1, inicial, leer, pintar, actualizar, csv, resumen });
})();
