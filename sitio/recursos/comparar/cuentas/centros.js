/* Los centros poblados de cada territorio, en las cuatro filas que se comparan. */
(function () {
  "use strict";
  const { escribir, porcentaje } = window.KitComparar;

  /** @param {[string, string, number, number, number]} extremo */
  function dicho([nombre, donde, tasa, personas, iguales]) {
    const otros = iguales ? `; igual en ${iguales === 1 ? "otro" : `otros ${escribir(iguales, 0)}`}` : "";
    const lugar = donde ? `${nombre} (${donde})` : nombre;
    return {
      texto: porcentaje(tasa, 1),
      valor: tasa,
      detalle: `${lugar}, ${escribir(personas, 0)} personas${otros}`,
    };
  }

  const NADA = { texto: "no trae centros poblados", valor: null, detalle: "" };

  /** @param {ResumenDeCentros} c @param {"mayor" | "menor"} cual */
  const extremo = (c, cual) => (c[cual] ? dicho(c[cual]) : { texto: "ninguna se muestra", valor: null, detalle: "" });

  /** @param {number} n */
  const contado = (n, detalle = "") => ({ texto: escribir(n, 0), valor: n, detalle });

  /** @type {KitComparar["centros"]} */
  function centros(territorios, def) {
    const filas = [
      { nombre: "Centros poblados", de: (/** @type {ResumenDeCentros} */ c) => contado(c.n) },
      { nombre: "La tasa de NBI más alta", de: (/** @type {ResumenDeCentros} */ c) => extremo(c, "mayor") },
      { nombre: "La tasa de NBI más baja", de: (/** @type {ResumenDeCentros} */ c) => extremo(c, "menor") },
      {
        nombre: `Sin tasa, por tener menos de ${def.minimo} personas`,
        de: (/** @type {ResumenDeCentros} */ c) =>
          contado(c.p, c.o ? `y ${escribir(c.o, 0)} más: con ${c.o === 1 ? "ella" : "ellas"} se deduciría otra` : ""),
      },
    ];
    return filas.map(({ nombre, de }) => ({
      nombre,
      celdas: territorios.map((t) => (t.l ? de(t.l) : NADA)),
    }));
  }

  Object.assign(window.KitComparar, /** @satisfies {Partial<KitComparar>} */ ({ centros }));
})();
