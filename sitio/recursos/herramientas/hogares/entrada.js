/* Lo que entra: las columnas que leyó el navegador y lo que se va a hacer con ellas. Mismas reglas que
   generador/metodos/hogares/entrada.py. */
(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || {});
  const COMO_SE_DICE = {
    aceptar: "elija «Seguir sin esos datos»",
    filas: "elija «Una persona» o «Un hogar»",
    decimal: "elija «Coma» o «Punto»",
  };

  /** La base reconocida, sus columnas por nombre y el número de cada fila, como la ve quien la abre. */
  class Entrada {
    /** @param {Reconocimiento} esquema @param {Map<string, Columna>} columnas @param {Int32Array} filas */
    constructor(esquema, columnas, filas) {
      Object.assign(this, { esquema, columnas, filas });
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
   * @param {object} instrumento
   * @param {object} [opciones]
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

  Object.assign(H, { Entrada, peticion });
})();
