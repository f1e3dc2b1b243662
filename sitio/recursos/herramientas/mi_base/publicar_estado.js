/* Lo que el panel «Publicar» sabe mientras la página está abierta: la clave y la bitácora de la entidad, lo pedido y
   lo preparado. Nada de esto se guarda en el navegador. */

(function () {
  "use strict";
  const P = window.KitPublicable;
  const mio = (window.KitPublicar = window.KitPublicar || /** @type {KitPublicar} */ ({}));

  /** @returns {EstadoDePublicar} */
  const inicial = () => ({
    columna: "",
    redondeo: P.basesDeRedondeo()[0],
    minimo: P.reglas().minimo,
    nulos: "fallar",
    clave: "",
    claveNueva: false,
    claveGuardada: false,
    bitacora: null,
    primeraVez: false,
    hecha: null,
    anotada: false,
    capa: null,
    propiedad: "",
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
      e.bitacora !== null || e.primeraVez || e.claveNueva ? null : "abra la bitácora",
    ];
    return falta.filter((f) => f !== null);
  }

  /** Una clave recién creada, todavía sin guardar. @param {EstadoDePublicar} e @returns {EstadoDePublicar} */
  function conClaveNueva(e) {
    if (e.bitacora) {
      throw new window.KitHogares.ErrorDeMetodo(
        "ya abrió una bitácora: se publicó con otra clave",
        "abra la copia de esa clave que guarda la entidad; si se perdió, deje de publicar lo anterior y empiece sin " +
          "esa bitácora",
      );
    }
    return { ...sinLoHecho(e), clave: P.claveATexto(P.claveNueva()), claveNueva: true, claveGuardada: false };
  }

  /** @param {EstadoDePublicar} e @param {string} texto @returns {EstadoDePublicar} */
  function conClave(e, texto) {
    const clave = P.claveDeTexto(texto);
    P.comprobarUso(clave, false);
    return { ...sinLoHecho(e), clave: P.claveATexto(clave), claveNueva: false, claveGuardada: true };
  }

  /** @param {EstadoDePublicar} e @param {string} texto @returns {EstadoDePublicar} */
  function conBitacora(e, texto) {
    const renglones = P.bitacoraDeTexto(texto);
    if (!texto) {
      throw new window.KitHogares.ErrorDeMetodo("el archivo está vacío: no es una bitácora", "ábralo de su copia");
    }
    return { ...sinLoHecho(e), bitacora: P.bitacoraATexto(renglones), primeraVez: false };
  }

  /** Si cambia algo de lo pedido, lo preparado ya no vale. @param {EstadoDePublicar} e @returns {EstadoDePublicar} */
  const sinLoHecho = (e) => ({ ...e, hecha: null, anotada: false });

  /**
   * Con lo que se acaba de preparar; si la bitácora no cambia, no hay nada que descargar antes.
   * @param {EstadoDePublicar} e
   * @param {PublicacionConRegistro} hecha
   * @returns {EstadoDePublicar}
   */
  const conLoHecho = (e, hecha) => ({ ...e, hecha, anotada: hecha.bitacora === null || hecha.bitacora === e.bitacora });

  /**
   * La bitácora nueva ya se descargó: desde aquí, la siguiente publicación sigue de ella.
   * @param {EstadoDePublicar} e
   * @returns {EstadoDePublicar}
   */
  const conLaBitacoraBajada = (e) => ({ ...e, anotada: true, bitacora: e.hecha?.bitacora ?? e.bitacora });

  Object.assign(
    mio,
    /** @satisfies {Partial<KitPublicar>} */ ({
      inicial,
      loQueFalta,
      conClaveNueva,
      conClave,
      conBitacora,
      sinLoHecho,
      conLoHecho,
      conLaBitacoraBajada,
    }),
  );
})();
