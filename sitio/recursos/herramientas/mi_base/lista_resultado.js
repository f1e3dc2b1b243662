/* Lo que se muestra de una lista evaluada: a quién llega, qué pasó con sus renglones y quién falta. */
(function () {
  "use strict";
  const { contar, el, numero, porcentaje } = window.KitH;
  const { oracion } = window.KitSimulador;
  const mia = (window.KitMiBase = window.KitMiBase || /** @type {KitMiBase} */ ({}));
  const { INTERNO, razon, tablaDeFilas } = mia;

  /** @param {Razon} r @param {string} dicho */
  const cifra = (r, dicho) =>
    el(
      "div",
      { class: "mi-base-cifra" },
      el("b", {}, r.valor === null ? "no aplica" : porcentaje(100 * r.valor)),
      el("span", {}, dicho),
    );

  /** La cobertura y la filtración, en una frase cada una. @param {MedidaDeLista} m */
  function resumen({ enHogares: { cobertura, inclusion } }) {
    const [llega, objetivo] = [numero(cobertura.numerador), contar(cobertura.denominador, "hogar", "hogares")];
    const [fuera, reciben] = [numero(inclusion.numerador), contar(inclusion.denominador, "hogar", "hogares")];
    return el(
      "div",
      { class: "mi-base-cifras-grandes" },
      cifra(cobertura, `Cobertura: llega a ${llega} de ${objetivo} del objetivo`),
      cifra(inclusion, `Filtración: ${fuera} de ${reciben} que reciben no son del objetivo`),
    );
  }

  /** @param {MedidaDeLista} m */
  function medidas(m) {
    /** @param {"cobertura" | "exclusion" | "inclusion"} cual */
    const fila = (cual) => [
      razon(m.enHogares[cual]),
      m.enPersonas ? razon(m.enPersonas[cual]) : "sin dato",
      cual === "inclusion" ? razon(m.filtracion) : "no aplica",
    ];
    return tablaDeFilas(
      "En hogares, en las personas que viven en ellos y en beneficiarios",
      ["Medida", "Hogares", "Personas en ellos", "Beneficiarios"],
      [
        ["Cobertura", ...fila("cobertura")],
        ["Exclusión", ...fila("exclusion")],
        ["Filtración", ...fila("inclusion")],
      ],
    );
  }

  const faltanEn = (/** @type {MedidaDeLista} */ m) => m.enHogares.exclusion.numerador;

  /** @param {string} titulo @param {string} nombre @param {FilaDeMedida[]} filas */
  const porClase = (titulo, nombre, filas) =>
    tablaDeFilas(
      titulo,
      [nombre, "Del objetivo", "Faltan", "Reciben", "Cobertura", "Filtración"],
      filas.map(({ valor, medida: m }) => [
        valor,
        numero(m.enHogares.cobertura.denominador),
        numero(faltanEn(m)),
        numero(m.conBeneficio),
        razon(m.enHogares.cobertura),
        razon(m.enHogares.inclusion),
      ]),
    );

  /** Qué pasó con cada renglón; lo que no se pudo leer se cuenta y se nombra. @param {CruceHecho} hecho */
  function renglones(hecho) {
    const { resultados, recuento, apartadas: a, avisos } = hecho;
    const dichos = a.ejemplos.map((e) => `fila ${numero(e.fila)}, con ${numero(e.trae)}`).join("; ");
    const notas = [
      a.cuantas
        ? `${contar(a.cuantas, "fila no tiene", "filas no tienen")} las ${numero(a.columnas)} columnas del ` +
          `encabezado y no se usaron (${dichos})`
        : null,
      ...avisos,
    ].filter((n) => n !== null);
    return [
      tablaDeFilas(
        `Qué pasó con los ${numero(hecho.renglones)} renglones de la lista`,
        ["Resultado", "Renglones"],
        resultados
          .map((r, i) => [oracion(r).replace(/\.$/, ""), numero(recuento[i])])
          .filter((_, i) => recuento[i] || i === 0),
      ),
      notas.length
        ? el(
            "ul",
            { class: "herramienta-avisos" },
            notas.map((n) => el("li", {}, oracion(n))),
          )
        : null,
    ];
  }

  /** @param {MedidaHecha} r @param {string} territorio el nombre de la columna, o «» */
  function faltan(r, territorio) {
    if (!r.faltan) return [el("p", {}, "Todos los hogares del objetivo reciben.")];
    const primeros = r.primeros.map(([, ficha, hogar, , donde, clasificacion, personas, porque]) => [
      `${ficha} · hogar ${hogar}`,
      clasificacion || "sin dato",
      ...(territorio ? [donde || "sin dato"] : []),
      personas === null ? "sin dato" : numero(Number(personas)),
      porque,
    ]);
    const columnas = ["Ficha", "Grupo y nivel", ...(territorio ? [territorio] : []), "Personas", "Razón"];
    return [
      el(
        "p",
        {},
        `${contar(r.faltan, "hogar del objetivo no recibe", "hogares del objetivo no reciben")}. Van en el orden de `,
        `la selección: primero el menor grupo y nivel, y los empates por sorteo (semilla ${r.semilla}).`,
      ),
      tablaDeFilas(`Los primeros que faltan · ${INTERNO}`, columnas, primeros),
    ];
  }

  /** @param {MedidaDeLista} m */
  function fueraDeLaCuenta(m) {
    if (!m.sinDato) return null;
    return el(
      "p",
      {},
      `De ${contar(m.sinDato, "hogar no se sabe si es", "hogares no se sabe si son")} del objetivo: les falta un `,
      `dato. Quedan fuera de las medidas; ${numero(m.sinDatoConBeneficio)} de ellos reciben.`,
    );
  }

  /** «A1..B4 y pobre=1», como la escribe la orden, dicha para leerla. @param {string} regla */
  const dicha = (regla) =>
    regla
      .replace(/^A1\.\.(\w+)/, "hogares de A1 hasta $1")
      .replace(/^pobre=1/, "hogares pobres según la base")
      .replace("pobre=1", "pobres según la base");

  /** @type {KitMiBase["resultadoDeLista"]} */
  function resultadoDeLista(hecho, r, territorio) {
    const [{ medida }, ...demas] = r.medidas;
    const de = (/** @type {string} */ que) => demas.filter((m) => m.por === que);
    const conMasFaltas = de("territorio").sort((a, b) => faltanEn(b.medida) - faltanEn(a.medida));
    const nada = !hecho.recuento[0];
    return [
      nada
        ? el(
            "p",
            { class: "herramienta-error" },
            "Ningún renglón se cruzó con la base. Revise que la columna escogida sea la de ",
            hecho.por === "ficha" ? "la ficha." : "los documentos.",
          )
        : null,
      resumen(medida),
      el("p", {}, el("small", {}, `Objetivo: ${dicha(r.regla)}. ${INTERNO}.`)),
      renglones(hecho),
      medidas(medida),
      fueraDeLaCuenta(medida),
      el("h3", {}, "Por grupo del Sisbén"),
      porClase("Hogares por grupo del Sisbén", "Grupo", de("grupo")),
      territorio ? el("h3", {}, `Por ${territorio.toLowerCase()}`) : null,
      territorio ? porClase("Primero donde más faltan", territorio, conMasFaltas) : null,
      el("h3", {}, "Los que faltan"),
      faltan(r, territorio),
    ];
  }

  Object.assign(mia, /** @satisfies {Partial<KitMiBase>} */ ({ resultadoDeLista }));
})();
