/* Simulador de focalización: cortes, cupo o presupuesto y prioridad → seleccionados y errores. Empieza con una base
   inventada; la que se abra la lee el obrero de «Mi base», y aquí solo se muestra lo que resulta. */
(function () {
  "use strict";
  const { descargar, el, exigir, numero, poner, porcentaje } = window.KitH;
  const { OPCIONES, Simulacion, controles, inicial, oracion, resumirLectura } = window.KitSimulador;
  const { Zona, pedir } = window.KitMiBase;
  const EJEMPLO = window.KIT_DATOS.hogares_sinteticos;
  const referencia = window.KIT_DATOS.referencia;
  // Los que no tenían los enlaces y los archivos de antes.
  const NUEVOS = { reparto: "ninguno", minimo: "0" };
  const INVENTADA = "inventada";
  const simulacion = new Simulacion("herramienta-titulo-resultado");
  /** La base inventada, que sigue abierta para volver a ella. @type {FichaDeBase} */
  let inventada;
  let app, origen, contexto;

  const zona = new Zona(
    {
      avisar: (texto, malo) => app.avisar(`${texto} La base anterior sigue igual.`, malo),
      alAbrir(ficha) {
        soltar();
        usar(ficha);
        app.avisar(resumirLectura(ficha));
      },
    },
    { id: "simulador", elegir: "Usar mi CSV", otra: "Usar mi CSV", varios: false },
  );

  const esInventada = () => !simulacion.ficha || simulacion.ficha === inventada;

  /* Solo se simula una: la anterior se quita de la memoria. */
  function soltar() {
    if (!esInventada()) pedir("quitar", { id: simulacion.ficha.id });
  }

  function usar(ficha) {
    simulacion.usar(ficha, ficha === inventada);
    app.repintar();
  }

  async function abrirInventada() {
    const archivo = new File([EJEMPLO], INVENTADA, { type: "text/csv" });
    try {
      inventada = await pedir("abrir", { id: INVENTADA, archivo });
      if (!simulacion.ficha) usar(inventada);
    } catch (error) {
      app.avisar(oracion(error.message), true);
    }
  }

  function volver() {
    soltar();
    usar(inventada);
    app.avisar("Volvió la base inventada.");
    zona.elegir.focus();
  }

  /* Si el obrero se cae, se van con él las bases: se empieza otra vez con la inventada, si alcanzó a abrirse. */
  window.KitMiBase.alCaer = () => {
    const habia = inventada;
    inventada = null;
    simulacion.ficha = null;
    if (habia) abrirInventada();
  };

  /* La base no es del municipio elegido: se dice lo que sí se sabe de él. */
  function decirContexto() {
    const m = app.municipio && referencia.municipios[app.municipio.codigo];
    if (!m || m.pobres === null) return "";
    const pobres = numero(Number(m.pobres.toPrecision(3)));
    return (
      `En ${app.municipio.nombre} había en ${referencia.periodos.ipm_censal} unas ${pobres} personas en pobreza ` +
      `multidimensional (${porcentaje(m.ipm)}). Si su cupo es mucho menor, el orden de prioridad decide casi todo.`
    );
  }

  /* Los botones para traer un CSV, descargar el ejemplo y volver a él. */
  function losHogares() {
    const boton = (texto, onclick) => el("button", { type: "button", onclick }, texto);
    const bajar = () => descargar("hogares-ejemplo.csv", `\ufeff${EJEMPLO}`, "text/csv");
    const barra = el(
      "div",
      { class: "herramienta-barra herramienta-no-impreso" },
      boton("Descargar el ejemplo", bajar),
      esInventada() ? null : boton("Volver a la base inventada", volver),
    );
    return el("fieldset", {}, el("legend", {}, "1. Los hogares"), origen, zona.nodo, barra);
  }

  /* Lo que los controles usan: lo escogido es de la página; por dónde se reparte, de la base. */
  const escogido = () => ({
    estado: app.estado,
    cambiar: (parcial) => app.cambiar(parcial),
    repintar: () => app.repintar(),
    territorios: simulacion.ficha ? simulacion.ficha.territorios : [],
    por: simulacion.por,
    cambiarPor(campo) {
      simulacion.por = campo;
      actualizar();
    },
  });

  function pintar(propia) {
    app = propia;
    origen = el("div", { class: "aviso" });
    contexto = el("p", { class: "herramienta-contexto" });
    const formulario = el("form", { onsubmit: (e) => e.preventDefault() }, losHogares(), controles(escogido()));
    return [contexto, el("div", { class: "herramienta-dos-columnas" }, formulario, simulacion.salida)];
  }

  function decirOrigen({ avisos, esMuestra, hogares, nombre }) {
    const cuantos = numero(hogares);
    if (esInventada())
      return `Base inventada de ${cuantos} hogares: no describe ningún municipio. Sirve para probar reglas.`;
    const lista = avisos.map((t) => el("li", {}, oracion(t)));
    return [
      `«${nombre}», ${cuantos} hogares. Está solo en esta pestaña: no se guarda en el archivo ni en el enlace.`,
      esMuestra
        ? "Es una muestra: los resultados están multiplicados por su factor de expansión; el cupo cuenta hogares " +
          "de la muestra."
        : null,
      lista.length ? el("ul", { class: "herramienta-avisos" }, lista) : null,
    ].map((parte) => (typeof parte === "string" ? el("p", {}, parte) : parte));
  }

  async function actualizar() {
    contexto.textContent = decirContexto();
    if (simulacion.ficha) poner(origen, decirOrigen(simulacion.ficha));
    const e = app.estado;
    const r = await simulacion.actualizar(e, (uno, conSorteo) => simulacion.acto(app, e, uno, conSorteo));
    if (r && r.conSorteo) app.tira.textContent = enUnaLinea(r.resultados[0]);
  }

  const enUnaLinea = ({ exclusion, inclusion }) => {
    const decir = ({ valor }) => (valor === null ? "—" : porcentaje(100 * valor));
    return `Inclusión ${decir(inclusion)} · exclusión ${decir(exclusion)}`;
  };

  function leer(crudo) {
    const todo = crudo && typeof crudo === "object" ? { ...NUEVOS, ...crudo } : {};
    const claves = Object.keys(inicial());
    exigir(
      claves.every((k) => typeof todo[k] === "string" && todo[k].length <= 20),
      "le faltan parámetros",
    );
    Object.entries(OPCIONES).forEach(([clave, lista]) => {
      const esta = lista.some(([valor]) => valor === todo[clave]);
      exigir(esta, `«${todo[clave]}» no es una opción`);
    });
    return Object.fromEntries(claves.map((k) => [k, todo[k]]));
  }

  window.KitH.abrir({
    id: "simulador",
    nombre: "Simulador de focalización",
    version: 1,
    inicial,
    leer,
    pintar,
    actualizar,
    csv: () => simulacion.filas(app.estado),
  });
  abrirInventada();
})();
