/* Un panel: la frase que lo titula, el mapa con sus botones, el nombre de lo que se señala y la leyenda. */
(function () {
  "use strict";
  const { el, poner, svg } = window.KitH;
  const { FACTOR, Lienzo, conUnidad, leyenda, leyendaCruzada, numero, senalarClave, titulo, valorConUnidad } =
    window.KitMapa;

  const AYUDA = "Con el teclado: flechas para mover, más y menos para acercar, cero para ver todo.";

  /** El dibujo de «todo»: no se confía en que la letra lo traiga. */
  const cuadro = () => {
    const marco = svg("rect", {
      x: 1,
      y: 1,
      width: 14,
      height: 14,
      fill: "none",
      stroke: "currentColor",
      "stroke-width": 2,
    });
    return svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, marco);
  };

  function mediana(valores) {
    const orden = Float64Array.from(valores).sort();
    const medio = orden.length >> 1;
    return orden.length % 2 ? orden[medio] : (orden[medio - 1] + orden[medio]) / 2;
  }

  /** Lo primero que se lee: qué es, de cuándo y dónde está la mitad. */
  function frase(capa, visibles, deQuien) {
    const valores = capa.valores.filter((v, i) => v !== null && visibles[i]);
    if (!valores.length) return " Ningún municipio de los que se ven tiene dato.";
    if (capa.ficha.si_no) return ` Lo tienen ${numero(valores.filter(Boolean).length)} de ${numero(valores.length)}.`;
    const medio = valorConUnidad(capa.ficha, mediana(valores));
    const experimental = capa.ficha.intervalos ? " Cada cifra tiene un intervalo: toque un municipio." : "";
    return ` La mitad de los municipios ${deQuien} pasa de ${medio}.${experimental}`;
  }

  class Panel {
    /**
     * @param {HTMLElement} caja
     * @param {GeometriaDelMapa} geo
     * @param {any} avisos
     */
    constructor(caja, geo, avisos) {
      this.caja = caja;
      this.avisos = avisos;
      this.dicho = caja.querySelector(".dicho");
      this.marco = caja.querySelector(".lienzo");
      this.leyenda = caja.querySelector(".leyenda-viva");
      this.marco.querySelector(".mapa-quieto")?.remove();
      Object.entries({ tabindex: "0", role: "group", "aria-label": `Mapa. ${AYUDA}` }).forEach(([nombre, valor]) =>
        this.marco.setAttribute(nombre, valor),
      );
      this.punta = el("p", { class: "punta", hidden: true });
      const lejos = el("p", { class: "aviso-de-dedos", "aria-hidden": "true" }, "Use dos dedos para acercar el mapa");
      this.marco.append(this.punta, lejos, this.botones());
      this.lienzo = new Lienzo(this.marco, geo, avisos);
    }

    botones() {
      const boton = (texto, nombre, hacer) =>
        el("button", { type: "button", "aria-label": nombre, title: nombre, onclick: hacer }, texto);
      return el(
        "div",
        { class: "acercar" },
        boton("+", "Acercar el mapa", () => this.lienzo.acercar(FACTOR)),
        boton("−", "Alejar el mapa", () => this.lienzo.acercar(1 / FACTOR)),
        boton(cuadro(), "Ver todo el país", () => this.avisos.alVerTodo()),
      );
    }

    /**
     * @param {CapaDelMapa} capa
     * @param {{visibles: boolean[], deQuien: string, opciones: OpcionesDeLeyenda}} lo
     */
    pintar(capa, { visibles, deQuien, opciones }) {
      this.capas = [capa];
      this.claves = capa.claves;
      this.lienzo.pintar(capa.claves, visibles, capa.ficha.color);
      poner(this.dicho, el("strong", {}, `${titulo(capa)}.`), frase(capa, visibles, deQuien));
      leyenda(this.leyenda, capa, visibles, opciones);
      this.terminar(titulo(capa), opciones);
    }

    /**
     * @param {CapaDelMapa[]} capas
     * @param {string[]} claves
     * @param {{visibles: boolean[], opciones: OpcionesDeLeyenda}} lo
     */
    pintarCruce([a, b], claves, { visibles, opciones }) {
      this.capas = [a, b];
      this.claves = claves;
      this.lienzo.pintar(claves, visibles, "cruce");
      const dicho = `${titulo(a)}, y ${titulo(b)}.`;
      poner(this.dicho, el("strong", {}, dicho), " Cada medida, en tercios de los municipios.");
      leyendaCruzada(this.leyenda, { a, b, claves }, visibles, opciones);
      this.terminar(dicho, opciones);
    }

    terminar(dicho, { elegida }) {
      this.lienzo.dibujo.setAttribute("aria-label", `Mapa de Colombia por municipio: ${dicho} La tabla trae lo mismo.`);
      this.lienzo.resaltarClase(elegida);
    }

    /** Señala un municipio; con el ratón, su nombre y su cifra van junto a él. */
    senalar(i, evento, nombre) {
      this.lienzo.senalar(i);
      senalarClave(this.leyenda, i === null ? "" : this.claves[i]);
      const encima = evento && i !== null && this.marco.contains(evento.target);
      this.punta.hidden = !encima;
      if (!encima) return;
      const r = this.marco.getBoundingClientRect();
      this.punta.textContent = `${nombre}: ${this.capas.map((capa) => conUnidad(capa, i)).join("; ")}`;
      const izquierda = evento.clientX - r.x > r.width / 2;
      this.punta.style.transform = izquierda ? "translate(calc(-100% - 12px), 12px)" : "translate(14px, 12px)";
      this.punta.style.left = `${evento.clientX - r.x}px`;
      this.punta.style.top = `${evento.clientY - r.y}px`;
    }
  }

  window.KitMapa = Object.assign(/** @type {any} */ (window.KitMapa || {}), { Panel });
})();
