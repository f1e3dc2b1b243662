/* Los controles del formulario: se llenan con lo que existe de cada indicador y dicen lo que se escogió. */
(function () {
  "use strict";
  const { el, poner } = window.KitH;

  const ZONAS = { total: "Total", cabecera: "Cabecera", rural: "Centros y rural" };
  const $ = (id) => /** @type {any} */ (document.getElementById(id));

  const opciones = (select, pares, elegida) => {
    poner(
      select,
      pares.map(([valor, texto]) => el("option", { value: valor }, texto)),
    );
    select.value = elegida;
    select.disabled = pares.length < 2;
  };

  /** Las zonas y los años de una capa ya leída. */
  function deCapa(capa, final) {
    const { periodos } = capa.ficha;
    const zonas = Object.keys(ZONAS).filter((zona) => zona in periodos);
    opciones(
      $(`mapa-zona${final}`),
      zonas.map((zona) => [zona, ZONAS[zona]]),
      capa.zona,
    );
    const anios = [...periodos[capa.zona]].reverse();
    opciones(
      $(`mapa-periodo${final}`),
      anios.map((anio) => [anio, anio]),
      capa.periodo,
    );
    $(`mapa-indicador${final}`).value = capa.id;
  }

  class Controles {
    /** @param {(cambio: Partial<EstadoDelMapa>) => void} alCambiar */
    constructor(alCambiar) {
      this.formulario = $("mapa-controles");
      poner($("mapa-indicador2"), [...$("mapa-indicador").cloneNode(true).childNodes]);
      this.formulario.addEventListener("submit", (evento) => evento.preventDefault());
      this.formulario.addEventListener("change", ({ target }) => {
        if (target.dataset.campo) alCambiar(this.conSuAnio(target.dataset.campo, target.value));
        else if (target.id === "mapa-lugares") alCambiar({ lugares: target.checked ? "" : "no" });
      });
    }

    /** Otro indicador trae otros años: se abre en el suyo. */
    conSuAnio(campo, valor) {
      if (campo === "indicador") return { indicador: valor, periodo: "", metodo: "", clase: "" };
      if (campo === "indicador2") return { indicador2: valor, periodo2: "", clase: "" };
      const clase = ["departamento", "pdet", "categoria"].includes(campo) ? {} : { clase: "" };
      return { [campo]: valor, ...clase };
    }

    /**
     * @param {EstadoDelMapa} e
     * @param {CapaDelMapa[]} capas
     */
    mostrar(e, capas) {
      capas.forEach((capa, n) => deCapa(capa, n ? "2" : ""));
      $("mapa-segunda").hidden = e.modo === "uno";
      ["modo", "departamento", "pdet", "categoria"].forEach((campo) => ($(`mapa-${campo}`).value = e[campo]));
      $("mapa-lugares").checked = e.lugares !== "no";
      const metodo = $("mapa-metodo");
      metodo.querySelector("[value=fijas]").disabled = !capas[0].ficha.cortes;
      metodo.value = capas[0].metodo;
      metodo.disabled = e.modo === "cruce";
      if (e.pdet || e.categoria || e.metodo) this.formulario.querySelector("details").open = true;
    }
  }

  window.KitMapa = Object.assign(/** @type {any} */ (window.KitMapa || {}), { Controles });
})();
