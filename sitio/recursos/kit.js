/* Mejoras de las páginas del kit; sin este guion todo se lee igual. */
(function () {
  "use strict";

  const RAIZ = new URL("../", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  const GUIONES = ["buscador/terceros/minisearch", "buscador/motor", "buscador/lista", "municipios"];
  const EVENTOS = ["focus", "input"];

  const VERSION = document.querySelector("meta[name=kit-version]")?.getAttribute("content") || "";

  const traer = (nombre) =>
    new Promise((listo, fallo) => {
      const guion = document.createElement("script");
      Object.assign(guion, { src: `${RAIZ}recursos/${nombre}.js`, async: false, onload: listo, onerror: fallo });
      document.head.append(guion);
    });

  /* Lo que se pide una sola vez; lo que no llegó se vuelve a pedir. */
  const unaVez = (pedir) => {
    let promesa = null;
    return () => {
      promesa ||= pedir();
      promesa.catch(() => (promesa = null));
      return promesa;
    };
  };

  /* El buscador no viaja con la página: se pide la primera vez que se toca. Primero, los territorios. */
  const motor = unaVez(async () => {
    // Las herramientas ya los traen con la página.
    const listo = window.KIT_TERRITORIOS && window.KitBuscador?.Lista && window.KitBuscador.Motor;
    if (!listo) await Promise.all(GUIONES.map(traer));
    const { Motor, deTerritorios } = window.KitBuscador;
    return new Motor(deTerritorios(window.KIT_TERRITORIOS));
  });

  /* Con lo demás que hay en el sitio: centros poblados, indicadores, guías y normas. */
  const motorCompleto = unaVez(async () => {
    const [m] = await Promise.all([motor(), traer("contenidos")]);
    m.sumar(window.KitBuscador.deContenidos(window.KIT_CONTENIDOS, window.KIT_TERRITORIOS));
  });

  /**
   * Prepara un campo al tocarlo; si algo no llega, lo dice junto a él y se intenta otra vez al volver a tocarlo.
   * @param {HTMLInputElement} campo
   * @param {() => Promise<void>} preparar
   */
  function alTocar(campo, preparar) {
    let pidiendo = false;
    let nota = null;
    const tocar = async () => {
      if (pidiendo) return;
      pidiendo = true;
      try {
        await preparar();
        nota?.remove();
        EVENTOS.forEach((evento) => campo.removeEventListener(evento, tocar));
      } catch (_) {
        nota ||= Object.assign(document.createElement("p"), { className: "nota-del-buscador" });
        nota.setAttribute("role", "status");
        campo.after(nota);
        nota.textContent = "No llegó la lista de nombres. Revise la conexión y vuelva a tocar el campo.";
      }
      pidiendo = false;
    };
    EVENTOS.forEach((evento) => campo.addEventListener(evento, tocar));
    if (document.activeElement === campo) tocar();
  }

  /* Un campo de búsqueda: se vuelve lista de opciones al tocarlo, sin perder lo ya escrito ni un Intro temprano. */
  function buscador(formulario) {
    const campo = formulario.querySelector("input");
    let lista = null;
    let pendiente = false;

    async function preparar() {
      const m = await motor();
      const direccion = (ficha) => RAIZ + ficha.direccion;
      lista = new window.KitBuscador.Lista(campo, { buscar: (texto) => m.buscar(texto), direccion });
      if (campo.value) lista.actualizar();
      if (pendiente) lista.confirmar();
      // Sin lo demás del sitio se sigue buscando en los territorios.
      await motorCompleto().catch(() => {});
      lista.completar();
    }

    alTocar(campo, preparar);
    formulario.addEventListener("submit", (evento) => {
      evento.preventDefault();
      if (lista) lista.confirmar();
      else pendiente = true;
    });
  }

  /* En el celular, el campo de la cabecera está detrás de la lupa; sin este guion, la lupa lleva a la lista. */
  function lupa(enlace) {
    enlace.addEventListener("click", (evento) => {
      evento.preventDefault();
      const formulario = enlace.nextElementSibling;
      formulario.classList.toggle("abierto");
      if (formulario.classList.contains("abierto")) formulario.querySelector("input").focus();
    });
  }

  /* Con el nombre y la forma del tema: lo que alguien ya eligió sigue valiendo. */
  const PALETA = `${new URL(RAIZ, location.href).pathname}.__palette`;

  function paletaGuardada() {
    try {
      return JSON.parse(localStorage.getItem(PALETA));
    } catch {
      return null; // el navegador no deja leer, o lo guardado no es de aquí
    }
  }

  function guardarPaleta(elegida) {
    try {
      localStorage.setItem(PALETA, JSON.stringify(elegida));
    } catch {
      // sin dónde guardar, vale para esta página
    }
  }

  const FONDOS = [
    { media: "(prefers-color-scheme: light)", scheme: "default", rotulo: "Cambiar a fondo oscuro" },
    { media: "(prefers-color-scheme: dark)", scheme: "slate", rotulo: "Cambiar a fondo claro" },
  ];
  const MEDIO_CIRCULO =
    "M12 2A10 10 0 0 0 2 12a10 10 0 0 0 10 10 10 10 0 0 0 10-10A10 10 0 0 0 12 2m0 2a8 8 0 0 1 8 8 8 8 0 0 1-8 8z";

  /* El botón de fondo claro u oscuro: el guion del tema no viaja, y lo elegido se guarda igual que él. */
  function fondo(lugar) {
    const boton = document.createElement("button");
    boton.type = "button";
    boton.className = "icono";
    boton.append(dibujado(MEDIO_CIRCULO));
    let elegido = 0;
    const elegir = (cual, guardar) => {
      elegido = cual;
      const { media, scheme, rotulo } = FONDOS[cual];
      const color = { media, scheme, primary: "custom", accent: "custom" };
      Object.entries(color).forEach(([que, valor]) => document.body.setAttribute(`data-md-color-${que}`, valor));
      boton.title = rotulo;
      boton.setAttribute("aria-label", rotulo);
      if (guardar) guardarPaleta({ index: cual, color });
    };
    const guardado = paletaGuardada()?.index;
    elegir([0, 1].includes(guardado) ? guardado : Number(matchMedia(FONDOS[1].media).matches), false);
    boton.addEventListener("click", () => elegir(1 - elegido, true));
    lugar.append(boton);
  }

  /* Un icono de 24 por 24 con un solo trazo. */
  function dibujado(d) {
    const [svg, trazo] = ["svg", "path"].map((cual) => document.createElementNS("http://www.w3.org/2000/svg", cual));
    svg.setAttribute("viewBox", "0 0 24 24");
    trazo.setAttribute("d", d);
    svg.append(trazo);
    return svg;
  }

  const PAPELES = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };

  /* En angosto las filas son rejillas, y hay lectores que dejan de ver la tabla: su papel va escrito. */
  function conPapeles(tabla) {
    [tabla, ...tabla.querySelectorAll("thead, tbody, tr, th, td")].forEach((parte) => {
      parte.setAttribute("role", PAPELES[parte.tagName] || (parte.scope === "row" ? "rowheader" : "columnheader"));
    });
  }

  /* Tablas que se ordenan por columna; el orden usa el número sin formato. */
  function ordenable(tabla) {
    const cabezas = [...tabla.tHead.rows[0].cells];
    const ordena = (/** @type {number} */ n) => [...tabla.tBodies[0].rows].some((f) => valor(f.cells[n]));
    cabezas.forEach((celda, columna) => {
      // Una estimación cuyo error no deja ordenar no trae con qué.
      if (columna && !ordena(columna)) return;
      const boton = document.createElement("button");
      boton.type = "button";
      boton.append(...celda.childNodes);
      celda.append(boton);
      boton.addEventListener("click", () => {
        const baja = celda.getAttribute("aria-sort") !== "descending";
        cabezas.forEach((otra) => otra.removeAttribute("aria-sort"));
        celda.setAttribute("aria-sort", baja ? "descending" : "ascending");
        juntar(tabla);
        const filas = [...tabla.tBodies[0].rows];
        tabla.tBodies[0].append(...filas.sort((a, b) => comparar(a.cells[columna], b.cells[columna], baja)));
      });
    });
  }

  /* Las filas plegadas debajo de una tabla se ordenan con las suyas: pasan a ella. */
  function juntar(tabla) {
    const plegada = tabla.parentElement.querySelector(":scope > details table:is(.tabla-lugares, .tabla-territorios)");
    if (!plegada || plegada === tabla) return;
    tabla.tBodies[0].append(...plegada.tBodies[0].rows);
    plegada.closest("details").remove();
  }

  /* Lo que se compara de una celda: su número sin formato, o su texto; sin nada va al final. */
  function valor(celda) {
    if (!celda || celda.colSpan > 1) return "";
    if (celda.dataset.orden || celda.tagName !== "TD") return celda.dataset.orden || celda.textContent;
    const numero = celda.textContent.trim().replace(/\./g, "").replace(",", ".");
    return celda.closest(".tabla-lugares") ? (isNaN(numero) ? celda.textContent : numero) : "";
  }

  function comparar(a, b, baja) {
    const x = valor(a);
    const y = valor(b);
    if (!(x && y)) return Number(!x) - Number(!y);
    const orden = isNaN(x) || isNaN(y) ? x.localeCompare(y, "es") : x - y;
    return baja ? -orden : orden;
  }

  /* Un botón junto a cada cita; sin portapapeles, la cita se sigue pudiendo seleccionar de un toque. */
  function copiable(cita) {
    const boton = document.createElement("button");
    boton.type = "button";
    boton.className = "boton-copiar";
    boton.textContent = "Copiar";
    boton.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(cita.textContent.trim());
        boton.textContent = "Copiada";
      } catch (_) {
        getSelection().selectAllChildren(cita);
        boton.textContent = "Seleccionada";
      }
    });
    boton.setAttribute("aria-live", "polite");
    cita.after(boton);
  }

  /* El código con que otra página incrusta la tarjeta. Lo arma el navegador, que sabe en qué dirección está el sitio y
     escapa lo que haga falta; el alto es el de la más larga en un celular de 360 px. */
  function incrustable(enlace) {
    const marco = document.createElement("iframe");
    const propios = { width: "100%", height: 580, loading: "lazy", style: "border:0;max-width:30rem" };
    const atributos = { src: enlace.href, title: `Pobreza en ${document.title.split(" · ")[0]}`, ...propios };
    Object.entries(atributos).forEach(([nombre, valor]) => marco.setAttribute(nombre, valor));
    const codigo = document.createElement("p");
    codigo.className = "cita-copiable codigo-para-copiar";
    codigo.textContent = marco.outerHTML;
    enlace.closest("ul").after(codigo);
  }

  /* Sin dirección pública, una cita dice la de la página abierta; desde el disco, la ruta ya escrita. */
  if (location.protocol.startsWith("http")) {
    document.querySelectorAll("[data-direccion]").forEach((cita) => {
      cita.textContent = location.origin + location.pathname;
    });
    document.querySelectorAll("a.tarjeta").forEach(incrustable);
  }
  if (navigator.clipboard) document.querySelectorAll(".cita-copiable").forEach(copiable);
  const raiz = document.documentElement.classList;
  if (!raiz.contains("incompleta")) raiz.replace("no-js", "js");
  document.querySelectorAll(".lugar-del-fondo").forEach(fondo);
  window.KitAlTocar = alTocar;
  document.querySelectorAll("form.buscador").forEach(buscador);
  document.querySelectorAll(".abrir-buscador").forEach(lupa);
  document.querySelectorAll("table:is(.tabla-rieles, .tabla-cruces)").forEach(conPapeles);
  document.querySelectorAll("table.tabla-ordenable").forEach(ordenable);
  // Lo visitado se guarda para abrirlo sin internet. Desde el disco no hace falta, y en la vista previa (`kit servir`)
  // escondería el cambio que se quiere ver.
  if (VERSION && location.protocol.startsWith("http") && "serviceWorker" in navigator && !("livereload" in window)) {
    const guardar = () => traer("sin_conexion").catch(() => {});
    // Con plazo: en un equipo ocupado el rato libre puede no llegar nunca, y no se guardaría nada.
    const alTenerUnRato = () => window.requestIdleCallback?.(guardar, { timeout: 3000 }) ?? setTimeout(guardar, 0);
    window.addEventListener("load", alTenerUnRato);
  }
  // En una sola tabla, los encabezados se repiten en cada hoja. En dos hojas no caben los lugares
  // plegados: van al imprimir todo.
  window.addEventListener("beforeprint", () => {
    const todo = document.documentElement.classList.contains("imprime-todo");
    document.querySelectorAll(`table.tabla-ordenable${todo ? "" : ":not(.tabla-lugares)"}`).forEach(juntar);
  });
})();
