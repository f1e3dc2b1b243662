/* La sala de una sesión: proyecta una idea por pantalla e imprime un afiche A3. Todo sale de la página; sin este guion
   se lee igual. */
(function () {
  "use strict";
  const articulo = document.querySelector("article");
  const titulo = articulo && articulo.querySelector("h1");
  if (!articulo || !titulo) return;
  const LARGA = 150;

  /* El texto de un nodo, sin el signo del enlace al título. @param {Element} nodo */
  const texto = (nodo) =>
    (nodo.textContent || "")
      .replace(/\u00b6/g, "")
      .replace(/\s+/g, " ")
      .trim();

  /** @param {string} etiqueta @param {string} clase @param {string} [dicho] */
  function crear(etiqueta, clase, dicho) {
    const nodo = document.createElement(etiqueta);
    nodo.className = clase;
    if (dicho) nodo.textContent = dicho;
    return nodo;
  }

  /** @param {string} dicho @param {() => void} alOprimir */
  function boton(dicho, alOprimir) {
    const nodo = /** @type {HTMLButtonElement} */ (crear("button", "", dicho));
    nodo.type = "button";
    nodo.addEventListener("click", alOprimir);
    return nodo;
  }

  /* Lo que sigue a un título de segundo nivel, hasta el próximo. @param {string} id */
  function seccion(id) {
    const nodos = [];
    const cabeza = document.getElementById(id);
    for (let n = cabeza && cabeza.nextElementSibling; n && n.tagName !== "H2"; n = n.nextElementSibling) nodos.push(n);
    return nodos;
  }

  /** @param {string} id @param {string} que */
  const dentro = (id, que) => seccion(id).flatMap((n) => (n.matches(que) ? [n] : Array.from(n.querySelectorAll(que))));

  /** Los momentos: [nombre, empieza, dura, qué se hace]. */
  const momentos = () =>
    dentro("agenda", "tbody tr")
      .map((fila) => Array.from(fila.children, texto))
      .filter((celdas) => celdas.length >= 4 && celdas[0] !== "Total");

  const objetivo = () => dentro("objetivo", "p").map(texto).join(" ");

  /** Cada pantalla: [parte, idea]. */
  const pantallas = () => [
    ["", texto(titulo)],
    ["Objetivo", objetivo()],
    ...momentos().map(([nombre, , dura, que]) => [`${nombre} · ${dura}`, que]),
    ...dentro("ejercicio-con-los-datos-del-municipio", ".llenar li").map((li) => [
      "Ejercicio",
      texto(li).replace(/_+/g, "").trim(),
    ]),
    ["Cierre", "Ningún compromiso sin nombre propio, fecha y evidencia."],
  ];

  function proyectar() {
    const ideas = pantallas();
    const caja = /** @type {HTMLDialogElement} */ (crear("dialog", "proyector"));
    const parte = crear("p", "proyector-parte");
    const idea = crear("p", "proyector-idea");
    const cuenta = crear("span", "");
    const pie = crear("div", "proyector-pie");
    let cual = 0;
    /** @param {number} i */
    function mostrar(i) {
      cual = Math.min(Math.max(i, 0), ideas.length - 1);
      [parte.textContent, idea.textContent] = ideas[cual];
      idea.classList.toggle("larga", ideas[cual][1].length > LARGA);
      cuenta.textContent = `${cual + 1} de ${ideas.length}`;
    }
    /** @type {Record<string, () => void>} */
    const teclas = {
      ArrowRight: () => mostrar(cual + 1),
      PageDown: () => mostrar(cual + 1),
      " ": () => mostrar(cual + 1),
      ArrowLeft: () => mostrar(cual - 1),
      PageUp: () => mostrar(cual - 1),
      Home: () => mostrar(0),
      End: () => mostrar(ideas.length - 1),
    };
    caja.setAttribute("aria-label", "Proyección de la sesión");
    idea.setAttribute("aria-live", "polite");
    caja.addEventListener("keydown", (e) => {
      const enBoton = e.key === " " && e.target instanceof HTMLButtonElement;
      if (!teclas[e.key] || enBoton) return;
      e.preventDefault();
      teclas[e.key]();
    });
    caja.addEventListener("close", () => caja.remove());
    pie.append(
      boton("Anterior", () => mostrar(cual - 1)),
      cuenta,
      boton("Siguiente", () => mostrar(cual + 1)),
      boton("Salir", () => caja.close()),
    );
    caja.append(parte, idea, pie);
    document.body.append(caja);
    caja.showModal();
    mostrar(0);
  }

  /* El afiche se arma al pedirlo y se quita al terminar de imprimir. */
  function imprimirAfiche() {
    const hoja = crear("section", "afiche");
    const lista = crear("ol", "");
    momentos().forEach(([nombre, empieza, dura]) => {
      const renglon = crear("li", "");
      renglon.append(
        crear("b", "", empieza),
        crear("span", "", nombre),
        crear("span", "", dura.replace(" ", "\u00a0")),
      );
      lista.append(renglon);
    });
    hoja.append(crear("h1", "", texto(titulo)), crear("p", "afiche-objetivo", objetivo()), lista);
    document.body.append(hoja);
    document.documentElement.classList.add("con-afiche");
    // El tamaño del papel solo mientras se imprime el afiche: la sesión se imprime en carta.
    const papel = crear("style", "", "@page { size: A3 portrait; margin: 18mm; }");
    document.head.append(papel);
    window.addEventListener(
      "afterprint",
      () => {
        hoja.remove();
        papel.remove();
        document.documentElement.classList.remove("con-afiche");
      },
      { once: true },
    );
    window.print();
  }

  const botones = crear("div", "sala-botones");
  botones.append(boton("Proyectar", proyectar), boton("Afiche A3", imprimirAfiche));
  titulo.after(botones);
})();
