/* H, A, M0 y privaciones por territorio. Mismas reglas que generador/metodos/{patrones,privaciones}.py y, el
   método declarado, que generador/metodos/metodo.py: la base se resume una vez y cambiar k o un peso no la vuelve a
   leer. */

/**
 * @typedef {object} MetodoDeclarado
 * @property {number[]} pesos enteros que suman `denominador`
 * @property {number} denominador
 * @property {number} corte
 */

/**
 * @typedef {object} HogaresPorMedir lo que hace falta de unos HogaresArmados
 * @property {Float64Array[]} privaciones con NaN sin dato
 * @property {Float64Array} personas NaN si no se sabe
 * @property {Float64Array} factor
 */

/**
 * @typedef {object} TablaDePatrones una fila por (territorio, patrón) presente; el bit j es la privación j
 * @property {Int32Array} territorio
 * @property {Int32Array} patron
 * @property {Float64Array} registros
 * @property {Float64Array} hogares con factor
 * @property {Float64Array} personas con factor
 * @property {number} territorios
 * @property {number} bits
 * @property {number} sinTerritorio hogares
 * @property {number} conNulos hogares con alguna privación sin dato
 */

/** @typedef {"fallar" | "excluir" | "no_privado"} ReglaDeNulos */

/**
 * @typedef {object} MedidaPorTerritorio G territorios; las tasas van por privación, y NaN es «no existe».
 * @property {Float64Array} registros
 * @property {Float64Array} poblacion
 * @property {Float64Array} pobres
 * @property {Float64Array} h
 * @property {Float64Array} a
 * @property {Float64Array} m0
 * @property {Float64Array[]} tasas
 * @property {Float64Array[]} censuradas
 * @property {Float64Array[]} contribuciones
 */

