/* Las tablas de cada cuadernillo, en bloques: qué se muestra del municipio según la sesión. */
(function () {
  "use strict";
  const { numero, municipio, rotulo } = window.KitH;
  const B = window.KitBloques;
  const { minimoDeCompraLocal } = window.KitCalculos;
  const CAMPO = "Centros poblados y rural disperso";
  const MENOS = "\u2212";
  const GESTION = [
    "mdm",
    "mdm_gestion",
    "mdm_movilizacion",
    "mdm_ejecucion",
    "mdm_gobierno",
    "mdm_ordenamiento",
    "mdm_resultados",
  ];
  const FISCALES = ["ley617_icld", "ley617_gasto", "ley617_limite", "ley617_holgura", "ingresos_tributarios"];
  const GIROS = [
    "sgp_total",
    "sgp_agua",
    "sgp_proposito_general",
    "sgp_libre_destinacion",
    "sgp_alimentacion_escolar",
    "sgr_directas",
    "sgr_local",
  ];

  function escribir(c) {
    if (c.falta) return c.falta;
    if (c.rotulo) return c.rotulo;
    const texto = numero(Math.abs(c.v), c.d);
    const cero = Number(Math.abs(c.v).toFixed(c.d)) === 0;
    return (c.v < 0 && !cero ? MENOS : c.signo && !cero ? "+" : "") + texto;
  }

  const conUnidad = (c) => escribir(c) + (c.v === undefined || !c.u ? "" : `\u00a0${c.u}`);
  const celda = (c) => ({ texto: escribir(c), v: c.v, d: c.d });
  /* Estimación con tres cifras significativas, como en la página del municipio. */
  const redonda = (n) => {
    const escala = 10 ** Math.max(String(Math.trunc(n)).length - 3, 0);
    return numero(Math.floor(n / escala + 0.5 + 1e-9) * escala);
  };
  const nombreDe = (codigo) => {
    const m = municipio(codigo);
    return m ? rotulo(m) : `Municipio ${codigo}`;
  };

  const DEL_KIT = B.parrafo(
    "Departamento y país: promedio que calcula el kit con las personas o los hogares que el censo contó; no es una " +
      "cifra del DANE.",
    "nota",
  );
  const notas = (c, tabla) => c.avisos(tabla).map((texto) => B.parrafo(texto, "nota"));

  const POR_ZONA = ["total", "cabecera", "rural"];
  const porZona = (c, id, nombre) => [nombre, ...POR_ZONA.map((z) => celda(c.cifra(id, z)))];

  /* Qué tan frecuente era en cada zona y cuántos habitantes tienen. */
  const frecuencia = (c) =>
    B.tabla(
      "Qué tan frecuente es y dónde",
      [
        ["", 2.2],
        ["Total", 1, true],
        ["Cabecera", 1, true],
        [CAMPO, 1.4, true],
      ],
      [
        porZona(c, "ipm_censal", `Pobreza multidimensional, ${c.ficha("ipm_censal").periodo} (% de las personas)`),
        porZona(c, "poblacion", `Población proyectada, ${c.ficha("poblacion").periodo}`),
      ],
    );

  function frenteAOtros(c, m) {
    const ipm = c.cifra("ipm_censal");
    const otros = (c.sinComparar ? [] : c.referencias).map((r) => {
      const otra = c.referencia("ipm_censal", r);
      return [c.nombreDe(r), celda(otra), celda(c.resta(ipm, otra, 1))];
    });
    return B.tabla(
      "Frente a otros",
      [
        ["Territorio", 2.4],
        ["Incidencia (%)", 1, true],
        [`${m.nombre} frente a este (p.\u00a0p.)`, 1.6, true],
      ],
      [[m.nombre, celda(ipm), ""], ...otros],
    );
  }

  /* El puesto en el país y en el departamento, y la clasificación. */
  function decirPuesto(c) {
    if (c.sinComparar) return c.omision;
    const enDepto = c.referencias.length > 1;
    const omision = c.omision && `${c.omision} `;
    const parte = conUnidad(c.cifra("participacion_pobres_departamento"));
    const viven = `Aquí vivía el ${parte} de las personas en pobreza de su departamento (estimación). `;
    const clase = `Clasificación: **${escribir(c.cifra("cuadrante")).toLowerCase()}**.`;
    return omision + (c.puesto && `${c.puesto} `) + (enDepto ? viven : "") + clase;
  }

  function pobreza(c, m) {
    const personas = c.cifra("personas_pobreza");
    const cuantas =
      personas.v === undefined || c.sinComparar ? "." : `: unas ${redonda(personas.v)} personas (estimación).`;
    const quienes = `las personas ${c.sinComparar ? "contadas en" : "de"} ${m.nombre}`;
    return [
      B.parrafo([
        { t: `En ${c.ficha("ipm_censal").periodo}, el ` },
        { t: conUnidad(c.cifra("ipm_censal")), b: true },
        { t: ` de ${quienes} vivía en hogares en pobreza multidimensional${cuantas}` },
      ]),
      frecuencia(c),
      frenteAOtros(c, m),
      DEL_KIT,
      B.parrafo(decirPuesto(c)),
    ];
  }

  function lejanas(c) {
    const filas = c.lejanas();
    const quien = c.nombreDe(c.referencias[0]);
    if (!filas.length)
      return [
        B.parrafo(
          `Ninguna privación está por encima de la de ${quien}. Mire las más frecuentes en la página del municipio.`,
        ),
      ];
    return [
      B.tabla(
        `Privaciones que más se alejan de ${quien}, ${c.anioDePrivaciones} (% de los hogares)`,
        [
          ["Privación", 2.2],
          ["Municipio", 1, true],
          [quien, 1.1, true],
          ["Diferencia (p.\u00a0p.)", 1.1, true],
          ["Cabecera", 1, true],
          ["Campo", 1, true],
        ],
        filas.map((f) => [
          f.nombre,
          celda(f.propia),
          celda(f.referencia),
          celda(f.diferencia),
          celda(f.cabecera),
          celda(f.rural),
        ]),
      ),
      DEL_KIT,
    ];
  }

  const comparables = (c) => [
    c.sinComparables
      ? B.parrafo(`Municipios comparables: ${c.sinComparables}`)
      : B.tabla(
          "Los municipios más parecidos",
          [
            ["Municipio", 2.4],
            [`Incidencia, ${c.ficha("ipm_censal").periodo} (%)`, 1.2, true],
            ["Diferencia (p.\u00a0p.)", 1.2, true],
          ],
          c.comparables().map((o) => [nombreDe(o.codigo), celda(o.ipm), celda(o.diferencia)]),
        ),
    ...notas(c, "comparables"),
  ];

  const privaciones = (c) => [
    B.tabla(
      `Las quince privaciones, ${c.anioDePrivaciones} (% de los hogares)`,
      [["Privación", 2.4], ["Municipio", 1, true], ...c.referencias.map((r) => [c.nombreDe(r), 1, true])],
      c.privaciones().map((f) => [f.nombre, celda(f.propia), ...f.referencias.map(celda)]),
    ),
    DEL_KIT,
    B.parrafo(
      "Es la medida censal: no se compara con la que resulte de la base del Sisbén, que es de otra fecha y solo de " +
        "quienes están registrados.",
      "nota",
    ),
  ];

  const ZONAS = [
    ["Total", "total"],
    ["Cabecera", "cabecera"],
    ["Resto", "rural"],
  ];
  const cobertura = (c) => [
    B.tabla(
      "Cobertura de la base del Sisbén (para llenar)",
      [
        ["Zona", 1.4],
        [`Población proyectada, ${c.ficha("poblacion").periodo}`, 1.4, true],
        ["Personas en la base", 1.4, true],
        ["Cobertura (%)", 1.1, true],
      ],
      ZONAS.map(([nombre, z]) => [nombre, celda(c.cifra("poblacion", z)), "", ""]),
      9,
    ),
    B.parrafo(
      `Cobertura = personas en la base ÷ población proyectada × 100. Para comparar: afiliación a salud, ${conUnidad(
        c.cifra("afiliacion_salud"),
      )} (${c.ficha("afiliacion_salud").periodo}).`,
      "nota",
    ),
    ...notas(c, "cobertura"),
  ];

  const conAnio = (c, ids) =>
    ids.map((id) => [c.ficha(id).nombre, { ...celda(c.cifra(id)) }, c.cifra(id).u || "", c.ficha(id).periodo]);
  /** @type {Parameters<KitBloques["tabla"]>[1]} */
  const COLUMNAS = [
    ["Concepto", 2.6],
    ["Valor", 1.2, true],
    ["Unidad", 1.3],
    ["Año", 0.7],
  ];
  const fiscal = (c) => [
    B.tabla("Categoría y margen de gasto", COLUMNAS, [
      ["Categoría", escribir(c.cifra("categoria_ley617")), "", c.ficha("categoria_ley617").periodo],
      ...conAnio(c, FISCALES),
    ]),
    B.parrafo("Holgura: lo que falta para llegar al límite de gasto de la categoría; negativa, si ya se pasó.", "nota"),
    ...notas(c, "fiscal"),
  ];
  const transferencias = (c) => [B.tabla("Lo que gira la nación", COLUMNAS, conAnio(c, GIROS))];

  function desempeno(c, m) {
    const grupo = c.cifra("mdm_grupo");
    return [
      B.tabla(
        `Desempeño municipal, ${c.ficha("mdm").periodo} (de 0 a 100)`,
        [
          ["Puntaje", 2.4],
          [m.nombre, 1, true],
          ["Mediana de su grupo", 1.2, true],
        ],
        GESTION.map((id) => [c.ficha(id).nombre, celda(c.cifra(id)), celda(c.medianaDeGrupo(id))]),
      ),
      B.parrafo(
        grupo.falta
          ? "No está en la Medición de Desempeño Municipal."
          : `Grupo de capacidades: **${escribir(
              grupo,
            )}**. El autodiagnóstico del kit es otra cosa: no se suma con estos puntajes.`,
        "nota",
      ),
    ];
  }

  function productiva(c, m, compra) {
    const comida = c.cifra("sgp_alimentacion_escolar");
    const periodo = (id) => c.ficha(id).periodo;
    const ref = c.referencias[0];
    return [
      B.tabla(
        "Para hablar de ingresos y mercados",
        [
          ["Concepto", 2.4],
          [m.nombre, 1.2, true],
          [c.nombreDe(ref), 1.2, true],
        ],
        [
          ...["priv_trabajo_informal", "priv_dependencia_economica"].map((id) => [
            `${c.ficha(id).nombre}, ${c.ficha(id).periodo} (% de los hogares)`,
            celda(c.cifra(id)),
            celda(c.referencia(id, ref)),
          ]),
          [
            `Valor agregado por habitante, ${periodo("valor_agregado_por_habitante")} (millones de pesos)`,
            celda(c.cifra("valor_agregado_por_habitante")),
            "",
          ],
          [
            `Alimentación escolar que asigna el SGP, ${periodo("sgp_alimentacion_escolar")} (millones de pesos)`,
            celda(comida),
            "",
          ],
        ],
      ),
      DEL_KIT,
      ...notas(c, "productiva"),
      B.parrafo(minimo(comida, compra), "nota"),
    ];
  }

  function minimo(comida, compra) {
    const parte = `${compra.pct}\u00a0%`;
    if (comida.v === undefined)
      return `Mínimo de compra local: ${parte} de los recursos para alimentos (${compra.norma}).`;
    const millones = numero(minimoDeCompraLocal(comida.v, compra), 0);
    return (
      `Si toda la alimentación escolar fuera para alimentos, el mínimo de compra local del ${parte} serían ` +
      `${millones} millones de pesos (${compra.norma}).`
    );
  }

  /* Las fuentes de un cuadernillo, sin repetir. */
  const IDS = {
    pobreza: ["ipm_censal", "poblacion", "personas_pobreza"],
    lejanas: ["ipm_censal"],
    comparables: ["ipm_censal", "mdm_grupo"],
    privaciones: ["ipm_censal"],
    cobertura: ["poblacion", "afiliacion_salud"],
    fiscal: [...FISCALES, "categoria_ley617"],
    transferencias: GIROS,
    desempeno: ["mdm"],
    productiva: ["priv_trabajo_informal", "valor_agregado_por_habitante", "sgp_alimentacion_escolar"],
  };
  const TABLAS = {
    pobreza,
    lejanas,
    comparables,
    privaciones,
    cobertura,
    fiscal,
    transferencias,
    desempeno,
    productiva,
  };

  function cuadernillo(c, m, claves, compra) {
    const fuentes = new Set(
      claves.flatMap((k) => IDS[k]).map((id) => `${c.ficha(id).fuente} (${c.ficha(id).periodo})`),
    );
    return [
      ...claves.flatMap((k) => TABLAS[k](c, m, compra)),
      B.parrafo(
        `Fuentes: ${Array.from(fuentes).join("; ")}. La ficha de cada cifra está en la página del municipio.`,
        "nota",
      ),
    ];
  }

  /* Lo que el cuadernillo ya contesta del ejercicio. */
  const RESPUESTAS = {
    lejana: (c) => {
      const [f] = c.lejanas();
      return f
        ? `${f.nombre}: ${conUnidad(f.propia)} de los hogares, ${conUnidad(f.diferencia)} frente a ${c.nombreDe(
            c.referencias[0],
          )}`
        : `Ninguna está por encima de ${c.nombreDe(c.referencias[0])}`;
    },
    zona_lejana: (c) => {
      const [f] = c.lejanas();
      return f ? `Cabecera ${conUnidad(f.cabecera)}; campo ${conUnidad(f.rural)}` : "Se mira la más frecuente";
    },
    poblacion: (c) => {
      const zonas = ZONAS.map(([nombre, z]) => `${nombre.toLowerCase()} ${escribir(c.cifra("poblacion", z))}`);
      return `${zonas.join("; ")} (${c.ficha("poblacion").periodo})`;
    },
    frecuentes: (c) => {
      const primeras = c.privaciones().slice(0, 3);
      const dichas = primeras.map((f) => `${f.nombre.toLowerCase()} ${conUnidad(f.propia)}`);
      return `En el censo de ${c.anioDePrivaciones}: ${dichas.join("; ")}. En la base pueden ser otras`;
    },
    holgura: (c) => {
      const [dudosa] = c.avisos("fiscal");
      return dudosa || `${conUnidad(c.cifra("ley617_holgura"))} (${c.ficha("ley617_holgura").periodo})`;
    },
    compra_local: (c, compra) => minimo(c.cifra("sgp_alimentacion_escolar"), compra),
  };
  const respuesta = (c, dato, compra) => RESPUESTAS[dato](c, compra);

  window.KitCifras = { cuadernillo, respuesta, RESPUESTAS: Object.keys(RESPUESTAS), TABLAS: Object.keys(TABLAS) };
})();
