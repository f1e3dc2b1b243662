/* Las tablas de la incidencia: por territorio, las quince privaciones de uno y las quince de todos. */
(function () {
  "use strict";
  const { contar, el, numero } = window.KitH;
  const { oracion } = window.KitSimulador;
  const mio = (window.KitTerritorios = window.KitTerritorios || /** @type {KitTerritorios} */ ({}));
  const { MEDIDA, POCOS, PRIVACIONES, esDelIpm, m0, nombreDe, principal, tasa } = mio;

  /** Una barra de 0 a 100, para ver de un golpe; el número va al lado. @type {KitTerritorios["barra"]} */
  const barra = (v) =>
    el("i", { class: "mi-base-barra", "aria-hidden": "true", style: `--valor:${Number.isNaN(v) ? 0 : 100 * v}` });

  /** @param {number} v */
  const conBarra = (v) => [el("b", {}, tasa(v)), barra(v)];

  /** H con su intervalo, si es una muestra. @param {MedidaDeBase} m @param {number} g */
  const conMargen = (m, g) => {
    const dicho = mio.margen(m.error, "h", g);
    return [...conBarra(m.h[g]), dicho ? el("small", { class: "mi-base-margen" }, dicho) : null];
  };

  /** El nombre, que muestra las quince privaciones de ese territorio, y lo que hay que saber de él.
   * @param {IncidenciaDeBase} r @param {string} por @param {number} g @param {(g: number) => void} ver */
  function quien(r, por, g, ver) {
    const nombre = nombreDe(por, r.territorios[g]);
    const n = r.medida.registros[g];
    const dudoso = r.medida.error ? mio.precisionDe(r.medida.error.h.clase[g]) : "";
    return [
      el("button", { type: "button", class: "mi-base-nombre-corto", onclick: () => ver(g) }, nombre),
      n && n < POCOS ? el("small", { class: "mi-base-pocos" }, `Pocos hogares: ${numero(n)}`) : null,
      r.sinDato[g] ? el("small", {}, `${contar(r.sinDato[g], "hogar", "hogares")} con algo sin dato`) : null,
      dudoso ? el("small", { class: "mi-base-pocos" }, dudoso) : null,
    ];
  }

  /** @type {KitTerritorios["columnasDeTerritorios"]} */
  function columnasDeTerritorios(r, { por, unidad }, ver) {
    const { medida: m, total: t } = r;
    /** @type {ColumnaOrdenable[]} */
    const columnas = [
      { rotulo: "Territorio", valor: (g) => nombreDe(por, r.territorios[g]), celda: (g) => quien(r, por, g, ver) },
      { rotulo: "H", valor: (g) => m.h[g], celda: (g) => conMargen(m, g), clase: "mi-base-mayor" },
      { rotulo: "A", valor: (g) => m.a[g], celda: (g) => tasa(m.a[g]) },
      { rotulo: "M0", valor: (g) => m.m0[g], celda: (g) => m0(m.m0[g]) },
      {
        rotulo: unidad === "personas" ? "Pobres" : "Hogares pobres",
        valor: (g) => m.pobres[g],
        celda: (g) => numero(m.pobres[g]),
      },
      { rotulo: "Hogares", valor: (g) => m.hogares[g], celda: (g) => numero(m.hogares[g]) },
      { rotulo: "Personas", valor: (g) => m.personas[g], celda: (g) => numero(m.personas[g]) },
      {
        rotulo: "Lo que más pesa",
        valor: (g) => principal(m, g),
        celda: (g) => principal(m, g) || "nadie es pobre",
        clase: "mi-base-texto",
      },
    ];
    const pie = [
      "Todos los territorios", conMargen(t, 0), tasa(t.a[0]), m0(t.m0[0]), numero(t.pobres[0]), numero(t.hogares[0]),
      numero(t.personas[0]), principal(t, 0),
    ]; // prettier-ignore
    return { columnas, pie };
  }

  /** Las quince privaciones de un territorio. @type {KitTerritorios["columnasDeUno"]} */
  const columnasDeUno = (m, g) => [
    { rotulo: "Privación", valor: (j) => PRIVACIONES[j].nombre },
    {
      rotulo: "De cada 100 hogares",
      valor: (j) => m.tasas[j][g],
      celda: (j) => conBarra(m.tasas[j][g]),
      clase: "mi-base-mayor",
    },
    {
      rotulo: "Hogares",
      valor: (j) => m.tasas[j][g] * m.hogares[g],
      celda: (j) => numero(Math.round(m.tasas[j][g] * m.hogares[g])),
    },
    { rotulo: "Pobres con ella", valor: (j) => m.censuradas[j][g], celda: (j) => tasa(m.censuradas[j][g]) },
    { rotulo: "Parte de M0", valor: (j) => m.contribuciones[j][g], celda: (j) => tasa(m.contribuciones[j][g]) },
  ];

  /** Las quince de todos. @type {KitTerritorios["columnasDeTodas"]} */
  function columnasDeTodas({ medida: m, total: t, territorios }, { por }) {
    /** @param {number} v */
    const clase = (v) => (Number.isNaN(v) ? 0 : Math.min(5, 1 + Math.floor(5 * v)));
    /** @param {number} v */
    const casilla = (v) => el("span", { class: `mi-base-casilla tono-${clase(v)}` }, tasa(v));
    return {
      columnas: [
        { rotulo: "Territorio", valor: (g) => nombreDe(por, territorios[g]) },
        ...PRIVACIONES.map((p, j) => ({
          rotulo: p.nombre,
          valor: (/** @type {number} */ g) => m.tasas[j][g],
          celda: (/** @type {number} */ g) => casilla(m.tasas[j][g]),
        })),
      ],
      pie: ["Todos los territorios", ...PRIVACIONES.map((_, j) => casilla(t.tasas[j][0]))],
    };
  }

  /** @type {KitTerritorios["resumenDe"]} */
  function resumenDe({ base: t, muestra }, e) {
    const de = e.unidad === "personas" ? "personas" : "hogares";
    const metodo = esDelIpm(e)
      ? "con los pesos del IPM y k = 1/3"
      : `con otro método (k = ${e.k}${esDelIpm({ ...e, k: "1/3" }) ? "" : " y otros pesos"}): no se llama IPM`;
    const margen = mio.margen(t.error, "h", 0);
    return [
      el(
        "p",
        { class: "mi-base-hallazgo" },
        `${MEDIDA}: ${Number.isNaN(t.h[0]) ? "no existe" : numero(100 * t.h[0], 1)} de cada 100 ${de} eran pobres ` +
          `(${margen ? `intervalo de 95 %: ${margen}; ` : ""}${numero(t.pobres[0])} de ` +
          `${numero(t.poblacion[0])}), ${metodo}. En promedio tenían ${tasa(t.a[0])} de ` +
          `las privaciones posibles. M0 = ${m0(t.m0[0])}.`,
      ),
      muestra
        ? el(
            "p",
            { class: "mi-base-cuidado" },
            `Es una muestra: las cifras van ponderadas con su factor de expansión. ${muestra.map(oracion).join(" ")}`,
          )
        : null,
    ];
  }

  /** Lo que no entró en las tasas, contado y con su razón. @type {KitTerritorios["loAparte"]} */
  function loAparte({ sinTerritorio, conNulos, sinDatoPor }) {
    const cuales = PRIVACIONES.map((p, j) => ({ nombre: p.nombre, cuantos: sinDatoPor[j] })).filter((p) => p.cuantos);
    const dichas = cuales.map((p) => `${p.nombre.toLowerCase()}, ${numero(p.cuantos)}`).join("; ");
    const lineas = [
      sinTerritorio
        ? `${contar(sinTerritorio, "hogar", "hogares")} sin territorio: van en toda la base, no en la tabla.`
        : null,
      conNulos
        ? `${contar(conNulos, "hogar", "hogares")} con alguna privación sin dato (${dichas}). Sin dato no es cero.`
        : null,
    ].filter((l) => l !== null);
    return lineas.length
      ? [
          el(
            "ul",
            { class: "herramienta-avisos" },
            lineas.map((l) => el("li", {}, l)),
          ),
        ]
      : [];
  }

  Object.assign(
    mio,
    /** @satisfies {Partial<KitTerritorios>} */ ({
      barra,
      columnasDeTerritorios,
      columnasDeTodas,
      columnasDeUno,
      loAparte,
      resumenDe,
    }),
  );
})();
