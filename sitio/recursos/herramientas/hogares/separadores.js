/* Qué signo separa las columnas, y si la primera línea es la instrucción «sep=;» de Excel. Mismas reglas que
   generador/metodos/hogares/separadores.py. */
(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  const LINEA_SEP = /^"?sep=([^\r\n"])?"?[;,|\t]*(?:\r\n|\r|\n|$)/i;
  const FILAS_DE_MUESTRA = 50;
  /** @returns {{signo: string, nombre: string}[]} */
  const separadores = () => H.documento("examen").separadores;
  /** Los signos que se reconocen, en orden de preferencia. @type {KitHogares["signos"]} */
  const signos = () => separadores().map((s) => s.signo);

  /** El signo que pidió la persona («tab», «coma»… valen); null si no pidió. @param {string | null} pedido */
  function separadorPedido(pedido) {
    if (!pedido) return null;
    const signo = H.documento("examen").alias_de_separador[pedido.toLowerCase()] || pedido;
    if (!signos().includes(signo)) throw new H.ErrorDeTexto("separador_desconocido", { separador: pedido });
    return signo;
  }

  /** Octetos que ocupa la línea «sep=…» (0 si no está) y el signo que declara. @param {Uint8Array} octetos */
  function lineaSep(octetos) {
    const hallada = LINEA_SEP.exec(H.enLatin(octetos.subarray(0, 1024)));
    if (!hallada) return { salto: 0, declarado: null };
    const signo = hallada[1] || "";
    if (!signos().includes(signo)) throw new H.ErrorDeTexto("separador_desconocido", { separador: signo });
    return { salto: hallada[0].length, declarado: signo };
  }

  /**
   * El signo que da más columnas en el encabezado y más filas como él; null si ninguno separa.
   * @type {KitHogares["detectarSeparador"]}
   */
  function detectarSeparador(octetos, desde) {
    let comienzo = desde;
    while (octetos[comienzo] === 10 || octetos[comienzo] === 13) comienzo += 1;
    const muestra = octetos.subarray(comienzo, comienzo + H.MUESTRA);
    const puntajes = signos().map((signo) => ({ signo, puntaje: puntos(muestra, signo) }));
    const mejor = puntajes.reduce((a, b) => (b.puntaje > a.puntaje ? b : a));
    return mejor.puntaje > 0 ? mejor.signo : null;
  }

  /** Cómo se dice el signo en una frase. @param {string} signo */
  const nombreDeSeparador = (signo) =>
    /** @type {{nombre: string}} */ (separadores().find((s) => s.signo === signo)).nombre;

  /**
   * Columnas del encabezado por la parte de las filas de la muestra que traen las mismas.
   * @param {Uint8Array} muestra
   * @param {string} signo
   */
  function puntos(muestra, signo) {
    const r = H.registros(muestra, signo);
    /** @type {number[]} */
    const anchos = [];
    for (let i = 0; i < r.celdas.length && anchos.length < FILAS_DE_MUESTRA; i += 1)
      if (H.celdasDe(r, i).some((c) => c.length)) anchos.push(r.celdas[i]);
    if (!anchos.length || anchos[0] < 2) return 0;
    // La última fila de la muestra puede estar cortada, y una columna de más o de menos se explica.
    const filas = anchos.length > 2 ? anchos.slice(1, -1) : anchos.slice(1);
    const parecidas = filas.filter((ancho) => Math.abs(ancho - anchos[0]) <= 1).length;
    return (anchos[0] * (1 + parecidas)) / (1 + filas.length);
  }

  Object.assign(
    H,
    /** @satisfies {Partial<KitHogares>} */ ({
      signos,
      separadorPedido,
      lineaSep,
      detectarSeparador,
      nombreDeSeparador,
    }),
  );
})();
