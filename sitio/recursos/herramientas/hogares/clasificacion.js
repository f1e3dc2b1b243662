/* El grupo y el nivel, en cualquiera de sus escrituras: «A3», «A03», «1. SISBEN IV - A», «Nivel 3». Se leen;
   nunca se recalculan. Mismas reglas que generador/metodos/hogares/clasificacion.py e instrumento.py. */

/**
 * @typedef {object} Clasificacion El grupo y el nivel de cada fila.
 * @property {Int32Array} orden desde 1, entre todos los códigos del instrumento; 0 si no hay
 * @property {number} truncadas
 * @property {number} contradictorias
 * @property {string[]} codigos los del instrumento, del primero al último
 */

/**
 * @typedef {object} ClasificacionRehecha La de una combinación de letra, nivel y forma escrita.
 * @property {number} orden
 * @property {boolean} truncada
 * @property {boolean} contradictoria
 * @property {boolean} imposible
 */

(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  /** @type {RegExp[] | null} */
  let formas = null;

  /**
   * El grupo («» si no lo trae) y el nivel (0 si no lo trae) que escribe un texto; null si no se entiende.
   * @param {string} texto
   * @returns {{letra: string, nivel: number} | null}
   */
  function leerCodigo(texto) {
    if (!formas) {
      const tabla = H.documento("clasificacion");
      /** @param {string} patron */
      const entera = (patron) => new RegExp(`^(?:${patron.replaceAll("(?P<", "(?<")})$`);
      formas = [entera(tabla.codigo), entera(tabla.nivel)];
    }
    const limpio = H.llave(texto).toUpperCase();
    const codigo = formas[0].exec(limpio);
    if (codigo?.groups) return { letra: codigo.groups.letra, nivel: Number(codigo.groups.nivel || 0) };
    /** @param {string} texto */
    const nivel = formas[1].exec(limpio);
    return nivel?.groups ? { letra: "", nivel: Number(nivel.groups.nivel) } : null;
  }

  /* Los textos como números: la posición de la letra, el nivel y la posición de la forma. */
  class Lector {
    /** @param {Instrumento} instrumento */
    constructor(instrumento) {
      this.instrumento = instrumento;
      this.letras = instrumento.grupos.map((g) => g.letra);
      this.codigos = self.KitCalculos.codigosSisben(instrumento);
      this.formas = [...this.letras, ...this.codigos];
    }

    /** @param {string} texto */
    letra(texto) {
      const leido = leerCodigo(texto);
      const lugar = leido ? this.letras.indexOf(leido.letra) : -1;
      return lugar < 0 ? H.ILEGIBLE : lugar;
    }

    /** @param {string} texto */
    nivel(texto) {
      const leido = leerCodigo(texto);
      return leido && leido.nivel ? leido.nivel : H.ILEGIBLE;
    }

    /** @param {string} texto */
    nivelDelGrupo(texto) {
      const leido = leerCodigo(texto);
      return leido && leido.letra && leido.nivel ? leido.nivel : NaN;
    }

    /** @param {string} texto */
    escrita(texto) {
      const leido = leerCodigo(texto);
      if (!leido || !leido.letra) return H.ILEGIBLE;
      const cifras = String(leido.nivel).padStart(this.instrumento.cifras, "0");
      const lugar = this.formas.indexOf(leido.nivel ? leido.letra + cifras : leido.letra);
      return lugar < 0 ? H.ILEGIBLE : lugar;
    }

    /** El orden de la pareja, desde 1; 0 si no existe. @param {number} letra @param {number} nivel */
    ordenar(letra, nivel) {
      if (letra < 0 || !(nivel >= 1 && nivel <= this.instrumento.grupos[letra].niveles)) return 0;
      return this.instrumento.grupos.slice(0, letra).reduce((suma, g) => suma + g.niveles, 0) + nivel;
    }

    /**
     * La clasificación de una combinación; −1 es «no hay».
     * @param {number} letra
     * @param {number} nivel
     * @param {number} forma
     * @returns {ClasificacionRehecha}
     */
    rehacer(letra, nivel, forma) {
      const armado = this.ordenar(letra, nivel);
      const texto = forma < 0 ? "" : this.formas[forma];
      const orden = armado || this.codigos.indexOf(texto) + 1;
      const codigo = armado ? this.codigos[armado - 1] : "";
      const difiere = armado > 0 && texto !== "" && texto !== codigo;
      const truncada = difiere && codigo.startsWith(texto);
      const imposible = !armado && letra >= 0 && nivel >= 0 && !orden;
      return { orden, truncada, contradictoria: difiere && !truncada, imposible };
    }
  }

  /**
   * El orden total de cada fila, del grupo y el nivel o, si faltan, de lo escrito; 0 si no hay.
   * @param {Instrumento} instrumento
   * @param {{grupo: Columna, nivel: Columna, escrita: Columna}} columnas
   * @param {Perdidas} perdidas
   * @param {boolean} detiene
   * @returns {Clasificacion}
   */
  function clasificar(instrumento, { grupo, nivel, escrita }, perdidas, detiene) {
    const lector = new Lector(instrumento);
    const letra = perdidas.leer(grupo, "clasificacion", (t) => lector.letra(t), detiene);
    const suelto = perdidas.leer(nivel, "clasificacion", (t) => lector.nivel(t), detiene);
    const delGrupo = H.numeros(grupo, (t) => lector.nivelDelGrupo(t));
    const forma = perdidas.leer(escrita, "clasificacion", (t) => lector.escrita(t), detiene);
    /** @param {number} v */
    const entero = (v) => (Number.isNaN(v) ? -1 : v);
    const orden = new Int32Array(letra.length);
    const imposibles = new Uint8Array(letra.length);
    /** @type {Map<number, ClasificacionRehecha>} */
    const vistas = new Map();
    let truncadas = 0,
      contradictorias = 0;
    for (let i = 0; i < orden.length; i += 1) {
      const l = entero(letra[i]),
        n = entero(Number.isNaN(suelto[i]) ? delGrupo[i] : suelto[i]),
        f = entero(forma[i]);
      const junto = (l * 1000 + Math.min(n, 999)) * 1000 + f;
      let hecha = vistas.get(junto);
      if (!hecha) vistas.set(junto, (hecha = lector.rehacer(l, n, f)));
      orden[i] = hecha.orden;
      imposibles[i] = Number(hecha.imposible);
      truncadas += Number(hecha.truncada);
      contradictorias += Number(hecha.contradictoria);
    }
    perdidas.anotar(nivel, "clasificacion", imposibles, detiene);
    return { orden, truncadas, contradictorias, codigos: lector.codigos };
  }

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ leerCodigo, clasificar }));
})();
