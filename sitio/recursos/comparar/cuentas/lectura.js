/* Lo que la comparación dice en una frase: en cuántas privaciones, dónde se separan y dónde se parecen. */
(function () {
  "use strict";
  const { escribir } = window.KitComparar;

  /** @param {number} puntos @param {string} primero @param {string} otro */
  function cuanto(puntos, primero, otro) {
    if (puntos === 0) return "igual";
    const cifra = escribir(Math.abs(puntos), 1);
    return `${cifra} ${cifra === "1,0" ? "punto" : "puntos"} más en ${puntos < 0 ? primero : otro}`;
  }

  /** @param {string} texto */
  const enMinuscula = (texto) => texto[0].toLowerCase() + texto.slice(1);

  /**
   * Frente al segundo; vacía si no hay con quién o no se puede restar.
   * @type {KitComparar["lectura"]}
   */
  function lectura(territorios, privaciones, zona) {
    if (territorios.length < 2) return "";
    const [a, b] = territorios.map((t) => t.n);
    const restadas = privaciones.filasConPuntos
      .map((f) => ({ nombre: enMinuscula(f.nombre), puntos: f.diferencias[1]?.puntos ?? 0 }))
      .sort((x, y) => Math.abs(y.puntos) - Math.abs(x.puntos));
    if (!restadas.length)
      return `Las privaciones de ${a} y ${b} no se restan: una cifra describe solo a quienes contó el censo.`;
    const peores = restadas.filter((r) => r.puntos < 0).length;
    const [lejos, cerca] = [restadas[0], restadas[restadas.length - 1]];
    const donde = zona === "total" ? "" : zona === "cabecera" ? " en la cabecera" : " en el campo";
    const cuantas = `${peores} de ${restadas.length} privaciones`;
    return (
      `En ${privaciones.anio}, ${a} tenía más hogares con privación${donde} que ${b} en ${cuantas}. ` +
      `Donde más se separan: ${lejos.nombre} (${cuanto(lejos.puntos, a, b)}). ` +
      `Donde más se parecen: ${cerca.nombre} (${cuanto(cerca.puntos, a, b)}).`
    );
  }

  Object.assign(window.KitComparar, /** @satisfies {Partial<KitComparar>} */ ({ lectura }));
})();
