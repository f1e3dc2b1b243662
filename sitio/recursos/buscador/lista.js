/* Un campo que propone mientras se escribe (combobox de ARIA): flechas, Intro, Escape, dedo y ratón. */
(function () {
  "use strict";
  let contador = 0;

  function nodo(etiqueta, atributos, ...hijos) {
    const creado = document.createElement(etiqueta);
    Object.entries(atributos).forEach(([nombre, valor]) => creado.setAttribute(nombre, valor));
    creado.append(...hijos);
    return creado;
  }

  class Lista {
    /**
     * @param {HTMLInputElement} campo
     * @param {OpcionesDeLaLista} opciones
     */
    constructor(campo, { buscar, alElegir, direccion, vacio, conDepartamento = !alElegir }) {
      this.campo = campo;
      this.buscar = buscar;
      this.alElegir = alElegir;
      this.direccion = direccion;
      this.vacio = vacio;
      this.conDepartamento = conDepartamento;
      contador += 1;
      this.id = `buscador-${contador}`;
      this.activa = -1;
      /** Escape la cerró: no se reabre sola, sino al volver a escribir. */
      this.callada = false;
      /** @type {{enlace: HTMLElement, ficha: FichaDelBuscador}[]} */
      this.opciones = [];
      this.nodo = nodo("div", { id: this.id, class: "lista-del-buscador", role: "listbox", hidden: "" });
      this.nodo.setAttribute("aria-label", "Lo que coincide");
      this.nota = nodo("p", { class: "nota-del-buscador", role: "status" });
      this.preparar();
    }

    preparar() {
      const { campo } = this;
      const papeles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" };
      Object.entries({ ...papeles, "aria-controls": this.id }).forEach((par) => campo.setAttribute(...par));
      campo.after(this.nodo, this.nota);
      campo.addEventListener("input", () => {
        this.callada = false;
        this.actualizar();
      });
      campo.addEventListener("keydown", (e) => this.alTeclear(e));
      campo.addEventListener("focusout", (e) => {
        if (!this.nodo.contains(/** @type {Node} */ (e.relatedTarget))) this.cerrar();
      });
      // Sin esto, tocar la lista quita el foco al campo y la cierra antes de elegir.
      this.nodo.addEventListener("mousedown", (e) => e.preventDefault());
    }

    get abierta() {
      return !this.nodo.hidden;
    }

    cerrar() {
      this.nodo.hidden = true;
      this.activa = -1;
      this.campo.setAttribute("aria-expanded", "false");
      this.campo.removeAttribute("aria-activedescendant");
    }

    /** Llegó más en qué buscar: lo escrito se busca otra vez si la persona sigue ahí y nada ha marcado ni cerrado. */
    completar() {
      const sigue = this.campo.value && document.activeElement === this.campo;
      if (sigue && this.activa < 0 && !this.callada) this.actualizar();
    }

    /** Vuelve a buscar lo que esté escrito. */
    actualizar() {
      const texto = this.campo.value.trim();
      this.cerrar();
      this.nota.textContent = "";
      if (!texto) {
        this.vacio?.();
        return;
      }
      const { grupos, dudoso } = this.buscar(texto);
      this.opciones = [];
      this.nodo.replaceChildren(...grupos.map((g, i) => this.grupo(g, dudoso, i)));
      if (!this.opciones.length) {
        this.nota.textContent = `Nada se llama «${texto}». Pruebe con otra palabra o con el código DANE.`;
        return;
      }
      this.nodo.hidden = false;
      this.campo.setAttribute("aria-expanded", "true");
      const cuantas = this.opciones.length;
      const contadas = `${cuantas} ${cuantas === 1 ? "resultado" : "resultados"}`;
      this.nota.textContent = dudoso ? `Nada se llama así; ${contadas} con un nombre parecido` : contadas;
    }

    grupo({ titulo, fichas }, dudoso, i) {
      const rotulo = nodo("p", { id: `${this.id}-g${i}`, role: "presentation" });
      rotulo.textContent = dudoso && i === 0 ? "¿Quiso decir…?" : titulo;
      const filas = fichas.flatMap((ficha) => (ficha.departamento ? [this.dosNiveles(ficha)] : [this.opcion(ficha)]));
      return nodo("div", { role: "group", "aria-labelledby": rotulo.id }, rotulo, ...filas);
    }

    /* «Bogotá, D. C.» una vez, y dos maneras de abrirla. */
    dosNiveles(ficha) {
      const nombre = nodo("b", {}, ficha.nombre);
      const padre = { ...ficha, codigo: ficha.departamento, direccion: `territorio/${ficha.departamento}/index.html` };
      const niveles = [
        this.opcion(ficha, "como municipio"),
        ...(!this.conDepartamento ? [] : [this.opcion(padre, "como departamento")]),
      ];
      return nodo("div", { class: "dos-niveles" }, nombre, ...niveles);
    }

    opcion(ficha, nivel = "") {
      const id = `${this.id}-${this.opciones.length}`;
      const enlace = nodo("a", { id, role: "option", tabindex: "-1", "aria-selected": "false" });
      if (this.direccion) enlace.setAttribute("href", this.direccion(ficha));
      if (nivel) enlace.setAttribute("aria-label", `${ficha.nombre}, ${nivel}`);
      enlace.append(nivel || ficha.nombre);
      if (!nivel && ficha.detalle) enlace.append(nodo("small", {}, `, ${ficha.detalle}`));
      const numero = this.opciones.push({ enlace, ficha }) - 1;
      if (this.alElegir) enlace.addEventListener("click", () => this.elegir(numero));
      return enlace;
    }

    /** Abre o escoge la opción marcada; si no hay, la primera. */
    confirmar() {
      if (!this.abierta) this.actualizar();
      this.elegir(Math.max(this.activa, 0));
    }

    marcar(numero) {
      this.activa = (numero + this.opciones.length) % this.opciones.length;
      this.opciones.forEach(({ enlace }, i) => enlace.setAttribute("aria-selected", String(i === this.activa)));
      const { enlace } = this.opciones[this.activa];
      this.campo.setAttribute("aria-activedescendant", enlace.id);
      enlace.scrollIntoView({ block: "nearest" });
    }

    elegir(numero) {
      const elegida = this.abierta && this.opciones[numero];
      if (!elegida) return;
      if (this.alElegir) this.alElegir(elegida.ficha);
      else location.assign(/** @type {HTMLAnchorElement} */ (elegida.enlace).href);
      this.cerrar();
      this.nota.textContent = "";
    }

    alTeclear(evento) {
      const pasos = { ArrowDown: 1, ArrowUp: -1 };
      if (evento.key === "Escape" && this.abierta) {
        evento.preventDefault();
        this.callada = true;
        this.cerrar();
      } else if (evento.key in pasos) {
        evento.preventDefault();
        if (!this.abierta) this.actualizar();
        if (this.abierta) this.marcar(this.activa < 0 && pasos[evento.key] < 0 ? -1 : this.activa + pasos[evento.key]);
      } else if (evento.key === "Enter" && this.abierta) {
        evento.preventDefault();
        this.confirmar();
      }
    }
  }

  window.KitBuscador = Object.assign(/** @type {any} */ (window.KitBuscador || {}), { Lista });
})();
