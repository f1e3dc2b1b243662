/* «Mi expediente»: qué hay guardado en este equipo por municipio, y cómo se lleva, se trae, se asigna y se borra. */
(function () {
  "use strict";
  const { contar, descargar, el, expediente: E, leerArchivo, municipio, poner, rotulo, selector } = window.KitH;
  const reglas = window.KIT_DATOS.expediente;
  const raiz = document.getElementById("expediente");
  const aviso = el("p", { class: "herramienta-aviso", role: "status" });
  const pregunta = el("div", {});
  const lista = el("div", {});
  const IGUAL = "Lo guardado sigue igual.";

  const boton = (texto, accion, clase) => el("button", { type: "button", class: clase, onclick: accion }, texto);
  const nombreDe = (codigo) => (codigo ? rotulo(municipio(codigo)) || codigo : "Sin municipio");
  const enPalabras = (iso) =>
    new Date(iso)
      .toLocaleString("es-CO", { dateStyle: "medium", timeStyle: "short" })
      .replace(/\s(?=[ap]\.|m\.)/g, "\u00a0");
  const cuando = (iso) => (iso ? enPalabras(iso) : "sin fecha");

  function avisar(texto, malo, ...nodos) {
    aviso.classList.toggle("malo", !!malo);
    aviso.replaceChildren(texto, ...nodos.flatMap((n) => [" ", n]));
  }

  /* Escribe los documentos; si uno no cabe, deja todo como estaba y lo dice. */
  function escribir(documentos, dicho) {
    const antes = documentos.map((d) => E.leer(d.municipio));
    const volver = () => antes.forEach((d) => E.escribirTodo(d));
    const malo = documentos.map((d) => E.escribirTodo(d)).find((r) => !r.hecho);
    pregunta.replaceChildren();
    if (malo && !malo.hecho) {
      volver();
      avisar(`No se guardó: ${malo.problema}. ${IGUAL}`, true);
    } else {
      const deshacer = () => {
        volver();
        pintar();
        avisar("Quedó como estaba.");
      };
      avisar(dicho, false, boton("Deshacer", deshacer));
    }
    pintar();
  }

  function exportar(codigos) {
    const nombre = codigos.length === 1 ? `expediente-${codigos[0] || "sin-municipio"}.json` : "expedientes.json";
    descargar(nombre, E.empaquetar(codigos.map(E.leer)), "application/json");
    avisar(`Se descargó «${nombre}». Trae nombres de responsables: guárdelo como un documento interno.`);
  }

  const borrar = (codigos) =>
    escribir(
      codigos.map((c) => E.vacio(c)),
      codigos.length === 1 ? `Se borró lo de ${nombreDe(codigos[0])} de este equipo.` : "Se borró todo de este equipo.",
    );

  async function importar(evento) {
    const archivo = evento.target.files[0];
    evento.target.value = "";
    if (!archivo) return;
    try {
      const nuevos = E.abrirPaquete(await leerArchivo(archivo, reglas.maximo_bytes), archivo.name);
      const yaEstan = nuevos.filter((d) => E.municipios().includes(d.municipio));
      if (yaEstan.length) preguntar(archivo.name, nuevos, yaEstan);
      else escribir(nuevos, `Se importó «${archivo.name}».`);
    } catch (error) {
      avisar(error.message, true);
    }
  }

  /* Ya hay algo de esos municipios: se pregunta qué hacer, y nada se toca hasta la respuesta. */
  function preguntar(nombre, nuevos, yaEstan) {
    const de = yaEstan.map((d) => nombreDe(d.municipio)).join("; ");
    const fusionar = () => {
      try {
        escribir(
          nuevos.map((d) => E.fusionar(E.leer(d.municipio), d)),
          `Se fusionó «${nombre}».`,
        );
      } catch (error) {
        avisar(error.message, true);
      }
    };
    const cancelar = () => {
      pregunta.replaceChildren();
      avisar(`No se importó «${nombre}». ${IGUAL}`);
    };
    poner(
      pregunta,
      el(
        "div",
        { class: "expediente-pregunta", role: "group", "aria-labelledby": "expediente-pregunta", tabindex: "-1" },
        el("p", { id: "expediente-pregunta" }, `En este equipo ya hay algo guardado de ${de}. ¿Qué se hace?`),
        el(
          "ul",
          {},
          el("li", {}, "Fusionar: suma los compromisos que falten; de lo demás queda lo último que se guardó."),
          el("li", {}, `Reemplazar: queda solo lo de «${nombre}».`),
        ),
        el(
          "p",
          { class: "tablero-acciones" },
          boton("Fusionar", fusionar, "principal"),
          boton("Reemplazar", () => escribir(nuevos, `Se reemplazó con «${nombre}».`)),
          boton("No importar", cancelar),
        ),
      ),
    );
    /** @type {HTMLElement} */ (pregunta.firstElementChild).focus();
    avisar("");
  }

  /* Lo hecho sin municipio pasa al que se escoja, sin pisar lo que ya tenía. */
  function asignar(codigo) {
    if (!codigo) return;
    try {
      const juntos = E.fusionar(E.leer(codigo), { ...E.leer(""), municipio: codigo });
      escribir([juntos, E.vacio("")], `Lo guardado sin municipio pasó a ${nombreDe(codigo)}.`);
    } catch (error) {
      avisar(error.message, true);
    }
  }

  const cuantos = ([clave, uno, varios], estado) => {
    const valor = estado[clave];
    const n = Array.isArray(valor) ? valor.length : Object.keys(valor || {}).length;
    return n ? ` · ${contar(n, uno, varios)}` : "";
  };

  function renglon(codigo, [herramienta, seccion]) {
    const regla = E.reglaDe(herramienta);
    const cuenta = regla.cuenta ? cuantos(regla.cuenta, seccion.estado) : "";
    const destino = `../${herramienta}/index.html${codigo ? `#m=${codigo}` : ""}`;
    return el(
      "li",
      {},
      el("a", { href: destino }, regla.nombre),
      el("small", {}, `${cuenta} · ${cuando(seccion.guardado)}`),
    );
  }

  function ficha(codigo) {
    const documento = E.leer(codigo);
    const secciones = Object.entries(documento.herramientas);
    if (!secciones.length) return null;
    const titulo = `expediente-de-${codigo || "nadie"}`;
    const nombre = el("span", { class: "solo-lector" }, ` ${nombreDe(codigo)}`);
    return el(
      "section",
      { class: "expediente-ficha", "aria-labelledby": titulo },
      el("h2", { id: titulo }, nombreDe(codigo)),
      el("p", { class: "aclaracion" }, `Última vez: ${cuando(E.ultimaVez(documento))}`),
      el(
        "ul",
        {},
        secciones.map((s) => renglon(codigo, s)),
      ),
      codigo ? null : el("div", { class: "expediente-asignar" }, selector(asignar, null, "Pasarlo al municipio")),
      el(
        "p",
        { class: "tablero-acciones herramienta-no-impreso" },
        el("button", { type: "button", onclick: () => exportar([codigo]) }, "Exportar", nombre),
        el("button", { type: "button", onclick: () => borrar([codigo]) }, "Borrar", nombre.cloneNode(true)),
      ),
    );
  }

  /* Lo que no es de un municipio: sale en el membrete de todos los documentos. */
  function deLaEntidad() {
    const guardado = E.loDeLaEntidad();
    if (!guardado.length) return null;
    const plantillas = guardado.filter((que) => que.startsWith("plantilla/"));
    const nombres = plantillas.map((que) => `«${E.deLaEntidad(que)?.nombre || que}»`);
    const borrarla = () => {
      const antes = guardado.map((que) => [que, E.deLaEntidad(que)]);
      guardado.forEach(E.quitarDeLaEntidad);
      const deshacer = () => {
        antes.forEach(([que, valor]) => E.guardarDeLaEntidad(que, valor));
        pintar();
        avisar("Quedó como estaba.");
      };
      pintar();
      avisar("Se borró lo de su entidad de este equipo.", false, boton("Deshacer", deshacer));
    };
    return el(
      "section",
      { class: "expediente-ficha", "aria-labelledby": "expediente-de-la-entidad" },
      el("h2", { id: "expediente-de-la-entidad" }, "Su entidad"),
      el("p", { class: "aclaracion" }, "Sale en todos los documentos. No va en el expediente que se exporta."),
      el(
        "ul",
        {},
        guardado.includes("datos") ? el("li", {}, "El nombre y la dependencia") : null,
        nombres.length
          ? el("li", {}, `${contar(nombres.length, "plantilla propia", "plantillas propias")}: ${nombres.join(", ")}`)
          : null,
      ),
      el("p", { class: "tablero-acciones herramienta-no-impreso" }, boton("Borrar lo de su entidad", borrarla)),
    );
  }

  /* Lo que no se pudo leer se conserva aparte, hasta que se descargue o se borre. */
  function danado(codigo) {
    const bajar = () => descargar(`danado-${codigo || "sin-municipio"}.json`, E.danado(codigo), "application/json");
    const quitar = () => {
      E.borrarDanado(codigo);
      pintar();
      avisar("Se borró la copia dañada.");
    };
    return el(
      "section",
      { class: "expediente-ficha" },
      el("h2", {}, `Dañado: ${nombreDe(codigo)}`),
      el("p", {}, "Esto estaba guardado y no se puede leer. Descárguelo antes de borrarlo, por si alguien lo repara."),
      el("p", { class: "tablero-acciones" }, boton("Descargar la copia", bajar), boton("Borrar la copia", quitar)),
    );
  }

  function decirVacio() {
    if (!E.sePuede())
      return el(
        "p",
        { class: "aviso" },
        "Este navegador no deja guardar en el equipo: use «Guardar» en cada herramienta.",
      );
    return el(
      "p",
      { class: "aclaracion" },
      "Todavía no hay nada guardado. Use una herramienta o importe un expediente: aparecerá aquí.",
    );
  }

  function pintar() {
    const codigos = E.municipios().sort((a, b) => nombreDe(a).localeCompare(nombreDe(b), "es"));
    const fichas = codigos.map(ficha).filter(Boolean);
    const danados = E.danados().map(danado);
    const propia = deLaEntidad();
    poner(lista, fichas, propia, danados, fichas.length || danados.length || propia ? null : decirVacio());
    todos.forEach((b) => {
      b.hidden = fichas.length < 2;
    });
  }

  const archivo = el("input", {
    type: "file",
    id: "expediente-archivo",
    class: "solo-lector",
    tabindex: "-1",
    accept: ".json,application/json",
    "aria-label": "Expediente para importar",
    onchange: importar,
  });
  const todos = [
    boton("Exportar todo", () => exportar(E.municipios())),
    boton("Borrar todo", () => borrar(E.municipios())),
  ];
  raiz.replaceChildren(
    el(
      "div",
      { class: "tablero-acciones herramienta-no-impreso", role: "group", "aria-label": "Expediente" },
      boton("Importar", () => archivo.click(), "principal"),
      archivo,
      todos,
    ),
    aviso,
    pregunta,
    lista,
  );
  E.alCambiarEnOtra(pintar);
  window.addEventListener("pageshow", (e) => e.persisted && pintar());
  pintar();
})();
