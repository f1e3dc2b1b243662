/* Los cupos de cada territorio de una base: cuántos pobres y cuánta gente tiene, y lo que le toca del total. */
(function () {
  "use strict";
  const obrero = (self.KitObrero = self.KitObrero || /** @type {KitObrero} */ ({}));
  const { pesosDeReparto, repartirCupos } = self.KitCalculos;

  /**
   * Lo que decide el reparto, por territorio: personas, personas pobres y hogares elegibles.
   * @param {BaseDelSimulador} base
   * @param {Territorio} territorio
   * @param {number} hasta
   */
  function contar({ factor, orden, personas, pobre, sinDato }, { codigos, etiquetas }, hasta) {
    const n = etiquetas.length;
    const cuenta = { poblacion: new Float64Array(n), pobres: new Float64Array(n), maximos: new Float64Array(n) };
    const hay = new Uint8Array(n);
    for (let i = 0; i < codigos.length; i += 1) {
      const t = codigos[i];
      if (t < 0) continue;
      // De quien no se sabe si es pobre no se puede decir cuánto pesa en la tasa: queda fuera de ella.
      const gente = sinDato?.[i] ? 0 : (personas[i] || 0) * factor[i];
      hay[t] = 1;
      cuenta.poblacion[t] += gente;
      if (pobre[i]) cuenta.pobres[t] += gente;
      if (orden[i] > 0 && orden[i] <= hasta) cuenta.maximos[t] += 1;
    }
    return { ...cuenta, hay };
  }

  /**
   * Los cupos de cada territorio de `etiquetas`. Se reparten en el orden de sus nombres, que es el de la orden y QGIS:
   * si dos restos empatan con el mismo peso, ese orden decide.
   * @type {KitObrero["cuposPorTerritorio"]}
   */
  function cuposPorTerritorio(base, territorio, { cupo = 0, reparto }, hasta) {
    if (!reparto) return null;
    const { hay, maximos, poblacion, pobres } = contar(base, territorio, hasta);
    const { etiquetas } = territorio;
    const enOrden = Array.from(etiquetas.keys()).filter((t) => hay[t]);
    enOrden.sort((a, b) => (etiquetas[a] < etiquetas[b] ? -1 : 1));
    /** @param {Float64Array} columna */
    const tomar = (columna) => Float64Array.from(enOrden, (t) => columna[t]);
    const pesos = pesosDeReparto(tomar(pobres), tomar(poblacion), reparto.regla);
    const cupos = new Float64Array(etiquetas.length);
    repartirCupos(cupo, pesos, reparto.minimo, tomar(maximos)).forEach((c, k) => {
      cupos[enOrden[k]] = c;
    });
    return cupos;
  }

  Object.assign(obrero, /** @satisfies {Partial<KitObrero>} */ ({ cuposPorTerritorio }));
})();
