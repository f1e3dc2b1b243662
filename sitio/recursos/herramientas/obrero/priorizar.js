/* El puesto de cada territorio de la base y qué tan firme es, con lo que se midió en `incidencia`. */
(function () {
  "use strict";
  const { normalizar, priorizar, simularPrioridad } = self.KitCalculos;
  const H = self.KitHogares;
  const obrero = (self.KitObrero = self.KitObrero || /** @type {KitObrero} */ ({}));

  /** @param {Float64Array} columna @returns {(number | null)[]} */
  const conNulos = (columna) => Array.from(columna, (v) => (Number.isNaN(v) ? null : v));

  /**
   * La tasa y el número de un criterio: «h», «m0» o la posición de una privación.
   * @param {MedidaDeBase} medida
   * @param {string} cual
   */
  function columnasDe(medida, cual) {
    const [tasa, de] = { h: [medida.h, medida.poblacion], m0: [medida.m0, medida.poblacion] }[cual] || [
      medida.tasas[Number(cual)],
      medida.hogares,
    ];
    return [conNulos(tasa), conNulos(tasa.map((v, g) => v * de[g]))];
  }

  /**
   * {criterios: [{cual, peso}], regla, primeros, semilla, veces, …lo de incidencia} → lo medido, el puesto con las
   * tasas y lo que pasa al repetirlo con otros pesos, otra escala, y la tasa o el número.
   * @type {OperacionDelObrero}
   */
  function priorizarTerritorios(_, { id, criterios, normalizacion, primeros, semilla, veces, ...pedido }) {
    const usados = /** @type {{cual: string, peso: number}[]} */ (criterios).filter((c) => c.peso > 0);
    if (!usados.length) throw new H.ErrorDeMetodo("ningún criterio tiene peso", "dé a alguno un peso mayor que 0");
    const medido = obrero.incidencia(obrero.base(id), pedido);
    const columnas = usados.map((c) => columnasDe(medido.medida, c.cual));
    const pesos = usados.map((c) => c.peso);
    const hecho = priorizar(
      columnas.map(([tasa]) => normalizar(tasa, "mayor", normalizacion)),
      pesos,
    );
    const simulada = simularPrioridad(
      usados.map((c, j) => ({ columnas: columnas[j], primero: "mayor", peso: c.peso })),
      { primeros, semilla, veces },
    );
    return { medido, puesto: hecho.puesto, indice: hecho.indice, ...simulada };
  }

  obrero.operacion("priorizar", priorizarTerritorios);
})();
