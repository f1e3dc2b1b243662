/* «Mi base»: abre los archivos, dice con cuál se trabaja y reparte el contexto a los paneles. */
(function () {
  "use strict";
  const { el, municipio, numero, poner, rotulo, selector } = window.KitH;
  const { Zona, pedir, pintarPaneles } = window.KitMiBase;
  const caja = document.getElementById("herramienta");
  const aviso = el("p", { class: "herramienta-aviso", role: "status" });
  const cuerpo = el("div", { class: "herramienta-cuerpo mi-base-cuerpo" });
  const hueco = el("div");
  const NOMBRADOS = 3;
  /** @type {[valor: ContextoDeMiBase["modo"], texto: string][]} */
  const MODOS = [
    ["interno", "Todo, con cifras exactas (interno)"],
    ["publicable", "Solo lo que se puede publicar"],
  ];
  /** La primera es con la que se trabaja. @type {FichaDeBase[]} */
  let bases = [];
  /** @type {Municipio | null} */
  let elegido = null;
  /** @type {ContextoDeMiBase["modo"]} */
  let modo = "interno";

  /** @param {string} texto @param {boolean} [malo] */
  function avisar(texto, malo) {
    aviso.textContent = texto;
    aviso.classList.toggle("malo", Boolean(malo));
  }

  /** @param {HijoDeNodo[]} nodos */
  const agregarAlAviso = (...nodos) => aviso.append(...nodos.flatMap((n) => [/** @type {Node} */ (n), " "]));

  /** @param {ContextoDeMiBase["modo"]} nuevo */
  function cambiarModo(nuevo) {
    modo = nuevo;
    avisar("");
    pintar();
    // La casilla escogida se pintó otra vez: quien usa el teclado sigue en ella.
    document.getElementById(`mi-base-modo-${nuevo}`)?.focus();
  }

  /** @returns {ContextoDeMiBase} */
  const contexto = () => ({ bases, municipio: elegido, modo, pedir, avisar, agregarAlAviso, cambiarModo });

  function pintar() {
    zona.pintar(bases, modo);
    poner(cuerpo, bases.length ? [modos(), deOtroMunicipio(bases[0]), pintarPaneles(contexto())] : vacio());
  }

  /** La base no trae a nadie del municipio escogido: el acto y los compromisos saldrían a nombre de otro.
   * @param {FichaDeBase} ficha */
  function deOtroMunicipio({ municipios }) {
    if (!elegido || !municipios.length || municipios.includes(elegido.codigo)) return null;
    const propios = municipios.map((codigo) => municipio(codigo));
    const nombres = propios.slice(0, NOMBRADOS).map((m, i) => rotulo(m) || municipios[i]);
    const demas = municipios.length > NOMBRADOS ? ` y ${numero(municipios.length - NOMBRADOS)} más` : "";
    const [unico] = propios.length === 1 ? propios : [null];
    const usar = () => {
      elegido = unico;
      pintarSelector();
      pintar();
    };
    return el(
      "p",
      { class: "aviso", role: "status" },
      `La base no trae hogares de ${rotulo(elegido)}: es de ${nombres.join("; ")}${demas}. Los documentos y los ` +
        `compromisos saldrían a nombre de ${elegido.nombre}. `,
      unico ? el("button", { type: "button", onclick: usar }, `Usar ${unico.nombre}`) : null,
    );
  }

  /** Qué se ve: todo, o solo lo que se puede mostrar a otros (al proyectar, al imprimir). */
  const modos = () =>
    el(
      "fieldset",
      { class: "mi-base-modo herramienta-no-impreso" },
      el("legend", {}, "Qué se ve"),
      MODOS.map(([valor, texto]) =>
        el(
          "label",
          {},
          el("input", {
            type: "radio",
            name: "mi-base-modo",
            id: `mi-base-modo-${valor}`,
            checked: valor === modo,
            onchange: () => cambiarModo(valor),
          }),
          texto,
        ),
      ),
    );

  const vacio = () =>
    el(
      "p",
      { class: "herramienta-vacio" },
      "Abra el CSV del Sisbén de su municipio. Se lee en este equipo: no se guarda ni se envía.",
    );

  /** Si todos los hogares son de un municipio del país, es el de la página. @param {FichaDeBase} ficha */
  function tomarMunicipio({ municipios }) {
    const unico = municipios.length === 1 ? municipio(municipios[0]) : null;
    if (!unico || elegido) return;
    elegido = unico;
    pintarSelector();
  }

  function pintarSelector() {
    /** @param {string} codigo */
    const elegir = (codigo) => {
      elegido = municipio(codigo);
      pintar();
    };
    poner(hueco, selector(elegir, elegido && elegido.codigo));
  }

  const zona = new Zona({
    avisar,
    alAbrir(ficha) {
      bases = [ficha, ...bases];
      tomarMunicipio(ficha);
      pintar();
      const cuanto = `: ${numero(ficha.hogares)} hogares en ${numero(ficha.filas)} filas`;
      avisar(`«${ficha.nombre}»${modo === "interno" ? cuanto : " está abierta"}.`);
    },
    async alQuitar(id) {
      await pedir("quitar", { id });
      bases = bases.filter((b) => b.id !== id);
      pintar();
      avisar("La base se quitó de la memoria.");
      zona.elegir.focus();
    },
    alActivar(id) {
      bases.sort((a, b) => Number(b.id === id) - Number(a.id === id));
      pintar();
    },
  });

  window.KitMiBase.alCaer = () => {
    const habia = bases.length > 0;
    bases = [];
    pintar();
    if (habia) avisar("No alcanzó la memoria de este navegador y las bases se cerraron. Ábralas otra vez.", true);
  };

  pintarSelector();
  caja.replaceChildren(hueco, zona.nodo, aviso, cuerpo, window.KitAyudas.deLaBase());
  pintar();
})();
