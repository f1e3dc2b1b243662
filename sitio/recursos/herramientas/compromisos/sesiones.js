/* Lo que se anota de cada sesión y los indicadores que salen de ahí. */
(function () {
  "use strict";
  const { el, leerNumero, numero, porcentaje, titulos } = window.KitH;
  const { ganancia, indicadoresDeAsistencia } = window.KitCalculos;
  const { CLAVES, ENTEROS, PUNTAJES, nombreDeSesion } = window.KitTablero;
  const reglas = window.KIT_DATOS.seguimiento;
  const ROTULOS = {
    convocados: "Convocados",
    asistentes: "Asistentes",
    convocados_deciden: "Convocados que deciden",
    asistentes_deciden: "Asistentes que deciden",
    entrada: "Entrada (0 a 100)",
    salida: "Salida (0 a 100)",
  };

  const conSigno = (v) => (v < 0 ? "\u2212" : "") + numero(Math.abs(v), 2);

  /* Valor escrito de un indicador, o por qué no lo hay. */
  function escribir(i, valor) {
    if (i.calculo !== "tablero") return "se revisa a mano";
    if (valor === null) return "sin dato";
    return i.unidad === "%" ? porcentaje(valor, 0) : i.id === "ganancia" ? conSigno(valor) : numero(valor);
  }

  const valores = (estado, cuenta) =>
    indicadoresDeAsistencia(
      CLAVES.map((c) => estado.sesiones[c]),
      cuenta,
      reglas.herramientas.length,
    );

  function tabla(estado, cuenta) {
    const hechos = valores(estado, cuenta);
    return el(
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
  }

  function lectura(s) {
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
      inputmode: "decimal",
      maxlength: 6,
      value: valor === null ? "" : String(valor).replace(".", ","),
      oninput: alEscribir,
    });
    return el("div", { class: "herramienta-campo" }, el("label", { for: id }, ROTULOS[campo]), control);
  }

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
      el("div", { class: "tablero-cifras" }, ENTEROS.map(deCampo), PUNTAJES.map(deCampo)),
      nota,
      usadas(id, s.herramientas, (herramientas) => guardar({ herramientas })),
    );
  }

  Object.assign(
    window.KitTablero,
    /** @satisfies {Partial<KitTablero>} */ ({
      tablaDeIndicadores: tabla,
      controlesDeSesion: controles,
      valoresDeIndicadores: valores,
      escribirIndicador: escribir,
    }),
  );
})();
