/* Los compromisos del acta de una sesión: los de ejemplo, hasta que la persona escribe los suyos. */
(function () {
  "use strict";
  const { el, poner } = window.KitH;
  const { sumarDias, sumarHabiles } = window.KitCalculos;
  const { campo } = window.KitPreparador;
  const { sesiones } = window.KIT_DATOS.sesiones;
  const reglas = window.KIT_DATOS.seguimiento;
  const CAMPOS = { que: 300, quien: 120, evidencia: 200 };

  const vacio = () => ({ que: "", quien: "", cuando: "", evidencia: "", estado: reglas.estados[0].id });

  /* Los del acta: lo que la persona escribió o, mientras no toque nada, los de ejemplo. */
  function compromisos({ compromisos: escritos, fecha, sesion }) {
    const deEjemplo = (c) => {
      // El plazo de ejemplo va en días corridos; si cae en día no hábil, vence el hábil que sigue.
      const cuando = fecha ? sumarHabiles(sumarDias(fecha, c.dias), 0) : "";
      return { ...vacio(), que: c.que, cuando, evidencia: c.evidencia };
    };
    return escritos[sesion] || sesiones[sesion].compromisos.map(deEjemplo);
  }

  const guardar = (app, todos) =>
    app.cambiar({ compromisos: { ...app.estado.compromisos, [app.estado.sesion]: todos } });

  function editar(app, i, nombre, valor) {
    const todos = compromisos(app.estado).map((c) => ({ ...c }));
    todos[i][nombre] = valor;
    guardar(app, todos);
  }

  function entrada(app, c, i, nombre, rotulado, tipo, alCambiar) {
    const id = `preparador-${nombre}-${i}`;
    const control = el("input", {
      id,
      type: tipo || "text",
      maxlength: CAMPOS[nombre],
      value: c[nombre],
      oninput: (e) => {
        editar(app, i, nombre, e.target.value);
        if (alCambiar) alCambiar(e.target.value);
      },
    });
    return campo(id, rotulado, control);
  }

  /* La fecha y, a su lado, los días hábiles desde la sesión (o desde hoy): cambiar una cambia la otra. */
  function cuando(app, c, i) {
    const { fecha } = app.estado;
    const plazo = window.KitPlazo.casilla({
      id: `preparador-plazo-${i}`,
      rotulo: `Vence en días hábiles, desde ${fecha ? "la sesión" : "hoy"}`,
      desde: fecha || new Date().toLocaleDateString("sv-SE"),
      hasta: c.cuando,
      alElegir: (/** @type {string} */ dia) => {
        editar(app, i, "cuando", dia);
        /** @type {HTMLInputElement} */ (document.getElementById(`preparador-cuando-${i}`)).value = dia;
      },
    });
    return [entrada(app, c, i, "cuando", "Cuándo", "date", plazo.poner), plazo.nodo];
  }

  function pintarUno(app, c, i, alQuitar) {
    const de = (nombre, rotulado) => entrada(app, c, i, nombre, rotulado);
    return el(
      "fieldset",
      { class: "preparador-compromiso" },
      el("legend", {}, `Compromiso ${i + 1}`),
      de("que", "Qué"),
      de("quien", "Quién"),
      el("div", { class: "preparador-pares" }, cuando(app, c, i)),
      de("evidencia", "Evidencia"),
      el("button", { type: "button", onclick: alQuitar }, "Quitar"),
    );
  }

  /* Pinta los del acta en `lista`, con los botones que agregan y quitan. */
  function pintarCompromisos(app, lista) {
    const actuales = compromisos(app.estado);
    const cambiar = (todos, foco) => {
      guardar(app, todos);
      pintarCompromisos(app, lista);
      document.getElementById(foco).focus();
    };
    const quitar = (i) => () =>
      cambiar(
        actuales.filter((_, j) => j !== i),
        "preparador-agregar",
      );
    const agregar = () => cambiar([...actuales, vacio()], `preparador-que-${actuales.length}`);
    poner(
      lista,
      actuales.map((c, i) => pintarUno(app, c, i, quitar(i))),
      el("button", { type: "button", id: "preparador-agregar", onclick: agregar }, "Agregar compromiso"),
    );
  }

  Object.assign(
    window.KitPreparador,
    /** @satisfies {Partial<KitPreparador>} */ ({ CAMPOS, compromisos, pintarCompromisos }),
  );
})();
