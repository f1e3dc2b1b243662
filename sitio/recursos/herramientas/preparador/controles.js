/* Los controles del preparador: qué sesión, cuándo y dónde, y qué lleva. */
(function () {
  "use strict";
  const { el } = window.KitH;
  const { PARTES, dura } = window.KitPartes;
  const { sesiones } = window.KIT_DATOS.sesiones;
  const { paso_minutos: PASO } = window.KIT_DATOS.seguimiento;
  const CLAVES = Object.keys(sesiones);
  const MINIMO = 60;
  const MAXIMO = 600;
  const FILAS = { menos: 5, mas: 60, habituales: 15 };

  const habitual = (clave) => sesiones[clave].agenda.reduce((suma, [, minutos]) => suma + minutos, 0);
  const cabe = (minutos) => minutos >= MINIMO && minutos <= MAXIMO && minutos % PASO === 0;

  const campo = (id, nombre, control) =>
    el("div", { class: "herramienta-campo" }, el("label", { for: id }, nombre), control);

  function decirDuracion(estado, minutos) {
    const propia = habitual(estado.sesion);
    if (cabe(minutos)) return `Son ${dura(minutos)}; lo habitual es ${dura(propia)}.`;
    const sigue = dura(estado.duracion || propia);
    return `Entre ${MINIMO} y ${MAXIMO} minutos, de cinco en cinco. La agenda sigue con ${sigue}.`;
  }

  /* La casilla de cuánto dura y su nota; `validar()` da los minutos o null. */
  function duracion(app) {
    const { estado } = app;
    const nota = el("p", { class: "aclaracion", id: "preparador-duracion-nota" });
    const control = el("input", {
      id: "preparador-duracion",
      type: "number",
      min: MINIMO,
      max: MAXIMO,
      step: PASO,
      value: String(estado.duracion || habitual(estado.sesion)),
      "aria-describedby": "preparador-duracion-nota",
      oninput: () => {
        const minutos = validar();
        if (minutos) app.cambiar({ duracion: minutos === habitual(app.estado.sesion) ? null : minutos });
      },
    });
    function validar() {
      const minutos = Number(control.value);
      const bien = cabe(minutos);
      control.setAttribute("aria-invalid", String(!bien));
      nota.textContent = decirDuracion(app.estado, minutos);
      nota.classList.toggle("herramienta-error", !bien);
      return bien ? minutos : null;
    }
    return { control, nota, validar };
  }

  function opcionDeSesion(clave, elegida, alElegir) {
    const { modulo, numero, titulo } = sesiones[clave];
    const deDonde = numero === 5 ? "Balance de los cuatro módulos" : `Módulo ${numero}, ${modulo}`;
    const control = el("input", {
      type: "radio",
      name: "preparador-sesion",
      value: clave,
      id: `preparador-${clave}`,
      checked: elegida,
      onchange: () => alElegir(clave),
    });
    return el("label", {}, control, el("span", {}, el("b", {}, `${numero}. ${titulo}`), el("small", {}, deDonde)));
  }

  const elegirSesion = (app, alElegir) =>
    el(
      "fieldset",
      { class: "preparador-sesiones" },
      el("legend", {}, "1. Sesión"),
      CLAVES.map((clave) => opcionDeSesion(clave, clave === app.estado.sesion, alElegir)),
    );

  function texto(app, clave, nombre) {
    const id = `preparador-${clave}`;
    const alEscribir = (e) => app.cambiar({ [clave]: e.target.value });
    const atributos = { id, type: "text", maxlength: "120", value: app.estado[clave], oninput: alEscribir };
    return campo(id, nombre, el("input", atributos));
  }

  function filasDeLista(app) {
    const alCambiar = ({ target }) => {
      const pedidas = Math.round(Number(target.value)) || FILAS.habituales;
      const n = Math.min(FILAS.mas, Math.max(FILAS.menos, pedidas));
      target.value = n;
      app.cambiar({ convocados: n });
    };
    return el("input", {
      id: "preparador-convocados",
      type: "number",
      min: FILAS.menos,
      max: FILAS.mas,
      value: String(app.estado.convocados),
      onchange: alCambiar,
    });
  }

  function cuandoYDonde(app, { control, nota }, alCambiarFecha) {
    const { fecha, hora } = app.estado;
    const alElegirFecha = (e) => {
      app.cambiar({ fecha: e.target.value });
      alCambiarFecha();
    };
    const alElegirHora = (e) => {
      if (e.target.value) app.cambiar({ hora: e.target.value });
    };
    const dia = el("input", { id: "preparador-fecha", type: "date", value: fecha, onchange: alElegirFecha });
    const inicio = el("input", { id: "preparador-hora", type: "time", value: hora, onchange: alElegirHora });
    return el(
      "fieldset",
      {},
      el("legend", {}, "2. Cuándo y dónde"),
      el(
        "div",
        { class: "preparador-pares" },
        campo("preparador-fecha", "Fecha", dia),
        campo("preparador-hora", "Empieza a las", inicio),
        campo("preparador-duracion", "Dura (minutos)", [control]),
        campo("preparador-convocados", "Filas de la lista", filasDeLista(app)),
      ),
      nota,
      el("div", { class: "preparador-pares" }, texto(app, "lugar", "Lugar"), texto(app, "facilita", "Facilita")),
    );
  }

  function queLleva(app) {
    const quitadas = (id, dentro) => {
      const fuera = (otra) => (otra === id ? !dentro : app.estado.sin.includes(otra));
      return PARTES.map((p) => p.id).filter(fuera);
    };
    const casilla = ({ id, nombre }) => {
      const alMarcar = (e) => app.cambiar({ sin: quitadas(id, e.target.checked) });
      const checked = !app.estado.sin.includes(id);
      const control = el("input", { type: "checkbox", id: `preparador-parte-${id}`, checked, onchange: alMarcar });
      return el("label", {}, control, el("span", {}, nombre));
    };
    return el(
      "fieldset",
      {},
      el("legend", {}, "3. Qué lleva"),
      el("div", { class: "preparador-casillas" }, PARTES.map(casilla)),
    );
  }

  window.KitPreparador = Object.assign(
    /** @type {KitPreparador} */ ({}),
    /** @satisfies {Partial<KitPreparador>} */ ({
      CLAVES,
      cabe,
      campo,
      cuandoYDonde,
      duracion,
      elegirSesion,
      habitual,
      queLleva,
    }),
  );
})();
