/* Las pestañas de «Mi base»: cada capacidad declara su panel y aquí se pinta cuando se mira. */
(function () {
  "use strict";
  const { contar, el, poner } = window.KitH;
  const mia = (window.KitMiBase = window.KitMiBase || /** @type {KitMiBase} */ ({}));
  /** @type {PanelDeMiBase[]} */
  const declarados = [];
  /** Los que ya se pintaron con lo que hoy hay abierto. @type {Map<string, HTMLElement>} */
  const pintados = new Map();
  const barra = el("div", { class: "mi-base-pestanas", role: "tablist", "aria-label": "Qué hacer con la base" });
  const lugar = el("div", { class: "mi-base-paneles" });
  /** @type {string | null} */
  let mirado = null;

  /** @type {KitMiBase["panel"]} */
  function panel(propio) {
    declarados.push(propio);
    declarados.sort((a, b) => a.orden - b.orden);
  }

  /** @param {PanelDeMiBase} p @param {ContextoDeMiBase} ctx */
  const alcanza = (p, ctx) => ctx.bases.length >= (p.necesita || 1);

  /** Si en este modo se puede mirar. @param {PanelDeMiBase} p @param {ContextoDeMiBase} ctx */
  const cabeEn = (p, { modo }) => modo === "interno" || Boolean(p.publicable);

  /** @param {PanelDeMiBase} p @param {ContextoDeMiBase} ctx */
  function contenido(p, ctx) {
    if (alcanza(p, ctx)) return [p.publicable ? null : rotulo(), p.pintar(ctx)];
    const faltan = (p.necesita || 1) - ctx.bases.length;
    return el(
      "p",
      { class: "herramienta-vacio" },
      `Abra ${contar(faltan, "base más", "bases más")} para usar esta parte.`,
    );
  }

  /** Va con lo que trae cifras exactas, también impreso. */
  const rotulo = () =>
    el("p", { class: "mi-base-interno" }, el("b", {}, "Interno, no publicar."), " Trae cifras exactas de la base.");

  /** @param {PanelDeMiBase} p @param {ContextoDeMiBase} ctx */
  function mostrar(p, ctx) {
    mirado = p.id;
    barra.querySelectorAll("button").forEach((boton) => {
      const suyo = boton.id === `mi-base-pestana-${p.id}`;
      boton.setAttribute("aria-selected", String(suyo));
      boton.tabIndex = suyo ? 0 : -1;
    });
    if (!pintados.has(p.id)) {
      const atributos = { role: "tabpanel", id: `mi-base-panel-${p.id}`, "aria-labelledby": `mi-base-pestana-${p.id}` };
      pintados.set(p.id, el("section", { ...atributos, tabindex: "0" }, contenido(p, ctx)));
    }
    poner(lugar, pintados.get(p.id));
  }

  /** Las flechas pasan de una pestaña a otra, como en cualquier lista de pestañas. @param {KeyboardEvent} evento */
  function conFlechas(evento) {
    const paso = { ArrowRight: 1, ArrowLeft: -1 }[evento.key];
    if (!paso) return;
    const botones = [...barra.querySelectorAll("button")];
    const aqui = botones.findIndex((b) => b === document.activeElement);
    const otro = botones[(aqui + paso + botones.length) % botones.length];
    otro.focus();
    otro.click();
  }
  barra.addEventListener("keydown", conFlechas);

  /** @param {PanelDeMiBase} p @param {ContextoDeMiBase} ctx */
  const pestana = (p, ctx) =>
    el(
      "button",
      {
        type: "button",
        role: "tab",
        id: `mi-base-pestana-${p.id}`,
        "aria-controls": `mi-base-panel-${p.id}`,
        onclick: () => mostrar(p, ctx),
      },
      p.titulo,
    );

  /** Las pestañas con lo que hoy hay abierto. @type {KitMiBase["pintarPaneles"]} */
  function pintarPaneles(ctx) {
    const antes = new Map(pintados);
    pintados.clear();
    declarados.forEach((p) => {
      const nodo = antes.get(p.id);
      if (!nodo || !p.alCambiarDeBase || !alcanza(p, ctx)) return;
      // El que no cabe en este modo se guarda como está, fuera de la página, para cuando se vuelva.
      if (cabeEn(p, ctx)) p.alCambiarDeBase(ctx);
      pintados.set(p.id, nodo);
    });
    const visibles = declarados.filter((p) => cabeEn(p, ctx));
    poner(
      barra,
      visibles.map((p) => pestana(p, ctx)),
    );
    const visible = visibles.find((p) => p.id === mirado) || visibles[0];
    if (visible) mostrar(visible, ctx);
    return [barra, lugar];
  }

  Object.assign(mia, /** @satisfies {Partial<KitMiBase>} */ ({ panel, pintarPaneles }));
})();
