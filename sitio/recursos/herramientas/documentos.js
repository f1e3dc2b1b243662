/* Documentos: reúne los que produce el kit, deja escribir sus campos y escoger su plantilla, y los descarga. */
(function () {
  "use strict";
  const { contar, el, exigir, leerNumero, numero, poner, titulos } = window.KitH;
  const { CAMPOS_DE_ENTIDAD, comunes, entidad, guardarEntidad, quitarEntidad } = window.KitComunes;
  const F = window.KitFormulario;
  const O = window.KitOferta;
  const { documentos } = window.KIT_DATOS.documentos;
  const ids = documentos.map((d) => d.id);
  const ROTULOS = { entidad: "Entidad", dependencia: "Dependencia" };
  const HERRAMIENTAS = {
    diagnostico: "Autodiagnóstico institucional",
    fuentes: "Mapa de fuentes",
    preparador: "Preparador de sesión",
    ruta: "Ruta de inclusión productiva",
    simulador: "Simulador de focalización",
  };
  let zona, salida, ancho;

  const inicial = () => ({ doc: "oferta", valores: {}, listas: {}, necesidad: "censal", base: {}, corte: "" });
  const elegido = (app) => documentos.find((d) => d.id === app.estado.doc);
  const valoresDe = (app, doc) => app.estado.valores[doc.id] || {};
  const filasDe = (app, doc, lista) => (app.estado.listas[doc.id] || {})[lista.id] || [];

  function escribir(app, doc, campo, valor) {
    const suyos = { ...valoresDe(app, doc), [campo]: valor };
    app.cambiar({ valores: { ...app.estado.valores, [doc.id]: suyos } });
  }

  function anotarLista(app, doc, lista, filas) {
    const suyas = { ...(app.estado.listas[doc.id] || {}), [lista.id]: filas };
    app.cambiar({ listas: { ...app.estado.listas, [doc.id]: suyas } });
  }

  /* Lo que llena la plantilla de un documento. */
  function datosDe(app, doc) {
    const listas = Object.fromEntries(doc.listas.map((l) => [l.id, filasDe(app, doc, l).map((f) => enFila(l, f))]));
    const codigo = app.municipio && app.municipio.codigo;
    const deOferta = doc.id === "oferta" ? O.datos(app.estado, codigo, filasDe(app, doc, doc.listas[0])) : {};
    return { ...comunes(app.municipio, doc.titulo), ...camposDe(app, doc), ...listas, ...deOferta };
  }

  const camposDe = (app, doc) =>
    Object.fromEntries(doc.campos.map((c) => [c.id, (valoresDe(app, doc)[c.id] || "").trim()]));

  /* Una fila con cada columna; lo numérico que se entienda, como número. */
  const enFila = (lista, fila) =>
    Object.fromEntries(
      lista.columnas.map((c) => {
        const texto = (fila[c.id] || "").trim();
        const n = c.tipo === "numero" ? leerNumero(texto) : NaN;
        return [c.id, Number.isFinite(n) ? n : texto];
      }),
    );

  async function bajar(app, doc) {
    const nombre = [doc.id, app.municipio && app.municipio.codigo].filter(Boolean).join("-");
    const archivo = `${nombre}.${doc.formato}`;
    try {
      if (doc.formato === "docx") await window.KitDocumentos.bajarWord(archivo, doc.id, datosDe(app, doc));
      else await window.KitDocumentos.bajarLibroDe(archivo, doc.id, datosDe(app, doc));
      app.avisar(`Se descargó «${archivo}». Es un borrador: revíselo antes de firmarlo.`);
    } catch (error) {
      app.avisar(error.message, true);
    }
  }

  const opcion = (app, doc) =>
    el(
      "div",
      { class: "herramienta-marca" },
      el("input", {
        type: "radio",
        name: "documentos-cual",
        id: `documentos-${doc.id}`,
        checked: app.estado.doc === doc.id,
        onchange: () => {
          app.cambiar({ doc: doc.id });
          pintarDocumento(app);
        },
      }),
      el("label", { for: `documentos-${doc.id}` }, doc.nombre, " ", el("small", {}, `${doc.para}`)),
    );

  function deLaEntidad(app) {
    const datos = entidad();
    const guardar = (campo, valor) => {
      const hecho = guardarEntidad(Object.assign(datos, { [campo]: valor.trim() }));
      if (hecho.hecho === false) app.avisar(`Los datos de su entidad no se guardaron: ${hecho.problema}.`, true);
    };
    const borrar = () => {
      quitarEntidad();
      app.repintar();
      app.avisar("Se borraron los datos de su entidad de este navegador.");
    };
    return el(
      "fieldset",
      {},
      el("legend", {}, "2. Su entidad"),
      el("p", { class: "aclaracion" }, "Sale en el membrete de todos. Queda guardado solo en este navegador."),
      CAMPOS_DE_ENTIDAD.map((c) =>
        F.campo({ rotulo: ROTULOS[c] }, `documentos-${c}`, datos[c], (valor) => guardar(c, valor)),
      ),
      el("button", { type: "button", onclick: borrar }, "Borrar de este navegador"),
    );
  }

  function pintar(app) {
    zona = el("div");
    ancho = el("section", { class: "herramienta-ancho", "aria-live": "polite" });
    salida = el("section", { class: "herramienta-resultado", "aria-live": "polite", "aria-label": "Documento" });
    const cuerpo = el(
      "div",
      { class: "herramienta-dos-columnas documentos" },
      el(
        "form",
        { onsubmit: (e) => e.preventDefault() },
        el(
          "fieldset",
          {},
          el("legend", {}, "1. Qué documento"),
          documentos.map((d) => opcion(app, d)),
        ),
        deLaEntidad(app),
        zona,
      ),
      salida,
      ancho,
    );
    pintarDocumento(app);
    return [cuerpo];
  }

  const suHerramienta = (app, doc) =>
    doc.herramienta &&
    el(
      "p",
      {},
      doc.solo_en_su_herramienta ? "Se descarga en " : "Con sus datos ya puestos sale de ",
      el(
        "a",
        { href: `../${doc.herramienta}/index.html${app.municipio ? `#m=${app.municipio.codigo}` : ""}` },
        HERRAMIENTAS[doc.herramienta],
      ),
      ".",
    );

  function pintarDocumento(app) {
    const doc = elegido(app);
    const conFormulario = !doc.solo_en_su_herramienta;
    poner(
      zona,
      conFormulario
        ? el(
            "fieldset",
            {},
            el("legend", {}, `3. ${doc.nombre}`),
            el("p", { class: "aclaracion" }, "Lo que deje en blanco sale «[por diligenciar]»."),
            doc.id === "oferta" ? necesidad(app) : null,
            doc.campos.map((c) =>
              F.campo(c, `documentos-${doc.id}-${c.id}`, valoresDe(app, doc)[c.id] || "", (v) =>
                escribir(app, doc, c.id, v),
              ),
            ),
            doc.listas.map((l) =>
              F.lista(
                l,
                `documentos-${doc.id}-${l.id}`,
                () => filasDe(app, doc, l),
                (filas) => anotarLista(app, doc, l, filas),
              ),
            ),
          )
        : null,
    );
    pintarSalida(app);
  }

  /* De dónde salen los hogares con cada privación. */
  function necesidad(app) {
    const elegir = (id, texto) =>
      el(
        "div",
        { class: "herramienta-marca" },
        el("input", {
          type: "radio",
          name: "documentos-necesidad",
          id: `documentos-necesidad-${id}`,
          checked: app.estado.necesidad === id,
          onchange: () => {
            app.cambiar({ necesidad: id });
            pintarDocumento(app);
          },
        }),
        el("label", { for: `documentos-necesidad-${id}` }, texto),
      );
    const propia = (p) =>
      F.campo({ rotulo: p.nombre, tipo: "numero" }, `documentos-base-${p.id}`, app.estado.base[p.id] || "", (valor) =>
        app.cambiar({ base: { ...app.estado.base, [p.id]: valor } }),
      );
    return [
      elegir("censal", "Necesidad según la medida censal"),
      elegir("base", "Necesidad según mi base"),
      app.estado.necesidad === "base"
        ? el(
            "details",
            { open: true },
            el("summary", {}, "Hogares con cada privación en su base"),
            F.campo({ rotulo: "Corte de la base" }, "documentos-corte", app.estado.corte, (corte) =>
              app.cambiar({ corte }),
            ),
            O.privaciones.map(propia),
          )
        : null,
    ];
  }

  function pintarSalida(app) {
    const doc = elegido(app);
    poner(
      salida,
      el("h2", {}, doc.nombre),
      suHerramienta(app, doc),
      el("div", { id: "documentos-resumen" }),
      doc.solo_en_su_herramienta
        ? null
        : el(
            "p",
            {},
            el(
              "button",
              { type: "button", class: "principal", onclick: () => bajar(app, doc) },
              doc.formato === "docx" ? "Descargar Word" : "Descargar Excel",
            ),
          ),
      el("h3", {}, "Plantilla"),
      window.KitPlantillaPropia.panel(doc, (texto, malo) => app.avisar(texto, malo)),
    );
    resumir(app);
  }

  function tablaDeOferta(app) {
    const codigo = app.municipio && app.municipio.codigo;
    const doc = elegido(app);
    const anotados = filasDe(app, doc, doc.listas[0]);
    const filas = O.filas(app.estado, codigo, anotados);
    const columnas = ["Privación", "Hogares", "Cupos", "Sin cupo", "Cómo está la oferta", "Qué hacer"];
    const celda = (i, v, clase) => el("td", { class: clase || null, "data-rotulo": columnas[i] }, v);
    const cifra = (i, v) => celda(i, typeof v === "number" ? numero(v) : v, "numero");
    return [
      el("h2", {}, "Necesidad frente a oferta"),
      el("p", { class: "aclaracion" }, O.deDonde(app.estado)),
      anotados.length
        ? null
        : el("p", { class: "aclaracion" }, "Todavía no anota programas: un cupo en 0 dice eso, no que no haya oferta."),
      el(
        "div",
        { class: "documentos-tabla", tabindex: "0", role: "region", "aria-label": "Necesidad frente a oferta" },
        el(
          "table",
          { class: "tabla" },
          titulos(columnas),
          el(
            "tbody",
            {},
            filas.map((f) =>
              el(
                "tr",
                {},
                el("th", { scope: "row" }, f.nombre),
                cifra(1, f.hogares),
                cifra(2, f.cupos),
                cifra(3, f.sin_cupo),
                celda(4, f.juicio),
                celda(5, f.que_hacer),
              ),
            ),
          ),
        ),
      ),
    ];
  }

  /* Lo que falta por escribir. */
  function resumir(app) {
    const nodo = salida && salida.querySelector("#documentos-resumen");
    if (!nodo) return;
    const doc = elegido(app);
    poner(ancho, doc.id === "oferta" ? tablaDeOferta(app) : null);
    if (doc.solo_en_su_herramienta || doc.id === "oferta") return poner(nodo);
    const vacios = doc.campos.filter((c) => !(valoresDe(app, doc)[c.id] || "").trim());
    const texto = vacios.length
      ? `Quedan ${contar(vacios.length, "campo", "campos")} por diligenciar: ${vacios.map((c) => c.rotulo).join(", ")}.`
      : "Todos los campos están escritos.";
    return poner(nodo, el("p", {}, texto));
  }

  const actualizar = (app) => resumir(app);
  const resumen = (app) => elegido(app).nombre;

  function csv(app) {
    const doc = elegido(app);
    if (doc.id === "oferta") {
      const codigo = app.municipio && app.municipio.codigo;
      const { privaciones, de_donde: deDonde } = O.datos(app.estado, codigo, filasDe(app, doc, doc.listas[0]));
      const columnas = ["nombre", "hogares", "programas", "cupos", "sin_cupo", "cobertura", "juicio", "que_hacer"];
      return [[deDonde], columnas, ...privaciones.map((p) => columnas.map((c) => p[c]))];
    }
    return [
      ["campo", "valor"],
      ...doc.campos.map((c) => [c.rotulo, valoresDe(app, doc)[c.id] || ""]),
      ...doc.listas.flatMap((l) => [
        [],
        l.columnas.map((c) => c.rotulo),
        ...filasDe(app, doc, l).map((f) => l.columnas.map((c) => f[c.id] || "")),
      ]),
    ];
  }

  const texto = (v, largo) => typeof v === "string" && v.length <= largo;
  const objeto = (v) => v && typeof v === "object" && !Array.isArray(v);

  /* Solo lo que el catálogo conoce, con su largo. */
  function leer(crudo) {
    exigir(crudo && ids.includes(crudo.doc), "no dice qué documento es");
    exigir([crudo.valores, crudo.listas, crudo.base].every(objeto), "sus campos no corresponden");
    exigir(["censal", "base"].includes(crudo.necesidad) && texto(crudo.corte, 200), "la necesidad no corresponde");
    const conocido =
      (columnas) =>
      ([id, v]) =>
        columnas.some((c) => c.id === id) && texto(v, F.LARGO.parrafo);
    const limpia = (columnas, dado) => Object.fromEntries(Object.entries(dado).filter(conocido(columnas)));
    const filas = (l, dadas) =>
      dadas
        .slice(0, F.FILAS)
        .filter(objeto)
        .map((f) => limpia(l.columnas, f));
    // Solo lo escrito: así el estado que se lee es el mismo que se guardó.
    const porDocumento = (dado, sanear) =>
      Object.fromEntries(
        Object.entries(dado)
          .filter(([id, suyo]) => ids.includes(id) && objeto(suyo))
          .map(([id, suyo]) => [
            id,
            sanear(
              documentos.find((d) => d.id === id),
              suyo,
            ),
          ]),
      );
    const listas = (d, suyas) =>
      Object.fromEntries(d.listas.filter((l) => Array.isArray(suyas[l.id])).map((l) => [l.id, filas(l, suyas[l.id])]));
    return {
      doc: crudo.doc,
      valores: porDocumento(crudo.valores, (d, suyo) => limpia(d.campos, suyo)),
      listas: porDocumento(crudo.listas, listas),
      necesidad: crudo.necesidad,
      base: limpia(O.privaciones, crudo.base),
      corte: crudo.corte,
    };
  }

  const alMunicipio = (app) => zona && zona.isConnected && pintarSalida(app);
  const alEnlace = (app, parametros) => {
    if (ids.includes(parametros.get("d"))) app.estado.doc = parametros.get("d");
  };

  window.KitH.abrir({
    id: "documentos",
    nombre: "Documentos",
    version: 1,
    inicial,
    leer,
    pintar,
    actualizar,
    csv,
    resumen,
    alMunicipio,
    alEnlace,
  });
})();
