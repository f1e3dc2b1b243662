/* Una dirección puede pedir lo que no hay: se deja de lado, se dice, y el mapa queda en algo que existe. */
(function () {
  "use strict";
  const { CAMPOS_DE_LA_DIRECCION, ZONAS, leerDireccion } = window.KitMapa;

  const LARGO = 24;
  const QUE_ES = {
    indicador: "un indicador",
    indicador2: "un indicador",
    departamento: "un departamento",
    categoria: "una categoría",
    elegido: "un municipio",
  };

  /** Lo ajeno, corto y entre comillas; siempre va como texto. */
  const citado = (texto) => {
    const letras = [...texto];
    return `«${letras.length > LARGO ? `${letras.slice(0, LARGO).join("")}…` : texto}»`;
  };

  /** Si el valor está entre las opciones de su control. */
  const escogible = (id, valor) =>
    [.../** @type {any} */ (document.getElementById(id)).options].some((opcion) => opcion.value === valor);

  /** Cómo se sabe que existe lo que pide cada campo. */
  const existe = (m) => ({
    indicador: (valor) => escogible("mapa-indicador", valor),
    indicador2: (valor) => escogible("mapa-indicador", valor),
    departamento: (valor) => escogible("mapa-departamento", valor),
    categoria: (valor) => escogible("mapa-categoria", valor),
    elegido: (valor) => m.lugar.has(valor),
  });

  /**
   * El estado que pide una dirección, con lo que no existe cambiado por lo de siempre.
   * @param {string} texto
   * @param {MunicipiosDelMapa} m
   * @returns {{estado: EstadoDelMapa, avisos: string[]}}
   */
  function leerPosible(texto, m) {
    const dichos = new URLSearchParams(texto.replace(/^[#?]/, ""));
    const [estado, inicial] = [leerDireccion(texto), leerDireccion("")];
    const pruebas = existe(m);
    const avisos = [];
    Object.entries(CAMPOS_DE_LA_DIRECCION).forEach(([campo, [letra]]) => {
      const dicho = dichos.get(letra);
      if (!dicho) return;
      const seEntiende = estado[campo] === dicho;
      if (seEntiende && (!pruebas[campo] || pruebas[campo](dicho))) return;
      estado[campo] = inicial[campo];
      const que = QUE_ES[campo] ? `no es ${QUE_ES[campo]} del mapa` : "no se entiende";
      avisos.push(`La dirección trae ${citado(`${letra}=${dicho}`)}, que ${que}: se dejó de lado.`);
    });
    return { estado, avisos };
  }

  /**
   * Lo que se pidió y el indicador no tiene: el año, la zona o una clase. Se corrige en `e`.
   * @param {EstadoDelMapa} e
   * @param {CapaDelMapa[]} capas
   * @param {string[]} claves
   * @returns {string[]} lo que se cambió, dicho
   */
  function acomodar(e, capas, claves) {
    const avisos = [];
    capas.forEach((capa, n) => {
      const [zona, periodo] = n ? ["zona2", "periodo2"] : ["zona", "periodo"];
      if (e[zona] && e[zona] !== capa.zona) {
        const cual = ZONAS[capa.zona] || "el total del municipio";
        avisos.push(`${capa.ficha.corto} no se publica por esa zona: se muestra ${cual}.`);
        e[zona] = capa.zona;
      }
      if (e[periodo] && e[periodo] !== capa.periodo) {
        avisos.push(`${capa.ficha.corto} no trae ${e[periodo]}: se muestra ${capa.periodo}.`);
        e[periodo] = "";
      }
    });
    if (e.clase && !claves.includes(e.clase)) {
      avisos.push("La clase que se pedía resaltar no está en este mapa.");
      e.clase = "";
    }
    return avisos;
  }

  window.KitMapa = Object.assign(/** @type {any} */ (window.KitMapa || {}), { acomodar, leerPosible });
})();
