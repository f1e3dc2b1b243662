/* El error de muestreo de una base con factor de expansión, con lo que la base trae: la vivienda y la zona de cada
   municipio. Lo mismo que generador/hogares/error_de_muestreo.py. */

/**
 * @typedef {object} MuestraDeBase lo que no depende del método
 * @property {string[]} dichos lo que hay que decir de ese error
 * @property {Int32Array} patron
 * @property {Float64Array} factor
 * @property {Float64Array} personas 0 si no se sabe
 * @property {Record<"medida" | "total" | "base", MuestraPorTerritorio> | null} por null si la base no trae el diseño
 */

(function () {
  "use strict";
  const H = self.KitHogares;
  const C = self.KitCalculos;
  const obrero = (self.KitObrero = self.KitObrero || /** @type {KitObrero} */ ({}));
  const SIN_ZONA = 3;
  const SEPARADOR = "|";

  /** La vivienda es la identidad del hogar sin su número. @param {string} identidad */
  const vivienda = (identidad) => identidad.slice(0, identidad.lastIndexOf(SEPARADOR));

  /** @param {HogaresArmados} armado @param {string[]} identidades */
  function disenoDe({ municipio, zona }, identidades) {
    const estratos = Array.from(zona, (z, i) => {
      const suyo = municipio ? municipio.codigos[i] : 0;
      return suyo * (SIN_ZONA + 1) + (Number.isNaN(z) ? SIN_ZONA : z);
    });
    return C.declararDiseno(identidades.map(vivienda), estratos);
  }

  /** null si la base no trae factor de expansión. @type {KitObrero["muestraDe"]} */
  function muestraDe({ armado }, donde, regla) {
    const { factor, identidades, jefe, privaciones } = armado;
    if (!factor.some((f) => f !== 1)) return null;
    const textos = H.documento("publicable").muestra;
    const { patron, sinDato } = C.patronesDe(privaciones, jefe.length);
    const personas = armado.personas.map((p) => p || 0);
    const hecha = { patron, factor, personas, por: null };
    if (!identidades) return { ...hecha, dichos: [textos.sin_error] };
    const diseno = disenoDe(armado, identidades);
    /** @param {(i: number) => number} cual */
    const territorio = (cual) => Int32Array.from(patron, (_, i) => (regla === "excluir" && sinDato[i] ? -1 : cual(i)));
    const propios = territorio((i) => donde.codigos[i]);
    /** @param {Int32Array} de @param {number} cuantos */
    const muestra = (de, cuantos) => C.muestraPorTerritorio(diseno, de, cuantos, personas);
    const solos = diseno.solos ? [H.llenar(textos.solos, { cuantos: diseno.solos })] : [];
    return {
      ...hecha,
      dichos: [textos.error, ...solos],
      por: {
        medida: muestra(propios, donde.etiquetas.length),
        total: muestra(
          propios.map((t) => (t < 0 ? -1 : 0)),
          1,
        ),
        base: muestra(
          territorio(() => 0),
          1,
        ),
      },
    };
  }

  /** El error de cada territorio, de su total o de toda la base, con ese método. @type {KitObrero["errorDe"]} */
  function errorDe(muestra, cual, metodo, unidad) {
    if (!muestra?.por) return null;
    const { factor, patron, personas, por } = muestra;
    const peso = unidad === "personas" ? factor.map((f, i) => f * personas[i]) : factor;
    return C.errorDeMuestreo(por[cual], patron, peso, metodo);
  }

  Object.assign(obrero, /** @satisfies {Partial<KitObrero>} */ ({ errorDe, muestraDe }));
})();
