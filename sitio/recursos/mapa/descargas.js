/* Lo que se lleva: el mapa en SVG o PNG con su título, leyenda, fuente y año dentro, y la tabla en CSV. */
(function () {
  "use strict";
  const { svg } = window.KitH;
  const { LETRA, guardar, renglones } = window.KitGraficos;
  const { FALTA, ZONAS, contar, rotulosDeClase, titulo, unidad } = window.KitMapa;

  const MARGEN = 24;
  const DE_RENGLON = 21;

  const nombre = (capas) => `mapa-${capas.map((capa) => `${capa.id}-${capa.zona}-${capa.periodo}`).join("-y-")}`;

  /** Un «%» solo se leería como el comienzo de una fórmula. */
  const enPalabras = (ficha) => (ficha.unidad === "%" ? "porcentaje" : ficha.unidad);

  /** Un renglón por municipio de la tabla, en su orden, con lo que hace falta para citarlo. */
  function filasDeCsv({ m, capas, filas }) {
    const titulos = capas.flatMap((capa) => [
      `${capa.ficha.corto} (${capa.periodo}${ZONAS[capa.zona] ? `, ${ZONAS[capa.zona]}` : ""})`,
      "estado",
      "unidad",
      "fuente",
    ]);
    const celdas = (capa, i) => {
      const entre = capa.intervalo(i);
      const rango = entre && capa.valores[i] !== null ? [entre.desde, entre.hasta] : ["", ""];
      const estado = capa.valores[i] === null ? FALTA[capa.marcas[i]] : "dato";
      const cifras = capa.ficha.intervalos ? rango : [];
      return [capa.valores[i], estado, enPalabras(capa.ficha), capa.ficha.fuente, ...cifras];
    };
    const deIntervalo = capas.map((c) => (c.ficha.intervalos ? ["intervalo desde", "intervalo hasta"] : []));
    const cabeza = capas.flatMap((_, n) => [...titulos.slice(n * 4, n * 4 + 4), ...deIntervalo[n]]);
    return [
      ["codigo", "municipio", "departamento", ...cabeza],
      ...filas.map((i) => [
        m.codigos[i],
        m.nombres[i],
        m.departamentos[i],
        ...capas.flatMap((capa) => celdas(capa, i)),
      ]),
    ];
  }

  const color = (nodo, propiedad) => getComputedStyle(nodo).getPropertyValue(propiedad);

  /** Copia los estilos que se ven a los atributos: fuera de la página no hay hojas de estilo. */
  function copia(dibujo) {
    const clon = /** @type {SVGElement} */ (dibujo.cloneNode(true));
    const vistos = new Map();
    const originales = dibujo.querySelectorAll("path, circle, text, rect");
    const QUE = [
      "fill",
      "stroke",
      "stroke-width",
      "opacity",
      "stroke-dasharray",
      "font-size",
      "font-weight",
      "paint-order",
    ];
    clon.querySelectorAll("path, circle, text, rect").forEach((nodo, n) => {
      const original = originales[n];
      const clases = [original.parentElement, original].map((cual) => cual.getAttribute("class"));
      const llave = `${original.tagName} ${clases.join(" ")}`;
      if (!vistos.has(llave)) vistos.set(llave, Object.fromEntries(QUE.map((p) => [p, color(original, p)])));
      Object.entries(vistos.get(llave)).forEach(([p, valor]) => valor && nodo.setAttribute(p, String(valor)));
    });
    [clon, ...clon.querySelectorAll("*")].forEach((nodo) =>
      ["class", "style", "data-i", "data-clase"].forEach((atributo) => nodo.removeAttribute(atributo)),
    );
    return clon;
  }

  /** La leyenda de un panel: color y texto, como está en pantalla. */
  function entradas(panel, cruce) {
    const deCruce = cruce ? panel.capas.map(rotulosDeClase) : null;
    return [...panel.leyenda.querySelectorAll("[data-clave]")].map((boton) => {
      const clave = boton.dataset.clave;
      const n = boton.querySelector("b")?.textContent || "";
      const [x, y] = [Number(clave[1]) - 1, Number(clave[2]) - 1];
      const texto =
        deCruce && clave[0] === "b"
          ? `${deCruce[0][x]} y ${deCruce[1][y]}: ${contar(Number(n.replace(/\D/g, "")), "municipio", "municipios")}`
          : `${boton.querySelector("span")?.textContent || boton.textContent}: ${n}`;
      return { texto, color: color(boton.querySelector("i"), "background-color") };
    });
  }

  function columna(panel, cruce, x) {
    const { lienzo, capas } = panel;
    const nodos = [];
    let y = MARGEN + 18;
    const escribir = (texto, letra, peso) =>
      renglones(texto, lienzo.w, letra).forEach((linea) => {
        nodos.push(svg("text", { x, y, "font-size": letra, "font-weight": peso }, linea));
        y += letra * 1.35;
      });
    capas.forEach((capa) =>
      escribir(`${titulo(capa)}${unidad(capa.ficha) ? ` (${unidad(capa.ficha).trim()})` : ""}`, 18, 650),
    );
    y += 4;
    const dibujo = copia(lienzo.dibujo);
    Object.entries({ x, y, width: lienzo.w, height: lienzo.h }).forEach((par) =>
      dibujo.setAttribute(par[0], String(par[1])),
    );
    nodos.push(dibujo);
    y += lienzo.h + 20;
    if (cruce) escribir(`Cada casilla: ${capas[0].ficha.corto} y ${capas[1].ficha.corto}.`, 14, 400);
    entradas(panel, cruce).forEach((una) => {
      nodos.push(svg("rect", { x, y: y - 12, width: 22, height: 14, fill: una.color, stroke: "#8496a0" }));
      nodos.push(svg("text", { x: x + 30, y, "font-size": 14 }, una.texto));
      y += DE_RENGLON;
    });
    y += 4;
    capas.forEach((capa) =>
      escribir(`Fuente: ${capa.ficha.fuente}. Datos de ${capa.periodo}. Kit contra la pobreza.`, 13, 400),
    );
    return { nodos, alto: y };
  }

  /** El dibujo completo, como texto. */
  function dibujo({ paneles, cruce }) {
    const anchos = paneles.map(({ lienzo }) => lienzo.w + MARGEN);
    const columnas = paneles.map((panel, n) =>
      columna(panel, cruce, MARGEN + anchos.slice(0, n).reduce((a, b) => a + b, 0)),
    );
    const ancho = MARGEN + anchos.reduce((a, b) => a + b, 0);
    const alto = Math.max(...columnas.map((c) => c.alto)) + MARGEN;
    const cuerpo = document.body;
    const raiz = svg(
      "svg",
      { xmlns: "http://www.w3.org/2000/svg", width: ancho, height: alto, viewBox: `0 0 ${ancho} ${alto}` },
      svg("title", {}, paneles.flatMap((p) => p.capas.map(titulo)).join("; ")),
      svg("rect", { width: ancho, height: alto, fill: color(cuerpo, "--papel") || "#fff" }),
      svg(
        "g",
        { fill: color(cuerpo, "--tinta") || "#14202b" },
        columnas.flatMap((c) => c.nodos),
      ),
    );
    return {
      ancho,
      alto,
      texto: new XMLSerializer().serializeToString(raiz).replace("<g ", `<g font-family="${LETRA}" `),
    };
  }

  async function copiarDireccion() {
    try {
      await navigator.clipboard.writeText(location.href);
      return "La dirección quedó copiada: abre esta misma vista.";
    } catch (_) {
      return `Copie la dirección de la barra del navegador: ${location.href}`;
    }
  }

  /**
   * @param {string} que «csv», «svg», «png» o «direccion»
   * @param {VistaDelMapa} vista
   * @returns {Promise<string>} qué se dice al terminar
   */
  async function bajar(que, vista) {
    if (que === "direccion") return copiarDireccion();
    return guardar(que, nombre(vista.capas), { filas: () => filasDeCsv(vista), dibujo: () => dibujo(vista) });
  }

  window.KitMapa = Object.assign(/** @type {any} */ (window.KitMapa || {}), { bajar });
})();
