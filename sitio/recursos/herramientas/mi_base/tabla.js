/* Una tabla que se ordena por cualquier columna y empieza corta. En el celular cada fila es un renglón con sus
   rótulos, y se ordena con una lista. */

(function () {
  "use strict";
  const { el, numero, poner } = window.KitH;
  const mio = (window.KitTerritorios = window.KitTerritorios || /** @type {KitTerritorios} */ ({}));
  const PRIMERAS = 10;

  /** @param {number | string} a @param {number | string} b */
  const comparar = (a, b) =>
    typeof a === "number" && typeof b === "number"
      ? a - b
      : String(a).localeCompare(String(b), "es", { numeric: true });

  /** @param {number | string} v */
  const falta = (v) => v === "" || Number.isNaN(v);

  class TablaOrdenable {
    /** `columna` y `baja`: cómo empieza ordenada. @param {OpcionesDeTabla} opciones */
    constructor({ id, rotulo, clase = "", columna = 1, baja = true, primeras = PRIMERAS }) {
      this.id = id;
      this.rotulo = rotulo;
      this.clase = clase;
      this.columna = columna;
      this.baja = baja;
      this.primeras = primeras;
      this.todas = false;
      this.nodo = el("div", { class: "mi-base-ordenada" });
      // En papel no hay botón que oprimir: van todas.
      window.addEventListener("beforeprint", () => {
        if (!this.nodo.isConnected || this.todas || !this.columnas) return;
        this.todas = true;
        this.repintar();
      });
    }

    /** @param {ColumnaOrdenable[]} columnas @param {number} filas @param {HijoDeNodo[]} [pie] la fila del total */
    pintar(columnas, filas, pie) {
      this.columnas = columnas;
      this.filas = filas;
      this.pie = pie;
      if (this.columna >= columnas.length) this.columna = 1;
      this.repintar();
    }

    /** @param {number} columna @param {boolean} baja @param {string} foco */
    ordenar(columna, baja, foco) {
      this.columna = columna;
      this.baja = baja;
      this.repintar();
      document.getElementById(foco)?.focus();
    }

    /** Los números de fila, en el orden pedido. */
    enOrden() {
      const { valor } = this.columnas[this.columna];
      return Array.from({ length: this.filas }, (_, i) => i).sort((a, b) => {
        const [x, y] = [valor(a), valor(b)];
        if (falta(x) || falta(y)) return Number(falta(x)) - Number(falta(y)) || a - b;
        return (this.baja ? -comparar(x, y) : comparar(x, y)) || a - b;
      });
    }

    repintar() {
      const orden = this.enOrden();
      const vistas = this.todas ? orden : orden.slice(0, this.primeras);
      const resto = orden.length - vistas.length;
      const mas = () => {
        this.todas = true;
        this.repintar();
        document.getElementById(`${this.id}-tabla`).focus();
      };
      poner(
        this.nodo,
        this.filas > 1 ? this.lista() : null,
        el(
          "table",
          {
            class: `tabla tabla-ordenable mi-base-tabla ${this.clase}`,
            role: "table",
            id: `${this.id}-tabla`,
            tabindex: "-1",
          },
          el("caption", { class: "solo-lector" }, this.rotulo),
          el(
            "thead",
            { role: "rowgroup" },
            el(
              "tr",
              { role: "row" },
              this.columnas.map((c, n) => this.cabeza(c, n)),
            ),
          ),
          el(
            "tbody",
            { role: "rowgroup" },
            vistas.map((i) => this.fila(i)),
          ),
          this.pie ? el("tfoot", { role: "rowgroup" }, this.filaDel(this.pie)) : null,
        ),
        resto > 0
          ? el("button", { type: "button", class: "herramienta-no-impreso", onclick: mas }, this.ofrecer(resto))
          : null,
      );
    }

    /** @param {number} resto */
    ofrecer(resto) {
      return resto === 1 ? "Ver la otra fila" : `Ver las otras ${numero(resto)} filas`;
    }

    /** @param {ColumnaOrdenable} c @param {number} n */
    cabeza(c, n) {
      const suya = n === this.columna;
      const id = `${this.id}-orden-${n}`;
      const alOprimir = () => this.ordenar(n, suya ? !this.baja : n > 0, id);
      const orden = suya ? (this.baja ? "descending" : "ascending") : null;
      return el(
        "th",
        { scope: "col", role: "columnheader", "aria-sort": orden, class: c.clase },
        el("button", { type: "button", id, onclick: alOprimir }, c.rotulo),
      );
    }

    /** En el celular no hay encabezados: el orden se escoge de una lista. */
    lista() {
      const id = `${this.id}-por`;
      const elegir = (/** @type {CambioDeCampo} */ e) => {
        const n = Number(e.target.value);
        this.ordenar(n, n > 0, id);
      };
      return el(
        "p",
        { class: "mi-base-orden herramienta-no-impreso" },
        el("label", { for: id }, "Ordenar por "),
        el(
          "select",
          { id, onchange: elegir },
          this.columnas.map((c, n) => el("option", { value: n, selected: n === this.columna }, c.rotulo)),
        ),
      );
    }

    /** @param {number} i */
    fila(i) {
      return this.filaDel(this.columnas.map((c) => (c.celda ? c.celda(i) : String(c.valor(i)))));
    }

    /** @param {HijoDeNodo[]} celdas */
    filaDel(celdas) {
      return el(
        "tr",
        { role: "row" },
        celdas.map((contenido, n) => {
          const { clase, rotulo } = this.columnas[n];
          return n
            ? el("td", { role: "cell", "data-rotulo": rotulo, class: clase }, contenido)
            : el("th", { scope: "row", role: "rowheader" }, contenido);
        }),
      );
    }
  }

  Object.assign(mio, /** @satisfies {Partial<KitTerritorios>} */ ({ TablaOrdenable }));
})();
