/* El municipio de una herramienta: cuál es y el campo con lista para escogerlo. */
(function () {
  "use strict";
  const { el, llano } = window.KitH;
  const MOSTRADOS = 8;

  const municipios = () => (window.KIT_TERRITORIOS || []).filter((t) => t[0].length === 5);

  const municipio = (codigo) => {
    const t = municipios().find((fila) => fila[0] === codigo);
    return t ? { codigo: t[0], nombre: t[1], depto: t[2] } : null;
  };

  const rotulo = (m) => (m ? m.nombre + (m.depto && m.depto !== m.nombre ? `, ${m.depto}` : "") : "");

  const dicho = (t) => `${t[1]}, ${t[2]}`;

  /* Los que traen todas las palabras: primero los que empiezan por la primera y, entre ellos, los más cortos. */
  function coincidencias(palabras) {
    const empieza = (t) => Number(llano(t[1]).startsWith(palabras[0]));
    return municipios()
      .filter((t) => {
        const llave = llano(t.join(" "));
        return palabras.every((p) => llave.includes(p));
      })
      .sort((a, b) => empieza(b) - empieza(a) || a[1].length - b[1].length)
      .slice(0, MOSTRADOS);
  }

  /* La lista desplegable de un campo: qué muestra, cuál está activo y qué hace al elegir. */
  class ListaDeOpciones {
    constructor(campo, alElegir) {
      this.campo = campo;
      this.alElegir = alElegir;
      this.hallados = [];
      this.activo = -1;
      const rotulada = {
        id: "herramienta-municipios",
        role: "listbox",
        "aria-label": "Municipios que coinciden",
        hidden: true,
      };
      this.nodo = el("ul", rotulada);
    }

    get abierta() {
      return this.hallados.length > 0 && !this.nodo.hidden;
    }

    cerrar() {
      this.nodo.hidden = true;
      this.campo.setAttribute("aria-expanded", "false");
      this.campo.removeAttribute("aria-activedescendant");
      this.activo = -1;
    }

    mostrar(hallados) {
      this.hallados = hallados;
      this.nodo.replaceChildren(...hallados.map((t, i) => this.opcion(t, i)));
      this.nodo.hidden = !hallados.length;
      this.campo.setAttribute("aria-expanded", String(!!hallados.length));
    }

    opcion(t, i) {
      const alOprimir = (e) => {
        e.preventDefault();
        this.alElegir(t);
      };
      const atributos = {
        id: `herramienta-opcion-${i}`,
        role: "option",
        "aria-selected": "false",
        onmousedown: alOprimir,
      };
      return el("li", atributos, dicho(t));
    }

    marcar(n) {
      this.activo = (n + this.hallados.length) % this.hallados.length;
      Array.from(this.nodo.children).forEach((li, i) => li.setAttribute("aria-selected", String(i === this.activo)));
      this.campo.setAttribute("aria-activedescendant", `herramienta-opcion-${this.activo}`);
    }

    /* Lo que hace cada tecla con la lista abierta. */
    alTeclear(tecla) {
      const ultimo = this.hallados.length - 1;
      if (tecla === "ArrowDown") this.marcar(this.activo + 1);
      if (tecla === "ArrowUp") this.marcar(this.activo < 0 ? ultimo : this.activo - 1);
      if (tecla === "Enter") this.alElegir(this.hallados[Math.max(this.activo, 0)]);
    }
  }

  const campoDe = (codigo) =>
    el("input", {
      id: "herramienta-municipio",
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": "herramienta-municipios",
      placeholder: "Escriba el nombre o el código DANE",
      value: rotulo(municipio(codigo)),
    });

  /**
   * Campo con lista: se escribe, se baja con las flechas, se elige con Intro o con el ratón.
   * @type {KitH["selector"]}
   */
  function selector(alElegir, codigo) {
    const campo = campoDe(codigo);
    const lista = new ListaDeOpciones(campo, elegir);
    const nota = el("p", { class: "solo-lector", "aria-live": "polite" });
    let elegido = codigo;

    function elegir(t) {
      campo.value = dicho(t);
      lista.cerrar();
      elegido = t[0];
      alElegir(elegido);
    }

    function buscar() {
      const palabras = llano(campo.value)
        .split(/[\s,]+/)
        .filter(Boolean);
      lista.cerrar();
      if (!palabras.length) {
        if (elegido) alElegir("");
        elegido = "";
        return;
      }
      lista.mostrar(coincidencias(palabras));
      const cuantas = lista.hallados.length;
      nota.textContent = cuantas ? `${cuantas} coincidencias` : "Ningún municipio coincide.";
    }

    campo.addEventListener("input", buscar);
    campo.addEventListener("blur", () => lista.cerrar());
    campo.addEventListener("keydown", (e) => {
      if (e.key === "Escape") lista.cerrar();
      if (!lista.abierta || !["ArrowDown", "ArrowUp", "Enter"].includes(e.key)) return;
      e.preventDefault();
      lista.alTeclear(e.key);
    });
    const rotulado = el("label", { for: "herramienta-municipio" }, "Municipio ", el("small", {}, "(opcional)"));
    return el("div", { class: "herramienta-campo herramienta-municipio" }, rotulado, campo, lista.nodo, nota);
  }

  Object.assign(window.KitH, /** @satisfies {Partial<KitH>} */ ({ municipio, municipios, rotulo, selector }));
})();
