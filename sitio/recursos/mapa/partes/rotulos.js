/* Nombres sobre el mapa: las capitales siempre, los demás municipios cuando caben, y nunca uno encima de otro. */
(function () {
  "use strict";
  const { svg } = window.KitH;
  const { rotulo } = window.KitMapa;

  const LETRA = 13;
  const ALTO = 16;
  const AREA_MINIMA = 2600; // px² que debe medir un municipio para llevar su nombre
  const ANGOSTO = 600;
  let regla = null;

  function ancho(texto) {
    regla ||= document.createElement("canvas").getContext("2d");
    regla.font = `600 ${LETRA}px "Kit texto", "Segoe UI", Roboto, Arial, sans-serif`;
    return regla.measureText(texto).width;
  }

  const chocan = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  /** Dónde va un nombre: el de una capital, al lado de su punto; el de un municipio, en su centro. */
  function caja(lienzo, i, texto) {
    const capital = lienzo.geo.capitales.get(i);
    const [x, y] = lienzo.enPantalla(...(capital || lienzo.geo.centros[i]));
    const w = ancho(texto) + 4;
    if (!capital) return { x, y, ancla: "middle", dx: 0, marco: [x - w / 2, y - ALTO / 2, x + w / 2, y + ALTO / 2] };
    const derecha = x + w + 10 < lienzo.w;
    const desde = derecha ? x - 4 : x - w - 8;
    const dx = derecha ? 8 : -8;
    return { x, y, dx, ancla: derecha ? "start" : "end", marco: [desde, y - ALTO / 2, desde + w + 12, y + ALTO / 2] };
  }

  /** Los candidatos en orden: el elegido, las capitales y los más poblados. */
  function candidatos(lienzo, m, visibles, elegido) {
    const { geo, vista } = lienzo;
    const area = AREA_MINIMA / (vista.k * lienzo.escala) ** 2;
    const grandes = lienzo.w < ANGOSTO && vista.k < 1.6 ? 95e3 : 0;
    const entra = (_, i) => {
      if (i === elegido) return true;
      if (!visibles[i]) return false;
      return geo.capitales.has(i) ? m.personas[i] >= grandes : vista.k > 2.5 && geo.areas[i] > area;
    };
    const orden = (i) => (i === elegido ? 2 : geo.capitales.has(i) ? 1 : 0);
    return m.codigos
      .map((c, i) => (entra(c, i) ? i : -1))
      .filter((i) => i >= 0)
      .sort((a, b) => orden(b) - orden(a) || m.personas[b] - m.personas[a]);
  }

  /**
   * @param {any} lienzo
   * @param {MunicipiosDelMapa} m
   * @param {boolean[]} visibles
   * @param {number | null} elegido
   * @returns {number[][]} los marcos ya ocupados
   */
  function rotular(lienzo, m, visibles, elegido) {
    const puestos = [];
    const nodos = [];
    candidatos(lienzo, m, visibles, elegido).forEach((i) => {
      const texto = rotulo(m.nombres[i]);
      const { x, y, dx, ancla, marco } = caja(lienzo, i, texto);
      const afuera = x < 2 || x > lienzo.w - 2 || y < 8 || y > lienzo.h - 8;
      if (afuera || puestos.some((otro) => chocan(otro, marco))) return;
      puestos.push(marco);
      const capital = lienzo.geo.capitales.has(i);
      if (capital) nodos.push(svg("circle", { cx: x, cy: y, r: 3 }));
      const clase = i === elegido ? "elegido" : capital ? "capital" : null;
      nodos.push(svg("text", { x: x + dx, y: y + 4.5, "text-anchor": ancla, class: clase }, texto));
    });
    lienzo.rotulos.replaceChildren(...nodos);
    return puestos;
  }

  window.KitMapa = Object.assign(/** @type {any} */ (window.KitMapa || {}), { ancho, chocan, rotular });
})();
