/* El panel «Comparar cortes»: dos bases abiertas, cuál es la anterior y cuál la posterior, y qué cambió. */
(function () {
  "use strict";
  const { el, poner } = window.KitH;
  const { oracion } = window.KitSimulador;
  const mia = (window.KitMiBase = window.KitMiBase || /** @type {KitMiBase} */ ({}));
  const { INTERNO, casilla, eleccion, pedir } = mia;

  class ComparacionDeBases {
    /** @param {ContextoDeMiBase} ctx */
    constructor(ctx) {
      this.turno = 0;
      this.por = "";
      this.completas = false;
      // La última que se abrió suele ser la más nueva.
      [this.despues, this.antes] = ctx.bases.map((b) => b.id);
      this.formulario = el("form", { onsubmit: (/** @type {Event} */ e) => e.preventDefault() });
      this.estado = el("p", { class: "mi-base-estado", role: "status" });
      this.cuerpo = el("div");
      this.salida = el(
        "section",
        { class: "herramienta-resultado", "aria-labelledby": "mi-base-cortes-titulo" },
        el("h2", { id: "mi-base-cortes-titulo" }, "Qué cambió"),
        this.estado,
        this.cuerpo,
      );
      this.cambiarDeBase(ctx);
    }

    /** Si se quitó una de las dos, otra toma su lugar. @param {ContextoDeMiBase} ctx */
    cambiarDeBase(ctx) {
      this.ctx = ctx;
      const estan = (/** @type {string} */ id) => ctx.bases.some((b) => b.id === id);
      const libre = (/** @type {string} */ otra) => ctx.bases.find((b) => b.id !== otra)?.id || "";
      if (!estan(this.antes)) this.antes = libre(this.despues);
      if (!estan(this.despues)) this.despues = libre(this.antes);
      this.comparar("");
    }

    /** Los territorios que traen las dos. */
    territorios() {
      const [una, otra] = [this.antes, this.despues].map((id) => this.ctx.bases.find((b) => b.id === id));
      if (!una || !otra) return [];
      return una.territorios.filter((t) => otra.territorios.some((o) => o.campo === t.campo));
    }

    /** @param {string} foco */
    repintar(foco) {
      const territorios = this.territorios();
      if (!territorios.some((t) => t.campo === this.por)) this.por = territorios[0]?.campo || "";
      const bases = this.ctx.bases.map((b) => [b.id, b.nombre]);
      const esMuestra = this.ctx.bases.some((b) => [this.antes, this.despues].includes(b.id) && b.esMuestra);
      /** @param {"antes" | "despues"} cual @param {string} rotulo */
      const corte = (cual, rotulo) =>
        eleccion(`mi-base-cortes-${cual}`, rotulo, bases, this[cual], (id) => this.escoger(cual, id));
      const cambiar = el(
        "button",
        { type: "button", id: "mi-base-cortes-cambiar", onclick: () => this.intercambiar() },
        "Intercambiar los cortes",
      );
      const opciones = [["", "Ninguno"], ...territorios.map((t) => [t.campo, t.nombre])];
      poner(
        this.formulario,
        el(
          "fieldset",
          {},
          el("legend", {}, "Qué cortes se comparan"),
          el(
            "div",
            { class: "herramienta-fila" },
            corte("antes", "Corte anterior"),
            corte("despues", "Corte posterior"),
            eleccion("mi-base-cortes-por", "Ver por territorio", opciones, this.por, (por) => {
              this.por = por;
              this.comparar("mi-base-cortes-por");
            }),
          ),
          el("p", {}, cambiar),
          esMuestra
            ? casilla(
                "mi-base-cortes-completas",
                "Las dos bases están completas: no son una muestra",
                this.completas,
                (si) => {
                  this.completas = si;
                  this.comparar("mi-base-cortes-completas");
                },
              )
            : null,
        ),
      );
      if (foco) document.getElementById(foco)?.focus();
    }

    /**
     * Si se escoge la que está del otro lado, se cambian de lado.
     * @param {"antes" | "despues"} cual
     * @param {string} id
     */
    escoger(cual, id) {
      const otro = cual === "antes" ? "despues" : "antes";
      if (this[otro] === id) this[otro] = this[cual];
      this[cual] = id;
      this.comparar(`mi-base-cortes-${cual}`);
    }

    intercambiar() {
      [this.antes, this.despues] = [this.despues, this.antes];
      this.comparar("mi-base-cortes-cambiar");
    }

    pedido() {
      const { antes, despues, por, completas } = this;
      return { antes, despues, por, completas };
    }

    /** @param {string} foco dónde queda el teclado */
    async comparar(foco) {
      this.repintar(foco);
      this.turno += 1;
      const { turno } = this;
      this.decir("Comparando los cortes…");
      try {
        const pedido = this.pedido();
        /** @type {CortesComparados} */
        const r = await pedir("cortes", pedido);
        if (turno !== this.turno) return;
        this.decir("");
        const territorio = this.territorios().find((t) => t.campo === pedido.por)?.nombre || "";
        poner(this.cuerpo, mia.resultadoDeCortes(r, territorio), this.descargas(pedido, r));
      } catch (error) {
        if (turno !== this.turno) return;
        poner(this.cuerpo);
        const { problema, queHacer, message } = /** @type {any} */ (error);
        this.decir([problema || message, queHacer].filter(Boolean).map(oracion).join(" "), true);
      }
    }

    /** @param {string} texto @param {boolean} [malo] */
    decir(texto, malo = false) {
      this.estado.textContent = texto;
      this.estado.classList.toggle("herramienta-error", malo);
    }

    /** @param {PedidoDeCortes} pedido @param {CortesComparados} r */
    descargas(pedido, r) {
      /** @param {string} texto @param {"xlsx" | "csv"} formato */
      const boton = (texto, formato) =>
        el("button", { type: "button", onclick: () => this.bajar(pedido, r, formato) }, texto);
      return el(
        "p",
        { class: "herramienta-no-impreso mi-base-descargas" },
        boton("Descargar todo en Excel", "xlsx"),
        " ",
        boton("Descargar los hogares que cambian en CSV", "csv"),
        " ",
        el("small", {}, `${INTERNO}. Lleva fichas; ni documentos ni nombres.`),
      );
    }

    /** @param {PedidoDeCortes} pedido @param {CortesComparados} r @param {"xlsx" | "csv"} formato */
    async bajar(pedido, r, formato) {
      try {
        await mia.bajarCortes(pedido, r, formato);
      } catch (error) {
        this.ctx.avisar(oracion(/** @type {Error} */ (error).message), true);
      }
    }
  }

  /** @type {ComparacionDeBases} */
  let abierta;

  mia.panel({
    id: "cortes",
    titulo: "Comparar cortes",
    orden: 55,
    necesita: 2,
    pintar(ctx) {
      abierta = new ComparacionDeBases(ctx);
      return el("div", { class: "mi-base-lista" }, abierta.formulario, abierta.salida);
    },
    alCambiarDeBase(ctx) {
      abierta.cambiarDeBase(ctx);
    },
  });
})();
