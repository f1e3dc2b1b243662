/* Lo que acompaña a la tabla: el registro de auditoría, con la misma forma que el de la orden
   (generador/metodos/hogares/auditoria.py), y el texto para quien la lee. Sin un solo conteo que no esté en la
   tabla. */

/**
 * @typedef {object} BasePublicada De dónde salió lo publicado.
 * @property {string} archivo el nombre, sin carpeta
 * @property {string} sha256 la huella de sus octetos
 * @property {Reconocimiento} esquema
 */

(function () {
  "use strict";
  const P = (self.KitPublicable = self.KitPublicable || /** @type {KitPublicable} */ ({}));
  const H = self.KitHogares;
  const VERSION = 2;

  /** Qué tienen las cifras publicadas y por qué, en palabras llanas. @param {number} base @param {number} minimo */
  const paraElAlcalde = (base, minimo) => H.llenar(P.reglas().alcalde, { base, diferencia: base - 1, minimo });

  /**
   * El registro de una publicación.
   * @param {BasePublicada} deDonde
   * @param {PedidoDePublicacion} pedido
   * @param {Publicacion} hecha
   * @param {{version: string, huella_metodos: string}} kit
   * @returns {Record<string, unknown>}
   */
  function registroDePublicacion(deDonde, pedido, hecha, kit) {
    const { como_leer: comoLeer, sigue_siendo_posible: sigueSiendoPosible } = P.reglas();
    return {
      registro: VERSION,
      herramienta: "Mi base: publicar",
      kit: kit.version,
      huella_metodos: kit.huella_metodos,
      fecha: pedido.fecha,
      entradas: [
        {
          nombre: deDonde.archivo,
          huella_con_clave: P.huellaDeEntrada(pedido.clave, deDonde.sha256),
          esquema: deDonde.esquema.nombre,
          mapeo: deDonde.esquema.columnas,
        },
      ],
      parametros: {
        modo: "publicable",
        por: pedido.columna,
        k: P.reglas().k,
        minimo_de_hogares: pedido.minimo,
        base_de_redondeo: pedido.base,
        nulos: pedido.nulos,
      },
      recuentos: { filas_de_la_tabla: hecha.tabla.filas.length },
      avisos: [],
      perdidas: [],
      modo: "publicable",
      medida: H.documento("ipm").medida,
      huella_de_clave: hecha.huella,
      ...P.uso(hecha.practica),
      para_el_alcalde: paraElAlcalde(pedido.base, pedido.minimo),
      como_leer: comoLeer,
      sigue_siendo_posible: sigueSiendoPosible,
    };
  }

  Object.assign(P, /** @satisfies {Partial<KitPublicable>} */ ({ paraElAlcalde, registroDePublicacion }));
})();
