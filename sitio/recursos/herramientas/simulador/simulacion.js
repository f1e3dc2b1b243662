/* Simular una base que tiene el obrero: se le pide con cada cambio y se muestra lo último que se pidió. */
(function () {
  "use strict";
  const { el, poner } = window.KitH;
  const { codigosSisben } = window.KitCalculos;
  const { pedir } = window.KitMiBase;
  const simulador = (window.KitSimulador = window.KitSimulador || /** @type {KitSimulador} */ ({}));
  const { SIN_SORTEO, curva, decirCambio, decirCosto, limiteMalo, limitesDe, oracion, porTerritorio } = simulador;
  const sisben = /** @type {Instrumento} */ (window.KIT_DATOS.instrumentos.find((i) => i.id === "sisben_iv"));
  const codigos = codigosSisben(sisben);
  const lugar = Object.fromEntries(codigos.map((c, i) => [c, i + 1]));
  const INTERNO = "INTERNO: no publicar";

  /** La base en uso, por dónde se mira, y el último pedido: si llega otro cambio, el anterior ya no se muestra. */
  class Simulacion {
    /** @param {string} idDelTitulo */
    constructor(idDelTitulo) {
      this.idDelTitulo = idDelTitulo;
      this.ficha = /** @type {FichaDeBase | null} */ (null);
      this.practica = false;
      this.por = "";
      this.turno = 0;
      this.salida = el("section", { class: "herramienta-resultado", "aria-labelledby": idDelTitulo });
    }

    /** @param {FichaDeBase} ficha @param {boolean} [practica] */
    usar(ficha, practica = false) {
      this.ficha = ficha;
      this.practica = practica;
      const { territorios } = ficha;
      if (!territorios.some((t) => t.campo === this.por)) this.por = territorios.length ? territorios[0].campo : "";
    }

    /** Lo que los controles usan de la base. @param {EstadoDelSimulador} e @returns {EstadoDelSimulador} */
    conTerritorio(e) {
      return this.por ? e : { ...e, reparto: "ninguno" };
    }

    /** @param {EstadoDelSimulador} escrito */
    pedido(escrito) {
      const e = this.conTerritorio(escrito);
      return {
        id: /** @type {FichaDeBase} */ (this.ficha).id,
        regla: { ...e },
        limites: limitesDe(e),
        cortes: [e.corte, e.otro].map((c) => ({ corte: c, hasta: lugar[c] })),
        niveles: codigos.length,
        por: this.por,
      };
    }

    /**
     * Pide el resultado y lo muestra con lo que `agregar` ponga al final; null si no hay o ya se pidió otro.
     * @param {EstadoDelSimulador} e
     * @param {LoQueSigue} agregar
     * @returns {Promise<ResultadoDeSimular | null>}
     */
    async actualizar(e, agregar) {
      this.turno += 1;
      const { turno } = this;
      // Lo que se ve es de antes hasta que llegue lo pedido.
      this.salida.setAttribute("aria-busy", "true");
      if (!this.ficha) {
        poner(this.salida, this.titulo(), el("p", { role: "status" }, "Abriendo los hogares…"));
        return null;
      }
      const pedido = this.pedido(e);
      if (!pedido.limites) return this.decirError(limiteMalo(this.conTerritorio(e)));
      try {
        const r = await pedir("simular", pedido);
        if (turno !== this.turno) return null;
        this.mostrar(e, r, agregar);
        return r;
      } catch (error) {
        if (turno === this.turno) this.decirError(dicho(error));
        return null;
      }
    }

    /** @param {string} texto */
    decirError(texto) {
      this.salida.setAttribute("aria-busy", "false");
      poner(this.salida, this.titulo(), el("p", { class: "herramienta-error", role: "status" }, texto));
      return null;
    }

    titulo() {
      return el("h2", { id: this.idDelTitulo }, "Resultado");
    }

    /**
     * @param {EstadoDelSimulador} e
     * @param {ResultadoDeSimular} r
     * @param {LoQueSigue} agregar
     */
    mostrar(e, r, agregar) {
      const [uno, dos] = r.resultados;
      this.salida.setAttribute("aria-busy", "false");
      const abierto = this.salida.querySelector("details")?.open || false;
      poner(
        this.salida,
        this.titulo(),
        simulador.tablaDeResultado({ ids: r.conSorteo || null }, e, uno, dos),
        el("p", {}, r.conSorteo ? decirCambio(e, r.entran, r.salen) : SIN_SORTEO),
        decirCosto(uno, e.corte),
        curva({ puntos: r.puntos, codigos, lugar, grupos: sisben.grupos, corte: e.corte, otro: e.otro }),
        r.reparto ? porTerritorio({ reparto: r.reparto, corte: e.corte, abierto }) : null,
        agregar(uno, r.conSorteo),
      );
    }

    /** La lista para descargar: es interna, salvo la de la base inventada. @param {EstadoDelSimulador} e */
    async filas(e) {
      const { nombre, avisos } = /** @type {FichaDeBase} */ (this.ficha);
      const { cortes, ...resto } = this.pedido(e);
      const { limites, por, regla } = resto;
      if (!limites) return [["Corrija el cupo o el presupuesto antes de descargar"]];
      const lista = await pedir("simular_lista", { ...resto, corte: cortes[0] });
      return [
        ...lista,
        [],
        ...(this.practica ? [] : [["Uso", INTERNO]]),
        ["Base", this.practica ? "inventada" : nombre],
        ...Object.entries(regla),
        ...(por ? [["territorio", por]] : []),
        ...avisos.map((t) => ["Aviso", t]),
      ];
    }

    /**
     * El botón que lleva del resultado al acto que adopta la regla.
     * @param {any} app
     * @param {EstadoDelSimulador} e
     * @param {ResultadoDelSimulador} resultado
     * @param {boolean} conSorteo
     * @returns {HTMLElement}
     */
    acto(app, e, resultado, conSorteo) {
      const { hogares, territorios } = /** @type {FichaDeBase} */ (this.ficha);
      const territorio = territorios.find((t) => t.campo === this.por)?.nombre || "";
      const estado = this.conTerritorio(e);
      const datos = () =>
        window.KitActo.datos({ hogares, practica: this.practica, conSorteo, estado, territorio, resultado });
      const titulo = "Acto que adopta la focalización";
      return window.KitComunes.boton(app, { plantilla: "acto", formato: "docx", titulo, datos });
    }
  }

  /** @param {any} error */
  const dicho = ({ problema, queHacer, message }) =>
    [problema || message, queHacer].filter(Boolean).map(oracion).join(" ");

  Object.assign(simulador, /** @satisfies {Partial<KitSimulador>} */ ({ Simulacion }));
})();
