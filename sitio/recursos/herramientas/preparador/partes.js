/* De una sesión preparada a sus partes: agenda, guion, cuadernillo, hoja, prueba, lista, acta y clave.
   `s` trae: sesion, estado, municipio (o null), cifras (o null), momentos, compromisos y reglas. */
(function () {
  "use strict";
  const { rotulo } = window.KitH;
  const B = window.KitBloques;
  const LETRAS = "abc";
  const FILAS_DEL_ACTA = 6;
  // Lo que se llena a mano en la sesión.
  const EN_BLANCO = " ";
  const sinMarcas = (texto) => texto.replace(/\*/g, "");

  const nombreDeSesion = (sesion) => `Sesión ${sesion.numero}. ${sesion.titulo}`;

  function enPalabras(fecha) {
    if (!fecha) return "";
    return new Date(`${fecha}T12:00:00Z`).toLocaleDateString("es-CO", { dateStyle: "full", timeZone: "UTC" });
  }

  const enDias = (fecha) => (fecha ? fecha.split("-").reverse().join("/") : "");
  const dura = (minutos) =>
    [Math.floor(minutos / 60) ? `${Math.floor(minutos / 60)} h` : "", minutos % 60 ? `${minutos % 60} min` : ""]
      .filter(Boolean)
      .join(" ");
  /** @param {SesionPreparada} s @returns {[rotulo: string, valor: string][]} */
  const encabezado = (s) => [
    ["Municipio", rotulo(s.municipio)],
    ["Fecha", enPalabras(s.estado.fecha)],
    ["Lugar", s.estado.lugar],
    ["Facilita", s.estado.facilita],
  ];

  const agenda = (s) => [
    B.titulo(0, nombreDeSesion(s.sesion)),
    B.parrafo(
      B.llano(
        [
          rotulo(s.municipio),
          `Acompaña a${s.sesion.numero === 5 ? " " : `l módulo ${s.sesion.numero}, `}${s.sesion.modulo}`,
        ]
          .filter(Boolean)
          .join(" · "),
      ),
      "entrada",
    ),
    B.campos([
      ["Fecha", enPalabras(s.estado.fecha)],
      ["Hora", `${s.momentos[0].hora} a ${s.fin}`],
      ["Lugar", s.estado.lugar],
      ["Facilita", s.estado.facilita],
    ]),
    B.titulo(2, "Objetivo"),
    B.parrafo(s.sesion.objetivo),
    B.titulo(2, "Participantes"),
    B.parrafo(s.sesion.participantes),
    B.titulo(2, "Agenda"),
    B.tabla(
      null,
      [
        ["Hora", 0.6],
        ["Momento", 2],
        ["Qué se hace", 2.4],
        ["Dura", 0.7, true],
      ],
      [...s.momentos.map((m) => [m.hora, m.nombre, m.que, `${m.minutos} min`]), [s.fin, "Fin", "", dura(s.duracion)]],
    ),
    B.titulo(2, "Materiales"),
    B.lista(s.sesion.materiales),
  ];

  const guion = (s) => [
    B.titulo(1, "Guion de quien facilita", true),
    B.lista(s.sesion.guion, true),
    B.parrafo(s.sesion.imprevisto),
  ];

  const cuadernillo = (s) =>
    s.cifras
      ? [
          B.titulo(1, B.llano(`Cuadernillo: ${s.municipio.nombre} en cifras`), true),
          ...window.KitCifras.cuadernillo(s.cifras, s.municipio, s.sesion.cifras, s.compra),
        ]
      : [
          B.titulo(1, "Cuadernillo del municipio", true),
          B.parrafo("Elija un municipio para que el cuadernillo traiga sus cifras."),
        ];

  const hoja = (s) => [
    B.titulo(1, s.sesion.hoja.titulo, true),
    B.parrafo("Cada grupo la llena con el cuadernillo a la mano."),
    B.campos([
      ["Municipio", rotulo(s.municipio)],
      ["Grupo", ""],
    ]),
    B.renglones(
      s.sesion.hoja.preguntas.map((p) => p.texto),
      2,
      true,
    ),
  ];

  const prueba = (s) => [
    B.titulo(1, s.sesion.numero === 5 ? "Prueba de cierre" : "Prueba de entrada y salida", true),
    B.campos([
      ["Nombre", ""],
      ["Fecha", ""],
    ]),
    B.parrafo("☐ Entrada   ☐ Salida"),
    B.parrafo("Marque una sola respuesta. Es la misma prueba al llegar y al salir; no califica a nadie.", "nota"),
    B.prueba(s.sesion.prueba),
  ];

  const asistencia = (s) => [
    B.titulo(1, "Lista de asistencia", true),
    B.parrafo(B.llano(nombreDeSesion(s.sesion)), "entrada"),
    B.campos(encabezado(s)),
    B.tabla(
      null,
      [
        ["N.º", 0.5],
        ["Nombre", 2.2],
        ["Cargo y dependencia", 1.9],
        ["Decide", 0.85],
        ["Correo", 1.9],
        ["Firma", 1.6],
      ],
      Array.from({ length: s.estado.convocados }, (_, i) => [String(i + 1), "", "", "", "", ""]),
      9,
    ),
    B.parrafo(
      "«Decide»: marque a quien firma o manda en el tema. Los datos sirven para convocar y hacer seguimiento a " +
        "estas sesiones; la lista no se publica.",
      "nota",
    ),
  ];

  function acta(s) {
    const filas = s.compromisos.map((c, i) => [
      String(i + 1),
      c.que,
      c.quien,
      enDias(c.cuando),
      c.evidencia,
      s.nombreDeEstado(c.estado),
    ]);
    while (filas.length < FILAS_DEL_ACTA) filas.push([String(filas.length + 1), "", "", "", "", ""]);
    return [
      B.titulo(1, s.sesion.numero === 5 ? "Acta final" : "Acta", true),
      B.parrafo(B.llano(nombreDeSesion(s.sesion)), "entrada"),
      B.campos([...encabezado(s), ["Convocados", ""], ["Asistentes", ""]]),
      B.titulo(2, "Lo acordado"),
      B.parrafo(s.sesion.acuerdo),
      B.renglones(["Decisiones:"], 3),
      B.titulo(2, "Prueba del grupo (promedios)"),
      B.campos([
        ["Entrada", ""],
        ["Salida", ""],
        ["Ganancia", ""],
        ["Con las dos", ""],
      ]),
      B.titulo(2, "Compromisos"),
      B.tabla(
        null,
        [
          ["N.º", 0.5],
          ["Qué", 2.6],
          ["Quién", 1.5],
          ["Cuándo", 1.15],
          ["Evidencia", 2],
          ["Estado", 1.05],
        ],
        filas,
        12,
      ),
      B.parrafo(notaDeEstados(s), "nota"),
      B.campos([
        ["Próxima sesión", ""],
        ["Lugar", ""],
        ["Firma, alcaldía", ""],
        ["Firma, facilita", ""],
      ]),
    ];
  }

  function clave(s) {
    const conDato = s.sesion.hoja.preguntas.filter((p) => p.dato);
    return [
      B.titulo(1, "Solo para quien facilita: clave", true),
      B.tabla(
        "Respuestas de la prueba",
        [
          ["N.º", 0.4],
          ["Letra", 0.55],
          ["Por qué", 4],
        ],
        s.sesion.prueba.map((p, i) => [String(i + 1), LETRAS[p.correcta], p.razon]),
      ),
      s.cifras && conDato.length
        ? B.tabla(
            "Lo que las cifras contestan del ejercicio",
            [
              ["Pregunta", 2],
              [`En ${s.municipio.nombre}`, 3],
            ],
            conDato.map((p) => [
              p.texto.replace(/ ?\{\}/g, "").replace(/:.*$/, ""),
              window.KitCifras.respuesta(s.cifras, p.dato, s.compra),
            ]),
          )
        : null,
    ].filter(Boolean);
  }

  /** @type {[id: string, nombre: string, armar: (s: SesionPreparada) => Bloque[]][]} */
  const PARTES = [
    ["agenda", "Agenda y materiales", agenda],
    ["guion", "Guion de quien facilita", guion],
    ["cuadernillo", "Cuadernillo con las cifras", cuadernillo],
    ["hoja", "Hoja del ejercicio", hoja],
    ["prueba", "Prueba de entrada y salida", prueba],
    ["asistencia", "Lista de asistencia", asistencia],
    ["acta", "Acta con compromisos", acta],
    ["clave", "Clave para quien facilita", clave],
  ];

  /* Lo que llenan las plantillas «agenda» y «acta», que cada entidad cambia por las suyas. */
  const deLaAgenda = (s) => ({
    sesion: nombreDeSesion(s.sesion),
    acompana: `Acompaña a${s.sesion.numero === 5 ? " " : `l módulo ${s.sesion.numero}, `}${s.sesion.modulo}`,
    fecha: enPalabras(s.estado.fecha),
    hora: `${s.momentos[0].hora} a ${s.fin}`,
    lugar: s.estado.lugar,
    facilita: s.estado.facilita,
    objetivo: sinMarcas(s.sesion.objetivo),
    participantes: sinMarcas(s.sesion.participantes),
    momentos: [
      ...s.momentos.map((m) => ({ hora: m.hora, momento: m.nombre, que: m.que, dura: `${m.minutos} min` })),
      { hora: s.fin, momento: "Fin", que: EN_BLANCO, dura: dura(s.duracion) },
    ],
    materiales: s.sesion.materiales.map((texto) => ({ texto: sinMarcas(texto) })),
  });

  function delActa(s) {
    const filas = s.compromisos.map((c, i) => ({
      n: String(i + 1),
      que: c.que,
      quien: c.quien || EN_BLANCO,
      cuando: enDias(c.cuando) || EN_BLANCO,
      evidencia: c.evidencia || EN_BLANCO,
      estado: s.nombreDeEstado(c.estado),
    }));
    const vacia = { que: EN_BLANCO, quien: EN_BLANCO, cuando: EN_BLANCO, evidencia: EN_BLANCO, estado: EN_BLANCO };
    while (filas.length < FILAS_DEL_ACTA) filas.push({ n: String(filas.length + 1), ...vacia });
    return {
      sesion: nombreDeSesion(s.sesion),
      fecha: enPalabras(s.estado.fecha),
      lugar: s.estado.lugar,
      facilita: s.estado.facilita,
      acuerdo: sinMarcas(s.sesion.acuerdo),
      compromisos: filas,
      nota_de_estados: notaDeEstados(s),
    };
  }

  const notaDeEstados = (s) =>
    `Estados: ${s.estados.map((e) => e.nombre.toLowerCase()).join(", ")}. Ninguno queda sin nombre propio y fecha.`;

  const partes = (s) =>
    PARTES.filter(([id]) => !s.estado.sin.includes(id)).map(([id, nombre, armar]) => ({
      id,
      nombre,
      bloques: armar(s),
    }));

  window.KitPartes = {
    deLaAgenda,
    delActa,
    partes,
    PARTES: PARTES.map(([id, nombre]) => ({ id, nombre })),
    nombreDeSesion,
    enPalabras,
    dura,
  };
})();
