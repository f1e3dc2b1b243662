/* La sesión como libro de Excel: agenda, cifras, asistencia, prueba con sus cuentas y compromisos. */
(function () {
  "use strict";
  const { rotulo } = window.KitH;
  const { nombreDeSesion } = window.KitPartes;
  const FILAS_DE_COMPROMISOS = 20;
  const CABEZA = 4;

  const cabeza = (celdas) => ({ celdas, e: "cabeza" });
  const fila = (celdas, alto) => ({ celdas, e: "texto", alto });

  /* Título, de qué sesión y municipio es (el tablero lo lee al importar) y una línea en blanco. */
  function portada(s, titulo) {
    const donde = s.municipio ? `${rotulo(s.municipio)} (${s.municipio.codigo})` : "";
    return [
      { celdas: [{ v: titulo, e: "titulo" }], alto: 26 },
      { celdas: [{ v: [nombreDeSesion(s.sesion), donde, s.estado.fecha].filter(Boolean).join(" · "), e: "nota" }] },
      { celdas: [] },
    ];
  }

  function hoja(s, nombre, titulo, anchos, filas, resto) {
    const ultima = String.fromCharCode(64 + anchos.length);
    return {
      nombre,
      anchos,
      pie: nombreDeSesion(s.sesion) + (s.municipio ? ` · ${rotulo(s.municipio)}` : ""),
      filas: [...portada(s, titulo), ...filas],
      combinar: [`A1:${ultima}1`, `A2:${ultima}2`],
      ...resto,
    };
  }

  const agenda = (s) =>
    hoja(
      s,
      "Agenda",
      "Agenda",
      [10, 36, 52, 11],
      [
        cabeza(["Hora", "Momento", "Qué se hace", "Minutos"]),
        ...s.momentos.map((m) => fila([m.hora, m.nombre, m.que, m.minutos])),
        fila([s.fin, "Fin", "", { f: `SUM(D${CABEZA + 1}:D${CABEZA + s.momentos.length})`, e: "entero" }]),
      ],
      { inmovil: CABEZA, repetir: CABEZA },
    );

  const cruda = (c) =>
    c !== null && typeof c === "object"
      ? c.v === undefined
        ? { v: c.texto, e: "derecha" }
        : { v: Number(c.v.toFixed(c.d)), e: c.d === 0 ? "entero" : c.d === 2 ? "centesima" : "decimal" }
      : c;

  function cifras(s, bloques) {
    const filas = [];
    const combinar = [];
    const aparte = (texto, e, alto) => {
      filas.push({ celdas: [{ v: texto, e }], alto });
      combinar.push(`A${filas.length + CABEZA - 1}:F${filas.length + CABEZA - 1}`);
    };
    bloques.forEach((b) => {
      const texto = (b.texto || []).map((t) => t.t).join("");
      if (b.tipo === "parrafo")
        aparte(texto, b.clase === "nota" ? "nota" : "normal", 15 * Math.ceil(texto.length / 105));
      if (b.tipo !== "tabla") return;
      if (b.titulo) aparte(b.titulo[0].t, "rotulo", 22);
      filas.push(cabeza(b.columnas.map((c) => c.t[0].t)));
      b.crudas.forEach((f) => {
        const r = filas.length + CABEZA;
        // La cobertura se llena aquí: personas en la base ÷ población × 100.
        filas.push(
          fila(
            b.alto
              ? [
                  f[0],
                  cruda(f[1]),
                  { v: "", e: "entero" },
                  { f: `IF(OR(C${r}="",NOT(ISNUMBER(B${r}))),"",100*C${r}/B${r})`, e: "decimal" },
                ]
              : f.map(cruda),
          ),
        );
      });
      filas.push({ celdas: [] });
    });
    const h = hoja(s, "Cifras", `Cifras de ${s.municipio.nombre}`, [46, 17, 17, 17, 14, 14], filas, {
      horizontal: true,
    });
    return { ...h, combinar: [...h.combinar, ...combinar] };
  }

  const asistencia = (s) =>
    hoja(
      s,
      "Asistencia",
      "Lista de asistencia",
      [6, 32, 32, 10, 28, 24],
      [
        cabeza(["N.º", "Nombre", "Cargo y dependencia", "Decide", "Correo", "Firma"]),
        ...Array.from({ length: s.estado.convocados }, (_, i) =>
          fila([{ v: i + 1, e: "orden" }, "", "", "", "", ""], 24),
        ),
      ],
      {
        inmovil: CABEZA,
        repetir: CABEZA,
        horizontal: true,
        validaciones: [
          {
            rango: `D${CABEZA + 1}:D${CABEZA + s.estado.convocados}`,
            lista: ["Sí", "No"],
            aviso: "Escriba Sí o No.",
          },
        ],
      },
    );

  function prueba(s) {
    const items = s.sesion.prueba.length;
    const n = s.estado.convocados;
    const a = CABEZA + 1,
      z = CABEZA + n,
      r = z + 2;
    const ambas = `(B${a}:B${z}<>"")*(C${a}:C${z}<>"")`;
    const media = (c) => ({
      f: `IF(D${r}=0,"",SUMPRODUCT(${ambas}*${c}${a}:${c}${z})/D${r}/${items}*100)`,
      e: "fuerte",
    });
    const puntaje = (c, i) => ({ f: `IF(${c}${i}="","",100*${c}${i}/${items})`, e: "decimal" });
    const resumen = (rotulado, v) => ({
      celdas: [{ v: rotulado, e: "cabeza" }, { v: "", e: "cabeza" }, { v: "", e: "cabeza" }, v],
    });
    return hoja(
      s,
      "Prueba",
      "Prueba de entrada y salida",
      [22, 18, 18, 16, 16],
      [
        cabeza(["Persona", "Aciertos a la entrada", "Aciertos a la salida", "Entrada (0 a 100)", "Salida (0 a 100)"]),
        ...Array.from({ length: n }, (_, i) =>
          fila([
            { v: i + 1, e: "orden" },
            { v: "", e: "entero" },
            { v: "", e: "entero" },
            puntaje("B", a + i),
            puntaje("C", a + i),
          ]),
        ),
        { celdas: [] },
        resumen("Presentaron las dos", { f: `SUMPRODUCT(${ambas})`, e: "entero" }),
        resumen("Promedio de entrada", media("B")),
        resumen("Promedio de salida", media("C")),
        resumen("Ganancia normalizada", {
          f: `IF(D${r}=0,"",IF(D${r + 1}>=100,"no definida",(D${r + 2}-D${r + 1})/(100-D${r + 1})))`,
          e: "centesima",
        }),
        {
          celdas: [
            {
              v: `De ${items} preguntas. Los promedios son de quienes presentaron las dos; no se anotan nombres.`,
              e: "nota",
            },
          ],
          alto: 30,
        },
      ],
      {
        inmovil: CABEZA,
        repetir: CABEZA,
        combinar: ["A1:E1", "A2:E2", ...[0, 1, 2, 3].map((i) => `A${r + i}:C${r + i}`), `A${r + 4}:E${r + 4}`],
        validaciones: [
          { rango: `B${a}:C${z}`, minimo: 0, maximo: items, aviso: `Escriba los aciertos, de 0 a ${items}.` },
        ],
      },
    );
  }

  /* Aciertos del grupo en cada pregunta: de ahí sale la línea de base del cierre. */
  const porItem = (s) =>
    hoja(
      s,
      "Prueba por ítem",
      "Aciertos por pregunta, de quienes presentaron las dos",
      [6, 70, 16, 16],
      [
        cabeza(["N.º", "Pregunta", "Entrada", "Salida"]),
        ...s.sesion.prueba.map((item, i) =>
          fila([{ v: i + 1, e: "orden" }, item.pregunta, { v: "", e: "entero" }, { v: "", e: "entero" }], 32),
        ),
      ],
      { inmovil: CABEZA, repetir: CABEZA, horizontal: true },
    );

  function compromisos(s) {
    const filas = s.compromisos.map((c, i) =>
      fila(
        [
          { v: i + 1, e: "orden" },
          c.que,
          c.quien,
          { v: c.cuando, e: "fecha" },
          c.evidencia,
          s.nombreDeEstado(c.estado),
          { v: "", e: "fecha" },
        ],
        32,
      ),
    );
    while (filas.length < FILAS_DE_COMPROMISOS)
      filas.push(
        fila([{ v: filas.length + 1, e: "orden" }, "", "", { v: "", e: "fecha" }, "", "", { v: "", e: "fecha" }], 24),
      );
    return hoja(
      s,
      "Compromisos",
      "Compromisos",
      [6, 44, 24, 13, 36, 14, 13],
      [cabeza(["N.º", "Qué", "Quién", "Cuándo", "Evidencia", "Estado", "Cumplido"]), ...filas],
      {
        inmovil: CABEZA,
        repetir: CABEZA,
        horizontal: true,
        validaciones: [
          {
            rango: `F${CABEZA + 1}:F${CABEZA + filas.length}`,
            lista: s.estados.map((e) => e.nombre),
            aviso: "Elija un estado de la lista.",
          },
        ],
      },
    );
  }

  /* Las hojas de las partes que la persona dejó marcadas. */
  function libro(s, partes) {
    const de = (id) => partes.find((p) => p.id === id);
    const hojas = [
      de("agenda") && agenda(s),
      s.cifras && de("cuadernillo") && cifras(s, de("cuadernillo").bloques),
      de("asistencia") && asistencia(s),
      de("prueba") && prueba(s),
      de("prueba") && porItem(s),
      compromisos(s),
    ];
    return { titulo: nombreDeSesion(s.sesion), hojas: hojas.filter(Boolean) };
  }

  window.KitLibro = { libro };
})();
