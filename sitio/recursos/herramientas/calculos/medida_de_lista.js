/* A quién llega un programa: cobertura y filtración de una lista ya cruzada. Mismas reglas que
   generador/metodos/beneficiarios.py y, para saber quién es del objetivo, las de identificacion.py. */

/**
 * @typedef {object} MedidaDeLista Lo que se sabe de una lista en un grupo de hogares.
 * @property {Focalizacion} enHogares
 * @property {Focalizacion | null} enPersonas null si de alguno no se sabe cuántas viven en él
 * @property {Razon} filtracion de beneficiarios: renglones cruzados de hogares que no son del objetivo
 * @property {number} hogares
 * @property {number} conBeneficio
 * @property {number} beneficiarios
 * @property {number} sinDato hogares que no se sabe si son del objetivo: fuera de las medidas
 * @property {number} sinDatoConBeneficio
 * @property {number} beneficiariosSinDato
 */

/** @typedef {{hasta: number | null, pobre: boolean}} ReglaDelObjetivo `hasta`: el último orden que entra. */

(function () {
  "use strict";
  const [NO, SI, SIN_DATO] = [0, 1, 2];

  /**
   * ErrorDeMetodo si algún hogar representa a otros: no se pueden seguir uno a uno.
   * @type {KitCalculos["exigirNominal"]}
   */
  function exigirNominal(factor, sinFactor) {
    const otros = factor.reduce((s, f) => s + (f !== 1 ? 1 : 0), 0);
    if (!otros) return;
    const { ErrorDeMetodo, conMiles } = self.KitHogares;
    throw new ErrorDeMetodo(
      `es una muestra: ${conMiles(otros)} hogares tienen factor de expansión distinto de 1, ` +
        "y una lista nominal u otro corte no se cruzan con una muestra",
      `use la base completa; si esta lo es, ${sinFactor}`,
    );
  }

  /**
   * 1 del objetivo, 0 no, 2 sin dato para saberlo: basta una condición falsa para que no lo sea. `pobreza`: 1, 0 o −1.
   * @type {KitCalculos["estadoDelObjetivo"]}
   */
  function estadoDelObjetivo(orden, pobreza, { hasta, pobre }) {
    const estado = new Uint8Array(orden.length);
    for (let i = 0; i < estado.length; i += 1) {
      const deNivel = hasta === null ? SI : orden[i] === 0 ? SIN_DATO : Number(orden[i] <= hasta);
      const dePobreza = !pobre ? SI : pobreza[i] < 0 ? SIN_DATO : pobreza[i];
      if (deNivel === NO || dePobreza === NO) estado[i] = NO;
      else estado[i] = deNivel === SIN_DATO || dePobreza === SIN_DATO ? SIN_DATO : SI;
    }
    return estado;
  }

  const razon = (/** @type {number} */ numerador, /** @type {number} */ denominador) => ({
    numerador,
    denominador,
    valor: denominador ? numerador / denominador : null,
  });

  /** Lo que se suma de unos hogares, en una unidad. */
  class Suma {
    constructor() {
      this.blanco = 0;
      this.ambos = 0;
      this.recibe = 0;
    }

    /** @param {boolean} esObjetivo @param {boolean} recibe @param {number} peso */
    sumar(esObjetivo, recibe, peso) {
      if (esObjetivo) this.blanco += peso;
      if (recibe) this.recibe += peso;
      if (esObjetivo && recibe) this.ambos += peso;
    }

    /** @returns {Focalizacion} */
    razones() {
      const { ambos, blanco, recibe } = this;
      return {
        inclusion: razon(recibe - ambos, recibe),
        exclusion: razon(blanco - ambos, blanco),
        cobertura: razon(ambos, blanco),
      };
    }
  }

  /** Las cuentas de un grupo de hogares mientras se recorren. */
  class Cuenta {
    constructor() {
      this.unidades = { hogares: new Suma(), personas: new Suma(), beneficiarios: new Suma() };
      this.enteros = { hogares: 0, conBeneficio: 0, beneficiarios: 0 };
      this.sin = { sinDato: 0, sinDatoConBeneficio: 0, beneficiariosSinDato: 0 };
      this.seSabenPersonas = true;
    }

    /** @param {number} estado @param {number} dados @param {number} personas */
    sumar(estado, dados, personas) {
      const recibe = dados > 0;
      this.enteros.hogares += 1;
      this.enteros.beneficiarios += dados;
      if (recibe) this.enteros.conBeneficio += 1;
      if (estado === SIN_DATO) {
        this.sin.sinDato += 1;
        this.sin.beneficiariosSinDato += dados;
        if (recibe) this.sin.sinDatoConBeneficio += 1;
        return;
      }
      const { hogares, personas: gente, beneficiarios } = this.unidades;
      hogares.sumar(estado === SI, recibe, 1);
      beneficiarios.sumar(estado === SI, recibe, dados);
      if (Number.isNaN(personas)) this.seSabenPersonas = false;
      else gente.sumar(estado === SI, recibe, personas);
    }

    /** @returns {MedidaDeLista} */
    medida() {
      const { hogares, personas, beneficiarios } = this.unidades;
      return {
        enHogares: hogares.razones(),
        enPersonas: this.seSabenPersonas ? personas.razones() : null,
        filtracion: beneficiarios.razones().inclusion,
        ...this.enteros,
        ...this.sin,
      };
    }
  }

  /** La medida de cada grupo y, al final, la de los hogares sin grupo (código −1). @type {KitCalculos["medirLista"]} */
  function medirLista(codigos, cuantos, estado, dados, personas) {
    const cuentas = Array.from({ length: cuantos + 1 }, () => new Cuenta());
    for (let i = 0; i < codigos.length; i += 1)
      cuentas[codigos[i] < 0 ? cuantos : codigos[i]].sumar(estado[i], dados[i], personas[i]);
    return cuentas.map((c) => c.medida());
  }

  self.KitCalculos = Object.assign(
    self.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({
      estadoDelObjetivo,
      exigirNominal,
      medirLista,
    }),
  );
})();
