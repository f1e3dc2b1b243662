/* En qué clase cae cada valor: cuantiles, Fisher-Jenks, intervalos iguales y las fijas del kit. Es la misma cuenta de
   generador/metodos/clasificacion.py y jenks.py; tests/sitio/test_mapa_clases.py las cruza. */
(function () {
  "use strict";

  const SIN_CLASE = -1;

  const ordenados = (valores) => Float64Array.from(valores.filter((v) => v !== null)).sort();

  /** Cuántos de un arreglo ordenado no pasan de `tope`. */
  function hasta(datos, tope) {
    let [a, b] = [0, datos.length];
    while (a < b) {
      const medio = (a + b) >> 1;
      if (datos[medio] <= tope) a = medio + 1;
      else b = medio;
    }
    return a;
  }

  /** El cuantil con interpolación lineal (tipo 7), redondeando como numpy. */
  function cuantil(datos, parte) {
    const lugar = (datos.length - 1) * parte;
    const abajo = Math.floor(lugar);
    const t = lugar - abajo;
    const [a, b] = [datos[abajo], datos[Math.min(abajo + 1, datos.length - 1)]];
    return t >= 0.5 ? b - (b - a) * (1 - t) : a + (b - a) * t;
  }

  /**
   * Cortes en los cuantiles 1/k, 2/k…; se quitan los que no separan a nadie.
   * @param {(number | null)[]} valores
   * @param {number} k
   */
  function cuantiles(valores, k) {
    const datos = ordenados(valores);
    const vistos = new Set([datos.length]);
    const cortes = [];
    for (let i = 1; i < k; i++) {
      const corte = cuantil(datos, i / k);
      const debajo = hasta(datos, corte);
      if (!vistos.has(debajo)) cortes.push(corte);
      vistos.add(debajo);
    }
    return cortes;
  }

  /**
   * Cortes que parten el recorrido en k tramos de igual ancho.
   * @param {(number | null)[]} valores
   * @param {number} k
   */
  function iguales(valores, k) {
    const datos = ordenados(valores);
    const [menor, mayor] = [datos[0], datos[datos.length - 1]];
    if (!(mayor > menor)) return [];
    return Array.from({ length: k - 1 }, (_, i) => menor + ((mayor - menor) * (i + 1)) / k);
  }

  /** Suma de cuadrados alrededor de la media de cualquier tramo [desde, hasta], con sumas previas. */
  function costos(distintos, pesos) {
    const total = pesos.reduce((a, b) => a + b, 0);
    const media = distintos.reduce((suma, v, i) => suma + v * pesos[i], 0) / total;
    const n = distintos.length;
    const [peso, suma, cuadrado] = [0, 0, 0].map(() => new Float64Array(n + 1));
    distintos.forEach((v, i) => {
      const x = v - media;
      peso[i + 1] = peso[i] + pesos[i];
      suma[i + 1] = suma[i] + pesos[i] * x;
      cuadrado[i + 1] = cuadrado[i] + pesos[i] * x * x;
    });
    return (desde, fin) => {
      if (desde === fin) return 0;
      const s = suma[fin + 1] - suma[desde];
      return Math.max(0, cuadrado[fin + 1] - cuadrado[desde] - (s * s) / (peso[fin + 1] - peso[desde]));
    };
  }

  /** Con una clase más: mejor costo y dónde empieza la última clase, para cada final. */
  function otraClase(previo, costo) {
    const n = previo.length;
    const mejor = new Float64Array(n).fill(Infinity);
    const inicio = new Int32Array(n);
    // El mejor comienzo no decrece con el final: resuelto el del medio, acota los de sus dos lados.
    const resolver = (a, b, menor, mayor) => {
      if (a > b) return;
      const i = (a + b) >> 1;
      for (let m = Math.max(menor, 1); m <= Math.min(mayor, i); m++) {
        const total = previo[m - 1] + costo(m, i);
        if (total < mejor[i]) [mejor[i], inicio[i]] = [total, m];
      }
      const corte = mejor[i] < Infinity ? inicio[i] : menor;
      resolver(a, i - 1, menor, corte);
      resolver(i + 1, b, corte, mayor);
    };
    resolver(0, n - 1, 0, n - 1);
    return { mejor, inicio };
  }

  /**
   * Los cortes de Fisher-Jenks: la partición de menor suma de cuadrados dentro de cada clase, exacta.
   * @param {(number | null)[]} valores
   * @param {number} k
   */
  function naturales(valores, k) {
    const datos = ordenados(valores);
    const distintos = [...new Set(datos)];
    if (k >= distintos.length) return distintos.slice(0, -1);
    const cuenta = new Map();
    datos.forEach((v) => cuenta.set(v, (cuenta.get(v) || 0) + 1));
    const costo = costos(
      distintos,
      distintos.map((v) => cuenta.get(v)),
    );
    let mejor = Float64Array.from(distintos, (_, i) => costo(0, i));
    const inicios = [];
    for (let clase = 1; clase < k; clase++) {
      const paso = otraClase(mejor, costo);
      mejor = paso.mejor;
      inicios.push(paso.inicio);
    }
    const cortes = [];
    let fin = distintos.length - 1;
    inicios.reverse().forEach((inicio) => {
      fin = inicio[fin] - 1;
      cortes.unshift(distintos[fin]);
    });
    return cortes;
  }

  /**
   * La clase de cada valor, de 0 a cortes.length; −1 si es nulo.
   * @param {(number | null)[]} valores
   * @param {number[]} cortes
   * @param {boolean} [arriba] si el valor igual a un corte va a la clase de arriba (las fijas del kit)
   */
  function clasificar(valores, cortes, arriba) {
    return valores.map((v) => {
      if (v === null) return SIN_CLASE;
      let clase = 0;
      while (clase < cortes.length && (arriba ? v >= cortes[clase] : v > cortes[clase])) clase += 1;
      return clase;
    });
  }

  const METODOS = { cuantiles, naturales, iguales };

  /**
   * Los cortes de un método, y de qué lado cae el valor igual a un corte.
   * @param {string} metodo
   * @param {(number | null)[]} valores
   * @param {number} k
   * @param {number[] | null} fijos
   */
  function cortar(metodo, valores, k, fijos) {
    if (metodo === "fijas" && fijos) return { cortes: fijos, arriba: true };
    const hay = valores.some((v) => v !== null);
    return { cortes: hay ? (METODOS[metodo] || cuantiles)(valores, k) : [], arriba: false };
  }

  window.KitMapa = Object.assign(/** @type {any} */ (window.KitMapa || {}), {
    clasificar,
    cortar,
    cuantiles,
    iguales,
    naturales,
  });
})();
