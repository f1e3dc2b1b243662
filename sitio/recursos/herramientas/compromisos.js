/* Tablero de compromisos: lo acordado en las sesiones, lo vencido y los indicadores. */
(function () {
  "use strict";
  const { el, numero, poner, porcentaje, rotulo } = window.KitH;
  const { columnasDeSesion, cumplimiento } = window.KitCalculos;
  const T = window.KitTablero;
  const reglas = window.KIT_DATOS.seguimiento;
  const abiertos = new Set();
  let cuentas, lista, nota, indicadores;
  let tocado = null;

  const contar = (estado) => cumplimiento(estado.compromisos, T.hoy(), reglas.dias_proximos);

  function editar(app, id, cambio) {
    const compromisos = app.estado.compromisos.map((c) => {
      if (c.id !== id) return c;
      const nuevo = { ...c, ...cambio };
      if (cambio.estado) nuevo.cumplido = cambio.estado === "hecho" ? c.cumplido || T.hoy() : "";
      // La primera fecha que se escribe es la acordada; las siguientes la reprograman.
      if (cambio.fecha !== undefined && !c.primera) nuevo.primera = cambio.fecha;
      return nuevo;
    });
    tocado = id;
    app.cambiar({ compromisos });
    tocado = null;
  }

  const codigoDe = (app) => (app.municipio ? app.municipio.codigo : "");

  const recordarAbiertos = () =>
    lista.querySelectorAll(".tablero-compromiso").forEach((li) => {
      if (li.querySelector("details").open) abiertos.add(Number(li.dataset.id));
      else abiertos.delete(Number(li.dataset.id));
    });

  /* Pinta la lista; si lo que cambió es un compromiso que está a la vista, solo ese y sin moverlo. */
  function pintarLista(app, visibles) {
    const suyo = tocado && lista.querySelector(`[data-id="${tocado}"]`);
    if (suyo) {
      T.refrescar(
        suyo,
        app.estado.compromisos.find((c) => c.id === tocado),
        codigoDe(app),
      );
      return;
    }
    recordarAbiertos();
    poner(
      lista,
      visibles.map((c) =>
        T.renglon(c, {
          abiertos,
          municipio: codigoDe(app),
          editar: (id, cambio) => editar(app, id, cambio),
          quitar: (id) => quitar(app, id),
        }),
      ),
    );
  }

  function agregar(app) {
    const id = T.siguiente(app.estado.compromisos);
    abiertos.add(id);
    app.cambiar({
      filtro: T.inicial().filtro,
      compromisos: [
        ...app.estado.compromisos,
        {
          id,
          sesion: app.estado.filtro.sesion,
          que: "",
          quien: "",
          fecha: "",
          primera: "",
          cumplido: "",
          evidencia: "",
          estado: reglas.estados[0].id,
        },
      ],
    });
    app.repintar();
    document.getElementById(`compromiso-que-${id}`).focus();
  }

  function quitar(app, id) {
    const antes = app.estado.compromisos;
    app.cambiar({ compromisos: antes.filter((c) => c.id !== id) });
    app.avisar("Se quitó un compromiso. ");
    document.querySelector(".herramienta-aviso").append(
      el(
        "button",
        {
          type: "button",
          id: "tablero-deshacer",
          onclick: () => {
            app.cambiar({ compromisos: antes });
            app.avisar("Se recuperó el compromiso.");
          },
        },
        "Deshacer",
      ),
    );
    document.getElementById("tablero-deshacer").focus();
  }

  function importar(app, evento) {
    const archivo = evento.target.files[0];
    evento.target.value = "";
    if (!archivo) return;
    T.importar(archivo, app)
      .then((hecho) => {
        if (!hecho.municipio) return hecho;
        // El municipio del acta pasa a ser el del tablero si no tenía: se suma a lo que ya estaba guardado de él.
        app.escoger(hecho.municipio.codigo);
        return T.importar(archivo, app);
      })
      .then(({ compromisos, sesiones, visita, texto }) => {
        app.cambiar({ compromisos, sesiones, visita, filtro: T.inicial().filtro });
        app.repintar();
        app.avisar(texto);
      })
      .catch((error) => app.avisar(error.message, true));
  }

  function filtros(app) {
    const cambiar = (cambio) => app.cambiar({ filtro: { ...app.estado.filtro, ...cambio } });
    const lista = (id, rotulado, clave, opciones) =>
      el(
        "div",
        { class: "herramienta-campo" },
        el("label", { for: id }, rotulado),
        el(
          "select",
          { id, onchange: (e) => cambiar({ [clave]: e.target.value }) },
          opciones.map(([valor, nombre]) =>
            el("option", { value: valor, selected: valor === app.estado.filtro[clave] }, nombre),
          ),
        ),
      );
    return el(
      "form",
      {
        class: "tablero-filtros herramienta-no-impreso",
        onsubmit: (e) => e.preventDefault(),
        role: "search",
        "aria-label": "Filtrar compromisos",
      },
      lista("tablero-estado", "Mostrar", "estado", T.FILTROS),
      lista("tablero-sesion", "Sesión", "sesion", [["", "Todas"], ...T.CLAVES.map((c) => [c, T.nombreDeSesion(c)])]),
      el(
        "div",
        { class: "herramienta-campo" },
        el("label", { for: "tablero-texto" }, "Buscar"),
        el("input", {
          id: "tablero-texto",
          type: "search",
          maxlength: 120,
          placeholder: "Responsable o palabra",
          value: app.estado.filtro.texto,
          oninput: (e) => cambiar({ texto: e.target.value }),
        }),
      ),
    );
  }

  function pintar(app) {
    if (lista) recordarAbiertos();
    cuentas = el("div", { class: "tablero-cuentas", "aria-live": "polite" });
    nota = el("p", { class: "aclaracion" });
    lista = el("ul", { class: "tablero-lista" });
    indicadores = el("div");
    const archivo = el("input", {
      type: "file",
      id: "tablero-importar",
      class: "solo-lector",
      tabindex: "-1",
      accept: ".xlsx,.docx,.csv,.txt,.json",
      "aria-label": "Acta para importar",
      onchange: (e) => importar(app, e),
    });
    const anotar = (clave, cambio) =>
      app.cambiar({ sesiones: { ...app.estado.sesiones, [clave]: { ...app.estado.sesiones[clave], ...cambio } } });
    return [
      el("section", { class: "herramienta-resultado", "aria-label": "Cómo va" }, cuentas),
      el(
        "div",
        { class: "tablero-acciones herramienta-no-impreso", role: "group", "aria-label": "Compromisos" },
        el("button", { type: "button", class: "principal", onclick: () => archivo.click() }, "Importar acta"),
        archivo,
        el("button", { type: "button", onclick: () => agregar(app) }, "Agregar compromiso"),
        el("button", { type: "button", onclick: () => bajarExcel(app) }, "Descargar Excel"),
        el("button", { type: "button", onclick: () => T.bajarCalendario(app) }, "Descargar calendario"),
      ),
      el("h2", {}, "Compromisos"),
      filtros(app),
      nota,
      lista,
      el("h2", {}, "Sesiones e indicadores"),
      el("p", { class: "aclaracion herramienta-no-impreso" }, reglas.aviso),
      el(
        "div",
        { class: "herramienta-dos-columnas tablero-sesiones" },
        el(
          "form",
          { class: "herramienta-no-impreso", onsubmit: (e) => e.preventDefault() },
          T.CLAVES.map((c) => T.controlesDeSesion(c, app.estado, anotar)),
          T.controlesDeVisita(app.estado, (cambio) => app.cambiar({ visita: { ...app.estado.visita, ...cambio } })),
        ),
        indicadores,
      ),
    ];
  }

  const teja = (valor, texto, clase) => el("div", { class: clase || null }, el("b", {}, valor), el("span", {}, texto));

  function actualizar(app) {
    const n = contar(app.estado);
    const visibles = T.visibles(app.estado, T.hoy());
    poner(
      cuentas,
      teja(`${n.hechos} de ${n.total}`, `hechos${n.avance === null ? "" : ` (${porcentaje(n.avance, 0)})`}`),
      teja(numero(n.vencidos), n.vencidos === 1 ? "vencido" : "vencidos", n.vencidos ? "malo" : ""),
      teja(numero(n.proximos), `${n.proximos === 1 ? "vence" : "vencen"} en ${reglas.dias_proximos} días`),
      teja(
        n.cumplidos_a_tiempo === null ? "sin dato" : porcentaje(n.cumplidos_a_tiempo, 0),
        n.exigibles
          ? `a tiempo: ${n.a_tiempo} de ${n.exigibles} con fecha pasada`
          : "a tiempo: ninguna fecha ha pasado",
      ),
    );
    nota.textContent = !app.estado.compromisos.length
      ? "Todavía no hay compromisos: importe el acta de una sesión o agregue el primero."
      : visibles.length === app.estado.compromisos.length
        ? numero(visibles.length) +
          (visibles.length === 1 ? " compromiso." : " compromisos, primero lo que vence antes.")
        : `Se muestran ${visibles.length} de ${app.estado.compromisos.length}.`;
    pintarLista(app, visibles);
    poner(indicadores, T.tablaDeIndicadores(app.estado, n));
  }

  const resumen = (app) => {
    const n = contar(app.estado);
    return n.total
      ? `${n.hechos} de ${n.total} hechos, ${n.vencidos}${n.vencidos === 1 ? " vencido" : " vencidos"}`
      : "";
  };

  const filasDeIndicadores = (app) => {
    const v = T.valoresDeIndicadores(app.estado, contar(app.estado));
    return reglas.indicadores.map((i) => [
      i.nombre,
      T.escribirIndicador(i, v[i.id] === undefined ? null : v[i.id]),
      i.formula,
      i.fuente,
      i.periodicidad,
    ]);
  };
  const todos = (app) => T.visibles({ ...app.estado, filtro: T.inicial().filtro }, T.hoy());

  const csv = (app) => [
    T.encabezado(codigoDe(app)),
    [],
    ["Indicador", "Valor", "Cómo se calcula", "Fuente", "Cada cuánto"],
    ...filasDeIndicadores(app),
    [],
    ...T.filasDelTablero(app.estado, todos(app)),
  ];

  const filaDeTexto = (celdas) => ({ celdas, e: "texto" });
  const hojaDeSesiones = (app, comunes, portada) => ({
    ...comunes,
    nombre: "Sesiones",
    anchos: [28, 9, 13, 12, 12, 13, 13, 12, 11, 11, 11, 26, 26],
    combinar: ["A1:M1", "A2:M2"],
    filas: [
      ...portada("Sesiones"),
      { celdas: columnasDeSesion(), e: "cabeza" },
      ...T.filasDeSesiones(app.estado).map(filaDeTexto),
      { celdas: [] },
      { celdas: T.COLUMNAS_DE_VISITA, e: "cabeza" },
      filaDeTexto(T.filaDeVisita(app.estado)),
    ],
  });

  function bajarExcel(app) {
    const donde = app.municipio ? `${rotulo(app.municipio)} (${app.municipio.codigo})` : "";
    const portada = (titulo) => [
      { celdas: [{ v: titulo, e: "titulo" }], alto: 26 },
      { celdas: [{ v: [donde, `corte ${T.hoy()}`].filter(Boolean).join(" · "), e: "nota" }] },
      { celdas: [] },
    ];
    const fila = (celdas) => ({ celdas, e: "texto" });
    const comunes = {
      inmovil: 4,
      repetir: 4,
      horizontal: true,
      pie: ["Tablero de compromisos", donde].filter(Boolean).join(" · "),
    };
    const lista = todos(app);
    const hojas = [
      {
        ...comunes,
        nombre: "Compromisos",
        anchos: [6, 44, 24, 13, 36, 14, 13, 26, 15],
        combinar: ["A1:I1", "A2:I2"],
        filas: [
          ...portada("Compromisos"),
          { celdas: T.COLUMNAS, e: "cabeza" },
          ...lista.map((c, i) =>
            fila(
              T.filaDeCompromiso(c, i).map((v, j) =>
                j === 0 ? { v, e: "orden" } : [3, 6, 8].includes(j) ? { v, e: "fecha" } : v,
              ),
            ),
          ),
        ],
        validaciones: [
          {
            rango: `F5:F${5 + Math.max(lista.length, 20)}`,
            lista: reglas.estados.map((e) => e.nombre),
            aviso: "Elija un estado de la lista.",
          },
        ],
      },
      {
        ...comunes,
        nombre: "Indicadores",
        anchos: [32, 14, 60, 36, 26],
        combinar: ["A1:E1", "A2:E2"],
        filas: [
          ...portada("Indicadores de la asistencia"),
          { celdas: ["Indicador", "Valor", "Cómo se calcula", "Fuente", "Cada cuánto"], e: "cabeza" },
          ...filasDeIndicadores(app).map(fila),
        ],
      },
      hojaDeSesiones(app, comunes, portada),
    ];
    const nombre = app.nombreDeArchivo("xlsx");
    window.KitDocumentos.bajarLibro(nombre, { titulo: "Tablero de compromisos", hojas }).then(
      () => app.avisar(`Se descargó «${nombre}».`),
      (error) => app.avisar(error.message, true),
    );
  }

  window.KitH.abrir({
    id: "compromisos",
    nombre: "Tablero de compromisos",
    version: 1,
    inicial: T.inicial,
    leer: T.leer,
    pintar,
    actualizar,
    csv,
    resumen,
  });
})();
