/* Lo que se dice de la prioridad: el hallazgo, los avisos, la tabla de puestos y cómo se lee. */
(function () {
  "use strict";
  const { contar, el, numero } = window.KitH;
  const mio = (window.KitTerritorios = window.KitTerritorios || /** @type {KitTerritorios} */ ({}));
  const { POCOS, nombreDe, tasa } = mio;
  /** Desde aquí un puesto entre los primeros es firme. */
  const FIRME = 0.9;

  /** «87 de 100», sin decir 0 ni 100 si no lo son. @type {KitTerritorios["deCada100"]} */
  function deCada100(cuantas, veces) {
    if (cuantas === 0 || cuantas === veces) return `${cuantas ? 100 : 0} de 100`;
    return `${numero(Math.min(Math.max(Math.round((100 * cuantas) / veces), 1), 99))} de 100`;
  }

  /** @type {KitTerritorios["dichoDePrioridad"]} */
  function dichoDePrioridad({ entre, medido, primeros, puesto, veces }) {
    const con = puesto.filter((p) => p > 0).length;
    const firmes = entre.filter((n) => n >= FIRME * veces).length;
    const pocos = Array.from(medido.medida.registros).filter((n) => n && n < POCOS).length;
    const sin = puesto.length - con;
    const avisos = [
      pocos
        ? `${contar(pocos, "territorio tiene", "territorios tienen")} menos de ${POCOS} hogares: una sola familia ` +
          "cambia su puesto. Revíselos en visita."
        : null,
      sin ? `${contar(sin, "territorio", "territorios")} sin puesto: ningún hogar con todas sus privaciones.` : null,
      medido.muestra
        ? "Es una muestra, y su azar no está en estos puestos. El margen de cada cifra, en «Incidencia»."
        : null,
    ].filter((aviso) => aviso !== null);
    return [
      el(
        "p",
        { class: "mi-base-hallazgo" },
        `${contar(firmes, "territorio queda", "territorios quedan")} entre los ${numero(primeros)} primeros en 90 ` +
          `o más de cada 100 repeticiones, de ${numero(con)} con puesto.`,
      ),
      avisos.length
        ? el(
            "ul",
            { class: "herramienta-avisos" },
            avisos.map((a) => el("li", {}, a)),
          )
        : null,
      mio.loAparte(medido),
    ];
  }

  /** @type {KitTerritorios["columnasDePrioridad"]} */
  function columnasDePrioridad({ por }, { puesto, entre, bajo, alto, primeros, veces, medido }) {
    const { medida: m, territorios } = medido;
    /** @param {number} g */
    const quien = (g) => {
      const n = m.registros[g];
      const pocos = n < POCOS ? el("small", { class: "mi-base-pocos" }, `Pocos hogares: ${numero(n)}`) : null;
      return [nombreDe(por, territorios[g]), pocos];
    };
    /** @param {number} g */
    const rango = (g) =>
      bajo[g] === alto[g] ? `siempre ${numero(bajo[g])}` : `${numero(bajo[g])} a ${numero(alto[g])}`;
    /** @param {number} g @param {string} texto */
    const si = (g, texto) => (puesto[g] ? texto : "sin puesto");
    return [
      { rotulo: "Territorio", valor: (g) => nombreDe(por, territorios[g]), celda: quien },
      {
        rotulo: "Puesto",
        valor: (g) => puesto[g] || NaN,
        celda: (g) => el("b", {}, si(g, numero(puesto[g]))),
        clase: "mi-base-puesto",
      },
      {
        rotulo: `Entre los ${numero(primeros)} primeros`,
        valor: (g) => (puesto[g] ? entre[g] : NaN),
        celda: (g) => [si(g, deCada100(entre[g], veces)), mio.barra(entre[g] / veces)],
        clase: "mi-base-mayor",
      },
      { rotulo: "Rango", valor: (g) => bajo[g] || NaN, celda: (g) => si(g, rango(g)) },
      { rotulo: "H", valor: (g) => m.h[g], celda: (g) => tasa(m.h[g]) },
      { rotulo: "Pobres", valor: (g) => m.pobres[g], celda: (g) => numero(m.pobres[g]) },
      { rotulo: "Personas", valor: (g) => m.personas[g], celda: (g) => numero(m.personas[g]) },
    ];
  }

  /** @type {KitTerritorios["comoSeLeeLaPrioridad"]} */
  function comoSeLeeLaPrioridad(veces) {
    /** @type {[string, string][]} */
    const puntos = [
      ["Puesto. ", "El orden con las tasas y los pesos que usted puso. El 1 es el primero."],
      [
        "Entre los primeros. ",
        `La cuenta se repite ${numero(veces)} veces. En cada una, cada peso sube o baja al azar hasta la mitad. Se ` +
          "sortea la escala (mínimo-máximo, puntaje z o puesto) y si se mira la tasa o el número. «87 de 100»: en 87 " +
          "de cada 100 quedó entre los primeros.",
      ],
      [
        "90 o más. ",
        "Decidir otra cosa casi no lo saca. Cerca de 50, estar o no depende de quién puso los pesos: discútalos.",
      ],
      ["Rango. ", "Los puestos en que quedó en el 90\u00a0% del medio de las repeticiones."],
      ["Semilla. ", "Con la misma, da lo mismo."],
      ["Lo que no dice. ", "No mide el error de los datos ni ordena hogares: eso lo hace «Simular»."],
      ["Los pesos. ", "H y M0 se parecen y pesan juntas. No hay norma que los fije; declárelos en el acto."],
    ];
    const items = puntos.map(([titulo, texto]) => el("li", {}, el("b", {}, titulo), texto));
    return el("details", {}, el("summary", {}, "Cómo se lee"), el("ul", {}, items));
  }

  Object.assign(
    mio,
    /** @satisfies {Partial<KitTerritorios>} */ ({
      columnasDePrioridad,
      comoSeLeeLaPrioridad,
      deCada100,
      dichoDePrioridad,
    }),
  );
})();
