/* Los datos del hogar, leídos de la fila que habla por él. Mismas reglas que
   generador/metodos/hogares/del_jefe.py. */

/**
 * @typedef {object} PartesDelJefe
 * @property {Entrada} entrada
 * @property {Peticion} peticion
 * @property {Reunion} reunion
 * @property {Avisos} avisos
 * @property {Perdidas} perdidas las de las filas de los jefes
 */

(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  // Como en el núcleo: un registro no representa a más hogares que los que caben en el país.
  const MAXIMO_DE_FACTOR = 1e9;
  const DEL_NIVEL = ["orden", "grupo", "nivel", "clasificacion"];

  /** @param {string} texto */
  function personas(texto) {
    const valor = H.entero(H.recortar(texto));
    return valor >= 1 ? valor : H.ILEGIBLE;
  }

  /** Lee las columnas del jefe de cada hogar y anota lo que no se entiende. */
  class DelJefe {
    /** @param {PartesDelJefe} partes */
    constructor(partes) {
      this.entrada = partes.entrada;
      this.peticion = partes.peticion;
      this.reunion = partes.reunion;
      this.avisos = partes.avisos;
      this.perdidas = partes.perdidas;
    }

    /** La columna, con una fila por hogar. @param {string} canonico */
    columna(canonico) {
      return H.tomar(this.entrada.de(canonico), this.reunion.resumen.jefe);
    }

    /** El grupo y el nivel de cada hogar. */
    niveles() {
      const columnas = {
        grupo: this.columna("grupo"),
        nivel: this.columna("nivel"),
        escrita: this.columna("clasificacion"),
      };
      const detiene = DEL_NIVEL.some((c) => this.peticion.usados.includes(c));
      const hecha = H.clasificar(this.peticion.instrumento, columnas, this.perdidas, detiene);
      this.avisos.anotar("truncadas", hecha.truncadas);
      this.avisos.anotar("contradictorias", hecha.contradictorias);
      return hecha;
    }

    /** La clase (1 a 3) y la zona (1 o 2); la zona sale de la clase si la base no la trae. */
    claseYZona() {
      const { usados } = this.peticion;
      const propia = this.entrada.tiene("zona");
      const detiene = usados.includes("clase") || (usados.includes("zona") && !propia);
      const clase = this.perdidas.leer(this.columna("clase"), "clase", H.lector("clase"), detiene);
      if (!propia) return { clase, zona: clase.map(H.zonaDeClase) };
      const lector = H.lector("zona");
      return { clase, zona: this.perdidas.leer(this.columna("zona"), "zona", lector, usados.includes("zona")) };
    }

    /** Las personas de cada hogar; NaN si la base no permite saberlo. */
    tamanos() {
      const escrita = this.columna("personas_hogar");
      const leidas = H.numeros(escrita, personas);
      const { identidad, resumen, unidad } = this.reunion;
      if (unidad === "personas" && identidad) {
        const otro = leidas.reduce((suma, n, h) => suma + (Number.isFinite(n) && n !== resumen.personas[h] ? 1 : 0), 0);
        this.avisos.anotar("otro_tamano", otro, { columna: escrita.nombre });
        return Float64Array.from(resumen.personas);
      }
      if (this.entrada.tiene("personas_hogar")) {
        const malas = Uint8Array.from(leidas, (n) => (Number.isFinite(n) ? 0 : 1));
        this.perdidas.anotar(escrita, "personas_hogar", malas, true);
      }
      return leidas.map((n) => (Number.isFinite(n) ? n : NaN));
    }

    /** El factor de expansión del hogar, 1 si la base no lo trae o se pidió no usarlo. */
    factor() {
      const unos = new Float64Array(this.reunion.resumen.jefe.length).fill(1);
      if (!this.entrada.tiene("fex")) return unos;
      const columna = this.columna("fex");
      const nombre = { columna: columna.nombre };
      if (!this.peticion.conFactor) {
        this.avisos.anotar("factor_sin_usar", unos.length, nombre);
        return unos;
      }
      const opciones = { decimal: this.peticion.decimal, minimo: 0, como: this.peticion.como.decimal };
      const factor = H.leerReales(columna, "factor", new H.Perdidas(this.perdidas.filas), opciones);
      const malas = Uint8Array.from(factor, (f) => (f <= MAXIMO_DE_FACTOR ? 0 : 1));
      this.perdidas.anotar(columna, "factor", malas, true);
      this.avisos.anotar("factor", unos.length, nombre);
      return factor.map((f) => (f <= MAXIMO_DE_FACTOR ? f : 0));
    }

    /**
     * Personas de cada edad por hogar; {} si no se sabe la edad o el hogar de cada una.
     * @param {Perdidas} deLasFilas
     * @returns {CuentasDeEdad}
     */
    edades(deLasFilas) {
      const { identidad, resumen, unidad } = this.reunion;
      if (!identidad || unidad === "hogares" || !this.entrada.tiene("edad")) return {};
      const edad = H.leerEdades(this.entrada.de("edad"), deLasFilas);
      return H.contarPorEdad(edad, identidad.hogar, resumen.cuenta, resumen.jefe.length);
    }
  }

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ DelJefe }));
})();
