/* Publicar, en el obrero: la base no sale de aquí; a la página llega solo lo redondeado. La clave y la bitácora
   llegan con el pedido y no se conservan. */
(function () {
  "use strict";
  const O = self.KitObrero;
  const P = self.KitPublicable;
  const H = self.KitHogares;

  /** @param {Map<string, BaseEnMemoria>} bases @param {string} id */
  function baseDe(bases, id) {
    const base = bases.get(id);
    if (!base) throw new H.ErrorDeMetodo("esa base ya no está abierta", "ábrala otra vez");
    return base;
  }

  /**
   * Las columnas de la base que pueden ser el territorio de una salida publicable, en su orden.
   * @param {Map<string, BaseEnMemoria>} bases
   * @param {{base: string}} pedido
   * @returns {string[]}
   */
  function columnas(bases, { base }) {
    const { entrada } = baseDe(bases, base);
    const { variables } = H.documento("esquemas_sisben");
    return [...entrada.columnas.keys()].filter((c) => P.motivoDeRechazo([c], [], variables) === null);
  }

  /**
   * Lo que se publica y la bitácora nueva; ErrorDeMetodo si algo de lo pedido no se publica.
   * @param {Map<string, BaseEnMemoria>} bases
   * @param {PedidoAlObrero} pedido
   * @returns {PublicacionConRegistro}
   */
  function publicar(bases, { base, redondeo, clave, bitacora, kit, ...demas }) {
    const { nombre, huella, entrada, armado } = baseDe(bases, base);
    const pedido = {
      ...demas,
      base: redondeo,
      archivo: nombre,
      clave: P.claveDeTexto(clave),
      anteriores: P.bitacoraDeTexto(bitacora),
    };
    const hecha = P.prepararPublicacion(entrada, armado, pedido);
    const deDonde = { archivo: nombre, sha256: huella, esquema: entrada.esquema };
    return { ...hecha, registro: P.registroDePublicacion(deDonde, pedido, hecha, kit) };
  }

  O.operacion("publicable_columnas", columnas);
  O.operacion("publicable", publicar);
})();
