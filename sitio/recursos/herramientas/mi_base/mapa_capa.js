/* Las formas del mapa: los polígonos de un GeoJSON de la persona o los centros poblados del kit, y con qué territorio
   de la base se corresponde cada una. */

(function () {
  "use strict";
  const { llano } = window.KitH;
  const mio = (window.KitTerritorios = window.KitTerritorios || /** @type {KitTerritorios} */ ({}));
  const RAIZ = new URL("../", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  const NO_ES = "El archivo no es un GeoJSON de polígonos o puntos.";
  const QUE_HACER = "Exporte la capa de veredas o barrios como GeoJSON desde su visor o desde QGIS.";
  const MILESIMAS = 1000;

  /** Si los dos son cifras se comparan sin ceros a la izquierda; si no, sin tildes ni mayúsculas. @param {string} t */
  function llave(t) {
    const limpio = llano(String(t)).replace(/\s+/g, " ").trim();
    return /^\d+$/.test(limpio) ? limpio.replace(/^0+(?=\d)/, "") : limpio;
  }

  /** @param {any} geometria @returns {Pick<FormaDelMapa, "anillos" | "punto"> | null} */
  function formaDe(geometria) {
    const { type, coordinates: c } = geometria || {};
    if (type === "Polygon") return { anillos: c, punto: null };
    if (type === "MultiPolygon") return { anillos: c.flat(), punto: null };
    return type === "Point" ? { anillos: [], punto: c } : null;
  }

  /** @param {number[]} p */
  const esNumero = (p) => Array.isArray(p) && Number.isFinite(p[0]) && Number.isFinite(p[1]);

  /** @param {number[][]} puntos */
  const sonGrados = (puntos) => puntos.every(([x, y]) => Math.abs(x) <= 180 && Math.abs(y) <= 90);

  /** Error que se puede mostrar si no lo es. @type {KitTerritorios["leerCapa"]} */
  function leerCapa(texto) {
    let documento;
    try {
      documento = JSON.parse(texto);
    } catch (_) {
      throw new Error(`${NO_ES} ${QUE_HACER}`);
    }
    const entidades = documento && Array.isArray(documento.features) ? documento.features : [];
    /** @type {FormaDelMapa[]} */
    const formas = [];
    entidades.forEach((e) => {
      const forma = formaDe(e && e.geometry);
      const puntos = forma && [...forma.anillos.flat(), ...(forma.punto ? [forma.punto] : [])];
      if (!forma || !puntos.length || !puntos.every(esNumero)) return;
      const propias = Object.entries(e.properties || {}).filter(([, v]) => ["string", "number"].includes(typeof v));
      formas.push({ ...forma, personas: 0, propiedades: Object.fromEntries(propias.map(([c, v]) => [c, String(v)])) });
    });
    if (!formas.length) throw new Error(`${NO_ES} ${QUE_HACER}`);
    const campos = [...new Set(formas.flatMap((f) => Object.keys(f.propiedades)))];
    const enGrados = formas.every((f) => sonGrados(f.punto ? [f.punto] : f.anillos.flat()));
    return { formas, campos, contorno: [], enGrados, sinForma: entidades.length - formas.length };
  }

  /** @param {number[]} plano [x, y, x, y…] en milésimas de grado */
  const enPares = (plano) =>
    Array.from({ length: plano.length / 2 }, (_, i) => [plano[2 * i] / MILESIMAS, plano[2 * i + 1] / MILESIMAS]);

  /** Los del kit, que se piden por departamento. @type {KitTerritorios["centrosPoblados"]} */
  async function centrosPoblados(codigo) {
    const nombre = `centros/${codigo.slice(0, 2)}`;
    if (!window.KIT_DATOS[nombre]) await traer(`${RAIZ}datos/${nombre}.js`);
    const suyo = window.KIT_DATOS[nombre][codigo];
    if (!suyo || !suyo.lugares.length)
      throw new Error("El censo no delimitó centros poblados con punto en ese municipio.");
    const formas = suyo.lugares.map(([propio, como, x, y, personas]) => ({
      anillos: [],
      punto: [x / MILESIMAS, y / MILESIMAS],
      personas,
      propiedades: { nombre: como, código: propio, "código corto": propio.slice(5) },
    }));
    const campos = ["nombre", "código", "código corto"];
    return { formas, campos, contorno: suyo.contorno.map(enPares), enGrados: true, sinForma: 0 };
  }

  /** @param {string} direccion @returns {Promise<void>} */
  const traer = (direccion) =>
    new Promise((listo, fallo) => {
      const guion = document.createElement("script");
      const alFallar = () => fallo(new Error("No llegaron los centros poblados. Recargue la página."));
      Object.assign(guion, { src: direccion, async: false, onload: () => listo(), onerror: alFallar });
      document.head.append(guion);
    });

  /** @type {KitTerritorios["cruzarCapa"]} */
  function cruzarCapa({ formas }, campo, etiquetas) {
    const lugar = new Map(etiquetas.map((e, g) => [llave(e), g]));
    const territorio = Int32Array.from(formas, (f) => {
      const propia = f.propiedades[campo];
      return propia === undefined ? -1 : (lugar.get(llave(propia)) ?? -1);
    });
    const hallados = new Set(territorio);
    const ajenas = formas.filter((_, i) => territorio[i] < 0).map((f) => f.propiedades[campo] || "sin nombre");
    return {
      territorio,
      sinForma: etiquetas.map((_, g) => g).filter((g) => !hallados.has(g)),
      sinBase: [...new Set(ajenas)],
    };
  }

  /** El campo con que más territorios se encuentran. @type {KitTerritorios["mejorCampo"]} */
  function mejorCampo(capa, etiquetas) {
    const faltan = capa.campos.map((campo) => cruzarCapa(capa, campo, etiquetas).sinForma.length);
    return capa.campos[faltan.indexOf(Math.min(...faltan))] || "";
  }

  Object.assign(
    mio,
    /** @satisfies {Partial<KitTerritorios>} */ ({ centrosPoblados, cruzarCapa, leerCapa, mejorCampo }),
  );
})();
