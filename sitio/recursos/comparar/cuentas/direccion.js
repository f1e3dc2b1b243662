/* La dirección que reproduce la comparación: «?t=27025,05001&zona=rural&orden=nombre». */
(function () {
  "use strict";
  const MAXIMO = 4;
  const LARGO = 24;
  const ZONAS = ["total", "cabecera", "rural"];
  const ORDENES = ["diferencia", "primero", "nombre"];

  /** El código con el cero que le falte: 5001 es 05001, y 5, 05; 0 es el país. @param {string} escrito */
  function conCero(escrito) {
    return /^\d{1,5}$/.test(escrito) ? escrito.padStart(escrito.length > 2 ? 5 : 2, "0") : escrito;
  }

  /** Lo ajeno, corto y entre comillas; se muestra siempre como texto. @param {string} texto */
  function citado(texto) {
    return `«${texto.length > LARGO ? `${texto.slice(0, LARGO)}…` : texto}»`;
  }

  /**
   * Qué se pidió y qué hubo que dejar por fuera, dicho a la persona.
   * @type {KitComparar["leerDireccion"]}
   */
  function leerDireccion(consulta, nombres) {
    const partes = new URLSearchParams(consulta);
    const escritos = (partes.get("t") || "").split(",").map((t) => t.trim());
    const pedidos = escritos.filter(Boolean).map(conCero);
    const conocidos = pedidos.filter((codigo) => nombres.has(codigo));
    const unicos = [...new Set(conocidos)];
    const codigos = unicos.slice(0, MAXIMO);
    const ajenos = [...new Set(pedidos.filter((codigo) => !nombres.has(codigo)))];
    const repetidos = unicos.filter((codigo) => conocidos.filter((c) => c === codigo).length > 1);
    return {
      codigos,
      zona: ZONAS.find((z) => z === partes.get("zona")) || ZONAS[0],
      orden: ORDENES.find((o) => o === partes.get("orden")) || ORDENES[0],
      avisos: [...deAjenos(ajenos), ...deRepetidos(repetidos, nombres), ...deSobra(unicos.length)],
    };
  }

  /** @param {string[]} ajenos */
  function deAjenos(ajenos) {
    if (!ajenos.length) return [];
    const dichos = ajenos.slice(0, 3).map(citado).join(", ");
    const resto = ajenos.length > 3 ? ` y ${ajenos.length - 3} más` : "";
    return [`${dichos}${resto}: no es código de un municipio, un departamento ni el país. Búsquelo por su nombre.`];
  }

  /** @param {string[]} repetidos @param {Map<string, string>} nombres */
  function deRepetidos(repetidos, nombres) {
    return repetidos.map((codigo) => `${nombres.get(codigo)} venía repetido: se muestra una vez.`);
  }

  /** @param {number} cuantos */
  function deSobra(cuantos) {
    return cuantos > MAXIMO ? [`La dirección trae ${cuantos} territorios: se muestran los ${MAXIMO} primeros.`] : [];
  }

  /** @type {KitComparar["escribirDireccion"]} */
  function escribirDireccion({ codigos, zona, orden }) {
    const partes = [];
    if (codigos.length) partes.push(`t=${codigos.join(",")}`);
    if (zona !== ZONAS[0]) partes.push(`zona=${zona}`);
    if (orden !== ORDENES[0]) partes.push(`orden=${orden}`);
    return partes.length ? `?${partes.join("&")}` : "";
  }

  Object.assign(
    window.KitComparar,
    /** @satisfies {Partial<KitComparar>} */ ({ MAXIMO, escribirDireccion, leerDireccion }),
  );
})();
