/* El error de muestreo de H, A y M0 por linealización de Taylor, con conglomerado último. Mismas reglas que
   generador/metodos/muestreo.py y diseno.py: los hogares que no cuentan siguen en el diseño. */

/**
 * @typedef {object} DisenoDeMuestra
 * @property {Int32Array} upm la de cada hogar: la vivienda, dentro de su estrato
 * @property {Int32Array} estrato el de cada UPM
 * @property {Int32Array} porEstrato cuántas UPM tiene cada uno
 * @property {number} solos estratos con una sola UPM: se comparan con la media general
 */

/**
 * @typedef {object} MuestraPorTerritorio las parejas (UPM, territorio) y sus celdas (estrato, territorio)
 * @property {Int32Array} pareja la de cada hogar; −1 si no cuenta
 * @property {Int32Array} territorio el de cada pareja
 * @property {Int32Array} celda la de cada pareja
 * @property {Int32Array} delTerritorio el territorio de cada celda
 * @property {Int32Array} presentes cuántas UPM de la celda tienen a alguien en el territorio
 * @property {Int32Array} posibles cuántas tiene su estrato
 * @property {Float64Array} casos personas de cada territorio, sin expandir
 * @property {Int32Array} gl
 */

/** @typedef {{ee: Float64Array, bajo: Float64Array, alto: Float64Array, clase: ClaseDePrecision[]}} ErrorDeUnaMedida */
/** @typedef {{casos: Float64Array, gl: Int32Array, h: ErrorDeUnaMedida, a: ErrorDeUnaMedida, m0: ErrorDeUnaMedida}}
 *   ErrorDeMuestreo */

(function () {
  "use strict";

  /** El número de cada llave, en el orden en que aparecen. */
  function numerador() {
    /** @type {Map<string | number, number>} */
    const vistas = new Map();
    /** @param {string | number} llave */
    const numero = (llave) => {
      const suyo = vistas.get(llave) ?? vistas.size;
      vistas.set(llave, suyo);
      return suyo;
    };
    return { numero, vistas };
  }

  /** @type {KitCalculos["declararDiseno"]} */
  function declararDiseno(viviendas, estratos) {
    const deEstrato = numerador();
    const propios = Int32Array.from(estratos, deEstrato.numero);
    const deUpm = numerador();
    const upm = Int32Array.from(viviendas, (v, i) => deUpm.numero(`${propios[i]} ${v}`));
    const estrato = new Int32Array(deUpm.vistas.size);
    upm.forEach((u, i) => {
      estrato[u] = propios[i];
    });
    const porEstrato = new Int32Array(deEstrato.vistas.size);
    estrato.forEach((h) => {
      porEstrato[h] += 1;
    });
    return { upm, estrato, porEstrato, solos: porEstrato.reduce((n, cuantas) => n + (cuantas === 1 ? 1 : 0), 0) };
  }

  /** @type {KitCalculos["muestraPorTerritorio"]} */
  function muestraPorTerritorio(diseno, territorio, territorios, personas) {
    const parejas = numerador();
    const casos = new Float64Array(territorios);
    const pareja = Int32Array.from(territorio, (t, i) => {
      if (t < 0) return -1;
      casos[t] += personas[i] || 0;
      return parejas.numero(diseno.upm[i] * territorios + t);
    });
    const llaves = Array.from(parejas.vistas.keys(), Number);
    const celdas = numerador();
    const estratoDe = (/** @type {number} */ llave) => diseno.estrato[Math.floor(llave / territorios)];
    const celda = Int32Array.from(llaves, (k) => celdas.numero(estratoDe(k) * territorios + (k % territorios)));
    const deCelda = Array.from(celdas.vistas.keys(), Number);
    const presentes = new Int32Array(deCelda.length);
    const gl = new Int32Array(territorios);
    celda.forEach((c) => {
      presentes[c] += 1;
    });
    deCelda.forEach((k, c) => {
      gl[k % territorios] += presentes[c] - 1;
    });
    return {
      pareja,
      territorio: Int32Array.from(llaves, (k) => k % territorios),
      celda,
      delTerritorio: Int32Array.from(deCelda, (k) => k % territorios),
      presentes,
      posibles: Int32Array.from(deCelda, (k) => diseno.porEstrato[Math.floor(k / territorios)]),
      casos,
      gl,
    };
  }

  /** V de cada territorio con el total de cada pareja. @param {MuestraPorTerritorio} m @param {Float64Array} totales */
  function varianza({ celda, delTerritorio, gl, posibles, presentes }, totales) {
    const suma = new Float64Array(presentes.length);
    celda.forEach((c, p) => {
      suma[c] += totales[p];
    });
    // Con una sola UPM se compara con la media general, que es 0: los z de una razón suman 0.
    const media = suma.map((s, c) => (posibles[c] > 1 ? s / posibles[c] : 0));
    const cuadrados = media.map((v, c) => (posibles[c] - presentes[c]) * v * v);
    celda.forEach((c, p) => {
      cuadrados[c] += (totales[p] - media[c]) ** 2;
    });
    const hecha = new Float64Array(gl.length);
    cuadrados.forEach((s, c) => {
      hecha[delTerritorio[c]] += (s * posibles[c]) / Math.max(posibles[c] - 1, 1);
    });
    return hecha;
  }

  /**
   * El error de una razón Σ arriba / Σ abajo, dadas por pareja.
   * @param {MuestraPorTerritorio} m
   * @param {Float64Array} arriba
   * @param {Float64Array} abajo
   * @returns {ErrorDeUnaMedida}
   */
  function deLaRazon(m, arriba, abajo) {
    const { casos, gl, territorio } = m;
    const [y, x] = [new Float64Array(gl.length), new Float64Array(gl.length)];
    territorio.forEach((t, p) => {
      y[t] += arriba[p];
      x[t] += abajo[p];
    });
    const valor = y.map((v, t) => (x[t] ? v / x[t] : NaN));
    const lineal = arriba.map((v, p) => (v - valor[territorio[p]] * abajo[p]) / x[territorio[p]]);
    const ee = varianza(m, lineal).map((v, t) => (Number.isNaN(valor[t]) ? NaN : Math.sqrt(v)));
    const limites = Array.from(valor, (v, t) => self.KitCalculos.intervalo95(v, ee[t], gl[t]));
    return {
      ee,
      bajo: Float64Array.from(limites, ([bajo]) => bajo),
      alto: Float64Array.from(limites, ([, alto]) => alto),
      clase: Array.from(valor, (v, t) => self.KitCalculos.claseDePrecision(v, ee[t], gl[t], casos[t])),
    };
  }

  /** @type {KitCalculos["errorDeMuestreo"]} */
  function errorDeMuestreo(muestra, patron, peso, metodo) {
    const puntajes = self.KitCalculos.puntajesDe(metodo.pesos);
    const [todos, pobres, puntos] = [0, 0, 0].map(() => new Float64Array(muestra.territorio.length));
    muestra.pareja.forEach((p, i) => {
      if (p < 0) return;
      todos[p] += peso[i];
      if (puntajes[patron[i]] < metodo.corte) return;
      pobres[p] += peso[i];
      puntos[p] += (peso[i] * puntajes[patron[i]]) / metodo.denominador;
    });
    return {
      casos: muestra.casos,
      gl: muestra.gl,
      h: deLaRazon(muestra, pobres, todos),
      a: deLaRazon(muestra, puntos, pobres),
      m0: deLaRazon(muestra, puntos, todos),
    };
  }

  self.KitCalculos = Object.assign(
    self.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({ declararDiseno, errorDeMuestreo, muestraPorTerritorio }),
  );
})();
