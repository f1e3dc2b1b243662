/* Las sesiones con fecha y los compromisos abiertos del tablero, como calendario (.ics). */
(function () {
  "use strict";
  const { descargar } = window.KitH;
  const { calendarioIcs } = window.KitCalculos;
  const T = window.KitTablero;

  /* Sesiones y compromisos como calendario: las sesiones con fecha y los compromisos abiertos. */
  function bajarCalendario(app) {
    const quien = app.municipio ? app.municipio.codigo : "";
    const sesiones = T.CLAVES.map((c) => ({
      llave: `${quien}|sesion|${c}`,
      titulo: `Sesión ${T.nombreDeSesion(c)}`,
      fecha: app.estado.sesiones[c].fecha,
    }));
    const compromisos = app.estado.compromisos
      .filter((c) => !["hecho", "retirado"].includes(c.estado))
      .map((c) => ({
        llave: `${quien}|compromiso|${c.id}`,
        titulo: `Vence: ${c.que || "compromiso"}`,
        fecha: c.fecha,
        detalle: [c.quien, c.evidencia && `Evidencia: ${c.evidencia}`].filter(Boolean).join("\n"),
        avisoDias: 2,
      }));
    const eventos = [...sesiones, ...compromisos].filter((e) => e.fecha);
    if (!eventos.length) {
      app.avisar("Ninguna sesión ni compromiso abierto tiene fecha: escríbala y vuelva a descargar.", true);
      return;
    }
    const texto = calendarioIcs(eventos, new Date().toISOString());
    descargar(app.nombreDeArchivo("ics"), texto, "text/calendar");
    app.avisar(`Se descargó «${app.nombreDeArchivo("ics")}» con ${eventos.length} fechas: ábralo con su calendario.`);
  }

  Object.assign(T, /** @satisfies {Partial<KitTablero>} */ ({ bajarCalendario }));
})();
