/* Con qué se mide: el corte k, los quince pesos, el denominador y lo que no tiene dato. Este panel solo se
   ve en lo interno: publicar otra medida con el nombre del IPM confunde. */
(function () {
  "use strict";
  const { el, numero } = window.KitH;
  const mio = (window.KitTerritorios = window.KitTerritorios || /** @type {KitTerritorios} */ ({}));
  const { DEL_IPM, PRIVACIONES, UN_TERCIO, cambiar, consulta, esDelIpm, lista } = mio;
  /** @type {[string, string][]} */
  const CORTES = [[UN_TERCIO, "1/3, el del IPM"], ...[20, 25, 30, 40, 50].map((p) => par(p))];
  /** @type {[string, string][]} */
  const UNIDADES = [
    ["personas", "Personas"],
    ["hogares", "Hogares"],
  ];
  /** @type {[string, string][]} */
  const NULOS = [
    ["excluir", "Contarlo aparte, sin medirlo"],
    ["no_privado", "Contar lo que falta como no privado (subestima)"],
    ["fallar", "No medir mientras falte un dato"],
  ];

  /** @param {number} p @returns {[string, string]} */
  function par(p) {
    return [`${p} %`, `${p}\u00a0%`];
  }

  /** @param {string} p */
  const valor = (p) => Number(p.replace("%", "").replace(",", ".")) || 0;

  /** Los quince pesos, con lo que suman. */
  function pesos() {
    const salida = el("output", { "aria-live": "polite" });
    const decir = () => {
      const suma = consulta.pesos.reduce((s, p) => s + valor(p), 0);
      const bien = Math.abs(suma - 100) < 1e-9;
      const dicha = `Suman ${numero(suma, Number.isInteger(suma) ? 0 : 2)}\u00a0%`;
      salida.textContent = dicha + (bien ? "." : ": deben sumar 100\u00a0%.");
      salida.classList.toggle("malo", !bien);
    };
    /** @param {number} j */
    const campo = (j) =>
      el("input", {
        type: "number",
        id: `mi-base-peso-${j}`,
        min: 0,
        max: 100,
        step: "any",
        value: String(valor(consulta.pesos[j])),
        onchange: (/** @type {CambioDeCampo} */ e) => {
          const propios = [...consulta.pesos];
          propios[j] = `${(e.target.value || "0").replace(",", ".")} %`;
          cambiar({ pesos: propios });
          decir();
        },
      });
    const volver = () => {
      cambiar({ pesos: [...DEL_IPM], k: UN_TERCIO });
      PRIVACIONES.forEach((_, j) => {
        /** @type {HTMLInputElement} */ (document.getElementById(`mi-base-peso-${j}`)).value = String(
          valor(DEL_IPM[j]),
        );
      });
      /** @type {HTMLSelectElement} */ (document.getElementById("mi-base-k")).value = UN_TERCIO;
      decir();
    };
    decir();
    return el(
      "details",
      { class: "mi-base-pesos", open: !esDelIpm(consulta) },
      el("summary", {}, "Cambiar los pesos de las quince privaciones"),
      el(
        "ul",
        {},
        PRIVACIONES.map((p, j) =>
          el("li", {}, el("label", { for: `mi-base-peso-${j}` }, p.nombre, el("small", {}, " %")), campo(j)),
        ),
      ),
      el("p", {}, salida, " ", el("button", { type: "button", onclick: volver }, "Volver al IPM")),
    );
  }

  /** @type {KitTerritorios["controlesDelMetodo"]} */
  function controlesDelMetodo() {
    const corte = lista("Es pobre el hogar con privaciones desde (k)", "mi-base-k", CORTES, consulta.k, (k) =>
      cambiar({ k }),
    );
    /** @param {string} v */
    const conUnidad = (v) => cambiar({ unidad: /** @type {PedidoDeIncidencia["unidad"]} */ (v) });
    /** @param {string} v */
    const conNulos = (v) => cambiar({ regla: /** @type {ReglaDeNulos} */ (v) });
    return el(
      "details",
      { class: "mi-base-metodo" },
      el("summary", {}, "Cómo se mide"),
      el(
        "div",
        { class: "herramienta-fila" },
        corte,
        lista("H, A y M0 se cuentan en", "mi-base-unidad", UNIDADES, consulta.unidad, conUnidad),
        lista("Hogar con una privación sin dato", "mi-base-nulos", NULOS, consulta.regla, conNulos),
      ),
      pesos(),
    );
  }

  Object.assign(mio, /** @satisfies {Partial<KitTerritorios>} */ ({ controlesDelMetodo }));
})();
