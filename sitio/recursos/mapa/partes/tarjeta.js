/* La tarjeta de lo tocado: la cifra con su año, cuánto se sabe de ella y a dónde seguir. */
(function () {
  "use strict";
  const { el, poner } = window.KitH;
  const { RAIZ, cifra, pedir, titulo, unidad, valorConUnidad } = window.KitMapa;

  const SOLO_CONTADOS = "2";

  function cantidad(capa, i) {
    const falta = capa.valores[i] === null;
    const entre = capa.intervalo(i);
    const intervalo =
      entre && !falta
        ? el(
            "p",
            {},
            `Entre ${entre.desde} y ${entre.hasta} de cada 100 personas: intervalo de 95\u00a0%, cálculo del kit. `,
            entre.entera !== undefined ? "Léala con cautela. " : "",
            "Es una estimación experimental; no sirve para ordenar municipios.",
          )
        : null;
    return [
      el("p", { class: "de-que" }, titulo(capa)),
      el("p", { class: "valor" }, cifra(capa, i), falta ? null : el("small", {}, unidad(capa.ficha))),
      intervalo,
    ];
  }

  const pais = (capa) => {
    if (capa.pais === undefined) return null;
    const quien = capa.ficha.pais_del_kit ? "País (cálculo del kit)" : "País";
    return el("p", {}, `${quien}: ${valorConUnidad(capa.ficha, capa.pais)}.`);
  };

  const nota = (capa) => {
    const texto = capa.ficha.notas[capa.periodo];
    return texto ? el("p", {}, texto) : null;
  };

  class Tarjeta {
    /**
     * @param {HTMLElement} caja
     * @param {MunicipiosDelMapa} m
     * @param {{contados: string}} filtros
     * @param {() => void} alCerrar
     */
    constructor(caja, m, filtros, alCerrar) {
      this.caja = caja;
      this.m = m;
      this.filtros = filtros;
      this.alCerrar = alCerrar;
      this.previo = "";
      caja.addEventListener("keydown", (e) => e.key === "Escape" && alCerrar());
    }

    cerrar() {
      this.caja.hidden = true;
      poner(this.caja);
    }

    /**
     * @param {number} i
     * @param {CapaDelMapa[]} capas
     * @param {string} [lugar] lo que se tocó adentro del municipio
     */
    abrir(i, capas, lugar) {
      const { m } = this;
      const codigo = m.codigos[i];
      if (this.codigo && this.codigo !== codigo) this.previo = this.codigo;
      this.codigo = codigo;
      const equis = el(
        "button",
        { type: "button", class: "cerrar", "aria-label": "Cerrar la tarjeta", onclick: this.alCerrar },
        "×",
      );
      const puesto = el("div", { class: "puesto" });
      poner(
        this.caja,
        equis,
        el("h2", {}, m.nombres[i], " ", el("small", {}, m.departamentos[i])),
        lugar ? el("p", { class: "lugar" }, lugar) : null,
        capas.map((capa) => [cantidad(capa, i), nota(capa), pais(capa)]),
        puesto,
        el("p", { class: "enlaces" }, this.enlaces(codigo)),
      );
      this.caja.className = `tarjeta-del-mapa rampa-${capas[0].ficha.color}`;
      this.caja.hidden = false;
      this.explicar(puesto, i, capas);
    }

    enlaces(codigo) {
      const otro = this.previo && this.previo !== codigo ? `,${this.previo}` : "";
      const con = otro ? ` con ${this.m.nombres[this.m.lugar.get(this.previo)]}` : "";
      return [
        el("a", { href: `${RAIZ}territorio/${codigo}/index.html` }, "Abrir su perfil"),
        el("a", { href: `${RAIZ}comparar/index.html?t=${codigo}${otro}` }, `Comparar${con}`),
      ];
    }

    /** El puesto, solo en la medida censal de todo el municipio; y lo que el censo no contó, en lo que sale de él. */
    async explicar(caja, i, capas) {
      const censales = capas.filter((capa) => capa.ficha.censal);
      if (!censales.length) return;
      const codigo = this.m.codigos[i];
      const grupo = await pedir(`puestos-${codigo.slice(0, 2)}`).catch(() => null);
      if (!grupo) {
        poner(caja, el("p", {}, "No llegó lo que el censo no contó aquí. Vuelva a tocar el municipio."));
        return;
      }
      const dicho = grupo[codigo];
      const zonas = [...new Set(censales.map((capa) => capa.zona))];
      const conPuesto = capas.some((capa) => capa.ficha.puesto && capa.zona === "total");
      const contados = this.filtros.contados[i] === SOLO_CONTADOS;
      const avisos = zonas.map((zona) => (zona in dicho ? dicho[zona] : "")).filter(Boolean);
      poner(
        caja,
        conPuesto && !contados && dicho.puesto ? el("p", {}, dicho.puesto) : null,
        avisos.map((texto) => el("p", { class: "aviso-de-omision" }, texto)),
      );
    }
  }

  window.KitMapa = Object.assign(/** @type {any} */ (window.KitMapa || {}), { Tarjeta });
})();
