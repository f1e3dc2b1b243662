/* Qué se leyó de la base, qué se apartó y qué se perdió: antes de usar una cifra se mira esto. */
(function () {
  "use strict";
  const { contar, el, numero, titulos } = window.KitH;
  const { oracion } = window.KitSimulador;
  const { panel } = window.KitMiBase;
  const EN_LISTA = 12;

  /** @param {FichaDeBase} b */
  const cifras = (b) => [
    ["Filas leídas", numero(b.filas)],
    ["Filas apartadas", numero(b.calidad.apartadas.cuantas)],
    ["Hogares", numero(b.hogares)],
    ["Personas", b.personas ? numero(b.personas) : "sin dato"],
    ["Hogares sin grupo y nivel", numero(b.calidad.sinNivel)],
  ];

  /** @param {FichaDeBase} b */
  const tabla = (b) =>
    el(
      "table",
      { class: "tabla mi-base-cifras" },
      el("caption", { class: "solo-lector" }, `Lo que se leyó de «${b.nombre}»`),
      titulos(["Qué", "Cuántos"]),
      el(
        "tbody",
        {},
        cifras(b).map(([que, cuanto]) => el("tr", {}, el("th", { scope: "row" }, que), el("td", {}, cuanto))),
      ),
    );

  /** Por qué se apartó cada fila. @param {FichaDeBase} b */
  function apartadas({ calidad: { apartadas: a, pie } }) {
    const ejemplos = a.ejemplos.map((e) => `fila ${numero(e.fila)}, con ${numero(e.trae)}`).join("; ");
    return [
      a.cuantas
        ? `${contar(a.cuantas, "fila no tiene", "filas no tienen")} las ${numero(a.columnas)} columnas del ` +
          `encabezado y no se usaron (${ejemplos}). Corríjalas en el archivo y ábralo otra vez`
        : null,
      pie ? `${contar(pie, "fila del final es una nota", "filas del final son notas")}: no se contó como dato` : null,
    ].filter((texto) => texto !== null);
  }

  /** @param {string} titulo @param {string[]} textos @param {string} nada */
  const seccion = (titulo, textos, nada) => [
    el("h3", {}, titulo),
    textos.length
      ? el(
          "ul",
          { class: "herramienta-avisos" },
          textos.map((t) => el("li", {}, oracion(t))),
        )
      : el("p", {}, nada),
  ];

  /** @param {string} titulo @param {string[]} nombres */
  function columnas(titulo, nombres) {
    if (!nombres.length) return null;
    const dichas = nombres.slice(0, EN_LISTA).join(", ");
    const resto = nombres.length - EN_LISTA;
    return el("p", {}, el("b", {}, `${titulo}: `), dichas, resto > 0 ? ` y ${numero(resto)} más` : "", ".");
  }

  /** @param {FichaDeBase} b */
  const escrita = (b) =>
    el(
      "p",
      {},
      `${b.esquema}. Cada fila es ${b.unidad === "personas" ? "una persona" : "un hogar"}. `,
      `El archivo está en ${b.calidad.codificacion}, separado por ${b.calidad.separador}.`,
    );

  panel({
    id: "calidad",
    titulo: "Calidad",
    orden: 10,
    necesita: 1,
    pintar({ bases: [b] }) {
      const { calidad } = b;
      return [
        el("h2", {}, "Qué se leyó"),
        escrita(b),
        tabla(b),
        seccion("Lo que se apartó", apartadas(b), "No se apartó ninguna fila."),
        seccion("Lo que no se pudo leer", calidad.perdidas, "Todo lo que se leyó se entendió."),
        seccion("Lo que se notó", calidad.avisos, "Nada más que decir de esta base."),
        el("h3", {}, "Columnas que no se leyeron"),
        columnas("Por ser datos personales", calidad.personales),
        columnas("Porque no hacen falta", calidad.sinLeer),
        calidad.personales.length + calidad.sinLeer.length ? null : el("p", {}, "Se leyeron todas."),
      ];
    },
  });
})();
