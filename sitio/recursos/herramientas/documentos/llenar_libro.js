/* Llena una plantilla de Excel: «{campo}» en una celda, y la fila que nombra «{lista.campo}» se repite por elemento.
   Lo escrito va siempre como texto o número, nunca como fórmula; las fórmulas son las de la plantilla. */
(function () {
  "use strict";
  const { PENDIENTE, altoDe, limpio } = window.KitOficina;
  const CAMPO = /\{([a-z_0-9]+(?:\.[a-z_0-9]+)?)\}/g;
  const SOLO = /^\{([a-z_0-9]+(?:\.[a-z_0-9]+)?)\}$/;

  /** @typedef {Record<string, any>} Datos */

  /** @param {Uint8Array} bytes */
  async function abrir(bytes) {
    try {
      return await window.KitTercerosDeExcel.openXlsx(bytes, { readStyles: true });
    } catch (_) {
      throw new Error("no es un libro de Excel (.xlsx) que se pueda abrir; guárdelo de nuevo como .xlsx.");
    }
  }

  /** @param {unknown} v */
  const escrito = (v) => (v === null || v === undefined || v === "" ? PENDIENTE : v);

  /**
   * Lo que vale «campo» o «lista.campo», este del elemento que toca.
   * @param {string} c @param {Datos} d @param {Datos | null} item
   */
  const valor = (c, d, item) => escrito(c.includes(".") ? item && item[c.split(".")[1]] : d[c]);

  /** @param {string} texto @param {Datos} datos @param {Datos | null} item @returns {string | number} */
  function lleno(texto, datos, item) {
    const solo = SOLO.exec(texto);
    const v = solo && valor(solo[1], datos, item);
    if (typeof v === "number") return v;
    return limpio(texto.replace(CAMPO, (_, campo) => String(valor(campo, datos, item))));
  }

  /**
   * Una fórmula al repetir `n` veces la fila `base` (desde 1), en su copia `i`: lo de abajo baja, un rango que la
   * incluye crece y una referencia a su propia fila sigue en ella.
   * @param {string} formula @param {number} base @param {number} n @param {number | null} i
   */
  function corrida(formula, base, n, i) {
    /** @param {string} ref @param {boolean} esFin */
    const mover = (ref, esFin) =>
      ref.replace(/(\$?[A-Z]{1,3}\$?)(\d+)/, (_, columna, fila) => {
        const r = Number(fila);
        if (r > base) return `${columna}${r + n - 1}`;
        if (r < base) return `${columna}${r}`;
        return `${columna}${i === null ? r + (esFin ? n - 1 : 0) : r + i}`;
      });
    return formula.replace(
      /(\$?[A-Z]{1,3}\$?\d+)(?::(\$?[A-Z]{1,3}\$?\d+))?(?![\w(])/g,
      (_, a, b) => mover(a, false) + (b ? `:${mover(b, true)}` : ""),
    );
  }

  /** La lista que repite una fila, si alguna. @param {any[]} fila */
  function listaDe(fila) {
    const campo = fila.map((v) => /\{([a-z_0-9]+)\.[a-z_0-9]+\}/.exec(String(v ?? ""))).find(Boolean);
    return campo ? campo[1] : null;
  }

  /** @param {any} hoja @param {any} celda @param {number} r @param {number} c */
  const textoDe = (hoja, celda, r, c) => (celda && celda.value !== undefined ? celda.value : (hoja.rows[r] || [])[c]);

  /** Todas las celdas de una fila: [columna, celda]. @param {any} hoja @param {number} r @returns {[number, any][]} */
  function celdasDe(hoja, r) {
    const ancho = Math.max((hoja.rows[r] || []).length, (hoja.columns || []).length);
    return Array.from({ length: ancho }, (_, c) => /** @type {[number, any]} */ ([c, hoja.cells.get(`${r},${c}`)]))
      .map(([c, celda]) => /** @type {[number, any]} */ ([c, { ...celda, value: textoDe(hoja, celda, r, c) ?? null }]))
      .filter(([, celda]) => celda.value !== null || celda.formula || celda.style);
  }

  /**
   * Repite la fila `r` por elemento y baja lo que sigue.
   * @param {any} hoja @param {number} r @param {Datos} datos @param {string} lista
   */
  function repetir(hoja, r, datos, lista) {
    const items = datos[lista] && datos[lista].length ? datos[lista] : [{}];
    const n = items.length;
    const cells = new Map();
    const rows = [...hoja.rows.slice(0, r), ...items.map(() => []), ...hoja.rows.slice(r + 1)];
    hoja.rows.forEach((/** @type {any[]} */ _, /** @type {number} */ f) => {
      if (f === r) return;
      const destino = f > r ? f + n - 1 : f;
      rows[destino] = [];
      celdasDe(hoja, f).forEach(([c, celda]) => {
        const formula = celda.formula && corrida(celda.formula, r + 1, n, null);
        cells.set(`${destino},${c}`, { ...celda, ...(formula ? { formula } : {}) });
      });
    });
    items.forEach((/** @type {Datos} */ item, /** @type {number} */ i) =>
      celdasDe(hoja, r).forEach(([c, celda]) => {
        const formula = celda.formula && corrida(celda.formula, r + 1, n, i);
        const value = typeof celda.value === "string" ? lleno(celda.value, datos, item) : celda.value;
        cells.set(`${r + i},${c}`, puesta({ ...celda, value, ...(formula ? { formula } : {}) }));
      }),
    );
    const baja = (/** @type {number} */ f) => (f > r ? f + n - 1 : f);
    hoja.merges = (hoja.merges || []).map((/** @type {any} */ m) => ({
      ...m,
      startRow: baja(m.startRow),
      endRow: baja(m.endRow),
    }));
    const altos = /** @type {[number, any][]} */ ([...(hoja.rowDefs || [])]);
    hoja.rowDefs = new Map(altos.filter(([f]) => f !== r).map(([f, d]) => [baja(f), d]));
    Object.assign(hoja, { rows, cells });
    items.forEach((/** @type {Datos} */ _, /** @type {number} */ i) => ajustarAlto(hoja, r + i));
    return n;
  }

  /** @param {any} hoja @param {number} r */
  function ajustarAlto(hoja, r) {
    /** @type {{width?: number}[]} */
    const columnas = hoja.columns || [];
    const height = altoDe(
      columnas.map((_, c) => (hoja.cells.get(`${r},${c}`) || {}).value),
      columnas.map((c) => c.width || 0),
    );
    if (height) hoja.rowDefs.set(r, { height });
  }

  /** La celda con el tipo de lo que lleva. @param {any} celda */
  const puesta = (celda) =>
    celda.formula ? celda : { ...celda, type: typeof celda.value === "number" ? "number" : "string" };

  /** @param {any} hoja @param {Datos} datos */
  function llenarHoja(hoja, datos) {
    hoja.cells = hoja.cells || new Map();
    for (let r = 0; r < hoja.rows.length; r += 1) {
      const fila = celdasDe(hoja, r).map(([, celda]) => celda.value);
      const lista = listaDe(fila);
      if (lista) {
        r += repetir(hoja, r, datos, lista) - 1;
      } else {
        celdasDe(hoja, r).forEach(([c, celda]) => {
          if (typeof celda.value !== "string" || celda.formula) return;
          hoja.cells.set(`${r},${c}`, puesta({ ...celda, value: lleno(celda.value, datos, null) }));
        });
      }
    }
    // Lo que manda es `cells`: las filas sueltas repetirían el texto de la plantilla.
    hoja.rows = hoja.rows.map(() => []);
  }

  /** Plantilla y datos → el libro. @type {KitOficina["llenarLibro"]} */
  async function llenarLibro(plantilla, datos) {
    const libro = await abrir(plantilla);
    libro.sheets.forEach((/** @type {any} */ hoja) => llenarHoja(hoja, datos));
    return window.KitTercerosDeExcel.saveXlsx(libro);
  }

  /** @type {KitOficina["camposDeLibro"]} */
  async function camposDeLibro(plantilla) {
    const libro = await abrir(plantilla);
    const textos = libro.sheets.flatMap((/** @type {any} */ h) => h.rows.flat().filter(Boolean).map(String));
    return Array.from(new Set(textos.flatMap((/** @type {string} */ t) => Array.from(t.matchAll(CAMPO), (m) => m[1]))));
  }

  window.KitOficina = Object.assign(
    window.KitOficina,
    /** @satisfies {Partial<KitOficina>} */ ({ llenarLibro, camposDeLibro }),
  );
})();
