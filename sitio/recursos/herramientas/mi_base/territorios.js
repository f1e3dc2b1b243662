/* Lo que comparten los paneles que miran la base por territorio: por dónde, con qué método y cómo se escribe. */
(function () {
  "use strict";
  const { el, numero, porcentaje } = window.KitH;
  const mio = (window.KitTerritorios = window.KitTerritorios || /** @type {KitTerritorios} */ ({}));
  const PRIVACIONES = window.KIT_DATOS.privaciones.privaciones;
  const DEL_IPM = PRIVACIONES.map((p) => `${p.peso} %`);
  /** La columna que la marca. */
  const DE_PRACTICA = "base_sintetica";
  const UN_TERCIO = "1/3";
  const MEDIDA = window.KIT_DATOS["metodos/ipm"].medida;
  const INTERNO = "INTERNO: no publicar";
  /** Con menos, una cifra señala familias y cambia mucho con un solo hogar. */
  const POCOS = 10;
  const MINUSCULAS = new Set(["de", "del", "la", "las", "el", "los", "y", "en"]);
  /** @type {Record<string, Record<string, string>>} */
  const CODIGOS = {
    zona: { 1: "Cabecera", 2: "Resto" },
    cod_clase: { 1: "Cabecera", 2: "Centro poblado", 3: "Rural disperso" },
  };

  /** Lo escogido, que sigue igual al pasar de un panel a otro. @type {PedidoDeIncidencia} */
  const consulta = { por: "", regla: "excluir", unidad: "personas", pesos: [...DEL_IPM], k: UN_TERCIO };
  /** @type {Set<() => void>} */
  const atentos = new Set();

  /** @param {Partial<PedidoDeIncidencia>} parcial */
  function cambiar(parcial) {
    Object.assign(consulta, parcial);
    atentos.forEach((avisar) => avisar());
  }

  /**
   * Rehace un panel cuando cambia lo escogido; si no se está mirando, cuando se mire.
   * @type {KitTerritorios["alCambiar"]}
   */
  function alCambiar(nodo, rehacer) {
    let pendiente = false;
    atentos.add(() => {
      pendiente = !nodo.isConnected;
      if (!pendiente) rehacer();
    });
    new IntersectionObserver(() => {
      if (!pendiente || !nodo.isConnected) return;
      pendiente = false;
      rehacer();
    }).observe(nodo);
  }

  /** Lo que se le pide al obrero. @param {ContextoDeMiBase} ctx */
  function pedido(ctx) {
    const [base] = ctx.bases;
    if (!base.territorios.some((t) => t.campo === consulta.por)) consulta.por = base.territorios[0]?.campo || "";
    return { id: base.id, ...consulta };
  }

  /** Si el método es el del IPM. @param {Pick<PedidoDeIncidencia, "pesos" | "k">} e */
  const esDelIpm = ({ pesos, k }) => k === UN_TERCIO && pesos.every((p, j) => p === DEL_IPM[j]);

  /** «VEREDA EL SILENCIO» → «Vereda el Silencio»; lo que no viene en mayúsculas queda igual. @param {string} texto */
  function enTitulo(texto) {
    if (texto !== texto.toUpperCase() || !/\p{L}{3}/u.test(texto)) return texto;
    return texto
      .toLowerCase()
      .replace(/\p{L}+/gu, (palabra, en) =>
        en && MINUSCULAS.has(palabra) ? palabra : palabra[0].toUpperCase() + palabra.slice(1),
      );
  }

  /** Cómo se muestra una etiqueta. @param {string} por @param {string} etiqueta */
  function nombreDe(por, etiqueta) {
    const municipio = por === "cod_mpio" ? window.KitH.municipio(etiqueta) : null;
    return municipio ? municipio.nombre : CODIGOS[por]?.[etiqueta] || enTitulo(etiqueta);
  }

  /** Una proporción como porcentaje. @param {number} v */
  const tasa = (v) => (Number.isNaN(v) ? "no existe" : porcentaje(100 * v));
  /** M0, que va de 0 a 1. @param {number} v */
  const m0 = (v) => (Number.isNaN(v) ? "no existe" : numero(v, 3));

  /** @type {KitTerritorios["posicionDelPrincipal"]} */
  function posicionDelPrincipal({ contribuciones }, g) {
    let mayor = -1;
    contribuciones.forEach((c, j) => {
      if (c[g] > (mayor < 0 ? 0 : contribuciones[mayor][g])) mayor = j;
    });
    return mayor;
  }

  /** Su nombre; «» si nadie es pobre. @type {KitTerritorios["principal"]} */
  const principal = (m, g) => PRIVACIONES[posicionDelPrincipal(m, g)]?.nombre || "";

  /** @param {string} rotulo @param {string} id @param {[string, string][]} opciones @param {string} elegida
   * @param {(valor: string) => void} alElegir */
  const lista = (rotulo, id, opciones, elegida, alElegir) =>
    el(
      "div",
      { class: "herramienta-campo" },
      el("label", { for: id }, rotulo),
      el(
        "select",
        { id, onchange: (/** @type {CambioDeCampo} */ e) => alElegir(e.target.value) },
        opciones.map(([valor, texto]) => el("option", { value: valor, selected: valor === elegida }, texto)),
      ),
    );

  /** Por dónde se mira la base. @param {ContextoDeMiBase} ctx @param {string} id */
  function elegirTerritorio(ctx, id) {
    const { territorios } = ctx.bases[0];
    const { por } = pedido(ctx);
    /** @type {[string, string][]} */
    const opciones = territorios.map((t) => [t.campo, `${t.nombre} (${numero(t.cuantos)})`]);
    return lista("Ver por", id, opciones, por, (elegido) => cambiar({ por: elegido }));
  }

  /** Si la base es la de práctica, que no es de nadie. @type {KitTerritorios["avisoDePractica"]} */
  const avisoDePractica = ({ calidad }) =>
    calidad.sinLeer.includes(DE_PRACTICA)
      ? el("p", { class: "mi-base-cuidado" }, "Es una base de práctica: sus cifras no describen a ningún municipio.")
      : null;

  /** Lo que impide medir esta base, o null. @param {FichaDeBase} base */
  function impide(base) {
    if (!base.conPrivaciones) return "Esta base no trae las quince privaciones (I1 a I15): no se puede medir.";
    if (!base.territorios.length) return "Esta base no trae vereda, barrio, comuna, zona ni otro territorio.";
    return null;
  }

  Object.assign(
    mio,
    /** @satisfies {Partial<KitTerritorios>} */ ({
      DEL_IPM,
      INTERNO,
      MEDIDA,
      POCOS,
      PRIVACIONES,
      UN_TERCIO,
      alCambiar,
      avisoDePractica,
      cambiar,
      consulta,
      elegirTerritorio,
      enTitulo,
      esDelIpm,
      impide,
      lista,
      m0,
      nombreDe,
      pedido,
      posicionDelPrincipal,
      principal,
      tasa,
    }),
  );
})();
