/* El inventario de oferta: los programas escritos frente a los hogares con cada privación. */
(function () {
  "use strict";
  const { leerNumero } = window.KitH;
  const { balanceDeOferta } = window.KitCalculos;
  const reglas = window.KIT_DATOS.oferta;
  const { privaciones } = window.KIT_DATOS.privaciones;
  const censo = window.KIT_DATOS.hogares_del_censo;
  const referencia = window.KIT_DATOS.referencia;

  const anio = referencia.periodos.privaciones;
  const entero = (texto) => {
    const n = leerNumero(texto);
    return Number.isFinite(n) ? Math.round(n) : null;
  };
  const dice = (texto) => (texto === "Sí" ? true : texto === "No" ? false : null);

  /** Hogares con una privación según el censo: porcentaje publicado × hogares censados. */
  function hogaresDelCenso(codigo, privacion) {
    const m = referencia.municipios[codigo];
    const i = referencia.privaciones.indexOf(privacion.censal);
    const pct = m && i >= 0 ? m.priv[i] : null;
    const hogares = censo.hogares[codigo];
    return pct === null || pct === undefined || !hogares ? null : Math.round((hogares * pct) / 100);
  }

  const necesidad = (estado, codigo, p) =>
    estado.necesidad === "base" ? entero(estado.base[p.id] || "") : codigo ? hogaresDelCenso(codigo, p) : null;

  const programasDe = (escritos, id) =>
    escritos
      .filter((p) => p.privacion === id && p.programa)
      .map((p) => ({
        ...p,
        cupos: entero(p.cupos) || 0,
        pertinente: dice(p.pertinente),
        oportuna: dice(p.oportuna),
      }));

  const resumir = (programas, cual) => {
    const dichas = programas.map((p) => p[cual]);
    if (!dichas.length) return "no aplica";
    if (dichas.every((v) => v === true)) return "Sí";
    return dichas.includes(false) ? (dichas.includes(true) ? "En parte" : "No") : "[por diligenciar]";
  };

  /** Una fila por privación. @type {KitOferta["filas"]} */
  function filas(estado, codigo, escritos) {
    return privaciones.map((p) => {
      const programas = programasDe(escritos, p.id);
      const hogares = necesidad(estado, codigo, p);
      const b = balanceDeOferta(hogares, programas, reglas);
      const juicio = reglas.juicios[b.juicio];
      const oNada = (v) => (v === null ? (hogares === null ? "sin dato" : "no aplica") : v);
      return {
        id: p.id,
        nombre: p.nombre,
        hogares: hogares === null ? "sin dato" : hogares,
        programas: programas.map((x) => x.programa).join("; ") || "Ninguno",
        cupos: b.cupos,
        sin_cupo: oNada(b.sin_cupo),
        cobertura: b.cobertura === null ? oNada(null) : Math.round(10 * b.cobertura) / 10,
        pertinente: resumir(programas, "pertinente"),
        oportuna: resumir(programas, "oportuna"),
        juicio: juicio.nombre,
        que_hacer: juicio.que_hacer,
      };
    });
  }

  /** @type {KitOferta["deDonde"]} */
  const deDonde = (estado) =>
    estado.necesidad === "base"
      ? `Hogares con cada privación: base del municipio, corte ${estado.corte || "[por diligenciar]"}. Los ` +
        "porcentajes de la base y la medida censal no son lo mismo."
      : `Hogares con cada privación: cuenta del kit. Multiplica el porcentaje de la medida censal de ${anio} por ` +
        `los hogares censados en ${censo.periodo}. No dice cuántos hay hoy.`;

  const comoSeLee = () =>
    `Débil oferta social: menos de ${reglas.debil_menos_de} cupos por cada 100 hogares. Suficiente: ` +
    `${reglas.suficiente_desde} o más, en programas que responden a la privación y llegan a tiempo. Generación de ` +
    "oferta: no hay cupos. Son umbrales del kit, no de una norma. Un hogar puede tener varias privaciones y un cupo " +
    "puede no llegarle a quien la tiene: las filas no se suman.";

  const fuentes = (estado) =>
    estado.necesidad === "base"
      ? "Fuente: base del municipio y lo escrito por la entidad."
      : `Fuente: medida censal de pobreza multidimensional ${anio} y censo ${censo.periodo}, DANE; oferta escrita ` +
        "por la entidad. La cuenta es del kit.";

  /** Lo que llena la plantilla «oferta». @type {KitOferta["datos"]} */
  function datos(estado, codigo, escritos) {
    const nombre = Object.fromEntries(privaciones.map((p) => [p.id, p.nombre]));
    return {
      privaciones: filas(estado, codigo, escritos),
      programas: escritos
        .filter((p) => p.programa)
        .map((p) => ({ ...p, privacion: nombre[p.privacion] || "", cupos: entero(p.cupos) ?? "" })),
      de_donde: deDonde(estado),
      como_se_lee: comoSeLee(),
      fuentes: fuentes(estado),
    };
  }

  window.KitOferta = { datos, deDonde, filas, privaciones };
})();
