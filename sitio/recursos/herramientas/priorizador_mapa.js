/* El mapa del priorizador: un trazo por municipio, de color según su quinto, acercado a lo elegido. */
(function () {
  "use strict";
  const { svg } = window.KitH;
  const mapa = window.KIT_DATOS.mapa;
  const PAIS = [0, 0, mapa.ancho, mapa.alto];
  const MARGEN = 0.08;
  const QUINTOS = 5;
  const trazos = new Map();
  let dibujo;

  /* El municipio se escoge también tocándolo en el mapa (con el teclado, en la casilla de arriba). */
  function dibujar(alEscoger) {
    Object.entries(mapa.formas).forEach(([codigo, d]) =>
      trazos.set(codigo, svg("path", { d, "data-municipio": codigo }, svg("title", {}))),
    );
    dibujo = svg(
      "svg",
      {
        viewBox: PAIS.join(" "),
        role: "img",
        "aria-label": "Mapa de los municipios por grupo de puesto; la tabla trae lo mismo en texto",
        onclick: (e) => {
          const forma = e.target.closest("[data-municipio]");
          if (forma) alEscoger(forma.dataset.municipio);
        },
      },
      ...trazos.values(),
      svg("path", { class: "contorno", d: mapa.contorno }),
      mapa.recuadros.map((r) => svg("rect", { class: "recuadro", x: r[0], y: r[1], width: r[2], height: r[3] })),
    );
    return dibujo;
  }

  /* Acerca el mapa a los códigos; sin filtros, el país entero: medir mil trazos frena la primera vista. */
  function acercar(codigos, todos) {
    if (!codigos.length || todos) {
      dibujo.setAttribute("viewBox", PAIS.join(" "));
      return;
    }
    const cajas = codigos.map((codigo) => trazos.get(codigo).getBBox());
    const [x, y] = [Math.min(...cajas.map((c) => c.x)), Math.min(...cajas.map((c) => c.y))];
    const ancho = Math.max(...cajas.map((c) => c.x + c.width)) - x;
    const alto = Math.max(...cajas.map((c) => c.y + c.height)) - y;
    const aire = MARGEN * Math.max(ancho, alto);
    dibujo.setAttribute(
      "viewBox",
      [x - aire, y - aire, ancho + 2 * aire, alto + 2 * aire].map((v) => v.toFixed(1)).join(" "),
    );
  }

  /* `puestos`, de código a puesto; `nombre`, de código a nombre; `propio`, el elegido o null; `todos`, sin filtros. */
  function colorear(puestos, nombre, propio, todos) {
    trazos.forEach((trazo, codigo) => {
      const puesto = puestos.get(codigo);
      const quinto = puesto ? Math.min(QUINTOS - 1, Math.floor((QUINTOS * (puesto - 1)) / puestos.size)) : null;
      trazo.setAttribute(
        "class",
        [puesto ? `clase-${QUINTOS - 1 - quinto}` : "", codigo === propio ? "propio" : ""].join(" ").trim(),
      );
      const dice = puesto ? `puesto ${puesto} de ${puestos.size}` : "no está en la selección o sin dato";
      trazo.firstChild.textContent = `${nombre(codigo)}: ${dice}`;
    });
    // El propio va encima de sus vecinos y debajo de los bordes departamentales.
    if (trazos.has(propio)) dibujo.insertBefore(trazos.get(propio), dibujo.querySelector(".contorno"));
    acercar([...puestos.keys()], todos);
  }

  window.KitMapaDePuestos = { colorear, dibujar };
})();
