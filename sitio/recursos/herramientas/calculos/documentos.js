/* El tipo y el número de documento en una forma que se compara; solo para cruzar una lista. Mismas reglas que
   generador/metodos/hogares/documentos.py. Es la única excepción a las columnas permitidas (Ley 1581 de 2012): nada de
   aquí guarda un valor entre llamadas ni lo copia en un mensaje. */

/**
 * @typedef {object} Documentos El documento de n personas o renglones.
 * @property {TextosPorFila} numeros «» sin dato, «?» si no se entiende
 * @property {TextosPorFila | null} tipos «» sin dato; null si la tabla no los trae
 */

(function () {
  "use strict";
  const ILEGIBLE = "?";
  const FORMULA = /^="([^"]*)"$/;
  const CIFRAS = /^[0-9]+$/;
  const DE_UN_GRUPO = /^[1-9][0-9]{0,2}[.,]([0-9]{3})$/;
  // «12.345.000»: con dos grupos o más ya no es un decimal, y una cédula puede terminar en mil.
  const DE_VARIOS_GRUPOS = /^[1-9][0-9]{0,2}(?:(?:\.[0-9]{3}){2,}|(?:,[0-9]{3}){2,})$/;
  const COMO_DECIMAL = /^([0-9]+)[.,]0{1,2}$/;
  const CIENTIFICA = /^[+-]?[0-9]+(?:[.,][0-9]+)?E[+-]?[0-9]+$/;
  const CON_SU_TIPO = /^(?:C\.?C|T\.?I|R\.?C|C\.?E|NUIP|NIT)[.:-]*[0-9.]+$/;
  const CON_LETRAS = /^(?=.*[0-9])[0-9A-Z]{4,20}$/;
  const INVISIBLES = /[\p{Z}\p{C}]/gu;
  /** @type {Set<string> | null} */
  let nulos = null;

  /** @param {string} texto */
  const esNulo = (texto) => {
    if (!nulos) {
      const tabla = self.KitHogares.documento("textos");
      nulos = new Set([...tabla.nulos, ...tabla.errores_de_hoja]);
    }
    return nulos.has(texto);
  };

  /** En mayúsculas, sin espacios ni caracteres invisibles; «» si dice que no hay dato. @param {string} texto */
  function junto(texto) {
    if (CIFRAS.test(texto)) return esNulo(texto) ? "" : texto;
    const formula = FORMULA.exec(self.KitHogares.recortar(texto));
    const normal = (formula ? formula[1] : texto).normalize("NFKC").toUpperCase();
    return esNulo(self.KitHogares.recortar(normal)) ? "" : normal.replace(INVISIBLES, "");
  }

  /** Sin separadores de miles ni los decimales de un entero. @param {string} texto */
  function sinSignos(texto) {
    const grupo = DE_UN_GRUPO.exec(texto);
    if (DE_VARIOS_GRUPOS.test(texto) || (grupo && grupo[1] !== "000")) return texto.replace(/[.,]/g, "");
    const decimal = COMO_DECIMAL.exec(texto);
    return decimal ? decimal[1] : texto;
  }

  /**
   * El número sin puntos ni ceros a la izquierda; «» sin dato; «?» si no se entiende. «12.000» es ilegible (¿doce mil
   * o doce?); «CC 123» también, porque el tipo va aparte.
   * @type {KitCalculos["numeroDeDocumento"]}
   */
  function numeroDeDocumento(texto) {
    // Casi todos son solo cifras, y en una base hay uno por persona.
    if (CIFRAS.test(texto) && texto[0] !== "0" && !esNulo(texto)) return texto;
    const propio = sinSignos(junto(texto));
    if (!propio) return "";
    if (CIFRAS.test(propio)) return propio.replace(/^0+/, "") || ILEGIBLE;
    if (CON_SU_TIPO.test(propio) || CIENTIFICA.test(propio)) return ILEGIBLE;
    const conLetras = propio.replaceAll("-", "");
    return CON_LETRAS.test(conLetras) ? conLetras : ILEGIBLE;
  }

  /** En mayúsculas y sin tildes ni puntos, con su sigla si se conoce. @type {KitCalculos["tipoDeDocumento"]} */
  function tipoDeDocumento(texto) {
    const letras = junto(texto)
      .normalize("NFD")
      .replace(/[^0-9A-Z]/g, "");
    const propio = CIFRAS.test(letras) ? letras.replace(/^0+/, "") : letras;
    return self.KitHogares.documento("listas").tipos[propio] ?? propio;
  }

  /**
   * Los documentos de dos columnas; ErrorDeMetodo si el número perdió cifras en Excel.
   * @type {KitCalculos["leerDocumentos"]}
   */
  function leerDocumentos(numero, tipo, filas) {
    exigirCifras(numero, filas);
    return {
      numeros: { textos: numero.textos.map(numeroDeDocumento), codigos: numero.codigos },
      tipos: tipo && { textos: tipo.textos.map(tipoDeDocumento), codigos: tipo.codigos },
    };
  }

  /** @param {Columna} columna @param {Int32Array} filas */
  function exigirCifras({ nombre, textos, codigos }, filas) {
    const H = self.KitHogares;
    const malos = textos.map((t) => !CIFRAS.test(t) && CIENTIFICA.test(junto(t)));
    if (!malos.includes(true)) return;
    const cuales = filas.filter((_, i) => codigos[i] >= 0 && malos[codigos[i]]).sort();
    const primeras = Array.from(cuales.slice(0, H.EJEMPLOS), H.conMiles).join(", ");
    throw new H.ErrorDeMetodo(
      `«${nombre}» trae ${H.conMiles(cuales.length)} documentos en notación científica ` +
        `(filas ${primeras}${cuales.length > H.EJEMPLOS ? "…" : ""}): Excel les quitó cifras`,
      "vuelva a exportar el archivo con esa columna como texto",
    );
  }

  self.KitCalculos = Object.assign(
    self.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({ leerDocumentos, numeroDeDocumento, tipoDeDocumento }),
  );
})();
