/* Las filas de una salida publicable, iguales en la orden y en QGIS: solo lo redondeado. Mismas reglas que
   generador/metodos/publicable/filas.py. */

/** @typedef {string | number | null} ValorPublicado null es «no se publica» */

/**
 * @typedef {object} TablaPublicada
 * @property {string[]} columnas en orden
 * @property {ValorPublicado[][]} filas
 * @property {[columna: string, dice: string][]} diccionario
 */

(function () {
  "use strict";
  const P = (self.KitPublicable = self.KitPublicable || /** @type {KitPublicable} */ ({}));
  const H = self.KitHogares;
  const TOTAL = "TOTAL";
  const RESUMEN = "sin_publicar";

  /** @param {string} columna @param {string} dice @returns {[columna: string, dice: string]} */
  const pareja = (columna, dice) => [columna, dice];

  /** Qué es cada columna, en el orden de la salida. @returns {[columna: string, dice: string][]} */
  const columnasPublicables = () =>
    Object.entries(P.reglas().columnas).flatMap(([columna, dice]) =>
      columna.includes("{j}")
        ? P.privaciones().map(({ id, nombre }) =>
            pareja(H.llenar(columna, { j: id.toLowerCase() }), H.llenar(String(dice), { privacion: nombre })),
          )
        : [pareja(columna, String(dice))],
    );

  /** Si se puede publicar, y si es solo una práctica. @param {boolean} practica */
  const uso = (practica) => ({
    publicable: practica ? "no" : "sí",
    uso: practica ? P.reglas().rotulos.practica : "publicable",
  });

  /**
   * @param {FilaPublicada} fila
   * @param {string} etiqueta
   * @param {Publicable} hecha
   * @returns {Record<string, ValorPublicado>}
   */
  function filaDe(fila, etiqueta, hecha) {
    const { columnas, principal } = P.columnasDe(fila, hecha.base);
    const { rotulos, estados } = P.reglas();
    return {
      territorio: etiqueta,
      ...columnas,
      orden_de_magnitud: columnas.orden_de_magnitud ? 1 : 0,
      principal: principal >= 0 ? P.privaciones()[principal].nombre : null,
      nota: columnas.orden_de_magnitud ? rotulos.orden_de_magnitud : estados[String(columnas.estado)],
      ...uso(hecha.practica),
    };
  }

  /** La fila del total, que no es la suma de las demás. @param {Publicable} hecha */
  function filaDelTotal(hecha) {
    const fila = filaDe(hecha.total, TOTAL, hecha);
    return hecha.total.estado === P.PUBLICADO ? { ...fila, nota: P.reglas().rotulos.total } : fila;
  }

  /** La fila «N territorios sin publicar»; null si se publican todos. @param {Publicable} hecha */
  function filaSinPublicar(hecha) {
    const cuantos = P.sinPublicar(hecha);
    if (!cuantos) return null;
    const dicho = H.llenar(P.reglas().rotulos.sin_publicar, { cuantos });
    return { territorio: cuantos === 1 ? "1 territorio sin publicar" : dicho, estado: RESUMEN, ...uso(hecha.practica) };
  }

  /**
   * La tabla que se publica. Con etiquetas de la base, los que no se publican no se nombran: que un territorio
   * exista ya dice que allí vive alguien.
   * @param {Publicable} hecha
   * @param {string[]} etiquetas
   * @returns {TablaPublicada}
   */
  function tablaPublicada(hecha, etiquetas) {
    const listadas = hecha.territorios.flatMap((fila, i) =>
      fila.estado === P.PUBLICADO ? [filaDe(fila, etiquetas[i], hecha)] : [],
    );
    const diccionario = columnasPublicables();
    const columnas = diccionario.map(([columna]) => columna);
    /** @type {Record<string, ValorPublicado>[]} */
    const filas = [...listadas, filaSinPublicar(hecha), filaDelTotal(hecha)].filter((fila) => fila !== null);
    const { medida } = H.documento("ipm");
    return { columnas, diccionario, filas: filas.map((f) => columnas.map((c) => ({ ...f, medida })[c] ?? null)) };
  }

  Object.assign(P, /** @satisfies {Partial<KitPublicable>} */ ({ TOTAL, uso, columnasPublicables, tablaPublicada }));
})();
