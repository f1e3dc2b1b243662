/* Puntaje del autodiagnóstico. Mismas reglas que tests/herramientas/cuentas/diagnostico.py. */
/** @typedef {{puntaje: number | null, respondidos: number, items: number, completa: boolean}} Dimension */

(function () {
  "use strict";
  const MAXIMO = 4;
  const TOPE_SIN_EVIDENCIA = 2;

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

  /** Sin evidencia no cuenta como más de 2: «se hace a veces». @type {KitCalculos["conTope"]} */
  const conTope = (respuesta, evidencia) =>
    respuesta === null || evidencia ? respuesta : Math.min(respuesta, TOPE_SIN_EVIDENCIA);

  /**
   * Lo que varias personas dijeron de un ítem; null si nadie respondió.
   * @type {KitCalculos["consenso"]}
   */
  function consenso(respuestas) {
    const dadas = respuestas.filter((r) => r !== null).sort((a, b) => a - b);
    if (!dadas.length) return null;
    const mediana = dadas[Math.floor((dadas.length - 1) / 2)];
    return {
      personas: dadas.length,
      mediana,
      minimo: dadas[0],
      maximo: dadas[dadas.length - 1],
      acuerdo: (100 * dadas.filter((r) => Math.abs(r - mediana) <= 1).length) / dadas.length,
    };
  }

  window.KitCalculos = Object.assign(
    window.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({
      medirDimension,
      generalDiagnostico,
      nivelDiagnostico,
      conTope,
      consenso,
    }),
  );
})();
