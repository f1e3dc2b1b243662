/* Lo que todo documento lleva: de qué entidad y municipio es, la fecha, las normas que su plantilla cite y el pie. */
(function () {
  "use strict";
  const { citas } = window.KitH;
  const ENTIDAD = "kit-entidad";
  const CAMPOS = ["entidad", "dependencia"];

  /** Lo que la persona escribió de su entidad; queda en este navegador. @returns {Record<string, string>} */
  function entidad() {
    try {
      const guardada = JSON.parse(localStorage.getItem(ENTIDAD) || "{}");
      return Object.fromEntries(CAMPOS.map((c) => [c, String(guardada[c] || "").slice(0, 120)]));
    } catch (_) {
      return Object.fromEntries(CAMPOS.map((c) => [c, ""]));
    }
  }

  /** @param {Record<string, string>} datos */
  function guardarEntidad(datos) {
    try {
      localStorage.setItem(ENTIDAD, JSON.stringify(datos));
    } catch (_) {
      // Sin almacenamiento los datos valen mientras la página esté abierta.
    }
  }

  const quitarEntidad = () => localStorage.removeItem(ENTIDAD);

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
      fuentes: fuentes || "Sin cifras del kit.",
    };
  }

  window.KitComunes = { CAMPOS_DE_ENTIDAD: CAMPOS, comunes, entidad, guardarEntidad, quitarEntidad };
})();
