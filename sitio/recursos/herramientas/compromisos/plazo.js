/* El plazo de un compromiso en días hábiles: cuántos faltan y la casilla que pone la fecha contándolos. */
(function () {
  "use strict";
  const { el, numero } = window.KitH;
  const { habilesEntre, sumarHabiles } = window.KitCalculos;
  const FECHA = /^\d{4}-\d{2}-\d{2}$/;
  const DIA = 86400000;
  // Más allá no es un plazo sino una fecha mal escrita: no se cuenta día por día.
  const MAXIMO_DE_DIAS = 3660;
  const MAXIMO = 500;

  /* Días hábiles de `desde` a `hasta` (negativos si ya pasó); null si no son fechas o están demasiado lejos. */
  function habiles(desde, hasta) {
    if (!FECHA.test(desde) || !FECHA.test(hasta)) return null;
    const dias = (Date.parse(hasta) - Date.parse(desde)) / DIA;
    return Math.abs(dias) <= MAXIMO_DE_DIAS ? habilesEntre(desde, hasta) : null;
  }

  const enHabiles = (n) => `${numero(n)} ${n === 1 ? "día hábil" : "días hábiles"}`;

  /* La casilla y su `poner(hasta)`, para cuando la fecha cambia por otro lado. */
  function casilla({ id, rotulo, desde, hasta, alElegir }) {
    const control = el("input", {
      id,
      type: "number",
      min: 0,
      max: MAXIMO,
      step: 1,
      inputmode: "numeric",
      onchange: () => {
        const n = Number(control.value);
        if (control.value !== "" && Number.isInteger(n) && n >= 0 && n <= MAXIMO) alElegir(sumarHabiles(desde, n));
      },
    });
    /** @param {string} fecha */
    const poner = (fecha) => {
      const n = habiles(desde, fecha);
      control.value = n === null || n < 0 ? "" : String(n);
    };
    poner(hasta);
    return { nodo: el("div", { class: "herramienta-campo" }, el("label", { for: id }, rotulo), control), poner };
  }

  window.KitPlazo = { casilla, enHabiles, habiles };
})();
