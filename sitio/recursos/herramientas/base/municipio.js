/* El municipio de una herramienta: cuál es y el campo con lista para escogerlo. */
(function () {
  "use strict";
  const { el } = window.KitH;

  const municipios = () => (window.KIT_TERRITORIOS || []).filter((t) => t[0].length === 5);

  const municipio = (codigo) => {
    const t = municipios().find((fila) => fila[0] === codigo);
    return t ? { codigo: t[0], nombre: t[1], depto: t[2] } : null;
  };

  const rotulo = (m) => (m ? m.nombre + (m.depto && m.depto !== m.nombre ? `, ${m.depto}` : "") : "");

  let indice = null;

  /* El mismo buscador de la cabecera; el índice se arma la primera vez que se escribe. */
  function motor() {
    indice ||= new window.KitBuscador.Motor(window.KitBuscador.deTerritorios(window.KIT_TERRITORIOS));
    return indice;
  }

  const dicho = (ficha) => [ficha.nombre, ficha.detalle].filter(Boolean).join(", ");

  const campoDe = (codigo) =>
    el("input", {
      id: "herramienta-municipio",
      type: "text",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: "Escriba el nombre o el código DANE",
      value: rotulo(municipio(codigo)),
    });

  /**
   * Campo con lista: se escribe, se baja con las flechas, se elige con Intro o con el ratón.
   * @type {KitH["selector"]}
   */
  function selector(alElegir, codigo, pide = "Municipio ") {
    const campo = campoDe(codigo);
    let elegido = codigo;

    function elegir(ficha) {
      campo.value = ficha ? dicho(ficha) : "";
      if ((elegido || "") === (ficha?.codigo || "")) return;
      elegido = ficha?.codigo || "";
      alElegir(elegido);
    }

    /* Solo municipios: las herramientas no trabajan con un departamento. */
    const esMunicipio = (ficha) => ficha.codigo.length === 5;

    const rotulado = el(
      "label",
      { for: "herramienta-municipio" },
      pide,
      pide === "Municipio " ? el("small", {}, "(opcional)") : null,
    );
    const caja = el("div", { class: "herramienta-campo herramienta-municipio" }, rotulado, campo);
    const buscar = (texto) => motor().buscar(texto, esMunicipio);
    new window.KitBuscador.Lista(campo, { buscar, alElegir: elegir, vacio: () => elegir(null) });
    return caja;
  }

  Object.assign(window.KitH, /** @satisfies {Partial<KitH>} */ ({ municipio, municipios, rotulo, selector }));
})();
