/* El texto que puede ir dentro de un documento de Office: XML no admite controles ni mitades de un par sustituto. */
(function () {
  "use strict";
  // eslint-disable-next-line no-control-regex -- los controles son lo que se quita
  const CONTROLES = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
  const SUELTAS = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

  /** @type {KitOficina["limpio"]} */
  const limpio = (texto) => String(texto).replace(SUELTAS, "").replace(CONTROLES, "");

  window.KitOficina = Object.assign(
    window.KitOficina || /** @type {KitOficina} */ ({}),
    /** @satisfies {Partial<KitOficina>} */ ({ PENDIENTE: "[por diligenciar]", limpio }),
  );
})();
