/* El panel «Publicar» de Mi base: con la clave y la bitácora de la entidad, lo mismo que
   `kit incidencia --modo publicable`. Nada queda en el navegador. */

(function () {
  "use strict";
  const { el, poner } = window.KitH;
  const mio = window.KitPublicar;

  /** La hora de ahora en UTC, como la escribe la orden. */
  const ahora = () => `${new Date().toISOString().slice(0, 19)}+00:00`;

  /** Una frase que empieza en mayúscula y termina en punto. @param {string} texto */
  const oracion = (texto) => texto.replace(/^\p{Ll}/u, (letra) => letra.toUpperCase()).replace(/[^.!?…]$/u, "$&.");

  /**
   * Lo que salió mal, en una frase y qué hacer; lo que no es un error de lo pedido sigue su camino.
   * @param {unknown} error
   * @param {string} [archivo]
   */
  function frasesDe(error, archivo) {
    const { problema, queHacer } = /** @type {{problema?: string, queHacer?: string}} */ (error);
    if (!problema) throw error;
    return [
      el("p", {}, el("b", {}, oracion(archivo ? `«${archivo}»: ${problema}` : problema))),
      el("p", {}, oracion(String(queHacer))),
    ];
  }

  /**
   * @param {(foco?: string) => void} repintar
   * @param {HTMLElement} dicho
   * @returns {PanelDePublicar}
   */
  function nuevoPanel(repintar, dicho) {
    let estado = mio.inicial();
    /** @type {PanelDePublicar} */
    const panel = {
      estado: () => estado,
      columnas: [],
      cambiar(nuevo, foco) {
        estado = nuevo;
        repintar(foco);
      },
      async intentar(hacer, archivo) {
        poner(dicho);
        try {
          await hacer();
        } catch (error) {
          poner(dicho, frasesDe(error, archivo));
        }
      },
      olvidar() {
        const { columna, redondeo, minimo, nulos } = estado;
        panel.cambiar({ ...mio.inicial(), columna, redondeo, minimo, nulos }, "publicar-clave");
      },
    };
    return panel;
  }

  /** @param {PanelDePublicar} panel @param {ContextoDeMiBase} ctx @param {string} base */
  const preparar = (panel, ctx, base) =>
    panel.intentar(async () => {
      const { columna, clave, bitacora, redondeo, minimo, nulos } = panel.estado();
      const pedido = { base, columna, clave, bitacora: bitacora || "", redondeo, minimo, nulos };
      const deLaPagina = { fecha: ahora(), practica: false, kit: window.KIT_DATOS.kit };
      const hecha = await ctx.pedir("publicable", { ...pedido, ...deLaPagina });
      panel.cambiar(mio.conLoHecho(panel.estado(), hecha), "publicar-preparada");
    });

  /** @param {string[]} falta @param {() => void} alOprimir */
  const botonDePreparar = (falta, alOprimir) =>
    el(
      "p",
      { class: "publicar-preparar" },
      el(
        "button",
        { type: "button", class: "principal", id: "publicar-preparar", disabled: falta.length > 0, onclick: alOprimir },
        "Preparar la publicación",
      ),
      falta.length ? el("small", {}, ` Falta: ${falta.join("; ")}.`) : null,
    );

  /**
   * El panel de la base que esté abierta.
   * @param {ContextoDeMiBase} ctx
   */
  function pintar(ctx) {
    const [base] = ctx.bases;
    if (!base) return el("p", { class: "herramienta-vacio" }, "Abra una base para publicar.");
    const cuerpo = el("div", { class: "publicar" });
    const dicho = el("div", { class: "publicar-dicho", role: "alert" });
    const panel = nuevoPanel(repintar, dicho);

    /** @param {string} [foco] */
    function repintar(foco) {
      const enfocado = foco || document.activeElement?.id;
      poner(
        cuerpo,
        mio.queSePublica(panel),
        mio.laClave(panel),
        mio.laBitacora(panel),
        botonDePreparar(mio.loQueFalta(panel.estado()), () => preparar(panel, ctx, base.id)),
        dicho,
        mio.resultado(panel),
      );
      if (enfocado) document.getElementById(enfocado)?.focus();
    }

    panel.intentar(async () => {
      panel.columnas = await ctx.pedir("publicable_columnas", { base: base.id });
      repintar();
    });
    repintar();
    return cuerpo;
  }

  window.KitMiBase.panel({ id: "publicar", titulo: "Publicar", orden: 60, necesita: 1, pintar });
})();
