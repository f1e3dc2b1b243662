(function () {
  "use strict";
  const { el } = window.KitH;
  const mio = (window.KitTerritorios = window.KitTerritorios || /** @type {KitTerritorios} */ ({}));
  Object.assign(mio, { descargas: () => el("div") });
})();
