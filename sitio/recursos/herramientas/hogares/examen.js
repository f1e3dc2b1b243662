/* El examen previo de un CSV o TXT: cómo está escrito, qué columnas trae y qué hay que apartar. Las mismas
   reglas de generador/metodos/hogares/examen.py: aquí y allá se aceptan y se rechazan los mismos archivos. */

/**
 * @typedef {object} Examen Cómo está escrito un archivo de texto y qué se lee de él.
 * @property {string} codificacion
 * @property {string} separador
 * @property {string} finDeLinea «lf», «crlf», «cr» o «mezclado» («» si solo hay una)
 * @property {number} filaEncabezado
 * @property {string[]} columnas con nombre, en orden (puede haber repetidas)
 * @property {number[]} posiciones la de cada una entre las `ancho` celdas de una fila
 * @property {number} ancho
 * @property {{fila: number, texto: string}[]} pie
 * @property {string[]} avisos
 * @property {Registros} registros
 * @property {Int32Array} deDatos índices de las filas de datos, sin las vacías, las del pie ni las apartadas
 * @property {Apartadas} apartadas las que no coinciden con el encabezado, si se pidió apartarlas
 */

/** @typedef {{cuantas: number, columnas: number, ejemplos: {fila: number, trae: number}[]}} Apartadas */

/**
 * @typedef {object} HalladoDelTexto
 * @property {string} clave de la codificación
 * @property {string} signo
 * @property {number} marcas de UTF-8 al comienzo
 * @property {boolean} conSep si trae la línea «sep=;»
 * @property {string[]} avisos
 * @property {boolean} apartar
 */

