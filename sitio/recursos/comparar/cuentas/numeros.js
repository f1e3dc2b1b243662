/* Números como se escriben en Colombia, con la única regla de redondeo del kit (generador/redondeo.py). */
(function () {
  "use strict";
  const CIFRAS = 15;
  const MENOS = "\u2212";
  const DURO = "\u00a0";

  /**
   * La mitad se aleja de cero, en decimal, mirando el número con sus quince cifras significativas.
   * @type {KitComparar["redondear"]}
   */
  function redondear(valor, decimales) {
    const [mantisa, exponente] = Math.abs(valor)
      .toExponential(CIFRAS - 1)
      .split("e");
    const corrida = Number(exponente) - (CIFRAS - 1) + decimales;
    const entero = BigInt(mantisa.replace(".", ""));
    const escala = 10n ** BigInt(Math.abs(corrida));
    const redondo = corrida >= 0 ? entero * escala : (entero + escala / 2n) / escala;
    const sinSigno = Number(`${redondo}e${-decimales}`);
    return valor < 0 && sinSigno ? -sinSigno : sinSigno;
  }

  /** «1.234,5»; un cero no lleva signo. @type {KitComparar["escribir"]} */
  function escribir(valor, decimales) {
    const redondo = redondear(valor, decimales);
    const [entera, parte] = Math.abs(redondo).toFixed(decimales).split(".");
    const conMiles = entera.replace(/\B(?=(\d{3})+$)/g, ".");
    return (redondo < 0 ? MENOS : "") + conMiles + (parte ? `,${parte}` : "");
  }

  /** «+3,2», «−1,0»; si redondea a cero, sin signo. @type {KitComparar["conSigno"]} */
  function conSigno(valor, decimales) {
    return (redondear(valor, decimales) > 0 ? "+" : "") + escribir(valor, decimales);
  }

  /** @type {KitComparar["porcentaje"]} */
  const porcentaje = (valor, decimales) => `${escribir(valor, decimales)}${DURO}%`;

  /** «A, B y C», y «e» ante el sonido i. @type {KitComparar["enLista"]} */
  function enLista(partes) {
    if (partes.length < 2) return partes.join("");
    const ultima = partes[partes.length - 1];
    const conjuncion = /^(i|hi(?![ae]))/i.test(ultima) ? "e" : "y";
    return `${partes.slice(0, -1).join(", ")} ${conjuncion} ${ultima}`;
  }

  window.KitComparar = Object.assign(
    window.KitComparar || /** @type {KitComparar} */ ({}),
    /** @satisfies {Partial<KitComparar>} */ ({ conSigno, enLista, escribir, porcentaje, redondear }),
  );
})();
