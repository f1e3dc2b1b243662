/* Quién es quién: ● ■ ▲ ◆. La forma basta sin color; el dibujo no depende de la letra del equipo. */
(function () {
  "use strict";
  const { svg } = window.KitH;
  const FORMAS = [
    "M0-6.2a6.2 6.2 0 1 0 .01 0z",
    "M-5.6-5.6h11.2v11.2h-11.2z",
    "M0-6.6 6.8 5.4h-13.6z",
    "M0-7.2 7.2 0 0 7.2-7.2 0z",
  ];
  const DICHAS = ["círculo", "cuadrado", "triángulo", "rombo"];

  /** El trazo de la marca del territorio que va en el lugar `n`. @type {KitComparar["trazo"]} */
  const trazo = (n, hueco) => svg("path", { d: FORMAS[n], class: `forma-${n + 1}${hueco ? " hueca" : ""}` });

  /** La marca suelta, para un rótulo. @type {KitComparar["marca"]} */
  const marca = (n, hueco) =>
    svg(
      "svg",
      { class: "forma-de-quien", viewBox: "-8 -8 16 16", width: 14, height: 14, "aria-hidden": "true" },
      trazo(n, hueco),
    );

  Object.assign(window.KitComparar, /** @satisfies {Partial<KitComparar>} */ ({ DICHAS, marca, trazo }));
})();
