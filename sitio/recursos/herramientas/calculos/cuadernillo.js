/* Las cifras del cuadernillo de un municipio, de las columnas que arma generador/paginas/guias/cuadernillo.py.
   Una cifra es {v, d, u} (número, decimales, unidad), {rotulo} si es una categoría o {falta} si no la hay. */

/**
 * @typedef {object} Cifra
 * @property {number} [v]
 * @property {number} [d] decimales
 * @property {string} [u] unidad
 * @property {boolean} [signo] si se escribe también el «+»
 * @property {string} [rotulo] si es una categoría
 * @property {string} [falta] por qué no la hay
 */

/**
 * @typedef {object} Cuadernillo Lo que se puede preguntar de un municipio.
 * @property {string} codigo
 * @property {string[]} referencias con quién se compara
 * @property {(id: string, zona?: string, otro?: number) => Cifra} cifra
 * @property {(id: string, quien: string) => Cifra} referencia
 * @property {(id: string) => {nombre: string, periodo: string, fuente: string}} ficha
 * @property {() => {id: string, nombre: string, propia: Cifra, referencias: Cifra[]}[]} privaciones
 * @property {() => PrivacionLejana[]} lejanas
 * @property {() => {codigo: string, ipm: Cifra, diferencia: Cifra}[]} comparables
 * @property {(id: string) => Cifra} medianaDeGrupo
 * @property {(a: Cifra, b: Cifra, decimales: number) => Cifra} resta
 * @property {(codigo: string) => string} nombreDe
 * @property {string} anioDePrivaciones De qué año son las quince privaciones.
 * @property {string} sinComparables por qué no los hay
 * @property {string} puesto en el país y en su departamento, con su rango; vacío si no lo tiene
 * @property {string} omision a cuántos no contó el censo, si hay que decirlo junto a la cifra
 * @property {(tabla: string) => string[]} avisos lo que debe acompañar a una tabla
 * @property {boolean} sinComparar si la cifra describe solo a los contados
 */

/**
 * @typedef {object} PrivacionLejana
 * @property {string} id
 * @property {string} nombre
 * @property {Cifra} propia
 * @property {Cifra} referencia
 * @property {Cifra} diferencia
 * @property {Cifra} cabecera
 * @property {Cifra} rural
 */

/** @typedef {Pick<Cuadernillo, "referencias" | "cifra" | "referencia" | "ficha">} Consulta */

(function () {
  "use strict";
  /** @type {Record<string, string>} */
  const FALTA = { x: "no aplica", "?": "no disponible" };

  /**
   * @param {ColumnaDeCuadernillo} columna
   * @param {CifraCruda} crudo
   * @returns {Cifra}
   */
  function leida(columna, crudo) {
    if (typeof crudo !== "number") return { falta: (crudo && FALTA[crudo]) || "sin dato" };
    if (columna.c) return { rotulo: columna.c[crudo] };
    return { v: crudo / 10 ** columna.d, d: columna.d, u: columna.u };
  }

  /** @type {Cuadernillo["resta"]} */
  const resta = (a, b, decimales) =>
    a.v === undefined || b.v === undefined
      ? { falta: "sin dato" }
      : { v: a.v - b.v, d: decimales, u: "p.\u00a0p.", signo: true };

  /** @param {Cifra} cifra */
  const valorO = ({ v }) => (v === undefined ? -1 : v);

  /**
   * Las quince, de la más frecuente a la menos.
   * @param {DatosDeCuadernillo} datos
   * @param {Consulta} c
   */
  const privacionesDe = (datos, c) =>
    datos.privaciones
      .map((id) => ({
        id,
        nombre: c.ficha(id).nombre,
        propia: c.cifra(id),
        referencias: c.referencias.map((r) => c.referencia(id, r)),
      }))
      .sort((a, b) => valorO(b.propia) - valorO(a.propia));

  /**
   * Las que más se alejan de la referencia, hacia peor.
   * @param {DatosDeCuadernillo} datos
   * @param {number} i
   * @param {Consulta} c
   */
  const lejanasDe = (datos, i, c) =>
    datos.lejanas[i].map(([n, cabecera, rural]) => {
      const id = datos.privaciones[n];
      const propia = c.cifra(id);
      const referencia = c.referencia(id, c.referencias[0]);
      return {
        id,
        nombre: c.ficha(id).nombre,
        propia,
        referencia,
        diferencia: resta(propia, referencia, 1),
        cabecera: leida(datos.columnas[id], cabecera),
        rural: leida(datos.columnas[id], rural),
      };
    });

  /**
   * Los parecidos y su diferencia como la dice el perfil: la del otro menos la propia.
   * @param {DatosDeCuadernillo} datos
   * @param {number} i
   * @param {Consulta} c
   */
  const comparablesDe = (datos, i, c) =>
    datos.comparables[i].map((otro) => {
      const ipm = c.cifra("ipm_censal", "total", otro);
      return { codigo: datos.municipios[otro], ipm, diferencia: resta(ipm, c.cifra("ipm_censal"), 1) };
    });

  /** Lo que se puede preguntar de un municipio; null si el código no está. @type {KitCalculos["cuadernillo"]} */
  function cuadernillo(datos, codigo) {
    const i = datos.municipios.indexOf(codigo);
    if (i < 0) return null;
    const depto = codigo.slice(0, 2);
    // Bogotá es municipio y departamento a la vez: solo se compara con el país.
    const referencias = depto === "11" ? ["00"] : [depto, "00"];
    /** @param {string} id */
    const columna = (id) => datos.columnas[id];
    /** @type {Consulta} */
    const consulta = {
      referencias,
      cifra: (id, zona = "total", otro = i) => leida(columna(id), columna(id).v[zona][otro]),
      referencia: (id, quien) => leida(columna(id), columna(id).ref[quien]),
      ficha: (id) => ({ nombre: columna(id).n, periodo: columna(id).p, fuente: columna(id).f }),
    };
    /** @type {Cuadernillo["medianaDeGrupo"]} */
    const medianaDeGrupo = (id) => {
      const grupo = datos.columnas.mdm_grupo.v.total[i];
      return typeof grupo === "number" ? { v: datos.medianas[grupo][id], d: 1, u: "" } : { falta: "sin dato" };
    };
    return {
      ...consulta,
      codigo,
      privaciones: () => privacionesDe(datos, consulta),
      lejanas: () => lejanasDe(datos, i, consulta),
      comparables: () => comparablesDe(datos, i, consulta),
      medianaDeGrupo,
      resta,
      anioDePrivaciones: datos.columnas[datos.privaciones[0]].p,
      nombreDe: (r) => datos.agregados[r],
      sinComparables: datos.sin_comparables[codigo] || "",
      puesto: datos.puestos[i],
      omision: datos.omision[codigo] || "",
      avisos: (tabla) => (datos.avisos[codigo] || {})[tabla] || [],
      sinComparar: datos.sin_comparar.includes(codigo),
    };
  }

  window.KitCalculos = Object.assign(
    window.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({ cuadernillo }),
  );
})();
