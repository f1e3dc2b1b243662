/* Todas las filas escritas de un texto corto (un acta), sin exigir que se parezcan: la misma lectura de
   codificaciones, saltos de línea y comillas de una base, sin su encabezado ni su pie. */
(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));

  /**
   * El que más celdas da en alguna fila, si la primera es un título y no dice nada.
   * @param {Uint8Array} octetos
   * @param {number} salto
   * @returns {string}
   */
  function separadorDe(octetos, salto) {
    /** @param {string} signo */
    const mayor = (signo) => H.registros(octetos.subarray(salto), signo).celdas.reduce((a, b) => Math.max(a, b), 0);
    const anchos = H.signos().map((signo) => ({ signo, ancho: mayor(signo) }));
    return anchos.reduce((a, b) => (b.ancho > a.ancho ? b : a)).signo;
  }

  /**
   * Las filas que traen algo, con su número. ErrorDeTexto si no es un texto o unas comillas no se cierran.
   * @param {Uint8Array} crudos
   * @returns {{linea: number, celdas: string[]}[]}
   */
  function leerFilas(crudos) {
    const inicio = crudos.subarray(0, H.MUESTRA);
    H.comprobarQueEsTexto(inicio);
    const utf16 = H.utf16De(inicio);
    const octetos = H.compatibles(crudos, utf16);
    H.comprobarQueEsTabla(octetos);
    const { salto, declarado } = H.lineaSep(octetos);
    const signo = declarado || H.detectarSeparador(octetos, salto) || separadorDe(octetos, salto);
    const registros = H.registros(octetos.subarray(salto), signo);
    if (registros.abierta) throw new H.ErrorDeTexto("comillas", { fila: registros.abierta });
    const decodificar = H.decodificador(H.elegirCodificacion(registros, utf16 || null).clave);
    return Array.from(registros.celdas, (_, i) => ({
      linea: i + 1,
      celdas: H.celdasDe(registros, i).map(decodificar),
    })).filter(({ celdas }) => celdas.some((c) => H.recortar(c)));
  }

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ leerFilas }));
})();
