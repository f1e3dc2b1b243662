/* Categoría, límites de gasto, propósito general y compra local. Mismas reglas que
   tests/herramientas/cuentas/fiscal.py; las tablas llegan en fuentes.json. */
/** @typedef {{excedeGasto?: boolean, frontera?: boolean, anterior?: number | null}} OpcionesDeCategoria */
/** @typedef {{por_poblacion: number, por_icld: number, categoria: number}} Categoria Posiciones en los rangos. */

/**
 * @typedef {object} PropositoGeneral El reparto, en pesos.
 * @property {number} libre_destinacion
 * @property {number} base
 * @property {number} deporte
 * @property {number} cultura
 * @property {number} fonpet
 * @property {number} inversion
 */

(function () {
  "use strict";
  const CUARTA = 4;
  const SEXTA = 6;

  /**
   * `opciones`: excedeGasto, frontera y anterior (posición de la categoría del año previo o null).
   * @type {KitCalculos["categorizar"]}
   */
  function categorizar(poblacion, icldSalarios, rangos, opciones) {
    const o = opciones || {};
    const porPoblacion = rangos.findIndex((r) => poblacion >= r.poblacion_desde);
    const hallado = rangos.findIndex((r) => icldSalarios > r.icld_mas_de);
    const porIcld = hallado < 0 ? SEXTA : hallado;
    let categoria = porIcld < porPoblacion ? porPoblacion - 1 : porIcld;
    if (o.excedeGasto) categoria = Math.min(categoria + 1, SEXTA);
    if (o.frontera && poblacion > 70000) categoria = Math.min(categoria, CUARTA);
    if (o.anterior !== null && o.anterior !== undefined)
      categoria = Math.max(o.anterior - 2, Math.min(o.anterior + 2, categoria));
    return { por_poblacion: porPoblacion, por_icld: porIcld, categoria };
  }

  /**
   * La categoría con cifras en pesos y si el gasto la baja un escalón; `gasto` null no se compara.
   * @type {KitCalculos["categorizarConGasto"]}
   */
  function categorizarConGasto(poblacion, icld, salario, gasto, rangos, opciones) {
    const c = categorizar(poblacion, icld / salario, rangos, opciones);
    const excede = gasto !== null && gasto > limiteDeGasto(icld, c.categoria, rangos);
    return {
      ...(excede ? categorizar(poblacion, icld / salario, rangos, { ...opciones, excedeGasto: true }) : c),
      excede,
    };
  }

  /** @type {KitCalculos["limiteDeGasto"]} */
  const limiteDeGasto = (icld, categoria, rangos) => (icld * rangos[categoria].limite_pct) / 100;

  /** @type {KitCalculos["limiteDeConcejo"]} */
  function limiteDeConcejo(honorarios, icld, salario, reglas) {
    if (icld <= reglas.icld_pequeno) return honorarios + reglas.salarios_pequeno * salario;
    return honorarios + (icld * reglas.pct_icld) / 100;
  }

  /** @type {KitCalculos["limiteDePersoneria"]} */
  function limiteDePersoneria(icld, salario, categoria, anio, reglas) {
    if (categoria < reglas.pct_icld.length) return (icld * reglas.pct_icld[categoria]) / 100;
    const veces = Math.max(0, Math.min(anio - reglas.desde + 1, reglas.vigencias));
    return (reglas.salarios_base[categoria - reglas.pct_icld.length] + reglas.aumento * veces) * salario;
  }

  /**
   * null si la libre destinación pasa de su tope o las partes superan el total.
   * @type {KitCalculos["repartirPropositoGeneral"]}
   */
  function repartirPropositoGeneral(total, menores, categoria, librePct, reglas, exentoFonpet) {
    const tope = categoria >= CUARTA ? reglas.libre_pct : 0;
    if (!(librePct >= 0 && librePct <= tope)) return null;
    const libre = (total * librePct) / 100;
    const base = total - libre - menores;
    if (base < 0) return null;
    const deporte = (base * reglas.deporte_pct) / 100;
    const cultura = (base * reglas.cultura_pct) / 100;
    const fonpet = exentoFonpet ? 0 : (base * reglas.fonpet_pct) / 100;
    return {
      libre_destinacion: libre,
      base,
      deporte,
      cultura,
      fonpet,
      inversion: total - libre - deporte - cultura - fonpet,
    };
  }

  /** @type {KitCalculos["minimoDeCompraLocal"]} */
  const minimoDeCompraLocal = (presupuesto, reglas) => (presupuesto * reglas.pct) / 100;

  window.KitCalculos = Object.assign(
    window.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({
      categorizar,
      categorizarConGasto,
      limiteDeGasto,
      limiteDeConcejo,
      limiteDePersoneria,
      repartirPropositoGeneral,
      minimoDeCompraLocal,
    }),
  );
})();
