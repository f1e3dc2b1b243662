/* Abre una herramienta: pinta sus controles y guarda su estado en la dirección y en un archivo. */
(function () {
  "use strict";
  const { csv, descargar, el, leerArchivo, municipio, rotulo, selector } = window.KitH;
  const MAXIMO_BYTES = 2e6;
  const IGUAL = "Lo que estaba en pantalla sigue igual.";

  const aDireccion = (objeto) => {
    const bytes = new TextEncoder().encode(JSON.stringify(objeto));
    let crudo = "";
    bytes.forEach((b) => {
      crudo += String.fromCharCode(b);
    });
    return btoa(crudo).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };

  const deDireccion = (texto) => {
    const crudo = atob(texto.replace(/-/g, "+").replace(/_/g, "/"));
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(crudo, (c) => c.charCodeAt(0))));
  };

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
    }

    avisar(texto, malo) {
      this.aviso.textContent = texto;
      this.aviso.classList.toggle("malo", !!malo);
    }

    nombreDeArchivo(extension) {
      return `${[this.h.id, this.municipio && this.municipio.codigo].filter(Boolean).join("-")}.${extension}`;
    }

    direccion() {
      const partes = [];
      if (this.municipio) partes.push(`m=${this.municipio.codigo}`);
      const tocado = JSON.stringify(this.estado) !== JSON.stringify(this.h.inicial());
      if (tocado) partes.push(`e=${aDireccion([this.h.version, this.estado])}`);
      return `#${partes.join("&")}`;
    }

    anotar() {
      const nueva = this.direccion();
      if (nueva === (location.hash || "#")) return;
      history.replaceState(null, "", nueva === "#" ? location.pathname + location.search : nueva);
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

    elegirMunicipio(codigo) {
      this.municipio = municipio(codigo);
      this.avisar("");
      if (this.h.alMunicipio) this.h.alMunicipio(this);
      this.actualizar();
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

    desdeDireccion() {
      const partes = new URLSearchParams(location.hash.slice(1));
      const pedido = partes.get("m") || "";
      this.estado = this.h.inicial();
      this.municipio = municipio(pedido);
      const falta = pedido && !this.municipio;
      this.avisar(falta ? `El municipio «${pedido}» del enlace no existe; escoja uno de la lista.` : "", true);
      if (partes.get("e")) this.tomarEstado(partes.get("e"));
      else {
        this.notarMunicipio();
        if (this.h.alEnlace) this.h.alEnlace(this, partes);
      }
      this.pintarTodo();
    }

    tomarEstado(texto) {
      try {
        const [version, crudo] = deDireccion(texto);
        if (version !== this.h.version) throw new Error("versión");
        this.estado = this.h.leer(crudo);
      } catch (_) {
        this.estado = this.h.inicial();
        this.avisar("El enlace llegó incompleto o es de otra versión; la herramienta empieza en blanco.", true);
      }
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
        this.estado = this.h.leer(documento.estado);
        this.municipio = municipio(documento.municipio || "");
        this.pintarTodo();
        this.avisar(`Se abrió «${archivo.name}».`);
      } catch (error) {
        this.avisar(error.message, true);
      }
    }

    copiar() {
      this.anotar();
      const listo = () =>
        this.avisar("Enlace copiado. Lleva todo lo que escribió aquí: quien lo abra verá lo mismo que usted.");
      const manual = () => this.avisar("Copie la dirección de la barra del navegador: ya contiene lo que hizo aquí.");
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
      this.aviso.append(boton("Deshacer", deshacer));
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
      const bajarCsv = () => descargar(this.nombreDeArchivo("csv"), csv(this.h.csv(this)), "text/csv");
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
     estado limpio (o un Error con qué hacer), pintar(app) → controles, actualizar(app), csv(app) y, si se quiere,
     resumen(app) → la línea que acompaña en el celular, alMunicipio(app) y alEnlace(app, parámetros) →
     lo que se hace con el municipio y con lo demás que traiga un enlace sin estado. */
  function abrir(h) {
    const app = new Aplicacion(h);
    const raiz = document.getElementById("herramienta");
    raiz.replaceChildren(app.impreso, app.hueco, app.barra(), app.aviso, app.cuerpo, app.tira);
    window.addEventListener("hashchange", () => app.desdeDireccion());
    app.desdeDireccion();
    return app;
  }

  Object.assign(window.KitH, /** @satisfies {Partial<KitH>} */ ({ abrir }));
})();
