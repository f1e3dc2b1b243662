/* La suma de control de lo publicado: si es igual, son los mismos números. Mismas reglas que
   generador/hogares/suma.py. */
(function () {
  "use strict";
  const P = (self.KitPublicable = self.KitPublicable || /** @type {KitPublicable} */ ({}));
  const CIFRAS = 12; // significativas
  const TODAS = 60; // las que puede tener, exacto, un número de los que se publican
  const MENOR_SIN_EXPONENTE = -4;
  /** Lo que Python entiende como número en un texto. */
  const NUMERO = /^\s*[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?\s*$/i;

  /** Un número con 12 cifras significativas, como `f"{n:.12g}"`. @param {number} n */
  function conDoceCifras(n) {
    const corto = conPar(n);
    const [mantisa, escrito] = corto.toExponential(CIFRAS - 1).split("e");
    const exponente = Number(escrito);
    if (exponente < MENOR_SIN_EXPONENTE || exponente >= CIFRAS) {
      const signo = exponente < 0 ? "-" : "+";
      return `${sinCeros(mantisa)}e${signo}${String(Math.abs(exponente)).padStart(2, "0")}`;
    }
    return sinCeros(corto.toFixed(CIFRAS - 1 - exponente));
  }

  /** A 12 cifras; en el empate, a la par, que es lo que hace Python. @param {number} n */
  function conPar(n) {
    const [mantisa, exponente] = n.toExponential(TODAS).split("e");
    const [propias, resto] = mantisa.split(new RegExp(`(?<=^-?\\d\\.\\d{${CIFRAS - 1}})`));
    const empate = /^50*$/.test(resto) && /[02468]$/.test(propias);
    return Number(empate ? `${propias}e${exponente}` : n.toExponential(CIFRAS - 1));
  }

  /** @param {string} cifras */
  const sinCeros = (cifras) => (cifras.includes(".") ? cifras.replace(/\.?0+$/, "") : cifras);

  /** @param {ValorPublicado} valor */
  function canonico(valor) {
    if (valor === null || valor === "") return "";
    if (typeof valor === "string" && !NUMERO.test(valor)) return valor;
    return conDoceCifras(Number(String(valor).replaceAll("_", "")));
  }

  /**
   * SHA-256 de los territorios publicados, sin el total, en el orden de su nombre; si no hay ninguno, de todo.
   * @param {TablaPublicada} tabla
   * @returns {string}
   */
  function sumaDePublicada({ columnas, filas }) {
    const estado = columnas.indexOf("estado");
    const listados = filas.filter((f) => P.ESTADOS.includes(String(f[estado])) && f[0] !== P.TOTAL);
    const lineas = (listados.length ? listados : filas).map((fila) => fila.map(canonico).join("|"));
    return self.KitCalculos.sha256(lineas.sort(self.KitHogares.comparar).join("\n"));
  }

  Object.assign(P, /** @satisfies {Partial<KitPublicable>} */ ({ sumaDePublicada }));
})();
