/* Con un toque, una brecha, un paso o una fuente pasa al tablero de compromisos del expediente, con su origen. */
(function () {
  "use strict";
  const E = window.KitExpediente;
  const { el, llano } = window.KitH;
  const reglas = window.KIT_DATOS.expediente;
  const TABLERO = "compromisos";
  const LARGOS = { que: 300, quien: 120, evidencia: 200 };
  /** @param {string} texto @param {number} largo */
  const caber = (texto, largo) => (texto.length > largo ? `${texto.slice(0, largo - 1)}…` : texto);

  /** @param {string} municipio @returns {Record<string, any>} */
  const tablero = (municipio) => E.seccion(municipio, TABLERO)?.estado || { compromisos: [] };

  /** @param {any} a @param {OrigenDeCompromiso | undefined} b */
  const mismoOrigen = (a, b) => !!a && !!b && a.herramienta === b.herramienta && a.id === b.id;

  /** El compromiso que ya está, por su origen o por su texto. @type {KitExpediente["compromisoDe"]} */
  const compromisoDe = (municipio, { que, origen }) =>
    tablero(municipio).compromisos.find(
      (/** @type {any} */ c) => mismoOrigen(c.origen, origen) || llano(c.que) === llano(caber(que, LARGOS.que)),
    ) || null;

  /** @type {KitExpediente["agregarCompromiso"]} */
  function agregarCompromiso(municipio, nuevo) {
    if (compromisoDe(municipio, nuevo)) return { hecho: true, repetido: true, id: null };
    const estado = tablero(municipio);
    const { compromisos } = estado;
    if (compromisos.length >= reglas.maximo_compromisos) return { hecho: false, razon: "lleno", problema: LLENO };
    const id = compromisos.reduce((/** @type {number} */ n, /** @type {any} */ c) => Math.max(n, c.id), 0) + 1;
    const compromiso = {
      id,
      sesion: nuevo.sesion || "",
      que: caber(nuevo.que, LARGOS.que),
      quien: caber(nuevo.quien || "", LARGOS.quien),
      fecha: "",
      primera: "",
      cumplido: "",
      evidencia: caber(nuevo.evidencia || "", LARGOS.evidencia),
      estado: "por_hacer",
      ...(nuevo.origen ? { origen: nuevo.origen } : {}),
    };
    const hecho = E.guardar(municipio, TABLERO, { ...estado, compromisos: [...compromisos, compromiso] });
    return hecho.hecho === false ? hecho : { hecho: true, repetido: false, id };
  }
  const LLENO = `el tablero ya tiene ${reglas.maximo_compromisos} compromisos`;

  /** @type {KitExpediente["quitarCompromisos"]} */
  function quitarCompromisos(municipio, ids) {
    const estado = tablero(municipio);
    const quedan = estado.compromisos.filter((/** @type {any} */ c) => !ids.includes(c.id));
    const solo = Object.keys(estado).length === 1 && !quedan.length;
    return E.guardar(municipio, TABLERO, solo ? null : { ...estado, compromisos: quedan });
  }

  /** @type {KitExpediente["enlaceDeOrigen"]} */
  function enlaceDeOrigen(origen, municipio) {
    const m = municipio ? `m=${municipio}&` : "";
    return `../${origen.herramienta}/index.html#${m}v=${encodeURIComponent(origen.id)}`;
  }

  /** @param {DondeSeAvisa} app */
  const codigoDe = (app) => (app.municipio ? app.municipio.codigo : "");

  /** @param {DondeSeAvisa} app */
  const alTablero = (app) => `../compromisos/index.html${app.municipio ? `#m=${app.municipio.codigo}` : ""}`;

  /** Agrega varios y lo dice, con su «Deshacer». @type {KitExpediente["llevar"]} */
  function llevar(app, nuevos, alTerminar = () => {}) {
    const codigo = codigoDe(app);
    const hechos = nuevos.map((n) => agregarCompromiso(codigo, n));
    const problema = hechos.map((h) => (h.hecho === false ? h.problema : "")).find(Boolean) || "";
    const ids = hechos.flatMap((h) => (h.hecho && h.id !== null ? [h.id] : []));
    const repetidos = hechos.filter((h) => h.hecho && h.repetido).length;
    app.avisar(decir(app, nuevos, { sumados: ids.length, ya: repetidos, problema }), problema !== "");
    const deshacer = () => {
      quitarCompromisos(codigo, ids);
      app.avisar(ids.length === 1 ? "Se quitó del tablero." : "Se quitaron del tablero.");
      alTerminar();
    };
    const partes = [el("a", { href: alTablero(app) }, "Ponerle responsable y fecha")];
    if (ids.length) app.agregarAlAviso(el("button", { type: "button", onclick: deshacer }, "Deshacer"), ...partes);
    else if (repetidos) app.agregarAlAviso(...partes);
    alTerminar();
  }

  /**
   * @param {DondeSeAvisa} app @param {CompromisoNuevo[]} nuevos
   * @param {{sumados: number, ya: number, problema: string}} hecho
   */
  function decir(app, nuevos, { sumados, ya, problema }) {
    const donde = app.municipio ? `los compromisos de ${app.municipio.nombre}` : "los compromisos, sin municipio";
    const uno = nuevos.length === 1;
    const sumo = uno ? `Pasó a ${donde}: «${nuevos[0].que.replace(/\.$/, "")}».` : `Pasaron ${sumados} a ${donde}.`;
    const estaba = uno ? `Ya estaba en ${donde}.` : `${ya} ya ${ya === 1 ? "estaba" : "estaban"}.`;
    const partes = [sumados ? sumo : "", ya ? estaba : "", problema ? `No se guardó: ${problema}.` : ""];
    return `${partes.filter(Boolean).join(" ")} `;
  }

  /**
   * El botón de una brecha, un paso o una fuente; si ya está en el tablero, el enlace a él.
   * @type {KitExpediente["boton"]}
   */
  function boton(app, nuevo, rotulo = "Pasar a compromiso") {
    const caja = el("span", { class: "a-compromiso herramienta-no-impreso" });
    const oculto = el("span", { class: "solo-lector" }, ` «${nuevo.que}»`);
    const alTocar = () =>
      llevar(app, [nuevo], () => {
        pintar();
        /** @type {HTMLElement} */ (caja.firstElementChild).focus();
      });
    const pintar = () =>
      caja.replaceChildren(
        compromisoDe(codigoDe(app), nuevo)
          ? el("a", { href: alTablero(app) }, "En compromisos", oculto)
          : el("button", { type: "button", onclick: alTocar }, rotulo, oculto),
      );
    pintar();
    return caja;
  }

  Object.assign(
    E,
    /** @satisfies {Partial<KitExpediente>} */ ({
      agregarCompromiso,
      boton,
      compromisoDe,
      enlaceDeOrigen,
      llevar,
      quitarCompromisos,
    }),
  );
})();
