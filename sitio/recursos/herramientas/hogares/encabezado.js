/* El nombre de una columna en una sola forma, y si es el de una columna conocida. Mismas reglas que
   generador/metodos/hogares/encabezado.py: mayúsculas, letras rotas, espacios y cortes a diez caracteres. */
(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  // Marca de orden de bytes, también como la deja una lectura en Latin-1.
  const ADORNOS = "\ufeffï»¿\"'`«»“”‘’ \t\r\n\xa0";
  const SEPARADORES = /_*[\s.\-/]+[\s.\-/_]*/g;
  const RARO = /[^0-9a-z_]+/g;
  // El guion que se quita no puede juntar dos números: «i1_1» no es «i11».
  const GUION = /(?<!\d)_|_(?!\d)/g;
  const LARGO_DBF = 10;
  // GDAL numera los nombres que al cortarse se repiten: tip_parent, tip_pare_1, …, tip_pare10.
  const REPETIDO_DBF = /^(.{8})(?:_\d|\d\d)$/;
  /** @param {string} texto */
  const escapar = (texto) => texto.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  /** @param {string} texto */
  function sinAdornos(texto) {
    const letras = Array.from(texto);
    /** @param {string} c */
    const limpia = (c) => !ADORNOS.includes(c);
    const desde = letras.findIndex(limpia);
    return desde < 0 ? "" : letras.slice(desde, letras.findLastIndex(limpia) + 1).join("");
  }

  /**
   * Nombre en minúsculas, con «_» en vez de espacios; lo que no sea a-z, 0-9 o _ queda en «?».
   * @param {string} columna
   * @returns {string}
   */
  function clave(columna) {
    const visible = sinAdornos(columna.normalize("NFC")).replace(/\p{Cf}/gu, "");
    return sinAdornos(visible).toLowerCase().replace(SEPARADORES, "_").replace(RARO, "?");
  }

  /** La clave sin guiones, salvo entre dos cifras: «H 5», «h_5» y «H5» son la misma. @param {string} columna */
  const compacta = (columna) => clave(columna).replace(GUION, "");

  /**
   * Si la columna es `nombre` (en ASCII), con cada «?» de su clave en lugar de una letra.
   * @param {string} columna
   * @param {string} nombre
   * @returns {boolean}
   */
  const coincide = (columna, nombre) =>
    clave(columna).includes("?") ? conRotas(clave(columna), nombre) : compacta(columna) === compacta(nombre);

  /** @param {string} escrita @param {string} nombre */
  const conRotas = (escrita, nombre) => new RegExp(`^${escrita.split("?").map(escapar).join("[a-z_]")}$`).test(nombre);

  /**
   * Los nombres largos de los que la columna puede ser el corte a diez caracteres. Con el número que pone
   * GDAL («tip_pare_1») solo se sabe el comienzo, y pueden ser varios.
   * @param {string} columna
   * @param {Iterable<string>} nombres
   * @returns {string[]}
   */
  function cortes(columna, nombres) {
    const corta = clave(columna);
    if (corta.length !== LARGO_DBF) return [];
    const largos = [...nombres].filter((n) => n.length > LARGO_DBF);
    const enteros = largos.filter((n) => conRotas(corta, n.slice(0, LARGO_DBF)));
    const numerada = REPETIDO_DBF.exec(corta);
    return enteros.length || !numerada ? enteros : largos.filter((n) => n.startsWith(numerada[1]));
  }

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ clave, compacta, coincide, cortes }));
})();
