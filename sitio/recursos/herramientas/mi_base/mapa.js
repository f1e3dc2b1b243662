/* El panel «Mapa»: lo medido sobre las veredas que abra la persona, o sobre los centros poblados del kit. */
(function () {
  "use strict";
  const { contar, el, leerArchivo, numero, poner } = window.KitH;
  const { oracion } = window.KitSimulador;
  const { panel, pedir } = window.KitMiBase;
  const mio = window.KitTerritorios;
  const { POCOS, PRIVACIONES, lista, m0, nombreDe, tasa } = mio;
  const MAXIMO_BYTES = 60e6;
  /** @type {[string, string][]} */
  const QUE = [
    ["h", "Incidencia (H)"],
    ["m0", "Incidencia ajustada (M0)"],
    ["a", "Intensidad (A)"],
    ...PRIVACIONES.map((p, j) => /** @type {[string, string]} */ ([String(j), p.nombre])),
  ];

  class Mapa {
    /** @param {ContextoDeMiBase} ctx */
    constructor(ctx) {
      this.turno = 0;
      this.que = "h";
      this.campo = "";
      this.marcada = -1;
      /** @type {CapaDeTerritorios | null} */
      this.capa = null;
      this.deDonde = "";
      this.formulario = el("form", {
        class: "mi-base-controles",
        onsubmit: (/** @type {Event} */ e) => e.preventDefault(),
      });
      this.cuerpo = el("div");
      this.lectura = el("p", { class: "mi-base-lectura", role: "status" });
      this.nodo = el("div", { class: "mi-base-mapa" });
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
      poner(this.nodo, el("h2", {}, "Dónde está"), this.formulario, this.cuerpo);
      this.pintarFormulario();
      this.actualizar();
    }

    pintarFormulario() {
      const { municipio } = this.ctx;
      const abrir = (/** @type {any} */ e) => this.abrir(e.target.files[0]);
      const deArchivo = el("input", {
        type: "file",
        id: "mi-base-capa",
        accept: ".geojson,.json,application/geo+json",
        onchange: abrir,
      });
      poner(
        this.formulario,
        el(
          "div",
          { class: "herramienta-fila" },
          el(
            "div",
            { class: "herramienta-campo" },
            el(
              "label",
              { for: "mi-base-capa" },
              "GeoJSON de veredas o barrios ",
              el("small", {}, "se lee en este equipo"),
            ),
            deArchivo,
          ),
          municipio
            ? el(
                "div",
                { class: "herramienta-campo mi-base-del-kit" },
                el(
                  "button",
                  { type: "button", onclick: () => this.delKit() },
                  `Usar los centros poblados de ${municipio.nombre}`,
                ),
              )
            : null,
        ),
        el(
          "div",
          { class: "herramienta-fila" },
          mio.elegirTerritorio(this.ctx, "mi-base-mapa-por"),
          lista("Qué se muestra", "mi-base-mapa-que", QUE, this.que, (v) => {
            this.que = v;
            this.pintar();
          }),
          this.elegirCampo(),
        ),
      );
    }

    elegirCampo() {
      if (!this.capa) return null;
      const opciones = this.capa.campos.map((c) => /** @type {[string, string]} */ ([c, c]));
      return lista("Se cruza por", "mi-base-mapa-campo", opciones, this.campo, (v) => {
        this.campo = v;
        this.marcada = -1;
        this.pintar();
      });
    }

    /** @param {File} archivo */
    async abrir(archivo) {
      if (!archivo) return;
      await this.intentar(async () => {
        const capa = mio.leerCapa(await leerArchivo(archivo, MAXIMO_BYTES));
        this.usar(capa, `«${archivo.name}»`);
      });
    }

    delKit() {
      const { municipio } = this.ctx;
      return this.intentar(async () => {
        const capa = await mio.centrosPoblados(municipio.codigo);
        this.usar(
          capa,
          `los centros poblados de ${municipio.nombre} (DANE): un punto por lugar, más grande con más gente`,
        );
      });
    }

    /** @param {() => Promise<void>} hacer */
    async intentar(hacer) {
      try {
        await hacer();
      } catch (error) {
        this.ctx.avisar(error.message, true);
      }
    }

    /** @param {CapaDeTerritorios} capa @param {string} deDonde */
    usar(capa, deDonde) {
      this.capa = capa;
      this.deDonde = deDonde;
      this.marcada = -1;
      this.campo = this.r ? mio.mejorCampo(capa, this.r.territorios) : capa.campos[0];
      this.ctx.avisar("");
      this.pintarFormulario();
      this.pintar();
    }

    async actualizar() {
      this.turno += 1;
      const { turno } = this;
      const pedido = mio.pedido(this.ctx);
      try {
        const r = await pedir("incidencia", pedido);
        if (turno !== this.turno) return;
        const otro = this.pedido?.por !== pedido.por;
        this.pedido = pedido;
        this.r = r;
        if (otro && this.capa) this.usar(this.capa, this.deDonde);
        else this.pintar();
      } catch (error) {
        const dicho = [error.problema || error.message, error.queHacer].filter(Boolean).map(oracion).join(" ");
        if (turno === this.turno) poner(this.cuerpo, el("p", { class: "herramienta-error" }, dicho));
      }
    }

    /** @param {number} g */
    valorDe(g) {
      const { medida: m } = this.r;
      return { h: m.h, m0: m.m0, a: m.a }[this.que]?.[g] ?? m.tasas[Number(this.que)][g];
    }

    /** @param {number} v */
    escribir(v) {
      return this.que === "m0" ? m0(v) : tasa(v);
    }

    pintar() {
      if (!this.r) return;
      if (!this.capa) {
        poner(
          this.cuerpo,
          el(
            "p",
            { class: "herramienta-vacio" },
            "Abra un GeoJSON con las formas de sus veredas, barrios o comunas. Si la base trae centros poblados, use " +
              "los del kit.",
          ),
        );
        return;
      }
      const cruce = mio.cruzarCapa(this.capa, this.campo, this.r.territorios);
      const rotuloDeQue = QUE.find(([que]) => que === this.que)[1];
      /** @param {number} i */
      const valor = (i) => (cruce.territorio[i] < 0 ? NaN : this.valorDe(cruce.territorio[i]));
      /** @param {number} i */
      const leer = (i) => this.leer(i, cruce);
      const hecho = mio.dibujarCapa(this.capa, {
        rotulo: `Mapa de ${rotuloDeQue} por territorio; la lista de abajo lo lee en texto`,
        valor,
        leer,
        alTocar: (i) => this.marcar(i, leer, hecho.marcar),
      });
      const hay = this.capa.formas.some((_, i) => Number.isNaN(valor(i)));
      poner(
        this.cuerpo,
        this.decirCruce(cruce),
        el(
          "figure",
          { class: "mi-base-figura" },
          el(
            "figcaption",
            {},
            el("b", {}, `${rotuloDeQue}, ${mio.MEDIDA}. `),
            `Formas: ${this.deDonde}. Cinco clases con parecido número de territorios.`,
          ),
          hecho.dibujo,
          mio.leyendaDe(hecho.clases, (v) => this.escribir(v), hay),
          this.lectura,
          this.elegirForma(leer, hecho.marcar),
        ),
        this.noCruzaron(cruce),
      );
      this.marcar(this.marcada, leer, hecho.marcar);
    }

    /** @param {number} i @param {CruceDelMapa} cruce */
    leer(i, { territorio }) {
      const nombre = mio.enTitulo(this.capa.formas[i].propiedades[this.campo] || "Sin nombre");
      const g = territorio[i];
      if (g < 0) return `${nombre}: sin dato en la base`;
      const { medida: m } = this.r;
      const pocos = m.registros[g] < POCOS ? "; pocos hogares, léalo con cuidado" : "";
      const hogares = contar(Math.round(m.hogares[g]), "hogar", "hogares");
      return `${nombre}: ${this.escribir(this.valorDe(g))} (${hogares}${pocos})`;
    }

    /** @param {number} i @param {(i: number) => string} leer @param {(i: number) => void} enElMapa */
    marcar(i, leer, enElMapa) {
      this.marcada = i;
      enElMapa(i);
      this.lectura.textContent = i < 0 ? "Toque un territorio para leerlo." : `${leer(i)}.`;
      const control = /** @type {HTMLSelectElement} */ (document.getElementById("mi-base-mapa-forma"));
      if (control) control.value = String(i);
    }

    /**
     * Sin ratón, el territorio se escoge de una lista.
     * @param {(i: number) => string} leer
     * @param {(i: number) => void} enElMapa
     */
    elegirForma(leer, enElMapa) {
      const nombres = this.capa.formas.map(
        (_, i) => /** @type {[string, string]} */ ([String(i), leer(i).split(":")[0]]),
      );
      nombres.sort((a, b) => a[1].localeCompare(b[1], "es", { numeric: true }));
      const opciones = /** @type {[string, string][]} */ ([["-1", "Escoja uno…"], ...nombres]);
      return lista("Leer un territorio", "mi-base-mapa-forma", opciones, String(this.marcada), (v) =>
        this.marcar(Number(v), leer, enElMapa),
      );
    }

    /** @param {CruceDelMapa} cruce */
    decirCruce({ sinForma, sinBase }) {
      const todos = this.r.territorios.length;
      const con = todos - sinForma.length;
      return el(
        "p",
        { class: con ? null : "mi-base-cuidado" },
        `De ${contar(todos, "territorio", "territorios")} de la base, ${numero(con)} con su forma.`,
        sinBase.length ? ` ${contar(sinBase.length, "forma no está", "formas no están")} en la base.` : null,
        con ? null : " Cambie «Se cruza por» o «Ver por»: ninguno coincide.",
        this.capa.sinForma
          ? ` ${contar(this.capa.sinForma, "entidad no es", "entidades no son")} polígono ni punto.`
          : null,
      );
    }

    /** Con nombre, para corregirlos en el archivo o en la base. @param {CruceDelMapa} cruce */
    noCruzaron({ sinForma, sinBase }) {
      const { por } = this.pedido;
      const { territorios, medida: m } = this.r;
      /** @param {string} titulo @param {string[]} nombres */
      const plegada = (titulo, nombres) =>
        nombres.length
          ? el(
              "details",
              {},
              el("summary", {}, `${titulo} (${numero(nombres.length)})`),
              el(
                "ul",
                { class: "mi-base-nombres" },
                nombres.map((n) => el("li", {}, n)),
              ),
            )
          : null;
      const deLaBase = sinForma.map(
        (g) => `${nombreDe(por, territorios[g])}, ${contar(Math.round(m.hogares[g]), "hogar", "hogares")}`,
      );
      return [
        plegada("Territorios de la base sin forma", deLaBase),
        plegada("Formas que no están en la base", sinBase.map(mio.enTitulo)),
      ];
    }
  }

  /** @type {Mapa} */
  let abierta;

  panel({
    id: "mapa",
    titulo: "Mapa",
    orden: 30,
    necesita: 1,
    pintar(ctx) {
      abierta = new Mapa(ctx);
      return abierta.nodo;
    },
    alCambiarDeBase(ctx) {
      abierta.conBase(ctx);
    },
  });
})();
