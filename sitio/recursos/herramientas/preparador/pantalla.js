/* Los bloques de una parte, en pantalla y en papel: una hoja por parte. */
(function () {
  "use strict";
  const { el } = window.KitH;

  const trozos = (lista) => lista.map((t) => (t.b ? el("strong", {}, t.t) : t.i ? el("em", {}, t.t) : t.t));

  // Una hora, un año o una cifra con su signo no se parten en dos renglones.
  const ENTERA = /^[\d.,:\u2212%\s]{1,14}$/;

  function tabla(b) {
    const clase = (c, i) =>
      [de(i), ENTERA.test(c.map((t) => t.t).join("")) ? "celda-entera" : null].filter(Boolean).join(" ") || null;
    const de = (i) => (b.columnas[i].num ? "celda-numero" : null);
    const suma = b.columnas.reduce((a, c) => a + c.ancho, 0);
    const rotulo = b.titulo ? trozos(b.titulo) : b.columnas.map((c) => c.t[0].t).join(", ");
    return el(
      "div",
      { class: "preparador-ancho", role: "region", tabindex: "0", "aria-label": b.titulo ? b.titulo[0].t : rotulo },
      el(
        "table",
        {
          class: `preparador-tabla${b.alto ? " llenar" : ""}`,
          style: `--columnas:${b.columnas.length}${b.alto ? `;--alto:${b.alto}mm` : ""}`,
        },
        el("caption", { class: b.titulo ? null : "solo-lector" }, rotulo),
        el(
          "colgroup",
          {},
          b.columnas.map((c) => el("col", { style: `width:${((100 * c.ancho) / suma).toFixed(1)}%` })),
        ),
        el(
          "thead",
          {},
          el(
            "tr",
            {},
            b.columnas.map((c, i) => (c.t[0].t ? el("th", { scope: "col", class: de(i) }, trozos(c.t)) : el("td", {}))),
          ),
        ),
        el(
          "tbody",
          {},
          b.filas.map((fila) =>
            el(
              "tr",
              {},
              fila.map((c, i) =>
                i
                  ? el("td", { class: clase(c, i) }, trozos(c))
                  : el("th", { scope: "row", class: clase(c, i) }, trozos(c)),
              ),
            ),
          ),
        ),
      ),
    );
  }

  const PINTAR = {
    titulo: (b) => el(b.nivel === 2 ? "h3" : "h2", { class: `preparador-titulo-${b.nivel}` }, trozos(b.texto)),
    parrafo: (b) => el("p", { class: b.clase ? `preparador-${b.clase}` : null }, trozos(b.texto)),
    lista: (b) =>
      el(
        b.ordenada ? "ol" : "ul",
        {},
        b.items.map((i) => el("li", {}, trozos(i))),
      ),
    campos: (b) =>
      el(
        "dl",
        { class: "preparador-campos" },
        b.campos.map(([rotulo, valor]) => el("div", {}, el("dt", {}, rotulo), el("dd", {}, valor || "\u00a0"))),
      ),
    renglones: (b) =>
      el(
        b.ordenada ? "ol" : "ul",
        { class: "preparador-renglones" },
        b.items.map((i) =>
          el(
            "li",
            {},
            trozos(i.texto),
            Array.from({ length: i.renglones }, () => el("i", { "aria-hidden": "true" })),
          ),
        ),
      ),
    prueba: (b) =>
      el(
        "ol",
        { class: "preparador-prueba" },
        b.items.map((i) =>
          el(
            "li",
            {},
            el("p", {}, trozos(i.pregunta)),
            el(
              "ol",
              { type: "a" },
              i.opciones.map((o) => el("li", {}, trozos(o))),
            ),
          ),
        ),
      ),
    tabla,
  };

  /* Una hoja plegable; impresa sale siempre abierta. `abierta` dice cuáles dejó abiertas la persona. */
  function hoja(parte, abierta, alAbrir) {
    return el(
      "details",
      {
        class: "preparador-hoja",
        open: abierta,
        "data-parte": parte.id,
        ontoggle: (e) => alAbrir(parte.id, e.target.open),
      },
      el("summary", {}, parte.nombre),
      el(
        "div",
        { class: "preparador-papel" },
        parte.bloques.map((b) => PINTAR[b.tipo](b)),
      ),
    );
  }

  window.KitPantalla = { hoja };
})();
