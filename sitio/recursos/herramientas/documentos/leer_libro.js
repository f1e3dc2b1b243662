/* Lee las hojas de un libro de Excel como filas: lo guardado por Excel, LibreOffice o el propio kit. */
/** @typedef {{nombre: string | null, filas: FilaDeActa[]}} HojaLeida */

(function () {
  "use strict";
  const DIA = 86400000;

  /** @param {any} v @param {any} celda @returns {string | number} */
  function valor(v, celda) {
    const dado = celda && celda.formula !== undefined ? celda.formulaResult : v;
    if (dado === null || dado === undefined) return "";
    if (dado instanceof Date) return dado.toISOString().slice(0, 10);
    return typeof dado === "number" ? dado : String(dado);
  }

  /** Sus hojas y cómo se lee un número de serie; un Error si no se puede leer. @type {KitOficina["leerLibro"]} */
  async function leerLibro(bytes) {
    let libro;
    try {
      libro = await window.KitTercerosDeExcel.readXlsx(bytes);
    } catch (_) {
      throw new Error("no es un libro de Excel (.xlsx) que se pueda leer; ábralo y guárdelo de nuevo como .xlsx.");
    }
    const hojas = libro.sheets.map((/** @type {HojaDeTercerosLeida} */ h) => ({
      nombre: h.name,
      filas: h.rows
        .map((fila, i) => ({
          linea: i + 1,
          celdas: fila.map((v, j) => valor(v, h.cells && h.cells.get(`${i},${j}`))),
        }))
        .filter((f) => f.celdas.some((c) => c !== "")),
    }));
    const corrido = libro.dateSystem === "1904" ? 1462 : 0;
    /** @param {number} n */
    const deSerie = (n) => new Date(Date.UTC(1899, 11, 30) + Math.floor(n + corrido) * DIA).toISOString().slice(0, 10);
    return { hojas, deSerie };
  }

  window.KitOficina = Object.assign(window.KitOficina, /** @satisfies {Partial<KitOficina>} */ ({ leerLibro }));
})();
