/* Puntaje del autodiagnóstico. Mismas reglas que tests/herramientas/cuentas/diagnostico.py. */
/** @typedef {{puntaje: number | null, respondidos: number, items: number, completa: boolean}} Dimension */

(function () {
  "use strict";
  const MAXIMO = 4;

  /** @type {KitCalculos["medirDimension"]} */
  function medirDimension(respuestas) {
    const dadas = respuestas.filter((r) => r !== null);
    const suma = dadas.reduce((a, b) => a + b, 0);
    return {
      puntaje: dadas.length ? (100 * suma) / (MAXIMO * dadas.length) : null,
      respondidos: dadas.length,
      items: respuestas.length,
      completa: dadas.length === respuestas.length,
    };
  }

  /** @type {KitCalculos["generalDiagnostico"]} */
  function generalDiagnostico(dimensiones) {
    if (!dimensiones.every((d) => d.completa)) return null;
    return dimensiones.reduce((suma, d) => suma + Number(d.puntaje), 0) / dimensiones.length;
  }

  /** @type {KitCalculos["nivelDiagnostico"]} */
  function nivelDiagnostico(puntaje, niveles) {
    let hallado = 0;
    niveles.forEach((n, i) => {
      if (n.desde <= puntaje) hallado = i;
    });
    return hallado;
  }

  window.KitCalculos = Object.assign(
    window.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({
      medirDimension,
      generalDiagnostico,
      nivelDiagnostico,
    }),
  );
})();
