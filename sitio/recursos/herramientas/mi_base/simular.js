/* El panel «Simular»: las mismas reglas del simulador, con la base entera y sin esperar entre un cambio y otro. */
(function () {
  "use strict";
  const { csv, descargar, el, poner } = window.KitH;
  const { codigosSisben } = window.KitCalculos;
  const { controles, curva, decirCambio, decirCosto, inicial, limitesDe, oracion } = window.KitSimulador;
  const { SIN_SORTEO, porTerritorio, tablaDeResultado } = window.KitSimulador;
  const { panel, pedir } = window.KitMiBase;
  const sisben = /** @type {Instrumento} */ (window.KIT_DATOS.instrumentos.find((i) => i.id === "sisben_iv"));
  const codigos = codigosSisben(sisben);
  const lugar = Object.fromEntries(codigos.map((c, i) => [c, i + 1]));
  const INTERNO = "INTERNO: no publicar";

  /** El panel, con lo que se escogió y el último pedido: si llega otro cambio, el anterior ya no se muestra. */
  class Simulacion {
    /** @param {ContextoDeMiBase} ctx */
    constructor(ctx) {
      this.ctx = ctx;
      this.estado = inicial();
      this.por = "";
      this.turno = 0;
      this.salida = el("section", { class: "herramienta-resultado", "aria-labelledby": "mi-base-simular-titulo" });
      this.formulario = el("form", { onsubmit: (/** @type {Event} */ e) => e.preventDefault() });
      this.repintar();
    }

    /** @param {Partial<EstadoDelSimulador>} parcial */
    cambiar(parcial) {
      Object.assign(this.estado, parcial);
      this.actualizar();
    }

    repintar() {
      poner(this.formulario, controles(this, 1), this.repartirPor());
      this.actualizar();
    }

    /** Por dónde se mira el reparto, si la base trae de dónde escoger. */
    repartirPor() {
      const { territorios } = this.ctx.bases[0];
      if (!territorios.length) return null;
      if (!territorios.some((t) => t.campo === this.por)) this.por = territorios[0].campo;
      const elegir = (/** @type {CambioDeCampo} */ e) => {
        this.por = e.target.value;
        this.actualizar();
      };
      const opciones = territorios.map((t) =>
        el("option", { value: t.campo, selected: t.campo === this.por }, t.nombre),
      );
      return el(
        "div",
        { class: "herramienta-campo" },
        el("label", { for: "mi-base-simular-por" }, "Ver el reparto por"),
        el("select", { id: "mi-base-simular-por", onchange: elegir }, opciones),
      );
    }

    pedido() {
      const { corte, otro } = this.estado;
      return {
        id: this.ctx.bases[0].id,
        regla: { ...this.estado },
        limites: limitesDe(this.estado),
        cortes: [corte, otro].map((c) => ({ corte: c, hasta: lugar[c] })),
        niveles: codigos.length,
        por: this.por,
      };
    }

    async actualizar() {
      this.turno += 1;
      const { turno } = this;
      const pedido = this.pedido();
      if (!pedido.limites) return this.decirError(this.limiteMalo());
      try {
        const r = await pedir("simular", pedido);
        if (turno === this.turno) this.mostrar(r);
      } catch (error) {
        if (turno === this.turno) this.decirError(oracion(error.message));
      }
      return null;
    }

    limiteMalo() {
      return this.estado.limite === "cupo"
        ? "El cupo debe ser un número entero de hogares, por ejemplo 150."
        : "El presupuesto y el costo por hogar deben ser pesos con a lo sumo dos decimales; el costo, mayor que 0.";
    }

    /** @param {string} dicho */
    decirError(dicho) {
      poner(this.salida, this.titulo(), el("p", { class: "herramienta-error", role: "status" }, dicho));
    }

    titulo() {
      return el("h2", { id: "mi-base-simular-titulo" }, "Resultado");
    }

    /** @param {ResultadoDeSimular} r */
    mostrar(r) {
      const e = this.estado;
      const [uno, dos] = r.resultados;
      const bajar = el("button", { type: "button", onclick: () => this.bajar() }, `Descargar la lista con ${e.corte}`);
      poner(
        this.salida,
        this.titulo(),
        tablaDeResultado({ ids: r.conSorteo || null }, e, uno, dos),
        el("p", {}, r.conSorteo ? decirCambio(e, r.entran, r.salen) : SIN_SORTEO),
        decirCosto(uno, e.corte),
        curva({ puntos: r.puntos, codigos, lugar, grupos: sisben.grupos, corte: e.corte, otro: e.otro }),
        r.reparto ? porTerritorio({ reparto: r.reparto, corte: e.corte }) : null,
        r.conSorteo ? el("p", { class: "herramienta-no-impreso" }, bajar, " ", el("small", {}, INTERNO)) : null,
        el("p", { class: "herramienta-no-impreso" }, this.acto(uno, !!r.conSorteo)),
      );
    }

    /** Del resultado al acto que adopta la regla. @param {any} resultado @param {boolean} conSorteo */
    acto(resultado, conSorteo) {
      const [base] = this.ctx.bases;
      const datos = () =>
        window.KitActo.datos({ hogares: base.hogares, practica: false, conSorteo, estado: this.estado, resultado });
      return window.KitComunes.boton(this.ctx, {
        plantilla: "acto",
        formato: "docx",
        titulo: "Acto que adopta la focalización",
        datos,
      });
    }

    async bajar() {
      const { cortes, id, limites, regla } = this.pedido();
      if (!limites) return;
      try {
        const filas = await pedir("simular_lista", { id, regla, limites, hasta: cortes[0].hasta });
        const pie = [[], ["Uso", INTERNO], ["Base", this.ctx.bases[0].nombre], ...Object.entries(this.estado)];
        const todo = [["hogar", "clasificacion", "estado", "puesto", "objetivo"], ...filas, ...pie];
        descargar("seleccion-interna.csv", csv(todo), "text/csv");
      } catch (error) {
        this.ctx.avisar(oracion(error.message), true);
      }
    }
  }

  /** @type {Simulacion | undefined} */
  let abierta;
  window.KitMiBase.reglaDeSimular = () => abierta?.estado;

  panel({
    id: "simular",
    titulo: "Simular",
    orden: 40,
    necesita: 1,
    pintar(ctx) {
      abierta = new Simulacion(ctx);
      return el("div", { class: "herramienta-dos-columnas" }, abierta.formulario, abierta.salida);
    },
    alCambiarDeBase(ctx) {
      abierta.ctx = ctx;
      abierta.repintar();
    },
  });
})();
