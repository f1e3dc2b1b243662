/* La tabla publicable sobre los polígonos que abra quien publica. Del archivo solo se usan la geometría y la
   propiedad con el nombre: lo demás que traiga no se publica. */

/**
 * @typedef {object} CapaDePoligonos
 * @property {{geometry: object, properties: Record<string, unknown>}[]} entidades
 * @property {string[]} propiedades las de texto o número, comunes a todas
 */

(function () {
  "use strict";
  const P = (self.KitPublicable = self.KitPublicable || /** @type {KitPublicable} */ ({}));
  const H = self.KitHogares;
  const POLIGONOS = ["Polygon", "MultiPolygon"];

  /** @param {unknown} valor */
  const sirveDeNombre = (valor) => typeof valor === "string" || typeof valor === "number";

  /**
   * Los polígonos de un GeoJSON; ErrorDeMetodo si no lo es.
   * @param {string} texto
   * @returns {CapaDePoligonos}
   */
  function leerPoligonos(texto) {
    const documento = comoJson(texto);
    const entidades = Array.isArray(documento?.features) ? documento.features : [];
    const bien =
      documento?.type === "FeatureCollection" &&
      entidades.length > 0 &&
      entidades.every((/** @type {any} */ e) => POLIGONOS.includes(e?.geometry?.type) && e.properties);
    if (!bien) {
      throw new H.ErrorDeMetodo(
        "el archivo no es un GeoJSON de polígonos",
        "exporte la capa de veredas, barrios o centros poblados como GeoJSON, en longitud y latitud",
      );
    }
    const propiedades = Object.keys(entidades[0].properties).filter((n) =>
      entidades.every((/** @type {any} */ e) => sirveDeNombre(e.properties[n])),
    );
    return { entidades, propiedades };
  }

  /** @param {string} texto @returns {any} */
  function comoJson(texto) {
    try {
      return JSON.parse(texto);
    } catch (_) {
      return null;
    }
  }

  /** Si los dos son códigos se comparan sin ceros; si no, sin tildes ni mayúsculas. @param {unknown} nombre */
  const llaveDe = (nombre) => H.comparable(H.limpiar(String(nombre)), false);

  /**
   * La capa con lo publicado de cada polígono; `hallados` dice cuántos territorios publicados tienen el suyo. Del que
   * no se publica no se dice por qué: que un territorio esté en la base ya dice que allí vive alguien.
   * @param {TablaPublicada} tabla
   * @param {CapaDePoligonos} capa
   * @param {string} propiedad la que trae el nombre o el código del territorio
   * @returns {{geojson: object, hallados: number, publicados: number}}
   */
  function geojsonPublicable({ columnas, filas }, { entidades }, propiedad) {
    const estado = columnas.indexOf("estado");
    const propias = filas.filter((fila) => fila[estado] === P.ESTADOS[P.PUBLICADO] && fila[0] !== P.TOTAL);
    const porNombre = new Map(propias.map((fila) => [llaveDe(fila[0]), fila]));
    const usadas = new Set();
    const features = entidades.map(({ geometry, properties }) => {
      const nombre = properties[propiedad];
      const fila = porNombre.get(llaveDe(nombre));
      if (fila) usadas.add(fila);
      const valores = columnas.map((c, j) => [c, fila ? fila[j] : null]);
      return { type: "Feature", geometry, properties: { ...Object.fromEntries(valores), territorio: nombre } };
    });
    return { geojson: { type: "FeatureCollection", features }, hallados: usadas.size, publicados: propias.length };
  }

  Object.assign(P, /** @satisfies {Partial<KitPublicable>} */ ({ leerPoligonos, geojsonPublicable }));
})();
