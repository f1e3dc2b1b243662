/* Los nombres de las columnas de un texto, cuáles no tienen y cuántas celdas debe traer cada fila. Mismas
   reglas que generador/metodos/hogares/primera_fila.py. */

/**
 * @typedef {object} EncabezadoAjustado
 * @property {string[]} columnas con nombre, en orden
 * @property {number[]} posiciones la de cada una entre las celdas de una fila
 * @property {string[]} avisos
 */

(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  const SOBRANTE = "separador_sobrante",
    SOBRANTE_ARRIBA = "encabezado_sobrante",
    INDICE = "indice";

  /**
   * Los nombres en una sola forma; «» el de una columna sin nombre. Error si es un título.
   * @type {KitHogares["leerEncabezado"]}
   */
  function leerEncabezado(celdas, fila) {
    /** @type {string[]} */
    const sinNombre = H.documento("examen").sin_nombre;
    const patrones = sinNombre.map((p) => new RegExp(p));
    const nombres = celdas.map(H.componer).map((n) => (patrones.some((p) => p.test(n.toLowerCase())) ? "" : n));
    const vacias = nombres.filter((n) => !n).length;
    if (vacias > 1 && vacias * 2 > nombres.length)
      throw new H.ErrorDeTexto("titulo", { fila, vacias, columnas: nombres.length });
    return nombres;
  }

  /**
   * El encabezado para filas de `ancho` celdas: el de siempre, o con una celda que sobra.
   * @returns {{columnas: string[], posiciones: number[], avisos: string[]}}
   * @param {string[]} nombres
   * @param {number} ancho
   * @param {string} ajuste
   */
  function ajustarEncabezado(nombres, ancho, ajuste) {
    const usadas = nombres.map((nombre, i) => ({ nombre, i })).filter(({ nombre }) => nombre);
    const sinNombre = nombres.map((n, i) => (n ? 0 : i + 1)).filter(Boolean);
    const sobrantes = nombres.length > ancho && !nombres[nombres.length - 1];
    if (sobrantes) sinNombre.pop();
    const columnas = usadas.map(({ nombre }) => nombre);
    return {
      columnas,
      posiciones: usadas.map(({ i }) => i + (ajuste === INDICE ? 1 : 0)),
      avisos: avisosDe(columnas, sobrantes ? SOBRANTE_ARRIBA : ajuste, sinNombre),
    };
  }

  /**
   * Lo que se ignoró y lo que está repetido.
   * @param {string[]} columnas
   * @param {string} ajuste
   * @param {number[]} sinNombre
   */
  function avisosDe(columnas, ajuste, sinNombre) {
    const repetidas = [...new Set(columnas.filter((n, i) => columnas.indexOf(n) !== i))];
    const enOrden = [...new Set(columnas)].filter((n) => repetidas.includes(n)).map((n) => `«${n}»`);
    const [posiciones, escritas] = [sinNombre.join(", "), enOrden.join(", ")];
    return [
      ajuste ? H.avisoDeTexto(ajuste) : null,
      posiciones ? H.avisoDeTexto("columna_sin_nombre", { cuantas: sinNombre.length, posiciones }) : null,
      escritas ? H.avisoDeTexto("repetidas", { cuantas: enOrden.length, columnas: escritas }) : null,
    ].filter((aviso) => aviso !== null);
  }

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ SOBRANTE, INDICE, leerEncabezado, ajustarEncabezado }));
})();
