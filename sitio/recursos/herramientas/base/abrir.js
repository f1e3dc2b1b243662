/* Abre una herramienta: pinta sus controles y deja lo que se hace en el expediente de este equipo (guardado.js), en la
   dirección lo que no es personal (direccion.js) y, si se pide, en un archivo. */
(function () {
  "use strict";
  const { Guardado, csv, descargar, direccion, el, expediente, leerArchivo, municipio, rotulo, selector } = window.KitH;
  const MAXIMO_BYTES = 2e6;
  const DE_TEXTO = "input:not([type=file], [type=radio], [type=checkbox]), textarea";
  const IGUAL = "Lo que estaba en pantalla sigue igual.";

  const boton = (texto, accion) => el("button", { type: "button", onclick: accion }, texto);

  /* El documento que se guardó con esta herramienta; Error que dice qué es lo que se abrió, si no lo es. */
  function leerDocumento(texto, nombre, h) {
    let documento;
    try {
      documento = JSON.parse(texto);
    } catch (_) {
      throw new Error(
        `«${nombre}» no es un archivo guardado por esta herramienta (no es JSON). «Abrir» recupera lo que se ` +
          `guardó aquí; sus datos van por el botón del paso que los pide. ${IGUAL}`,
      );
    }
    if (documento && documento.documento === "expediente") {
      throw new Error(`«${nombre}» es un expediente entero: impórtelo en «Mi expediente». ${IGUAL}`);
    }
    if (!documento || documento.herramienta !== h.id) {
      const cual = documento && documento.herramienta ? ` («${documento.herramienta}»)` : "";
      throw new Error(`«${nombre}» es de otra herramienta${cual}. ${IGUAL}`);
    }
    if (documento.version !== h.version) throw new Error(`«${nombre}» es de otra versión de la herramienta. ${IGUAL}`);
    return documento;
  }

  /* Lo que tiene una herramienta abierta: su estado, su municipio y los nodos que comparte con las demás. */
  class Aplicacion {
    constructor(h) {
      this.h = h;
      this.estado = h.inicial();
      this.municipio = null;
      this.aviso = el("p", { class: "herramienta-aviso", role: "status" });
      this.cuerpo = el("div", { class: "herramienta-cuerpo" });
      this.hueco = el("div");
      // Al tocarla se baja al resultado; quien usa teclado o lector llega por el orden de la página.
      const bajar = () => this.cuerpo.querySelector(".herramienta-resultado").scrollIntoView({ block: "start" });
      this.tira = el("p", { class: "herramienta-tira", "aria-hidden": "true", onclick: bajar });
      this.impreso = el("p", { class: "herramienta-impreso" });
      // Donde lo escrito puede no haberse anotado todavía.
      this.deTexto = DE_TEXTO;
      this.guardado = new Guardado(this);
    }

    avisar(texto, malo) {
      this.aviso.textContent = texto;
      this.aviso.classList.toggle("malo", !!malo);
    }

    agregarAlAviso(...nodos) {
      this.aviso.append(...nodos.flatMap((n) => [n, " "]));
    }

    nombreDeArchivo(extension) {
      return `${[this.h.id, this.municipio && this.municipio.codigo].filter(Boolean).join("-")}.${extension}`;
    }

    /* Guarda lo que cambió, y deja la dirección al día. */
    anotar() {
      this.guardado.anotar();
      const nueva = direccion.escribir(this.h, this.municipio, this.estado);
      const completa = nueva === "#" ? location.pathname + location.search : nueva;
      history.replaceState(this.guardado.conLaPagina(), "", completa);
    }

    actualizar() {
      this.h.actualizar(this);
      this.tira.textContent = this.h.resumen ? this.h.resumen(this) : "";
      const hoy = new Date().toLocaleDateString("es-CO", { dateStyle: "long" });
      this.impreso.textContent = [this.h.nombre, rotulo(this.municipio), hoy].filter(Boolean).join(" · ");
      this.anotar();
    }

    /* Cambia parte del estado; los controles ya muestran lo que la persona hizo. */
    cambiar(parcial) {
      Object.assign(this.estado, parcial);
      this.avisar("");
      this.actualizar();
    }

    repintar() {
      this.cuerpo.replaceChildren(...[this.h.pintar(this)].flat());
      this.actualizar();
    }

    notarMunicipio() {
      if (this.municipio && this.h.alMunicipio) this.h.alMunicipio(this);
    }

    /* Con otro municipio se abre lo suyo; lo hecho sin municipio pasa al que se escoja, si no tenía nada. */
    elegirMunicipio(codigo) {
      const antes = this.municipio;
      const g = this.guardado;
      const hecho = JSON.stringify(this.estado) !== JSON.stringify(this.h.inicial());
      const perderia = hecho && (g.pendiente || !g.guarda);
      this.municipio = municipio(codigo);
      this.avisar("");
      const suyo = g.guardada();
      g.abrir();
      if (expediente.reglaDe(this.h.id).sigue || perderia || (suyo && suyo.ilegible)) this.seguirCon(suyo);
      else if (suyo && suyo.estado) this.abrirGuardado(suyo, antes, hecho);
      else if (!antes && hecho) {
        this.notarMunicipio();
        this.repintar();
        g.mover();
      } else this.empezarCon(antes, hecho);
      this.anotar();
    }

    /* La selección no es de un municipio: se queda. Si el nuevo tenía otra guardada, se dice. */
    seguirCon(suyo) {
      this.notarMunicipio();
      this.actualizar();
      const otra = suyo && JSON.stringify(suyo.estado) !== JSON.stringify(this.estado);
      this.guardado.listo({ sello: suyo ? suyo.sello : null, prestado: !!otra, ilegible: suyo && suyo.ilegible });
    }

    abrirGuardado(suyo, antes, hecho) {
      this.estado = suyo.estado;
      this.repintar();
      this.guardado.listo(suyo);
      const resto = hecho ? ` Lo de ${antes ? antes.nombre : "«sin municipio»"} sigue guardado.` : "";
      this.avisar(`Se abrió lo guardado de ${this.municipio ? this.municipio.nombre : "«sin municipio»"}.${resto}`);
    }

    empezarCon(antes, hecho) {
      const pasa = expediente.recortar(this.estado, expediente.reglaDe(this.h.id).pasa || []);
      if (hecho) this.estado = { ...this.h.inicial(), ...pasa };
      this.notarMunicipio();
      this.repintar();
      this.guardado.listo();
      if (hecho && antes) this.avisar(`Empieza en blanco. Lo de ${antes.nombre} sigue guardado.`);
    }

    pintarSelector(codigo) {
      this.hueco.replaceChildren(selector((elegido) => this.elegirMunicipio(elegido), codigo));
    }

    /* Como si la persona lo hubiera elegido en la casilla. */
    escoger(codigo) {
      this.elegirMunicipio(codigo);
      this.pintarSelector(codigo);
    }

    pintarTodo() {
      this.pintarSelector(this.municipio && this.municipio.codigo);
      this.repintar();
    }

    /* Lo que trae la dirección, lo que venía con la página (al recargar o volver) o lo guardado de ese municipio. */
    desdeDireccion() {
      const partes = new URLSearchParams(location.hash.slice(1));
      const pedido = partes.get("m") || "";
      const pagina = history.state && history.state.kit;
      const propia = pagina && pagina.herramienta === this.h.id ? pagina : null;
      this.municipio = municipio(pedido);
      this.guardado.abrir();
      const falta = pedido && !this.municipio;
      this.avisar(falta ? `El municipio «${pedido}» del enlace no existe; escoja uno de la lista.` : "", true);
      const suyo = this.guardado.guardada();
      const opciones = this.escogerEstado(partes, propia, suyo);
      if (this.h.alEnlace) this.h.alEnlace(this, partes);
      this.pintarTodo();
      this.guardado.listo(opciones);
      this.anotar();
      if (partes.get("v")) this.volverA(partes.get("v"));
    }

    /* Pone el estado con que se abre y devuelve cómo queda guardado. */
    escogerEstado(partes, propia, suyo) {
      const guardado = suyo || { estado: null, sello: null, cuando: "", ilegible: "" };
      const suelto = propia && propia.estado ? this.deLaPagina(propia.estado) : null;
      if (suelto) {
        this.estado = suelto;
        return { sello: guardado.sello, prestado: propia.prestado, guardar: !propia.prestado };
      }
      const enlace = partes.get("e") ? this.deEnlace(partes.get("e")) : null;
      if (guardado.estado && (propia || !enlace || this.esLoMismo(enlace, guardado))) {
        this.estado = guardado.estado;
        return guardado;
      }
      return this.abrirSinGuardado(enlace, suyo);
    }

    /* Lo del enlace o, si no, en blanco. Un enlace de antes, con todo, se guarda: la dirección ya no lo lleva. */
    abrirSinGuardado(enlace, suyo) {
      this.estado = enlace ? enlace.estado : this.h.inicial();
      if (!enlace) this.notarMunicipio();
      if (suyo) return { ...suyo, prestado: true };
      return { guardar: !!enlace && enlace.entero };
    }

    esLoMismo(enlace, suyo) {
      const claves = expediente.reglaDe(this.h.id)[enlace.entero ? "guarda" : "direccion"];
      const dicho = (estado) => JSON.stringify(expediente.recortar(estado, claves));
      return dicho(enlace.estado) === dicho(suyo.estado);
    }

    deLaPagina(crudo) {
      try {
        return this.h.leer(crudo);
      } catch (_) {
        return null;
      }
    }

    deEnlace(texto) {
      try {
        return direccion.leer(this.h, texto);
      } catch (_) {
        this.avisar("El enlace llegó incompleto o es de otra versión; no se tomó nada de él.", true);
        return null;
      }
    }

    /* A la brecha, el paso o la fuente de donde salió un compromiso. */
    volverA(id) {
      if (this.h.alVolver) this.h.alVolver(this, id);
      const nodo = /** @type {HTMLElement} */ (
        Array.from(this.cuerpo.querySelectorAll("[data-origen]")).find((n) => n.getAttribute("data-origen") === id)
      );
      if (!nodo) {
        this.avisar("De donde salió ese compromiso ya no está en esta página.");
        return;
      }
      for (let p = nodo.closest("details"); p; p = p.parentElement.closest("details")) p.open = true;
      nodo.tabIndex = -1;
      nodo.scrollIntoView({ block: "center" });
      nodo.focus({ preventScroll: true });
    }

    guardar() {
      const documento = {
        kit: "contra-la-pobreza",
        herramienta: this.h.id,
        version: this.h.version,
        municipio: this.municipio ? this.municipio.codigo : null,
        estado: this.estado,
      };
      descargar(this.nombreDeArchivo("json"), JSON.stringify(documento, null, 1), "application/json");
    }

    async abrirArchivo(evento) {
      const archivo = evento.target.files[0];
      evento.target.value = "";
      if (!archivo) return;
      try {
        const documento = leerDocumento(await leerArchivo(archivo, MAXIMO_BYTES), archivo.name, this.h);
        const estado = this.h.leer(documento.estado);
        this.municipio = municipio(documento.municipio || "");
        this.guardado.abrir();
        this.estado = estado;
        this.pintarTodo();
        this.avisar(`Se abrió «${archivo.name}». `);
        this.guardado.quedarme(`Se abrió «${archivo.name}» y quedó guardado en vez de lo que había. `);
      } catch (error) {
        this.avisar(error.message, true);
      }
    }

    copiar() {
      this.anotar();
      const { lleva, no_lleva: no } = expediente.reglaDe(this.h.id);
      const si = [this.municipio ? "el municipio" : "", lleva].filter(Boolean).join(" y ");
      const dicho = `${si ? `Lleva ${si}.` : "Abre esta herramienta."}${no ? ` No lleva ${no}.` : ""}`;
      const resto = this.guardado.guarda && no ? " Para pasarlo todo, use «Guardar»." : "";
      const listo = () => this.avisar(`Enlace copiado. ${dicho}${resto}`);
      const manual = () => this.avisar(`Copie la dirección de la barra del navegador. ${dicho}${resto}`);
      if (navigator.clipboard) navigator.clipboard.writeText(location.href).then(listo, manual);
      else manual();
    }

    /* Nada se pierde por un toque de más: lo anterior se recupera mientras no se haga otra cosa. */
    empezarDeNuevo() {
      const anterior = this.estado;
      this.estado = this.h.inicial();
      this.notarMunicipio();
      this.repintar();
      this.avisar("La herramienta quedó como al abrirla. ");
      const deshacer = () => {
        this.estado = anterior;
        this.repintar();
        this.avisar("Se recuperó lo anterior.");
      };
      this.agregarAlAviso(boton("Deshacer", deshacer));
    }

    barra() {
      const archivo = el("input", {
        type: "file",
        id: "herramienta-abrir",
        class: "solo-lector",
        accept: ".json,application/json",
        tabindex: "-1",
        "aria-label": "Archivo guardado",
        onchange: (evento) => this.abrirArchivo(evento),
      });
      // Algunas herramientas piden sus filas al obrero.
      const bajarCsv = async () => {
        try {
          descargar(this.nombreDeArchivo("csv"), csv(await this.h.csv(this)), "text/csv");
        } catch (error) {
          this.avisar(error.message, true);
        }
      };
      return el(
        "div",
        { class: "herramienta-barra", role: "group", "aria-label": "Guardar y compartir" },
        boton("Guardar", () => this.guardar()),
        boton("Abrir", () => archivo.click()),
        archivo,
        boton("Copiar enlace", () => this.copiar()),
        boton("Descargar CSV", bajarCsv),
        boton("Imprimir", () => window.print()),
        boton("Empezar de nuevo", () => this.empezarDeNuevo()),
      );
    }
  }

  /* Abre una herramienta en #herramienta. `h` trae: id, nombre, version, inicial(), leer(crudo) →
     estado limpio (o un Error con qué hacer), pintar(app) → controles, actualizar(app), csv(app) → filas, o su promesa,
     y, si se quiere, resumen(app) → la línea que acompaña en el celular, alMunicipio(app), alEnlace(app, parámetros) y
     alVolver(app, id) → lo que se hace con el municipio, con lo demás que traiga un enlace y al volver desde un
     compromiso a lo que le dio origen. */
  function abrir(h) {
    const app = new Aplicacion(h);
    const raiz = document.getElementById("herramienta");
    raiz.replaceChildren(app.impreso, app.hueco, app.barra(), app.guardado.nodo, app.aviso, app.cuerpo, app.tira);
    window.addEventListener("hashchange", () => app.desdeDireccion());
    app.desdeDireccion();
    cuidar(app);
    return app;
  }

  /* Nada se pierde al cerrar, y lo que cambió en otra pestaña se nota al volver a esta. */
  function cuidar(app) {
    const escribirLoPendiente = () => {
      const foco = document.activeElement;
      const texto = app.cuerpo.contains(foco) && foco.matches(DE_TEXTO);
      if (texto) foco.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const revisar = () => app.guardado.revisar();
    window.addEventListener("pagehide", escribirLoPendiente);
    window.addEventListener("blur", escribirLoPendiente);
    window.addEventListener("pageshow", (e) => e.persisted && revisar());
    document.addEventListener("visibilitychange", () => (document.hidden ? escribirLoPendiente() : revisar()));
    expediente.alCambiarEnOtra((codigo) => (codigo === null || codigo === app.guardado.codigo ? revisar() : null));
  }

  Object.assign(window.KitH, /** @satisfies {Partial<KitH>} */ ({ abrir }));
})();
