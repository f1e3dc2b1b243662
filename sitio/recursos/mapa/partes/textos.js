/* Cómo se escribe una cifra del mapa: es-CO, con su unidad, y lo que falta dicho con su nombre. */
(function () {
  "use strict";

  const FALTA = { "": "sin dato", x: "no aplica", n: "no disponible" };
  const ZONAS = { total: "", cabecera: "cabecera", rural: "centros poblados y rural disperso" };
  const formatos = new Map();

  /** @param {number} valor @param {number} [decimales] */
  function numero(valor, decimales = 0) {
    if (!formatos.has(decimales)) {
      const cuantos = { minimumFractionDigits: decimales, maximumFractionDigits: decimales };
      formatos.set(decimales, new Intl.NumberFormat("es-CO", cuantos));
    }
    return formatos.get(decimales).format(valor).replace("-", "−");
  }

  /** El número solo, o por qué no lo hay. */
  function cifra(capa, i) {
    const valor = capa.valores[i];
    if (valor === null) return FALTA[capa.marcas[i]];
    if (capa.ficha.si_no) return valor ? "Sí" : "No";
    const entera = capa.intervalo(i)?.entera;
    return entera === undefined ? numero(valor, capa.ficha.decimales) : numero(entera);
  }

  const unidad = (ficha) => (ficha.unidad === "%" ? "\u00a0%" : ficha.unidad ? `\u00a0${ficha.unidad}` : "");

  /** El número con su unidad: «90,6 %», «1.234 personas», «sin dato». */
  const conUnidad = (capa, i) => cifra(capa, i) + (capa.valores[i] === null ? "" : unidad(capa.ficha));

  /** Un valor suelto con la unidad de una ficha. */
  const valorConUnidad = (ficha, valor) => numero(valor, ficha.decimales) + unidad(ficha);

  /** Un número para un eje: corto. */
  function corto(valor, decimales) {
    const grande = Math.abs(valor);
    if (grande >= 1e6) return `${numero(valor / 1e6, 1)} mill.`;
    if (grande >= 1e4) return `${numero(valor / 1e3)} mil`;
    return numero(valor, grande >= 100 ? 0 : Math.min(decimales, 2));
  }

  /** La medida, su año y su zona, si no es el total. */
  const titulo = (capa) => [capa.ficha.corto, capa.periodo, ZONAS[capa.zona]].filter(Boolean).join(", ");

  const contar = (n, uno, varios) => `${numero(n)} ${n === 1 ? uno : varios}`;

  window.KitMapa = Object.assign(/** @type {any} */ (window.KitMapa || {}), {
    FALTA,
    ZONAS,
    cifra,
    conUnidad,
    contar,
    corto,
    numero,
    titulo,
    unidad,
    valorConUnidad,
  });
})();
