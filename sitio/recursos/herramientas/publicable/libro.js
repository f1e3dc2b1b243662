/* La tabla publicable como libro de Excel: la tabla, qué es cada columna y de dónde salió, como el de la orden. */
(function () {
  "use strict";
  const P = (self.KitPublicable = self.KitPublicable || /** @type {KitPublicable} */ ({}));
  const ANCHO_DE_NOMBRE = 28;
  const ANCHO_DE_TEXTO = 100;
  const ANCHO_DE_CIFRA = 12;
  /** Cómo se ve cada columna; el valor queda entero. @type {[patron: RegExp, estilo: string][]} */
  const COMO_SE_VE = [
    [/^([tcf]_i\d+|[ha]|h_personas|h_(baja|alta))$/, "porcentaje"],
    [/^m0$/, "milesima"],
    [/^(hogares|pobres|personas|personas_pobres|orden_de_magnitud)$/, "entero"],
  ];

  /** @param {string} columna */
  const estiloDe = (columna) => (COMO_SE_VE.find(([patron]) => patron.test(columna)) || [null, "texto"])[1];

  /** @param {string} nombre @param {string[]} titulos @param {[string, string][]} pares @param {string} pie */
  const hojaDePares = (nombre, titulos, pares, pie) => ({
    nombre,
    pie,
    anchos: [ANCHO_DE_NOMBRE, ANCHO_DE_TEXTO],
    inmovil: 1,
    filas: [{ celdas: titulos, e: "cabeza" }, ...pares.map((celdas) => ({ celdas, e: "texto" }))],
  });

  /**
   * El libro de una tabla publicada.
   * @param {TablaPublicada} tabla
   * @param {Record<string, unknown>} registro
   * @param {boolean} practica
   * @returns {Libro}
   */
  function libroPublicable({ columnas, diccionario, filas }, registro, practica) {
    const pie = practica ? P.reglas().rotulos.practica : String(registro.medida);
    /** @type {FilaDeLibro[]} */
    const propias = filas.map((fila) => fila.map((v, j) => ({ v, e: estiloDe(columnas[j]) })));
    /** @type {[string, string][]} */
    const procedencia = Object.entries(registro).map(([dato, valor]) => [
      dato,
      typeof valor === "string" ? valor : JSON.stringify(valor),
    ]);
    return {
      titulo: practica ? "PRÁCTICA - no protege" : "Incidencia publicable",
      hojas: [
        {
          nombre: practica ? "PRÁCTICA - no protege" : "Resultado",
          pie,
          anchos: columnas.map((_, j) => (j ? ANCHO_DE_CIFRA : ANCHO_DE_NOMBRE)),
          inmovil: 1,
          repetir: 1,
          horizontal: true,
          filas: [{ celdas: columnas, e: "cabeza" }, ...propias],
        },
        hojaDePares("Columnas", ["columna", "qué es"], diccionario, pie),
        hojaDePares("Registro", ["dato", "valor"], procedencia, pie),
      ],
    };
  }

  Object.assign(P, /** @satisfies {Partial<KitPublicable>} */ ({ libroPublicable }));
})();
