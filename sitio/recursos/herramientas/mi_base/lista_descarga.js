/* Lo que se descarga de una lista evaluada, de uso interno: fichas con su razón, nunca documentos ni nombres. Las
   mismas columnas que escribe `kit evaluar-lista`. */
(function () {
  "use strict";
  const { csv, descargar } = window.KitH;
  const mia = (window.KitMiBase = window.KitMiBase || /** @type {KitMiBase} */ ({}));
  const { INTERNO, hojaInterna, pedir } = mia;
  const MAXIMO_EN_LIBRO = 150000;
  const DE_MEDIDAS = [
    ...["uso", "por", "valor", "hogares", "objetivo", "con_beneficio", "sin_dato", "sin_dato_con_beneficio"],
    ...["beneficiarios", "beneficiarios_sin_dato", "filtracion_beneficiarios"],
    ...["cobertura_hogares", "exclusion_hogares", "inclusion_hogares"],
    ...["cobertura_personas", "exclusion_personas", "inclusion_personas"],
  ];
  const DE_FALTANTES = [
    ...["uso", "puesto", "ficha", "hogar", "fila", "territorio", "clasificacion", "personas", "razon"],
  ];
  const DE_RENGLONES = ["uso", "fila_de_la_lista", "resultado", "fila_en_la_base", "clasificacion", "objetivo"];

  /** @param {number | null} v @returns {CeldaDeLibro} */
  const parte = (v) => ({ v, e: "porcentaje" });

  /** @param {FilaDeMedida} f */
  const filaDeMedida = ({ por, valor, medida: m }) => [
    ...[INTERNO, por, valor, m.hogares, m.enHogares.cobertura.denominador, m.conBeneficio, m.sinDato],
    ...[m.sinDatoConBeneficio, m.beneficiarios, m.beneficiariosSinDato, parte(m.filtracion.valor)],
    ...[m.enHogares, m.enPersonas].flatMap((u) =>
      [u?.cobertura, u?.exclusion, u?.inclusion].map((r) => parte(r ? r.valor : null)),
    ),
  ];

  const conUso = (/** @type {any[][]} */ filas) => filas.map((f) => [INTERNO, ...f]);

  /** Con qué se hizo, para repetirlo con la orden. @param {PanelDeLista} panel @param {TablasDeLista} t */
  function registro({ ctx, hecho, lista, por }, t) {
    const [base] = ctx.bases;
    return [
      ["Uso", INTERNO],
      ["Base", base.nombre],
      ["Hogares de la base", base.hogares],
      ["Lista", lista.archivo.name],
      ["Cruce por", hecho.por],
      ...Object.entries(hecho.propias).map(([que, columna]) => [`Columna de ${que}`, columna]),
      ...hecho.resultados.map((r, i) => [`Renglones: ${r}`, hecho.recuento[i]]),
      ["Filas de la lista que no se usaron", hecho.apartadas.cuantas],
      ["Objetivo", t.regla],
      ["Orden de los que faltan", `menor grupo y nivel, y sorteo con semilla ${t.semilla}`],
      ["Territorio", por || "ninguno"],
      ...hecho.avisos.map((a) => ["Aviso", a]),
    ];
  }

  /** @param {PanelDeLista} panel @returns {Promise<TablasDeLista>} */
  const tablasDe = ({ ctx, regla, por }) => pedir("lista_tablas", { id: ctx.bases[0].id, regla, por });

  /** @type {KitMiBase["bajarListaEnLibro"]} */
  async function bajarListaEnLibro(panel) {
    const t = await tablasDe(panel);
    if (t.faltantes.length + t.renglones.length > MAXIMO_EN_LIBRO)
      throw new Error("Son demasiadas filas para un libro de Excel. Descargue el CSV de los que faltan.");
    await window.KitDocumentos.bajarLibro("lista-evaluada-interna.xlsx", {
      titulo: `Evaluación de la lista · ${INTERNO}`,
      hojas: [
        hojaInterna("Medidas", DE_MEDIDAS, t.medidas.map(filaDeMedida)),
        hojaInterna("Faltan", DE_FALTANTES, conUso(t.faltantes)),
        hojaInterna("Renglones", DE_RENGLONES, conUso(t.renglones)),
        hojaInterna("Registro", ["Dato", "Valor"], registro(panel, t)),
      ],
    });
  }

  /** @type {KitMiBase["bajarFaltantes"]} */
  async function bajarFaltantes(panel) {
    const t = await tablasDe(panel);
    descargar("faltan-interno.csv", csv([DE_FALTANTES, ...conUso(t.faltantes)]), "text/csv");
  }

  Object.assign(mia, /** @satisfies {Partial<KitMiBase>} */ ({ bajarFaltantes, bajarListaEnLibro }));
})();
