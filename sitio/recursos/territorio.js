/* Las secciones plegadas de un territorio; sin este guion se abren con un toque y se lee todo. */
(function () {
  "use strict";

  /** @type {HTMLDetailsElement[]} */
  const secciones = [...document.querySelectorAll("details.seccion")];

  /* Un enlace a una sección, o a algo dentro de ella, la abre antes de llegar. */
  function abrirLaDelAncla() {
    const destino = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const seccion = /** @type {HTMLDetailsElement | null} */ (destino?.closest("details.seccion") || null);
    if (!destino || !seccion || seccion.open) return;
    seccion.open = true;
    destino.scrollIntoView();
  }

  /** @param {HTMLButtonElement} boton */
  function abridor(boton) {
    const rotular = () => {
      boton.textContent = secciones.every((s) => s.open) ? "Cerrar todo" : "Abrir todo";
    };
    boton.addEventListener("click", () => {
      const abrir = secciones.some((s) => !s.open);
      secciones.forEach((s) => (s.open = abrir));
      rotular();
    });
    secciones.forEach((s) => s.addEventListener("toggle", rotular));
  }

  window.addEventListener("hashchange", abrirLaDelAncla);
  // El mismo enlace otra vez no cambia la dirección.
  document.addEventListener("click", (evento) => {
    const enlace = /** @type {Element} */ (evento.target).closest("a[href^='#']");
    if (enlace && enlace.getAttribute("href") === location.hash) abrirLaDelAncla();
  });
  abrirLaDelAncla();
  document.querySelectorAll("button.abrir-todo").forEach(abridor);
})();
