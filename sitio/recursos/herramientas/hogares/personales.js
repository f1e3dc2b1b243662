/* Qué columnas son personales y no se leen (Ley 1581 de 2012). Mismas reglas que
   generador/metodos/hogares/personales.py. El navegador solo lee las columnas que su esquema nombra: esto
   dice, además, cuáles de las otras parecen datos de una persona. */
(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  const ROTA = "aeioun";
  const ROTAS_QUE_SE_PRUEBAN = 3;

  /**
   * El nombre de la lista que es esa columna, entero o cortado a diez caracteres; «» si no.
   * @param {string} columna
   * @param {string[]} nombres
   */
  const nombra = (columna, nombres) =>
    nombres.find((n) => H.coincide(columna, n)) || H.cortes(columna, nombres)[0] || "";

  /**
   * La clave sin tildes; con las letras rotas, lo que podría decir: «c?dula» → cedula…
   * @param {string} columna
   * @returns {string[]}
   */
  function lecturas(columna) {
    const plana = columna.normalize("NFD").replace(/\p{Mn}/gu, "");
    const [primera, ...demas] = H.clave(plana).split("?");
    if (demas.length > ROTAS_QUE_SE_PRUEBAN) return [[primera, ...demas].join("_")];
    const letras = [...ROTA, "_"];
    return demas.reduce((dichas, parte) => dichas.flatMap((d) => letras.map((l) => d + l + parte)), [primera]);
  }

  /**
   * Por qué el nombre de la columna parece un dato personal; «» si no lo parece.
   * @param {string} columna
   * @param {DatosPersonales} documento datos/datos_personales.json
   * @returns {string}
   */
  function motivoPersonal(columna, documento) {
    const nombrada = nombra(columna, documento.descartar);
    if (nombrada) return `es el dato personal «${nombrada}»`;
    const dichas = lecturas(columna);
    /** @param {string} patron */
    const alguna = (patron) => dichas.some((d) => new RegExp(patron).test(d));
    if (alguna(documento.no_son_de_personas)) return "";
    const regla = documento.nombres_personales.find((r) => alguna(r.patron));
    return regla ? `su nombre parece ${regla.que}` : "";
  }

  /**
   * Columnas que por su nombre son personales, en su orden. `conocidas` son las que se reconocieron:
   * «ind_gasto_celular» es un gasto, no un teléfono.
   * @param {string[]} columnas
   * @param {string[]} conocidas
   * @returns {string[]}
   */
  function columnasPersonales(columnas, conocidas) {
    const documento = H.documento("datos_personales");
    return columnas.filter(
      (c) => motivoPersonal(c, documento) && (!conocidas.includes(c) || nombra(c, documento.descartar)),
    );
  }

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ columnasPersonales }));
})();
