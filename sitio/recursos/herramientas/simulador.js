/* Simulador de focalización: cortes, cupo o presupuesto y prioridad → seleccionados y errores. */
(function () {
  "use strict";
  const { descargar, el, exigir, numero, poner, porcentaje } = window.KitH;
  const { codigosSisben } = window.KitCalculos;
  const { OPCIONES, compararCortes, controles, correr, curva, decirCosto, examinarBase, hogares, leerBase, limitesDe } =
    window.KitSimulador;
  const {
    erroresPorCorte,
    inicial,
    oracion,
    porTerritorio,
    preguntar,
    repartir,
    resumirLectura,
    tablaDeResultado,
    vista,
  } = window.KitSimulador;
  const { ErrorDeMetodo } = window.KitHogares;
  const sisben = window.KIT_DATOS.instrumentos.find((i) => i.id === "sisben_iv");
  const codigos = codigosSisben(sisben);
  const orden = Object.fromEntries(codigos.map((c, i) => [c, i + 1]));
  const EJEMPLO = window.KIT_DATOS.hogares_sinteticos;
  const referencia = window.KIT_DATOS.referencia;
  const MAXIMO_BYTES = 120e6;
  const sintetica = { nombre: "", ...leerBase(examinarBase(new TextEncoder().encode(EJEMPLO)), sisben) };
  const INTERNO = "INTERNO: no publicar";
  let base = sintetica;
  let pendiente = null; // el archivo que espera una respuesta: {nombre, examinada, respuestas, error}
  let salida, origen, contexto;

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
    if (pendiente) document.getElementById("herramienta-pregunta").focus();
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
    if (!pendiente) document.getElementById("herramienta-archivo").focus();
  }

  function rechazar(app, nombre, error) {
    const dicho =
      error instanceof ErrorDeMetodo ? `${oracion(error.problema)} ${oracion(error.queHacer)}` : error.message;
    app.repintar();
    app.avisar(`«${nombre}» no se usó. ${dicho} La base anterior sigue igual.`, true);
  }

  /* La base no es del municipio elegido: se dice lo que sí se sabe de él. */
  function decirContexto(app) {
    const m = app.municipio && referencia.municipios[app.municipio.codigo];
    if (!m || m.pobres === null) return "";
    const pobres = numero(Number(m.pobres.toPrecision(3)));
    return (
      `En ${app.municipio.nombre} había en ${referencia.periodos.ipm_censal} unas ${pobres} personas en pobreza ` +
      `multidimensional (${porcentaje(m.ipm)}). Si su cupo es mucho menor, el orden de prioridad decide casi todo.`
    );
  }

  /* Los botones para traer un CSV, descargar el ejemplo y volver a él; y la pregunta, si hay una pendiente. */
  function losHogares(app) {
    const archivo = el("input", {
      type: "file",
      id: "simulador-archivo",
      class: "solo-lector",
      accept: ".csv,.txt,text/csv",
      tabindex: "-1",
      "aria-label": "CSV de hogares",
      onchange: (e) => traer(app, e),
    });
    const boton = (texto, onclick, id = null) => el("button", { type: "button", id, onclick }, texto);
    const bajar = () => descargar("hogares-ejemplo.csv", `\ufeff${EJEMPLO}`, "text/csv");
    const barra = el(
      "div",
      { class: "herramienta-barra herramienta-no-impreso" },
      boton("Usar mi CSV", () => archivo.click(), "herramienta-archivo"),
      archivo,
      boton("Descargar el ejemplo", bajar),
      base === sintetica ? null : boton("Volver a la base inventada", () => volver(app)),
    );
    const pregunta = pendiente
      ? preguntar(pendiente.nombre, pendiente.error, (respuesta) => responder(app, respuesta))
      : null;
    return el("fieldset", {}, el("legend", {}, "1. Los hogares"), origen, barra, pregunta);
  }

  function volver(app) {
    base = sintetica;
    pendiente = null;
    app.repintar();
    app.avisar("Volvió la base inventada.");
    document.getElementById("herramienta-archivo").focus();
  }

  function pintar(app) {
    origen = el("div", { class: "aviso" });
    contexto = el("p", { class: "herramienta-contexto" });
    salida = el("section", { class: "herramienta-resultado", "aria-labelledby": "herramienta-titulo-resultado" });
    const formulario = el("form", { onsubmit: (e) => e.preventDefault() }, losHogares(app), controles(app));
    return [contexto, el("div", { class: "herramienta-dos-columnas" }, formulario, salida)];
  }

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
            "Es una muestra: los resultados están multiplicados por su factor de expansión; el cupo cuenta hogares " +
              "de la muestra.",
          )
        : null,
      base.avisos.length
        ? el(
            "ul",
            { class: "herramienta-avisos" },
            base.avisos.map((t) => el("li", {}, oracion(t))),
          )
        : null,
    ];
  }

  function actualizar(app) {
    const e = app.estado;
    contexto.textContent = decirContexto(app);
    poner(origen, decirOrigen());
    const titulo = el("h2", { id: "herramienta-titulo-resultado" }, "Resultado");
    const limites = limitesDe(e);
    if (!limites) {
      const dicho =
        e.limite === "cupo"
          ? "El cupo debe ser un número entero de hogares, por ejemplo 150."
          : "El presupuesto y el costo por hogar deben ser pesos con a lo sumo dos decimales; el costo, mayor que 0.";
      poner(salida, titulo, el("p", { class: "herramienta-error", role: "status" }, dicho));
      return;
    }
    const [uno, dos] = [e.corte, e.otro].map((corte) => correr(base, e, limites, corte, orden[corte]));
    const vistos = vista(base, e);
    const puntos = erroresPorCorte(vistos, codigos.length);
    poner(
      salida,
      titulo,
      tablaDeResultado(base, e, uno, dos),
      el("p", {}, compararCortes(base, e, uno, dos)),
      decirCosto(uno, e.corte),
      curva({ puntos, codigos, lugar: orden, grupos: sisben.grupos, corte: e.corte, otro: e.otro }),
      base.territorio && base.ids
        ? porTerritorio({ reparto: repartir(base.territorio, vistos, uno.estado), corte: e.corte })
        : null,
      window.KitComunes.boton(app, {
        plantilla: "acto",
        formato: "docx",
        titulo: "Acto que adopta la focalización",
        datos: () =>
          window.KitActo.datos({
            hogares: base.orden.length,
            practica: base === sintetica,
            conSorteo: !!base.ids,
            estado: e,
            resultado: uno,
          }),
      }),
    );
  }

  function csv(app) {
    const e = app.estado;
    const limites = limitesDe(e);
    if (!limites) return [["Corrija el cupo o el presupuesto antes de descargar"]];
    return [
      ...hogares(base, e, correr(base, e, limites, e.corte, orden[e.corte])),
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
    Object.entries(OPCIONES).forEach(([clave, lista]) => {
      const esta = lista.some(([valor]) => valor === crudo[clave]);
      exigir(esta, `«${crudo[clave]}» no es una opción`);
    });
    exigir(orden[crudo.corte] && orden[crudo.otro], "un corte no existe");
    return Object.fromEntries(Object.keys(inicial()).map((k) => [k, crudo[k]]));
  }

  function resumen(app) {
    const limites = limitesDe(app.estado);
    if (!limites || !base.ids) return "";
    const { corte } = app.estado;
    const r = correr(base, app.estado, limites, corte, orden[corte]);
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
