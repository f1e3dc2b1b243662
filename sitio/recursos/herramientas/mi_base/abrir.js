/* Escoger archivos, soltarlos aquí, contestar lo que preguntan, cancelar y quitar. */
(function () {
  "use strict";
  const { contar, el, numero, poner, porcentaje } = window.KitH;
  const { oracion, preguntar } = window.KitSimulador;
  const mia = (window.KitMiBase = window.KitMiBase || /** @type {KitMiBase} */ ({}));
  const MAXIMO_BYTES = 600e6;
  let cuantas = 0;

  /** @param {string} texto @param {() => void} accion @param {AtributosDeNodo} [atributos] */
  const boton = (texto, accion, atributos = {}) =>
    el("button", { type: "button", onclick: accion, ...atributos }, texto);

  /** @type {RotulosDeLaZona} */
  const ROTULOS = { id: "mi-base", elegir: "Abrir una base", otra: "Abrir otra base", varios: true };

  /** La zona de archivos: `alAbrir(ficha)`, `alQuitar(id)` y `alActivar(id)` los atiende la página. */
  class Zona {
    /** @param {AccionesDeLaZona} acciones @param {RotulosDeLaZona} [rotulos] */
    constructor(acciones, rotulos = ROTULOS) {
      this.acciones = acciones;
      this.rotulos = rotulos;
      this.cola = Promise.resolve();
      this.lista = el("ul", { class: "mi-base-abiertas", "aria-label": "Bases abiertas" });
      this.marcha = el("div", { class: "mi-base-marcha" });
      this.campo = el("input", {
        type: "file",
        id: `${rotulos.id}-archivo`,
        class: "solo-lector",
        accept: ".csv,.txt,text/csv",
        multiple: rotulos.varios,
        tabindex: "-1",
        "aria-label": "CSV de la base",
        onchange: () => {
          this.abrirTodos([...this.campo.files]);
          this.campo.value = "";
        },
      });
      this.elegir = boton(rotulos.elegir, () => this.campo.click(), { id: `${rotulos.id}-elegir` });
      this.nodo = el(
        "div",
        { class: "mi-base-zona herramienta-no-impreso" },
        el(
          "div",
          { class: "mi-base-invitacion" },
          this.elegir,
          this.campo,
          " ",
          el("span", {}, "o suelte aquí el CSV."),
        ),
        this.marcha,
        this.lista,
      );
      this.arrastrar();
    }

    arrastrar() {
      /** @param {DragEvent} evento @param {boolean} encima */
      const marcar = (evento, encima) => {
        evento.preventDefault();
        this.nodo.classList.toggle("encima", encima);
      };
      this.nodo.addEventListener("dragover", (e) => marcar(e, true));
      this.nodo.addEventListener("dragleave", (e) =>
        marcar(e, this.nodo.contains(/** @type {Node | null} */ (e.relatedTarget))),
      );
      this.nodo.addEventListener("drop", (e) => {
        marcar(e, false);
        this.abrirTodos([...e.dataTransfer.files]);
      });
      // Un archivo que cae fuera de la zona abriría otra página, y con esta se irían las bases.
      for (const paso of ["dragover", "drop"]) window.addEventListener(paso, (e) => e.preventDefault());
    }

    /** Uno tras otro: dos lecturas a la vez no caben en un equipo modesto. @param {File[]} archivos */
    abrirTodos(archivos) {
      for (const archivo of archivos) this.cola = this.cola.then(() => this.abrir(archivo));
    }

    /** @param {File} archivo */
    abrir(archivo) {
      if (archivo.size > MAXIMO_BYTES) {
        const dicho = `«${archivo.name}» pesa más de ${numero(MAXIMO_BYTES / 1e6)} MB.`;
        return this.acciones.avisar(`${dicho} Divídalo, o use el complemento de QGIS.`, true);
      }
      cuantas += 1;
      return this.pedir(archivo.name, { id: `base-${cuantas}`, archivo }, {});
    }

    /** @param {string} nombre @param {{id: string, archivo?: File}} pedido @param {Respuestas} respuestas */
    async pedir(nombre, pedido, respuestas) {
      const corte = new AbortController();
      this.decirMarcha(nombre, corte);
      try {
        /** @param {Avance} avance */
        const alAvanzar = (avance) => this.decirAvance(avance);
        const ficha = await mia.pedir("abrir", { ...pedido, respuestas }, { alAvanzar, senal: corte.signal });
        poner(this.marcha);
        this.acciones.alAbrir(ficha);
      } catch (error) {
        await this.fallar(nombre, pedido.id, respuestas, error);
      }
    }

    /** @param {string} nombre @param {AbortController} corte */
    decirMarcha(nombre, corte) {
      this.paso = el("span", {}, `Leyendo «${nombre}»…`);
      this.barra = el("progress", { max: "1", value: "0", "aria-label": `Lectura de «${nombre}»` });
      const cancelar = boton("Cancelar", () => corte.abort());
      poner(this.marcha, el("p", { role: "status" }, this.paso), this.barra, cancelar);
    }

    /** @param {Avance} avance */
    decirAvance({ paso, parte }) {
      this.paso.textContent = parte < 1 ? `${paso}: ${porcentaje(100 * parte, 0)}` : `${paso}…`;
      this.barra.value = parte;
    }

    /** La pregunta, si se puede seguir contestándola; si no, el error. Termina cuando se contesta.
     * @param {string} nombre @param {string} id @param {Respuestas} respuestas @param {any} error */
    fallar(nombre, id, respuestas, error) {
      poner(this.marcha);
      if (!error.pregunta) {
        const dicho = [error.problema || error.message, error.queHacer].filter(Boolean).map(oracion).join(" ");
        this.acciones.avisar(`«${nombre}» no se usó. ${dicho}`, true);
        return null;
      }
      return new Promise((seguir) => {
        const pregunta = preguntar(nombre, error, async (respuesta) => {
          poner(this.marcha);
          if (respuesta) await this.pedir(nombre, { id }, { ...respuestas, ...respuesta });
          else await this.descartar(nombre, id);
          this.elegir.focus();
          seguir(null);
        });
        poner(this.marcha, pregunta);
        pregunta.focus();
      });
    }

    /** @param {string} nombre @param {string} id */
    async descartar(nombre, id) {
      await mia.pedir("quitar", { id });
      this.acciones.avisar(`«${nombre}» no se usó.`);
    }

    /** Las bases abiertas; la primera es con la que se trabaja. En modo publicable no se dice cuánto traen.
     * @param {FichaDeBase[]} bases @param {ContextoDeMiBase["modo"]} modo */
    pintar(bases, modo) {
      this.exactas = modo === "interno";
      this.elegir.textContent = bases.length ? this.rotulos.otra : this.rotulos.elegir;
      poner(
        this.lista,
        bases.map((b, i) => this.renglon(b, i === 0)),
      );
    }

    /** @param {FichaDeBase} b @param {boolean} activa */
    renglon(b, activa) {
      const hogares = contar(b.hogares, "hogar", "hogares");
      const datos = this.exactas ? `${hogares}, ${contar(b.filas, "fila", "filas")}` : "";
      const usar = activa
        ? el("b", {}, "En uso")
        : boton("Usar esta", () => this.acciones.alActivar(b.id), { "aria-label": `Usar «${b.nombre}»` });
      const quitar = boton("Quitar", () => this.acciones.alQuitar(b.id), { "aria-label": `Quitar «${b.nombre}»` });
      return el("li", {}, el("span", { class: "mi-base-nombre" }, b.nombre), el("small", {}, datos), usar, quitar);
    }
  }

  Object.assign(mia, /** @satisfies {Partial<KitMiBase>} */ ({ Zona }));
})();
