/* Del simulador al acto que adopta la focalización: la regla, la semilla y los errores medidos. */
(function () {
  "use strict";
  const { contar, numero, porcentaje } = window.KitH;
  const { OPCIONES } = window.KitSimulador;

  const texto = (clave, valor) => (OPCIONES[clave].find(([v]) => v === valor) || [valor, valor])[1].toLowerCase();

  const razon = (r) =>
    r.valor === null
      ? "no se puede calcular"
      : `${porcentaje(100 * r.valor)} (${numero(r.numerador)} de ${numero(r.denominador)})`;

  const ERRORES = [
    ["Error de inclusión", "inclusion", "Seleccionados que no son objetivo, sobre los seleccionados"],
    ["Error de exclusión", "exclusion", "Objetivo que no entró, sobre todo el objetivo"],
    ["Cobertura", "cobertura", "Objetivo que entró, sobre todo el objetivo"],
  ];

  const reparto = (e, territorio) =>
    e.reparto === "ninguno"
      ? ""
      : `, repartidos por ${territorio.toLowerCase()} (${texto("reparto", e.reparto)}; mínimo, ${e.minimo})`;

  /* Lo que limita a los seleccionados, tal como se escogió. */
  function cupos(e, r, territorio) {
    if (e.limite === "presupuesto")
      return `${contar(r.seleccionados, "cupo", "cupos")}, los que paga un presupuesto de $ ${e.presupuesto}`;
    const propios = `${contar(Number(e.cupo), "cupo", "cupos")}${reparto(e, territorio)}`;
    return e.limite === "cupo" ? propios : `${propios}, hasta donde alcance un presupuesto de $ ${e.presupuesto}`;
  }

  /** @type {KitActo["datos"]} */
  function datos({ hogares, practica, conSorteo, estado: e, territorio, resultado: r }) {
    const cuantos = contar(hogares, "hogar", "hogares");
    const medidos = conSorteo ? ERRORES.map(([medida, cual, como]) => ({ medida, valor: razon(r[cual]), como })) : [];
    return {
      instrumento: "el Sisbén IV",
      regla: `Hogares clasificados hasta ${e.corte} en el Sisbén IV, con registro validado.`,
      cupos: cupos(e, r, territorio),
      prioridad: `${texto("primero", e.primero)}; luego, ${texto("luego", e.luego)}`,
      semilla: e.semilla,
      hogares_en_la_base: practica ? `${cuantos} de una base inventada: repita con la suya antes de firmar` : cuantos,
      errores: medidos,
      seguimiento: `Objetivo con que se midieron: ${texto("objetivo", e.objetivo)}.`,
    };
  }

  window.KitActo = { datos };
})();
