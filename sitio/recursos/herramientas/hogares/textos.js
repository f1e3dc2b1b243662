/* Textos de una base en una sola forma. Mismas reglas que generador/metodos/hogares/textos.py. */
(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  // Excel guarda como fórmula el texto que no quiere convertir en número: ="05001".
  const FORMULA_DE_TEXTO = /^="([^"]*)"$/;
  const SIMPLE = /^[A-Za-z0-9]+$/;
  const CONTROL = /\p{Cc}/gu;
  const INVISIBLES = /[\p{Cf}\p{Zl}\p{Zp}]/gu;
  // Los espacios de Python: los de JavaScript sin la marca de orden de bytes, con los separadores de control.
  const ESPACIO = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]";
  const ORILLAS = new RegExp(`^${ESPACIO}+|${ESPACIO}+$`, "g");
  const ESPACIOS = new RegExp(`${ESPACIO}+`, "g");
  const SUSTITUTOS = /[\ud800-\udfff]/;
  /** @type {Set<string> | null} */
  let nulos = null;

  /** @param {string} texto */
  const recortar = (texto) => texto.replace(ORILLAS, "");

  /**
   * El texto en NFC, con un solo espacio entre palabras y ninguno invisible.
   * @param {string} texto
   * @returns {string}
   */
  function componer(texto) {
    if (SIMPLE.test(texto)) return texto;
    const formula = FORMULA_DE_TEXTO.exec(recortar(texto));
    const visible = (formula ? formula[1] : texto).normalize("NFC").replace(CONTROL, " ").replace(INVISIBLES, "");
    return recortar(visible.replace(ESPACIOS, " "));
  }

  /**
   * El texto en NFC, sin controles ni espacios de sobra; «» si escribe que no hay dato.
   * @param {string} texto
   * @returns {string}
   */
  function limpiar(texto) {
    const escrito = componer(texto);
    if (!nulos) nulos = new Set([...H.documento("textos").nulos, ...H.documento("textos").errores_de_hoja]);
    return nulos.has(escrito.toUpperCase()) ? "" : escrito;
  }

  /**
   * El texto sin tildes ni mayúsculas, para comparar nombres: «La Peña» → «la pena».
   * @param {string} texto
   * @returns {string}
   */
  const llave = (texto) =>
    limpiar(texto)
      .toLowerCase()
      .normalize("NFD")
      .replace(/\p{Mn}/gu, "");

  /**
   * Si la celda es un error de la hoja de cálculo («#N/D»): no hay dato y hay que decirlo.
   * @param {string} texto
   * @returns {boolean}
   */
  const esErrorDeHoja = (texto) => H.documento("textos").errores_de_hoja.includes(componer(texto).toUpperCase());

  /**
   * −1, 0 o 1 según el número de cada letra, como ordena Python: con `<`, un emoji va antes que «ﬁ».
   * @param {string} a
   * @param {string} b
   * @returns {number}
   */
  function comparar(a, b) {
    if (!SUSTITUTOS.test(a) && !SUSTITUTOS.test(b)) return a < b ? -1 : a > b ? 1 : 0;
    const [unas, otras] = [Array.from(a), Array.from(b)];
    for (let i = 0; i < Math.min(unas.length, otras.length); i += 1) {
      const resta = Number(unas[i].codePointAt(0)) - Number(otras[i].codePointAt(0));
      if (resta) return Math.sign(resta);
    }
    return Math.sign(unas.length - otras.length);
  }

  /**
   * Los textos distintos, en orden.
   * @param {Iterable<string>} textos
   * @returns {string[]}
   */
  function distintos(textos) {
    const unicos = [...textos];
    if (!estanEnOrden(unicos)) return ordenados([...new Set(unicos)]);
    return unicos;
  }

  /** @param {string[]} unicos */
  const ordenados = (unicos) => (unicos.some((t) => SUSTITUTOS.test(t)) ? unicos.sort(comparar) : unicos.sort());

  /** Si ya vienen distintos y en orden, como las fichas de casi toda base. @param {string[]} textos */
  function estanEnOrden(textos) {
    for (let i = 1; i < textos.length; i += 1) if (comparar(textos[i - 1], textos[i]) >= 0) return false;
    return true;
  }

  Object.assign(
    H,
    /** @satisfies {Partial<KitHogares>} */ ({
      recortar,
      componer,
      limpiar,
      llave,
      esErrorDeHoja,
      comparar,
      distintos,
    }),
  );
})();
