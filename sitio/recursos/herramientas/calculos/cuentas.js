/* Las cuentas fiscales de un municipio, una fila por cada una: con cuánto, cómo y con qué norma. */

/**
 * @typedef {object} CasillasFiscales En pesos, salvo `poblacion` y `libre` (%).
 * @property {number | null} poblacion
 * @property {number | null} icld
 * @property {number | null} gasto
 * @property {number | null} salario
 * @property {number | null} salario_personeria
 * @property {number | null} honorarios
 * @property {number | null} total del propósito general
 * @property {number | null} menores la parte de menos de 25.000 habitantes
 * @property {number | null} libre
 * @property {number | null} alimentos
 */

/** @typedef {{frontera: boolean, anterior: number | null, anio: number, exento: boolean}} OpcionesFiscales */
/** @typedef {{titulo: string, resultado: string | null, como: string, normas: string[]}} CuentaFiscal */
/** @typedef {(categoria: number) => string} NombreDeCategoria */

(function () {
  "use strict";
  const calculos = (window.KitCalculos = window.KitCalculos || /** @type {KitCalculos} */ ({}));
  const PRIMERA_CON_LIBRE = 4; // cuarta: desde aquí hay libre destinación

  /** @param {number} valor */
  const pesos = (valor) => `$ ${valor.toLocaleString("es-CO", { maximumFractionDigits: 0 })}`;
  /** @param {number} valor @param {number} cifras */
  const decimal = (valor, cifras) =>
    valor.toLocaleString("es-CO", { minimumFractionDigits: cifras, maximumFractionDigits: cifras });
  /**
   * @param {string} titulo
   * @param {string} resultado
   * @param {string} como
   * @param {string[]} normas
   * @returns {CuentaFiscal}
   */
  const hecha = (titulo, resultado, como, normas) => ({ titulo, resultado, como, normas });
  /**
   * @param {string} titulo
   * @param {string} como
   * @returns {CuentaFiscal}
   */
  const falta = (titulo, como) => ({ titulo, resultado: null, como, normas: [] });

  /**
   * `v` trae cada casilla como número o null; `o`, las opciones de la persona. Da las filas y la
   * categoría que resulta (null si no alcanza para calcularla).
   * @type {KitCalculos["cuentasFiscales"]}
   */
  function cuentasFiscales(v, o, reglas) {
    /** @param {number} i */
    const nombre = (i) => reglas.rangos[i].nombre.toLowerCase();
    const categoria =
      v.poblacion === null || v.icld === null || !v.salario
        ? null
        : calculos.categorizarConGasto(v.poblacion, v.icld, v.salario, v.gasto, reglas.rangos, {
            frontera: o.frontera,
            anterior: o.anterior,
          });
    const conocida = categoria ? categoria.categoria : o.anterior;
    return {
      categoria: conocida,
      filas: [
        ...(categoria
          ? deCategoria(v, categoria, reglas, nombre)
          : [falta("Categoría", "Falta población, ICLD o salario mínimo.")]),
        deConcejo(v, reglas),
        dePersoneria(v, o, conocida, reglas),
        ...dePropositoGeneral(v, o, conocida, reglas, nombre),
        deCompraLocal(v, reglas),
      ],
    };
  }

  /**
   * @param {CasillasFiscales} v
   * @param {Categoria & {excede: boolean}} c
   * @param {ReglasFiscales} reglas
   * @param {NombreDeCategoria} nombre
   */
  function deCategoria(v, c, reglas, nombre) {
    const rango = reglas.rangos[c.categoria];
    const [icld, salario] = [Number(v.icld), Number(v.salario)];
    const limite = calculos.limiteDeGasto(icld, c.categoria, reglas.rangos);
    const margen =
      v.gasto === null
        ? ""
        : v.gasto > limite
          ? ` Lo supera en ${pesos(v.gasto - limite)}.`
          : ` Quedan ${pesos(limite - v.gasto)} de margen.`;
    const enSalarios = `${decimal(icld / salario, 0)} salarios mínimos`;
    const baja = c.excede ? " El gasto supera el límite: baja un escalón." : "";
    return [
      hecha(
        "Categoría",
        rango.nombre,
        `Por población, ${nombre(c.por_poblacion)}; por ICLD (${enSalarios}), ${nombre(c.por_icld)}.${baja}`,
        reglas.normas_rangos,
      ),
      hecha(
        "Límite de funcionamiento, administración central",
        pesos(limite),
        `${rango.limite_pct} % de los ICLD.${margen}`,
        reglas.normas_gasto,
      ),
    ];
  }

  /** @param {CasillasFiscales} v @param {ReglasFiscales} reglas */
  function deConcejo(v, reglas) {
    const titulo = "Límite del concejo";
    const pequeno = v.icld !== null && v.icld <= reglas.concejo.icld_pequeno;
    if (v.honorarios === null || v.icld === null || (pequeno && !v.salario))
      return falta(titulo, "Faltan los honorarios del concejo, los ICLD o el salario mínimo.");
    const como = pequeno
      ? `Honorarios más ${reglas.concejo.salarios_pequeno} salarios mínimos, porque los ICLD no superan ` +
        `${pesos(reglas.concejo.icld_pequeno)} (la ley mira los del año anterior).`
      : `Honorarios más ${decimal(reglas.concejo.pct_icld, 1)} % de los ICLD.`;
    return hecha(
      titulo,
      pesos(calculos.limiteDeConcejo(v.honorarios, v.icld, Number(v.salario), reglas.concejo)),
      como,
      reglas.concejo.normas,
    );
  }

  /**
   * De tercera a sexta el tope está en salarios mínimos: se puede decir aunque falte su valor.
   * @param {CasillasFiscales} v
   * @param {OpcionesFiscales} o
   * @param {number | null} categoria
   * @param {ReglasFiscales} reglas
   */
  function dePersoneria(v, o, categoria, reglas) {
    const titulo = `Límite de la personería, ${o.anio}`;
    const r = reglas.personeria;
    if (categoria === null) return falta(titulo, "Falta la categoría.");
    if (categoria < r.pct_icld.length) {
      if (v.icld === null) return falta(titulo, "Faltan los ICLD.");
      return hecha(
        titulo,
        pesos(calculos.limiteDePersoneria(v.icld, 0, categoria, o.anio, r)),
        `${decimal(r.pct_icld[categoria], 1)} % de los ICLD.`,
        r.normas,
      );
    }
    const veces = `${calculos.limiteDePersoneria(0, 1, categoria, o.anio, r)} salarios mínimos`;
    const valor = v.salario_personeria
      ? pesos(calculos.limiteDePersoneria(0, v.salario_personeria, categoria, o.anio, r))
      : null;
    return hecha(
      titulo,
      valor || veces,
      (valor ? `${veces} de ${o.anio}. ` : `Escriba el salario mínimo de ${o.anio} para verlo en pesos. `) +
        r.advertencia,
      r.normas,
    );
  }

  /**
   * @param {CasillasFiscales} v
   * @param {OpcionesFiscales} o
   * @param {number | null} categoria
   * @param {ReglasFiscales} reglas
   * @param {NombreDeCategoria} nombre
   * @returns {CuentaFiscal[]}
   */
  function dePropositoGeneral(v, o, categoria, reglas, nombre) {
    const r = reglas.proposito_general;
    const titulo = "Reparto del propósito general";
    if (v.total === null || categoria === null)
      return [falta(titulo, v.total === null ? "Falta el propósito general." : "Falta la categoría.")];
    const tope = categoria >= PRIMERA_CON_LIBRE ? r.libre_pct : 0;
    const partes = calculos.repartirPropositoGeneral(v.total, v.menores || 0, categoria, v.libre || 0, r, o.exento);
    if (!partes)
      return [
        falta(
          titulo,
          (v.libre || 0) > tope
            ? `La libre destinación no puede pasar de ${tope} % en la categoría ${nombre(categoria)}.`
            : "La libre destinación y la parte de menos de 25.000 habitantes superan el total.",
        ),
      ];
    const base =
      ` de la base de ${pesos(partes.base)}: el total menos la libre destinación y menos la parte de menos de ` +
      "25.000 habitantes.";
    /** @type {[parte: string, valor: number, como: string, ademas?: string[]][]} */
    const destinos = [
      ["libre destinación", partes.libre_destinacion, "Se puede usar en funcionamiento o inversión."],
      ["deporte", partes.deporte, `${r.deporte_pct} %${base}`],
      ["cultura", partes.cultura, `${r.cultura_pct} % de la misma base.`],
      [
        "FONPET",
        partes.fonpet,
        o.exento ? "Exento, con certificación." : `${r.fonpet_pct} % de la misma base.`,
        r.normas_exencion,
      ],
      ["libre inversión", partes.inversion, "Lo demás."],
    ];
    return destinos.map(([parte, valor, como, ademas]) =>
      hecha(`Propósito general: ${parte}`, pesos(valor), como, [...r.normas, ...(ademas || [])]),
    );
  }

  /** @param {CasillasFiscales} v @param {ReglasFiscales} reglas */
  function deCompraLocal(v, reglas) {
    if (v.alimentos === null) return falta("Compra local mínima", "Falta el presupuesto de alimentos.");
    return hecha(
      "Compra local mínima",
      pesos(calculos.minimoDeCompraLocal(v.alimentos, reglas.compra_local)),
      `${reglas.compra_local.pct} % del presupuesto de alimentos. ${reglas.compra_local.advertencia}`,
      reglas.compra_local.normas,
    );
  }

  Object.assign(calculos, /** @satisfies {Partial<KitCalculos>} */ ({ cuentasFiscales }));
})();
