/* Lo que dice el examen de un archivo de texto, con las frases de datos/examen.json. Mismas reglas que
   generador/metodos/hogares/frases.py. */
(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  const TEXTO_MAXIMO = 60;

  /** La forma que corresponde a {cuantas}, si la frase tiene dos. @param {any} frase @param {Huecos} datos */
  const formaDe = (frase, datos) => (frase.uno ? frase[datos.cuantas === 1 ? "uno" : "varios"] : frase);

  /** El archivo no se puede leer. `clave` es la de examen.json; `fila`, si la hay, la culpable. */
  class ErrorDeTexto extends H.ErrorDeMetodo {
    /** @param {string} clave @param {Record<string, unknown>} [datos] */
    constructor(clave, datos = {}) {
      const forma = formaDe(H.documento("examen").errores[clave], datos);
      super(H.llenar(forma.problema, datos), H.llenar(forma.que_hacer, datos));
      this.clave = clave;
      this.fila = /** @type {number | undefined} */ (datos.fila);
    }
  }

  /** La frase de un aviso. @param {string} clave @param {Record<string, unknown>} [datos] */
  const avisoDeTexto = (clave, datos = {}) => H.llenar(formaDe(H.documento("examen").avisos[clave], datos), datos);

  /** El texto, con puntos suspensivos si no cabe en una frase. @param {string} texto */
  function acortar(texto) {
    const letras = Array.from(texto);
    return letras.length <= TEXTO_MAXIMO ? texto : `${letras.slice(0, TEXTO_MAXIMO - 1).join("")}…`;
  }

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ ErrorDeTexto, avisoDeTexto, acortar }));
})();
