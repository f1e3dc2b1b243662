/* Lo que el panel «Publicar» sabe mientras la página está abierta: la clave y la bitácora de la entidad, lo pedido y
   lo preparado. Nada de esto se guarda en el navegador. */

(function () {
  "use strict";
  const mio = (window.KitPublicar = window.KitPublicar || /** @type {KitPublicar} */ ({}));

  /** La tabla del modo publicable, la misma de la orden. */
  const reglas = () => window.KIT_DATOS["metodos/publicable"];

  /** @returns {EstadoDePublicar} */
  const inicial = () => ({
    columna: "",
    redondeo: reglas().redondeo.hogares,
    minimo: reglas().minimo,
    nulos: "fallar",
    clave: null,
    claveNueva: false,
    claveGuardada: false,
    bitacora: null,
    primeraVez: false,
    hecha: null,
    anotada: false,
    mapa: null,
  });

  /**
   * Lo que falta para preparar la publicación, en orden; vacío si no falta nada.
   * @param {EstadoDePublicar} e
   * @returns {string[]}
   */
  function loQueFalta(e) {
    const falta = [
      e.columna ? null : "elija el territorio",
      e.clave ? null : "abra la clave de la entidad o cree una",
      e.clave && e.claveNueva && !e.claveGuardada ? "diga que ya guardó la clave" : null,
      e.bitacora || e.primeraVez || e.claveNueva ? null : "abra la bitácora",
    ];
    return falta.filter((f) => f !== null);
  }

  /** Una clave nueva no sigue la bitácora de otra: se detiene antes de crearla. @param {EstadoDePublicar} e */
  function exigirSinBitacora(e) {
    if (!e.bitacora) return;
    throw new window.KitMiBase.ErrorDeBase({
      problema: "ya abrió una bitácora: se publicó con otra clave",
      queHacer:
        "abra la copia de esa clave que guarda la entidad; si se perdió, deje de publicar lo anterior y empiece sin " +
        "esa bitácora",
      pregunta: null,
    });
  }

  /** Si cambia algo de lo pedido, lo preparado ya no vale. @param {EstadoDePublicar} e @returns {EstadoDePublicar} */
  const sinLoHecho = (e) => ({ ...e, hecha: null, anotada: false, mapa: null });

  /** Una clave recién creada, todavía sin guardar. @type {KitPublicar["conClaveNueva"]} */
  const conClaveNueva = (e, clave) => ({ ...sinLoHecho(e), clave, claveNueva: true, claveGuardada: false });

  /** @type {KitPublicar["conClave"]} */
  const conClave = (e, clave) => ({ ...sinLoHecho(e), clave, claveNueva: false, claveGuardada: true });

  /** @type {KitPublicar["conBitacora"]} */
  const conBitacora = (e, bitacora) => ({ ...sinLoHecho(e), bitacora, primeraVez: false });

  /**
   * Con lo que se acaba de preparar; si la bitácora no cambia, no hay nada que descargar antes.
   * @type {KitPublicar["conLoHecho"]}
   */
  const conLoHecho = (e, hecha) => ({
    ...sinLoHecho(e),
    hecha,
    anotada: hecha.bitacora === null || hecha.bitacora === e.bitacora?.texto,
  });

  /**
   * La bitácora nueva ya se descargó: desde aquí, la siguiente publicación sigue de ella.
   * @type {KitPublicar["conLaBitacoraBajada"]}
   */
  const conLaBitacoraBajada = (e) => ({
    ...e,
    anotada: true,
    bitacora: e.hecha?.bitacora ? { texto: e.hecha.bitacora, renglones: e.hecha.renglones } : e.bitacora,
  });

  /** Con otra base: lo preparado no vale, ni la columna si no la trae. @type {KitPublicar["conOtraBase"]} */
  const conOtraBase = (e, columnas) => ({ ...sinLoHecho(e), columna: columnas.includes(e.columna) ? e.columna : "" });

  Object.assign(
    mio,
    /** @satisfies {Partial<KitPublicar>} */ ({
      reglas,
      inicial,
      loQueFalta,
      exigirSinBitacora,
      conClaveNueva,
      conClave,
      conBitacora,
      conOtraBase,
      sinLoHecho,
      conLoHecho,
      conLaBitacoraBajada,
    }),
  );
})();
