/* Llena una plantilla de Word y dice qué campos trae. Lo que falte sale como «[por diligenciar]», a la vista. */
(function () {
  "use strict";
  const { PENDIENTE, datosDeInforme, limpio } = window.KitOficina;
  const { Docxtemplater, PizZip, getTags } = window.KitTercerosDeWord;
  const MAXIMO = 30e6;
  const ROTA = "no es un documento de Word (.docx) que se pueda abrir; guárdelo de nuevo como .docx";
  /** @type {Record<string, (campo: string) => string>} Por el identificador del error de la biblioteca. */
  const ERRORES = {
    unclosed_tag: (c) => `falta cerrar la llave de «{${c}»`,
    unopened_tag: (c) => `sobra una llave que cierra en «${c}}»`,
    duplicate_open_tag: (c) => `hay dos llaves que abren en «{${c}»`,
    duplicate_close_tag: (c) => `hay dos llaves que cierran en «${c}}»`,
    unclosed_loop: (c) => `a «{#${c}}» le falta su «{/${c}}»`,
    unopened_loop: (c) => `«{/${c}}» no tiene antes su «{#${c}}»`,
    closing_tag_does_not_match_opening_tag: (c) => `«{#${c}}» se cierra con otro nombre`,
  };

  /** Lo que está mal en la plantilla, en una frase. @param {any} error */
  function enFrase(error) {
    const todos = (error.properties && error.properties.errors) || [error];
    const dichos = todos.map((/** @type {any} */ e) => {
      const { id, xtag, openingtag } = e.properties || {};
      const dice = ERRORES[id];
      return dice ? dice(String(xtag || openingtag || "").replace(/[{}]/g, "")) : null;
    });
    const claros = Array.from(new Set(dichos.filter(Boolean)));
    return claros.length
      ? `en la plantilla, ${claros.join("; ")}`
      : "la plantilla no se puede llenar: revise sus llaves";
  }

  /** Los mismos datos sin caracteres que Office no admite. @param {any} dato @returns {any} */
  function sanear(dato) {
    if (typeof dato === "string") return limpio(dato);
    if (Array.isArray(dato)) return dato.map(sanear);
    if (dato === null || typeof dato !== "object") return dato;
    return Object.fromEntries(Object.entries(dato).map(([k, v]) => [k, sanear(v)]));
  }

  /** Los mismos datos, con lo vacío a la vista: «[por diligenciar]». @param {any} dato @returns {any} */
  function completar(dato) {
    if (dato === "" || dato === null || dato === undefined) return PENDIENTE;
    if (Array.isArray(dato)) return dato.length ? dato.map(completar) : [{}];
    if (typeof dato !== "object") return dato;
    return Object.fromEntries(Object.entries(dato).map(([k, v]) => [k, completar(v)]));
  }

  /** @param {Uint8Array} bytes @param {object[]} [modulos] */
  function abrir(bytes, modulos = []) {
    let zip;
    try {
      zip = new PizZip(bytes);
    } catch (_) {
      throw new Error(`${ROTA}.`);
    }
    const principal = zip.file("word/document.xml");
    if (!principal || principal.asUint8Array().length > MAXIMO) throw new Error(`${ROTA}.`);
    try {
      return new Docxtemplater(zip, {
        paragraphLoop: true,
        linebreaks: true,
        errorLogging: false,
        modules: modulos,
        nullGetter: (/** @type {{module?: string}} */ parte) => (parte.module ? "" : PENDIENTE),
      });
    } catch (error) {
      throw new Error(`${enFrase(error)}.`);
    }
  }

  /** Plantilla y datos → el documento. @type {KitOficina["llenarWord"]} */
  function llenarWord(plantilla, datos) {
    const documento = abrir(plantilla);
    const { bloques, ...campos } = datos;
    documento.render({
      ...completar(sanear(campos)),
      ...(bloques ? { bloques: sanear(datosDeInforme(bloques)) } : {}),
    });
    return documento.getZip().generate({ type: "uint8array", compression: "DEFLATE" });
  }

  /** @param {Record<string, any>} arbol @param {string} [antes] @returns {string[]} */
  const aplanar = (arbol, antes = "") =>
    Object.entries(arbol).flatMap(([nombre, dentro]) => {
      const deAqui = aplanar(dentro, `${antes}${nombre}.`);
      return deAqui.length ? deAqui : [`${antes}${nombre}`];
    });

  /** Los campos que trae una plantilla: «entidad», «compromisos.que». @type {KitOficina["camposDeWord"]} */
  function camposDeWord(plantilla) {
    /** @type {Set<string>} */
    const campos = new Set();
    const inspeccion = {
      name: "Inspeccion",
      set(/** @type {{inspect?: any}} */ { inspect }) {
        if (inspect && inspect.postparsed) aplanar(getTags(inspect.postparsed)).forEach((c) => campos.add(c));
      },
    };
    abrir(plantilla, [inspeccion]);
    return Array.from(campos);
  }

  window.KitOficina = Object.assign(
    window.KitOficina,
    /** @satisfies {Partial<KitOficina>} */ ({ llenarWord, camposDeWord }),
  );
})();