(function () {
  "use strict";
  const ESCRITA = /^\s*([0-9]+)(?:[.,]([0-9]+))?\s*(?:\/\s*([0-9]+)|(%))?\s*$/;
  const DENOMINADOR_MAXIMO = 10n ** 9n;
  const LARGO_MAXIMO = 40;

  /** @param {bigint} a @param {bigint} b @returns {bigint} */
  const mcd = (a, b) => (b ? mcd(b, a % b) : a);
  /** @param {string} problema @param {string} queHacer */
  const falla = (problema, queHacer) => new self.KitHogares.ErrorDeMetodo(problema, queHacer);

  /**
   * La fracción exacta que se escribió: «1/3», «0,33» o «33 %».
   * @param {string} texto
   * @param {string} nombre
   * @returns {[bigint, bigint]}
   */
  function leerProporcion(texto, nombre) {
    const hallada = texto.length <= LARGO_MAXIMO ? ESCRITA.exec(texto) : null;
    if (!hallada || (hallada[3] && !Number(hallada[3])))
      throw falla(
        `${nombre} «${texto.slice(0, LARGO_MAXIMO)}» no es una proporción`,
        "escriba una fracción, un decimal o un porcentaje: 1/3, 0,33 o 33 %",
      );
    const [, entera, decimales = "", abajo, porCiento] = hallada;
    const arriba = BigInt(entera + decimales);
    const debajo = 10n ** BigInt(decimales.length) * (porCiento ? 100n : BigInt(abajo || 1));
    const comun = mcd(arriba, debajo);
    return [arriba / comun, debajo / comun];
  }

  /** Los pesos deben sumar 1, y k ir de más de 0 a 1. @type {KitCalculos["declararMetodo"]} */
  function declararMetodo(pesos, k) {
    const leidos = pesos.map((p, j) => leerProporcion(p, `el peso ${j + 1}`));
    const corte = leerProporcion(k, "el corte k");
    const comun = [...leidos, corte].reduce((d, [, abajo]) => (d / mcd(d, abajo)) * abajo, 1n);
    if (comun > DENOMINADOR_MAXIMO)
      throw falla(
        `el denominador común de los pesos y de k es ${comun} y el máximo es ${DENOMINADOR_MAXIMO}`,
        "escriba las fracciones exactas (1/3 y no 0,3333333333)",
      );
    /** @param {[bigint, bigint]} fraccion */
    const entero = ([arriba, abajo]) => (arriba * comun) / abajo;
    const suma = leidos.reduce((s, p) => s + entero(p), 0n);
    if (suma !== comun) {
      const d = mcd(suma, comun);
      throw falla(
        `los pesos suman ${comun === d ? suma / d : `${suma / d}/${comun / d}`} y deben sumar 1`,
        "reparta 1 (o 100 centésimas) entre las privaciones, sin redondear",
      );
    }
    if (!corte[0] || entero(corte) > comun)
      throw falla(
        `el corte k = ${corte[1] === 1n ? corte[0] : corte.join("/")} no es mayor que 0 y hasta 1`,
        "use 1/3 (por omisión), 0,33, 40 % u otra proporción",
      );
    return {
      pesos: leidos.map((p) => Number(entero(p))),
      denominador: Number(comun),
      corte: Number(entero(corte)),
    };
  }

  /**
   * La fila de la tabla que le toca a cada hogar: por territorio y, dentro de él, por patrón. Se mira un territorio a
   * la vez, así que basta con recordar sus patrones.
   * @param {Int32Array} cuentan
   * @param {Int32Array} territorio
   * @param {number} territorios
   * @param {Int32Array} patron
   * @param {number} ancho cuántos patrones puede haber
   */
  function filasDe(cuentan, territorio, territorios, patron, ancho) {
    const hasta = new Int32Array(territorios + 1);
    for (const i of cuentan) hasta[territorio[i] + 1] += 1;
    for (let g = 0; g < territorios; g += 1) hasta[g + 1] += hasta[g];
    const porTerritorio = new Int32Array(cuentan.length);
    const siguiente = hasta.slice();
    for (const i of cuentan) porTerritorio[siguiente[territorio[i]]++] = i;
    const [filas, lugar] = [new Int32Array(territorio.length).fill(-1), new Int32Array(ancho).fill(-1)];
    /** @type {number[]} */
    const cuales = [];
    /** @type {number[]} */
    const deQuien = [];
    for (let g = 0; g < territorios; g += 1) {
      const suyos = porTerritorio.subarray(hasta[g], hasta[g + 1]);
      const presentes = suyos.map((i) => patron[i]).sort();
      presentes.forEach((p, n) => {
        if (n && p === presentes[n - 1]) return;
        lugar[p] = cuales.length;
        cuales.push(p);
        deQuien.push(g);
      });
      for (const i of suyos) filas[i] = lugar[patron[i]];
    }
    return { filas, deQuien: Int32Array.from(deQuien), cuales: Int32Array.from(cuales) };
  }

  /**
   * Las privaciones de cada hogar, una por bit, y 1 si le falta alguna: lo que no tiene dato es 0.
   * @type {KitCalculos["patronesDe"]}
   */
  function patronesDe(privaciones, n) {
    const [patron, sinDato] = [new Int32Array(n), new Uint8Array(n)];
    privaciones.forEach((columna, j) => {
      for (let i = 0; i < n; i += 1) {
        if (columna[i] === 1) patron[i] |= 1 << j;
        else if (columna[i] !== 0) sinDato[i] = 1;
      }
    });
    return { patron, sinDato };
  }

  /**
   * `territorio`: el de cada hogar, −1 si no tiene. ErrorDeMetodo si hay privaciones sin dato y la regla es «fallar».
   * @type {KitCalculos["resumirPatrones"]}
   */
  function resumirPatrones(armado, territorio, territorios, regla) {
    const { privaciones, personas, factor } = armado;
    const [bits, n] = [privaciones.length, territorio.length];
    const { patron, sinDato: alguno } = patronesDe(privaciones, n);
    const conNulos = alguno.reduce((s, v) => s + v, 0);
    if (conNulos && regla === "fallar")
      throw falla(
        `${conNulos} de ${n} hogares tienen privaciones sin dato`,
        "complete el dato o elija la regla «excluir» o «no_privado» y declárela",
      );
    /** @param {number} i */
    const cuenta = (i) => territorio[i] >= 0 && !(alguno[i] && regla === "excluir");
    const cuentan = Int32Array.from(territorio.keys()).filter(cuenta);
    const { filas, deQuien, cuales } = filasDe(cuentan, territorio, territorios, patron, 1 << bits);
    // Con factor se suma de menor a mayor: barajar la base no cambia ni el último bit.
    if (factor.some((v) => v !== 1))
      cuentan.sort((i, j) => factor[i] - factor[j] || (personas[i] || 0) - (personas[j] || 0));
    const [registros, hogares, gente] = [0, 0, 0].map(() => new Float64Array(cuales.length));
    cuentan.forEach((i) => {
      const f = filas[i];
      registros[f] += 1;
      hogares[f] += factor[i];
      gente[f] += (personas[i] || 0) * factor[i];
    });
    return {
      territorio: deQuien,
      patron: cuales,
      registros,
      hogares,
      personas: gente,
      territorios,
      bits,
      sinTerritorio: territorio.reduce((s, t) => s + (t < 0 ? 1 : 0), 0),
      conNulos,
    };
  }

  /** @param {Float64Array} arriba @param {(g: number) => number} abajo NaN donde el denominador es 0 */
  const razon = (arriba, abajo) => arriba.map((v, g) => (abajo(g) ? v / abajo(g) : NaN));

  /** El de uno sin su privación más alta, más ese peso. @type {KitCalculos["puntajesDe"]} */
  function puntajesDe(pesos) {
    const puntajes = new Float64Array(1 << pesos.length);
    for (let p = 1; p < puntajes.length; p += 1) {
      const mayor = 31 - Math.clz32(p);
      puntajes[p] = puntajes[p ^ (1 << mayor)] + pesos[mayor];
    }
    return puntajes;
  }

  /** @type {KitCalculos["medirPatrones"]} */
  function medirPatrones(tabla, metodo, unidad) {
    const peso = unidad === "personas" ? tabla.personas : tabla.hogares;
    const { pesos, denominador, corte } = metodo;
    const nuevos = () => new Float64Array(tabla.territorios);
    const [registros, poblacion, pobres] = [nuevos(), nuevos(), nuevos()];
    const [privados, privadosPobres] = [pesos.map(nuevos), pesos.map(nuevos)];
    const puntajes = puntajesDe(pesos);
    for (let f = 0; f < tabla.patron.length; f += 1) {
      const g = tabla.territorio[f];
      const cuanto = peso[f];
      const pobre = puntajes[tabla.patron[f]] >= corte;
      registros[g] += tabla.registros[f];
      poblacion[g] += cuanto;
      if (pobre) pobres[g] += cuanto;
      // Solo los bits encendidos, del menor al mayor.
      for (let quedan = tabla.patron[f]; quedan; quedan &= quedan - 1) {
        const j = 31 - Math.clz32(quedan & -quedan);
        privados[j][g] += cuanto;
        if (pobre) privadosPobres[j][g] += cuanto;
      }
    }
    const puntos = nuevos().map((_, g) => pesos.reduce((s, w, j) => s + w * privadosPobres[j][g], 0));
    /** @param {number} g */
    const gente = (g) => poblacion[g];
    return {
      registros,
      poblacion,
      pobres,
      h: razon(pobres, gente),
      a: razon(puntos, (g) => pobres[g] * denominador),
      m0: razon(puntos, (g) => poblacion[g] * denominador),
      tasas: privados.map((columna) => razon(columna, gente)),
      censuradas: privadosPobres.map((columna) => razon(columna, gente)),
      contribuciones: privadosPobres.map((columna, j) =>
        razon(
          columna.map((v) => v * pesos[j]),
          (g) => puntos[g],
        ),
      ),
    };
  }

  /** La misma tabla con un solo territorio: el total se suma, no se promedia. @type {KitCalculos["tablaDelTotal"]} */
  function tablaDelTotal(tabla) {
    const patron = Int32Array.from(new Set(tabla.patron)).sort();
    const lugar = new Int32Array(1 << tabla.bits);
    patron.forEach((p, f) => {
      lugar[p] = f;
    });
    const [registros, hogares, personas] = [0, 0, 0].map(() => new Float64Array(patron.length));
    tabla.patron.forEach((p, f) => {
      registros[lugar[p]] += tabla.registros[f];
      hogares[lugar[p]] += tabla.hogares[f];
      personas[lugar[p]] += tabla.personas[f];
    });
    return {
      ...tabla,
      territorio: new Int32Array(patron.length),
      patron,
      registros,
      hogares,
      personas,
      territorios: 1,
    };
  }

  /** Hogares con las dos privaciones a la vez; en la diagonal, con esa. @type {KitCalculos["cruzarPrivaciones"]} */
  function cruzarPrivaciones(tabla) {
    const cruce = Array.from({ length: tabla.bits }, () => new Float64Array(tabla.bits));
    for (let f = 0; f < tabla.patron.length; f += 1)
      for (let j = 0; j < tabla.bits; j += 1) {
        if (!((tabla.patron[f] >> j) & 1)) continue;
        for (let l = 0; l < tabla.bits; l += 1) if ((tabla.patron[f] >> l) & 1) cruce[j][l] += tabla.hogares[f];
      }
    return cruce;
  }

  self.KitCalculos = Object.assign(
    self.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({
      cruzarPrivaciones,
      declararMetodo,
      medirPatrones,
      patronesDe,
      puntajesDe,
      resumirPatrones,
      tablaDelTotal,
    }),
  );
})();
