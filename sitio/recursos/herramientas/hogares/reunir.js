/* Qué es cada fila, a qué hogar pertenece y quién habla por él. Mismas reglas que
   generador/metodos/hogares/reunir.py. */

/**
 * @typedef {object} Reunion Las n filas reunidas en H hogares.
 * @property {"personas" | "hogares"} unidad
 * @property {Territorio | null} municipio
 * @property {Identidad | null} identidad null si la base no dice qué personas son de un hogar
 * @property {Hogares} resumen
 */

(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  const DESEMPATAN = ["id_persona", "edad", "grupo", "nivel", "clasificacion", "fex"];

  /**
   * Reúne las filas en hogares; ErrorDeMetodo si no se sabe cómo y cambia el resultado.
   * @param {Entrada} entrada
   * @param {Peticion} peticion
   * @param {Int32Array} marcas las privaciones de cada fila, para decir en cuántos hogares difieren
   * @returns {Reunion}
   * @param {Avisos} avisos
   * @param {Perdidas} perdidas
   */
  function reunir(entrada, peticion, marcas, avisos, perdidas) {
    const parentesco = perdidas.leer(entrada.de("parentesco"), "parentesco", H.lector("parentesco"), true);
    perdidas.comprobar(peticion.aceptar, peticion.como.aceptar);
    const unidad = queEsCadaFila(entrada, peticion, parentesco);
    const municipio = municipioDe(entrada, perdidas, avisos);
    const identidad = identidadDe(entrada, peticion, municipio, avisos, perdidas);
    if (!identidad) return { unidad, municipio, identidad, resumen: porJefes(unidad, parentesco) };
    const { hogar, textos } = identidad;
    const deHogares = unidad === "hogares";
    const resumen = H.resumirHogares(
      hogar,
      textos.length,
      quienesSonJefes(deHogares, parentesco),
      personasDe(entrada, unidad),
      () => desempate(entrada, marcas),
    );
    if (!deHogares) {
      avisos.anotar("sin_jefe", resumen.sinJefe);
      avisos.anotar("varios_jefes", resumen.variosJefes);
    }
    const repetidas = resumen.cuenta.reduce((suma, c, i) => suma + (!c && hogar[i] >= 0 ? 1 : 0), 0);
    avisos.anotar(unidad === "personas" ? "repetidas" : "hogares_repetidos", repetidas);
    avisos.anotar("marcas_distintas", conMarcasDistintas(marcas, hogar, resumen, deHogares ? null : parentesco));
    return { unidad, municipio, identidad, resumen };
  }

  /**
   * Personas u hogares: lo dicho o, si no, lo que muestran el parentesco y el tamaño.
   * @param {Entrada} entrada
   * @param {Peticion} peticion
   * @param {Float64Array} parentesco
   * @returns {UnidadDeFila}
   */
  function queEsCadaFila(entrada, peticion, parentesco) {
    if (peticion.filas) return peticion.filas;
    if (entrada.tiene("parentesco") && parentesco.some((p) => p > H.JEFE)) return "personas";
    if (entrada.tiene("personas_hogar")) return "hogares";
    if (entrada.tiene("parentesco")) return "personas";
    const queHacer = H.frase("que_es_cada_fila_que_hacer", { filas: peticion.como.filas });
    throw new H.ErrorDeMetodo(H.frase("que_es_cada_fila"), queHacer, { que: "filas" });
  }

  /**
   * @param {Entrada} entrada
   * @param {Perdidas} perdidas
   * @param {Avisos} avisos
   */
  function municipioDe(entrada, perdidas, avisos) {
    if (!entrada.tiene("cod_mpio")) return null;
    const departamento = entrada.tiene("cod_dpto") ? entrada.de("cod_dpto") : null;
    return H.municipios(entrada.de("cod_mpio"), departamento, perdidas, avisos);
  }

  /**
   * La de cada fila; null, con su aviso, si la base no la permite y no hay sorteo.
   * @param {Entrada} entrada
   * @param {Peticion} peticion
   * @param {Territorio | null} municipio
   * @param {Avisos} avisos
   * @param {Perdidas} perdidas
   * @returns {Identidad | null}
   */
  function identidadDe(entrada, peticion, municipio, avisos, perdidas) {
    const clave = entrada.esquema.claveHogar;
    if (!clave.length) {
      if (peticion.sorteo) throw new H.ErrorDeMetodo(H.frase("sin_sorteo"), H.frase("sin_sorteo_que_hacer"));
      avisos.anotar("sin_ficha", entrada.filas.length);
      return null;
    }
    const codigo = entrada.esquema.columnas.cod_mpio;
    const propias = clave.filter((c) => c !== codigo).map((c) => /** @type {Columna} */ (entrada.columnas.get(c)));
    const partes = municipio
      ? [{ nombre: "cod_mpio", textos: municipio.etiquetas, codigos: municipio.codigos }, ...propias]
      : propias;
    for (const columna of partes) {
      const malos = peticion.sorteo ? [] : H.cientificos(columna);
      if (!malos.length) continue;
      const vistos = H.ejemplos(malos.map((t) => [t, H.primeraFila(columna, t, entrada.filas)]));
      avisos.anotar("identidad_cientifica", 1, { columna: columna.nombre, ejemplos: vistos });
      return null;
    }
    const identidad = H.identificar(partes, entrada.filas);
    sinHogar(partes, identidad.vacias, perdidas);
    return identidad;
  }

  /**
   * Anota las filas que no dicen a qué hogar pertenecen, cada una en la columna que le falta.
   * @param {Columna[]} partes
   * @param {Uint8Array} vacias
   * @param {Perdidas} perdidas
   */
  function sinHogar(partes, vacias, perdidas) {
    const faltan = vacias.slice();
    partes.forEach((columna) => {
      if (!faltan.includes(1)) return;
      const sinDato = H.limpios(columna).codigos;
      const malas = faltan.map((falta, i) => (falta && sinDato[i] < 0 ? 1 : 0));
      perdidas.anotar(columna, "identidad", malas, true);
      malas.forEach((mala, i) => {
        if (mala) faltan[i] = 0;
      });
    });
  }

  /**
   * @param {UnidadDeFila} unidad
   * @param {Float64Array} parentesco
   * @returns {Hogares}
   */
  function porJefes(unidad, parentesco) {
    /** @type {number[]} */
    const solos = [];
    parentesco.forEach((p, i) => {
      if (p === H.JEFE || unidad === "hogares") solos.push(i);
    });
    return {
      jefe: Int32Array.from(solos),
      personas: new Int32Array(solos.length).fill(1),
      cuenta: new Uint8Array(parentesco.length).fill(1),
      sinJefe: 0,
      variosJefes: 0,
    };
  }

  /**
   * 1 en las filas de un jefe; en todas, si cada fila es un hogar.
   * @param {boolean} deHogares
   * @param {Float64Array} parentesco
   */
  function quienesSonJefes(deHogares, parentesco) {
    const son = new Uint8Array(parentesco.length);
    for (let i = 0; i < son.length; i += 1) if (deHogares || parentesco[i] === H.JEFE) son[i] = 1;
    return son;
  }

  /** @param {Entrada} entrada @param {UnidadDeFila} unidad */
  function personasDe(entrada, unidad) {
    if (unidad === "hogares") return new Int32Array(entrada.filas.length);
    return entrada.tiene("id_persona") ? H.limpios(entrada.de("id_persona")).codigos : null;
  }

  /**
   * Con qué se escoge entre varios jefes: las marcas, lo que más dice de la persona y las demás columnas.
   * @param {Entrada} entrada
   * @param {Int32Array} marcas
   */
  function desempate(entrada, marcas) {
    const primeras = DESEMPATAN.filter((c) => entrada.tiene(c)).map((c) => entrada.de(c));
    // La identidad es la misma en todo el hogar: no desempata y es la columna más cara.
    const nombres = new Set([...primeras.map((c) => c.nombre), ...entrada.esquema.claveHogar]);
    const demas = H.distintos(entrada.columnas.keys()).filter((n) => !nombres.has(n));
    const columnas = [...primeras, ...demas.map((n) => /** @type {Columna} */ (entrada.columnas.get(n)))];
    return [marcas, ...columnas.map((c) => H.limpios(c).codigos)];
  }

  /**
   * @param {Int32Array} marcas
   * @param {Int32Array} hogar
   * @param {Hogares} resumen
   * @param {Float64Array | null} parentesco null si cada fila es un hogar
   */
  function conMarcasDistintas(marcas, hogar, { jefe, cuenta }, parentesco) {
    const distintos = new Set();
    // A un pensionista o al servicio doméstico el Sisbén los marca aparte: no contradicen al jefe.
    const aparte = new Set(H.documento("categorias").tablas.parentesco.unidad_aparte);
    marcas.forEach((m, i) => {
      if (!cuenta[i] || m === marcas[jefe[hogar[i]]]) return;
      if (!parentesco || !aparte.has(parentesco[i])) distintos.add(hogar[i]);
    });
    return distintos.size;
  }

  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ reunir }));
})();
