/* Sesiones y compromisos como calendario iCalendar (RFC 5545): renglones de a lo sumo 75 octetos con CRLF, texto
   escapado, hora de Bogotá (UTC−5 todo el año) y un UID que no cambia al descargarlo otra vez. */
/**
 * @typedef {object} EventoDeCalendario
 * @property {string} llave lo que lo identifica, sin nombres de personas
 * @property {string} titulo
 * @property {string} fecha ISO
 * @property {string} [hora] como 8:00; sin ella dura el día entero
 * @property {number} [minutos]
 * @property {string} [lugar]
 * @property {string} [detalle]
 * @property {number} [avisoDias] cuántos días antes recordar
 */

(function () {
  "use strict";
  const OCTETOS = 75;
  const ZONA = [
    "BEGIN:VTIMEZONE",
    "TZID:America/Bogota",
    "BEGIN:STANDARD",
    "DTSTART:19930404T000000",
    "TZOFFSETFROM:-0400",
    "TZOFFSETTO:-0500",
    "TZNAME:-05",
    "END:STANDARD",
    "END:VTIMEZONE",
  ];

  /** @param {string} texto */
  const escapar = (texto) =>
    texto
      .replace(/\\/g, "\\\\")
      .replace(/;/g, "\\;")
      .replace(/,/g, "\\,")
      .replace(/\r\n|\r|\n/g, "\\n")
      // eslint-disable-next-line no-control-regex -- los demás controles no caben en un texto de iCalendar
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "");

  /** Parte un renglón sin cortar una letra por la mitad. @param {string} renglon */
  function plegar(renglon) {
    const partes = [""];
    let octetos = 0;
    Array.from(renglon).forEach((letra) => {
      const pesa = new TextEncoder().encode(letra).length;
      if (octetos + pesa > OCTETOS) {
        partes.push(" ");
        octetos = 1;
      }
      partes[partes.length - 1] += letra;
      octetos += pesa;
    });
    return partes.join("\r\n");
  }

  /** Huella corta y estable de un texto (FNV-1a, dos veces de 32 bits). @param {string} texto */
  function huella(texto) {
    return [0x811c9dc5, 0x01000193]
      .map((semilla) => {
        let h = semilla;
        new TextEncoder().encode(texto).forEach((octeto) => {
          h = Math.imul(h ^ octeto, 0x01000193) >>> 0;
        });
        return h.toString(16).padStart(8, "0");
      })
      .join("");
  }

  /** @param {string} fecha */
  const compacta = (fecha) => fecha.replace(/-/g, "");

  /** @param {string} fecha @param {string} hora @param {number} masMinutos */
  function momento(fecha, hora, masMinutos) {
    const [h, m] = hora.split(":").map(Number);
    const instante = new Date(Date.parse(`${fecha}T00:00:00Z`) + (h * 60 + m + masMinutos) * 60000);
    return instante.toISOString().slice(0, 19).replace(/[-:]/g, "");
  }

  /** @param {EventoDeCalendario} e */
  function cuando(e) {
    if (!e.hora) {
      const siguiente = window.KitCalculos.sumarDias(e.fecha, 1);
      return [
        `DTSTART;VALUE=DATE:${compacta(e.fecha)}`,
        `DTEND;VALUE=DATE:${compacta(siguiente)}`,
        "TRANSP:TRANSPARENT",
      ];
    }
    return [
      `DTSTART;TZID=America/Bogota:${momento(e.fecha, e.hora, 0)}`,
      `DTEND;TZID=America/Bogota:${momento(e.fecha, e.hora, e.minutos || 60)}`,
    ];
  }

  /** @param {EventoDeCalendario} e */
  const alarma = (e) =>
    e.avisoDias
      ? [
          "BEGIN:VALARM",
          "ACTION:DISPLAY",
          `DESCRIPTION:${escapar(e.titulo)}`,
          `TRIGGER:-P${e.avisoDias}D`,
          "END:VALARM",
        ]
      : [];

  /** @param {EventoDeCalendario} e @param {string} ahora */
  const evento = (e, ahora) => [
    "BEGIN:VEVENT",
    `UID:${huella(e.llave)}@kit-contra-la-pobreza`,
    `DTSTAMP:${ahora}`,
    ...cuando(e),
    `SUMMARY:${escapar(e.titulo)}`,
    ...(e.lugar ? [`LOCATION:${escapar(e.lugar)}`] : []),
    ...(e.detalle ? [`DESCRIPTION:${escapar(e.detalle)}`] : []),
    ...alarma(e),
    "END:VEVENT",
  ];

  /** El archivo .ics entero; los eventos sin fecha no entran. @type {KitCalculos["calendarioIcs"]} */
  function calendarioIcs(eventos, instante) {
    const ahora = `${instante.slice(0, 19).replace(/[-:]/g, "")}Z`;
    const renglones = [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Kit contra la pobreza//Sesiones//ES",
      "CALSCALE:GREGORIAN",
      "METHOD:PUBLISH",
      ...ZONA,
      ...eventos.filter((e) => e.fecha).flatMap((e) => evento(e, ahora)),
      "END:VCALENDAR",
    ];
    return `${renglones.map(plegar).join("\r\n")}\r\n`;
  }

  window.KitCalculos = Object.assign(
    window.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({ calendarioIcs }),
  );
})();