(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));

  /**
   * Examina un archivo entero. ErrorDeTexto (con su `fila`, si la hay) si no se puede leer. `separador` y
   * `codificacion` son lo que pidió la persona: se respetan o dan error. Con `apartar`, una fila con otro número de
   * celdas no detiene: se aparta y se cuenta, si son menos de la mitad.
   * @type {KitHogares["examinar"]}
   */
  function examinar(crudos, { separador = null, codificacion = null, apartar = false } = {}) {
    const [signoPedido, clavePedida] = [H.separadorPedido(separador), H.codificacionPedida(codificacion)];
    const inicio = crudos.subarray(0, H.MUESTRA);
    H.comprobarQueEsTexto(inicio);
    const utf16 = utf16Pedido(inicio, clavePedida);
    const octetos = H.compatibles(crudos, utf16);
    H.comprobarQueEsTabla(octetos);
    const { salto, declarado } = H.lineaSep(octetos);
    const signo = signoPedido || declarado || H.detectarSeparador(octetos, salto);
    if (signo === null) throw new H.ErrorDeTexto("sin_separador", { fila: 1 });
    const registros = H.registros(octetos.subarray(salto), signo);
    const recorrido = H.recorrer(registros);
    comprobarQueHayColumnas(recorrido, signo);
    const { clave, avisos } = H.elegirCodificacion(registros, utf16 || clavePedida);
    if (utf16 && !clavePedida) avisos.unshift(H.avisoDeTexto("codificacion", { codificacion: H.nombreDe(utf16) }));
    const marcas = H.contarMarcas(inicio).cuantas;
    return concluir(registros, recorrido, { clave, signo, marcas, conSep: salto > 0, avisos, apartar });
  }

  /** @param {Uint8Array} inicio @param {string | null} pedida */
  function utf16Pedido(inicio, pedida) {
    const hallada = H.utf16De(inicio);
    if (pedida && H.UTF16.includes(pedida) !== Boolean(hallada)) {
      const datos = { fila: 1, codificacion: H.nombreDe(pedida), conocidas: H.conocidas() };
      throw new H.ErrorDeTexto("no_decodifica", datos);
    }
    return hallada;
  }

  /** @param {Recorrido} recorrido @param {string} signo */
  function comprobarQueHayColumnas({ encabezado, filaEncabezado }, signo) {
    if (!encabezado.length) throw new H.ErrorDeTexto("vacio");
    if (encabezado.length < 2)
      throw new H.ErrorDeTexto("separador_pedido", { fila: filaEncabezado, separador: H.nombreDeSeparador(signo) });
  }

  /**
   * El examen, con todo el archivo a la vista.
   * @param {Registros} registros
   * @param {Recorrido} recorrido
   * @param {HalladoDelTexto} hallado
   * @returns {Examen}
   */
  function concluir(registros, recorrido, { clave, signo, marcas, conSep, avisos, apartar }) {
    const decodificar = H.decodificador(clave);
    const finales = Array.from(recorrido.escritas.slice(-H.FILAS_MAXIMAS), (i) => ({
      fila: i + 1,
      celdas: H.celdasDe(registros, i).map(decodificar),
    }));
    const pie = H.apartarPie(finales, recorrido.ancho);
    const nombres = H.leerEncabezado(recorrido.encabezado.map(decodificar), recorrido.filaEncabezado);
    const ajuste = H.ajusteDe(registros, recorrido);
    const malas = exigirFilasIguales(registros, recorrido, { pie, ajuste, columnas: nombres.length, apartar });
    const encabezado = H.ajustarEncabezado(nombres, recorrido.ancho, ajuste);
    /** @type {(keyof Registros["saltos"])[]} */
    const conocidos = ["lf", "crlf", "cr"];
    const usados = conocidos.filter((s) => registros.saltos[s]);
    const mezclado = usados.length > 1;
    return {
      codificacion: clave,
      separador: signo,
      finDeLinea: mezclado ? "mezclado" : usados.join(""),
      filaEncabezado: recorrido.filaEncabezado,
      columnas: encabezado.columnas,
      posiciones: encabezado.posiciones,
      ancho: recorrido.ancho,
      pie,
      registros,
      deDatos: sinLas(malas, recorrido.escritas.slice(0, recorrido.escritas.length - pie.length)),
      apartadas: {
        cuantas: malas.length,
        columnas: nombres.length,
        ejemplos: malas.slice(0, H.EJEMPLOS).map((i) => ({ fila: i + 1, trae: registros.celdas[i] })),
      },
      avisos: [
        ...avisos,
        ...(marcas > 1 ? [H.avisoDeTexto("bom_doble")] : []),
        ...(conSep ? [H.avisoDeTexto("linea_sep", { separador: signo })] : []),
        ...(mezclado ? [H.avisoDeTexto("fin_mezclado")] : []),
        ...encabezado.avisos,
        ...avisosDeFilas(recorrido, pie, registros.completo),
      ],
    };
  }

  /** @param {number[]} malas @param {Int32Array} filas */
  function sinLas(malas, filas) {
    if (!malas.length) return filas;
    const fuera = new Set(malas);
    return filas.filter((i) => !fuera.has(i));
  }

  /**
   * ErrorDeTexto en la primera fila de datos que no coincide con el encabezado; con `apartar`, las que no coinciden.
   * @param {Registros} r
   * @param {Recorrido} recorrido
   * @param {{pie: FilaDePie[], ajuste: string, columnas: number, apartar: boolean}} propio
   * @returns {number[]}
   */
  function exigirFilasIguales(r, { ancho, escritas, irregulares }, { pie, ajuste, columnas, apartar }) {
    /**
     * @param {number} fila
     * @param {number} trae
     * @param {number} cuantas
     */
    const noCoinciden = (fila, trae, cuantas) => {
      const clave = trae > columnas ? "columnas_de_mas" : "columnas_de_menos";
      throw new H.ErrorDeTexto(clave, { fila, trae, columnas, cuantas });
    };
    if (ancho === columnas + 1 && !ajuste) {
      const primera = Number(escritas.find((i) => r.celdas[i] === ancho));
      noCoinciden(primera + 1, ancho, escritas.length - irregulares.length);
    }
    const dePie = new Set(pie.map((p) => p.fila));
    const malas = irregulares.filter((i) => !dePie.has(i + 1));
    if (malas.length && !(apartar && 2 * malas.length < escritas.length)) {
      const [i] = malas;
      if (r.conSalto[i] && r.celdas[i] !== columnas) throw new H.ErrorDeTexto("comillas", { fila: i + 1 });
      noCoinciden(i + 1, r.celdas[i], malas.length);
    }
    if (escritas.length === pie.length) throw new H.ErrorDeTexto("solo_encabezado");
    return malas;
  }

  /**
   * Las filas que no son datos, y si el final parece cortado.
   * @param {Recorrido} recorrido
   * @param {FilaDePie[]} pie
   * @param {boolean} completo
   */
  const avisosDeFilas = ({ vacias, repetidas }, pie, completo) =>
    [
      vacias.cuantas ? H.avisoDeTexto("vacias", { cuantas: vacias.cuantas, fila: vacias.primera }) : null,
      repetidas.cuantas
        ? H.avisoDeTexto("encabezado_repetido", { cuantas: repetidas.cuantas, fila: repetidas.primera })
        : null,
      pie.length ? H.avisoDeTexto("pie", { cuantas: pie.length, fila: pie[0].fila, texto: pie[0].texto }) : null,
      completo ? null : H.avisoDeTexto("sin_salto_final"),
    ].filter((aviso) => aviso !== null);

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ examinar }));
})();
