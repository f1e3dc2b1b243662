/* Una capa es lo que se pinta: la columna de un indicador con sus clases. El cruce junta dos en nueve. */
(function () {
  "use strict";
  const { clasificar, columna, cortar, corto, ficha, numero } = window.KitMapa;

  const CLASES = 5;
  const DEL_CRUCE = 3;
  const MARCAS = { "": "k0", x: "kx", n: "kn" };

  /** El método con que se abre un indicador: las clases fijas del kit si las tiene, o cuantiles. */
  const deFabrica = (propia) => (propia.cortes ? "fijas" : propia.si_no ? "naturales" : "cuantiles");

  /** La zona y el año que existen, lo más cerca de lo pedido. */
  function existentes(propia, zona, periodo) {
    const zonas = Object.keys(propia.periodos);
    const cual = zonas.includes(zona) ? zona : zonas[0];
    const anios = propia.periodos[cual];
    const vigente = anios.includes(propia.vigente) ? propia.vigente : anios[anios.length - 1];
    return { zona: cual, periodo: anios.includes(periodo) ? periodo : vigente };
  }

  function intervalosDe(propia) {
    if (!propia.intervalos) return () => null;
    const textos = propia.intervalos.split("|");
    return (i) => {
      if (!textos[i]) return null;
      const [desde, hasta, entera] = textos[i].split(" ").map(Number);
      return { desde, hasta, entera };
    };
  }

  /**
   * @param {string} id
   * @param {{zona: string, periodo: string, metodo: string}} pedido
   * @param {number} [k] cuántas clases
   * @returns {Promise<CapaDelMapa>}
   */
  async function capa(id, pedido, k = CLASES) {
    const { zona, periodo } = existentes(await ficha(id), pedido.zona, pedido.periodo);
    const { valores, marcas } = await columna(id, zona, periodo);
    const propia = await ficha(id); // con la columna pudo llegar más de lo suyo
    const metodo = pedido.metodo && (pedido.metodo !== "fijas" || propia.cortes) ? pedido.metodo : deFabrica(propia);
    const { cortes, arriba } = cortar(k === CLASES ? metodo : "cuantiles", valores, k, propia.cortes);
    const clases = clasificar(valores, cortes, arriba);
    return {
      id,
      ficha: propia,
      zona,
      periodo,
      metodo,
      valores,
      marcas,
      cortes,
      arriba,
      clases,
      claves: clases.map((clase, i) => (clase < 0 ? MARCAS[marcas[i]] : `k${clase + 1}`)),
      intervalo: intervalosDe(propia),
      pais: propia.pais[`${zona} ${periodo}`],
    };
  }

  /** El menor y el mayor valor de cada clase; al revés si está vacía. */
  function extremos(c) {
    const hallados = Array.from({ length: c.cortes.length + 1 }, () => [Infinity, -Infinity]);
    c.valores.forEach((v, i) => {
      if (v === null) return;
      const suyo = hallados[c.clases[i]];
      suyo[0] = Math.min(suyo[0], v);
      suyo[1] = Math.max(suyo[1], v);
    });
    return hallados;
  }

  /**
   * Lo que dice cada clase de la leyenda: los límites de las fijas; en las demás, el menor y el mayor valor que trae.
   * @param {CapaDelMapa} c
   * @returns {string[]}
   */
  function rotulosDeClase(c) {
    const d = c.ficha.decimales;
    if (c.arriba) {
      const cortes = c.cortes.map((v) => numero(v, Number.isInteger(v) ? 0 : d));
      const medios = cortes.slice(1).map((hasta, i) => `${cortes[i]} a ${hasta}`);
      return [`menos de ${cortes[0]}`, ...medios, `${cortes[cortes.length - 1]} o más`];
    }
    return extremos(c).map(([menor, mayor], clase) => {
      if (menor > mayor) return `hasta ${corto(c.cortes[clase], d)}`;
      if (c.ficha.si_no) return menor ? "Sí" : "No";
      const largo = Math.abs(mayor) >= 1e5;
      const [a, b] = [menor, mayor].map((v) => (largo ? corto(v, d) : numero(v, d)));
      return a === b ? a : `${a} a ${b}`;
    });
  }

  /**
   * Dos capas de tres clases cada una, en nueve: «b23» es la segunda clase de la primera y la tercera de la otra.
   * @param {CapaDelMapa} a
   * @param {CapaDelMapa} b
   * @returns {string[]}
   */
  function cruzar(a, b) {
    return a.clases.map((clase, i) => {
      if (clase >= 0 && b.clases[i] >= 0) return `b${clase + 1}${b.clases[i] + 1}`;
      return clase < 0 ? a.claves[i] : b.claves[i];
    });
  }

  window.KitMapa = Object.assign(/** @type {any} */ (window.KitMapa || {}), {
    CLASES,
    DEL_CRUCE,
    capa,
    cruzar,
    existentes,
    rotulosDeClase,
  });
})();
