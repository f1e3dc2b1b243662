/* La oferta de una privación frente a los hogares que la tienen: cuántos cupos faltan y qué se dice. */
(function () {
  "use strict";

  /** @param {ProgramaDeOferta[]} programas */
  const sumar = (programas) => programas.reduce((n, p) => n + p.cupos, 0);

  /** @param {number} hogares @param {ProgramaDeOferta[]} programas @param {UmbralesDeOferta} umbrales */
  function juzgar(hogares, programas, { debil_menos_de: debil, suficiente_desde: suficiente }) {
    const cupos = sumar(programas);
    const cobertura = (100 * cupos) / hogares;
    if (cupos === 0) return "generacion";
    if (cobertura < debil) return "debil";
    if (cobertura < suficiente) return "parcial";
    const utiles = sumar(programas.filter((p) => p.pertinente && p.oportuna));
    return (100 * utiles) / hogares < suficiente ? "por_ajustar" : "suficiente";
  }

  /** @type {KitCalculos["balanceDeOferta"]} */
  function balanceDeOferta(hogares, programas, umbrales) {
    const cupos = sumar(programas);
    if (hogares === null) return { cupos, sin_cupo: null, cobertura: null, juicio: "sin_dato" };
    if (hogares === 0) return { cupos, sin_cupo: 0, cobertura: null, juicio: "sin_necesidad" };
    return {
      cupos,
      sin_cupo: Math.max(0, hogares - cupos),
      cobertura: (100 * cupos) / hogares,
      juicio: juzgar(hogares, programas, umbrales),
    };
  }

  window.KitCalculos = Object.assign(
    window.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({ balanceDeOferta }),
  );
})();
