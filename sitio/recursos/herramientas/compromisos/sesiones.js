/* Lo que se anota de cada sesión y los indicadores que salen de ahí. */
(function () {
  "use strict";
  const { el, leerNumero, numero, porcentaje, titulos } = window.KitH;
  const { ganancia, incoherencias, indicadoresDeAsistencia, lineaDeBase, sinPersonas } = window.KitCalculos;
  const { CLAVES, ENTEROS, PUNTAJES, nombreDeSesion } = window.KitTablero;
  const { sesiones } = window.KIT_DATOS.sesiones;
  const reglas = window.KIT_DATOS.seguimiento;
  const ROTULOS = {
    convocados: "Convocados",
    asistentes: "Asistentes",
    convocados_deciden: "Convocados que deciden",
    asistentes_deciden: "Asistentes que deciden",
    presentaron: "Presentaron las dos pruebas",
    entrada: "Entrada (0 a 100)",
    salida: "Salida (0 a 100)",
  };

  const conSigno = (v) => (v < 0 ? "\u2212" : "") + numero(Math.abs(v), 2);

  /* Valor escrito de un indicador, o por qué no lo hay. */
  function escribir(i, valor) {
    if (i.calculo !== "tablero" && valor === null) return "se revisa en la visita";
    if (valor === null) return "sin dato";
    return i.unidad === "%" ? porcentaje(valor, 0) : i.id === "ganancia" ? conSigno(valor) : numero(valor);
  }

  const valores = (estado, cuenta) => ({
    ...indicadoresDeAsistencia(
      CLAVES.map((c) => estado.sesiones[c]),
      cuenta,
      reglas.herramientas.length,
    ),
    uso: estado.visita.decisiones,
  });

  const INCOHERENCIAS = {
    mas_que_convocados: "llegaron más personas de las convocadas: la asistencia pasa de 100\u00a0%",
    deciden_mas_que_convocados: "deciden más personas de las convocadas: revise los dos números",
    deciden_mas_que_asistentes: "hay más asistentes que deciden que asistentes: revise los dos números",
    presentaron_mas_que_asistentes: "presentaron las pruebas más personas de las que asistieron: revise",
  };
  const porQue = (s) => incoherencias(s).map((i) => INCOHERENCIAS[i]);

  /* Lo que hay que saber para leer los indicadores: nada se recorta en silencio. */
  function avisos(estado) {
    const raras = CLAVES.filter((c) => estado.sesiones[c].hecha).flatMap((c) =>
      porQue(estado.sesiones[c]).map((p) => `Sesión ${nombreDeSesion(c)}: ${p}.`),
    );
    const sin = sinPersonas(CLAVES.map((c) => estado.sesiones[c]));
    const faltan = sin ? [`La ganancia deja por fuera ${sin} sin «Presentaron las dos pruebas».`] : [];
    return [...raras, ...faltan].map((t) => el("p", { class: "aviso" }, t));
  }

  /* La entrada que el grupo tuvo en los ítems que el cierre repite, en las sesiones en que los vio; o null. */
  function lineaDeBaseDelCierre(estado) {
    const pruebas = CLAVES.filter((c) => c !== "cierre").flatMap((c) =>
      sesiones[c].prueba.map((item, i) => [item.pregunta, estado.sesiones[c], i]),
    );
    const pares = sesiones.cierre.prueba.map((item) => {
      const [, s, i] = pruebas.find(([pregunta]) => pregunta === item.pregunta) || [];
      return s && s.items.length ? [s.items[i][0], s.presentaron || 0] : [0, 0];
    });
    return lineaDeBase(pares);
  }

  function lecturaDelCierre(estado) {
    const base = lineaDeBaseDelCierre(estado);
    if (base === null) return "Línea de base: importe las hojas «Prueba por ítem» de las cuatro sesiones.";
    const { salida } = estado.sesiones.cierre;
    const g = salida === null ? null : ganancia(base, salida);
    const desde = g === null ? "" : ` De ahí a la salida del cierre, la ganancia es ${conSigno(g)}.`;
    return `Línea de base: el grupo entró con ${numero(base, 1)} de 100 en estas mismas preguntas.${desde}`;
  }

  function tabla(estado, cuenta) {
    const hechos = valores(estado, cuenta);
    const cuadro = el(
      "table",
      { class: "tabla herramienta-a-la-izquierda" },
      el("caption", { class: "solo-lector" }, "Indicadores de la asistencia"),
      titulos(["Indicador", "Valor"]),
      el(
        "tbody",
        {},
        reglas.indicadores.map((i) =>
          el(
            "tr",
            {},
            el("th", { scope: "row" }, i.nombre, el("small", {}, i.formula)),
            el("td", {}, el("b", {}, escribir(i, hechos[i.id] === undefined ? null : hechos[i.id]))),
          ),
        ),
      ),
    );
    return el("div", {}, avisos(estado), cuadro, el("p", { class: "aclaracion" }, lecturaDelCierre(estado)));
  }

  function lectura(s) {
    const raro = porQue(s);
    if (raro.length) return `Ojo: ${raro.join("; ")}.`;
    if (s.entrada === null || s.salida === null) return "Con los dos promedios sale la ganancia.";
    const g = ganancia(s.entrada, s.salida);
    return g === null
      ? "La entrada fue perfecta: la ganancia no está definida."
      : `Ganancia: ${conSigno(g)}${g < 0 ? ". El grupo bajó: revise si la prueba se aplicó igual." : "."}`;
  }

  const casilla = (id, rotulo, marcada, alCambiar) =>
    el(
      "label",
      { class: "tablero-casilla" },
      el("input", { type: "checkbox", id, checked: marcada, onchange: (e) => alCambiar(e.target.checked) }),
      el("span", {}, rotulo),
    );

  const cabe = (campo, n) => (ENTEROS.includes(campo) ? Number.isInteger(n) && n < 1000 : n >= 0 && n <= 100);

  const pedir = (campo) =>
    `${ROTULOS[campo]}: escriba ${ENTEROS.includes(campo) ? "un número entero de personas." : "un número de 0 a 100."}`;

  /* Una cifra de la sesión: `alBien(campo, número o null)` o, si no se entiende, `alMal(qué escribir)`. */
  function cifra(id, campo, valor, alBien, alMal) {
    const alEscribir = ({ target }) => {
      const vacio = target.value.trim() === "";
      const n = leerNumero(target.value);
      const bien = vacio || cabe(campo, n);
      target.setAttribute("aria-invalid", String(!bien));
      if (bien) alBien(campo, vacio ? null : n);
      else alMal(pedir(campo));
    };
    const control = el("input", {
      id,
      type: "text",
      inputmode: ENTEROS.includes(campo) ? "numeric" : "decimal",
      maxlength: 6,
      value: valor === null ? "" : String(valor).replace(".", ","),
      oninput: alEscribir,
    });
    return el("div", { class: "herramienta-campo" }, el("label", { for: id }, ROTULOS[campo]), control);
  }

  const fechaDe = (id, valor, alCambiar) =>
    el(
      "div",
      { class: "herramienta-campo" },
      el("label", { for: id }, "Fecha de la sesión"),
      el("input", { id, type: "date", value: valor, onchange: (e) => alCambiar(e.target.value) }),
    );

  function usadas(id, marcadas, alCambiar) {
    const herramientas = new Set(marcadas);
    const alMarcar = (cual, si) => {
      if (si) herramientas.add(cual);
      else herramientas.delete(cual);
      alCambiar(reglas.herramientas.map((h) => h.id).filter((h) => herramientas.has(h)));
    };
    return el(
      "fieldset",
      { class: "tablero-usadas" },
      el("legend", {}, "Herramientas usadas"),
      reglas.herramientas.map((h) => casilla(id(h.id), h.nombre, herramientas.has(h.id), (si) => alMarcar(h.id, si))),
    );
  }

  /* Los controles de una sesión. `anotar(clave, cambio)` guarda sin volver a pintar lo que se está escribiendo. */
  function controles(clave, estado, anotar) {
    const s = estado.sesiones[clave];
    const id = (campo) => `sesion-${clave}-${campo}`;
    const nota = el("p", { class: "aclaracion", "aria-live": "polite" }, lectura(s));
    const resumen = el("small", {}, s.hecha ? "hecha" : "");
    const guardar = (cambio) => {
      anotar(clave, cambio);
      nota.textContent = lectura({ ...estado.sesiones[clave], ...cambio });
    };
    const alHacerse = (hecha) => {
      guardar({ hecha });
      resumen.textContent = hecha ? "hecha" : "";
    };
    const alMal = (dicho) => {
      nota.textContent = dicho;
    };
    const deCampo = (campo) => cifra(id(campo), campo, s[campo], (c, n) => guardar({ [c]: n }), alMal);
    return el(
      "details",
      { class: "herramienta-bloque" },
      el("summary", {}, el("span", {}, nombreDeSesion(clave)), " ", resumen),
      el(
        "div",
        { class: "tablero-marcas" },
        casilla(id("hecha"), "Ya se hizo", s.hecha, alHacerse),
        casilla(id("producto"), "Terminó con su producto", s.producto, (producto) => guardar({ producto })),
      ),
      fechaDe(id("fecha"), s.fecha, (fecha) => guardar({ fecha })),
      el("div", { class: "tablero-cifras" }, ENTEROS.map(deCampo), PUNTAJES.map(deCampo)),
      nota,
      usadas(id, s.herramientas, (herramientas) => guardar({ herramientas })),
    );
  }

  /* La visita de seguimiento, meses después del cierre: qué decisiones citan un producto de las sesiones. */
  function controlesDeVisita(estado, anotar) {
    const { visita: v } = estado;
    const campo = (id, rotulo, control) =>
      el("div", { class: "herramienta-campo" }, el("label", { for: id }, rotulo), control);
    const contarlas = ({ target }) => {
      const texto = target.value.trim();
      const bien = /^\d{0,3}$/.test(texto);
      target.setAttribute("aria-invalid", String(!bien));
      if (bien) anotar({ decisiones: texto === "" ? null : Number(texto) });
    };
    return el(
      "details",
      { class: "herramienta-bloque" },
      el("summary", {}, el("span", {}, "Visita de seguimiento")),
      campo(
        "visita-fecha",
        "Fecha",
        el("input", {
          id: "visita-fecha",
          type: "date",
          value: v.fecha,
          onchange: (e) => anotar({ fecha: e.target.value }),
        }),
      ),
      campo(
        "visita-decisiones",
        "Decisiones que citan un producto",
        el("input", {
          id: "visita-decisiones",
          inputmode: "numeric",
          maxlength: 3,
          value: v.decisiones === null ? "" : v.decisiones,
          oninput: contarlas,
        }),
      ),
      campo(
        "visita-hallazgos",
        "Qué se encontró y con qué documento",
        el("textarea", {
          id: "visita-hallazgos",
          rows: 3,
          maxlength: 1000,
          value: v.hallazgos,
          onchange: (e) => anotar({ hallazgos: e.target.value.trim() }),
        }),
      ),
    );
  }

  Object.assign(
    window.KitTablero,
    /** @satisfies {Partial<KitTablero>} */ ({
      tablaDeIndicadores: tabla,
      controlesDeSesion: controles,
      controlesDeVisita,
      valoresDeIndicadores: valores,
      escribirIndicador: escribir,
    }),
  );
})();
