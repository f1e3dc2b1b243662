/* El registro de auditoría que acompaña a la tabla, igual al de la orden (generador/hogares/salida_publicable.py) salvo
   qué lo hizo. Sin un solo conteo que no esté en la tabla. */

/**
 * @typedef {object} BasePublicada De dónde salió lo publicado.
 * @property {string} archivo el nombre, sin carpeta
 * @property {string} sha256 la huella de sus octetos
 * @property {Reconocimiento} esquema
 * @property {LecturaDeBase} lectura
 */

(function () {
  "use strict";
  const P = (self.KitPublicable = self.KitPublicable || /** @type {KitPublicable} */ ({}));
  const H = self.KitHogares;
  const VERSION = 2;
  const CORTES = 3; // k = 1/3
  /** Con qué nombre se descarga. */
  const NOMBRE_DE_LA_TABLA = "incidencia_publicable.csv";

  /** Qué tienen las cifras publicadas y por qué, en palabras llanas. @param {number} base @param {number} minimo */
  const paraElAlcalde = (base, minimo) => H.llenar(P.reglas().alcalde, { base, diferencia: base - 1, minimo });

  /** Los enteros con que se cuenta: denominador D, pesos W y corte K. */
  function metodo() {
    const pesos = P.privaciones().map((p) => p.peso);
    const total = pesos.reduce((suma, p) => suma + p, 0);
    return { D: CORTES * total, K: total, W: pesos.map((p) => CORTES * p) };
  }

  /** @param {BasePublicada} deDonde @param {Uint8Array} clave */
  const entradaDe = ({ archivo, sha256, esquema, lectura }, clave) => ({
    nombre: archivo,
    huella_con_clave: P.huellaDeEntrada(clave, sha256),
    filtro: "",
    seleccion: null,
    esquema: esquema.nombre,
    mapeo: esquema.columnas,
    formato: "texto",
    separador: lectura.separador,
    codificacion: lectura.codificacion,
    capa: null,
  });

  /** @param {BasePublicada} deDonde @param {PedidoDePublicacion} pedido */
  const parametrosDe = ({ esquema, lectura }, pedido) => ({
    modo: "publicable",
    por: pedido.columna,
    poligonos: null,
    k: P.reglas().k,
    metodo: metodo(),
    minimo_de_hogares: pedido.minimo,
    base_de_redondeo: pedido.base,
    nulos: pedido.nulos,
    factor: esquema.columnas.fex ?? null,
    decimal: lectura.decimal,
    aceptar_perdidas: lectura.aceptar,
  });

  /**
   * El registro de una publicación; sus claves, en orden, como las escribe la orden.
   * @param {BasePublicada} deDonde
   * @param {PedidoDePublicacion} pedido
   * @param {Publicacion} hecha
   * @param {{version: string, huella_metodos: string}} kit
   * @returns {Record<string, unknown>}
   */
  function registroDePublicacion(deDonde, pedido, hecha, kit) {
    const { como_leer: comoLeer, sigue_siendo_posible: sigueSiendoPosible } = P.reglas();
    return enOrden({
      registro: VERSION,
      herramienta: "Mi base: publicar",
      kit: kit.version,
      huella_metodos: kit.huella_metodos,
      fecha: pedido.fecha,
      entradas: [entradaDe(deDonde, pedido.clave)],
      parametros: parametrosDe(deDonde, pedido),
      semilla: null,
      recuentos: { filas_de_la_tabla: hecha.tabla.filas.length },
      avisos: [],
      avisos_de_la_orden: [],
      perdidas: [],
      columnas_personales_descartadas: H.distintos(deDonde.lectura.personales),
      modo: "publicable",
      medida: H.documento("ipm").medida,
      huella_de_clave: hecha.huella,
      ...P.uso(hecha.practica),
      para_el_alcalde: paraElAlcalde(pedido.base, pedido.minimo),
      como_leer: comoLeer,
      sigue_siendo_posible: sigueSiendoPosible,
      suma_de_resultados: P.sumaDePublicada(hecha.tabla),
      salida: { nombre: P.NOMBRE_DE_LA_TABLA, sha256: self.KitCalculos.sha256(hecha.csv) },
    });
  }

  /** Lo mismo, con las claves de cada objeto en orden. @param {any} valor @returns {any} */
  function enOrden(valor) {
    if (Array.isArray(valor)) return valor.map(enOrden);
    if (valor === null || typeof valor !== "object") return valor;
    const claves = Object.keys(valor).sort(H.comparar);
    return Object.fromEntries(claves.map((c) => [c, enOrden(valor[c])]));
  }

  Object.assign(
    P,
    /** @satisfies {Partial<KitPublicable>} */ ({ NOMBRE_DE_LA_TABLA, paraElAlcalde, registroDePublicacion }),
  );
})();
