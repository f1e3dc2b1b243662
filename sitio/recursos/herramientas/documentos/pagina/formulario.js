/* Los controles de un documento: sus campos y sus listas, que crecen fila a fila. */
(function () {
  "use strict";
  const { el, poner } = window.KitH;
  const LARGO = { linea: 200, parrafo: 2500, numero: 24 };
  const FILAS = 300;

  const opciones = (lista, elegida) =>
    lista.map(([valor, texto]) => el("option", { value: valor, selected: valor === elegida }, texto));

  /** El control de un campo, según su tipo. */
  function control(campo, id, valor, alCambiar) {
    const comun = { id, value: valor, oninput: (e) => alCambiar(e.target.value) };
    if (campo.tipo === "parrafo") return el("textarea", { ...comun, rows: 3, maxlength: LARGO.parrafo });
    if (campo.tipo === "si_no" || campo.tipo === "privacion") {
      const lista =
        campo.tipo === "si_no"
          ? [
              ["", "Sin decir"],
              ["Sí", "Sí"],
              ["No", "No"],
            ]
          : [["", "Escoja"], ...window.KitOferta.privaciones.map((p) => [p.id, p.nombre])];
      return el("select", { id, onchange: (e) => alCambiar(e.target.value) }, opciones(lista, valor));
    }
    const numerico = campo.tipo === "numero" ? { inputmode: "decimal", maxlength: LARGO.numero } : {};
    return el("input", { type: "text", maxlength: LARGO.linea, ...numerico, ...comun });
  }

  /** @type {KitFormulario["campo"]} */
  const campo = (uno, id, valor, alCambiar) =>
    el(
      "div",
      { class: "herramienta-campo" },
      el("label", { for: id }, uno.rotulo, uno.ayuda ? [" ", el("small", {}, uno.ayuda)] : null),
      control(uno, id, valor, alCambiar),
    );

  /** Una lista: cada fila con sus controles, «Agregar» y «Quitar». @type {KitFormulario["lista"]} */
  function lista(una, prefijo, leerFilas, guardar) {
    const caja = el("fieldset", { class: "documentos-lista" });
    const pintar = (foco) => {
      const filas = leerFilas();
      const renglon = (fila, i) =>
        el(
          "div",
          { class: "documentos-fila", role: "group", "aria-label": `${una.nombre}, ${i + 1}` },
          una.columnas.map((c) =>
            campo(c, `${prefijo}-${c.id}-${i}`, fila[c.id] || "", (valor) => {
              const todas = leerFilas().map((f) => ({ ...f }));
              todas[i][c.id] = valor;
              guardar(todas);
            }),
          ),
          el("button", { type: "button", onclick: () => cambiar(filas.filter((_, j) => j !== i)) }, "Quitar"),
        );
      const cambiar = (todas, alFoco) => {
        guardar(todas);
        pintar(alFoco || `${prefijo}-agregar`);
      };
      const agregar = () => cambiar([...leerFilas(), {}], `${prefijo}-${una.columnas[0].id}-${filas.length}`);
      poner(
        caja,
        el("legend", {}, una.nombre),
        filas.map(renglon),
        filas.length < FILAS
          ? el("button", { type: "button", id: `${prefijo}-agregar`, onclick: agregar }, "Agregar fila")
          : el("p", {}, "Caben hasta 300 filas."),
      );
      if (foco && document.getElementById(foco)) document.getElementById(foco).focus();
    };
    pintar();
    return caja;
  }

  window.KitFormulario = { FILAS, LARGO, campo, lista };
})();
