/* El panel «Incidencia»: H, A, M0 y las quince privaciones de cada territorio de la base. */
(function () {
  "use strict";
  const { el, poner } = window.KitH;
  const { oracion } = window.KitSimulador;
  const { panel, pedir } = window.KitMiBase;
  const mio = window.KitTerritorios;
  const { TablaOrdenable, columnasDeTerritorios, columnasDeTodas, columnasDeUno, nombreDe } = mio;
  const TODA = -1;

  class Incidencia {
    /** @param {ContextoDeMiBase} ctx */
    constructor(ctx) {
      this.turno = 0;
      this.cual = TODA;
      /** @type {IncidenciaDeBase | null} */
      this.r = null;
      this.controles = el("form", {
        class: "mi-base-controles",
        onsubmit: (/** @type {Event} */ e) => e.preventDefault(),
      });
      this.resumen = el("div", { "aria-live": "polite" });
      this.deUno = el("div");
      this.juntas = el("div");
      this.perfil = el("div");
      this.tabla = new TablaOrdenable({ id: "incidencia", rotulo: "Incidencia por territorio" });
      this.privaciones = new TablaOrdenable({
        id: "privaciones",
        rotulo: "Las quince privaciones",
        clase: "mi-base-tabla-privaciones",
        primeras: 15,
      });
      this.todas = new TablaOrdenable({
        id: "todas",
        rotulo: "Las quince privaciones de cada territorio",
        clase: "mi-base-tabla-todas",
        columna: 0,
        baja: false,
      });
      this.detalle = el(
        "details",
        {},
        el("summary", {}, "Las quince privaciones, territorio por territorio"),
        this.todas.nodo,
      );
      this.detalle.addEventListener("toggle", () => this.pintarTodas());
      this.nodo = el("div", { class: "mi-base-incidencia" });
      this.conBase(ctx);
      mio.alCambiar(this.nodo, () => this.actualizar());
    }

    /** @param {ContextoDeMiBase} ctx */
    conBase(ctx) {
      this.ctx = ctx;
      this.cual = TODA;
      const impide = mio.impide(ctx.bases[0]);
      if (impide) {
        poner(this.nodo, el("p", { class: "herramienta-vacio" }, impide));
        return;
      }
      poner(this.controles, mio.elegirTerritorio(ctx, "mi-base-incidencia-por"), mio.controlesDelMetodo());
      poner(this.nodo, this.armazon());
      this.actualizar();
    }

    armazon() {
      return [
        el("h2", {}, "Cuánta pobreza hay y dónde"),
        this.controles,
        this.resumen,
        this.tabla.nodo,
        el(
          "p",
          { class: "mi-base-clave" },
          "H: qué parte es pobre. A: de las privaciones posibles, cuántas tienen los pobres. M0 = H × A. Toque un " +
            "nombre para ver sus quince privaciones.",
        ),
        this.deUno,
        this.privaciones.nodo,
        el("h3", {}, "Privaciones que van juntas"),
        this.juntas,
        this.detalle,
        el("h3", {}, "Junto al perfil del municipio"),
        this.perfil,
        mio.descargas(this.ctx, () => this.informe()),
      ];
    }

    async actualizar() {
      this.turno += 1;
      const { turno } = this;
      const pedido = mio.pedido(this.ctx);
      try {
        const r = await pedir("incidencia", pedido);
        if (turno !== this.turno) return;
        this.mostrar(pedido, r);
        await this.mostrarCruce();
      } catch (error) {
        if (turno === this.turno) this.decirError(error);
      }
    }

    /** @param {any} error */
    decirError(error) {
      this.r = null;
      const dicho = [error.problema || error.message, error.queHacer].filter(Boolean).map(oracion).join(" ");
      poner(this.resumen, el("p", { class: "herramienta-error" }, dicho));
      [this.tabla.nodo, this.deUno, this.privaciones.nodo, this.juntas, this.perfil, this.todas.nodo].forEach((n) =>
        poner(n),
      );
    }

    /** @param {PedidoDeIncidencia} pedido @param {IncidenciaDeBase} r */
    mostrar(pedido, r) {
      if (pedido.por !== this.pedido?.por) this.cual = TODA;
      this.pedido = pedido;
      this.r = r;
      poner(this.resumen, mio.avisoDePractica(this.ctx.bases[0]), mio.resumenDe(r, pedido), mio.loAparte(r));
      const { columnas, pie } = columnasDeTerritorios(r, pedido, (g) => this.ver(g, true));
      this.tabla.pintar(columnas, r.territorios.length, pie);
      this.pintarUno();
      this.pintarTodas();
      poner(this.perfil, mio.frenteAlPerfil(this.ctx, r, pedido));
    }

    /** Las quince privaciones y las parejas de uno, o de toda la base. @param {number} cual @param {boolean} ir */
    ver(cual, ir) {
      this.cual = cual;
      this.pintarUno();
      this.mostrarCruce();
      if (ir) document.getElementById("mi-base-incidencia-cual").focus();
    }

    pintarUno() {
      const { por } = this.pedido;
      /** @type {[string, string][]} */
      const nombres = this.r.territorios.map((t, g) => [String(g), nombreDe(por, t)]);
      nombres.sort((a, b) => a[1].localeCompare(b[1], "es", { numeric: true }));
      const opciones = /** @type {[string, string][]} */ ([[String(TODA), "Toda la base"], ...nombres]);
      poner(
        this.deUno,
        el("h3", {}, "Las quince privaciones"),
        mio.lista("De", "mi-base-incidencia-cual", opciones, String(this.cual), (v) => this.ver(Number(v), true)),
      );
      const [m, g] = this.cual === TODA ? [this.r.base, 0] : [this.r.medida, this.cual];
      this.privaciones.pintar(columnasDeUno(m, g), m.tasas.length);
    }

    pintarTodas() {
      if (!this.detalle.open || !this.r) return;
      const { columnas, pie } = columnasDeTodas(this.r, this.pedido);
      this.todas.pintar(columnas, this.r.territorios.length, pie);
    }

    async mostrarCruce() {
      const { turno, cual } = this;
      const cruce = await pedir("cruce", { ...this.pedido, cual });
      if (turno !== this.turno || cual !== this.cual) return;
      this.cruce = cruce;
      const hogares = cual === TODA ? this.r.base.hogares[0] : this.r.medida.hogares[cual];
      const de = cual === TODA ? "toda la base" : nombreDe(this.pedido.por, this.r.territorios[cual]);
      poner(
        this.juntas,
        el("p", {}, `Los pares más frecuentes en los hogares de ${de}.`),
        mio.pintarCruce(cruce, hogares),
      );
    }

    /** Lo que se está mirando; el cruce, el de toda la base. @returns {Promise<LoDelInforme | null>} */
    async informe() {
      if (!this.r) return null;
      const cruce = await pedir("cruce", { ...this.pedido, cual: TODA });
      return { base: this.ctx.bases[0], pedido: this.pedido, medido: this.r, cruce };
    }
  }

  /** @type {Incidencia} */
  let abierta;

  panel({
    id: "incidencia",
    titulo: "Incidencia",
    orden: 20,
    necesita: 1,
    pintar(ctx) {
      abierta = new Incidencia(ctx);
      return abierta.nodo;
    },
    alCambiarDeBase(ctx) {
      abierta.conBase(ctx);
    },
  });
})();
