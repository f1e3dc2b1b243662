/* Qué quiere decir un grupo y nivel, en palabras: para el lector, y como ayuda donde se escoge un corte. */
(function () {
  "use strict";
  const { contar, direccion, el, poner } = window.KitH;
  const { leerSisben } = window.KitCalculos;
  const sisben = /** @type {Instrumento} */ (window.KIT_DATOS.instrumentos.find((i) => i.id === "sisben_iv"));
  /** Lo que del lector hace falta para escribir su dirección. @type {any} */
  const LECTOR = { id: "sisben", version: 1, inicial: () => ({ instrumento: sisben.id, codigo: "" }) };

  /** Dónde queda un código entre los niveles. @type {KitAyudas["enPalabras"]} */
  function enPalabras(l) {
    const lugar =
      l.nivel === 1
        ? "el primero, el de menor capacidad de generar ingresos,"
        : l.nivel === l.grupo.niveles
          ? "el último, el de mayor capacidad de generar ingresos,"
          : `el ${l.nivel}.º`;
    const abajo = contar(l.orden - 1, "nivel", "niveles");
    const arriba = contar(l.total - l.orden, "nivel", "niveles");
    return (
      `Es ${lugar} de los ${l.grupo.niveles} niveles del grupo ${l.grupo.letra}. En el orden completo hay ${abajo} ` +
      `de menor capacidad y ${arriba} de mayor capacidad. El grupo y el nivel no son un puntaje de 0 a 100 y no se ` +
      "comparan con los del Sisbén III."
    );
  }

  /** Lo que dice un código y dónde leerlo completo. @type {KitAyudas["renglones"]} */
  function renglones(codigo) {
    const leido = /** @type {CodigoLeido} */ (leerSisben(sisben, codigo));
    const enlace = direccion.escribir(LECTOR, null, { instrumento: sisben.id, codigo });
    return el(
      "p",
      {},
      el("b", {}, `${codigo}, ${leido.grupo.nombre.toLowerCase()}. `),
      `${enPalabras(leido)} `,
      el("a", { href: `../sisben/index.html${enlace}` }, `${codigo} en el lector y los programas con su corte`),
    );
  }

  /** La ayuda plegada de los códigos que haya escogidos al abrirla. @type {KitAyudas["deGrupos"]} */
  function deGrupos(escogidos) {
    const dicho = el("div");
    const decir = () => poner(dicho, [...new Set(escogidos())].map(renglones));
    const ayuda = el(
      "details",
      { class: "herramienta-mas herramienta-no-impreso", ontoggle: decir },
      el("summary", {}, "¿Qué quiere decir este grupo?"),
      dicho,
    );
    return { ayuda, decir };
  }

  window.KitAyudas = Object.assign(
    window.KitAyudas || /** @type {KitAyudas} */ ({}),
    /** @satisfies {Partial<KitAyudas>} */ ({ deGrupos, enPalabras, renglones }),
  );
})();
