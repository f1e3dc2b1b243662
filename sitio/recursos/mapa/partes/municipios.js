/* Los municipios salen de la tabla escrita en la página, que es la que se lee sin guiones: nombre, departamento,
   personas y la medida principal. Después, la tabla viva ocupa su lugar. */
(function () {
  "use strict";

  const numeroDe = (texto) => {
    const limpio = texto.trim().replace(/\./g, "").replace(",", ".").replace("−", "-");
    return limpio === "" || isNaN(Number(limpio)) ? null : Number(limpio);
  };

  /**
   * @param {HTMLTableElement} tabla
   * @returns {MunicipiosDelMapa}
   */
  function municipios(tabla) {
    const filas = [...tabla.tBodies[0].rows].map((fila) => {
      const [nombre, departamento, valor, personas] = [...fila.cells].map((celda) => celda.textContent.trim());
      const enlace = fila.querySelector("a");
      // En una copia descargada, el enlace a lo que no trae guarda aparte su dirección.
      const codigo = (enlace.getAttribute("href") || enlace.dataset.fuera).match(/\d{5}/)[0];
      return { codigo, nombre, departamento, valor: numeroDe(valor), personas: numeroDe(personas) };
    });
    const de = (campo) => filas.map((fila) => fila[campo]);
    const codigos = de("codigo");
    return {
      codigos,
      nombres: de("nombre"),
      departamentos: de("departamento"),
      personas: de("personas"),
      valores: de("valor"),
      lugar: new Map(codigos.map((codigo, i) => [codigo, i])),
    };
  }

  /**
   * Si su subregión es la pedida; «si» y «no», cualquiera o ninguna; «» no filtra.
   * @param {string} pedida
   * @param {string} propia
   */
  function enPdet(pedida, propia) {
    if (pedida === "si" || pedida === "no") return (pedida === "si") === /^\d/.test(propia);
    return !pedida || propia === pedida;
  }

  /**
   * Cuáles municipios pasan los filtros.
   * @param {MunicipiosDelMapa} m
   * @param {{categoria: string[], pdet: string[]}} filtros
   * @param {EstadoDelMapa} e
   * @returns {boolean[]}
   */
  function visibles(m, filtros, e) {
    return m.codigos.map(
      (codigo, i) =>
        (!e.departamento || codigo.startsWith(e.departamento)) &&
        enPdet(e.pdet, filtros.pdet[i]) &&
        (!e.categoria || filtros.categoria[i] === e.categoria),
    );
  }

  /** El nombre con que se rotula: corto, como se le dice. */
  const rotulo = (nombre) =>
    nombre
      .replace(/, D\. ?C\.$/, "")
      .replace(/^San José de Cúcuta$/, "Cúcuta")
      .replace(/^Santiago de Cali$/, "Cali")
      .replace(/^Cartagena de Indias$/, "Cartagena");

  window.KitMapa = Object.assign(/** @type {any} */ (window.KitMapa || {}), { municipios, rotulo, visibles });
})();
