/* Lo que se lleva la persona: un CSV con una fila por cifra y un libro de Excel con la tabla y las cifras. */
(function () {
  "use strict";
  const { csv, descargar } = window.KitH;
  const { ZONAS, centros, redondear, traer } = window.KitComparar;
  const COLUMNAS = [
    "Sección",
    "Medida",
    "Zona",
    "Año",
    "Código",
    "Territorio",
    "Valor",
    "Unidad",
    "Se lee",
    "Detalle",
    "Intervalo, desde",
    "Intervalo, hasta",
    "Diferencia en puntos con el primero",
    "Comparación",
    "Fuente",
  ];
  const SIN_REDONDEAR =
    "La diferencia en puntos se calcula con las cifras sin redondear: " +
    "puede apartarse en una décima de la resta de lo escrito.";
  const ANCHOS = [24, 38, 20, 8, 9, 24, 14, 20, 22, 30, 12, 12, 16, 34, 50];

  /** @param {FilaDelModelo} f @param {Definicion} def */
  const fuenteDe = (f, def) => f.ficha.fuentes.map((id) => def.fuentes[id]).join("; ");

  /**
   * Una serie ocupa una fila por año.
   * @param {SeccionDelModelo} s
   * @param {FilaDelModelo} f
   * @param {number} n
   * @param {VistaDeComparar} vista
   */
  function deSerie(s, f, n, { territorios, def }) {
    const unidad = f.fila.f === "pesos" ? `${f.unidad} de ${def.base}` : f.unidad;
    const t = territorios[n];
    return def.periodos[f.fila.i].map((anio, i) => {
      const valor = f.celdas[n].crudo[i];
      return [
        s.titulo,
        f.nombre,
        ZONAS[f.fila.z],
        anio,
        t.codigo,
        t.n,
        valor,
        unidad,
        valor === null ? "sin dato" : "",
        "",
        null,
        null,
        null,
        "",
        fuenteDe(f, def),
      ];
    });
  }

  /**
   * @param {SeccionDelModelo} s
   * @param {FilaDelModelo} f
   * @param {number} n
   * @param {VistaDeComparar} vista
   * @returns {FilaDeCsv}
   */
  function deCelda(s, f, n, { territorios, def }) {
    const [c, d, t] = [f.celdas[n], f.diferencias[n], territorios[n]];
    const unidad = f.fila.f === "parte" ? "%" : f.ficha.unidad;
    const [desde, hasta] = c.intervalo || [null, null];
    const dicho = [d?.texto, d?.nota].filter(Boolean).join("; ") || c.lectura || "";
    return [
      s.titulo,
      f.nombre,
      ZONAS[f.fila.z],
      c.anio || f.anio,
      t.codigo,
      t.n,
      c.valor,
      unidad,
      c.texto,
      c.detalle,
      desde,
      hasta,
      d?.puntos ?? null,
      dicho,
      fuenteDe(f, def),
    ];
  }

  /** @param {VistaDeComparar} vista @returns {FilaDeCsv[]} */
  function deCentros({ territorios, def }) {
    return centros(territorios, def).flatMap((f) =>
      f.celdas.map((c, n) => {
        const unidad = c.texto.endsWith("%") ? "%" : "";
        const t = territorios[n];
        return [
          "Centros poblados",
          f.nombre,
          "",
          def.censos[1],
          t.codigo,
          t.n,
          c.valor,
          unidad,
          c.texto,
          c.detalle,
          null,
          null,
          null,
          "",
          def.titulo_de_centros,
        ];
      }),
    );
  }

  /** Todas las cifras de la pantalla, una por fila. @type {KitComparar["filasLargas"]} */
  function filasLargas(modelo, vista) {
    const filas = modelo.flatMap((s) =>
      s.filas.flatMap((f) =>
        f.celdas.flatMap((c, n) =>
          (f.fila.f === "serie" || f.fila.f === "pesos") && c.hay ? deSerie(s, f, n, vista) : [deCelda(s, f, n, vista)],
        ),
      ),
    );
    return [COLUMNAS, ...filas, ...deCentros(vista)];
  }

  /** @param {VistaDeComparar} vista @param {string} extension */
  const archivo = ({ territorios }, extension) => `comparar-${territorios.map((t) => t.codigo).join("-")}.${extension}`;

  /** @type {KitComparar["bajarCsv"]} */
  const bajarCsv = (modelo, vista) => descargar(archivo(vista, "csv"), csv(filasLargas(modelo, vista)), "text/csv");

  /**
   * La tabla como se ve: una columna por territorio y otra por diferencia.
   * @param {SeccionDelModelo[]} modelo
   * @param {VistaDeComparar} vista
   */
  function ancha(modelo, { territorios }) {
    const nombres = territorios.flatMap((t, n) => (n ? [t.n, `Diferencia con ${territorios[0].n}, en puntos`] : [t.n]));
    const filas = modelo.flatMap((s) =>
      s.filas
        .filter((f) => f.fila.f !== "serie" && f.fila.f !== "pesos")
        .map((f) => {
          const valores = f.celdas.flatMap((c, n) => [
            numerada(c, f),
            ...(n ? [conDecimales(f.diferencias[n]?.puntos, f.fila.d)] : []),
          ]);
          return {
            celdas: [s.titulo, f.nombre, f.anio || "varios", f.fila.f === "parte" ? "%" : f.ficha.unidad, ...valores],
            e: "texto",
          };
        }),
    );
    return [{ celdas: ["Sección", "Medida", "Año", "Unidad", ...nombres], e: "cabeza" }, ...filas];
  }

  /** @param {number | null | undefined} v @param {number} d */
  const conDecimales = (v, d) =>
    typeof v === "number" ? { v: redondear(v, d), e: d === 0 ? "entero" : d === 1 ? "decimal" : "centesima" } : "";
  /** @param {CeldaComparada} c @param {FilaDelModelo} f */
  const numerada = (c, f) => (c.valor === null ? c.texto : conDecimales(c.valor, f.fila.d));

  /** @param {VistaDeComparar} vista */
  function notas({ territorios, def }) {
    const avisos = territorios.flatMap((t) => [
      ...(t.o[0] >= def.leve ? [`${t.n}: ${t.f}`] : []),
      ...t.a.map((a) => `${t.n}: ${a}`),
    ]);
    return [
      [{ v: "Cómo leer este libro", e: "titulo" }],
      ["Compare dentro de una fila, no una fila con otra: son medidas distintas."],
      [SIN_REDONDEAR],
      ["Los promedios de departamento y país los calcula el kit; no son cifras del DANE."],
      ...avisos.map((a) => [a]),
      [`Dirección de esta comparación: ${location.href}`],
    ];
  }

  /** @type {KitComparar["libro"]} */
  function libro(modelo, vista) {
    const pie = `Kit contra la pobreza. ${vista.territorios.map((t) => t.n).join(", ")}`;
    const largas = filasLargas(modelo, vista).map((celdas, i) => ({
      celdas: celdas.map(deLibro),
      e: i ? "texto" : "cabeza",
    }));
    return {
      titulo: "Comparación de territorios",
      hojas: [
        {
          nombre: "Comparación",
          pie,
          anchos: [24, 38, 9, 20, ...Array(7).fill(18)],
          filas: ancha(modelo, vista),
          inmovil: 1,
          repetir: 1,
          horizontal: true,
        },
        { nombre: "Cifras", pie, anchos: ANCHOS, filas: largas, inmovil: 1, repetir: 1, horizontal: true },
        { nombre: "Notas", pie, anchos: [110], filas: notas(vista) },
      ],
    };
  }

  /** @param {CeldaDeCsv} v */
  function deLibro(v) {
    if (typeof v !== "number") return v ?? "";
    return { v, e: Number.isInteger(v) ? "entero" : "decimal" };
  }

  /** El libro; lo que lo escribe se pide la primera vez. @type {KitComparar["bajarXlsx"]} */
  async function bajarXlsx(modelo, vista) {
    if (!window.KitDocumentos) await traer("recursos/herramientas/documentos/producir.js");
    await window.KitDocumentos.bajarLibro(archivo(vista, "xlsx"), /** @type {any} */ (libro(modelo, vista)));
  }

  Object.assign(
    window.KitComparar,
    /** @satisfies {Partial<KitComparar>} */ ({ bajarCsv, bajarXlsx, filasLargas, libro }),
  );
})();
