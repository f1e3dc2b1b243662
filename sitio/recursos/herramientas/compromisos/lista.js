/* La lista de compromisos: cada uno en una línea, con su marca, y plegado lo que se edita. */
(function () {
  "use strict";
  const { el, expediente, numero } = window.KitH;
  const { estaVencido, esATiempo } = window.KitCalculos;
  const { casilla, habiles } = window.KitPlazo;
  const { CLAVES, LARGOS, hoy, nombreDeSesion, nombreDeEstado } = window.KitTablero;
  const reglas = window.KIT_DATOS.seguimiento;
  const DIA = 86400000;

  const enDias = (fecha) => fecha.split("-").reverse().join("/");
  const distancia = (desde, hasta) => Math.round((Date.parse(hasta) - Date.parse(desde)) / DIA);
  const dias = (n) => numero(n) + (n === 1 ? " día" : " días");
  /* Los días de una fecha a otra, y entre paréntesis los hábiles. */
  function plazo(desde, hasta) {
    const n = habiles(desde, hasta);
    const cuantos = n === null ? "" : ` (${numero(n)} ${n === 1 ? "hábil" : "hábiles"})`;
    return dias(distancia(desde, hasta)) + cuantos;
  }

  /* [clase, texto] de la marca: lo vencido y lo que falta mandan sobre el estado. */
  function marca(c, dia) {
    if (estaVencido(c, dia)) return ["vencido", `Vencido hace ${plazo(c.fecha, dia)}`];
    if (c.estado === "hecho")
      return ["hecho", !c.evidencia ? "Hecho, sin evidencia" : esATiempo(c) ? "Hecho a tiempo" : "Hecho"];
    if (c.estado === "retirado") return ["retirado", "Retirado"];
    if (!c.fecha) return ["falta", `${nombreDeEstado(c.estado)}, sin fecha`];
    const faltan = distancia(dia, c.fecha);
    return [
      faltan <= reglas.dias_proximos ? "pronto" : "normal",
      nombreDeEstado(c.estado) + (faltan === 0 ? ", vence hoy" : `, vence en ${plazo(dia, c.fecha)}`),
    ];
  }

  /* El enlace a la brecha, el paso o la fuente de donde salió. */
  function deDonde({ origen }, municipio) {
    if (!origen) return null;
    const { nombre } = expediente.reglaDe(origen.herramienta);
    return el(
      "p",
      { class: "aclaracion" },
      "Viene de ",
      el("a", { href: expediente.enlaceDeOrigen(origen, municipio) }, nombre),
    );
  }

  /* Lo que se lee de un compromiso, y su clase. */
  function lectura(c, municipio) {
    const [clase, texto] = marca(c, hoy());
    return [
      clase,
      [
        el("span", { class: "tablero-marca" }, texto),
        el("p", { class: "tablero-que" }, c.que || "(sin escribir)"),
        el(
          "p",
          { class: "aclaracion" },
          [
            c.quien || "Sin responsable",
            (c.fecha ? `para el ${enDias(c.fecha)}` : "sin fecha") +
              (c.primera && c.primera !== c.fecha ? ` (se acordó para el ${enDias(c.primera)})` : ""),
            c.evidencia ? `evidencia: ${c.evidencia}` : "",
            nombreDeSesion(c.sesion),
          ]
            .filter(Boolean)
            .join(" · "),
        ),
        deDonde(c, municipio) || "",
      ],
    ];
  }

  /* Cambia lo que se lee sin tocar los controles: quien escribe no pierde el foco ni el siguiente clic. */
  function refrescar(li, c, municipio) {
    const [clase, partes] = lectura(c, municipio);
    li.className = `tablero-compromiso ${clase}`;
    li.querySelector(".tablero-linea > div").replaceChildren(...partes);
    li.querySelector(".tablero-cumplido").hidden = c.estado !== "hecho";
    const cumplido = /** @type {HTMLInputElement} */ (document.getElementById(`compromiso-cumplido-${c.id}`));
    cumplido.value = c.cumplido;
    plazos.get(c.id)?.(c.fecha);
    const fecha = /** @type {HTMLInputElement} */ (document.getElementById(idDe(c, "fecha")));
    if (fecha.value !== c.fecha) fecha.value = c.fecha;
  }

  /** Cómo refrescar la casilla del plazo de cada compromiso. @type {Map<number, (fecha: string) => void>} */
  const plazos = new Map();
  const idDe = (c, campo) => `compromiso-${campo}-${c.id}`;

  function entrada(c, o, campo, rotulo, tipo) {
    const escrito = (e) => (tipo ? e.target.value : e.target.value.trim());
    const control = el("input", {
      id: idDe(c, campo),
      type: tipo || "text",
      maxlength: LARGOS[campo],
      value: c[campo],
      onchange: (e) => o.editar(c.id, { [campo]: escrito(e) }),
    });
    return el("div", { class: "herramienta-campo" }, el("label", { for: idDe(c, campo) }, rotulo), control);
  }

  /* Una lista desplegable de [valor, nombre] que cambia un campo del compromiso. */
  const desplegable = (c, o, campo, opciones) =>
    el(
      "select",
      { id: idDe(c, campo), onchange: (e) => o.editar(c.id, { [campo]: e.target.value }) },
      opciones.map(([valor, nombre]) => el("option", { value: valor, selected: valor === c[campo] }, nombre)),
    );

  /* La casilla que pone la fecha contando días hábiles desde hoy. */
  function enHabiles(c, o) {
    const { nodo, poner } = casilla({
      id: idDe(c, "plazo"),
      rotulo: "Vence en días hábiles, desde hoy",
      desde: hoy(),
      hasta: c.fecha,
      alElegir: (fecha) => o.editar(c.id, { fecha }),
    });
    plazos.set(c.id, poner);
    return nodo;
  }

  function edicion(c, o) {
    const sesiones = [...CLAVES, ""].map((k) => [k, nombreDeSesion(k)]);
    const cumplido = entrada(c, o, "cumplido", "Se cumplió el", "date");
    const rotulada = el("label", { for: idDe(c, "sesion") }, "Sesión");
    return el(
      "details",
      { class: "tablero-editar herramienta-no-impreso", open: o.abiertos.has(c.id) },
      el("summary", {}, "Editar", el("span", { class: "solo-lector" }, ` «${c.que || "sin escribir"}»`)),
      entrada(c, o, "que", "Qué"),
      entrada(c, o, "quien", "Quién"),
      el("div", { class: "preparador-pares" }, entrada(c, o, "fecha", "Cuándo", "date"), enHabiles(c, o)),
      entrada(c, o, "evidencia", "Evidencia"),
      el(
        "div",
        { class: "preparador-pares" },
        el("div", { class: "tablero-cumplido", hidden: c.estado !== "hecho" }, cumplido),
        el("div", { class: "herramienta-campo" }, rotulada, desplegable(c, o, "sesion", sesiones)),
      ),
      el("button", { type: "button", onclick: () => o.quitar(c.id) }, "Quitar"),
    );
  }

  function renglon(c, o) {
    const [clase, partes] = lectura(c, o.municipio);
    const estados = reglas.estados.map((e) => [e.id, e.nombre]);
    const rotulo = `Estado de «${c.que || "sin escribir"}»`;
    return el(
      "li",
      { class: `tablero-compromiso ${clase}`, "data-id": c.id },
      el(
        "div",
        { class: "tablero-linea" },
        el("div", {}, partes),
        el(
          "div",
          { class: "tablero-estado herramienta-no-impreso" },
          el("label", { for: idDe(c, "estado"), class: "solo-lector" }, rotulo),
          desplegable(c, o, "estado", estados),
        ),
      ),
      edicion(c, o),
    );
  }

  Object.assign(window.KitTablero, /** @satisfies {Partial<KitTablero>} */ ({ renglon, refrescar }));
})();
