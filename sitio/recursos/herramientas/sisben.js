/* Lector del Sisbén IV: qué dice un grupo y un nivel. */
(function () {
  "use strict";
  const { el, exigir, normas, numero, poner, titulos } = window.KitH;
  const { enPalabras } = window.KitAyudas;
  const { codigosSisben, leerSisben, programasSisben, seOfrece } = window.KitCalculos;
  const instrumentos = window.KIT_DATOS.instrumentos;
  const oferta = window.KIT_DATOS.programas_sisben;
  const meses = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
  ];
  const instrumento = (id) => instrumentos.find((i) => i.id === id);
  let salida;
  let campo;

  const fecha = (iso) => {
    const [a, m, d] = iso.split("-").map(Number);
    return `${d} de ${meses[m - 1]} de ${a}`;
  };

  function pintar(app) {
    salida = el("div");
    campo = el("input", {
      id: "sisben-codigo",
      type: "text",
      autocomplete: "off",
      autocapitalize: "characters",
      maxlength: "4",
      value: app.estado.codigo,
      "aria-describedby": "sisben-error",
      oninput: (e) => app.cambiar({ codigo: e.target.value.trim().toUpperCase() }),
    });
    const lista = el(
      "select",
      { id: "sisben-instrumento", onchange: (e) => app.cambiar({ instrumento: e.target.value }) },
      instrumentos.map((i) =>
        el(
          "option",
          { value: i.id, selected: i.id === app.estado.instrumento },
          i.nombre + (i.verificado ? "" : " (por verificar)"),
        ),
      ),
    );
    return [
      el(
        "form",
        { class: "herramienta-fila", onsubmit: (e) => e.preventDefault() },
        el(
          "div",
          { class: "herramienta-campo" },
          el("label", { for: "sisben-codigo" }, "Grupo y nivel ", el("small", {}, "(por ejemplo, B4)")),
          campo,
          el("p", { id: "sisben-error", class: "herramienta-error", role: "status" }),
        ),
        el("div", { class: "herramienta-campo" }, el("label", { for: "sisben-instrumento" }, "Instrumento"), lista),
      ),
      salida,
    ];
  }

  function franja(propio, leido) {
    let orden = 0;
    return el(
      "div",
      {
        class: "herramienta-niveles",
        role: "img",
        "aria-label": leido
          ? `${leido.codigo} es el nivel ${leido.orden} de ${leido.total}`
          : "Los niveles de cada grupo",
      },
      propio.grupos.map((g, i) =>
        el(
          "div",
          { class: `tono-${4 - i}`, style: `flex:${g.niveles}` },
          el(
            "div",
            {},
            Array.from({ length: g.niveles }, () => {
              orden += 1;
              return el("i", { class: leido && orden === leido.orden ? "propio" : "" });
            }),
          ),
          el("b", {}, g.letra),
          el("small", {}, g.niveles, el("span", {}, " niveles")),
        ),
      ),
    );
  }

  /* Por qué un código no existe en el instrumento: hasta dónde llega cada grupo. */
  function decirHastaDonde(propio, codigo) {
    const codigos = codigosSisben(propio);
    const grupos = propio.grupos.map((g) => `${g.letra} llega a ${g.niveles}`).join(", ");
    const rango = `${codigos[0]} a ${codigos[codigos.length - 1]}`;
    return `«${codigo}» no existe en ${propio.nombre}. Va de ${rango}; ${grupos}.`;
  }

  /* El día de hoy en este equipo, AAAA-MM-DD: un corte que ya venció no se muestra como vigente. */
  function hoy() {
    const dia = new Date();
    return [dia.getFullYear(), dia.getMonth() + 1, dia.getDate()].map((n) => String(n).padStart(2, "0")).join("-");
  }

  const ofrecidos = () => oferta.programas.filter((p) => seOfrece(p, hoy()));
  const apartados = () => oferta.programas.filter((p) => !seOfrece(p, hoy()));

  function detalle(p) {
    const partes = [p.entidad, p.ultimo && `último dato leído: ${p.ultimo}`, p.marca, p.nota].filter(Boolean);
    return el("small", {}, partes.join(" · "));
  }

  function filasDe(programas, celdas) {
    return el(
      "tbody",
      {},
      programas.map((p, i) =>
        el(
          "tr",
          {},
          el("th", { scope: "row" }, el("b", {}, p.nombre), " ", el("span", {}, p.corte), " ", detalle(p)),
          celdas(p, i).map((celda) => el("td", {}, celda)),
        ),
      ),
    );
  }

  function tabla(propio, leido) {
    const suyos = ofrecidos();
    const alcanza = programasSisben(propio, suyos, leido.codigo);
    const rotulo = (si) => (si === null ? "No se decide solo con el grupo" : si ? "Sí" : "No");
    return el(
      "table",
      { class: "tabla herramienta-a-la-izquierda herramienta-programas" },
      el("caption", { class: "solo-lector" }, `Programas con dato de vigencia y si ${leido.codigo} está en su corte`),
      titulos(["Programa y su corte, Sisbén IV", `¿${leido.codigo} está dentro?`]),
      filasDe(suyos, (p, i) => [el("b", {}, rotulo(alcanza[i]))]),
    );
  }

  function losDemas() {
    const suyos = apartados();
    const porque = (p) => {
      const vencido = p.estado === "vigente" ? "Su corte venció" : p.rotulo;
      return p.reemplazo ? `${vencido}: hoy, ${p.reemplazo}` : vencido;
    };
    return el(
      "details",
      {},
      el("summary", {}, `Los ${suyos.length} que no se ofrecen: terminaron, se reemplazaron o no hay dato`),
      el(
        "table",
        { class: "tabla herramienta-a-la-izquierda herramienta-programas" },
        el("caption", { class: "solo-lector" }, "Programas que no se ofrecen y por qué"),
        titulos(["Programa", "Estado"]),
        filasDe(suyos, (p) => [porque(p)]),
      ),
    );
  }

  function actualizar(app) {
    const propio = instrumento(app.estado.instrumento);
    const leido = leerSisben(propio, app.estado.codigo);
    const malo = app.estado.codigo && !leido;
    document.getElementById("sisben-error").textContent = malo ? decirHastaDonde(propio, app.estado.codigo) : "";
    campo.setAttribute("aria-invalid", String(!!malo));
    const vigencia = propio.desde
      ? `Rige desde el ${fecha(propio.desde)}${propio.hasta ? ` hasta el ${fecha(propio.hasta)}` : ""}.`
      : "Fecha de entrada en operación por verificar.";
    poner(
      salida,
      el(
        "section",
        { class: "herramienta-resultado", "aria-live": "polite" },
        leido
          ? [
              el(
                "p",
                { class: `tarjeta-cifra herramienta-cifra tono-${4 - propio.grupos.indexOf(leido.grupo)}` },
                el("strong", {}, leido.codigo),
                el("span", {}, el("b", {}, leido.grupo.nombre), el("br"), `nivel ${leido.orden} de ${leido.total}`),
              ),
              el("p", {}, enPalabras(leido)),
            ]
          : el(
              "p",
              { class: "herramienta-vacio" },
              "Escriba el grupo y el nivel que aparecen en la consulta del hogar.",
            ),
        franja(propio, leido),
      ),
      leido && propio.id === oferta.instrumento
        ? [
            el("h2", { class: "herramienta-apartado" }, "Programas y su corte"),
            el(
              "p",
              { class: "aviso" },
              el("b", {}, `Revisado el ${oferta.corte}. `),
              oferta.advertencia,
              " Estar dentro del corte no da derecho al programa: cada uno tiene más requisitos y cupos.",
            ),
            tabla(propio, leido),
            losDemas(),
          ]
        : "",
      el(
        "p",
        { class: "aviso" },
        el("b", {}, `${propio.nombre}. `),
        `${vigencia} `,
        normas(oferta.instrumentos[propio.id].normas),
        `. ${propio.advertencia}`,
      ),
    );
  }

  function csv(app) {
    const propio = instrumento(app.estado.instrumento);
    const leido = leerSisben(propio, app.estado.codigo);
    const filas = [
      ["dato", "valor"],
      ["Instrumento", propio.nombre],
      ["Código", app.estado.codigo],
      ["Grupo", leido ? leido.grupo.nombre : ""],
      ["Orden", leido ? leido.orden : ""],
      ["Niveles", codigosSisben(propio).length],
    ];
    if (!leido || propio.id !== oferta.instrumento) return filas;
    const suyos = ofrecidos();
    const alcanza = programasSisben(propio, suyos, leido.codigo);
    return filas.concat(
      [[`programa con dato de vigencia (revisado el ${oferta.corte})`, "dentro del corte"]],
      suyos.map((p, i) => [
        `${p.nombre} (${p.corte}${p.marca ? `; ${p.marca}` : ""})`,
        alcanza[i] === null ? "no se decide solo con el grupo" : alcanza[i] ? "sí" : "no",
      ]),
      apartados().map((p) => [p.nombre, `no se ofrece: ${p.rotulo.toLowerCase()}`]),
    );
  }

  function leer(crudo) {
    exigir(
      crudo && instrumento(crudo.instrumento) && typeof crudo.codigo === "string" && crudo.codigo.length <= 4,
      "no trae un instrumento y un código",
    );
    return { instrumento: crudo.instrumento, codigo: crudo.codigo };
  }

  function resumen(app) {
    const leido = leerSisben(instrumento(app.estado.instrumento), app.estado.codigo);
    return leido ? `${leido.codigo} · ${leido.grupo.nombre} · ${numero(leido.orden)} de ${leido.total}` : "";
  }

  window.KitH.abrir({
    id: "sisben",
    nombre: "Lector del Sisbén IV",
    version: 1,
    inicial: () => ({ instrumento: "sisben_iv", codigo: "" }),
    leer,
    pintar,
    actualizar,
    csv,
    resumen,
  });
})();
