/* Las notas y totales que una hoja de cálculo deja debajo de los datos: «Fuente: …», «Total». Mismas reglas
   que generador/metodos/hogares/pie.py: solo se apartan las del final, juntas, y cada una se nombra. */
/** @typedef {{fila: number, texto: string}} FilaDePie */

(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  // Más filas que estas no son un pie: son datos, buenos o malos.
  const FILAS_MAXIMAS = 64;
  /** @type {RegExp[] | null} */
  let patrones = null;

  // eslint-disable-next-line no-control-regex -- el octeto 1A cierra los archivos de DOS
  const EN_BLANCO = /^[ \t\r\n"\x1a]*$/;
  /** @param {Renglon} renglon */
  const escritas = ({ celdas }) => celdas.filter((c) => !EN_BLANCO.test(c));

  /** @param {Renglon} renglon @param {number} ancho */
  function esNota(renglon, ancho) {
    const propias = escritas(renglon);
    if (propias.length * 2 > Math.max(ancho, 2) && renglon.celdas.length === ancho) return false;
    const { palabras, patrones: otros } = H.documento("examen").pie;
    patrones = patrones || [`^(?:${palabras.join("|")})\\b`, ...otros].map((p) => new RegExp(p));
    const primera = H.llave(propias[0]);
    return patrones.some((p) => p.test(primera));
  }

  /**
   * «Total» en la primera celda escrita, y delante de ella o de otra, una celda vacía.
   * @param {Renglon} renglon
   * @param {number} ancho
   */
  function esTotal(renglon, ancho) {
    const propias = escritas(renglon);
    const dicho = H.llave(propias[0]).replace(/[ :.]+$/, "");
    return propias.length < ancho && H.documento("examen").pie.totales.includes(dicho);
  }

  /** @param {Renglon} renglon @param {number} ancho */
  function puedeSer(renglon, ancho) {
    if (esTotal(renglon, ancho) || esNota(renglon, ancho)) return true;
    const propias = escritas(renglon);
    const incompleta = renglon.celdas.length < ancho || propias.length === 1;
    return incompleta && propias.length * 2 <= ancho && /\p{L}/u.test(propias[0]);
  }

  /**
   * Si el pie puede comenzar en esa fila: por lo que dice, o porque antes hay una vacía.
   * @param {Renglon[]} finales
   * @param {number} i
   * @param {number} ancho
   */
  const comienza = (finales, i, ancho) =>
    (i > 0 && finales[i].fila > finales[i - 1].fila + 1) || esNota(finales[i], ancho) || esTotal(finales[i], ancho);

  /**
   * Las filas de pie, de las últimas no vacías del archivo (en orden); [] si no hay.
   * @param {{fila: number, celdas: string[]}[]} finales
   * @param {number} ancho
   * @returns {{fila: number, texto: string}[]}
   */
  function apartarPie(finales, ancho) {
    let desde = finales.length;
    while (desde > 0 && puedeSer(finales[desde - 1], ancho)) desde -= 1;
    while (desde < finales.length && !comienza(finales, desde, ancho)) desde += 1;
    /** @param {Renglon} r */
    const decir = (r) => H.acortar(escritas(r).map(H.componer).join(" "));
    return finales.slice(desde).map((r) => ({ fila: r.fila, texto: decir(r) }));
  }

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ FILAS_MAXIMAS, apartarPie }));
})();
