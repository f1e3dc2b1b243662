/* Del autodiagnóstico al plan de cualificación: puntajes, fortalezas con evidencia y brechas con su acción. */
(function () {
  "use strict";
  const { numero } = window.KitH;
  const reglas = window.KIT_DATOS.diagnostico;
  const FORTALEZA = 3;

  function datos({ app, m, lista, items, respuesta, nivel }) {
    const fuertes = items.filter((i) => respuesta(app, i.id) !== null && respuesta(app, i.id) >= FORTALEZA);
    const niveles = reglas.niveles.map((n) => `${n.nombre.toLowerCase()} desde ${n.desde}`).join(", ");
    return {
      resumen:
        m.general === null
          ? `Van ${m.respondidos} de ${items.length} respuestas: el nivel general sale cuando estén todas.`
          : `${numero(m.general)} de 100 puntos, nivel ${nivel(m.general).toLowerCase()}.`,
      dimensiones: m.dimensiones.map((d) => ({
        nombre: d.nombre,
        puntaje: d.puntaje === null ? "sin respuestas" : numero(d.puntaje),
        nivel: d.completa ? nivel(d.puntaje) : `faltan ${d.items - d.respondidos}`,
      })),
      fortalezas: fuertes.length ? fuertes.map((i) => ({ texto: i.texto })) : [{ texto: "Ninguna con evidencia." }],
      brechas: lista.map((i) => ({
        brecha: i.texto,
        evidencia: app.estado.n[i.id] || "",
        accion: i.mejora,
        quien: "",
      })),
      fuentes: `${reglas.aviso} Niveles: ${niveles}; son una propuesta del kit.`,
    };
  }

  /** @type {KitPlan["boton"]} */
  const boton = (medido) =>
    window.KitComunes.boton(medido.app, {
      plantilla: "plan",
      formato: "docx",
      titulo: "Plan de cualificación",
      datos: () => datos(medido),
    });

  window.KitPlan = { boton };
})();
