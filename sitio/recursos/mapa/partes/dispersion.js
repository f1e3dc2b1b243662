/* El cruce de dos medidas: un punto por municipio, del color de su casilla. */
(function () {
  "use strict";
  const { el, poner, svg } = window.KitH;
  const { corto } = window.KitMapa;

  const COLA = 0.98;

  /** De dónde a dónde va un eje; los pocos muy grandes quedan en el borde. */
  function recorrido(capa, visibles) {
    const orden = Float64Array.from(capa.valores.filter((v, i) => v !== null && visibles[i])).sort();
    if (!orden.length) return { desde: 0, hasta: 1 };
    const desde = Math.min(0, orden[0]);
    const hasta = capa.ficha.unidad === "%" ? orden[orden.length - 1] : orden[Math.floor((orden.length - 1) * COLA)];
    return { desde, hasta: hasta > desde ? hasta : desde + 1 };
  }

  const parte = (eje, v) => Math.max(0, Math.min(1, (v - eje.desde) / (eje.hasta - eje.desde)));

  /**
   * @param {HTMLElement} caja
   * @param {CapaDelMapa[]} capas
   * @param {string[]} claves
   * @param {boolean[]} visibles
   * @returns {(SVGElement | null)[]} el punto de cada municipio
   */
  function puntosDelCruce(caja, capas, claves, visibles) {
    const ejes = capas.map((capa) => recorrido(capa, visibles));
    const puntos = claves.map((clave, i) => {
      const [x, y] = capas.map((capa, n) =>
        capa.valores[i] === null ? null : 2 + 96 * parte(ejes[n], capa.valores[i]),
      );
      if (x === null || y === null) return null;
      const clase = visibles[i] ? clave : `${clave} fuera`;
      return svg("circle", {
        cx: `${x.toFixed(1)}%`,
        cy: `${(100 - y).toFixed(1)}%`,
        r: 4,
        class: clase,
        "data-x": x.toFixed(1),
      });
    });
    const [a, b] = ejes.map((eje, n) => [eje.desde, eje.hasta].map((v) => corto(v, capas[n].ficha.decimales)));
    poner(
      caja,
      svg("svg", {}, puntos),
      el("span", { class: "izquierda", style: "left:0" }, a[0]),
      el("span", { class: "derecha", style: "left:100%" }, a[1]),
      el("span", { class: "alto" }, b[1]),
    );
    return puntos;
  }

  window.KitMapa = Object.assign(/** @type {any} */ (window.KitMapa || {}), { puntosDelCruce });
})();
