/* El texto que puede ir dentro de un documento de Office: XML no admite controles ni mitades de un par sustituto. */
(function () {
  "use strict";
  // eslint-disable-next-line no-control-regex -- los controles son lo que se quita
  const CONTROLES = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
  const SUELTAS = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

  /** @type {KitOficina["limpio"]} */
  const limpio = (texto) => String(texto).replace(SUELTAS, "").replace(CONTROLES, "");

  /**
   * Alto, en puntos, para que quepa el texto que da la vuelta (0: basta el de siempre). Hay programas que no lo
   * calculan al abrir.
   * @type {KitOficina["altoDe"]}
   */
  function altoDe(valores, anchos) {
    const renglones = valores.map((v, j) =>
      typeof v === "string" && anchos[j] ? Math.ceil((1.15 * v.length) / anchos[j]) : 1,
    );
    const mas = Math.max(1, ...renglones);
    return mas > 1 ? 15 * mas + 2 : 0;
  }

  window.KitOficina = Object.assign(
    window.KitOficina || /** @type {KitOficina} */ ({}),
    /** @satisfies {Partial<KitOficina>} */ ({ PENDIENTE: "[por diligenciar]", altoDe, limpio }),
  );
})();
