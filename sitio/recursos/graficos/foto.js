/* Un gráfico de la página, como está a la vista, en un solo SVG que no necesita sus hojas de estilo: las cajas pasan a
   rectángulos, cada renglón a un texto y los dibujos van adentro con su color escrito. */
(function () {
  "use strict";
  const { svg } = window.KitH;
  const { LETRA, LETRA_DE_TITULOS } = window.KitGraficos;
  const DE_TRAZO = [
    "fill", "fill-opacity", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray", "stroke-linecap",
    "stroke-linejoin", "opacity", "paint-order", "vector-effect", "visibility",
  ]; // prettier-ignore
  const SIN_DIBUJO =
    "details.bajar, figure > h3, figure > h4, caption, figcaption, .solo-lector, .toque-de-mapa, " +
    "script, button, select, input";
  const CASI_NADA = 0.5;
  const ALTO_DE_CLASE = 8;
  const DE_LA_MEDIDA = { "m-propio": "fill", "m-antes": "stroke", "m-depto": "", "m-pais": "" };
  // Con qué el que usa un trazo dice cómo lo quiere: el mismo contorno va relleno, con funda y con tinta.
  const HEREDADAS = ["--relleno", "--trazo", "--grueso", "--guion"];
  const DE_DOCUMENTO = new DOMParser();
  const tela = document.createElement("canvas").getContext("2d");

  const transparente = (color) => /^(?:transparent|rgba\(.*, 0\))$/.test(color);

  /** Lo que la hoja de estilo le pone a un trazo, escrito en él. */
  function pintar(copia, original) {
    const estilo = getComputedStyle(original);
    if (estilo.display === "none") return copia.remove();
    DE_TRAZO.forEach((cual) => {
      const valor = estilo.getPropertyValue(cual);
      if (valor && valor !== "none 0px") copia.setAttribute(cual, valor);
    });
    if (copia.tagName === "use") copia.setAttribute("color", estilo.getPropertyValue("--medida") || estilo.color);
    if (copia.tagName === "rect")
      ["x", "y", "width", "height"].forEach((cual) => {
        const medida = parseFloat(estilo.getPropertyValue(cual));
        if (!copia.hasAttribute(cual) && medida) copia.setAttribute(cual, String(medida));
      });
    ["class", "style", "tabindex"].forEach((atributo) => copia.removeAttribute(atributo));
  }

  /** Lo que un «use» repite de su mismo dibujo, pintado como lo pide ese «use». */
  function repetido(uso, nombrado) {
    const pedido = getComputedStyle(uso);
    const prueba = /** @type {SVGElement} */ (nombrado.cloneNode(true));
    HEREDADAS.forEach((cual) => prueba.style.setProperty(cual, pedido.getPropertyValue(cual)));
    nombrado.after(prueba);
    const copia = /** @type {Element} */ (nombrado.cloneNode(true));
    pintar(copia, prueba);
    prueba.remove();
    copia.removeAttribute("id");
    return copia;
  }

  /** Un dibujo de la página en su lugar, con lo que nombra de otros. */
  function deDibujo(original, lugar, nombrados) {
    const copia = /** @type {SVGSVGElement} */ (original.cloneNode(true));
    const [nuevos, viejos] = [copia, original].map((cual) => [...cual.querySelectorAll("*")]);
    const sueltos = viejos.map((viejo) => {
      const nombrado = viejo.tagName === "use" && original.querySelector(viejo.getAttribute("href"));
      return nombrado && !nombrado.closest("defs") ? repetido(viejo, nombrado) : null;
    });
    const sinColor = /^(?:defs|clipPath|pattern|title|desc|a|symbol)$/;
    nuevos.forEach((nodo, n) => {
      if (!sinColor.test(nodo.tagName)) pintar(nodo, viejos[n]);
      const cual = nodo.tagName === "use" && nodo.getAttribute("href");
      if (cual && !original.querySelector(cual)) nombrados.add(cual.slice(1));
      const suelto = sueltos[n];
      if (!suelto) return;
      suelto.setAttribute("opacity", nodo.getAttribute("opacity") || "1");
      nodo.replaceWith(suelto);
    });
    copia.querySelectorAll("title, desc").forEach((dicho) => dicho.remove());
    // Un enlace no lleva a ninguna parte fuera de la página.
    copia.querySelectorAll("a").forEach((enlace) => enlace.replaceWith(...enlace.childNodes));
    ["class", "style", "role", "aria-label", "aria-hidden", "id"].forEach((cual) => copia.removeAttribute(cual));
    const { x, y, width, height } = lugar;
    Object.entries({ x, y, width, height }).forEach(([cual, valor]) => copia.setAttribute(cual, String(valor)));
    copia.setAttribute("overflow", getComputedStyle(original).overflow === "visible" ? "visible" : "hidden");
    return copia;
  }

  /** Lo que otros dibujos nombran (una marca, el histograma), con los colores que traiga escritos. */
  function definiciones(nombrados) {
    return [...nombrados].map((id) => {
      const original = document.getElementById(id);
      const copia = /** @type {Element} */ (original.cloneNode(true));
      const viejos = [original, ...original.querySelectorAll("*")];
      [copia, ...copia.querySelectorAll("*")].forEach((nodo, n) => {
        if (nodo.getAttribute("class") || DE_LA_MEDIDA[id] !== undefined) pintar(nodo, viejos[n]);
      });
      // El color de la medida lo sabe quien usa la marca.
      if (DE_LA_MEDIDA[id]) copia.setAttribute(DE_LA_MEDIDA[id], "currentColor");
      copia.id = id;
      return copia;
    });
  }

  /** Fondo, bordes y, si es una barra, su valor. */
  function deCaja(nodo, estilo, lugar) {
    const { x, y, width, height } = lugar;
    const partes = [];
    if (!transparente(estilo.backgroundColor))
      partes.push(
        svg("rect", { x, y, width, height, fill: estilo.backgroundColor, rx: parseFloat(estilo.borderRadius) || 0 }),
      );
    if (nodo.matches(".leyenda li")) {
      const fill = estilo.getPropertyValue("--color-clase");
      partes.push(svg("rect", { x, y, width: width - 1, height: ALTO_DE_CLASE, fill }));
    }
    const [valor, referencia] = ["--valor", "--referencia"].map((cual) =>
      parseFloat(nodo.style.getPropertyValue(cual)),
    );
    if (valor >= 0) {
      const [alto, arriba] = [height * 0.62, y + height * 0.19];
      const color = estilo.getPropertyValue("--color-clase") || estilo.getPropertyValue("--medida");
      partes.push(svg("rect", { x, y: arriba, width, height: alto, fill: estilo.getPropertyValue("--papel-3") }));
      partes.push(
        svg("rect", { x, y: arriba, width: (width * Math.min(valor, 100)) / 100, height: alto, fill: color }),
      );
      if (referencia >= 0)
        partes.push(
          svg("rect", {
            x: x + (width * referencia) / 100,
            y,
            width: 2,
            height,
            fill: estilo.getPropertyValue("--tinta"),
          }),
        );
    }
    const lados = { Top: [x, y, x + width, y], Bottom: [x, y + height, x + width, y + height],
      Left: [x, y, x, y + height], Right: [x + width, y, x + width, y + height] }; // prettier-ignore
    Object.entries(lados).forEach(([lado, [x1, y1, x2, y2]]) => {
      const grueso = parseFloat(estilo[`border${lado}Width`]);
      const color = estilo[`border${lado}Color`];
      if (!grueso || estilo[`border${lado}Style`] === "none" || transparente(color)) return;
      partes.push(svg("line", { x1, y1, x2, y2, stroke: color, "stroke-width": grueso }));
    });
    return partes;
  }

  /** El punto que la hoja pone delante de un nombre (la capital de un mapa). */
  function dePunto(nodo, lugar) {
    const punto = getComputedStyle(nodo, "::before");
    if (punto.content !== '""' || punto.borderRadius !== "50%" || punto.display !== "inline-block") return [];
    const [ancho, borde, halo] = ["width", "borderLeftWidth", "outlineWidth"].map((cual) => parseFloat(punto[cual]));
    const radio = ancho / 2 + (punto.boxSizing === "border-box" ? 0 : borde);
    const [cx, cy] = [lugar.x + radio, lugar.y + lugar.height / 2];
    return [
      svg("circle", { cx, cy, r: radio + halo, fill: punto.outlineColor }),
      svg("circle", {
        cx,
        cy,
        r: radio - borde / 2,
        fill: punto.backgroundColor,
        stroke: punto.borderLeftColor,
        "stroke-width": borde,
      }),
    ];
  }

  /** Un nodo de texto, renglón por renglón, donde está en la página. */
  function deTexto(nodo, estilo, origen) {
    const lineas = [];
    const trecho = document.createRange();
    for (const palabra of nodo.data.matchAll(/\S+/g)) {
      trecho.setStart(nodo, palabra.index);
      trecho.setEnd(nodo, palabra.index + palabra[0].length);
      const caja = trecho.getBoundingClientRect();
      if (caja.width < CASI_NADA) continue;
      const ultima = lineas[lineas.length - 1];
      if (ultima && Math.abs(ultima.arriba - caja.top) < 2) {
        ultima.texto += ` ${palabra[0]}`;
        ultima.fin = caja.right;
      } else
        lineas.push({ texto: palabra[0], arriba: caja.top, alto: caja.height, inicio: caja.left, fin: caja.right });
    }
    const letra = parseFloat(estilo.fontSize);
    tela.font = `${estilo.fontWeight} ${estilo.fontSize} ${estilo.fontFamily}`;
    const { fontBoundingBoxAscent: sube, fontBoundingBoxDescent: baja } = tela.measureText("x");
    const conFunda = estilo.textShadow !== "none" || parseFloat(estilo.webkitTextStrokeWidth) > 0;
    const funda = conFunda
      ? { stroke: "#fff", "stroke-width": 3, "stroke-linejoin": "round", "paint-order": "stroke" }
      : {};
    return lineas.map(({ texto, arriba, alto, inicio, fin }) =>
      svg(
        "text",
        {
          x: inicio - origen.left,
          y: arriba - origen.top + (alto * sube) / (sube + baja),
          "font-size": letra,
          "font-weight": estilo.fontWeight,
          "font-family": /Bitter|titulos/.test(estilo.fontFamily) ? LETRA_DE_TITULOS : LETRA,
          fill: estilo.color,
          // Con otra letra, ocupa lo mismo: nada se encima.
          textLength: fin - inicio,
          lengthAdjust: "spacingAndGlyphs",
          ...funda,
        },
        texto,
      ),
    );
  }

  /** Un dibujo que viaja en su archivo: como guion, que desde el disco también se puede leer. */
  function traido(direccion) {
    return new Promise((listo) => {
      const guion = document.createElement("script");
      guion.src = direccion.replace(/\.svg$/, ".js");
      guion.onerror = () => listo("");
      guion.onload = () => listo(window.KIT_DIBUJO || "");
      document.head.append(guion);
    });
  }

  /** Los de las imágenes del gráfico, por dirección. */
  async function deImagenes(grafico) {
    const dibujos = new Map();
    for (const imagen of grafico.querySelectorAll("img[src$='.svg']")) {
      dibujos.set(imagen.src, await traido(imagen.src));
    }
    return dibujos;
  }

  function deImagen(imagen, lugar, dibujos) {
    const texto = dibujos.get(imagen.src);
    if (!texto) return [];
    const raiz = DE_DOCUMENTO.parseFromString(texto, "image/svg+xml").documentElement;
    Object.entries({ x: lugar.x, y: lugar.y, width: lugar.width, height: lugar.height }).forEach(([cual, valor]) =>
      raiz.setAttribute(cual, String(valor)),
    );
    return [document.importNode(raiz, true)];
  }

  function recorrer(nodo, contexto, nombrados, partes) {
    const { origen, dibujos } = contexto;
    if (nodo.nodeType === Node.TEXT_NODE) {
      if (nodo.data.trim()) partes.push(...deTexto(nodo, getComputedStyle(nodo.parentElement), origen));
      return;
    }
    if (nodo.nodeType !== Node.ELEMENT_NODE || nodo.matches(SIN_DIBUJO)) return;
    const estilo = getComputedStyle(nodo);
    const caja = nodo.getBoundingClientRect();
    if (estilo.display === "none" || estilo.visibility === "hidden") return;
    const lugar = { x: caja.left - origen.left, y: caja.top - origen.top, width: caja.width, height: caja.height };
    if (nodo instanceof SVGSVGElement) {
      if (caja.width && caja.height) partes.push(deDibujo(nodo, lugar, nombrados));
      return;
    }
    if (nodo.tagName === "IMG") return void partes.push(...deImagen(nodo, lugar, dibujos));
    if (estilo.display !== "contents") partes.push(...deCaja(nodo, estilo, lugar), ...dePunto(nodo, lugar));
    nodo.childNodes.forEach((hijo) => recorrer(hijo, contexto, nombrados, partes));
  }

  /** De dónde a dónde va lo que se dibuja: lo que no va (el pie, los botones) no deja un hueco. */
  function franja(grafico, origen) {
    const cajas = [grafico, ...grafico.querySelectorAll("*")]
      .filter((nodo) => !nodo.closest(SIN_DIBUJO) && !nodo.querySelector(SIN_DIBUJO))
      .map((nodo) => nodo.getBoundingClientRect())
      .filter((caja) => caja.width && caja.height);
    const limites = cajas.flatMap((caja) => [caja.top - origen.top, caja.bottom - origen.top]);
    return [Math.min(...limites), Math.max(...limites)];
  }

  /**
   * @param {Element} grafico
   * @returns {Promise<{partes: Element[], ancho: number, desde: number, alto: number}>} `desde`: dónde empieza
   */
  async function foto(grafico) {
    const dibujos = await deImagenes(grafico);
    const nombrados = new Set();
    const partes = [];
    // En claro, aunque la página esté en oscuro: se pinta y se devuelve antes de que nadie lo vea.
    const antes = document.body.getAttribute("data-md-color-scheme");
    document.body.setAttribute("data-md-color-scheme", "default");
    try {
      const origen = grafico.getBoundingClientRect();
      recorrer(grafico, { origen, dibujos }, nombrados, partes);
      const defs = svg("defs", {}, definiciones(nombrados));
      const [desde, hasta] = franja(grafico, origen);
      return { partes: [defs, ...partes], ancho: origen.width, desde, alto: hasta - desde };
    } finally {
      document.body.setAttribute("data-md-color-scheme", antes || "default");
    }
  }

  Object.assign(window.KitGraficos, { foto });
})();
