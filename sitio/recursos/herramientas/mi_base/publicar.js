/* El panel «Publicar» de Mi base: con la clave y la bitácora de la entidad, lo mismo que
   `kit incidencia --modo publicable`. Nada queda en el navegador. */

(function () {
  "use strict";
  const { el, poner } = window.KitH;
  const { oracion } = window.KitSimulador;
  const mio = window.KitPublicar;

  /** La hora de ahora en UTC, como la escribe la orden. */
  const ahora = () => `${new Date().toISOString().slice(0, 19)}+00:00`;

  /** Lo que salió mal y qué hacer. @param {any} error @param {string} [archivo] */
  function frasesDe(error, archivo) {
    const problema = error.problema || error.message;
    return [
      el("p", {}, el("b", {}, oracion(archivo ? `«${archivo}»: ${problema}` : problema))),
      error.queHacer ? el("p", {}, oracion(error.queHacer)) : null,
    ];
  }

  /** El panel, con lo abierto y lo preparado mientras la página siga abierta. @implements {PanelDePublicar} */
  class Publicacion {
    /** @param {ContextoDeMiBase} ctx */
    constructor(ctx) {
      this.ctx = ctx;
      this.pedir = ctx.pedir;
      this.base = "";
      this.sirve = false;
      /** La que se está preparando; si cambia algo de lo pedido, la respuesta anterior ya no se muestra. */
      this.turno = 0;
      /** @type {string[]} */
      this.columnas = [];
      this.propio = mio.inicial();
      this.cuerpo = el("div", { class: "publicar" });
      this.dicho = el("div", { class: "publicar-dicho", role: "alert" });
      this.marcha = el("p", { class: "publicar-marcha", role: "status" });
      this.olvidar = () => {
        const { columna, redondeo, minimo, nulos } = this.propio;
        this.cambiar({ ...mio.inicial(), columna, redondeo, minimo, nulos }, "publicar-clave-elegir");
      };
    }

    /** Si en la página se ven cifras exactas. */
    interno() {
      return this.ctx.modo === "interno";
    }

    estado() {
      return this.propio;
    }

    /** @param {EstadoDePublicar} nuevo @param {string} [foco] */
    cambiar(nuevo, foco) {
      this.turno += 1;
      this.propio = nuevo;
      this.repintar(foco);
    }

    /** @param {() => Promise<void>} hacer @param {string} [archivo] */
    async intentar(hacer, archivo) {
      poner(this.dicho);
      try {
        await hacer();
      } catch (error) {
        poner(this.dicho, frasesDe(error, archivo));
      }
    }

    /** Las columnas de la base en uso; la clave y la bitácora ya abiertas siguen sirviendo. */
    abrirBase() {
      return this.intentar(async () => {
        const [{ id }] = this.ctx.bases;
        this.base = id;
        // Hasta saber que de esa base se publica algo no se pide nada.
        this.sirve = false;
        this.repintar();
        const columnas = await this.pedir("publicable_columnas", { base: id });
        if (id !== this.base) return;
        this.sirve = true;
        this.columnas = columnas;
        this.cambiar(mio.conOtraBase(this.propio, columnas));
      });
    }

    preparar() {
      return this.intentar(async () => {
        const { columna, clave, bitacora, redondeo, minimo, nulos } = this.propio;
        const abiertos = { clave: clave?.texto, bitacora: bitacora?.texto || "" };
        const pedido = { base: this.base, columna, redondeo, minimo, nulos, ...abiertos };
        const deLaPagina = { fecha: ahora(), practica: false, kit: window.KIT_DATOS.kit };
        this.turno += 1;
        const { turno } = this;
        /** @param {Avance} avance */
        const alAvanzar = ({ paso }) => {
          this.marcha.textContent = `${paso}…`;
        };
        try {
          const hecha = await this.pedir("publicable", { ...pedido, ...deLaPagina }, { alAvanzar });
          if (turno === this.turno) this.cambiar(mio.conLoHecho(this.propio, hecha), "publicar-preparada");
        } finally {
          this.marcha.textContent = "";
        }
      });
    }

    botonDePreparar() {
      const falta = mio.loQueFalta(this.propio);
      const atributos = { type: "button", class: "principal", id: "publicar-preparar", disabled: falta.length > 0 };
      return el(
        "p",
        { class: "publicar-preparar" },
        el("button", { ...atributos, onclick: () => this.preparar() }, "Preparar la publicación"),
        falta.length ? el("small", {}, ` Falta: ${falta.join("; ")}.`) : null,
      );
    }

    /** @param {string} [foco] */
    repintar(foco) {
      if (!this.sirve) {
        poner(this.cuerpo, this.dicho);
        return;
      }
      const enfocado = foco || (this.cuerpo.contains(document.activeElement) && document.activeElement.id);
      poner(
        this.cuerpo,
        mio.queSePublica(this),
        mio.laClave(this),
        mio.laBitacora(this),
        this.botonDePreparar(),
        this.marcha,
        this.dicho,
        mio.resultado(this),
      );
      if (enfocado) document.getElementById(enfocado)?.focus();
    }
  }

  /** @type {Publicacion} */
  let abierta;

  window.KitMiBase.panel({
    id: "publicar",
    titulo: "Publicar",
    orden: 60,
    necesita: 1,
    publicable: true,
    pintar(ctx) {
      abierta = new Publicacion(ctx);
      abierta.abrirBase();
      return abierta.cuerpo;
    },
    alCambiarDeBase(ctx) {
      abierta.ctx = ctx;
      abierta.repintar();
      if (abierta.base !== ctx.bases[0].id) abierta.abrirBase();
    },
  });
})();
