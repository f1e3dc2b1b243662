/* La leyenda: cada clase con su color, sus límites y cuántos municipios trae; tocarla la resalta en todo. */
(function () {
  "use strict";
  const { el, poner } = window.KitH;
  const { contar, numero, rotulosDeClase, unidad } = window.KitMapa;

  const FALTAN = { k0: "sin dato", kx: "no aplica", kn: "no disponible" };
  const NIVELES = ["bajo", "medio", "alto"];

  /** Cuántos municipios visibles hay de cada clave. */
  function recuento(claves, visibles) {
    const cuenta = new Map();
    claves.forEach((clave, i) => visibles[i] && cuenta.set(clave, (cuenta.get(clave) || 0) + 1));
    return cuenta;
  }

  function entrada(clave, texto, n, { elegida, alTocar, alPasar }) {
    return el(
      "button",
      {
        type: "button",
        "data-clave": clave,
        "aria-pressed": String(elegida === clave),
        onclick: () => alTocar(elegida === clave ? "" : clave),
        onpointerenter: (e) => e.pointerType === "mouse" && alPasar(clave),
        onpointerleave: () => alPasar(""),
      },
      el("i", { class: clave }),
      el("span", {}, texto),
      el("b", {}, contar(n, "municipio", "municipios")),
    );
  }

  /** El signo de porcentaje, en cada clase y junto al número. */
  const conSigno = (capa, texto) =>
    capa.ficha.unidad !== "%"
      ? texto
      : / o más$/.test(texto)
        ? texto.replace(" o más", "\u00a0% o más")
        : `${texto}\u00a0%`;

  const faltantes = (cuenta, opciones) =>
    Object.entries(FALTAN)
      .filter(([clave]) => cuenta.get(clave))
      .map(([clave, texto]) => entrada(clave, texto, cuenta.get(clave), opciones));

  /**
   * @param {HTMLElement} caja
   * @param {CapaDelMapa} capa
   * @param {boolean[]} visibles
   * @param {OpcionesDeLeyenda} opciones
   */
  function leyenda(caja, capa, visibles, opciones) {
    const cuenta = recuento(capa.claves, visibles);
    const rotulos = rotulosDeClase(capa).map((texto, i) => {
      return entrada(`k${i + 1}`, conSigno(capa, texto), cuenta.get(`k${i + 1}`) || 0, opciones);
    });
    caja.className = `leyenda-viva rampa-${capa.ficha.color}`;
    poner(caja, rotulos, faltantes(cuenta, opciones));
  }

  /**
   * Nueve casillas: hacia arriba, más de la segunda; hacia la derecha, más de la primera.
   * @param {HTMLElement} caja
   * @param {{a: CapaDelMapa, b: CapaDelMapa, claves: string[]}} cruce
   * @param {boolean[]} visibles
   * @param {OpcionesDeLeyenda} opciones
   */
  function leyendaCruzada(caja, { a, b, claves }, visibles, opciones) {
    const cuenta = recuento(claves, visibles);
    const [deA, deB] = [rotulosDeClase(a), rotulosDeClase(b)];
    const casilla = (x, y) => {
      const clave = `b${x + 1}${y + 1}`;
      const n = cuenta.get(clave) || 0;
      const cuantos = contar(n, "municipio", "municipios");
      const dicho = `${a.ficha.corto}, ${NIVELES[x]}; ${b.ficha.corto}, ${NIVELES[y]}: ${cuantos}`;
      const boton = entrada(clave, "", n, opciones);
      boton.setAttribute("aria-label", dicho);
      boton.title = dicho;
      return el("td", {}, poner(boton, el("i", { class: clave }), el("b", {}, numero(n))));
    };
    const filas = [2, 1, 0].map((y) =>
      el(
        "tr",
        {},
        el("th", { scope: "row" }, el("b", {}, NIVELES[y]), " ", deB[y] || ""),
        [0, 1, 2].map((x) => casilla(x, y)),
      ),
    );
    const pie = [0, 1, 2].map((x) => el("th", { scope: "col" }, el("b", {}, NIVELES[x]), " ", deA[x] || ""));
    caja.className = "leyenda-viva leyenda-cruzada";
    poner(
      caja,
      el("p", {}, "Hacia arriba, más: ", el("b", {}, b.ficha.corto), unidad(b.ficha), `, ${b.periodo}.`),
      el("table", { class: "casillas" }, el("tbody", {}, filas, el("tr", {}, el("td", {}), pie))),
      el("p", {}, "Hacia la derecha, más: ", el("b", {}, a.ficha.corto), unidad(a.ficha), `, ${a.periodo}.`),
      el("div", { class: "faltantes" }, faltantes(cuenta, opciones)),
    );
  }

  /** Marca la entrada de un municipio sin volver a armar nada. */
  function senalarClave(caja, clave) {
    caja.querySelectorAll("[data-clave]").forEach((b) => b.classList.toggle("aqui", b.dataset.clave === clave));
  }

  window.KitMapa = Object.assign(/** @type {any} */ (window.KitMapa || {}), {
    FALTAN,
    leyenda,
    leyendaCruzada,
    recuento,
    senalarClave,
  });
})();
