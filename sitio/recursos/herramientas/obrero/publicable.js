/* Publicar, en el obrero: la base no sale de aquí; a la página llega solo lo redondeado. La clave y la bitácora
   llegan con cada pedido y no se conservan. */
(function () {
  "use strict";
  const O = self.KitObrero;
  const P = self.KitPublicable;
  const H = self.KitHogares;

  /**
   * La misma base; ErrorDeMetodo si de ella no se publica ningún territorio.
   * @param {BaseEnMemoria} base
   */
  function exigirPublicable(base) {
    const { armado, ficha } = base;
    if (!ficha.conPrivaciones) {
      throw new H.ErrorDeMetodo(
        "la base no trae las 15 privaciones: sin ellas no hay incidencia que publicar",
        "abra la base del Sisbén entera, con sus columnas I1 a I15",
      );
    }
    const { cuantas } = ficha.calidad.apartadas;
    if (cuantas) {
      // La orden tampoco la lee; y publicar otra vez, ya corregida, dejaría ver qué cambió.
      throw new H.ErrorDeMetodo(
        `la base no está completa: se apartaron filas mal formadas (${H.conMiles(cuantas)})`,
        "corríjalas en el archivo, mirando «Calidad», y ábralo otra vez",
      );
    }
    P.exigirLlaves(armado.identidades);
    P.exigirSinFactor(armado);
    return base;
  }

  /**
   * Las columnas de la base que pueden ser el territorio de una salida publicable, en su orden; ErrorDeMetodo si de
   * esa base no se publica ninguno: se dice antes de pedir la clave.
   * @param {Map<string, BaseEnMemoria>} _
   * @param {{base: string}} pedido
   * @returns {string[]}
   */
  function columnas(_, { base }) {
    const { entrada } = exigirPublicable(O.base(base));
    const { variables } = H.documento("esquemas_sisben");
    return [...entrada.columnas.keys()].filter((c) => P.motivoDeRechazo([c], [], variables) === null);
  }

  /**
   * La clave de un archivo, o una nueva si no se da; ErrorDeMetodo si no es una, o si es la que conoce todo el mundo.
   * @param {Map<string, BaseEnMemoria>} _
   * @param {{texto?: string}} pedido
   * @returns {ClaveAbierta}
   */
  function abrirClave(_, { texto }) {
    const clave = texto === undefined ? P.claveNueva() : P.claveDeTexto(texto);
    P.comprobarUso(clave, false);
    return { texto: P.claveATexto(clave), huella: P.huella(clave) };
  }

  /**
   * La bitácora de un archivo; ErrorDeMetodo si está dañada o vacía.
   * @param {Map<string, BaseEnMemoria>} _
   * @param {{texto: string}} pedido
   * @returns {BitacoraAbierta}
   */
  function abrirBitacora(_, { texto }) {
    const renglones = P.bitacoraDeTexto(texto);
    if (!texto) throw new H.ErrorDeMetodo("el archivo está vacío: no es una bitácora", "ábralo de su copia");
    return { texto: P.bitacoraATexto(renglones), renglones: renglones.length };
  }

  /**
   * Lo que se publica y la bitácora nueva; ErrorDeMetodo si algo de lo pedido no se publica.
   * @param {Map<string, BaseEnMemoria>} _
   * @param {PedidoDePublicar} pedido
   * @param {ContextoDelObrero} contexto
   * @returns {Promise<PublicacionConRegistro>}
   */
  async function publicar(_, { base, redondeo, clave, bitacora, kit, ...demas }, contexto) {
    const abierta = exigirPublicable(O.base(base));
    const pedido = {
      ...demas,
      base: redondeo,
      archivo: abierta.nombre,
      clave: P.claveDeTexto(clave),
      anteriores: P.bitacoraDeTexto(bitacora),
    };
    await contexto.avance("Redondeando", 1);
    const hecha = P.prepararPublicacion(abierta.entrada, abierta.armado, pedido);
    const deDonde = {
      archivo: abierta.nombre,
      sha256: await O.huellaDe(abierta, contexto),
      esquema: abierta.entrada.esquema,
      lectura: abierta.lectura,
    };
    const renglones = pedido.anteriores.length + hecha.anotados;
    return { ...hecha, renglones, registro: P.registroDePublicacion(deDonde, pedido, hecha, kit) };
  }

  /**
   * La tabla publicada sobre los polígonos de un GeoJSON.
   * @param {Map<string, BaseEnMemoria>} _
   * @param {{texto: string, propiedad: string, tabla: TablaPublicada}} pedido
   * @returns {MapaPublicable}
   */
  function mapa(_, { texto, propiedad, tabla }) {
    const capa = P.leerPoligonos(texto);
    const elegida = capa.propiedades.includes(propiedad) ? propiedad : capa.propiedades[0] || "";
    const { geojson, ...cuantos } = P.geojsonPublicable(tabla, capa, elegida);
    const { propiedades } = capa;
    return { texto, propiedades, propiedad: elegida, geojson: JSON.stringify(geojson), ...cuantos };
  }

  O.operacion("publicable_columnas", columnas);
  O.operacion("publicable_clave", abrirClave);
  O.operacion("publicable_bitacora", abrirBitacora);
  O.operacion("publicable", publicar);
  O.operacion("publicable_mapa", mapa);
  O.operacion("publicable_libro", (_, { tabla, registro, practica }) => P.libroPublicable(tabla, registro, practica));
})();
