/* Lo que se descarga, una sola vez: con qué se midió y las tablas. El CSV trae las columnas de `kit incidencia`. */
(function () {
  "use strict";
  const { contar, numero } = window.KitH;
  const mio = (window.KitTerritorios = window.KitTerritorios || /** @type {KitTerritorios} */ ({}));
  const { INTERNO, MEDIDA, POCOS, PRIVACIONES, esDelIpm, nombreDe, principal } = mio;
  const DE_LA_ORDEN = window.KIT_DATOS["metodos/ipm"].privaciones.map((/** @type {{nombre: string}} */ p) => p.nombre);
  const TOTAL = "TOTAL";
  const PAREJAS = 15;
  const REGLAS = {
    excluir: "los hogares con una privación sin dato no se midieron",
    no_privado: "lo que no tenía dato se contó como no privado (subestima)",
    fallar: "todos los hogares tenían sus quince privaciones",
  };

  /** @param {number} v */
  const oNada = (v) => (Number.isNaN(v) ? null : v);
  /** @param {string} letra */
  const nombres = (letra) => PRIVACIONES.map((p) => `${letra}_${p.id.toLowerCase()}`);
  const COLUMNAS = [
    ...["territorio", "hogares", "hogares_p", "personas", "poblacion", "pobres", "h", "a", "m0"],
    ...["t", "c", "f"].flatMap(nombres),
    ...["principal", "supresion", "pocos_hogares", "denominador", "medida", "uso", "publicable"],
  ];

  /** Una fila de la orden. @param {string} nombre @param {MedidaDeBase} m @param {number} g @param {string} unidad */
  function filaDeLaOrden(nombre, m, g, unidad) {
    const n = m.registros[g];
    const escalares = [n, m.hogares[g], m.personas[g], m.poblacion[g], m.pobres[g], m.h[g], m.a[g], m.m0[g]];
    const porPrivacion = [m.tasas, m.censuradas, m.contribuciones].flatMap((c) => c.map((columna) => columna[g]));
    const cual = mio.posicionDelPrincipal(m, g);
    const pocos = nombre !== TOTAL && n > 0 && n < POCOS ? 1 : 0;
    const deMuestra = m.error ? mio.celdasDeMuestra(m.error, g) : [];
    return [
      nombre,
      ...[...escalares, ...porPrivacion].map(oNada),
      ...[cual < 0 ? null : DE_LA_ORDEN[cual], 0, pocos, unidad, MEDIDA, INTERNO, "no"],
      ...deMuestra,
    ];
  }

  /** La tabla de `kit incidencia`, con sus nombres de columna. @type {KitTerritorios["filasDeLaOrden"]} */
  const filasDeLaOrden = ({ medido: { territorios, medida, total }, pedido: { unidad } }) => [
    total.error ? [...COLUMNAS, ...mio.columnasDeMuestra()] : COLUMNAS,
    ...territorios.map((t, g) => filaDeLaOrden(t, medida, g, unidad)),
    filaDeLaOrden(TOTAL, total, 0, unidad),
  ];

  /** Con qué se midió, para quien lo lea después. @type {KitTerritorios["comoSeMidio"]} */
  function comoSeMidio({ base, pedido, medido, prioridad }) {
    const ipm = esDelIpm(pedido);
    const pesos = ipm ? "los del IPM" : pedido.pesos.map((p, j) => `${PRIVACIONES[j].nombre}, ${p}`).join("; ");
    /** @type {[string, string][]} */
    const parejas = [
      ["Uso", INTERNO],
      ["Medida", ipm ? `${MEDIDA}: no es el IPM oficial` : `${MEDIDA} con otro método: no se llama IPM`],
      ["Base", `${base.nombre}: ${contar(base.hogares, "hogar", "hogares")}, ${contar(base.filas, "fila", "filas")}`],
      ["Territorio", `${base.territorios.find((t) => t.campo === pedido.por).nombre} (columna ${medido.columna})`],
      ["Corte k", pedido.k],
      ["Pesos", pesos],
      ["Denominador de H, A y M0", pedido.unidad],
      ["Sin dato", REGLAS[pedido.regla]],
      ["Hogares sin territorio", numero(medido.sinTerritorio)],
      ["Hogares con alguna privación sin dato", numero(medido.conNulos)],
      ["Fecha", new Date().toLocaleDateString("es-CO", { dateStyle: "long" })],
    ];
    if (medido.muestra)
      parejas.push(["Muestra", ["ponderada con su factor de expansión", ...medido.muestra].join(". ")]);
    if (prioridad)
      parejas.push([
        "Prioridad",
        `${prioridad.criterios.join("; ")}; ${numero(prioridad.veces)} repeticiones, semilla ${prioridad.semilla}`,
      ]);
    return parejas;
  }

  /** @param {LoDelInforme} i @returns {TablaDeInforme} */
  const deTerritorios = ({ medido: { territorios, medida: m, total: t }, pedido: { por } }) => ({
    nombre: "Territorios",
    columnas: [
      ["Territorio", "texto", 2],
      ["Hogares", "entero"],
      ["Personas", "entero"],
      ["Pobres", "entero"],
      ["H", "porcentaje"],
      .../** @type {[string, ClaseDeColumna, number][]} */ (m.error ? [["H, intervalo de 95 %", "texto", 1.4]] : []),
      ["A", "porcentaje"],
      ["M0", "milesima"],
      ["Lo que más pesa", "texto", 2],
      ["Cuidado", "texto", 1.2],
    ],
    filas: [...territorios.map((e, g) => deUno(nombreDe(por, e), m, g)), deUno("Todos los territorios", t, 0)],
  });

  /** Lo que hay que saber antes de usar la cifra. @param {MedidaDeBase} m @param {number} g */
  const cuidado = (m, g) =>
    [
      m.registros[g] > 0 && m.registros[g] < POCOS ? "pocos hogares" : "",
      m.error ? mio.precisionDe(m.error.h.clase[g]) : "",
    ]
      .filter(Boolean)
      .join("; ");

  /** @param {string} nombre @param {MedidaDeBase} m @param {number} g @returns {ValorDeInforme[]} */
  const deUno = (nombre, m, g) => [
    nombre,
    ...[m.hogares[g], m.personas[g], m.pobres[g], m.h[g]].map(oNada),
    ...(m.error ? [mio.margen(m.error, "h", g)] : []),
    oNada(m.a[g]),
    oNada(m.m0[g]),
    principal(m, g),
    cuidado(m, g),
  ];

  /** @param {LoDelInforme} i @returns {TablaDeInforme} */
  const dePrivaciones = ({ medido: { territorios, medida: m, base: b }, pedido: { por } }) => ({
    nombre: "Privaciones",
    columnas: [
      ["Territorio", "texto", 3],
      ...PRIVACIONES.map((p) => /** @type {[string, ClaseDeColumna]} */ ([p.nombre, "porcentaje"])),
    ],
    filas: [
      ...territorios.map((e, g) => [nombreDe(por, e), ...m.tasas.map((c) => oNada(c[g]))]),
      ["Toda la base", ...b.tasas.map((c) => oNada(c[0]))],
    ],
  });

  /** @param {LoDelInforme} i @returns {TablaDeInforme} */
  const deParejas = ({ cruce, medido }) => ({
    nombre: "Van juntas",
    columnas: [
      ["Una privación", "texto", 3],
      ["Otra", "texto", 3],
      ["Hogares con las dos", "entero"],
      ["De los hogares", "porcentaje"],
    ],
    filas: mio
      .parejas(cruce, medido.base.hogares[0])
      .slice(0, PAREJAS)
      .map((p) => [PRIVACIONES[p.una].nombre, PRIVACIONES[p.otra].nombre, p.hogares, p.parte]),
  });

  /** @param {LoDelInforme} i @returns {TablaDeInforme[]} */
  function dePrioridad({ prioridad: p, medido, pedido: { por } }) {
    if (!p) return [];
    const orden = Array.from(p.puesto.keys()).sort(
      (a, b) => (p.puesto[a] || Infinity) - (p.puesto[b] || Infinity) || a - b,
    );
    return [
      {
        nombre: "Prioridad",
        columnas: [
          ["Puesto", "entero"],
          ["Territorio", "texto", 2.4],
          [`De cada 100 veces, entre los ${numero(p.primeros)} primeros`, "entero", 1.8],
          ["Mejor puesto", "entero"],
          ["Peor puesto", "entero"],
          ["H", "porcentaje"],
          ["Pobres", "entero"],
          ["Cuidado", "texto", 1.2],
        ],
        filas: orden.map((g) => {
          const m = medido.medida;
          const suyo = p.puesto[g]
            ? [Math.round((100 * p.entre[g]) / p.veces), p.bajo[g], p.alto[g]]
            : [null, null, null];
          return [
            p.puesto[g] || null,
            nombreDe(por, medido.territorios[g]),
            ...suyo,
            oNada(m.h[g]),
            oNada(m.pobres[g]),
            cuidado(m, g),
          ];
        }),
      },
    ];
  }

  /** @type {KitTerritorios["tablasDelInforme"]} */
  const tablasDelInforme = (i) => [...dePrioridad(i), deTerritorios(i), dePrivaciones(i), deParejas(i)];

  Object.assign(mio, /** @satisfies {Partial<KitTerritorios>} */ ({ comoSeMidio, filasDeLaOrden, tablasDelInforme }));
})();
