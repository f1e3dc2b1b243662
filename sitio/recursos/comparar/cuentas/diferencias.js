/* La diferencia con el primero, en puntos y en palabras; o por qué no se da. */
(function () {
  "use strict";
  const { escribir, omision, redondear } = window.KitComparar;
  const NO_SE_COMPARA = "no se compara";
  const SOLO_CONTADOS = "describe solo a los contados";
  const OTRO_ANIO = "son años distintos";
  const SE_CRUZAN = "los intervalos se cruzan";

  /** @type {DiferenciaComparada} */
  const NINGUNA = { texto: "", puntos: null, nota: "" };

  /** «3,2 puntos más», «1 punto menos», «igual»: la palabra es el signo. @param {number} puntos @param {number} d */
  function enPalabras(puntos, d) {
    if (puntos === 0) return "igual";
    const cuantos = escribir(Math.abs(puntos), d);
    return `${cuantos} ${cuantos === "1" ? "punto" : "puntos"} ${puntos > 0 ? "más" : "menos"}`;
  }

  /** @param {[number, number] | null} a @param {[number, number] | null} b */
  const seCruzan = (a, b) => a !== null && b !== null && a[0] <= b[1] && b[0] <= a[1];

  /** De una estimación con modelo solo se dice de qué lado está, y si los intervalos no se tocan.
   * @param {CeldaComparada} primera @param {CeldaComparada} otra @returns {DiferenciaComparada} */
  function deEstimacion(primera, otra) {
    if (seCruzan(primera.intervalo, otra.intervalo)) return { ...NINGUNA, texto: SE_CRUZAN };
    return { ...NINGUNA, texto: otra.crudo > primera.crudo ? "más alta" : "más baja" };
  }

  /**
   * `territorios` son el primero y el otro; `celdas`, las suyas en la misma fila.
   * @type {KitComparar["diferencia"]}
   */
  function diferencia(territorios, celdas, fila, def) {
    const [primera, otra] = celdas;
    if (!(primera.hay && otra.hay)) return NINGUNA;
    if (fila.f === "estimacion") return deEstimacion(primera, otra);
    if (!fila.r) return NINGUNA;
    if (primera.anio !== otra.anio) return { ...NINGUNA, texto: NO_SE_COMPARA, nota: OTRO_ANIO };
    const clase = def.fichas[fila.i].censal ? Math.max(...territorios.map((t) => omision(t, fila.z))) : -1;
    if (clase >= def.solo_contados) return { ...NINGUNA, texto: NO_SE_COMPARA, nota: SOLO_CONTADOS };
    const puntos = redondear(otra.crudo - primera.crudo, fila.d);
    const notas = [
      clase >= def.con_cautela && "con cautela",
      seCruzan(primera.intervalo, otra.intervalo) && SE_CRUZAN,
    ].filter(Boolean);
    return { texto: enPalabras(puntos, fila.d), puntos, nota: notas.join("; ") };
  }

  Object.assign(window.KitComparar, /** @satisfies {Partial<KitComparar>} */ ({ diferencia }));
})();
