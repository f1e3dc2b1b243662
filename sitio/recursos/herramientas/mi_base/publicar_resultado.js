/* Lo preparado en el panel «Publicar»: qué se muestra y qué no, cómo se lee y, en su orden, las descargas. */
(function () {
  "use strict";
  const { contar, descargar, el, numero, porcentaje, titulos } = window.KitH;
  const { oracion } = window.KitSimulador;
  const mio = (window.KitPublicar = window.KitPublicar || /** @type {KitPublicar} */ ({}));
  const NOMBRE = "incidencia_publicable";
  const CUANTAS_FILAS = 200;

  /** @param {PublicacionConRegistro} hecha */
  function recuento({ cuantos, practica }) {
    const { pocos_hogares: pocos, protege_a_otro: protegen, publicado } = cuantos;
    /** @param {number} n @param {string} porque */
    const ocultos = (n, porque) => (n ? el("li", {}, `${contar(n, "oculto", "ocultos")}, ${porque}.`) : null);
    return [
      el(
        "p",
        {},
        el("b", {}, `${contar(publicado, "territorio publicado", "territorios publicados")}.`),
        pocos + protegen
          ? ` ${contar(pocos + protegen, "no se muestra", "no se muestran")}:`
          : " No se ocultó ninguno.",
      ),
      pocos + protegen
        ? el(
            "ul",
            {},
            ocultos(pocos, "con menos hogares que el mínimo"),
            ocultos(protegen, "para que restando no se despeje a otro"),
          )
        : null,
      practica ? el("p", { class: "publicar-cuidado" }, mio.reglas().rotulos.practica) : null,
    ];
  }

  /** El archivo de la base. @param {Record<string, any>} registro */
  const nombreDe = (registro) => registro.entradas[0].nombre;

  /** @param {PublicacionConRegistro} hecha */
  function vistaPrevia({ tabla: { columnas, filas }, registro }) {
    /** @param {ValorPublicado[]} fila @param {string} columna */
    const valor = (fila, columna) => fila[columnas.indexOf(columna)];
    /** @param {ValorPublicado} v */
    const entero = (v) => (v === null ? "—" : numero(Number(v)));
    /** La que dice algo más que «publicado». @param {ValorPublicado[]} fila */
    const nota = (fila) => {
      const dicha = valor(fila, "nota");
      return dicha && dicha !== mio.reglas().estados.publicado ? el("small", {}, oracion(String(dicha))) : null;
    };
    /** @param {ValorPublicado} v */
    const enCien = (v) => porcentaje(100 * Number(v));
    /** @param {ValorPublicado[]} fila */
    const h = (fila) =>
      valor(fila, "h") === null
        ? "—"
        : [
            enCien(valor(fila, "h")),
            el("small", {}, ` entre ${enCien(valor(fila, "h_baja"))} y ${enCien(valor(fila, "h_alta"))}`),
          ];
    return el(
      "div",
      { class: "publicar-tabla", role: "region", tabindex: "0", "aria-label": "Vista previa de la tabla" },
      el(
        "table",
        { class: "publicar-filas" },
        el("caption", {}, `Lo que se publica: ${registro.medida}. De «${nombreDe(registro)}».`),
        titulos(["Territorio", "Hogares", "Hogares pobres", "H y su rango"]),
        el(
          "tbody",
          {},
          filas
            .slice(-CUANTAS_FILAS)
            .map((fila) =>
              el(
                "tr",
                {},
                el("th", { scope: "row" }, String(valor(fila, "territorio")), nota(fila)),
                el("td", {}, entero(valor(fila, "hogares"))),
                el("td", {}, entero(valor(fila, "pobres"))),
                el("td", {}, h(fila)),
              ),
            ),
        ),
      ),
      filas.length > CUANTAS_FILAS ? el("p", {}, `Se ven las últimas ${CUANTAS_FILAS}; se descargan todas.`) : null,
    );
  }

  /** @param {PanelDePublicar} panel @param {PublicacionConRegistro} hecha */
  function pasoDeLaBitacora(panel, hecha) {
    if (hecha.bitacora === null) return el("p", {}, "Es una práctica: no se anota en ninguna bitácora.");
    const texto = hecha.bitacora;
    if (panel.estado().anotada && hecha.anotados === 0) {
      return el("p", {}, "Ya estaba todo anotado: la bitácora no cambia.");
    }
    const bajar = () => {
      descargar(mio.reglas().bitacora.archivo, texto, "text/plain");
      panel.cambiar(mio.conLaBitacoraBajada(panel.estado()), "publicar-csv");
    };
    return [
      el(
        "p",
        {},
        `Anota ${contar(hecha.anotados, "renglón nuevo", "renglones nuevos")}. Reemplace con ella la anterior: con ` +
          "una bitácora vieja no se sabe qué se publicó.",
      ),
      el(
        "button",
        { type: "button", class: panel.estado().anotada ? null : "principal", id: "publicar-bajar", onclick: bajar },
        "Descargar la bitácora nueva",
      ),
    ];
  }

  /** @param {PanelDePublicar} panel @param {PublicacionConRegistro} hecha */
  function pasoDeLaTabla(panel, hecha) {
    const listo = panel.estado().anotada;
    /** @param {string} id @param {string} rotulo @param {() => void} alOprimir */
    const boton = (id, rotulo, alOprimir) =>
      el(
        "button",
        { type: "button", id, disabled: !listo, class: listo ? "principal" : null, onclick: alOprimir },
        rotulo,
      );
    const xlsx = () =>
      panel.intentar(async () => {
        const { tabla, practica } = hecha;
        const libro = await panel.pedir("publicable_libro", { tabla, practica, registro: hecha.registro });
        await window.KitDocumentos.bajarLibro(`${NOMBRE}.xlsx`, libro);
      });
    const registro = `${JSON.stringify(hecha.registro, null, 1)}\n`;
    return [
      listo ? null : el("p", { id: "publicar-antes" }, "Descargue primero la bitácora nueva."),
      el(
        "div",
        { class: "herramienta-barra" },
        boton("publicar-csv", "Tabla en CSV", () => descargar(`${NOMBRE}.csv`, hecha.csv, "text/csv")),
        boton("publicar-xlsx", "Tabla en Excel", xlsx),
        boton("publicar-registro", "Registro de auditoría", () =>
          descargar(`${NOMBRE}.csv.auditoria.json`, registro, "application/json"),
        ),
      ),
      listo ? conPoligonos(panel, hecha) : null,
    ];
  }

  /** @param {PanelDePublicar} panel @param {PublicacionConRegistro} hecha */
  function conPoligonos(panel, hecha) {
    const { mapa } = panel.estado();
    /** @param {string} texto @param {string} propiedad */
    const poner = async (texto, propiedad) => {
      const hecho = await panel.pedir("publicable_mapa", { texto, propiedad, tabla: hecha.tabla });
      panel.cambiar({ ...panel.estado(), mapa: hecho });
    };
    const abrir = mio.archivo(
      "publicar-poligonos",
      "Ponerla en un mapa: abrir un GeoJSON",
      panel,
      (texto) => poner(texto, ""),
      ".geojson,.json,application/geo+json",
    );
    if (!mapa) return abrir;
    const { geojson, hallados, propiedad, propiedades, publicados } = mapa;
    const propias = propiedades.map((p) => [p, p]);
    return [
      abrir,
      mio.campo(
        "publicar-propiedad",
        "Campo con el nombre o el código",
        mio.lista("publicar-propiedad", propias, propiedad, (elegida) =>
          panel.intentar(() => poner(mapa.texto, elegida)),
        ),
      ),
      el(
        "p",
        {},
        `${numero(hallados)} de ${contar(publicados, "territorio publicado", "territorios publicados")} ` +
          "tienen su polígono.",
      ),
      el(
        "button",
        {
          type: "button",
          disabled: !hallados,
          onclick: () => descargar(`${NOMBRE}.geojson`, geojson, "application/geo+json"),
        },
        "Mapa en GeoJSON",
      ),
    ];
  }

  /** @param {string} titulo @param {string[]} textos @param {boolean} [abierto] */
  const plegado = (titulo, textos, abierto = false) =>
    el(
      "details",
      { class: "herramienta-mas", open: abierto },
      el("summary", {}, titulo),
      el(
        "ul",
        {},
        textos.map((texto) => el("li", {}, texto)),
      ),
    );

  /** @type {KitPublicar["resultado"]} */
  function resultado(panel) {
    const { hecha } = panel.estado();
    if (!hecha) return null;
    const { como_leer: comoLeer, sigue_siendo_posible: posible } = mio.reglas();
    return el(
      "section",
      { class: "publicar-resultado", "aria-labelledby": "publicar-preparada" },
      el("h2", { id: "publicar-preparada", tabindex: "-1" }, "Lo que se va a publicar"),
      recuento(hecha),
      el("p", {}, String(hecha.registro.para_el_alcalde)),
      vistaPrevia(hecha),
      plegado("Cómo se lee", comoLeer, true),
      plegado("Lo que sigue siendo posible", posible),
      hecha.avisos.length && panel.interno() ? plegado("Para usted: no se publica", hecha.avisos) : null,
      el(
        "div",
        { class: "herramienta-no-impreso" },
        el("h3", {}, "Primero, la bitácora"),
        pasoDeLaBitacora(panel, hecha),
        el("h3", {}, "Después, la tabla"),
        pasoDeLaTabla(panel, hecha),
      ),
    );
  }

  Object.assign(mio, /** @satisfies {Partial<KitPublicar>} */ ({ resultado }));
})();
