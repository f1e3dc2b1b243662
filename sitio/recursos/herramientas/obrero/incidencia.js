/* H, A, M0 y las privaciones por territorio de la base abierta. Los hogares se resumen una vez en patrones, que se
   guardan: cambiar k, un peso o el denominador no los vuelve a mirar. */

/**
 * @typedef {object} Resumen
 * @property {Territorio} donde
 * @property {TablaDePatrones} tabla
 * @property {TablaDePatrones} todos los hogares, tengan o no territorio
 * @property {TablaDePatrones} total
 * @property {MuestraDeBase | null} muestra
 * @property {Float64Array} sinDato
 * @property {Float64Array} sinDatoPor
 */

(function () {
  "use strict";
  const H = self.KitHogares;
  const C = self.KitCalculos;
  const obrero = (self.KitObrero = self.KitObrero || /** @type {KitObrero} */ ({}));
  /** @type {WeakMap<BaseEnMemoria, Map<string, Resumen>>} */
  const guardados = new WeakMap();

  /**
   * Los patrones de la base por ese territorio y con esa regla para lo que no tiene dato.
   * @param {BaseEnMemoria} base
   * @param {string} por
   * @param {ReglaDeNulos} regla
   * @returns {Resumen}
   */
  function resumen(base, por, regla) {
    const propios = guardados.get(base) || new Map();
    guardados.set(base, propios);
    const llave = `${por} ${regla}`;
    if (!propios.has(llave)) propios.set(llave, resumir(base, por, regla));
    return propios.get(llave);
  }

  /** @param {BaseEnMemoria} base @param {string} por @param {ReglaDeNulos} regla @returns {Resumen} */
  function resumir(base, por, regla) {
    const donde = obrero.territorio(base, por);
    if (!donde?.etiquetas.length)
      throw new H.ErrorDeMetodo("ese campo no trae ningún territorio", "escoja otro de la lista");
    const territorios = donde.etiquetas.length;
    const tabla = C.resumirPatrones(base.armado, donde.codigos, territorios, regla);
    if (!tabla.patron.length)
      throw new H.ErrorDeMetodo(
        "ningún hogar con territorio trae completas las privaciones",
        "complételas en la base, o cuente lo que falta como no privado",
      );
    const todos = deTodos(base, regla);
    const total = C.tablaDelTotal(tabla);
    const muestra = obrero.muestraDe(base, donde, regla);
    return { donde, tabla, todos, total, muestra, ...sinDato(base.armado.privaciones, donde.codigos, territorios) };
  }

  /** Los patrones de todos los hogares. @param {BaseEnMemoria} base @param {ReglaDeNulos} regla */
  function deTodos({ armado }, regla) {
    return C.resumirPatrones(armado, new Int32Array(armado.jefe.length), 1, regla);
  }

  /**
   * Hogares con alguna privación sin dato en cada territorio, y los que no tienen cada una.
   * @param {Float64Array[]} privaciones
   * @param {Int32Array} codigos
   * @param {number} territorios
   */
  function sinDato(privaciones, codigos, territorios) {
    const alguna = new Uint8Array(codigos.length);
    const por = Float64Array.from(privaciones, (columna) => {
      let cuantos = 0;
      for (let i = 0; i < columna.length; i += 1)
        if (Number.isNaN(columna[i])) {
          alguna[i] = 1;
          cuantos += 1;
        }
      return cuantos;
    });
    const cada = new Float64Array(territorios);
    for (let i = 0; i < codigos.length; i += 1) if (codigos[i] >= 0) cada[codigos[i]] += alguna[i];
    return { sinDato: cada, sinDatoPor: por };
  }

  /**
   * Lo que no depende del método: hogares, personas y tasas de una tabla.
   * @type {WeakMap<TablaDePatrones, Pick<MedidaDeBase, "hogares" | "personas" | "tasas">>}
   */
  const fijas = new WeakMap();

  /** @param {TablaDePatrones} tabla @param {MetodoDeclarado} metodo cualquiera */
  function fijaDe(tabla, metodo) {
    const guardada = fijas.get(tabla);
    if (guardada) return guardada;
    const { poblacion: hogares, tasas } = C.medirPatrones(tabla, metodo, "hogares");
    const personas = new Float64Array(tabla.territorios);
    for (let f = 0; f < tabla.patron.length; f += 1) personas[tabla.territorio[f]] += tabla.personas[f];
    const hecha = { hogares, personas, tasas };
    fijas.set(tabla, hecha);
    return hecha;
  }

  /**
   * Lo medido de cada territorio: H, A y M0 en la unidad pedida; las tasas, siempre en hogares.
   * @param {TablaDePatrones} tabla
   * @param {MetodoDeclarado} metodo
   * @param {"personas" | "hogares"} unidad
   * @returns {Omit<MedidaDeBase, "error">}
   */
  const medir = (tabla, metodo, unidad) => ({
    ...C.medirPatrones(tabla, metodo, unidad),
    ...fijaDe(tabla, metodo),
  });

  /** Los patrones de un territorio o, con −1, de toda la base. @param {Resumen} resumen @param {number} cual */
  function deCual({ tabla, todos }, cual) {
    if (cual < 0) return todos;
    const filas = Array.from(tabla.territorio.keys()).filter((f) => tabla.territorio[f] === cual);
    return {
      ...tabla,
      patron: Int32Array.from(filas, (f) => tabla.patron[f]),
      hogares: Float64Array.from(filas, (f) => tabla.hogares[f]),
    };
  }

  /** @type {KitObrero["incidencia"]} */
  function incidencia(base, { por, regla, unidad, pesos, k }) {
    const metodo = C.declararMetodo(pesos, k);
    const { donde, tabla, todos, total, muestra, sinDato: cada, sinDatoPor } = resumen(base, por, regla);
    /** @param {"medida" | "total" | "base"} cual @param {TablaDePatrones} suya @returns {MedidaDeBase} */
    const conError = (cual, suya) => ({
      ...medir(suya, metodo, unidad),
      error: obrero.errorDe(muestra, cual, metodo, unidad),
    });
    return {
      territorios: donde.etiquetas,
      medida: conError("medida", tabla),
      total: conError("total", total),
      base: conError("base", todos),
      sinTerritorio: tabla.sinTerritorio,
      conNulos: tabla.conNulos,
      sinDato: cada,
      sinDatoPor,
      muestra: muestra ? muestra.dichos : null,
      columna: base.esquema.columnas[por] || por,
    };
  }

  obrero.operacion("incidencia", (_, { id, ...pedido }) => incidencia(obrero.base(id), pedido));
  // Los hogares con las dos privaciones, de un territorio o, con −1, de toda la base.
  obrero.operacion("cruce", (_, { id, por, regla, cual }) =>
    C.cruzarPrivaciones(deCual(resumen(obrero.base(id), por, regla), cual)),
  );

  Object.assign(obrero, /** @satisfies {Partial<KitObrero>} */ ({ incidencia }));
})();
