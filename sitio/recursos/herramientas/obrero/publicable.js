/* Publicar, en el obrero: la base no sale de aquí; a la página llega solo lo redondeado. La clave y la bitácora
   llegan con el pedido y no se conservan. */
(function () {
  "use strict";
  const O = self.KitObrero;
  const P = self.KitPublicable;
  const H = self.KitHogares;

  /**
   * Las columnas de la base que pueden ser el territorio de una salida publicable, en su orden.
   * @param {Map<string, BaseEnMemoria>} _
   * @param {{base: string}} pedido
   * @returns {string[]}
   */
  function columnas(_, { base }) {
    const { entrada } = O.base(base);
    const { variables } = H.documento("esquemas_sisben");
    return [...entrada.columnas.keys()].filter((c) => P.motivoDeRechazo([c], [], variables) === null);
  }

  /**
   * Lo que se publica y la bitácora nueva; ErrorDeMetodo si algo de lo pedido no se publica.
   * @param {Map<string, BaseEnMemoria>} _
   * @param {PedidoDePublicar} pedido
   * @param {ContextoDelObrero} contexto
   * @returns {Promise<PublicacionConRegistro>}
   */
  async function publicar(_, { base, redondeo, clave, bitacora, kit, ...demas }, contexto) {
    const abierta = O.base(base);
    const { nombre, entrada, armado } = abierta;
    const pedido = {
      ...demas,
      base: redondeo,
      archivo: nombre,
      clave: P.claveDeTexto(clave),
      anteriores: P.bitacoraDeTexto(bitacora),
    };
    const hecha = P.prepararPublicacion(entrada, armado, pedido);
    const deDonde = { archivo: nombre, sha256: await O.huellaDe(abierta, contexto), esquema: entrada.esquema };
    return { ...hecha, registro: P.registroDePublicacion(deDonde, pedido, hecha, kit) };
  }

  O.operacion("publicable_columnas", columnas);
  O.operacion("publicable", publicar);
})();
