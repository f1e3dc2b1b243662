/* Lo que se muestra y se descarga de dos cortes comparados. Las mismas columnas que escribe `kit comparar-cortes`. */
(function () {
  "use strict";
  const { contar, csv, descargar, el, numero } = window.KitH;
  const { oracion } = window.KitSimulador;
  const mia = (window.KitMiBase = window.KitMiBase || /** @type {KitMiBase} */ ({}));
  const { INTERNO, hojaInterna, pedir, tablaDeFilas } = mia;
  const MAXIMO_EN_LIBRO = 150000;
  const POBREZA = ["no pobre", "pobre", "sin dato"];
  /** Cada cuenta por territorio y cómo se dice. */
  const CUENTAS = [
    ["antes", "Había"],
    ["despues", "Hay"],
    ["entran", "Entran"],
    ["salen", "Salen"],
    ["llegan", "Llegan de otro"],
    ["se_van", "Se van a otro"],
    ["suben_de_grupo", "Suben de grupo"],
    ["bajan_de_grupo", "Bajan de grupo"],
    ["entran_en_pobreza", "Entran en pobreza"],
    ["salen_de_pobreza", "Salen de pobreza"],
  ];
  const DE_HOGARES = [
    ...["uso", "situacion", "ficha", "hogar", "cambio_de_ficha", "fila_antes", "fila_despues"],
    ...["territorio_antes", "territorio_despues", "clasificacion_antes", "clasificacion_despues"],
    ...["pobreza_antes", "pobreza_despues"],
  ];

  /** @param {number} cuantos @param {string} dicho */
  const cifra = (cuantos, dicho) =>
    el("div", { class: "mi-base-cifra" }, el("b", {}, numero(cuantos)), el("span", {}, dicho));

  /** @param {CortesComparados} r */
  const resumen = ({ hogares: h }) =>
    el(
      "div",
      { class: "mi-base-cifras-grandes" },
      cifra(h.siguen, `Siguen, de ${contar(h.antes, "hogar", "hogares")} del corte anterior`),
      cifra(h.salen, "Salen: solo están en el anterior"),
      cifra(h.entran, `Entran: solo están en el posterior, de ${numero(h.despues)}`),
    );

  /** Los que no se pudieron emparejar aunque su ficha está en los dos. @param {CortesComparados} r */
  function sinEmparejar({ fichas, llave, sinEmparejar: s }) {
    const con = el(
      "p",
      {},
      el("small", {}, `Los hogares se emparejan por ${new Intl.ListFormat("es").format(llave)}.`),
    );
    const hay = fichas.filter((f) => f.cuantas);
    if (!hay.length) return con;
    return [
      con,
      el(
        "p",
        {},
        `No se pudieron emparejar ${contar(s.salen, "hogar que sale", "hogares que salen")} y `,
        `${contar(s.entran, "hogar que entra", "hogares que entran")}: su ficha está en los dos cortes y cambió.`,
      ),
      el(
        "ul",
        { class: "herramienta-avisos" },
        hay.map((f) => el("li", {}, oracion(`${contar(f.cuantas, "ficha", "fichas")}: ${f.dice}`))),
      ),
    ];
  }

  /**
   * De dónde a dónde pasan los que siguen.
   * @param {string} titulo
   * @param {string[]} clases
   * @param {number[][]} matriz
   */
  const tablaDeMatriz = (titulo, clases, matriz) =>
    el(
      "table",
      { class: "tabla mi-base-matriz" },
      el("caption", {}, titulo),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          el("th", { scope: "col" }, "Antes ↓ Después →"),
          clases.map((c) => el("th", { scope: "col" }, c)),
        ),
      ),
      el(
        "tbody",
        {},
        matriz.map((fila, i) =>
          el(
            "tr",
            {},
            el("th", { scope: "row" }, clases[i]),
            fila.map((n, j) => el("td", { class: i === j ? "igual" : null }, numero(n))),
          ),
        ),
      ),
    );

  /** @param {CortesComparados} r */
  function nivel({ nivel: { bajan, igual, suben, sinDato } }) {
    const cambian = `${numero(suben)} suben, ${numero(bajan)} bajan y ${numero(igual)} no cambian`;
    const dicho = `Nivel de los que siguen: ${cambian}`;
    return el("p", {}, sinDato ? `${dicho}; de ${numero(sinDato)} no se sabe.` : `${dicho}.`);
  }

  /** @param {CortesComparados} r @param {string} territorio */
  function porTerritorio({ territorios: { etiquetas, cuenta } }, territorio) {
    if (!etiquetas.length) return el("p", {}, "Ningún hogar trae ese territorio.");
    const mueven = (/** @type {number} */ i) =>
      cuenta.entran[i] + cuenta.salen[i] + cuenta.llegan[i] + cuenta.se_van[i];
    const orden = Array.from(etiquetas.keys()).sort((a, b) => mueven(b) - mueven(a));
    return tablaDeFilas(
      "Hogares; primero donde más entran, salen o se mudan",
      [territorio, ...CUENTAS.map(([, dicho]) => dicho)],
      orden.map((i) => [etiquetas[i], ...CUENTAS.map(([cual]) => numero(cuenta[cual][i]))]),
    );
  }

  /** @type {KitMiBase["resultadoDeCortes"]} */
  const resultadoDeCortes = (r, territorio) => [
    resumen(r),
    el("p", {}, el("small", {}, `${INTERNO}.`)),
    sinEmparejar(r),
    el("h3", {}, "De un grupo a otro"),
    tablaDeMatriz("Hogares que siguen, por grupo del Sisbén", [...r.letras, "sin dato"], r.matrices.grupos),
    nivel(r),
    el("h3", {}, "De una pobreza a otra"),
    tablaDeMatriz("Hogares que siguen, por IPM proxy (Sisbén)", POBREZA, r.matrices.pobreza),
    territorio ? [el("h3", {}, `Por ${territorio.toLowerCase()}`), porTerritorio(r, territorio)] : null,
  ];

  /** @param {string} que @param {string[]} clases @param {number[][]} matriz */
  const celdasDe = (que, clases, matriz) =>
    matriz.flatMap((fila, i) => fila.map((n, j) => [INTERNO, que, clases[i], clases[j], n]));

  /** @type {KitMiBase["bajarCortes"]} */
  async function bajarCortes(pedido, r, formato) {
    /** @type {CeldaDeLibro[][]} */
    const hogares = await pedir("cortes_hogares", pedido);
    const filas = hogares.map((f) => [INTERNO, ...f]);
    if (formato === "csv") {
      descargar("cambios-interno.csv", csv(/** @type {FilaDeCsv[]} */ ([DE_HOGARES, ...filas])), "text/csv");
      return;
    }
    if (filas.length > MAXIMO_EN_LIBRO)
      throw new Error("Son demasiadas filas para un libro de Excel. Descargue el CSV de los hogares que cambian.");
    const { etiquetas, cuenta } = r.territorios;
    const cuales = Object.keys(cuenta);
    const matrices = [
      ...celdasDe("grupo", [...r.letras, "sin dato"], r.matrices.grupos),
      ...celdasDe("pobreza", POBREZA, r.matrices.pobreza),
    ];
    await window.KitDocumentos.bajarLibro("cortes-comparados-interno.xlsx", {
      titulo: `Comparación de dos cortes · ${INTERNO}`,
      hojas: [
        hojaInterna("Cambios", ["uso", "tabla", "antes", "despues", "hogares"], matrices),
        hojaInterna(
          "Territorios",
          ["uso", "territorio", ...cuales],
          etiquetas.map((e, i) => [INTERNO, e, ...cuales.map((c) => cuenta[c][i])]),
        ),
        hojaInterna("Hogares", DE_HOGARES, filas),
      ],
    });
  }

  Object.assign(mia, /** @satisfies {Partial<KitMiBase>} */ ({ bajarCortes, resultadoDeCortes }));
})();
