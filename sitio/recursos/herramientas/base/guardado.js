/* Une una herramienta abierta con el expediente: qué se muestra al abrir, cuándo se guarda y qué se dice de ello. */
(function () {
  "use strict";
  const { el, expediente, municipio: municipioDe } = window.KitH;
  const ALENTRAR = "Lo que haga aquí se guarda solo en este equipo";
  const texto = (h, estado) => JSON.stringify(expediente.recortar(estado, expediente.reglaDe(h.id).guarda));
  const enlaceAlExpediente = () => el("a", { href: "../expediente/index.html" }, "Ver expediente");
  const boton = (dicho, accion) => el("button", { type: "button", onclick: accion }, dicho);
  const hora = (iso) => new Date(iso).toLocaleTimeString("es-CO", { hour: "numeric", minute: "2-digit" });

  class Guardado {
    constructor(app) {
      this.app = app;
      this.h = app.h;
      this.guarda = expediente.reglaDe(app.h.id).guarda.length > 0;
      // Lo que ya está guardado, como texto; null mientras se abre.
      this.visto = null;
      this.sello = null;
      // Lo de pantalla vino de un enlace y lo guardado es otra cosa: no se escribe encima hasta que se diga.
      this.prestado = false;
      // No se pudo guardar: lo de pantalla va con la página (history.state), que aguanta recargar y volver.
      this.pendiente = false;
      // Por qué no se pudo abrir lo guardado, si no se pudo.
      this.ilegible = "";
      this.nodo = el("p", { class: "herramienta-guardado herramienta-no-impreso" });
    }

    get codigo() {
      return this.app.municipio ? this.app.municipio.codigo : "";
    }

    /* {estado, sello} de lo guardado; null si no hay, y con `ilegible` si no se entiende. */
    guardada(codigo = this.codigo) {
      const s = this.guarda ? expediente.seccion(codigo, this.h.id) : null;
      if (!s) return null;
      try {
        return { estado: this.h.leer({ ...this.h.inicial(), ...s.estado }), sello: s.sello, cuando: s.guardado };
      } catch (error) {
        return { ilegible: error.message, estado: null, sello: s.sello, cuando: s.guardado };
      }
    }

    /* Antes de pintar lo que se abrió: mientras tanto no se guarda nada. */
    abrir() {
      Object.assign(this, { visto: null, sello: null, prestado: false, pendiente: false });
    }

    /* Lo de pantalla ya está como se abrió: desde aquí, cada cambio se guarda. */
    listo({ sello = null, prestado = false, guardar = false, cuando = "", ilegible = "" } = {}) {
      Object.assign(this, { sello, prestado, ilegible, visto: guardar ? "" : texto(this.h, this.app.estado) });
      this.decir(cuando);
      this.anotar();
    }

    anotar() {
      if (!this.guarda || this.visto === null) return;
      const ahora = texto(this.h, this.app.estado);
      if (ahora === this.visto) return;
      if (this.prestado) {
        this.pendiente = true;
        return;
      }
      const deFabrica = ahora === texto(this.h, this.h.inicial());
      const r = expediente.guardar(this.codigo, this.h.id, deFabrica ? null : this.app.estado, this.sello);
      this.pendiente = r.hecho === false;
      if (r.hecho === false) {
        this.decirMal(r.razon, r.problema);
        return;
      }
      this.sello = r.sello;
      this.visto = ahora;
      this.decir(deFabrica ? "" : new Date().toISOString());
    }

    /* Lo que va con la página, no con la dirección: recargar o volver no lo pierden aunque no se haya guardado. */
    conLaPagina() {
      const suelto = this.prestado || this.pendiente;
      return { kit: { herramienta: this.h.id, prestado: this.prestado, estado: suelto ? this.app.estado : null } };
    }

    /* `tono`: «malo» si algo no se guardó, «duda» si hay que escoger; vacío, solo se dice. */
    poner(tono, ...nodos) {
      this.nodo.className = `herramienta-guardado herramienta-no-impreso ${tono}`;
      if (tono) this.nodo.setAttribute("role", "alert");
      else this.nodo.removeAttribute("role");
      this.nodo.replaceChildren(...nodos);
    }

    decir(cuando) {
      if (!this.guarda) this.poner("", "Esto es de un hogar: no se guarda en el expediente.");
      else if (this.prestado) this.decirPrestado();
      else if (!expediente.sePuede()) this.decirMal("bloqueado");
      else {
        const dicho = cuando ? `Guardado en este equipo, ${hora(cuando)}` : ALENTRAR;
        this.poner("", dicho, " · ", enlaceAlExpediente());
      }
    }

    decirPrestado() {
      const ver = this.ilegible ? null : boton("Ver lo guardado", () => this.verGuardado());
      const dicho = this.ilegible
        ? `Lo que había guardado no se pudo abrir, y no se tocó. ${this.ilegible} `
        : "Lo de pantalla no es lo que usted tenía guardado, que sigue igual. ";
      const nodos = [dicho, ver, ver ? " " : null, boton("Guardar esto en su lugar", () => this.quedarme())];
      this.poner("duda", ...nodos.filter(Boolean));
    }

    decirMal(razon, problema = "") {
      if (razon === "otra_pestana") {
        this.poner(
          "duda",
          "Otra pestaña guardó cambios aquí: los últimos de esta no están guardados. ",
          boton("Ver los de la otra", () => this.verGuardado()),
          " ",
          boton("Guardar los de esta", () => this.quedarme()),
        );
        return;
      }
      const causa = razon === "lleno" ? problema : "este navegador no deja guardar en el equipo";
      const hacer = razon === "lleno" ? " o libere espacio en el expediente" : "";
      const dicho = `No se guardó en este equipo: ${causa}. Lo de pantalla sigue: llévelo con «Guardar»${hacer}.`;
      this.poner("malo", dicho, " · ", enlaceAlExpediente());
    }

    /* Trae lo guardado a la pantalla; lo que había se recupera con «Deshacer». */
    verGuardado(dicho = "Aquí está lo guardado. ") {
      const { estado } = this.app;
      const g = this.guardada();
      this.abrir();
      this.app.estado = g && g.estado ? g.estado : this.h.inicial();
      this.app.pintarTodo();
      this.listo({ sello: g ? g.sello : null, cuando: g ? g.cuando : "" });
      this.app.anotar();
      this.app.avisar(dicho);
      const deshacer = () => {
        this.app.estado = estado;
        this.app.pintarTodo();
        this.app.avisar("Se recuperó lo de antes.");
      };
      this.app.agregarAlAviso(boton("Deshacer", deshacer));
    }

    /* Lo de pantalla reemplaza a lo guardado, que se recupera con «Deshacer». */
    quedarme(dicho = "Se guardó lo de pantalla. ") {
      const antes = expediente.seccion(this.codigo, this.h.id);
      this.prestado = false;
      this.sello = antes ? antes.sello : null;
      this.visto = "";
      this.anotar();
      this.app.anotar();
      if (this.pendiente || !antes) return;
      this.app.avisar(dicho);
      const deshacer = () => {
        expediente.guardar(this.codigo, this.h.id, antes.estado);
        this.verGuardado("Volvió lo que estaba guardado. ");
      };
      this.app.agregarAlAviso(boton("Deshacer", deshacer));
    }

    /* ¿Otra pestaña cambió lo de esta herramienta? Si aquí no se está escribiendo, se trae; si no, se pregunta. */
    revisar() {
      if (!this.guarda || this.visto === null || this.prestado) return;
      const s = expediente.seccion(this.codigo, this.h.id);
      if ((s ? s.sello : null) === this.sello) return;
      const foco = document.activeElement;
      const escribe = document.hasFocus() && foco.matches(this.app.deTexto) && this.app.cuerpo.contains(foco);
      if (this.pendiente || escribe) this.decirMal("otra_pestana");
      else this.verGuardado(s ? "Se puso al día con lo que cambió en otra pestaña. " : "Se borró en otra pestaña. ");
    }

    /* Lo hecho sin municipio pasa al que se escogió. */
    mover() {
      const { codigo } = this;
      const sueltos = expediente.seccion("", this.h.id);
      this.listo({ guardar: true });
      if (this.pendiente) return;
      if (sueltos) expediente.guardar("", this.h.id, null);
      this.app.avisar(`Lo que hizo sin municipio quedó en ${municipioDe(codigo).nombre}. `);
    }
  }

  Object.assign(window.KitH, /** @satisfies {Partial<KitH>} */ ({ Guardado }));
})();
