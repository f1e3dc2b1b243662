/* Un gráfico de la página como archivo, con su título, su fuente, su año y la dirección de donde sale. */
(function () {
  "use strict";
  const { svg, llano } = window.KitH;
  const { LETRA, LETRA_DE_TITULOS, filas, foto, guardar, renglones } = window.KitGraficos;
  const MARGEN = 24;
  const TINTA = "#14202b";
  const TINTA_2 = "#46535f";
  const ANCHO_MINIMO = 320;
  const DE_NEGRITA = 1.25; // cuánto más ocupa un título que un renglón de texto
  const LARGO_DEL_NOMBRE = 70;

  const limpio = (nodo) => (nodo?.textContent || "").replace(/\s+/g, " ").trim();

  /** El título que va justo antes de una lista o de una tabla. */
  function deAntes(grafico) {
    let antes = grafico.previousElementSibling;
    while (antes && !antes.matches("h3, h4")) antes = antes.previousElementSibling;
    return antes;
  }

  /** De quién es la página y de qué trata el gráfico. */
  function titulos(grafico) {
    const propio = grafico.querySelector(":scope > :is(h3, h4), caption") || deAntes(grafico);
    const seccion = grafico.closest("section, details.seccion")?.querySelector("h2, h3");
    const h1 = document.querySelector("h1");
    const dichos = [h1, seccion, propio].map(limpio).filter(Boolean);
    return [...new Set(dichos)].slice(0, 3);
  }

  /** Su pie, sin los enlaces a las fuentes, que van aparte. */
  function pie(grafico) {
    const dicho = /** @type {Element | undefined} */ (grafico.querySelector("figcaption")?.cloneNode(true));
    dicho
      ?.querySelectorAll("a[href*='fuentes.html'], a[href*='mapa/index.html'], details")
      .forEach((sobra) => sobra.remove());
    return limpio(dicho);
  }

  /** Las que el gráfico enlaza o, si no enlaza ninguna, las de su sección. */
  function fuentes(grafico) {
    const deFigura = grafico.matches("figure") ? [] : [grafico.parentElement];
    const cerca = [
      grafico,
      ...deFigura,
      grafico.closest("section"),
      grafico.closest("details.seccion"),
      document.getElementById("fuente"),
      document.querySelector("#pobreza .notas"),
    ];
    for (const donde of cerca.filter(Boolean)) {
      const enlaces = [...donde.querySelectorAll("a[href*='fuentes.html#']")]
        .map(limpio)
        .filter((t) => t !== "Ficha de la fuente");
      if (enlaces.length) return [...new Set(enlaces)].slice(0, grafico.matches(".mapa") ? 1 : 4).join("; ");
      const lista =
        donde.id === "fuente" &&
        [...donde.querySelectorAll(":scope > ul > li")].map((li) => limpio(li).split(". Corte")[0]);
      if (lista && lista.length) return lista.slice(0, 3).join("; ");
    }
    return "";
  }

  /** Desde el disco no se dice una carpeta de nadie: la ruta dentro del sitio. */
  function direccion(raiz) {
    const publica = document.querySelector("link[rel=canonical]")?.getAttribute("href");
    if (publica) return publica;
    const ruta = location.href.split(/[?#]/)[0].slice(raiz.length);
    return location.protocol.startsWith("http")
      ? location.origin + location.pathname + location.search
      : `En el sitio del kit: ${ruta}`;
  }

  const nombreDeArchivo = (partes) =>
    llano(partes.join(" "))
      .replace(/[^a-z0-9]+/g, "-")
      .slice(0, LARGO_DEL_NOMBRE)
      .replace(/^-|-$/g, "");

  /** En la página de un indicador, qué dice cada color está al lado del mapa. */
  const aparte = (grafico) => [
    ...document.querySelectorAll(grafico.matches(".mapa-pais") ? ".leyenda-con-cuentas" : "_"),
  ];

  /** El dibujo entero, como texto: encabezado, gráfico y de dónde sale. */
  async function dibujo(grafico, raiz) {
    const hechas = await Promise.all([grafico, ...aparte(grafico)].map(foto));
    const ancho = Math.max(...hechas.map((hecha) => hecha.ancho), ANCHO_MINIMO);
    const nodos = [];
    let y = MARGEN;
    const escribir = (texto, letra, propios) =>
      renglones(texto, ancho, propios["font-weight"] ? letra * DE_NEGRITA : letra).forEach((linea) => {
        y += letra * 1.3;
        nodos.push(svg("text", { x: MARGEN, y, "font-size": letra, "font-family": LETRA, ...propios }, linea));
      });
    const [de, ...mas] = titulos(grafico);
    escribir(de, 20, { "font-weight": 600, "font-family": LETRA_DE_TITULOS, fill: TINTA });
    mas.forEach((texto) => escribir(texto, 15, { "font-weight": 600, fill: TINTA }));
    y += 14;
    const cuerpo = hechas.map((hecha) => {
      const grupo = svg("g", { transform: `translate(${MARGEN} ${y - hecha.desde})` }, hecha.partes);
      y += hecha.alto + 8;
      return grupo;
    });
    const suelto = { fill: TINTA_2 };
    const [dicho, origen] = [pie(grafico), fuentes(grafico)];
    if (dicho) escribir(dicho, 13, suelto);
    if (origen) escribir(`Fuente: ${origen}.`, 13, suelto);
    escribir(`Kit contra la pobreza. ${direccion(raiz)}`, 13, suelto);
    const tamano = { ancho: Math.ceil(ancho + 2 * MARGEN), alto: Math.ceil(y + MARGEN) };
    const dibujada = svg(
      "svg",
      {
        xmlns: "http://www.w3.org/2000/svg",
        width: tamano.ancho,
        height: tamano.alto,
        viewBox: `0 0 ${tamano.ancho} ${tamano.alto}`,
        lang: "es-CO",
      },
      svg("title", {}, titulos(grafico).join(": ")),
      svg("rect", { width: tamano.ancho, height: tamano.alto, fill: "#fff" }),
      nodos,
      cuerpo,
    );
    return { ...tamano, texto: new XMLSerializer().serializeToString(dibujada) };
  }

  /** Las cifras, y en la última columna de dónde salen: la hoja se entiende sola. */
  async function conFuente(grafico, raiz) {
    const codigo = location.pathname.match(/territorio\/(\d+)\//)?.[1] || "";
    const propio = grafico.matches(".mapa-de-vecinos")
      ? [
          [
            limpio(document.querySelector("h1")),
            Number(
              limpio(document.querySelector(".de-ipm b"))
                .replace(/[^\d,]/g, "")
                .replace(",", "."),
            ),
          ],
        ]
      : [];
    const [cabeza, ...cuerpo] = await filas(grafico, { codigo, raiz, propio });
    const deDonde = [titulos(grafico).join(". "), fuentes(grafico), direccion(raiz)];
    const largo = cabeza.length;
    const rellena = (fila) => [...fila, ...Array(Math.max(0, largo - fila.length)).fill("")];
    return [[...cabeza, "Gráfico", "Fuente", "Dirección"], ...cuerpo.map((fila) => [...rellena(fila), ...deDonde])];
  }

  /** En la página de un indicador las cifras de todos ya son un archivo: se baja ese. */
  function yaHecho(grafico) {
    const suyo = grafico.matches(".mapa-pais, .reparto") && document.querySelector("#fuente a[download]");
    if (suyo) /** @type {HTMLElement} */ (suyo).click();
    return suyo ? `Quedó descargado ${suyo.getAttribute("download")}.` : "";
  }

  /**
   * @param {string} que «png», «svg» o «csv»
   * @param {HTMLElement} grafico
   * @param {string} raiz dirección del sitio
   * @returns {Promise<string>} qué se dice al terminar
   */
  async function bajar(que, grafico, raiz) {
    const hecho = que === "csv" ? yaHecho(grafico) : "";
    if (hecho) return hecho;
    return guardar(que, nombreDeArchivo(titulos(grafico)), {
      dibujo: () => dibujo(grafico, raiz),
      filas: () => conFuente(grafico, raiz),
    });
  }

  Object.assign(window.KitGraficos, { bajar });
})();
