/* Lo que se publica de cada territorio y todo lo que se deriva, solo de lo redondeado. Mismas reglas que
   generador/metodos/publicable/publicada.py; las divisiones son las mismas, en el mismo orden. */

/**
 * @typedef {object} FilaPublicada Un territorio, o el total, tal como se publica; null es «no se publica».
 * @property {number} estado
 * @property {number | null} hogares
 * @property {number | null} pobres
 * @property {number | null} personas
 * @property {number | null} personas_pobres
 * @property {number[] | null} privados
 * @property {number[] | null} censurados
 */

(function () {
  "use strict";
  const P = (self.KitPublicable = self.KitPublicable || /** @type {KitPublicable} */ ({}));
  const SIN_REGISTROS = 3;
  const ESTADOS = ["publicado", "pocos_hogares", "protege_a_otro", "sin_registros"];
  const UN_TERCIO = 1 / 3;

  /** @param {number | null} arriba @param {number | null} abajo */
  const razon = (arriba, abajo) => (arriba === null || abajo === null || abajo === 0 ? null : arriba / abajo);

  /** @param {FilaPublicada} fila */
  const visible = (fila) => fila.estado === P.PUBLICADO;

  /** Si publica también personas. @param {FilaPublicada} fila */
  const completa = (fila) => visible(fila) && Number(fila.hogares) >= P.reglas().minimo_completo;

  /** Si publica intensidad y contribuciones. @param {FilaPublicada} fila */
  const conIntensidad = (fila) => completa(fila) && Number(fila.pobres) >= P.reglas().minimo_de_pobres;

  /** Si tiene de 12 a 29 hogares: solo una idea del tamaño. @param {FilaPublicada} fila */
  const ordenDeMagnitud = (fila) => visible(fila) && !completa(fila);

  /**
   * El rango que garantiza el redondeo a H: cada conteo difiere del verdadero en `base` − 1 como mucho.
   * @param {FilaPublicada} fila
   * @param {number} base
   * @returns {[number | null, number | null]}
   */
  function rangoDeH({ hogares, pobres }, base) {
    if (hogares === null || pobres === null) return [null, null];
    const holgura = base - 1;
    const alta = razon(pobres + holgura, hogares - holgura);
    return [razon(Math.max(pobres - holgura, 0), hogares + holgura), alta === null ? null : Math.min(alta, 1)];
  }

  /** @param {FilaPublicada} fila @param {number[]} pesos */
  function intensidad(fila, pesos) {
    const { censurados, pobres } = fila;
    if (!conIntensidad(fila) || censurados === null || pobres === null) return { a: null, aportes: null };
    const partes = censurados.map((n, j) => n * pesos[j]);
    const puntos = suma(partes);
    const a = Math.min(Math.max(puntos / (pobres * suma(pesos)), UN_TERCIO), 1);
    return { a, aportes: partes.map((parte) => razon(parte, puntos)) };
  }

  /** @param {number[]} numeros */
  const suma = (numeros) => numeros.reduce((s, n) => s + n, 0);

  /**
   * La privación que más contribuye (empate: la primera); −1 si no se publica.
   * @param {(number | null)[] | null} aportes
   */
  function principal(aportes) {
    if (!aportes) return -1;
    const valores = aportes.map((v) => v ?? -1);
    const mayor = Math.max(...valores);
    return mayor > 0 ? valores.indexOf(mayor) : -1;
  }

  /**
   * Las columnas de una fila, {nombre: valor}, y la privación principal; null es «no se publica».
   * @param {FilaPublicada} fila
   * @param {number} base
   * @returns {{columnas: Record<string, string | number | boolean | null>, principal: number}}
   */
  function columnasDe(fila, base) {
    const pesos = P.privaciones().map((p) => p.peso);
    const [baja, alta] = rangoDeH(fila, base);
    const { a, aportes } = intensidad(fila, pesos);
    const puntos = fila.censurados && suma(fila.censurados.map((n, j) => n * pesos[j]));
    /** @type {Record<string, string | number | boolean | null>} */
    const columnas = {
      estado: ESTADOS[fila.estado],
      orden_de_magnitud: ordenDeMagnitud(fila),
      hogares: fila.hogares,
      pobres: fila.pobres,
      personas: fila.personas,
      personas_pobres: fila.personas_pobres,
      h: razon(fila.pobres, fila.hogares),
      h_baja: baja,
      h_alta: alta,
      h_personas: razon(fila.personas_pobres, fila.personas),
      a,
      m0: fila.hogares === null ? null : razon(puntos, fila.hogares * suma(pesos)),
    };
    pesos.forEach((_, j) => {
      columnas[`t_i${j + 1}`] = razon(fila.privados && fila.privados[j], fila.hogares);
      columnas[`c_i${j + 1}`] = razon(fila.censurados && fila.censurados[j], fila.hogares);
      columnas[`f_i${j + 1}`] = aportes && aportes[j];
    });
    return { columnas, principal: principal(aportes) };
  }

  Object.assign(P, /** @satisfies {Partial<KitPublicable>} */ ({ SIN_REGISTROS, ESTADOS, completa, columnasDe }));
})();
