/* El panel «Evaluar una lista»: cruza la lista real de un programa con la base, y dice a quién llega y quién falta. De
   la lista solo queda el archivo escogido, que se vuelve a leer si cambia la base o la columna. */
(function () {
  "use strict";
  const { el, poner } = window.KitH;
  const { inicial, oracion } = window.KitSimulador;
  const mia = (window.KitMiBase = window.KitMiBase || /** @type {KitMiBase} */ ({}));
  const { INTERNO, pedir } = mia;
  const PRIMEROS = 10;

  /** Si llega otro cambio, lo anterior ya no se muestra. */
  class EvaluacionDeLista {
    /** @param {ContextoDeMiBase} ctx */
    constructor(ctx) {
      this.ctx = ctx;
      this.regla = { corte: mia.reglaDeSimular?.()?.corte || inicial().corte, pobre: false };
      /** @type {ListaAbierta | null} */
      this.lista = null;
      /** @type {CruceHecho | null} */
      this.hecho = null;
      this.completa = false;
      this.turno = 0;
      this.por = ctx.bases[0].territorios[0]?.campo || "";
      this.formulario = el("form", { onsubmit: (/** @type {Event} */ e) => e.preventDefault() });
      this.estado = el("p", { class: "mi-base-estado", role: "status" });
      this.cuerpo = el("div");
      this.salida = el(
        "section",
        { class: "herramienta-resultado", "aria-labelledby": "mi-base-lista-titulo" },
        el("h2", { id: "mi-base-lista-titulo" }, "A quién llega"),
        this.estado,
        this.cuerpo,
      );
      this.repintar();
      this.decir("Abra la lista de quienes reciben el programa. Se cruza en este equipo y no sale de él.");
    }

    /** @param {string} [foco] */
    repintar(foco) {
      poner(this.formulario, mia.controlesDeLista(this));
      if (foco) document.getElementById(foco)?.focus();
    }

    /** @param {string} texto @param {boolean} [malo] */
    decir(texto, malo = false) {
      this.estado.textContent = texto;
      this.estado.classList.toggle("herramienta-error", malo);
    }

    /** Lo que está en curso; lo que falle se dice. @param {() => Promise<void>} hacer */
    async intentar(hacer) {
      this.turno += 1;
      const { turno } = this;
      try {
        await hacer();
      } catch (error) {
        if (turno !== this.turno) return;
        poner(this.cuerpo);
        const { problema, queHacer, message } = /** @type {any} */ (error);
        this.decir([problema || message, queHacer].filter(Boolean).map(oracion).join(" "), true);
      }
    }

    /** @param {File} archivo */
    abrir(archivo) {
      return this.intentar(async () => {
        const { turno } = this;
        [this.lista, this.hecho] = [null, null];
        poner(this.cuerpo);
        this.decir(`Leyendo «${archivo.name}»…`);
        const { texto, aviso } = await mia.listaEnTexto(archivo);
        /** @type {LoDichoDeLaLista & {documentoEnLaBase: boolean}} */
        const dicho = await pedir("lista_columnas", { id: this.ctx.bases[0].id, archivo: texto });
        if (turno !== this.turno) return;
        const { halladas } = dicho;
        const por = halladas.ficha || !halladas.documento ? "ficha" : "documento";
        this.lista = { archivo, aviso, dicho, por, columnas: halladas };
        this.repintar("mi-base-lista-abrir");
        await this.cruzar(turno, texto);
      });
    }

    /** @param {number} turno @param {Blob | null} [leida] la lista, si se acaba de leer: no se guarda */
    async cruzar(turno, leida = null) {
      const { lista } = this;
      if (!lista) return;
      poner(this.cuerpo);
      if (!lista.columnas[lista.por]) {
        const cual = lista.por === "ficha" ? "de la ficha" : "del documento";
        this.decir(`No se reconoce en la lista la columna ${cual}. Escójala a la izquierda, o cruce por otra.`);
        return;
      }
      this.decir("Cruzando la lista con la base…");
      const texto = leida || (await mia.listaEnTexto(lista.archivo)).texto;
      /** @type {CruceHecho} */
      const hecho = await pedir("lista_cruzar", {
        id: this.ctx.bases[0].id,
        archivo: texto,
        nombre: lista.archivo.name,
        por: lista.por,
        columnas: lista.columnas,
        completa: this.completa,
      });
      if (turno !== this.turno) return;
      this.hecho = { ...hecho, avisos: [lista.aviso, ...hecho.avisos].filter((a) => a !== null) };
      await this.medir(turno);
    }

    /** @param {number} turno */
    async medir(turno) {
      const { hecho } = this;
      if (!hecho) return;
      if (!this.regla.corte && !this.regla.pobre) {
        poner(this.cuerpo);
        this.decir("Diga quién es del objetivo: un grupo y nivel, o que sea pobre.");
        return;
      }
      const { regla, por } = this;
      const [{ id, territorios }] = this.ctx.bases;
      /** @type {MedidaHecha} */
      const r = await pedir("lista_medir", { id, regla, por, primeros: PRIMEROS });
      if (turno !== this.turno) return;
      this.decir("");
      const territorio = territorios.find((t) => t.campo === por)?.nombre || "";
      poner(this.cuerpo, mia.resultadoDeLista(hecho, r, territorio), this.descargas());
    }

    descargas() {
      /** @param {string} texto @param {(panel: PanelDeLista) => Promise<void>} bajar */
      const boton = (texto, bajar) => el("button", { type: "button", onclick: () => this.bajar(bajar) }, texto);
      return el(
        "p",
        { class: "herramienta-no-impreso mi-base-descargas" },
        boton("Descargar todo en Excel", mia.bajarListaEnLibro),
        " ",
        boton("Descargar los que faltan en CSV", mia.bajarFaltantes),
        " ",
        el("small", {}, `${INTERNO}. Lleva fichas y su razón; ni documentos ni nombres.`),
      );
    }

    /** @param {(panel: PanelDeLista) => Promise<void>} hacer */
    async bajar(hacer) {
      try {
        await hacer(this);
      } catch (error) {
        this.ctx.avisar(oracion(/** @type {Error} */ (error).message), true);
      }
    }

    /** @param {Partial<ListaAbierta>} parcial @param {string} foco */
    escoger(parcial, foco) {
      Object.assign(this.lista, parcial);
      this.repintar(foco);
      return this.intentar(() => this.cruzar(this.turno));
    }

    /** @param {Partial<{corte: string, pobre: boolean}>} parcial */
    cambiarRegla(parcial) {
      Object.assign(this.regla, parcial);
      return this.intentar(() => this.medir(this.turno));
    }

    /** @param {string} campo */
    verPor(campo) {
      this.por = campo;
      return this.intentar(() => this.medir(this.turno));
    }

    /** @param {boolean} si */
    decirCompleta(si) {
      this.completa = si;
      return this.intentar(() => this.cruzar(this.turno));
    }

    async quitar() {
      this.turno += 1;
      [this.lista, this.hecho] = [null, null];
      await pedir("lista_olvidar", { id: this.ctx.bases[0].id });
      poner(this.cuerpo);
      this.repintar("mi-base-lista-abrir");
      this.decir("La lista se quitó de la memoria.");
    }

    /** Con otra base, la misma lista se cruza otra vez. @param {ContextoDeMiBase} ctx */
    cambiarDeBase(ctx) {
      const otra = ctx.bases[0].id !== this.ctx.bases[0].id;
      this.ctx = ctx;
      if (!otra) return;
      this.completa = false;
      if (!ctx.bases[0].territorios.some((t) => t.campo === this.por))
        this.por = ctx.bases[0].territorios[0]?.campo || "";
      this.repintar();
      this.intentar(() => this.cruzar(this.turno));
    }
  }

  /** @type {EvaluacionDeLista} */
  let abierta;

  mia.panel({
    id: "lista",
    titulo: "Evaluar una lista",
    orden: 50,
    necesita: 1,
    pintar(ctx) {
      abierta = new EvaluacionDeLista(ctx);
      return el("div", { class: "mi-base-lista" }, abierta.formulario, abierta.salida);
    },
    alCambiarDeBase(ctx) {
      abierta.cambiarDeBase(ctx);
    },
  });
})();
