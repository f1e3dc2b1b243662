/* El buscador del sitio dentro del mapa: se escribe un municipio y el mapa va a él. Se pide al tocarlo. */
(function () {
  "use strict";
  const { traer } = window.KitMapa;
  const GUIONES = ["buscador/terceros/minisearch", "buscador/motor", "buscador/lista", "municipios"];

  /**
   * @param {HTMLInputElement} campo
   * @param {(codigo: string) => void} alElegir
   */
  function buscador(campo, alElegir) {
    const esMunicipio = (ficha) => ficha.codigo.length === 5;

    async function preparar() {
      const listo = window.KIT_TERRITORIOS && window.KitBuscador?.Lista && window.KitBuscador.Motor;
      if (!listo) await Promise.all(GUIONES.map((g) => traer(`recursos/${g}.js`)));
      const { Lista, Motor, deTerritorios } = window.KitBuscador;
      const motor = new Motor(deTerritorios(window.KIT_TERRITORIOS));
      const elegir = (ficha) => {
        campo.value = [ficha.nombre, ficha.detalle].filter(Boolean).join(", ");
        alElegir(ficha.codigo);
      };
      const lista = new Lista(campo, { buscar: (texto) => motor.buscar(texto, esMunicipio), alElegir: elegir });
      if (campo.value) lista.actualizar();
    }

    window.KitAlTocar(campo, preparar);
  }

  window.KitMapa = Object.assign(/** @type {any} */ (window.KitMapa || {}), { buscador });
})();
