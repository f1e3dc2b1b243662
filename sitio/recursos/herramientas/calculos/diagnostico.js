/* Puntaje del autodiagnóstico. Mismas reglas que generador/metodos/diagnostico.py. */
(function () {
  "use strict";
  const MAXIMO = 4;

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

  function generalDiagnostico(dimensiones) {
    if (!dimensiones.every((d) => d.completa)) return null;
    return dimensiones.reduce((suma, d) => suma + d.puntaje, 0) / dimensiones.length;
  }

  function nivelDiagnostico(puntaje, niveles) {
    let hallado = 0;
    niveles.forEach((n, i) => {
      if (n.desde <= puntaje) hallado = i;
    });
    return hallado;
  }

  window.KitCalculos = Object.assign(window.KitCalculos || {}, {
    medirDimension,
    generalDiagnostico,
    nivelDiagnostico,
  });
})();
