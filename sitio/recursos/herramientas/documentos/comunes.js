/* Lo que todo documento lleva: de qué entidad y municipio es, la fecha, las normas que su plantilla cite y el pie. */
(function () {
  "use strict";
  const { citas, el, expediente } = window.KitH;
  const ENTIDAD = "entidad";
  const CAMPOS = ["entidad", "dependencia"];

  /** Lo que la persona escribió de su entidad; queda en este navegador. @returns {Record<string, string>} */
  function entidad() {
    try {
      const guardada = JSON.parse(expediente.recordado(ENTIDAD) || "{}");
      return Object.fromEntries(CAMPOS.map((c) => [c, String(guardada[c] || "").slice(0, 120)]));
    } catch (_) {
      return Object.fromEntries(CAMPOS.map((c) => [c, ""]));
    }
  }

  /** @param {Record<string, string>} datos */
  const guardarEntidad = (datos) => {
    expediente.recordar(ENTIDAD, JSON.stringify(datos));
  };

  const quitarEntidad = () => expediente.olvidar(ENTIDAD);

  /** Cada norma que se pueda citar, con su marca si está por verificar: {norma_ley_715_94: "Ley 715…"}. */
  const normasCitables = () =>
    Object.fromEntries(Object.keys(window.KIT_DATOS.normas || {}).map((id) => [`norma_${id}`, citas([id])]));

  /** @type {KitComunes["comunes"]} */
  function comunes(municipio, titulo, fuentes) {
    const donde = municipio ? `${municipio.nombre}, ${municipio.depto}` : "";
    return {
      ...normasCitables(),
      ...entidad(),
      titulo: [titulo, donde].filter(Boolean).join(" · "),
      pie: [titulo, donde].filter(Boolean).join(" · "),
      municipio: municipio ? municipio.nombre : "",
      departamento: municipio ? municipio.depto : "",
      codigo: municipio ? municipio.codigo : "",
      fecha: new Date().toLocaleDateString("es-CO", { dateStyle: "long" }),
      fuentes: fuentes || "Llenado con el Kit contra la pobreza.",
    };
  }

  /** El botón con que una herramienta produce un documento con sus datos. @type {KitComunes["boton"]} */
  function boton(app, { plantilla, formato, titulo, fuentes, datos }) {
    const enWord = formato === "docx";
    const nombre = () => `${[plantilla, app.municipio && app.municipio.codigo].filter(Boolean).join("-")}.${formato}`;
    const bajar = async () => {
      const todo = { ...comunes(app.municipio, titulo, fuentes), ...datos() };
      try {
        if (enWord) await window.KitDocumentos.bajarWord(nombre(), plantilla, todo);
        else await window.KitDocumentos.bajarLibroDe(nombre(), plantilla, todo);
        app.avisar(`Se descargó «${nombre()}»: es un borrador, con lo que falta a la vista.`);
      } catch (error) {
        app.avisar(/** @type {Error} */ (error).message, true);
      }
    };
    return el("button", { type: "button", onclick: bajar }, `${titulo} en ${enWord ? "Word" : "Excel"}`);
  }

  window.KitComunes = { CAMPOS_DE_ENTIDAD: CAMPOS, boton, comunes, entidad, guardarEntidad, quitarEntidad };
})();
