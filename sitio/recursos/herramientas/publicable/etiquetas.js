/* Qué campos pueden ser el territorio de una salida publicable. Mismas reglas que
   generador/metodos/publicable/etiquetas.py; las listas de nombres son las de datos/publicable.json. */
(function () {
  "use strict";
  const P = (self.KitPublicable = self.KitPublicable || /** @type {KitPublicable} */ ({}));
  const H = self.KitHogares;
  const PARECE_COORDENADA = "parece coordenada";
  const CARACTERISTICA = "característica de la persona, no territorio";
  const CRUCE = "cruza territorio con característica";
  const MUY_PEQUENOS = "más de la mitad de los territorios no llega al mínimo";
  const MOTIVOS = {
    coordenada: "campo de coordenada",
    identificador: "identificador",
    caracteristica: CARACTERISTICA,
  };

  /** @param {string} campo */
  const esTerritorio = (campo) =>
    P.reglas().etiquetas.territorios.some((/** @type {string} */ nombre) => H.coincide(campo, nombre));

  /** @param {string} campo @param {string[]} variables */
  function porNombre(campo, variables) {
    if (esTerritorio(campo)) return null;
    const propia = H.clave(campo);
    const { etiquetas } = P.reglas();
    for (const [clase, motivo] of Object.entries(MOTIVOS)) {
      if (etiquetas[clase].some((/** @type {string} */ patron) => new RegExp(patron).test(propia))) return motivo;
    }
    return variables.some((v) => H.coincide(campo, v)) ? CARACTERISTICA : null;
  }

  /**
   * Si el texto trae una longitud y una latitud de Colombia, o una sola, con sus decimales.
   * @param {string} valor
   * @returns {boolean}
   */
  function pareceCoordenada(valor) {
    const { decimal, grados, longitud, latitud, decimales_de_latitud_sola: alMenos } = P.reglas().parece_coordenada;
    if (new RegExp(grados).test(valor)) return true;
    const hallados = [...valor.matchAll(new RegExp(decimal, "g"))];
    const numeros = hallados.map(([, entera, cifras]) => ({ n: Number(`${entera}.${cifras}`), cifras: cifras.length }));
    /** @param {number} n @param {number[]} rango */
    const dentro = (n, [desde, hasta]) => desde <= n && n <= hasta;
    if (numeros.some(({ n }) => dentro(n, longitud))) return true;
    const latitudes = numeros.filter(({ n }) => dentro(n, latitud));
    const solo = new RegExp(`^(?:${decimal})$`).test(H.recortar(valor));
    return latitudes.length > 0 && solo && latitudes[0].cifras >= alMenos;
  }

  /**
   * Por qué esos campos (uno, o varios cruzados) no pueden ser el territorio; null si pueden.
   * @param {string[]} campos
   * @param {string[]} valores los distintos del territorio
   * @param {string[]} variables las del diccionario del Sisbén
   * @returns {string | null}
   */
  function motivoDeRechazo(campos, valores, variables) {
    const motivos = campos.map((campo) => porNombre(campo, variables));
    const propios = motivos.filter((motivo) => motivo !== null);
    if (propios.length) return campos.length > 1 && propios.every((m) => m === CARACTERISTICA) ? CRUCE : propios[0];
    return valores.some(pareceCoordenada) ? PARECE_COORDENADA : null;
  }

  /**
   * ErrorDeMetodo si esos campos no pueden ser el territorio de una salida publicable.
   * @param {string[]} campos
   * @param {string[]} valores
   * @param {string[]} variables
   */
  function comprobarCampos(campos, valores, variables) {
    const motivo = motivoDeRechazo(campos, valores, variables);
    if (!motivo) return;
    throw new H.ErrorDeMetodo(
      `«${campos.join(" + ")}» no sirve de territorio para publicar: ${motivo}`,
      "agrupe por vereda, barrio o una capa de polígonos, o mida en modo interno",
    );
  }

  /** Si hay que mirar que esos campos no sean casi un identificador. @param {string[]} campos @returns {boolean} */
  const exigeTamanos = (campos) => !campos.every(esTerritorio);

  /**
   * ErrorDeMetodo si más de la mitad de los territorios no llega al mínimo.
   * @param {number[]} hogares redondeados, de los territorios con registros
   * @param {number} minimo
   */
  function comprobarTamanos(hogares, minimo) {
    if (2 * hogares.filter((n) => n < minimo).length <= hogares.length) return;
    throw new H.ErrorDeMetodo(
      `${MUY_PEQUENOS} de ${minimo} hogares`,
      "agrupe por un campo con territorios mayores, o mida en modo interno",
    );
  }

  Object.assign(
    P,
    /** @satisfies {Partial<KitPublicable>} */ ({
      pareceCoordenada,
      motivoDeRechazo,
      comprobarCampos,
      exigeTamanos,
      comprobarTamanos,
    }),
  );
})();
