/* Preparador de sesión: municipio y sesión → agenda, cuadernillo y acta, impresos, en Word o en Excel. */
(function () {
  "use strict";
  const { descargar, el, exigir, poner, rotulo } = window.KitH;
  const { calendarioIcs, repartirMinutos, horas, cuadernillo } = window.KitCalculos;
  const { partes, PARTES, nombreDeSesion } = window.KitPartes;
  const { sesiones, compra_local: compra } = window.KIT_DATOS.sesiones;
  const reglas = window.KIT_DATOS.seguimiento;
  const P = window.KitPreparador;
  const { CAMPOS, CLAVES, cabe, compromisos, habitual } = P;
  const abiertas = new Set(["agenda"]);
  let papel, duracion, notaAgenda, lista;

  const inicial = () => ({
    sesion: CLAVES[0],
    fecha: "",
    hora: "08:00",
    duracion: null,
    lugar: "",
    facilita: "",
    convocados: 15,
    sin: [],
    compromisos: {},
  });

  /* Todo lo que las partes necesitan, en un solo objeto. */
  function preparada(app) {
    const { estado, municipio } = app;
    const sesion = sesiones[estado.sesion];
    const total = estado.duracion || habitual(estado.sesion);
    const minutos = repartirMinutos(
      total,
      sesion.agenda.map((m) => m[1]),
      reglas.paso_minutos,
    );
    const marcas = horas(estado.hora, minutos);
    return {
      estado,
      municipio,
      sesion,
      compra,
      duracion: total,
      fin: marcas[marcas.length - 1],
      compromisos: compromisos(estado),
      estados: reglas.estados,
      momentos: sesion.agenda.map(([nombre, , que], i) => ({ nombre, que, minutos: minutos[i], hora: marcas[i] })),
      cifras: municipio ? cuadernillo(window.KIT_DATOS.cuadernillo, municipio.codigo) : null,
      nombreDeEstado: (id) => reglas.estados.find((e) => e.id === id).nombre,
    };
  }

  function elegirSesion(app, clave) {
    app.cambiar({ sesion: clave, duracion: null });
    duracion.control.value = P.habitual(clave);
    P.pintarCompromisos(app, lista);
    duracion.validar();
  }

  function controles(app) {
    duracion = P.duracion(app);
    return [
      P.elegirSesion(app, (clave) => elegirSesion(app, clave)),
      P.cuandoYDonde(app, duracion, () => P.pintarCompromisos(app, lista)),
      P.queLleva(app),
    ];
  }

  function nombre(app, extension) {
    const partes = ["sesion", sesiones[app.estado.sesion].numero, app.municipio && app.municipio.codigo];
    return `${partes.filter(Boolean).join("-")}.${extension}`;
  }

  const producir = (app, tarea, extension, despues) =>
    tarea.then(
      () => app.avisar(`Se descargó «${nombre(app, extension)}»: ${despues}`),
      (error) => app.avisar(error.message, true),
    );

  function bajarWord(app) {
    const s = preparada(app);
    const datos = {
      titulo: nombreDeSesion(s.sesion),
      pie: [nombreDeSesion(s.sesion), rotulo(s.municipio)].filter(Boolean).join(" · "),
      bloques: partes(s).flatMap((p) => p.bloques),
    };
    const tarea = window.KitDocumentos.bajarWord(nombre(app, "docx"), "informe", datos);
    return producir(app, tarea, "docx", "ábralo en Word o LibreOffice y cámbiele lo que quiera.");
  }

  function bajarExcel(app) {
    const s = preparada(app);
    const tarea = window.KitDocumentos.bajarLibro(nombre(app, "xlsx"), window.KitLibro.libro(s, partes(s)));
    return producir(app, tarea, "xlsx", "la hoja «Compromisos» se importa después en el tablero.");
  }

  /* La cita de la sesión, con su hora, para el calendario de quien la recibe. */
  function bajarCalendario(app) {
    const s = preparada(app);
    if (!s.estado.fecha) {
      app.avisar("La sesión no tiene fecha: escríbala en «Cuándo y dónde» y vuelva a descargar.", true);
      return;
    }
    const cita = {
      llave: `${s.municipio ? s.municipio.codigo : ""}|sesion|${s.estado.sesion}`,
      titulo: [nombreDeSesion(s.sesion), rotulo(s.municipio)].filter(Boolean).join(" · "),
      fecha: s.estado.fecha,
      hora: s.estado.hora,
      minutos: s.duracion,
      lugar: s.estado.lugar,
      detalle: s.sesion.objetivo.replace(/\*/g, ""),
      avisoDias: 1,
    };
    descargar(nombre(app, "ics"), calendarioIcs([cita], new Date().toISOString()), "text/calendar");
    app.avisar(`Se descargó «${nombre(app, "ics")}»: ábralo con su calendario o envíelo a los convocados.`);
  }

  function pintar(app) {
    papel = el("section", { class: "herramienta-resultado preparador-hojas", "aria-label": "Documentos de la sesión" });
    lista = el("div");
    notaAgenda = el("p", { class: "preparador-resumen", "aria-live": "polite" });
    const llevar = el(
      "div",
      { class: "preparador-llevar herramienta-no-impreso", role: "group", "aria-label": "Llevarse la sesión" },
      notaAgenda,
      el(
        "div",
        {},
        el("button", { type: "button", class: "principal", onclick: () => window.print() }, "Imprimir todo"),
        el("button", { type: "button", class: "principal", onclick: () => bajarWord(app) }, "Descargar Word"),
        el("button", { type: "button", class: "principal", onclick: () => bajarExcel(app) }, "Descargar Excel"),
        el("button", { type: "button", onclick: () => bajarCalendario(app) }, "Descargar calendario"),
        window.KitComunes.boton(app, {
          plantilla: "agenda",
          formato: "docx",
          titulo: "Agenda",
          datos: () => window.KitPartes.deLaAgenda(preparada(app)),
        }),
        window.KitComunes.boton(app, {
          plantilla: "acta",
          formato: "docx",
          titulo: "Acta",
          datos: () => window.KitPartes.delActa(preparada(app)),
        }),
      ),
    );
    const cuerpo = el(
      "div",
      { class: "preparador" },
      el(
        "form",
        { class: "herramienta-no-impreso", onsubmit: (e) => e.preventDefault() },
        controles(app),
        el(
          "details",
          { class: "herramienta-bloque" },
          el("summary", {}, "4. Compromisos del acta"),
          el(
            "p",
            { class: "aclaracion" },
            "Son ejemplos: cámbielos antes o después de la sesión. Con «Guardar» queda un archivo que el ",
            el("a", { href: "../compromisos/index.html" }, "tablero"),
            " importa.",
          ),
          lista,
        ),
      ),
      el("div", {}, llevar, papel),
    );
    P.pintarCompromisos(app, lista);
    return [cuerpo];
  }

  function resumen(app) {
    const s = preparada(app);
    return `${nombreDeSesion(s.sesion)}, de ${s.momentos[0].hora} a ${s.fin}`;
  }

  function actualizar(app) {
    const s = preparada(app);
    duracion.validar();
    const deQuien = app.municipio ? rotulo(app.municipio) : "Sin municipio: el cuadernillo sale sin cifras";
    const horario = `De ${s.momentos[0].hora} a ${s.fin}.`;
    poner(notaAgenda, el("b", {}, nombreDeSesion(s.sesion)), el("br"), `${deQuien}. ${horario}`);
    poner(
      papel,
      partes(s).map((p) =>
        window.KitPantalla.hoja(p, abiertas.has(p.id), (id, abierta) =>
          abierta ? abiertas.add(id) : abiertas.delete(id),
        ),
      ),
    );
  }

  function csv(app) {
    const s = preparada(app);
    return [
      [nombreDeSesion(s.sesion)],
      [s.municipio ? `${rotulo(s.municipio)} (${s.municipio.codigo})` : ""],
      [],
      ["hora", "momento", "qué se hace", "minutos"],
      ...s.momentos.map((m) => [m.hora, m.nombre, m.que, m.minutos]),
      [s.fin, "Fin", "", ""],
      [],
      ["N.º", "Qué", "Quién", "Cuándo", "Evidencia", "Estado"],
      ...s.compromisos.map((c, i) => [i + 1, c.que, c.quien, c.cuando, c.evidencia, s.nombreDeEstado(c.estado)]),
    ];
  }

  const FECHA = /^(\d{4}-\d{2}-\d{2})?$/;
  function compromiso(c) {
    exigir(
      c && Object.entries(CAMPOS).every(([k, n]) => typeof c[k] === "string" && c[k].length <= n),
      "a un compromiso le faltan datos",
    );
    exigir(
      typeof c.cuando === "string" && FECHA.test(c.cuando) && reglas.estados.some((e) => e.id === c.estado),
      "un compromiso trae una fecha o un estado que no existe",
    );
    return { que: c.que, quien: c.quien, cuando: c.cuando, evidencia: c.evidencia, estado: c.estado };
  }

  function leer(crudo) {
    exigir(crudo && CLAVES.includes(crudo.sesion), "no dice qué sesión es");
    exigir(
      ["fecha", "hora", "lugar", "facilita"].every((k) => typeof crudo[k] === "string" && crudo[k].length <= 120) &&
        FECHA.test(crudo.fecha) &&
        /^([01]\d|2[0-3]):[0-5]\d$/.test(crudo.hora),
      "la fecha, la hora o el lugar no corresponden",
    );
    exigir(crudo.duracion === null || cabe(crudo.duracion), "la duración no corresponde");
    exigir(
      Number.isInteger(crudo.convocados) && crudo.convocados >= 5 && crudo.convocados <= 60,
      "el número de filas de la lista no corresponde",
    );
    exigir(
      Array.isArray(crudo.sin) && crudo.sin.every((id) => PARTES.some((p) => p.id === id)),
      "trae partes que no existen",
    );
    exigir(
      crudo.compromisos &&
        typeof crudo.compromisos === "object" &&
        Object.entries(crudo.compromisos).every(([k, v]) => CLAVES.includes(k) && Array.isArray(v) && v.length <= 60),
      "los compromisos no corresponden",
    );
    return {
      ...inicial(),
      sesion: crudo.sesion,
      fecha: crudo.fecha,
      hora: crudo.hora,
      duracion: crudo.duracion,
      lugar: crudo.lugar,
      facilita: crudo.facilita,
      convocados: crudo.convocados,
      sin: [...crudo.sin],
      compromisos: Object.fromEntries(Object.entries(crudo.compromisos).map(([k, v]) => [k, v.map(compromiso)])),
    };
  }

  const alEnlace = (app, parametros) => {
    if (CLAVES.includes(parametros.get("s"))) app.estado.sesion = parametros.get("s");
  };

  // Al imprimir, todas las hojas abiertas (hay navegadores que no imprimen lo plegado).
  window.addEventListener("beforeprint", () =>
    papel.querySelectorAll("details").forEach((d) => {
      d.dataset.antes = d.open;
      d.open = true;
    }),
  );
  window.addEventListener("afterprint", () =>
    papel.querySelectorAll("details").forEach((d) => {
      d.open = d.dataset.antes === "true";
    }),
  );

  window.KitH.abrir({
    id: "preparador",
    nombre: "Preparador de sesión",
    version: 1,
    inicial,
    leer,
    pintar,
    actualizar,
    csv,
    resumen,
    alEnlace,
  });
})();
