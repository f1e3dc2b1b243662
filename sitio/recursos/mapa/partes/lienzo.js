/* Un mapa en pantalla: municipios, límites, acercamiento y lo elegido. Un dedo desplaza la página; dos acercan; ya
   cerca, uno mueve. El mapa no se anima. */
(function () {
  "use strict";
  const { svg } = window.KitH;
  const { select, zoom, zoomIdentity } = window.KitD3;

  const LEJOS = 1.01;
  const MAXIMO = 40;
  const acotado = (valor, desde, hasta) => Math.max(desde, Math.min(hasta, valor));
  const MARGEN = 8;
  const PASO = 60;
  const FACTOR = 1.8;
  const TECLAS = {
    ArrowUp: [0, PASO],
    ArrowDown: [0, -PASO],
    ArrowLeft: [PASO, 0],
    ArrowRight: [-PASO, 0],
  };

  class Lienzo {
    /**
     * @param {HTMLElement} caja
     * @param {GeometriaDelMapa} geo
     * @param {{alElegir(i: number | null, x: number, y: number, lienzo: any): void,
     *   alPasar(i: number | null, evento?: PointerEvent): void, alMover(lienzo: any, vista: any): void,
     *   alAfinar(lienzo: any): void}} avisos
     */
    constructor(caja, geo, avisos) {
      this.caja = caja;
      this.geo = geo;
      this.avisos = avisos;
      /** @type {string[]} */
      this.previas = [];
      this.vista = zoomIdentity;
      this.armar();
      this.redimensionar();
      this.acercamiento = zoom()
        .scaleExtent([1, MAXIMO])
        .clickDistance(6)
        .filter((evento) => this.admite(evento))
        .on("zoom", (evento) => this.mover(evento.transform, !!evento.sourceEvent))
        .on("end", () => this.afinar());
      this.limitar();
      this.nodo.call(this.acercamiento).on("dblclick.zoom", null);
      this.escuchar();
    }

    armar() {
      const { geo } = this;
      this.trazos = geo.trazos.map((d, i) => svg("path", { d, "data-i": i }));
      this.municipios = svg("g", { class: "municipios" }, this.trazos);
      this.limites = svg("path", { class: "limites", d: geo.limites });
      const [x0, y0, x1, y1] = geo.recuadro;
      const aire = 40;
      const medidas = { x: x0 - aire, y: y0 - aire, width: x1 - x0 + 2 * aire, height: y1 - y0 + 2 * aire };
      this.recuadro = svg("rect", { class: "recuadro", ...medidas });
      this.sobre = svg("path", { class: "sobre" });
      this.funda = svg("path", { class: "funda" });
      this.propio = svg("path", { class: "propio" });
      const encima = [this.limites, this.recuadro, this.sobre, this.funda, this.propio];
      this.plano = svg("g", { class: "plano" }, this.municipios, encima);
      this.puntos = svg("g", { class: "puntos" });
      this.rotulos = svg("g", { class: "rotulos" });
      this.dibujo = svg("svg", { role: "img", class: "mapa-vivo" }, this.plano, this.puntos, this.rotulos);
      this.caja.prepend(this.dibujo);
      this.nodo = select(this.dibujo);
    }

    redimensionar() {
      const { ancho, alto } = this.geo;
      this.w = this.caja.clientWidth;
      this.h = this.caja.clientHeight;
      this.dibujo.setAttribute("viewBox", `0 0 ${this.w} ${this.h}`);
      this.escala = Math.min((this.w - 2 * MARGEN) / ancho, (this.h - 2 * MARGEN) / alto);
      this.x0 = (this.w - ancho * this.escala) / 2;
      this.y0 = (this.h - alto * this.escala) / 2;
    }

    limitar() {
      const { w, h } = this;
      this.acercamiento.extent([
        [0, 0],
        [w, h],
      ]);
      this.acercamiento.translateExtent([
        [-w * 0.2, -h * 0.2],
        [w * 1.2, h * 1.3],
      ]);
    }

    get cerca() {
      return this.vista.k > LEJOS;
    }

    admite(evento) {
      if (evento.type === "touchstart") return this.cerca || evento.touches.length > 1;
      if (evento.type === "wheel") {
        return evento.ctrlKey || evento.metaKey || this.cerca || this.caja.contains(document.activeElement);
      }
      return !evento.button && !evento.ctrlKey;
    }

    mover(vista, propio) {
      this.vista = vista;
      const k = vista.k * this.escala;
      const [x, y] = this.enPantalla(0, 0);
      this.plano.setAttribute("transform", `translate(${x.toFixed(2)},${y.toFixed(2)}) scale(${k.toFixed(5)})`);
      this.rotulos.replaceChildren();
      this.puntos.replaceChildren();
      this.caja.classList.toggle("cerca", this.cerca);
      if (propio) this.avisos.alMover(this, vista);
      clearTimeout(this.espera);
      this.espera = setTimeout(() => this.afinar(), 120);
    }

    /** Los trazos guardan su grueso en pantalla: se ajusta al soltar, no en cada paso. */
    afinar() {
      clearTimeout(this.espera);
      this.plano.style.setProperty("--px", String(1 / (this.vista.k * this.escala)));
      this.avisos.alAfinar(this);
    }

    /** Del plano del mapa a la pantalla. */
    enPantalla(x, y) {
      const { k, x: tx, y: ty } = this.vista;
      return [(x * this.escala + this.x0) * k + tx, (y * this.escala + this.y0) * k + ty];
    }

    /** De la pantalla al plano. */
    enPlano(x, y) {
      const [a, b] = this.vista.invert([x, y]);
      return [(a - this.x0) / this.escala, (b - this.y0) / this.escala];
    }

    escuchar() {
      const { caja, dibujo, avisos } = this;
      const de = (evento) => (evento.target.dataset.i ? Number(evento.target.dataset.i) : null);
      dibujo.addEventListener("click", (evento) => {
        const r = dibujo.getBoundingClientRect();
        avisos.alElegir(de(evento), evento.clientX - r.x, evento.clientY - r.y, this);
      });
      dibujo.addEventListener("pointermove", (evento) => {
        if (evento.pointerType === "mouse") avisos.alPasar(de(evento), evento);
      });
      dibujo.addEventListener("pointerleave", () => avisos.alPasar(null));
      caja.addEventListener("keydown", (evento) => this.tecla(evento));
      dibujo.addEventListener("touchmove", (e) => this.avisarDedos(e), { passive: true });
    }

    avisarDedos(evento) {
      if (this.avisado || this.cerca || evento.touches.length !== 1) return;
      this.avisado = true;
      this.caja.classList.add("con-aviso");
      setTimeout(() => this.caja.classList.remove("con-aviso"), 1600);
    }

    tecla(evento) {
      if (evento.target !== this.caja || evento.ctrlKey || evento.metaKey || evento.altKey) return;
      const paso = TECLAS[evento.key];
      if (paso) this.desplazar(paso[0], paso[1]);
      else if (evento.key === "+" || evento.key === "=") this.acercar(FACTOR);
      else if (evento.key === "-") this.acercar(1 / FACTOR);
      else if (evento.key === "0") this.verTodo();
      else return;
      evento.preventDefault();
    }

    desplazar(x, y) {
      this.acercamiento.translateBy(this.nodo, x / this.vista.k, y / this.vista.k);
      this.propagar();
    }

    acercar(factor) {
      this.acercamiento.scaleBy(this.nodo, factor);
      this.propagar();
    }

    verTodo() {
      this.poner(zoomIdentity);
      this.propagar();
    }

    poner(vista) {
      this.acercamiento.transform(this.nodo, vista);
    }

    propagar() {
      this.avisos.alMover(this, this.vista);
    }

    /** Acerca a una caja del plano; `tope` es lo más que se acerca. */
    encuadrar([x0, y0, x1, y1], tope, abajo = 0) {
      const h = this.h - abajo;
      const parte = Math.max(((x1 - x0) * this.escala) / this.w, ((y1 - y0) * this.escala) / h);
      this.centrar((x0 + x1) / 2, (y0 + y1) / 2, Math.max(1, Math.min(tope, 0.86 / parte)), h);
      this.propagar();
    }

    /** El punto y el acercamiento, llevados a lo que el mapa tiene. */
    centrar(x0, y0, k0, h = this.h) {
      const x = acotado(x0, 0, this.geo.ancho);
      const y = acotado(y0, 0, this.geo.alto);
      const k = acotado(k0, 1, MAXIMO);
      const [px, py] = [x * this.escala + this.x0, y * this.escala + this.y0];
      this.poner(zoomIdentity.translate(this.w / 2 - px * k, h / 2 - py * k).scale(k));
    }

    /** El centro del encuadre en el plano y el acercamiento: no depende del tamaño de la pantalla. */
    encuadre() {
      const [x, y] = this.enPlano(this.w / 2, this.h / 2);
      return [Math.round(x), Math.round(y), Math.round(this.vista.k * 100) / 100];
    }

    /**
     * @param {string[]} claves la clase de estilo de cada municipio
     * @param {boolean[]} visibles
     * @param {string} color de qué medida es la rampa
     */
    pintar(claves, visibles, color) {
      this.municipios.setAttribute("class", `municipios rampa-${color}`);
      claves.forEach((clave, i) => {
        const clase = visibles[i] ? clave : `${clave} fuera`;
        if (this.previas[i] === clase) return;
        this.previas[i] = clase;
        this.trazos[i].setAttribute("class", clase);
      });
    }

    elegir(i) {
      const d = i === null ? "" : this.geo.trazos[i];
      this.funda.setAttribute("d", d);
      this.propio.setAttribute("d", d);
    }

    senalar(i) {
      this.sobre.setAttribute("d", i === null ? "" : this.geo.trazos[i]);
    }

    resaltarClase(clave) {
      if (clave) this.municipios.dataset.clase = clave;
      else delete this.municipios.dataset.clase;
    }
  }

  window.KitMapa = Object.assign(/** @type {any} */ (window.KitMapa || {}), { FACTOR, Lienzo });
})();
