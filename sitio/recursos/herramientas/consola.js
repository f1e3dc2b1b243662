/* La consola de quien facilita: suma archivos de varios municipios y muestra asistencia, ganancia y vencidos. Nada se
   guarda ni va en la dirección: lo sumado vive en la página y los archivos son de la persona. */
(function () {
  "use strict";
  const { csv, descargar, el, municipio, numero, poner, porcentaje, rotulo, titulos } = window.KitH;
  const { calendarioIcs, cumplimiento, gananciaDeGrupo, incoherencias, razon, estaVencido } = window.KitCalculos;
  const { enHabiles, habiles } = window.KitPlazo;
  const T = window.KitTablero;
  const reglas = window.KIT_DATOS.seguimiento;
  const raiz = document.getElementById("consola");
  /** @type {Map<string, EstadoDelTablero>} */
  const tableros = new Map();
  const SIN_MUNICIPIO = "";
  const PESO = 20e6;
  // Lo sumado que todavía no está en un archivo: se avisa antes de cerrar.
  let sinGuardar = false;
  const aviso = el("p", { class: "herramienta-aviso", role: "status" });
  const cuerpo = el("div", {});

  const nombreDe = (codigo) => (codigo ? rotulo(municipio(codigo)) || codigo : "Sin municipio");
  const conSigno = (v) => (v === null ? "sin dato" : (v < 0 ? "\u2212" : "") + numero(Math.abs(v), 2));
  const enTanto = (v) => (v === null ? "sin dato" : porcentaje(v, 0));
  const anotadas = (estado) => T.CLAVES.map((c) => estado.sesiones[c]);
  const fecha = (iso) => iso.split("-").reverse().join("/");

  /* Suma lo leído de un archivo al tablero de su municipio; devuelve cuántos compromisos nuevos. */
  function sumar(leido) {
    const codigo = leido.municipio || (leido.partes[0] && leido.partes[0].municipio) || SIN_MUNICIPIO;
    const estado = tableros.get(codigo) || T.inicial();
    const { lista, sumados } = T.sumarCompromisos(estado.compromisos, leido.partes);
    tableros.set(codigo, {
      ...estado,
      compromisos: lista,
      sesiones: T.sumarSesiones(estado.sesiones, leido.sesiones),
      visita: leido.visita || estado.visita,
    });
    return `${nombreDe(codigo)}: ${sumados} nuevos`;
  }

  /* Los tableros de un archivo: los de una consola guardada, o el único que trae. */
  async function leidosDe(archivo) {
    const texto = /\.json$/i.test(archivo.name) && archivo.size <= PESO ? await archivo.text() : "";
    if (!/"herramienta":\s*"consola"/.test(texto)) return T.leerTableros(archivo);
    const { tableros: suyos } = JSON.parse(texto);
    if (!Array.isArray(suyos)) throw new Error("no trae tableros.");
    return suyos.map(({ municipio: codigo, estado }) => T.deEstado(municipio(codigo) ? codigo : null, estado));
  }

  async function recibir(evento) {
    const archivos = Array.from(evento.target.files);
    evento.target.value = "";
    const dichos = [];
    const malos = [];
    let sumados = 0;
    for (const archivo of archivos) {
      try {
        (await leidosDe(archivo)).forEach((leido) => dichos.push(sumar(leido)));
        sumados += 1;
        sinGuardar = true;
      } catch (error) {
        malos.push(`«${archivo.name}» ${error.problema || error.message}`);
      }
    }
    pintar();
    aviso.classList.toggle("malo", malos.length > 0);
    aviso.textContent = [
      sumados ? `Se sumaron ${sumados} de ${archivos.length} archivos (${dichos.join("; ")}).` : "",
      ...malos,
    ].join(" ");
  }

  /* Los indicadores de unas sesiones hechas: de un municipio o de todos juntos. */
  function medir(estados) {
    const hechas = estados.flatMap(anotadas).filter((s) => s.hecha);
    const pares = hechas.filter((s) => s.asistentes !== null && s.convocados !== null);
    const suma = (clave) => pares.reduce((total, s) => total + s[clave], 0);
    const cuenta = cumplimiento(
      estados.flatMap((e) => e.compromisos),
      T.hoy(),
      reglas.dias_proximos,
    );
    return {
      hechas: hechas.length,
      asistentes: suma("asistentes"),
      convocados: suma("convocados"),
      asistencia: razon(suma("asistentes"), suma("convocados")),
      ganancia: gananciaDeGrupo(hechas),
      raras: hechas.filter((s) => incoherencias(s).length).length,
      cuenta,
    };
  }

  const COLUMNAS = ["Municipio", "Sesiones", "Asistencia", "Ganancia", "Compromisos hechos", "Vencidos", "A tiempo"];
  const celdasDe = (nombre, m, sesiones) => [
    nombre,
    `${m.hechas} de ${sesiones}`,
    enTanto(m.asistencia) + (m.convocados ? ` (${m.asistentes} de ${m.convocados})` : ""),
    conSigno(m.ganancia),
    `${m.cuenta.hechos} de ${m.cuenta.total}`,
    numero(m.cuenta.vencidos),
    enTanto(m.cuenta.cumplidos_a_tiempo),
  ];

  const filas = () => {
    const una = ([codigo, estado]) => celdasDe(nombreDe(codigo), medir([estado]), T.CLAVES.length);
    const todas = Array.from(tableros.entries(), una).sort((a, b) => a[0].localeCompare(b[0], "es"));
    const juntos = celdasDe("Todos", medir([...tableros.values()]), T.CLAVES.length * tableros.size);
    return tableros.size > 1 ? [...todas, juntos] : todas;
  };

  /** @param {any[]} celdas */
  const fila = (celdas) =>
    el(
      "tr",
      {},
      el("th", { scope: "row" }, celdas[0]),
      celdas.slice(1).map((c) => el("td", {}, c)),
    );

  const cuadro = () =>
    el(
      "div",
      { class: "consola-cuadro", tabindex: "0", role: "region", "aria-label": "Indicadores por municipio" },
      el(
        "table",
        { class: "tabla" },
        el("caption", { class: "solo-lector" }, "Indicadores de la asistencia por municipio"),
        titulos(COLUMNAS),
        el("tbody", {}, filas().map(fila)),
      ),
    );

  /* Los compromisos vencidos de todos los municipios, del más viejo al más nuevo, con sus días hábiles de atraso. */
  function vencidos() {
    const hoy = T.hoy();
    const lista = Array.from(tableros.entries())
      .flatMap(([codigo, e]) => e.compromisos.filter((c) => estaVencido(c, hoy)).map((c) => ({ ...c, codigo })))
      .sort((a, b) => (a.fecha < b.fecha ? -1 : 1));
    if (!lista.length) return el("p", { class: "aclaracion" }, "Ningún compromiso está vencido.");
    const uno = (c) => {
      const dias = habiles(c.fecha, hoy);
      const cuando = `para el ${fecha(c.fecha)}${dias === null ? "" : `, hace ${enHabiles(dias)}`}`;
      const quien = [nombreDe(c.codigo), c.quien || "sin responsable", cuando].join(" · ");
      return el("li", {}, el("b", {}, c.que || "(sin escribir)"), " ", el("small", {}, quien));
    };
    return el("ul", {}, lista.map(uno));
  }

  function bajarCalendario() {
    const eventos = Array.from(tableros.entries()).flatMap(([codigo, e]) =>
      e.compromisos
        .filter((c) => c.fecha && !["hecho", "retirado"].includes(c.estado))
        .map((c) => ({
          llave: `${codigo}|compromiso|${c.id}`,
          titulo: `${nombreDe(codigo)}: ${c.que}`,
          fecha: c.fecha,
          detalle: c.quien,
          avisoDias: 2,
        })),
    );
    descargar("consola.ics", calendarioIcs(eventos, new Date().toISOString()), "text/calendar");
  }

  /* Todo lo sumado en un archivo, para seguir otro día o en otro equipo. */
  function guardar() {
    const suyos = Array.from(tableros.entries()).map(([codigo, estado]) => ({ municipio: codigo, estado }));
    const documento = { kit: "contra-la-pobreza", herramienta: "consola", version: 1, tableros: suyos };
    descargar("consola.json", JSON.stringify(documento), "application/json");
    sinGuardar = false;
    aviso.textContent = "Se guardó «consola.json»: súmelo otro día para seguir donde iba.";
  }

  window.addEventListener("beforeunload", (e) => {
    if (sinGuardar) e.preventDefault();
  });

  const boton = (texto, alOprimir, clase) => el("button", { type: "button", class: clase, onclick: alOprimir }, texto);

  function elegirMunicipio() {
    const pendiente = tableros.get(SIN_MUNICIPIO);
    if (!pendiente) return null;
    const entrada = el("input", { id: "consola-codigo", inputmode: "numeric", maxlength: 5, placeholder: "27025" });
    const asignar = () => {
      const suyo = municipio(entrada.value.trim());
      aviso.textContent = suyo ? "" : "Ese código no es de un municipio: son cinco cifras, como 27025.";
      if (!suyo) return;
      tableros.delete(SIN_MUNICIPIO);
      const partes = [{ sesion: null, municipio: suyo.codigo, compromisos: pendiente.compromisos }];
      sumar({ municipio: suyo.codigo, partes, sesiones: pendiente.sesiones, visita: null });
      pintar();
    };
    return el(
      "div",
      { class: "herramienta-campo" },
      el("label", { for: "consola-codigo" }, "Un archivo no dice su municipio. Código"),
      entrada,
      boton("Asignar", asignar),
    );
  }

  function pintar() {
    if (!tableros.size) {
      poner(cuerpo, el("p", { class: "aclaracion" }, "Todavía no hay archivos. Sume los de una o varias sesiones."));
      return;
    }
    const { raras } = medir([...tableros.values()]);
    const dicho =
      `En ${raras} ${raras === 1 ? "sesión" : "sesiones"} hay más asistentes que convocados, ` +
      "u otra cifra que no cuadra: revise el tablero del municipio.";
    poner(
      cuerpo,
      elegirMunicipio(),
      raras ? el("p", { class: "aviso" }, dicho) : null,
      cuadro(),
      el("h2", {}, "Vencidos"),
      vencidos(),
    );
  }

  const archivo = el("input", {
    type: "file",
    id: "consola-archivos",
    class: "solo-lector",
    tabindex: "-1",
    multiple: true,
    accept: ".json,.xlsx,.csv,.txt,.docx",
    "aria-label": "Archivos de las sesiones",
    onchange: recibir,
  });
  /* Los indicadores y, debajo, cada tablero entero: el archivo se suma otro día sin perder nada. */
  function bajarCsv() {
    const suyos = Array.from(tableros.entries()).flatMap(([codigo, estado]) => [
      [],
      T.encabezado(codigo),
      [],
      ...T.filasDelTablero(estado),
    ]);
    descargar("consola.csv", csv([COLUMNAS, ...filas(), ...suyos]), "text/csv");
    sinGuardar = false;
  }
  raiz.replaceChildren(
    el(
      "div",
      { class: "tablero-acciones herramienta-no-impreso", role: "group", "aria-label": "Consola" },
      boton("Sumar archivos", () => archivo.click(), "principal"),
      archivo,
      boton("Guardar", guardar),
      boton("Descargar CSV", bajarCsv),
      boton("Descargar calendario", bajarCalendario),
      boton("Imprimir", () => window.print()),
    ),
    aviso,
    cuerpo,
  );
  pintar();
})();
