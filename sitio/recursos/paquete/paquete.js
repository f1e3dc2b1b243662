/* En una copia descargada: un enlace a lo que no trae lo dice en vez de fallar. */
(function () {
  "use strict";
  const { codigos, aviso: dicho } = window.KIT_PAQUETE;
  const propios = new Set(codigos);
  const DE_TERRITORIO = /\/territorio\/(\d+)\//;

  /** @param {Element} enlace */
  function falta(enlace) {
    if (enlace.hasAttribute("data-fuera")) return true;
    const codigo = DE_TERRITORIO.exec(new URL(enlace.getAttribute("href") || "", location.href).pathname)?.[1];
    return Boolean(codigo && propios.size && !propios.has(codigo));
  }

  function decir() {
    document.querySelector(".no-viene")?.remove();
    const aviso = document.createElement("p");
    aviso.className = "no-viene";
    aviso.setAttribute("role", "status");
    aviso.textContent = dicho;
    document.body.append(aviso);
    setTimeout(() => aviso.remove(), 6000);
  }

  document.addEventListener(
    "click",
    (evento) => {
      const enlace = /** @type {Element} */ (evento.target).closest("a");
      if (!enlace || !falta(enlace)) return;
      evento.preventDefault();
      decir();
    },
    true,
  );
})();
