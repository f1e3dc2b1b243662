/* Los dibujos: todos en porcentajes, para que sirvan a cualquier ancho, y con sus cifras en la tabla de al lado. */
(function () {
  "use strict";
  const { svg } = window.KitH;
  const { trazo } = window.KitComparar;
  const ALTO = 22;
  const JUNTAS = 4; // puntos: lo que ocupa una marca en el celular
  const RENGLONES = [0, -1, 1, 2];
  const PASO = 10;

  /** @param {number} valor @param {number} y @param {SVGElement} dibujo */
  const en = (valor, y, dibujo) => svg("svg", { x: `${valor}%`, y, overflow: "visible" }, dibujo);
  /** @param {number} desde @param {number} hasta @param {number} y @param {string} clase */
  const raya = (desde, hasta, y, clase) =>
    svg("line", { x1: `${desde}%`, x2: `${hasta}%`, y1: y, y2: y, class: clase });

  /** @param {number} alto @param {any[]} hijos */
  const lienzo = (alto, ...hijos) =>
    svg("svg", { class: "riel-comparado", width: "100%", height: alto, "aria-hidden": "true" }, ...hijos);

  /**
   * En qué renglón va cada marca para que no se tapen: las que se tocan suben o bajan.
   * @param {{valor: number, n: number}[]} puestos
   */
  function renglones(puestos) {
    /** @type {Map<number, number[]>} por renglón, los valores ya puestos */
    const ocupados = new Map();
    const libre = (/** @type {number} */ r, /** @type {number} */ v) =>
      (ocupados.get(r) || []).every((otro) => Math.abs(otro - v) >= JUNTAS);
    return puestos.map(({ valor }) => {
      const r = RENGLONES.find((renglon) => libre(renglon, valor));
      ocupados.set(r, [...(ocupados.get(r) || []), valor]);
      return r;
    });
  }

  /** Los valores de una fila sobre la misma línea de 0 a 100. @type {KitComparar["riel"]} */
  function riel(valores) {
    const puestos = valores.map((valor, n) => ({ valor, n })).filter((p) => p.valor !== null);
    const todos = puestos.map((p) => p.valor);
    const donde = renglones(puestos);
    const alto = ALTO + PASO * (Math.max(0, ...donde) - Math.min(0, ...donde));
    const medio = ALTO / 2 - PASO * Math.min(0, ...donde);
    return lienzo(
      alto,
      raya(0, 100, medio, "pista"),
      todos.length > 1 && raya(Math.min(...todos), Math.max(...todos), medio, "tramo"),
      puestos.map(({ valor, n }, i) => en(valor, medio + PASO * donde[i], trazo(n))),
    );
  }

  /** De antes (hueca) a después (llena), un renglón por territorio. @type {KitComparar["cambios"]} */
  function cambios(pares) {
    const paso = 18;
    return lienzo(
      paso * pares.length + 4,
      pares.map(([antes, despues], n) => {
        const y = paso * n + paso / 2 + 2;
        return [
          raya(0, 100, y, "pista"),
          antes !== null && despues !== null && raya(antes, despues, y, "tramo"),
          antes !== null && en(antes, y, trazo(n, true)),
          despues !== null && en(despues, y, trazo(n)),
        ];
      }),
    );
  }

  /** @param {(number | null)[]} serie @param {number} tope */
  function camino(serie, tope) {
    const paso = 100 / Math.max(serie.length - 1, 1);
    let pluma = "M";
    return serie
      .map((valor, i) => {
        if (valor === null) {
          pluma = "M";
          return "";
        }
        const punto = `${pluma}${(i * paso).toFixed(2)} ${(30 - (valor / tope) * 28).toFixed(2)}`;
        pluma = "L";
        return punto;
      })
      .join("");
  }

  /**
   * La forma de una serie, desde cero y en su propia escala; a trazos lo que va después de `hoy`.
   * @type {KitComparar["chispa"]}
   */
  function chispa(serie, n, hoy) {
    const tope = Math.max(1e-9, ...serie.filter((v) => v !== null));
    const corte = hoy < 0 ? serie.length - 1 : hoy;
    const antes = serie.map((v, i) => (i <= corte ? v : null));
    const despues = serie.map((v, i) => (i >= corte ? v : null));
    return svg(
      "svg",
      { class: `chispa linea-${n + 1}`, viewBox: "0 0 100 32", preserveAspectRatio: "none", "aria-hidden": "true" },
      svg("path", { class: "suelo", d: "M0 31H100" }),
      svg("path", { d: camino(antes, tope) }),
      corte < serie.length - 1 && svg("path", { class: "proyectada", d: camino(despues, tope) }),
    );
  }

  /** Cómo se reparten los municipios de 0 a 100, con los territorios encima. @type {KitComparar["franja"]} */
  function franja(valores, def) {
    const mayor = Math.max(...def.histograma);
    const ancho = 100 / def.histograma.length;
    const clase = (/** @type {number} */ inicio) => def.cortes.filter((corte) => inicio >= corte).length + 1;
    const alto = 56;
    const barras = def.histograma.map((cuantos, i) => {
      const suyo = Math.max(cuantos ? 1 : 0, (cuantos / mayor) * alto);
      const lugar = { x: `${i * ancho + 0.15}%`, width: `${ancho - 0.3}%`, y: alto - suyo + 2, height: suyo };
      return svg("rect", { ...lugar, class: `clase-${clase(i * ancho)}` });
    });
    const puestos = valores.map((valor, n) => ({ valor, n })).filter((p) => p.valor !== null);
    return svg(
      "svg",
      { class: "franja-comparada", width: "100%", height: alto + 14, "aria-hidden": "true" },
      barras,
      raya(0, 100, alto + 2, "pista"),
      puestos.reverse().map(({ valor, n }) => en(valor, alto + 3, trazo(n))),
    );
  }

  Object.assign(window.KitComparar, /** @satisfies {Partial<KitComparar>} */ ({ cambios, chispa, franja, riel }));
})();
