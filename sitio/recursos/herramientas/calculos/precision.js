/* Qué tan precisa es una proporción estimada con una muestra y si alcanza para publicarse. Mismas reglas que
   generador/metodos/precision.py. */
(function () {
  "use strict";
  const GL_MINIMOS = 9;
  const CASOS_MINIMOS = 100;
  const CVLOG_SUFICIENTE = 0.175;
  const CVLOG_CON_CAUTELA = 0.3;
  const DOS_COLAS = 0.05;
  const NORMAL = 1.959963984540054;
  /** Desde aquí el desarrollo da más cifras que la suma de términos. */
  const GL_DEL_DESARROLLO = 1000;
  /** @type {Map<number, number>} */
  const cuantiles = new Map();

  /** P(|T| > t), por la suma finita de Abramowitz y Stegun, 26.7.3 y 26.7.4. @param {number} t @param {number} gl */
  function colas(t, gl) {
    const angulo = Math.atan2(t, Math.sqrt(gl));
    const coseno2 = Math.cos(angulo) ** 2;
    const impar = gl % 2;
    let termino = impar ? Math.cos(angulo) : 1;
    let suma = gl > 1 ? termino : 0;
    for (let k = impar + 2; k < gl; k += 2) {
      termino *= (coseno2 * (k - 1)) / k;
      suma += termino;
    }
    const adentro = Math.sin(angulo) * suma;
    return 1 - (impar ? (2 / Math.PI) * (angulo + adentro) : adentro);
  }

  /** @param {number} gl */
  function porBiseccion(gl) {
    let [bajo, alto] = [0, 1];
    while (colas(alto, gl) > DOS_COLAS) [bajo, alto] = [alto, 2 * alto];
    for (;;) {
      const medio = (bajo + alto) / 2;
      if (medio === bajo || medio === alto) return medio;
      if (colas(medio, gl) > DOS_COLAS) bajo = medio;
      else alto = medio;
    }
  }

  /** El desarrollo de Cornish-Fisher (Abramowitz y Stegun, 26.7.5). @param {number} gl */
  function desarrollo(gl) {
    const z = NORMAL;
    const terminos = [
      (z ** 3 + z) / 4,
      (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
      (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
      (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92160,
    ];
    return terminos.reduce((suma, t, i) => suma + t / gl ** (i + 1), z);
  }

  /** El valor t que deja 2,5 % a cada lado, con `gl` desde 1. @param {number} gl */
  function cuantilT(gl) {
    const guardado = cuantiles.get(gl);
    if (guardado !== undefined) return guardado;
    const hecho = gl >= GL_DEL_DESARROLLO ? desarrollo(gl) : porBiseccion(gl);
    cuantiles.set(gl, hecho);
    return hecho;
  }

  /** Límites en escala logit, que no salen de (0, 1); NaN sin grados o en 0 y 1. @type {KitCalculos["intervalo95"]} */
  function intervalo95(valor, ee, gl) {
    if (!(valor > 0 && valor < 1 && gl >= 1)) return [NaN, NaN];
    const logit = Math.log(valor / (1 - valor));
    const ancho = (cuantilT(gl) * ee) / (valor * (1 - valor));
    return [1 / (1 + Math.exp(ancho - logit)), 1 / (1 + Math.exp(-ancho - logit))];
  }

  /** El coeficiente de variación de −ln p. @param {number} valor @param {number} ee */
  function cvlog(valor, ee) {
    if (!(valor > 0 && valor < 1)) return NaN;
    const menor = Math.min(valor, 1 - valor);
    return ee / (-menor * Math.log(menor));
  }

  /** Sin los grados o los casos mínimos, o en 0 y 1, no se publica. @type {KitCalculos["claseDePrecision"]} */
  function claseDePrecision(valor, ee, gl, casos) {
    const coeficiente = gl >= GL_MINIMOS && casos >= CASOS_MINIMOS ? cvlog(valor, ee) : NaN;
    if (coeficiente <= CVLOG_SUFICIENTE) return "suficiente";
    return coeficiente <= CVLOG_CON_CAUTELA ? "cautela" : "no_publicar";
  }

  self.KitCalculos = Object.assign(
    self.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({ claseDePrecision, intervalo95 }),
  );
})();
