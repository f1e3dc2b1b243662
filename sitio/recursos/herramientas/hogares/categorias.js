/* Los códigos del Sisbén que llegan como texto: parentesco, zona, clase y marcas. Mismas reglas que
   generador/metodos/hogares/categorias.py; las escrituras, en datos/categorias.json. */
/**
 * @typedef {object} TablaDeCategorias Cómo se escribe cada código.
 * @property {number[]} codigos
 * @property {number[]} [nulo] los que dicen que no hay dato
 * @property {string[]} [otras] escrituras que valen `otra`
 * @property {number} [otra]
 * @property {Record<string, string[]>} escrituras
 */

(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  const ENTERO = /^[+]?0*(\d+)(?:[.,]0*)?$/;
  const NEGATIVO = /^-0*(\d+)(?:[.,]0*)?$/;
  // «1. Jefe(a)», «1 - Jefe», «1=Jefe»: el número es el código y lo demás, su etiqueta.
  const CON_ETIQUETA = /^0*(\d{1,2})\s*[.):=-]\s*\D.*$/;
  const lectores = new Map();

  /**
   * El entero escrito («3», «03», «3,0»), o ILEGIBLE; «1.234» no: puede ser mil o uno.
   * @param {string} texto
   * @returns {number}
   */
  function entero(texto) {
    const positivo = ENTERO.exec(texto);
    if (positivo) return Number(positivo[1]);
    const negativo = NEGATIVO.exec(texto);
    return negativo ? -Number(negativo[1]) : H.ILEGIBLE;
  }

  /**
   * Cómo se lee un texto limpio con esa tabla: su código, NaN o ILEGIBLE.
   * @param {string} tabla
   * @returns {(texto: string) => number}
   */
  function lector(tabla) {
    if (!lectores.has(tabla)) lectores.set(tabla, armarLector(H.documento("categorias").tablas[tabla]));
    return lectores.get(tabla);
  }

  /** @param {TablaDeCategorias} propia @returns {(texto: string) => number} */
  function armarLector(propia) {
    const codigos = new Set(propia.codigos);
    const nulos = new Set(propia.nulo || []);
    const escrituras = new Map((propia.otras || []).map((escrita) => [escrita, propia.otra]));
    Object.entries(propia.escrituras).forEach(([codigo, lista]) =>
      lista.forEach((escrita) => escrituras.set(escrita, Number(codigo))),
    );
    return (texto) => {
      const numero = entero(texto);
      if (codigos.has(numero)) return numero;
      if (nulos.has(numero)) return NaN;
      const escrito = escrituras.get(H.llave(texto));
      if (escrito !== undefined) return escrito;
      const etiqueta = CON_ETIQUETA.exec(texto);
      return etiqueta && codigos.has(Number(etiqueta[1])) ? Number(etiqueta[1]) : H.ILEGIBLE;
    };
  }

  /** La zona (1 cabecera, 2 resto) de una clase (1, 2 o 3); NaN si no hay clase. @param {number} clase */
  const zonaDeClase = (clase) => (Number.isNaN(clase) ? NaN : H.documento("categorias").zona_de_clase[String(clase)]);

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ entero, lector, zonaDeClase }));
})();
