/* El estado del tablero: qué se guarda, cómo se comprueba al abrirlo y cómo se filtra. */
(function () {
  "use strict";
  const { exigir, expediente, llano } = window.KitH;
  const { estaVencido, esProximo } = window.KitCalculos;
  const reglas = window.KIT_DATOS.seguimiento;
  const { sesiones } = window.KIT_DATOS.sesiones;
  const CLAVES = Object.keys(sesiones);
  const LARGOS = { que: 300, quien: 120, evidencia: 200 };
  const FECHA = /^(\d{4}-\d{2}-\d{2})?$/;
  const ENTEROS = ["convocados", "asistentes", "convocados_deciden", "asistentes_deciden", "presentaron"];
  const PUNTAJES = ["entrada", "salida"];
  const MAXIMO = 500;
  // Los estados y lo que se calcula de ellos, como filtros.
  const FILTROS = [
    ["todos", "Todos"],
    ["abiertos", "Abiertos"],
    ["vencidos", "Vencidos"],
    ["proximos", "Vencen pronto"],
    ...reglas.estados.map((e) => [e.id, e.nombre]),
  ];

  /* Hoy en la fecha de quien lo usa, como texto ISO. */
  function hoy() {
    const d = new Date();
    return [d.getFullYear(), String(d.getMonth() + 1).padStart(2, "0"), String(d.getDate()).padStart(2, "0")].join("-");
  }

  const sesionVacia = () => ({
    hecha: false,
    fecha: "",
    convocados: null,
    asistentes: null,
    convocados_deciden: null,
    asistentes_deciden: null,
    entrada: null,
    salida: null,
    presentaron: null,
    items: [],
    producto: false,
    herramientas: [],
  });
  const inicial = () => ({
    compromisos: [],
    sesiones: Object.fromEntries(CLAVES.map((c) => [c, sesionVacia()])),
    visita: { fecha: "", decisiones: null, hallazgos: "" },
    filtro: { estado: "todos", sesion: "", texto: "" },
  });

  const nombreDeSesion = (clave) => (clave ? `${sesiones[clave].numero}. ${sesiones[clave].titulo}` : "Otra reunión");
  const nombreDeEstado = (id) => reglas.estados.find((e) => e.id === id).nombre;
  const siguiente = (lista) => lista.reduce((mayor, c) => Math.max(mayor, c.id), 0) + 1;

  const PRUEBAS = {
    todos: () => true,
    abiertos: (c) => c.estado !== "hecho" && c.estado !== "retirado",
    vencidos: estaVencido,
    proximos: (c, dia) => esProximo(c, dia, reglas.dias_proximos),
  };

  /* Los que pasan el filtro: primero lo vencido y lo que vence antes; al final, lo hecho y lo retirado. */
  function visibles(estado, dia) {
    const { estado: cual, sesion, texto } = estado.filtro;
    const palabras = llano(texto).split(/\s+/).filter(Boolean);
    const pasa = PRUEBAS[cual] || ((c) => c.estado === cual);
    const orden = (c) => (PRUEBAS.abiertos(c) ? "0" : "1") + (c.fecha || "9999");
    return estado.compromisos
      .filter(
        (c) =>
          pasa(c, dia) &&
          (!sesion || c.sesion === sesion) &&
          palabras.every((p) => llano([c.que, c.quien, c.evidencia].join(" ")).includes(p)),
      )
      .sort((a, b) => (orden(a) < orden(b) ? -1 : orden(a) > orden(b) ? 1 : a.id - b.id));
  }

  function compromiso(c) {
    exigir(
      c &&
        Number.isInteger(c.id) &&
        Object.entries(LARGOS).every(([k, n]) => typeof c[k] === "string" && c[k].length <= n),
      "a un compromiso le faltan datos",
    );
    exigir(
      ["fecha", "primera", "cumplido"].every((k) => typeof c[k] === "string" && FECHA.test(c[k])),
      "un compromiso trae una fecha que no existe",
    );
    exigir(
      (c.sesion === "" || CLAVES.includes(c.sesion)) && reglas.estados.some((e) => e.id === c.estado),
      "un compromiso trae una sesión o un estado que no existe",
    );
    return {
      id: c.id,
      sesion: c.sesion,
      que: c.que,
      quien: c.quien,
      fecha: c.fecha,
      primera: c.primera,
      cumplido: c.cumplido,
      evidencia: c.evidencia,
      estado: c.estado,
      ...origen(c.origen),
    };
  }

  /* De dónde salió, si pasó de otra herramienta: de ahí sale el enlace de vuelta. */
  function origen(o) {
    if (!o) return {};
    const conocida = typeof o.herramienta === "string" && expediente.reglaDe(o.herramienta);
    exigir(conocida && typeof o.id === "string" && o.id.length <= 80, "un compromiso trae un origen que no existe");
    return { origen: { herramienta: o.herramienta, id: o.id } };
  }

  const itemsBien = (items) =>
    Array.isArray(items) &&
    items.length <= 60 &&
    items.every((i) => Array.isArray(i) && i.length === 2 && i.every((n) => Number.isInteger(n) && n >= 0 && n < 1000));

  /* Los tableros guardados antes no traen lo que se agregó después: empieza vacío. */
  function sesion(guardada) {
    const s = guardada && { ...sesionVacia(), ...guardada };
    exigir(itemsBien(s && s.items), "los aciertos por ítem de una sesión no corresponden");
    exigir(
      s &&
        typeof s.hecha === "boolean" &&
        typeof s.producto === "boolean" &&
        typeof s.fecha === "string" &&
        FECHA.test(s.fecha),
      "a una sesión le faltan datos",
    );
    exigir(
      ENTEROS.every((k) => s[k] === null || (Number.isInteger(s[k]) && s[k] >= 0 && s[k] < 1000)),
      "la asistencia de una sesión no corresponde",
    );
    exigir(
      PUNTAJES.every((k) => s[k] === null || (s[k] >= 0 && s[k] <= 100)),
      "la prueba de una sesión no está entre 0 y 100",
    );
    exigir(
      Array.isArray(s.herramientas) && s.herramientas.every((h) => reglas.herramientas.some((r) => r.id === h)),
      "una sesión trae herramientas que no existen",
    );
    return {
      ...sesionVacia(),
      ...Object.fromEntries(Object.keys(sesionVacia()).map((k) => [k, s[k]])),
      herramientas: [...s.herramientas],
    };
  }

  function visita(v) {
    if (v === undefined) return inicial().visita;
    const entero = v && (v.decisiones === null || (Number.isInteger(v.decisiones) && v.decisiones >= 0));
    exigir(
      entero && typeof v.fecha === "string" && FECHA.test(v.fecha) && typeof v.hallazgos === "string",
      "la visita de seguimiento no corresponde",
    );
    exigir(v.hallazgos.length <= 1000 && (v.decisiones || 0) < 1000, "la visita de seguimiento no cabe");
    return { fecha: v.fecha, decisiones: v.decisiones, hallazgos: v.hallazgos };
  }

  /* Lo leído de un archivo sobre lo que había: un dato que el archivo no trae no borra el que estaba. */
  function sumarSesiones(actuales, leidas) {
    return Object.fromEntries(
      CLAVES.map((k) => {
        const { herramientas, ...resto } = leidas[k] || {};
        const usadas = reglas.herramientas.map((h) => h.id).filter((h) => (herramientas || []).includes(h));
        const juntas = { ...actuales[k], ...resto };
        return [k, sesion({ ...juntas, herramientas: usadas.length ? usadas : actuales[k].herramientas })];
      }),
    );
  }

  function leer(crudo) {
    exigir(
      crudo && Array.isArray(crudo.compromisos) && crudo.compromisos.length <= MAXIMO,
      `no trae compromisos, o trae más de ${MAXIMO}`,
    );
    const lista = crudo.compromisos.map(compromiso);
    exigir(new Set(lista.map((c) => c.id)).size === lista.length, "dos compromisos tienen el mismo número");
    exigir(crudo.sesiones && CLAVES.every((k) => crudo.sesiones[k]), "le faltan sesiones");
    const f = crudo.filtro;
    exigir(
      f &&
        FILTROS.some(([id]) => id === f.estado) &&
        (f.sesion === "" || CLAVES.includes(f.sesion)) &&
        typeof f.texto === "string" &&
        f.texto.length <= 120,
      "el filtro no corresponde",
    );
    return {
      compromisos: lista,
      sesiones: Object.fromEntries(CLAVES.map((k) => [k, sesion(crudo.sesiones[k])])),
      visita: visita(crudo.visita),
      filtro: { estado: f.estado, sesion: f.sesion, texto: f.texto },
    };
  }

  window.KitTablero = Object.assign(
    /** @type {KitTablero} */ ({}),
    /** @satisfies {Partial<KitTablero>} */ ({
      CLAVES,
      ENTEROS,
      PUNTAJES,
      FILTROS,
      LARGOS,
      MAXIMO,
      hoy,
      inicial,
      leer,
      visibles,
      nombreDeSesion,
      nombreDeEstado,
      siguiente,
      sumarSesiones,
    }),
  );
})();
