/* De las columnas de una base a sus hogares: el mismo camino de generador/metodos/hogares/armar.py.
   Primero se decide qué es cada fila y a qué hogar pertenece; después, quién habla por el hogar; y solo
   entonces se leen, de esa fila, los datos del hogar. Lo que no se pudo leer queda contado y nombrado. */

/**
 * @typedef {object} HogaresArmados H hogares de una base de n filas.
 * @property {"personas" | "hogares"} unidad
 * @property {Int32Array} jefe la fila (posición) que habla por el hogar
 * @property {Int32Array} fila su número en la base
 * @property {Int32Array | null} hogar el hogar de cada fila, −1 si no cuenta; null si no se sabe
 * @property {string[] | null} identidades
 * @property {Float64Array} personas NaN si no se sabe
 * @property {Float64Array[]} privaciones 15 listas, con NaN sin dato
 * @property {Float64Array} h5
 * @property {Clasificacion} clasificacion
 * @property {Float64Array} zona
 * @property {Float64Array} clase
 * @property {Float64Array} factor de expansión, 1 si no se usa
 * @property {Territorio | null} municipio el de cada hogar
 * @property {CuentasDeEdad} edades
 * @property {Avisos} avisos
 * @property {Perdidas} perdidas
 */

(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  const { PRIVACIONES } = H;
  const MARCAS = [...PRIVACIONES, "h_5"];
  const MOTIVOS = MARCAS.map((m) => (m === "h_5" ? "h_5" : "privacion"));

  /**
   * Los hogares de la base; ErrorDeMetodo si algo que cambia el resultado no se pudo leer.
   * @param {Entrada} entrada
   * @param {Peticion} peticion
   * @returns {HogaresArmados}
   */
  function armar(entrada, peticion) {
    const avisos = new H.Avisos();
    const perdidas = new H.Perdidas(entrada.filas);
    const columnas = MARCAS.map((c) => entrada.de(c));
    const marcas = H.leerMarcas(columnas, entrada.filas.length);
    const reunion = H.reunir(entrada, peticion, marcas, avisos, perdidas);
    const { identidad, municipio, resumen, unidad } = reunion;
    const { jefe } = resumen;
    const habla = new Uint8Array(marcas.length);
    jefe.forEach((f) => {
      habla[f] = 1;
    });
    H.anotarIlegibles(columnas, MOTIVOS, habla, perdidas);
    const delJefe = new H.DelJefe({ entrada, peticion, reunion, avisos, perdidas: perdidas.de(jefe) });
    const valores = H.desarmar(
      jefe.map((f) => marcas[f]),
      MARCAS.length,
    );
    const privaciones = valores.slice(0, PRIVACIONES.length);
    const sinDato = jefe.reduce((suma, _, h) => suma + (privaciones.some((p) => Number.isNaN(p[h])) ? 1 : 0), 0);
    avisos.anotar("privaciones_sin_dato", sinDato);
    const { clase, zona } = delJefe.claseYZona();
    const hechos = {
      unidad,
      jefe,
      fila: jefe.map((f) => entrada.filas[f]),
      hogar: identidad && identidad.hogar.map((h, i) => (resumen.cuenta[i] ? h : -1)),
      identidades: identidad && identidad.textos,
      personas: delJefe.tamanos(),
      privaciones,
      h5: valores[PRIVACIONES.length],
      clasificacion: delJefe.niveles(),
      zona,
      clase,
      factor: delJefe.factor(),
      municipio: municipio && { etiquetas: municipio.etiquetas, codigos: jefe.map((f) => municipio.codigos[f]) },
      edades: delJefe.edades(perdidas),
      avisos,
      perdidas,
    };
    perdidas.comprobar(peticion.aceptar, peticion.como.aceptar);
    return hechos;
  }

  /** Todo lo que hay que decir: los avisos y las pérdidas, en orden. @param {HogaresArmados} hechos */
  const textosDe = ({ avisos, perdidas }) => [...avisos.lista.map((a) => a.texto), ...perdidas.lista.map(H.textoDe)];

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ armar, textosDe }));
})();
