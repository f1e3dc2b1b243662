/* Las ayudas de «Mi base», plegadas al final: leer un grupo y nivel, y contar las privaciones de un hogar. */
(function () {
  "use strict";
  const { el, poner } = window.KitH;
  const { codigosSisben } = window.KitCalculos;
  const sisben = /** @type {Instrumento} */ (window.KIT_DATOS.instrumentos.find((i) => i.id === "sisben_iv"));
  const CODIGOS = codigosSisben(sisben);

  /** @param {string} titulo @param {HijoDeNodo[]} contenido */
  const ayuda = (titulo, ...contenido) =>
    el("details", { class: "herramienta-mas" }, el("summary", {}, titulo), contenido);

  function unGrupo() {
    const dicho = el("div", { "aria-live": "polite" });
    const lista = el(
      "select",
      { id: "mi-base-grupo", onchange: () => decir() },
      CODIGOS.map((c) => el("option", { value: c }, c)),
    );
    const decir = () => poner(dicho, window.KitAyudas.renglones(lista.value));
    decir();
    const campo = el("label", { for: "mi-base-grupo" }, "Grupo y nivel");
    return ayuda("¿Qué quiere decir un grupo?", el("div", { class: "herramienta-campo" }, campo, lista), dicho);
  }

  const privaciones = () =>
    ayuda(
      "¿Cuándo es pobre un hogar?",
      el(
        "p",
        {},
        "Cada hogar trae quince marcas, una por privación. Cada una tiene su peso y las cinco dimensiones pesan lo " +
          "mismo. Si lo que suman llega a un tercio, el hogar es pobre, y con él todas sus personas. ",
        el("a", { href: "../privaciones/index.html" }, "Marque las de un hogar en la calculadora"),
        ".",
      ),
    );

  /** @type {KitAyudas["deLaBase"]} */
  const deLaBase = () =>
    el(
      "section",
      { class: "mi-base-ayudas herramienta-no-impreso", "aria-labelledby": "mi-base-ayudas-titulo" },
      el("h2", { id: "mi-base-ayudas-titulo" }, "Ayudas"),
      unGrupo(),
      privaciones(),
    );

  Object.assign(window.KitAyudas, /** @satisfies {Partial<KitAyudas>} */ ({ deLaBase }));
})();
