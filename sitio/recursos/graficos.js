/* «Descargar» en cada gráfico: imagen, dibujo o cifras. Sin este guion el gráfico es el mismo y sus cifras se leen al
   lado; lo que prepara cada archivo se pide la primera vez. */
(function () {
  "use strict";
  const RAIZ = new URL("../", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  const PIEZAS = ["herramientas/base", "graficos/salida", "graficos/foto", "graficos/cifras", "graficos/bajar"];
  const CUALES = "figure, table:is(.tabla-rieles, .tabla-con-barra), .lista-barras, #comparar table";
  const FORMAS = { png: "Imagen PNG", svg: "Dibujo SVG", csv: "Cifras CSV" };
  let piezas = null;

  const traer = (nombre) =>
    new Promise((listo, fallo) => {
      const guion = document.createElement("script");
      Object.assign(guion, { src: `${RAIZ}recursos/${nombre}.js`, async: false, onload: listo, onerror: fallo });
      document.head.append(guion);
    });

  /* Las herramientas ya traen la primera. Lo que no llegó se vuelve a pedir. */
  function pedir() {
    const faltan = PIEZAS.slice(window.KitH ? 1 : 0);
    piezas ||= Promise.all(faltan.map(traer));
    piezas.catch(() => (piezas = null));
    return piezas;
  }

  const crear = (etiqueta, propios) => Object.assign(document.createElement(etiqueta), propios);

  /** @param {Element} grafico */
  function menu(grafico) {
    const caja = crear("details", { className: "bajar" });
    const rotulo = crear("summary", { textContent: "Descargar" });
    const nombre = grafico.querySelector("h3, h4, caption")?.textContent || titulo(grafico);
    rotulo.setAttribute("aria-label", `Descargar: ${nombre.trim()}`);
    const grupo = crear("div", {});
    const nota = crear("p", {});
    nota.setAttribute("role", "status");
    Object.entries(FORMAS).forEach(([que, texto]) => {
      const boton = crear("button", { type: "button", textContent: texto });
      boton.addEventListener("click", async () => {
        nota.textContent = "Preparando…";
        try {
          await pedir();
          nota.textContent = await window.KitGraficos.bajar(que, grafico, RAIZ);
        } catch (_) {
          nota.textContent = "No se pudo preparar. Revise la conexión y vuelva a intentarlo.";
        }
      });
      grupo.append(boton);
    });
    grupo.append(nota);
    caja.append(rotulo, grupo);
    caja.addEventListener("keydown", (evento) => {
      if (evento.key !== "Escape") return;
      caja.open = false;
      rotulo.focus();
    });
    return caja;
  }

  /** El de la sección donde está; en la primera pantalla, el de la página. */
  const titulo = (grafico) =>
    (grafico.closest("section, details.seccion")?.querySelector("h2, h3") || document.querySelector("h1"))
      ?.textContent || "";

  function poner() {
    document.querySelectorAll(CUALES).forEach((grafico) => {
      if (grafico.closest("[data-con-menu]")) return;
      grafico.setAttribute("data-con-menu", "");
      if (grafico.tagName === "FIGURE") grafico.append(menu(grafico));
      else grafico.after(menu(grafico));
    });
  }

  poner();
  // El comparador dibuja después, y otra vez con cada territorio.
  const vivo = document.getElementById("comparar");
  if (vivo) new MutationObserver(poner).observe(vivo, { childList: true, subtree: true });
})();
