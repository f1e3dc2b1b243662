/* La tabla publicable en CSV, octeto por octeto como la escribe la orden: UTF-8, coma y punto decimal, los números
   con todas sus cifras. Mismas reglas que generador/hogares/escribir_tablas.py y
   generador/disco/tablas_sin_formulas.py. */
(function () {
  "use strict";
  const P = (self.KitPublicable = self.KitPublicable || /** @type {KitPublicable} */ ({}));
  const H = self.KitHogares;
  const REALES = /^([tcf]_i\d+|[ha]|m0|h_baja|h_alta|h_personas)$/;
  const NUMERO = /^[+-]?\d+([.,]\d+)?$/;
  const SE_ENTRECOMILLA = /[",\r\n]/;
  const MENOR_SIN_EXPONENTE = 1e-4;

  /** Un real como lo escribe Python: «1.0», «0.25», «3e-05». @param {number} n @returns {string} */
  function comoReal(n) {
    if (n !== 0 && Math.abs(n) < MENOR_SIN_EXPONENTE) {
      return n.toExponential().replace(/e-(\d)$/, "e-0$1");
    }
    return Number.isInteger(n) ? `${n}.0` : String(n);
  }

  /** @param {string} columna @param {ValorPublicado} valor */
  const escrito = (columna, valor) =>
    valor === null ? "" : typeof valor === "number" && REALES.test(columna) ? comoReal(valor) : String(valor);

  /**
   * Si en esa columna hay un texto que una hoja de cálculo tomaría por fórmula. Una columna en que todos los textos
   * son números no se toca.
   * @param {ValorPublicado[]} valores
   * @param {RegExp} empieza
   */
  function hayFormulas(valores, empieza) {
    const textos = valores.filter((v) => typeof v === "string" && v !== "").map(String);
    return textos.some((t) => empieza.test(t)) && !textos.every((t) => NUMERO.test(t));
  }

  /** @param {string} texto */
  const celda = (texto) => (SE_ENTRECOMILLA.test(texto) ? `"${texto.replaceAll('"', '""')}"` : texto);

  /**
   * El CSV de una tabla publicada.
   * @param {TablaPublicada} tabla
   * @returns {string}
   */
  function aCsv({ columnas, filas }) {
    const { empieza, antecede } = H.documento("formulas");
    const formula = new RegExp(empieza);
    /** @param {string} texto */
    const inofensivo = (texto) => (formula.test(texto) ? antecede + texto : texto);
    const cuidar = columnas.map((_, j) =>
      hayFormulas(
        filas.map((fila) => fila[j]),
        formula,
      ),
    );
    const lineas = filas.map((fila) =>
      fila.map((v, j) => {
        const texto = escrito(columnas[j], v);
        return celda(cuidar[j] && typeof v === "string" ? inofensivo(texto) : texto);
      }),
    );
    return [columnas.map((c) => celda(inofensivo(c))), ...lineas].map((linea) => `${linea.join(",")}\n`).join("");
  }

  Object.assign(P, /** @satisfies {Partial<KitPublicable>} */ ({ aCsv }));
})();
