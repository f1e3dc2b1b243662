/* La agenda de una sesión. Mismas reglas que tests/herramientas/cuentas/agenda.py. */
(function () {
  "use strict";
  const DIA = 24 * 60;

  /**
   * Minutos de cada momento en bloques de `paso`, por restos mayores; null si no se puede.
   * @type {KitCalculos["repartirMinutos"]}
   */
  function repartirMinutos(total, minutos, paso) {
    if (!(total % paso === 0 && total >= paso * minutos.length)) return null;
    const cupos = total / paso;
    const suma = minutos.reduce((a, b) => a + b, 0);
    const bloques = minutos.map((m) => Math.floor((cupos * m) / suma));
    const faltan = cupos - bloques.reduce((a, b) => a + b, 0);
    /** @param {number} i */
    const resto = (i) => (cupos * minutos[i]) % suma;
    minutos
      .map((_, i) => i)
      .sort((a, b) => resto(b) - resto(a) || minutos[b] - minutos[a] || a - b)
      .slice(0, faltan)
      .forEach((i) => {
        bloques[i] += 1;
      });
    bloques.forEach((bloque, i) => {
      if (bloque) return;
      bloques[bloques.indexOf(Math.max(...bloques))] -= 1;
      bloques[i] = 1;
    });
    return bloques.map((b) => b * paso);
  }

  /** Hora en que empieza cada momento y, al final, la hora en que se acaba. @type {KitCalculos["horas"]} */
  function horas(inicio, minutos) {
    const [hora, minuto] = inicio.split(":").map(Number);
    let ahora = hora * 60 + minuto;
    const marcas = [ahora, ...minutos.map((m) => (ahora += m))];
    return marcas.map((m) => `${Math.floor((m % DIA) / 60)}:${String(m % 60).padStart(2, "0")}`);
  }

  window.KitCalculos = Object.assign(
    window.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({ repartirMinutos, horas }),
  );
})();
