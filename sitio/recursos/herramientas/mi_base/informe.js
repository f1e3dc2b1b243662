/* Las descargas internas de la incidencia y la prioridad: Word, Excel y CSV con lo que se está mirando. */
(function () {
  "use strict";
  const { csv, descargar, el, numero, porcentaje, rotulo } = window.KitH;
  const mio = (window.KitTerritorios = window.KitTerritorios || /** @type {KitTerritorios} */ ({}));
  const { INTERNO } = mio;
  const TITULO = "Incidencia de la pobreza por territorio";
  /** En Word caben las tablas angostas; las quince privaciones de cada uno van en Excel. */
  const SOLO_EN_EXCEL = "Privaciones";
  /** @type {Record<string, (v: number) => string>} */
  const ESCRIBIR = {
    entero: (v) => numero(Math.round(v)),
    porcentaje: (v) => porcentaje(100 * v),
    milesima: (v) => numero(v, 3),
  };

  /** @param {ValorDeInforme} v @param {ClaseDeColumna} clase */
  const enTexto = (v, clase) => (typeof v === "number" ? ESCRIBIR[clase](v) : v === null ? "no existe" : v);

  /** @param {LoDelInforme} i @param {Municipio | null} municipio @returns {DatosDeDocumento} */
  function documento(i, municipio) {
    const B = window.KitBloques;
    const titulo = [`${INTERNO}. ${TITULO}`, rotulo(municipio)].filter(Boolean).join(" · ");
    const tablas = mio.tablasDelInforme(i).filter((t) => t.nombre !== SOLO_EN_EXCEL);
    const deToda = mio.columnasDeUno(i.medido.base, 0);
    const privaciones = mio.PRIVACIONES.map((p, j) => [p.nombre, mio.tasa(/** @type {number} */ (deToda[1].valor(j)))]);
    return {
      ...window.KitComunes.comunes(municipio, titulo),
      titulo,
      pie: titulo,
      bloques: [
        B.titulo(0, TITULO),
        B.parrafo(B.llano(`${INTERNO}. Cifras exactas de la base: lo publicable se prepara en «Publicar».`)),
        B.campos(mio.comoSeMidio(i)),
        ...tablas.flatMap((t) => [
          B.titulo(1, t.nombre),
          B.tabla(
            null,
            t.columnas.map(([texto, clase, ancho]) => [texto, ancho || 1, clase !== "texto"]),
            t.filas.map((fila) => fila.map((v, n) => enTexto(v, t.columnas[n][1]))),
          ),
        ]),
        B.titulo(1, "Las quince privaciones de toda la base"),
        B.tabla(
          null,
          [
            ["Privación", 3],
            ["De cada 100 hogares", 1, true],
          ],
          privaciones,
        ),
      ],
    };
  }

  /** La letra de una columna de las 26 primeras. @param {number} n */
  const letra = (n) => String.fromCharCode(64 + n);

  /** @param {LoDelInforme} i @param {Municipio | null} municipio @returns {Libro} */
  function libro(i, municipio) {
    const pie = [INTERNO, rotulo(municipio)].filter(Boolean).join(" · ");
    /** @param {string} texto @returns {FilaDeLibro[]} */
    const portada = (texto) => [{ celdas: [{ v: texto, e: "titulo" }], alto: 26 }, { celdas: [{ v: pie, e: "nota" }] }];
    const hojas = mio.tablasDelInforme(i).map((t) => ({
      nombre: t.nombre,
      pie,
      anchos: t.columnas.map(([, clase, ancho]) => (clase === "texto" ? 16 * (ancho || 1) : 13)),
      filas: [
        ...portada(t.nombre),
        { celdas: t.columnas.map(([texto]) => texto), e: "cabeza" },
        ...t.filas.map((fila) => ({ celdas: fila.map((v, n) => ({ v, e: t.columnas[n][1] })) })),
      ],
      combinar: [`A1:${letra(t.columnas.length)}1`, `A2:${letra(t.columnas.length)}2`],
      inmovil: 3,
      repetir: 3,
      horizontal: true,
    }));
    const primera = {
      nombre: "Cómo se midió",
      pie,
      anchos: [40, 80],
      filas: [...portada(TITULO), ...mio.comoSeMidio(i).map((par) => ({ celdas: par, e: "texto" }))],
    };
    return { titulo: `${INTERNO}. ${TITULO}`, hojas: [primera, ...hojas] };
  }

  /** «;», coma decimal, marca de orden de bytes y lo que parezca fórmula, escapado. @param {LoDelInforme} i */
  function enCsv(i) {
    const [{ columnas, filas }] = mio.tablasDelInforme(i);
    const tabla = i.prioridad ? [columnas.map(([texto]) => texto), ...filas] : mio.filasDeLaOrden(i);
    return csv([...tabla, [], ...mio.comoSeMidio(i)]);
  }

  /** @type {KitTerritorios["descargas"]} */
  function descargas(ctx, actual) {
    /** @type {[string, string, (i: LoDelInforme, nombre: string) => unknown][]} */
    const formatos = [
      ["Word", "docx", (i, nombre) => window.KitDocumentos.bajarWord(nombre, "informe", documento(i, ctx.municipio))],
      ["Excel", "xlsx", (i, nombre) => window.KitDocumentos.bajarLibro(nombre, libro(i, ctx.municipio))],
      ["CSV", "csv", (i, nombre) => descargar(nombre, enCsv(i), "text/csv")],
    ];
    /** @param {string} extension @param {(i: LoDelInforme, nombre: string) => unknown} producir */
    const bajar = async (extension, producir) => {
      try {
        const i = await actual();
        if (!i) return;
        const cual = i.prioridad ? "prioridad" : "incidencia";
        const nombre = `${[cual, ctx.municipio?.codigo, "interna"].filter(Boolean).join("-")}.${extension}`;
        await producir(i, nombre);
        ctx.avisar(`Se descargó «${nombre}». Es interno: no lo publique.`);
      } catch (error) {
        ctx.avisar(error.message, true);
      }
    };
    return el(
      "p",
      { class: "mi-base-descargas herramienta-no-impreso" },
      formatos.map(([formato, extension, producir]) =>
        el("button", { type: "button", onclick: () => bajar(extension, producir) }, `Informe en ${formato}`),
      ),
      el("small", {}, INTERNO),
    );
  }

  Object.assign(mio, /** @satisfies {Partial<KitTerritorios>} */ ({ descargas }));
})();
