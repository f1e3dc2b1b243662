/* De las marcas de oferta, demanda, barreras y personas a un plan ordenado por fase. */
(function () {
  "use strict";

  /**
   * Pasos de las opciones marcadas (y los de siempre), por el mes de su fase; con el motivo.
   * @type {KitCalculos["planDeRuta"]}
   */
  function planDeRuta(reglas, marcas) {
    const pasos = reglas.secciones.flatMap((s) =>
      s.opciones
        .filter((o) => marcas.includes(o.id))
        .flatMap((o) => (o.pasos || []).map((p) => ({ ...p, porque: o.nombre }))),
    );
    if (!pasos.length) return [];
    /** @param {PasoDeRuta} p */
    const fase = (p) => reglas.fases.findIndex((f) => f.id === p.fase);
    return pasos
      .concat(reglas.siempre.map((p) => ({ ...p, porque: "Siempre" })))
      .sort((a, b) => fase(a) - fase(b))
      .map((p) => ({ ...p, mes: reglas.fases[fase(p)].mes }));
  }

  /** Lo que salta a la vista al cruzar oferta y demanda. @type {KitCalculos["avisosDeRuta"]} */
  function avisosDeRuta(reglas, marcas) {
    /** @param {string} id */
    const tiene = (id) => marcas.includes(id);
    /** @param {string} seccion */
    const alguna = (seccion) => reglas.secciones.some((s) => s.id === seccion && s.opciones.some((o) => tiene(o.id)));
    const alimentos = ["agricola", "pecuaria", "pesca", "transformacion"].some(tiene);
    return [
      alguna("oferta") && !alguna("demanda")
        ? "Hay oferta y ninguna demanda marcada: antes de producir más, averigüe quién compra."
        : null,
      alguna("demanda") && !alguna("oferta")
        ? "Hay demanda y ninguna oferta marcada: averigüe quién puede atenderla o con qué formación."
        : null,
      alimentos && !tiene("publica")
        ? "Produce alimentos y no marcó compras públicas: suele ser el primer comprador cercano."
        : null,
      tiene("publica") && !alimentos
        ? "Marcó compras públicas y ningún alimento: la ley de compras locales es para alimentos."
        : null,
      alguna("demanda") && !alguna("personas") ? "Falta decir a quién se quiere llegar primero." : null,
    ].filter((aviso) => aviso !== null);
  }

  window.KitCalculos = Object.assign(
    window.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({ planDeRuta, avisosDeRuta }),
  );
})();
