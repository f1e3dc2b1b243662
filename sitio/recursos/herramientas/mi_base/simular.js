/* El panel «Simular»: las mismas reglas del simulador, con la base en uso. */
(function () {
  "use strict";
  const { csv, descargar, el, expediente, poner } = window.KitH;
  const { Simulacion, controles, inicial, oracion } = window.KitSimulador;
  const { panel } = window.KitMiBase;
  const INTERNO = "INTERNO: no publicar";

  /** El compromiso que sigue a la regla; nada de la base pasa a él. @param {EstadoDelSimulador} estado */
  const adoptar = ({ corte }) => ({
    que: `Adoptar por acto la focalización con corte ${corte}`,
    evidencia: "Acto firmado y publicado",
    sesion: "focalizacion",
    origen: { herramienta: "mi-base", id: `acto-${corte}` },
  });

  /** Lo que se escogió en el panel; los controles lo usan como si fuera la página del simulador. */
  class PanelDeSimular {
    /** @param {ContextoDeMiBase} ctx */
    constructor(ctx) {
      this.estado = inicial();
      this.simulacion = new Simulacion("mi-base-simular-titulo");
      this.formulario = el("form", { onsubmit: (/** @type {Event} */ e) => e.preventDefault() });
      this.usar(ctx);
    }

    /** @param {ContextoDeMiBase} ctx */
    usar(ctx) {
      this.ctx = ctx;
      this.simulacion.usar(ctx.bases[0]);
      this.repintar();
    }

    get territorios() {
      return this.ctx.bases[0].territorios;
    }

    get por() {
      return this.simulacion.por;
    }

    /** @param {string} campo */
    cambiarPor(campo) {
      this.simulacion.por = campo;
      this.actualizar();
    }

    /** @param {Partial<EstadoDelSimulador>} parcial */
    cambiar(parcial) {
      Object.assign(this.estado, parcial);
      this.actualizar();
    }

    repintar() {
      poner(this.formulario, controles(this, 1));
      this.actualizar();
    }

    actualizar() {
      const { estado } = this;
      return this.simulacion.actualizar(estado, (resultado, conSorteo) => [
        conSorteo ? this.descarga() : null,
        el(
          "p",
          { class: "herramienta-no-impreso" },
          this.simulacion.acto(this.ctx, estado, resultado, conSorteo),
          " ",
          expediente.boton(this.ctx, adoptar(estado), "Pasar su adopción a compromiso"),
        ),
      ]);
    }

    descarga() {
      const bajar = el(
        "button",
        { type: "button", onclick: () => this.bajar() },
        `Descargar la lista con ${this.estado.corte}`,
      );
      return el("p", { class: "herramienta-no-impreso" }, bajar, " ", el("small", {}, INTERNO));
    }

    async bajar() {
      try {
        descargar("seleccion-interna.csv", csv(await this.simulacion.filas(this.estado)), "text/csv");
      } catch (error) {
        this.ctx.avisar(oracion(error.message), true);
      }
    }
  }

  /** @type {PanelDeSimular} */
  let abierto;
  window.KitMiBase.reglaDeSimular = () => abierto?.estado;

  panel({
    id: "simular",
    titulo: "Simular",
    orden: 40,
    necesita: 1,
    pintar(ctx) {
      abierto = new PanelDeSimular(ctx);
      return el("div", { class: "herramienta-dos-columnas" }, abierto.formulario, abierto.simulacion.salida);
    },
    alCambiarDeBase: (ctx) => abierto.usar(ctx),
  });
})();
