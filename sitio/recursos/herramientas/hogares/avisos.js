/* Lo que se dice de una base: las frases de datos/avisos.json, iguales en la orden y en QGIS. Mismas
   reglas que generador/metodos/hogares/avisos.py. */
(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));

  /**
   * Un entero como se escribe en Colombia: 1.234.
   * @param {number} n
   * @returns {string}
   */
  const conMiles = (n) => String(n).replace(/\B(?=(\d{3})+$)/g, ".");

  /**
   * Llena los {huecos} de una frase.
   * @param {string} forma
   * @param {Record<string, unknown>} datos
   * @returns {string}
   */
  const llenar = (forma, datos) => forma.replace(/\{(\w+)\}/g, (_, hueco) => String(datos[hueco]));

  /**
   * La forma «uno» si la hay y `n` es 1; si no, «varios», con `n` en español.
   * @param {{uno?: string, varios: string}} formas
   * @param {number} n
   * @param {Record<string, unknown>} [datos]
   * @returns {string}
   */
  const escribir = (formas, n, datos = {}) =>
    llenar(n === 1 && formas.uno ? formas.uno : formas.varios, { ...datos, n: conMiles(n) });

  const LARGO_DE_MENSAJE = 200;
  /** El texto para un mensaje: entero si es corto. @param {string} texto */
  const recortar = (texto) => {
    if (texto.length <= LARGO_DE_MENSAJE) return texto;
    const letras = Array.from(texto);
    return letras.length <= LARGO_DE_MENSAJE ? texto : `${letras.slice(0, LARGO_DE_MENSAJE - 1).join("")}…`;
  };
  /** Una de las frases sueltas de la tabla. @param {string} nombre @param {Record<string, unknown>} [datos] */
  const frase = (nombre, datos = {}) => llenar(H.documento("avisos").frases[nombre], datos);

  /**
   * «Jefe» (fila 2), «Hijo» (fila 3): los primeros valores y sus filas.
   * @param {[string, number][]} pares
   * @returns {string}
   */
  const ejemplos = (pares) =>
    pares
      .map(([valor, fila]) => frase("ejemplo", { valor: recortar(valor) || frase("vacia"), fila: conMiles(fila) }))
      .join(", ");

  /** Los avisos de una lectura, en el orden en que se notaron. */
  class Avisos {
    constructor() {
      /** @type {{id: string, n: number, texto: string}[]} */
      this.lista = [];
    }

    /** Suma el aviso `id` si `n` no es 0. @param {string} id @param {number} n @param {Huecos} [datos] */
    anotar(id, n, datos) {
      if (n) this.lista.push({ id, n, texto: escribir(H.documento("avisos").avisos[id], n, datos) });
    }
  }

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ Avisos, conMiles, ejemplos, escribir, frase, llenar }));
})();
