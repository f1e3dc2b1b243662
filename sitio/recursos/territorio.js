/* Secciones plegadas, barra pegada e impresión de un territorio. Sin este guion, las secciones se
   abren con un toque, el índice es una lista de enlaces y se lee todo. */
(function () {
  "use strict";

  const secciones = /** @type {HTMLDetailsElement[]} */ ([...document.querySelectorAll("details.seccion")]);
  const enlaces = /** @type {HTMLAnchorElement[]} */ ([...document.querySelectorAll(".indice-pagina a")]);
  const barra = /** @type {HTMLElement | null} */ (document.querySelector(".barra-perfil"));

  /** El ancla de la dirección; una mal escrita («#%E0») no lleva a ninguna parte. */
  function ancla() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch (_) {
      return "";
    }
  }

  /* Un enlace a una sección, o a algo dentro de ella, la abre antes de llegar. */
  function abrirLaDelAncla() {
    const destino = document.getElementById(ancla());
    const seccion = /** @type {HTMLDetailsElement | null} */ (destino?.closest("details.seccion") || null);
    if (!destino || !seccion) return;
    seccion.open = true;
    destino.scrollIntoView();
  }

  /** @param {Element} boton */
  function abridor(boton) {
    const rotular = () => {
      boton.textContent = secciones.every((s) => s.open) ? "Cerrar todo" : "Abrir todo";
    };
    boton.addEventListener("click", () => {
      const abrir = secciones.some((s) => !s.open);
      secciones.forEach((s) => (s.open = abrir));
    });
    secciones.forEach((s) => s.addEventListener("toggle", rotular));
  }

  /* Dos hojas; «Imprimir todo», la página entera con lo plegado a la vista. */
  function imprimir(todo) {
    document.documentElement.classList.toggle("imprime-todo", todo);
    window.print();
  }

  /** El selector de sección de la barra, hecho con los enlaces del índice. */
  function selector() {
    const elegir = document.createElement("select");
    elegir.setAttribute("aria-label", "Ir a la sección");
    elegir.add(new Option("Resumen", ""));
    enlaces.forEach((a) => elegir.add(new Option(a.textContent || "", a.hash)));
    elegir.addEventListener("change", () => {
      if (!elegir.value) window.scrollTo(0, 0);
      else if (location.hash === elegir.value) abrirLaDelAncla();
      else location.hash = elegir.value;
    });
    return elegir;
  }

  /**
   * Marca en el índice y en el selector la sección que se está leyendo.
   * @param {HTMLSelectElement} elegir
   * @param {number} alto el de la barra, en píxeles
   */
  function marcarLaActual(elegir, alto) {
    const pasadas = secciones.filter((s) => s.getBoundingClientRect().top <= alto + 40);
    const hash = pasadas.length ? `#${pasadas[pasadas.length - 1].id}` : "";
    if (elegir.value !== hash && document.activeElement !== elegir) elegir.value = hash;
    enlaces.forEach((a) => {
      if (a.hash === hash) a.setAttribute("aria-current", "true");
      else a.removeAttribute("aria-current");
    });
  }

  /** @param {HTMLElement} donde la barra */
  function prepararBarra(donde) {
    const elegir = selector();
    donde.append(elegir);
    let pedido = 0;
    const mirar = () => {
      pedido ||= requestAnimationFrame(() => {
        pedido = 0;
        marcarLaActual(elegir, donde.offsetHeight);
      });
    };
    document.addEventListener("scroll", mirar, { passive: true });
    mirar();
    prepararCambio(donde);
  }

  /* «Cambiar municipio» muestra el mismo buscador de la cabecera; Escape lo guarda. */
  function prepararCambio(donde) {
    const cambiar = donde.querySelector(".cambiar");
    const formulario = donde.querySelector("form");
    const mostrar = (abierto) => {
      formulario.hidden = !abierto;
      cambiar.setAttribute("aria-expanded", String(abierto));
      (abierto ? formulario.querySelector("input") : cambiar).focus({ preventScroll: true });
    };
    cambiar.setAttribute("role", "button");
    cambiar.setAttribute("aria-expanded", "false");
    cambiar.addEventListener("click", (evento) => {
      evento.preventDefault();
      mostrar(formulario.hidden);
    });
    cambiar.addEventListener("keydown", (evento) => {
      if (evento.key !== " ") return;
      evento.preventDefault();
      mostrar(formulario.hidden);
    });
    formulario.addEventListener("keydown", (evento) => {
      if (evento.key === "Escape" && !evento.defaultPrevented) mostrar(false);
    });
  }

  window.addEventListener("hashchange", abrirLaDelAncla);
  // El mismo enlace otra vez no cambia la dirección.
  document.addEventListener("click", (evento) => {
    const enlace = /** @type {Element} */ (evento.target).closest("a[href^='#']");
    if (enlace && enlace.getAttribute("href") === location.hash) abrirLaDelAncla();
  });
  // La página abierta, o su ruta si se abrió desde el disco: la misma de la cita.
  window.addEventListener("beforeprint", () => {
    const propia = document.querySelector("[data-direccion]");
    if (propia) document.documentElement.style.setProperty("--direccion", JSON.stringify(`${propia.textContent} · `));
  });
  window.addEventListener("afterprint", () => document.documentElement.classList.remove("imprime-todo"));
  abrirLaDelAncla();
  if (barra) prepararBarra(barra);
  document.querySelectorAll("button.abrir-todo").forEach(abridor);
  document.querySelectorAll("button.imprimir").forEach((b) => b.addEventListener("click", () => imprimir(false)));
  document.querySelectorAll("button.imprimir-todo").forEach((b) => b.addEventListener("click", () => imprimir(true)));
})();
