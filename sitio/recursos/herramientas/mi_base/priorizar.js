/* El panel «Priorizar mis veredas»: qué territorio va primero y qué tan firme es su puesto si se decide otra cosa. */
(function () {
  "use strict";
  const { el, numero, poner } = window.KitH;
  const { oracion } = window.KitSimulador;
  const { panel, pedir } = window.KitMiBase;
  const mio = window.KitTerritorios;
  const { PRIVACIONES, TablaOrdenable, lista } = mio;
  const VECES = 1000;
  const ESPERA = 150; // ms sin tocar nada antes de repetir la cuenta mil veces
  const PESO_NUEVO = 5;
  /** @type {[string, string][]} */
  const CRITERIOS = [
    ["h", "Pobreza multidimensional (H)"],
    ["m0", "Pobreza ajustada por intensidad (M0)"],
    ...PRIVACIONES.map((p, j) => /** @type {[string, string]} */ ([String(j), p.nombre])),
  ];
  const NOMBRES = new Map(CRITERIOS);
  /** @type {[string, string][]} */
  const ESCALAS = [
    ["percentil", "Percentil"],
    ["minimo_maximo", "Mínimo-máximo"],
  ];

  class Prioridad {
    /** @param {ContextoDeMiBase} ctx */
    constructor(ctx) {
      this.turno = 0;
      this.criterios = [
        { cual: "h", peso: 5 },
        { cual: "m0", peso: 5 },
      ];
      this.normalizacion = "percentil";
      this.primeros = 10;
      this.semilla = 1;
      this.formulario = el("form", { onsubmit: (/** @type {Event} */ e) => e.preventDefault() });
      this.dicho = el("div", { "aria-live": "polite" });
      this.tabla = new TablaOrdenable({ id: "prioridad", rotulo: "Territorios por puesto", columna: 1, baja: false });
      this.nodo = el("div", { class: "mi-base-prioridad" });
      this.conBase(ctx);
      mio.alCambiar(this.nodo, () => this.actualizar());
    }

    /** @param {ContextoDeMiBase} ctx */
    conBase(ctx) {
      this.ctx = ctx;
      const impide = mio.impide(ctx.bases[0]);
      if (impide) {
        poner(this.nodo, el("p", { class: "herramienta-vacio" }, impide));
        return;
      }
      this.pintarFormulario();
      poner(
        this.nodo,
        el("h2", {}, "A cuáles llegar primero"),
        this.formulario,
        this.dicho,
        this.tabla.nodo,
        mio.comoSeLeeLaPrioridad(VECES),
        mio.descargas(ctx, () => this.informe()),
      );
      this.actualizar();
    }

    /** @param {Record<string, unknown>} parcial */
    cambiar(parcial) {
      Object.assign(this, parcial);
      clearTimeout(this.espera);
      this.espera = setTimeout(() => this.actualizar(), ESPERA);
    }

    pintarFormulario() {
      poner(
        this.formulario,
        el(
          "fieldset",
          {},
          el("legend", {}, "1. Qué cuenta y cuánto pesa"),
          mio.elegirTerritorio(this.ctx, "mi-base-prioridad-por"),
          el(
            "ul",
            { class: "herramienta-lista mi-base-criterios" },
            this.criterios.map((c, i) => this.criterio(c, i)),
          ),
          this.agregar(),
        ),
        el(
          "fieldset",
          {},
          el("legend", {}, "2. Cómo se combina"),
          el(
            "div",
            { class: "herramienta-fila" },
            lista("Normalización del puesto", "mi-base-escala", ESCALAS, this.normalizacion, (v) =>
              this.cambiar({ normalizacion: v }),
            ),
            this.entero("Cuántos son los primeros", "primeros"),
            this.entero("Semilla del azar", "semilla"),
          ),
        ),
      );
    }

    /** @param {string} rotulo @param {"primeros" | "semilla"} cual */
    entero(rotulo, cual) {
      const id = `mi-base-${cual}`;
      const alCambiar = (/** @type {CambioDeCampo} */ e) => {
        const n = Math.round(Number(e.target.value));
        if (n >= 1 && n <= 1e6) this.cambiar({ [cual]: n });
      };
      return el(
        "div",
        { class: "herramienta-campo" },
        el("label", { for: id }, rotulo),
        el("input", {
          type: "number",
          id,
          min: 1,
          max: 1000000,
          step: 1,
          value: String(this[cual]),
          oninput: alCambiar,
        }),
      );
    }

    /** @param {{cual: string, peso: number}} c @param {number} i */
    criterio(c, i) {
      const nombre = NOMBRES.get(c.cual);
      const salida = el("output", { for: `mi-base-criterio-${i}` }, numero(c.peso));
      const mover = (/** @type {CambioDeCampo} */ e) => {
        c.peso = Number(e.target.value);
        salida.textContent = numero(c.peso);
        this.cambiar({});
      };
      const quitar = () => {
        this.criterios.splice(i, 1);
        this.pintarFormulario();
        this.cambiar({});
        document.getElementById("mi-base-agregar").focus();
      };
      return el(
        "li",
        {},
        el("label", { for: `mi-base-criterio-${i}` }, nombre, ", peso ", salida),
        el("input", {
          type: "range",
          id: `mi-base-criterio-${i}`,
          min: 0,
          max: 10,
          step: 1,
          value: String(c.peso),
          oninput: mover,
        }),
        el("button", { type: "button", "aria-label": `Quitar ${nombre}`, onclick: quitar }, "Quitar"),
      );
    }

    agregar() {
      const usados = this.criterios.map((c) => c.cual);
      const libres = CRITERIOS.filter(([cual]) => !usados.includes(cual));
      if (!libres.length) return null;
      const control = el(
        "select",
        { id: "mi-base-agregar" },
        libres.map(([cual, n]) => el("option", { value: cual }, n)),
      );
      const sumar = () => {
        this.criterios.push({ cual: control.value, peso: PESO_NUEVO });
        this.pintarFormulario();
        this.cambiar({});
        document.getElementById(`mi-base-criterio-${this.criterios.length - 1}`).focus();
      };
      return el(
        "div",
        { class: "herramienta-agregar herramienta-no-impreso" },
        el("label", { for: "mi-base-agregar", class: "solo-lector" }, "Criterio para agregar"),
        control,
        el("button", { type: "button", onclick: sumar }, "Agregar"),
      );
    }

    async actualizar() {
      this.turno += 1;
      const { turno, criterios, normalizacion, semilla } = this;
      const { territorios } = this.ctx.bases[0];
      const pedido = mio.pedido(this.ctx);
      const cuantos = territorios.find((t) => t.campo === pedido.por).cuantos;
      const primeros = Math.min(this.primeros, Math.max(1, cuantos - 1));
      // Con lo que se pidió, no con lo que se escriba mientras llega: así lo dice el informe.
      const dichos = criterios.filter((c) => c.peso).map((c) => `${NOMBRES.get(c.cual)}, peso ${c.peso}`);
      try {
        const r = await pedir("priorizar", { ...pedido, criterios, normalizacion, primeros, semilla, veces: VECES });
        if (turno !== this.turno) return;
        this.dichas = { criterios: dichos, semilla };
        this.mostrar(pedido, r);
      } catch (error) {
        if (turno !== this.turno) return;
        this.r = null;
        const dicho = [error.problema || error.message, error.queHacer].filter(Boolean).map(oracion).join(" ");
        poner(this.dicho, el("p", { class: "herramienta-error" }, dicho));
        poner(this.tabla.nodo);
      }
    }

    /** @param {PedidoDeIncidencia} pedido @param {PrioridadDeTerritorios} r */
    mostrar(pedido, r) {
      this.pedido = pedido;
      this.r = r;
      poner(this.dicho, mio.avisoDePractica(this.ctx.bases[0]), mio.dichoDePrioridad(r));
      this.tabla.pintar(mio.columnasDePrioridad(pedido, r), r.puesto.length);
    }

    /** @returns {Promise<LoDelInforme | null>} */
    async informe() {
      if (!this.r) return null;
      const cruce = await pedir("cruce", { ...this.pedido, cual: -1 });
      const prioridad = { ...this.r, ...this.dichas };
      return { base: this.ctx.bases[0], pedido: this.pedido, medido: this.r.medido, cruce, prioridad };
    }
  }

  /** @type {Prioridad} */
  let abierta;

  panel({
    id: "priorizar",
    titulo: "Priorizar mis veredas",
    orden: 25,
    necesita: 1,
    pintar(ctx) {
      abierta = new Prioridad(ctx);
      return abierta.nodo;
    },
    alCambiarDeBase(ctx) {
      abierta.conBase(ctx);
    },
  });
})();
