/* Números escritos como texto: qué signo separa los decimales y cuál los miles. Mismas reglas que
   generador/metodos/hogares/numeros.py: lo ambiguo se pregunta, nunca se adivina. */

/**
 * @typedef {object} Separadores
 * @property {string} decimal
 * @property {string} miles «» si no hay
 * @property {boolean} ambiguo si todos los números con signo pueden leerse de dos maneras
 */

(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  // Tres cifras justas después de un solo signo: «1.234» es mil doscientos o uno coma dos; «0,123» no.
  const AMBIGUO = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;

  /**
   * Decide con toda la columna; sin ninguna pista, punto decimal.
   * @param {string[]} textos
   * @returns {Separadores}
   */
  function detectarSeparadores(textos) {
    const conSigno = textos.filter((t) => /[.,]/.test(t)).map(H.recortar);
    /** @param {string} signo */
    const alguno = (signo) => conSigno.some((t) => t.includes(signo));
    /**
     * @param {string} decimal
     * @param {string} miles
     * @param {boolean} [ambiguo]
     */
    const con = (decimal, miles, ambiguo = false) => ({ decimal, miles, ambiguo });
    const dos = conSigno.find((t) => t.includes(".") && t.includes(","));
    if (dos) return dos.lastIndexOf(",") > dos.lastIndexOf(".") ? con(",", ".") : con(".", ",");
    for (const [miles, decimal] of [
      [".", ","],
      [",", "."],
    ])
      if (conSigno.some((t) => t.split(miles).length > 2)) return con(decimal, miles);
    const seguros = [".", ","].filter((s) => conSigno.some((t) => t.includes(s) && !AMBIGUO.test(t)));
    if (seguros.length === 1) {
      const otro = seguros[0] === "." ? "," : ".";
      return con(seguros[0], alguno(otro) ? otro : "");
    }
    return con(
      alguno(",") ? "," : ".",
      "",
      conSigno.some((t) => AMBIGUO.test(t)),
    );
  }

  /** Los separadores cuando alguien dice cuál es el decimal. @param {string} decimal @returns {Separadores} */
  const declarados = (decimal) => ({ decimal, miles: decimal === "," ? "." : ",", ambiguo: false });

  /**
   * Cómo se lee un número con esos separadores; NaN si está vacío o no es un número.
   * @param {Separadores} separadores
   * @returns {(texto: string) => number}
   */
  function lectorDe({ decimal, miles }) {
    const enteros = miles ? `\\d{1,3}(?:\\${miles}\\d{3})+|\\d+` : "\\d+";
    const forma = new RegExp(`^[+-]?(?:${enteros})(?:\\${decimal}\\d*)?(?:[eE][+-]?\\d+)?$`);
    return (texto) => {
      const limpio = H.recortar(texto);
      if (!forma.test(limpio)) return NaN;
      return Number((miles ? limpio.replaceAll(miles, "") : limpio).replace(decimal, "."));
    };
  }

  /**
   * Los números de una columna; NaN sin dato, y lo que no es un número queda anotado. ErrorDeMetodo, con
   * su pregunta, si «1.234» puede ser mil o uno y nadie dijo cuál es el signo decimal.
   * @param {Columna} columna
   * @param {string} motivo
   * @param {Perdidas} perdidas
   * @param {{decimal?: string | null, minimo?: number, detiene?: boolean, como: string}} opciones
   * @returns {Float64Array}
   */
  function leerReales(columna, motivo, perdidas, { decimal = null, minimo = -Infinity, detiene = false, como }) {
    const limpios = H.usados(columna).map(H.limpiar);
    const separadores = decimal === null ? detectarSeparadores(limpios) : declarados(decimal);
    if (separadores.ambiguo) throw ambiguo(columna, limpios, como);
    const leer = lectorDe(separadores);
    /** @param {string} texto */
    const numero = (texto) => {
      const valor = leer(texto);
      return Number.isNaN(valor) || valor < minimo ? H.ILEGIBLE : valor;
    };
    return perdidas.leer(columna, motivo, numero, detiene);
  }

  /**
   * @param {Columna} columna
   * @param {string[]} textos
   * @param {string} como
   */
  function ambiguo(columna, textos, como) {
    const valor = H.distintos(textos.filter((t) => AMBIGUO.test(t)))[0];
    const datos = {
      columna: columna.nombre,
      valor,
      con_miles: valor.replace(/[.,]/g, ""),
      con_decimales: valor.replace(/[.,]/g, ","),
    };
    /** @type {Pregunta} */
    const pregunta = { que: "decimal", ...datos };
    return new H.ErrorDeMetodo(H.frase("ambiguo", datos), H.frase("ambiguo_que_hacer", { decimal: como }), pregunta);
  }

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ detectarSeparadores, declarados, lectorDe, leerReales }));
})();
