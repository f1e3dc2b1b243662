/* Las tablas de los paneles: en el celular cada fila es una ficha con sus rótulos, y las largas muestran diez. */
(function () {
  "use strict";
  const { el, numero, porcentaje } = window.KitH;
  const mia = (window.KitMiBase = window.KitMiBase || /** @type {KitMiBase} */ ({}));
  const A_LA_VISTA = 10;
  const INTERNO = "INTERNO: no publicar";

  /** «62,5 %» y, debajo, de cuántos. @type {KitMiBase["razon"]} */
  const razon = (r) =>
    r.valor === null
      ? "no aplica"
      : [porcentaje(100 * r.valor), " ", el("small", {}, `${numero(r.numerador)} de ${numero(r.denominador)}`)];

  /** @param {string[]} columnas @param {HijoDeNodo[]} celdas */
  const renglon = (columnas, [primera, ...demas]) =>
    el(
      "tr",
      { role: "row" },
      el("th", { scope: "row", role: "rowheader" }, primera),
      demas.map((c, j) => el("td", { role: "cell", "data-rotulo": columnas[j + 1] }, el("span", {}, c))),
    );

  /** La primera columna nombra la fila. @type {KitMiBase["tablaDeFilas"]} */
  function tablaDeFilas(titulo, columnas, filas) {
    const cuerpo = el(
      "tbody",
      { role: "rowgroup" },
      filas.slice(0, A_LA_VISTA).map((f) => renglon(columnas, f)),
    );
    const tabla = el(
      "table",
      { class: `tabla mi-base-filas${columnas.length === 2 ? " mi-base-pares" : ""}`, role: "table" },
      el("caption", {}, titulo),
      el(
        "thead",
        { role: "rowgroup" },
        el(
          "tr",
          { role: "row" },
          columnas.map((c) => el("th", { scope: "col", role: "columnheader" }, c)),
        ),
      ),
      cuerpo,
    );
    const faltan = filas.length - A_LA_VISTA;
    if (faltan <= 0) return [tabla];
    const ver = el(
      "button",
      {
        type: "button",
        class: "herramienta-no-impreso",
        onclick: () => {
          const nuevas = filas.slice(A_LA_VISTA).map((f) => renglon(columnas, f));
          cuerpo.append(...nuevas);
          nuevas[0].tabIndex = -1;
          nuevas[0].focus();
          ver.remove();
        },
      },
      `Ver ${faltan === 1 ? "la otra fila" : `las otras ${numero(faltan)} filas`}`,
    );
    return [tabla, ver];
  }

  /** Una hoja de libro: sus títulos y sus filas. @type {KitMiBase["hojaInterna"]} */
  const hojaInterna = (nombre, columnas, filas) => ({
    nombre,
    pie: INTERNO,
    anchos: columnas.map((c) => Math.min(Math.max(c.length + 2, 12), 34)),
    inmovil: 1,
    repetir: 1,
    horizontal: true,
    filas: [{ celdas: columnas, e: "cabeza" }, ...filas.map((celdas) => ({ celdas, e: "texto" }))],
  });

  /** Un control con su rótulo. @type {KitMiBase["eleccion"]} */
  function eleccion(id, rotulo, opciones, escogida, alElegir) {
    const elegir = el(
      "select",
      { id, onchange: (/** @type {CambioDeCampo} */ e) => alElegir(e.target.value) },
      opciones.map(([valor, texto]) => el("option", { value: valor, selected: valor === escogida }, texto)),
    );
    return el("div", { class: "herramienta-campo" }, el("label", { for: id }, rotulo), elegir);
  }

  /** Una casilla con su rótulo. @type {KitMiBase["casilla"]} */
  function casilla(id, rotulo, marcada, alMarcar) {
    const caja = el("input", {
      type: "checkbox",
      id,
      checked: marcada,
      onchange: (/** @type {Event & {target: HTMLInputElement}} */ e) => alMarcar(e.target.checked),
    });
    return el("div", { class: "mi-base-casilla" }, caja, el("label", { for: id }, rotulo));
  }

  Object.assign(
    mia,
    /** @satisfies {Partial<KitMiBase>} */ ({ INTERNO, casilla, eleccion, hojaInterna, razon, tablaDeFilas }),
  );
})();
