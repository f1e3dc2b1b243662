/* Lo que se pregunta antes de usar una base: seguir sin lo ilegible, el signo decimal o qué es cada fila. */
(function () {
  "use strict";
  const { el } = window.KitH;
  const simulador = (window.KitSimulador = window.KitSimulador || /** @type {KitSimulador} */ ({}));

  /** Una frase que empieza en mayúscula y termina en punto. @param {string} texto */
  const oracion = (texto) => texto.replace(/^\p{Ll}/u, (letra) => letra.toUpperCase()).replace(/[^.!?…]$/u, "$&.");

  /**
   * Los botones de cada pregunta: lo que dicen y lo que responden.
   * @type {Record<Pregunta["que"], (pregunta: Pregunta) => [texto: string, respuesta: Respuestas][]>}
   */
  const RESPUESTAS = {
    aceptar: () => [["Seguir sin esos datos", { aceptar: true }]],
    filas: () => [
      ["Una persona", { filas: "personas" }],
      ["Un hogar", { filas: "hogares" }],
    ],
    decimal: ({ valor, con_miles: conMiles, con_decimales: conDecimales }) => {
      const [coma, punto] = valor.includes(",") ? [conDecimales, conMiles] : [conMiles, conDecimales];
      return [
        [`Coma: «${valor}» es ${coma}`, { decimal: "," }],
        [`Punto: «${valor}» es ${punto}`, { decimal: "." }],
      ];
    },
  };

  /**
   * El recuadro con la pregunta de un error; `alResponder` recibe la respuesta o null si no se usa el archivo.
   * @param {string} nombre
   * @param {{problema: string, queHacer: string, pregunta: Pregunta}} error
   * @param {(respuesta: Respuestas | null) => void} alResponder
   * @returns {HTMLElement}
   */
  function preguntar(nombre, error, alResponder) {
    /** @param {string} texto @param {Respuestas | null} respuesta */
    const boton = (texto, respuesta) => el("button", { type: "button", onclick: () => alResponder(respuesta) }, texto);
    return el(
      "div",
      {
        class: "herramienta-pregunta herramienta-no-impreso",
        id: "herramienta-pregunta",
        role: "group",
        tabindex: "-1",
        "aria-labelledby": "herramienta-pregunta-titulo",
        "aria-describedby": "herramienta-pregunta-texto",
      },
      el("p", { id: "herramienta-pregunta-titulo" }, el("b", {}, `«${nombre}» todavía no se usó.`)),
      el("p", { id: "herramienta-pregunta-texto" }, oracion(error.problema), " ", oracion(error.queHacer)),
      el(
        "div",
        { class: "herramienta-barra" },
        RESPUESTAS[error.pregunta.que](error.pregunta).map(([texto, respuesta]) => boton(texto, respuesta)),
        boton("No usar este archivo", null),
      ),
    );
  }

  Object.assign(simulador, /** @satisfies {Partial<KitSimulador>} */ ({ oracion, preguntar }));
})();
