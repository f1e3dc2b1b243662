/* El estado completo va en la dirección, después de «#»: así se comparte la misma vista, también desde el disco. */
(function () {
  "use strict";

  /** Nombre en el estado → letra en la dirección, y cómo es un valor que se acepta. */
  const CAMPOS = {
    indicador: ["i", /^[a-z0-9_]{1,60}$/],
    periodo: ["a", /^\d{4}(-\d{4})?$/],
    zona: ["z", /^(total|cabecera|rural)$/],
    modo: ["m", /^(uno|dos|cruce)$/],
    indicador2: ["i2", /^[a-z0-9_]{1,60}$/],
    periodo2: ["a2", /^\d{4}(-\d{4})?$/],
    zona2: ["z2", /^(total|cabecera|rural)$/],
    metodo: ["c", /^(fijas|cuantiles|naturales|iguales)$/],
    departamento: ["d", /^\d{2}$/],
    pdet: ["p", /^(si|no|\d{1,2})$/],
    categoria: ["k", /^\d{1,2}$/],
    clase: ["r", /^[a-z]?\d{1,2}$|^k[nx]$/],
    orden: ["o", /^(valor|valor2|nombre|personas)(-sube)?$/],
    lugares: ["l", /^no$/],
    elegido: ["t", /^\d{5}$/],
    vista: ["v", /^-?\d{1,5},-?\d{1,5},\d{1,2}(\.\d{1,2})?$/],
  };

  /** @type {Record<string, string>} */
  const INICIAL = { indicador: "ipm_censal", zona: "total", modo: "uno", indicador2: "nbi", zona2: "total" };

  /**
   * Lo que dice una dirección; lo que no se entiende se ignora. «?i=…» vale igual que «#i=…».
   * @param {string} texto
   * @returns {EstadoDelMapa}
   */
  function leer(texto) {
    const dichos = new URLSearchParams(texto.replace(/^[#?]/, ""));
    const estado = Object.entries(CAMPOS).map(([campo, [letra, forma]]) => {
      const dicho = dichos.get(/** @type {string} */ (letra)) || "";
      return [campo, /** @type {RegExp} */ (forma).test(dicho) ? dicho : INICIAL[campo] || ""];
    });
    return Object.fromEntries(estado);
  }

  /**
   * Solo lo que se aparta de la vista con que se abre la página.
   * @param {EstadoDelMapa} estado
   */
  function escribir(estado) {
    const pares = Object.entries(CAMPOS).flatMap(([campo, [letra]]) => {
      const sobra = campo.endsWith("2") && estado.modo === "uno";
      const valor = estado[campo];
      return !valor || sobra || valor === INICIAL[campo] ? [] : [[letra, valor].join("=")];
    });
    return pares.join("&");
  }

  window.KitMapa = Object.assign(/** @type {any} */ (window.KitMapa || {}), {
    CAMPOS_DE_LA_DIRECCION: CAMPOS,
    escribirDireccion: escribir,
    leerDireccion: leer,
  });
})();
