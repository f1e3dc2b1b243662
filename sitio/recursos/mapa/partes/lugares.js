/* Cabeceras y centros poblados al acercar: se piden por departamento y solo los que se ven. */
(function () {
  "use strict";
  const { svg } = window.KitH;
  const { ancho, chocan, numero, pedir } = window.KitMapa;

  const DESDE = 5; // acercamiento desde el que se ven
  const MAXIMOS = 400; // puntos en pantalla: los más poblados
  const CERCA = 22; // píxeles entre el toque y el punto
  const CORTES = [10, 25, 50, 75];
  const RADIOS = [
    [10e3, 7],
    [2e3, 5.5],
    [300, 4.5],
    [0, 3.5],
  ];
  const CLASES = { c: "cabecera", p: "centro poblado", d: "rural disperso" };

  const radio = (personas) => RADIOS.find(([desde]) => personas >= desde)[1];
  const clave = (nbi) => (nbi === null ? "k0" : `k${1 + CORTES.filter((corte) => nbi >= corte).length}`);

  /** Los departamentos cuya caja toca lo que se ve. */
  function aLaVista(lienzo, m) {
    const [x0, y0] = lienzo.enPlano(0, 0);
    const [x1, y1] = lienzo.enPlano(lienzo.w, lienzo.h);
    const toca = ([[a, b], [c, d]]) => a < x1 && c > x0 && b < y1 && d > y0;
    return [...new Set(m.codigos.filter((_, i) => toca(lienzo.geo.cajas[i])).map((c) => c.slice(0, 2)))];
  }

  class Lugares {
    constructor(m) {
      this.m = m;
      this.vistos = [];
    }

    /**
     * Pinta los puntos de lo que se ve. Nada, si se está lejos o no se pidieron.
     * @param {any} lienzo
     * @param {{activos: boolean, visibles: boolean[], marcos: number[][]}} pedido
     */
    async pintar(lienzo, { activos, visibles, marcos }) {
      this.vistos = [];
      if (!activos || lienzo.vista.k < DESDE) return false;
      const { vista } = lienzo;
      const grupos = await Promise.all(aLaVista(lienzo, this.m).map((d) => pedir(`lugares-${d}`)));
      if (lienzo.vista !== vista) return true; // mientras llegaban, se movió
      const filas = grupos.flatMap((g) => g.filas).sort((a, b) => b[5] - a[5]);
      this.vistos = filas
        .filter((fila) => visibles[fila[0]])
        .map((fila) => ({ fila, xy: lienzo.enPantalla(fila[1], fila[2]) }))
        .filter(({ xy: [x, y] }) => x > 0 && y > 0 && x < lienzo.w && y < lienzo.h)
        .slice(0, MAXIMOS);
      const marca = ({ fila, xy }) =>
        svg("circle", { cx: xy[0].toFixed(1), cy: xy[1].toFixed(1), r: radio(fila[5]), class: clave(fila[6]) });
      lienzo.puntos.replaceChildren(...this.vistos.map(marca).reverse());
      this.rotular(lienzo, marcos);
      return true;
    }

    /** El nombre de los puntos más poblados que quepa sin tapar otro. */
    rotular(lienzo, marcos) {
      const puestos = [...marcos];
      this.vistos.forEach(({ fila, xy: [x, y] }) => {
        // La cabecera que se llama como su municipio ya está dicha.
        if (fila[3] === this.m.nombres[fila[0]]) return;
        const r = radio(fila[5]) + 3;
        const marco = [x + r - 2, y - 8, x + r + ancho(fila[3]), y + 8];
        if (marco[2] > lienzo.w || puestos.some((otro) => chocan(otro, marco))) return;
        puestos.push(marco);
        lienzo.rotulos.append(svg("text", { x: x + r, y: y + 4.5, class: "lugar" }, fila[3]));
      });
    }

    /** El lugar más cercano a un toque, o null. */
    cercaDe(x, y) {
      const lejos = ({ xy }) => Math.hypot(xy[0] - x, xy[1] - y);
      const cerca = this.vistos.reduce((a, b) => (a && lejos(a) <= lejos(b) ? a : b), null);
      return cerca && lejos(cerca) < CERCA ? cerca.fila : null;
    }

    /** «Pie de Pato, cabecera: 2.958 personas; NBI, 45,1 %». */
    dicho(fila, anio) {
      const [, , , nombre, clase, personas, nbi] = fila;
      const tasa = nbi === null ? "NBI no publicada" : `NBI, ${numero(nbi, 1)}\u00a0% de las personas`;
      return `${nombre}, ${CLASES[clase]}: ${numero(personas)} personas; ${tasa} (censo de ${anio}).`;
    }
  }

  window.KitMapa = Object.assign(/** @type {any} */ (window.KitMapa || {}), { LUGARES_DESDE: DESDE, Lugares });
})();
