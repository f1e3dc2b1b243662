/* Qué es un expediente y qué cabe en él: la lista cerrada (reglas/expediente.json) de lo que se guarda de cada
   herramienta. Ni hogares, ni beneficiarios, ni bases: lo que no está en la lista no se guarda ni se importa. */
(function () {
  "use strict";
  const reglas = window.KIT_DATOS.expediente;
  const KIT = "contra-la-pobreza";
  const DOCUMENTO = "expediente";
  const CODIGO = /^(\d{5})?$/;

  /** @type {KitExpediente["reglaDe"]} */
  const reglaDe = (herramienta) =>
    Object.prototype.hasOwnProperty.call(reglas.herramientas, herramienta) ? reglas.herramientas[herramienta] : null;

  /** Solo esas claves del estado. @type {KitExpediente["recortar"]} */
  const recortar = (estado, claves) =>
    Object.fromEntries(claves.filter((c) => estado[c] !== undefined).map((c) => [c, estado[c]]));

  /** @type {KitExpediente["vacio"]} */
  const vacio = (municipio) => ({
    kit: KIT,
    documento: DOCUMENTO,
    version: reglas.version,
    municipio,
    herramientas: {},
  });

  /** @param {unknown} x @returns {x is Record<string, any>} */
  const esObjeto = (x) => typeof x === "object" && x !== null && !Array.isArray(x);

  /** @param {unknown} condicion @param {string} problema */
  function exigir(condicion, problema) {
    if (!condicion) throw new Error(problema);
  }

  /** @param {string} herramienta @param {any} s @returns {SeccionDeExpediente} */
  function comprobarSeccion(herramienta, s) {
    const regla = reglaDe(herramienta);
    exigir(regla && regla.guarda.length, `trae «${herramienta}», que no es una herramienta que se guarde`);
    exigir(esObjeto(s) && esObjeto(s.estado), `lo de «${regla?.nombre}» está incompleto`);
    exigir(s.version === regla?.version, `lo de «${regla?.nombre}» es de otra versión`);
    const ajena = Object.keys(s.estado).find((c) => !regla?.guarda.includes(c));
    exigir(ajena === undefined, `trae «${ajena}», que un expediente no guarda`);
    if (herramienta === "compromisos") comprobarCompromisos(s.estado.compromisos);
    const texto = (/** @type {unknown} */ x) => (typeof x === "string" ? x.slice(0, 40) : "");
    return { version: s.version, guardado: texto(s.guardado), sello: texto(s.sello), estado: s.estado };
  }

  /** @param {any} lista */
  function comprobarCompromisos(lista) {
    exigir(Array.isArray(lista) && lista.length <= reglas.maximo_compromisos, "los compromisos no corresponden");
    lista.forEach((/** @type {any} */ c) => {
      exigir(esObjeto(c) && Object.keys(c).every((k) => reglas.compromiso.includes(k)), "un compromiso no corresponde");
    });
  }

  /**
   * El expediente leído y comprobado; Error con el problema si es ajeno, de otra versión o está dañado.
   * @type {KitExpediente["comprobar"]}
   */
  function comprobar(documento) {
    if (!esObjeto(documento) || documento.documento !== DOCUMENTO) throw new Error("no es un expediente del kit");
    exigir(documento.version === reglas.version, "es de otra versión del kit");
    exigir(typeof documento.municipio === "string" && CODIGO.test(documento.municipio), "su municipio no existe");
    exigir(esObjeto(documento.herramientas), "no trae herramientas");
    const secciones = Object.entries(documento.herramientas).map(([h, s]) => [h, comprobarSeccion(h, s)]);
    return { ...vacio(documento.municipio), herramientas: Object.fromEntries(secciones) };
  }

  /** Cuándo, en palabras, se guardó lo último de un expediente. @type {KitExpediente["ultimaVez"]} */
  const ultimaVez = (documento) =>
    Object.values(documento.herramientas)
      .map((s) => s.guardado)
      .sort()
      .pop() || "";

  window.KitExpediente = Object.assign(
    /** @type {KitExpediente} */ ({}),
    /** @satisfies {Partial<KitExpediente>} */ ({ comprobar, recortar, reglaDe, ultimaVez, vacio }),
  );
})();
