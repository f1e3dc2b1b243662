/* La página: lee la dirección, pide los datos de cada territorio, pinta y anota lo que se cambie. */
(function () {
  "use strict";
  const { el, poner } = window.KitH;
  const K = window.KitComparar;
  const raiz = document.getElementById("comparar");
  // Faltó un guion: queda lo escrito en la página, con su aviso.
  if (document.documentElement.classList.contains("incompleta")) return;
  const def = K.definicion;
  const nombres = new Map(window.KIT_TERRITORIOS.map((t) => [t[0], t[1]]));
  const TITULO = document.title;
  const SITIO = TITULO.split(" - ").pop();
  /** @type {Map<string, boolean>} */
  const plegadas = new Map();
  let estado = K.leerDireccion(location.search, nombres);
  let turno = 0;

  const avisos = el("div", { class: "avisos", role: "status" });
  const arriba = el("div", { class: "arriba" });
  const cuerpo = el("div", { class: "cuerpo" });

  /** @param {string[]} dichos @param {string[]} [fallos] lo que no llegó, que se puede volver a pedir */
  const avisar = (dichos, fallos = []) =>
    poner(
      avisos,
      dichos.map((texto) => el("p", {}, texto)),
      fallos.length ? el("p", {}, fallos.join(" "), " ", otraVez()) : null,
    );
  const otraVez = () => el("button", { type: "button", onclick: () => pintar() }, "Reintentar");

  /**
   * Cambia la comparación y la deja en la dirección; sin permiso del navegador, la abre de nuevo.
   * @param {any} parcial
   */
  function cambiar(parcial) {
    estado = { ...estado, ...parcial, avisos: [] };
    const nueva = location.pathname + K.escribirDireccion(estado);
    try {
      history.pushState(null, "", nueva);
    } catch (_) {
      location.assign(nueva);
      return;
    }
    pintar();
  }

  /** @type {AccionesDeComparar} */
  const acciones = {
    nombres,
    agregar: (codigos) => {
      const juntos = [...new Set([...estado.codigos, ...codigos])];
      if (juntos.length === estado.codigos.length) avisar([`${nombres.get(codigos[0])} ya está en la comparación.`]);
      else cambiar({ codigos: juntos.slice(0, K.MAXIMO) });
    },
    quitar: (codigo) => cambiar({ codigos: estado.codigos.filter((c) => c !== codigo) }),
    alPrimero: (codigo) => cambiar({ codigos: [...new Set([codigo, ...estado.codigos])] }),
  };

  /** Los que se pudieron leer y, dicho, los que no. @param {string[]} codigos */
  async function leer(codigos) {
    const leidos = await Promise.allSettled(codigos.map((c) => K.pedir(c)));
    const fallos = codigos.filter((_, i) => leidos[i].status === "rejected" || !(/** @type {any} */ (leidos[i]).value));
    const hay = leidos.flatMap((l) => (l.status === "fulfilled" && l.value ? [l.value] : []));
    return {
      hay,
      fallos: fallos.map((c) => `No llegaron los datos de ${nombres.get(c)}.`),
    };
  }

  /** @param {TerritorioComparado[]} territorios */
  function cautelas(territorios) {
    const dichas = territorios.flatMap((t, n) =>
      [...(t.o[0] >= def.visible ? [t.f] : []), ...t.a].map((texto) => el("li", {}, K.conMarca(t, n), " ", texto)),
    );
    return dichas.length
      ? el("div", { class: "cautelas" }, el("p", {}, "Antes de comparar"), el("ul", {}, dichas))
      : null;
  }

  /** @param {SeccionDelModelo[]} modelo @param {TerritorioComparado[]} territorios */
  function frase(modelo, territorios) {
    const { filas } = modelo.find((s) => s.id === "privaciones");
    const filasConPuntos = filas.filter((f) => typeof f.diferencias[1]?.puntos === "number");
    const texto = K.lectura(territorios, { filasConPuntos, anio: filas[0]?.anio }, estado.zona);
    return texto ? el("p", { class: "lectura" }, texto) : null;
  }

  async function copiar() {
    try {
      await navigator.clipboard.writeText(location.href);
      avisar(["Enlace copiado: quien lo abra verá esta misma comparación."]);
    } catch (_) {
      avisar(["Copie la dirección de la barra del navegador: lleva esta comparación."]);
    }
  }

  /** @param {SeccionDelModelo[]} modelo @param {VistaDeComparar} vista */
  function barra(modelo, vista) {
    const boton = (/** @type {string} */ texto, /** @type {() => void} */ accion) =>
      el("button", { type: "button", onclick: accion }, texto);
    const xlsx = () =>
      K.bajarXlsx(modelo, vista).catch(() => avisar(["No se pudo hacer el libro. Vuelva a intentarlo."]));
    return el(
      "div",
      { class: "llevar", role: "group", "aria-label": "Llevarse la comparación" },
      boton("Copiar enlace", copiar),
      boton("Imprimir", () => window.print()),
      boton("Bajar CSV", () => K.bajarCsv(modelo, vista)),
      boton("Bajar Excel", xlsx),
    );
  }

  const alPie = () =>
    el(
      "p",
      { class: "nota alpie" },
      "Las diferencias se calculan con las cifras sin redondear: ",
      "pueden apartarse en una décima de la resta de lo que se lee. ",
      "Los promedios de departamento y país los calcula el kit; no son cifras del DANE.",
    );

  /** @param {TerritorioComparado[]} territorios */
  function impreso(territorios) {
    const hoy = new Date().toLocaleDateString("es-CO", { dateStyle: "long" });
    return el(
      "p",
      { class: "solo-impreso" },
      `Comparación de ${K.enLista(territorios.map((t) => t.n))}. ${hoy}. ${location.href}`,
    );
  }

  /** La cabecera que queda pegada. @param {TerritorioComparado[]} territorios */
  const clave = (territorios) =>
    el(
      "div",
      { class: "clave", "aria-hidden": "true", "data-cuantos": String(territorios.length) },
      territorios.map((t, n) => K.conMarca(t, n)),
    );

  /** @param {TerritorioComparado[]} territorios */
  function comparacion(territorios) {
    const vista = { territorios, def, zona: estado.zona, orden: estado.orden, plegadas, alCambiar: cambiar };
    const modelo = K.modelo(territorios, def, estado);
    return [
      impreso(territorios),
      barra(modelo, vista),
      frase(modelo, territorios),
      cautelas(territorios),
      clave(territorios),
      K.secciones(modelo, vista),
      alPie(),
    ];
  }

  /** Lo que tenía el foco lo conserva después de pintar, si sigue estando. */
  function conFoco(/** @type {() => void} */ accion) {
    const antes = document.activeElement;
    const id = antes?.id || "";
    const suyo = antes instanceof HTMLElement ? antes.dataset.accion : "";
    const estaba = raiz.contains(antes);
    accion();
    if (!estaba) return;
    const nodo =
      (id && document.getElementById(id)) ||
      (suyo && raiz.querySelector(`[data-accion="${suyo}"]`)) ||
      raiz.querySelector("#comparar-buscar, .elegidos button");
    /** @type {HTMLElement | null} */ (nodo)?.focus({ preventScroll: true });
  }

  async function pintar() {
    turno += 1;
    const mio = turno;
    const { hay, fallos } = await leer(estado.codigos);
    if (mio !== turno) return; // ya se pidió otra
    conFoco(() => {
      avisar(estado.avisos, fallos);
      poner(arriba, K.elegidos(hay, acciones));
      poner(cuerpo, hay.length ? comparacion(hay) : fallos.length ? null : K.vacio(def, acciones));
    });
    const quienes = K.enLista(hay.map((t) => t.n));
    document.title = hay.length ? `Comparar ${quienes} - ${SITIO}` : TITULO;
  }

  window.addEventListener("popstate", () => {
    estado = K.leerDireccion(location.search, nombres);
    pintar();
  });
  // En papel va todo.
  window.addEventListener("beforeprint", () =>
    raiz.querySelectorAll("details.parte-comparada").forEach((d) => d.setAttribute("open", "")),
  );
  poner(raiz, avisos, arriba, cuerpo);
  pintar();
})();
