/* Dos cortes abiertos: cuántos hogares entran, salen y cambian, por territorio, y la lista de ellos. Las mismas tablas
   de `kit comparar-cortes`. */

/** @typedef {{base: BaseEnMemoria, corte: Corte}} CorteAbierto */

(function () {
  "use strict";
  const H = self.KitHogares;
  const C = self.KitCalculos;
  const obrero = (self.KitObrero = self.KitObrero || /** @type {KitObrero} */ ({}));
  const POBREZA = ["no pobre", "pobre"];
  const SIN_DATO = "sin dato";
  const TODOS = "TODOS";
  /** @type {Record<CambioDeFicha, string>} */
  const DE_FICHA = {
    divididas: "la ficha tiene más hogares que antes",
    juntadas: "la ficha tiene menos hogares que antes",
    renumeradas: "los hogares de la ficha tienen otro número",
    de_otro_municipio: "la ficha cambió de municipio",
  };

  /** @param {string} id @param {string} por @param {boolean} completas @returns {CorteAbierto} */
  function corteDe(id, por, completas) {
    const base = obrero.base(id);
    const { armado } = base;
    C.exigirLlave(base.esquema.claveHogar);
    if (!completas) C.exigirNominal(armado.factor, "marque «Las dos bases están completas»");
    const uno = { etiquetas: [TODOS], codigos: new Int32Array(armado.jefe.length) };
    const territorio = por ? obrero.territorio(base, por) : uno;
    if (!territorio)
      throw new H.ErrorDeMetodo(`«${base.nombre}» no trae ese territorio`, "escoja uno que esté en las dos bases");
    const corte = {
      llaves: C.llavesDeHogares(armado),
      orden: armado.clasificacion.orden,
      pobreza: obrero.pobreza(base),
      privaciones: armado.privaciones,
      territorio,
    };
    return { base, corte };
  }

  /** @param {{antes: string, despues: string, por: string, completas: boolean}} pedido */
  function abrir({ antes: una, despues: otra, por, completas }) {
    const antes = corteDe(una, por, completas);
    const despues = corteDe(otra, por, completas);
    const casados = C.casarCortes(antes.corte.llaves, despues.corte.llaves);
    const fichas = C.cambiosDeFicha(antes.corte.llaves, despues.corte.llaves, casados);
    return { antes, despues, casados, fichas };
  }

  /** @typedef {ReturnType<typeof abrir>} CortesAbiertos */

  /** De los que entran o salen, los de una ficha que está en los dos. @param {CortesAbiertos} c */
  function sinEmparejar({ antes, despues, casados, fichas }) {
    const porque = porFicha(fichas);
    /** @param {CorteAbierto} de @param {Int32Array} cuales */
    const contar = ({ corte }, cuales) => cuales.reduce((s, i) => s + (porque.has(corte.llaves.ficha[i]) ? 1 : 0), 0);
    return { salen: contar(antes, casados.salen), entran: contar(despues, casados.entran) };
  }

  /** @param {CambiosDeFicha} fichas @returns {Map<string, string>} */
  const porFicha = (fichas) =>
    new Map(
      /** @type {[CambioDeFicha, string][]} */ (Object.entries(DE_FICHA)).flatMap(([cual, dice]) =>
        fichas[cual].map((f) => /** @type {[string, string]} */ ([f, dice])),
      ),
    );

  /** {antes, despues, por, completas} → lo que se muestra. @type {OperacionDelObrero} */
  function comparar(_, pedido) {
    const abiertos = abrir(pedido);
    const { antes, despues, casados, fichas } = abiertos;
    const sisben = /** @type {Instrumento} */ (self.KIT_DATOS.instrumentos.find((i) => i.id === "sisben_iv"));
    const matrices = C.compararCortes(antes.corte, despues.corte, casados, sisben);
    return {
      hogares: {
        antes: antes.corte.orden.length,
        despues: despues.corte.orden.length,
        siguen: casados.antes.length,
        entran: casados.entran.length,
        salen: casados.salen.length,
      },
      llave: casados.partes,
      sinEmparejar: sinEmparejar(abiertos),
      fichas: Object.entries(DE_FICHA).map(([cual, dice]) => ({
        cual,
        dice,
        cuantas: fichas[/** @type {CambioDeFicha} */ (cual)].length,
      })),
      letras: sisben.grupos.map((g) => g.letra),
      nivel: C.cambiosDeNivel(matrices.niveles),
      matrices,
      territorios: C.compararTerritorios(antes.corte, despues.corte, casados, sisben),
    };
  }

  /** Lo que se escribe de un hogar. @param {CorteAbierto} abierto */
  function filaDe({ base, corte }) {
    const [ficha, hogar] = ["id_ficha", "id_hogar"].map((c) => obrero.textoDelHogar(base, c));
    const { codigos } = base.armado.clasificacion;
    return (/** @type {number} */ i) => ({
      llave: [ficha(i), hogar(i)],
      fila: base.armado.fila[i],
      territorio: corte.territorio.etiquetas[corte.territorio.codigos[i]] ?? "",
      clasificacion: codigos[corte.orden[i] - 1] || "",
      pobreza: POBREZA[corte.pobreza[i]] ?? SIN_DATO,
    });
  }

  /** Los hogares que entran, salen o cambian de grupo, de pobreza o de territorio. @type {OperacionDelObrero} */
  function hogares(_, pedido) {
    const { antes, despues, casados, fichas } = abrir(pedido);
    const [deAntes, deDespues] = [filaDe(antes), filaDe(despues)];
    const porque = porFicha(fichas);
    /** @param {string} situacion @param {number} a @param {number} d */
    const renglon = (situacion, a, d) => {
      const [x, y] = [a < 0 ? null : deAntes(a), d < 0 ? null : deDespues(d)];
      const propio = /** @type {NonNullable<typeof x>} */ (x || y);
      const ficha = a < 0 ? despues.corte.llaves.ficha[d] : antes.corte.llaves.ficha[a];
      const cambio = situacion === "sigue" ? "" : porque.get(ficha) || "";
      const pares = /** @type {const} */ (["fila", "territorio", "clasificacion", "pobreza"]).flatMap((c) => [
        x ? x[c] : null,
        y ? y[c] : null,
      ]);
      return [situacion, ...propio.llave, cambio, ...pares];
    };
    const cambia = (/** @type {any[]} */ r) =>
      r[6] !== r[7] || (r[8] || " ")[0] !== (r[9] || " ")[0] || r[10] !== r[11];
    return [
      ...Array.from(casados.antes, (a, k) => renglon("sigue", a, casados.despues[k])).filter(cambia),
      ...Array.from(casados.salen, (a) => renglon("sale", a, -1)),
      ...Array.from(casados.entran, (d) => renglon("entra", -1, d)),
    ];
  }

  obrero.operacion("cortes", comparar);
  obrero.operacion("cortes_hogares", hogares);
})();
