/* De la topología compacta que escribe generador/mapas/interactivo.py a TopoJSON, y de ahí a trazos. */
(function () {
  "use strict";

  /** Puntos absolutos de cada arco: pasos relativos, y el primero desde donde acabó el arco previo. */
  function arcos(texto) {
    let [x, y] = [0, 0];
    return texto.split("|").map((arco) => {
      const pasos = arco.match(/-?\d+/g);
      const puntos = [];
      for (let i = 0; i < pasos.length; i += 2) {
        x += Number(pasos[i]);
        y += Number(pasos[i + 1]);
        puntos.push([x, y]);
      }
      return puntos;
    });
  }

  /** Referencias a arcos de cada municipio: vacío es el siguiente nuevo; n, el de hace n, al revés. */
  function anillos(texto) {
    let nuevos = 0;
    const una = (ficha) => (ficha === "" ? nuevos++ : ~(nuevos - Number(ficha)));
    return texto.split("\n").map((linea) => linea.split(" ").map((anillo) => anillo.split(",").map(una)));
  }

  /**
   * @param {GeometriaCompacta} compacta
   * @param {string[]} codigos los de los municipios, en su orden
   * @returns {GeometriaDelMapa}
   */
  function geometria(compacta, codigos) {
    const { feature, mesh, geoPath, geoIdentity } = window.KitD3;
    const geometrias = anillos(compacta.anillos).map((arcs, i) => ({ type: "Polygon", arcs, id: i }));
    const objeto = { type: "GeometryCollection", geometries: geometrias };
    const topologia = { type: "Topology", objects: { municipios: objeto }, arcs: arcos(compacta.arcos) };
    const trazo = geoPath(geoIdentity());
    const formas = feature(topologia, objeto).features;
    const departamento = (g) => codigos[g.id].slice(0, 2);
    const limites = mesh(topologia, objeto, (a, b) => a !== b && departamento(a) !== departamento(b));
    const cajas = formas.map((f) => trazo.bounds(f));
    return {
      ancho: compacta.medidas[0],
      alto: compacta.medidas[1],
      recuadro: compacta.recuadro,
      trazos: formas.map((f) => trazo(f)),
      limites: trazo(limites),
      cajas,
      areas: formas.map((f) => trazo.area(f)),
      centros: formas.map((f) => trazo.centroid(f)),
      capitales: new Map(compacta.capitales.map(([i, x, y]) => [i, [x, y]])),
    };
  }

  window.KitMapa = Object.assign(/** @type {any} */ (window.KitMapa || {}), { geometria });
})();
