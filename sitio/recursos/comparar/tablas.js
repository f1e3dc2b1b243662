/* Una tabla de comparación: cada fila, una medida; cada columna, un territorio. En el celular es la misma tabla con
   cada fila en rejilla: los papeles van escritos porque `display` los borra en algunos lectores. */
(function () {
  "use strict";
  const { el } = window.KitH;
  const { marca } = window.KitComparar;

  /** El nombre con su marca. @type {KitComparar["conMarca"]} */
  const conMarca = (territorio, n) =>
    el("span", { class: `quien quien-${n + 1}` }, marca(n), el("span", {}, territorio.n));

  /** @param {string} clase @param {string | undefined} texto */
  const menor = (clase, texto) => (texto ? el("span", { class: clase }, texto) : null);

  /** @param {CeldaDeTabla} celda @param {number} n */
  function deTerritorio(celda, n) {
    return el(
      "td",
      { role: "cell", class: celda.hay ? null : "sin-cifra" },
      marca(n),
      el("span", { class: "cifra" }, celda.texto, celda.grafico || null),
      menor("detalle", celda.detalle),
      menor("diferencia", celda.diferencia),
      menor("detalle", celda.nota),
    );
  }

  /** @param {FilaDeTabla} fila @param {boolean} conDibujo */
  function deFila(fila, conDibujo) {
    return el(
      "tr",
      { role: "row" },
      el("th", { scope: "row", role: "rowheader" }, fila.nombre, menor("bajo-el-nombre", fila.debajo)),
      conDibujo && el("td", { role: "cell", class: "dibujo" }, fila.dibujo || null),
      fila.celdas.map(deTerritorio),
    );
  }

  const escala = () =>
    el(
      "th",
      { scope: "col", role: "columnheader", class: "dibujo" },
      el("span", { class: "escala" }, el("span", {}, "0"), el("span", {}, "50"), el("span", {}, "100\u00a0%")),
    );

  /** @type {KitComparar["tabla"]} */
  function tabla({ titulo, cabeza, territorios, filas, conDibujo }) {
    const nombres = territorios.map((t, n) => el("th", { scope: "col", role: "columnheader" }, conMarca(t, n)));
    const primera = el("th", { scope: "col", role: "columnheader" }, cabeza);
    return el(
      "table",
      {
        class: `comparada${conDibujo ? " con-dibujo" : ""}`,
        role: "table",
        "data-cuantos": String(territorios.length),
      },
      el("caption", { class: "solo-lector" }, titulo),
      el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, primera, conDibujo && escala(), nombres)),
      el(
        "tbody",
        { role: "rowgroup" },
        filas.map((f) => deFila(f, conDibujo)),
      ),
    );
  }

  Object.assign(window.KitComparar, /** @satisfies {Partial<KitComparar>} */ ({ conMarca, tabla }));
})();
