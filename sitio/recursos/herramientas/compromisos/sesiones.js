/* Lo que se anota de cada sesión y los indicadores que salen de ahí. */
(function () {
  "use strict";
  const { el, leerNumero, numero, porcentaje, titulos } = window.KitH;
  const { ganancia, indicadoresDeAsistencia } = window.KitCalculos;
  const { CLAVES, ENTEROS, nombreDeSesion } = window.KitTablero;
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
      { class: "ta kh-izq" },
      el("caption", { class: "so" }, "Indicadores de la asistencia"),
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

  /* Los controles de una sesión. `anotar(clave, cambio)` guarda sin volver a pintar lo que se está escribiendo. */
  function controles(clave, estado, anotar) {
    const s = estado.sesiones[clave];
    const id = (campo) => `s-${clave}-${campo}`;
    const nota = el("p", { class: "es", "aria-live": "polite" }, lectura(s));
    const resumen = el("small", {}, s.hecha ? "hecha" : "");
    const guardar = (cambio) => {
      anotar(clave, cambio);
      nota.textContent = lectura({ ...estado.sesiones[clave], ...cambio });
    };
    const cifra = (campo) =>
      el(
        "div",
        { class: "kh-campo" },
        el("label", { for: id(campo) }, ROTULOS[campo]),
        el("input", {
          id: id(campo),
          type: "text",
          inputmode: "decimal",
          maxlength: 6,
          value: s[campo] === null ? "" : String(s[campo]).replace(".", ","),
          oninput: (e) => {
            const vacio = e.target.value.trim() === "";
            const n = leerNumero(e.target.value);
            const bien = vacio || (ENTEROS.includes(campo) ? Number.isInteger(n) && n < 1000 : n >= 0 && n <= 100);
            e.target.setAttribute("aria-invalid", String(!bien));
            if (bien) guardar({ [campo]: vacio ? null : n });
            else
              nota.textContent = `${ROTULOS[campo]}: escriba ${
                ENTEROS.includes(campo) ? "un número entero de personas." : "un número de 0 a 100."
              }`;
          },
        }),
      );
    const casilla = (campo, rotulo) =>
      el(
        "label",
        { class: "kt-casilla" },
        el("input", {
          type: "checkbox",
          id: id(campo),
          checked: s[campo],
          onchange: (e) => {
            guardar({ [campo]: e.target.checked });
            if (campo === "hecha") resumen.textContent = e.target.checked ? "hecha" : "";
          },
        }),
        el("span", {}, rotulo),
      );
    const herramientas = new Set(s.herramientas);
    return el(
      "details",
      { class: "kh-bloque" },
      el("summary", {}, el("span", {}, nombreDeSesion(clave)), " ", resumen),
      el("div", { class: "kt-marcas" }, casilla("hecha", "Ya se hizo"), casilla("producto", "Terminó con su producto")),
      el("div", { class: "kt-cifras" }, ENTEROS.map(cifra), ["entrada", "salida"].map(cifra)),
      nota,
      el(
        "fieldset",
        { class: "kt-usadas" },
        el("legend", {}, "Herramientas usadas"),
        reglas.herramientas.map((h) =>
          el(
            "label",
            { class: "kt-casilla" },
            el("input", {
              type: "checkbox",
              id: id(h.id),
              checked: herramientas.has(h.id),
              onchange: (e) => {
                if (e.target.checked) herramientas.add(h.id);
                else herramientas.delete(h.id);
                guardar({ herramientas: reglas.herramientas.map((x) => x.id).filter((x) => herramientas.has(x)) });
              },
            }),
            el("span", {}, h.nombre),
          ),
        ),
      ),
    );
  }

  Object.assign(window.KitTablero, {
    tablaDeIndicadores: tabla,
    controlesDeSesion: controles,
    valoresDeIndicadores: valores,
    escribirIndicador: escribir,
  });
})();
