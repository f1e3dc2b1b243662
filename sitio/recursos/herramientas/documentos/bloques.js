/* Los bloques de un documento: lo mismo se pinta en pantalla (pantalla.js) y en Word (documentos/producir.js).
   Un texto es una lista de trozos {t, b, i}: «rico» entiende **negrita** y *cursiva* en lo que escribió
   el kit; lo que escribe la persona pasa por «llano», que no interpreta nada. */
(function () {
  "use strict";
  const ESPACIO = "________";

  /** @param {string} texto @returns {Trozo[]} */
  function rico(texto) {
    return texto
      .split(/(\*\*[^*]+\*\*|\*[^*]+\*)/)
      .filter(Boolean)
      .map((parte) => {
        if (parte.startsWith("**") && parte.length > 4) return { t: parte.slice(2, -2), b: true };
        if (parte.startsWith("*") && parte.length > 2) return { t: parte.slice(1, -1), i: true };
        return { t: parte };
      });
  }

  /** @type {KitBloques["llano"]} */
  const llano = (texto) => [{ t: String(texto) }];
  /** @param {TextoRico} texto @returns {Trozo[]} */
  const enTrozos = (texto) => (Array.isArray(texto) ? texto : rico(texto));

  /** @type {KitBloques["titulo"]} */
  const titulo = (nivel, texto, corte) => ({ tipo: "titulo", nivel, texto: enTrozos(texto), corte: !!corte });
  /** @type {KitBloques["parrafo"]} */
  const parrafo = (texto, clase) => ({ tipo: "parrafo", texto: enTrozos(texto), clase });
  /** @type {KitBloques["lista"]} */
  const lista = (items, ordenada) => ({ tipo: "lista", items: items.map(enTrozos), ordenada: !!ordenada });
  /** @type {KitBloques["campos"]} */
  const campos = (parejas) => ({ tipo: "campos", campos: parejas });

  /**
   * Preguntas para contestar a mano: «{}» es un espacio; sin él, van renglones debajo.
   * @type {KitBloques["renglones"]}
   */
  const renglones = (preguntas, cuantos, ordenada) => ({
    tipo: "renglones",
    ordenada,
    items: preguntas.map((texto) => ({
      texto: enTrozos(texto.replace(/\{\}/g, ESPACIO)),
      renglones: texto.includes("{}") ? 0 : cuantos,
    })),
  });

  /** @type {KitBloques["prueba"]} */
  const prueba = (items) => ({
    tipo: "prueba",
    items: items.map((i) => ({ pregunta: llano(i.pregunta), opciones: i.opciones.map(llano) })),
  });

  /**
   * `columnas`: [texto, ancho, es número]; una celda es texto o una cifra con su forma ya escrita
   * ({texto, v, d}), que al libro de Excel llega como número. `alto` va en milímetros.
   * @type {KitBloques["tabla"]}
   */
  function tabla(rotulo, columnas, filas, alto) {
    return {
      tipo: "tabla",
      alto,
      titulo: rotulo ? llano(rotulo) : null,
      crudas: filas,
      columnas: columnas.map(([t, ancho, num]) => ({ t: llano(t), ancho, num: !!num })),
      filas: filas.map((fila) => fila.map((c) => llano(c !== null && typeof c === "object" ? c.texto : c))),
    };
  }

  window.KitBloques = { llano, titulo, parrafo, lista, campos, renglones, prueba, tabla };
})();
