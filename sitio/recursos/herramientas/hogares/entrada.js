/* Lo que entra: las columnas que leyó el navegador y lo que se va a hacer con ellas. Mismas reglas que
   generador/metodos/hogares/entrada.py. */

/**
 * @typedef {object} Peticion Qué se va a hacer con los hogares.
 * @property {Instrumento} instrumento
 * @property {string[]} usados campos de la regla y la prioridad; lo ilegible en ellos detiene
 * @property {UnidadDeFila | null} filas si alguien dijo qué es cada una
 * @property {string | null} decimal si alguien dijo cuál es el signo
 * @property {boolean} conFactor
 * @property {boolean} aceptar seguir aunque se pierda algo que cambia el resultado
 * @property {boolean} sorteo exige la identidad de cada hogar
 * @property {{aceptar: string, filas: string, decimal: string}} como cómo se dice aquí cada respuesta
 */

(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  const COMO_SE_DICE = {
    aceptar: "elija «Seguir sin esos datos»",
    filas: "elija «Una persona» o «Un hogar»",
    decimal: "elija «Coma» o «Punto»",
  };

  /** La base reconocida, sus columnas por nombre y el número de cada fila, como la ve quien la abre. */
  class Entrada {
    /** @param {Reconocimiento} esquema @param {Map<string, Columna>} columnas @param {Int32Array} filas */
    constructor(esquema, columnas, filas) {
      this.esquema = esquema;
      this.columnas = columnas;
      this.filas = filas;
    }

    /** Si el lector entregó esa columna. @param {string} canonico */
    tiene(canonico) {
      return this.columnas.has(this.esquema.columnas[canonico]);
    }

    /** La columna de un nombre canónico; sin datos si la base no la trae. @param {string} canonico */
    de(canonico) {
      const nombre = this.esquema.columnas[canonico];
      return this.columnas.get(nombre) || H.vacia(nombre || canonico, this.filas.length);
    }
  }

  /**
   * Qué se va a hacer con los hogares. `usados`: campos de la regla y la prioridad; lo ilegible en ellos
   * detiene. `filas` («personas» u «hogares») y `decimal`, si alguien los dijo. `aceptar`: seguir aunque
   * se pierda algo que cambia el resultado. `sorteo`: exige la identidad de cada hogar.
   * @param {Instrumento} instrumento
   * @param {Partial<Peticion>} [opciones]
   * @returns {Peticion}
   */
  const peticion = (instrumento, opciones = {}) => ({
    instrumento,
    usados: [],
    filas: null,
    decimal: null,
    conFactor: true,
    aceptar: false,
    sorteo: false,
    como: COMO_SE_DICE,
    ...opciones,
  });

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ Entrada, peticion }));
})();
