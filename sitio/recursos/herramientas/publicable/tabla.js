/* De las celdas a lo publicable: redondeo con llave, recortes y qué se muestra. Mismas reglas que
   generador/metodos/publicable/tabla.py, con un solo nivel: los territorios y el total. */

/**
 * @typedef {object} Publicable
 * @property {FilaPublicada[]} territorios
 * @property {FilaPublicada} total su propia celda: no es la suma de las filas
 * @property {number} base
 * @property {string} huella la de la clave
 * @property {boolean} practica
 * @property {{suma: string, hogares: number}[]} universos de lo que se publica, sin repetir: va a la bitácora
 */

/**
 * @typedef {object} RenglonDeBitacora
 * @property {string} huella
 * @property {string} suma S_U en 16 cifras hexadecimales
 * @property {number} hogares
 * @property {number} redondeo
 * @property {string} fecha
 * @property {string} corte
 */

/** @typedef {{clave: Uint8Array, base: number, minimo: number, exigirTamanos?: boolean}} OpcionesDePublicar */

(function () {
  "use strict";
  const P = (self.KitPublicable = self.KitPublicable || /** @type {KitPublicable} */ ({}));
  const POBRES = 1;
  const PRIVADOS = 2;

  /**
   * La suma de llaves de las `cuantas` primeras celdas de cada universo, y la del universo repetida para cada una.
   * @param {CeldasDeTerritorios} celdas
   * @param {number} cuantas
   */
  function llavesDe(celdas, cuantas) {
    const universo = P.palabras(celdas.universos * cuantas);
    const miembros = P.palabras(celdas.universos * cuantas);
    for (let i = 0; i < universo.baja.length; i += 1) {
      const inicio = Math.floor(i / cuantas) * celdas.ancho;
      P.sumarEn(universo, i, celdas.llaves.alta[inicio], celdas.llaves.baja[inicio]);
      const propia = inicio + (i % cuantas);
      P.sumarEn(miembros, i, celdas.llaves.alta[propia], celdas.llaves.baja[propia]);
    }
    return { universo, miembros };
  }

  /**
   * Las celdas redondeadas y recortadas, en orden: q̃ ≤ ñ, d̃ ≤ ñ, c̃ ≤ min(d̃, q̃) y personas.
   * @param {CeldasDeTerritorios} celdas
   * @param {number} base
   * @returns {{hogares: Float64Array, personas: Float64Array}}
   */
  function redondearCeldas(celdas, base) {
    const { ancho, universos } = celdas;
    const deHogares = llavesDe(celdas, ancho);
    const hogares = P.redondear(celdas.hogares, P.llaveDeCelda(deHogares.universo, deHogares.miembros), base);
    const dePersonas = llavesDe(celdas, 2);
    const llave = P.llaveDeCelda(dePersonas.universo, dePersonas.miembros, P.DE_PERSONAS);
    const personas = P.redondear(celdas.personas, llave, P.reglas().redondeo.personas);
    const cuantas = (ancho - PRIVADOS) / 2;
    for (let u = 0; u < universos; u += 1) {
      const fila = hogares.subarray(u * ancho, (u + 1) * ancho);
      for (let c = 1; c < ancho; c += 1) fila[c] = Math.min(fila[c], fila[0]);
      for (let j = 0; j < cuantas; j += 1) {
        const censurado = PRIVADOS + cuantas + j;
        fila[censurado] = Math.min(fila[censurado], fila[PRIVADOS + j], fila[POBRES]);
      }
      const pobres = fila[POBRES] === 0 ? 0 : personas[2 * u + 1];
      personas[2 * u + 1] = Math.min(pobres, personas[2 * u]);
    }
    return { hogares, personas };
  }

  /** Si el universo no tiene ningún registro. @param {CeldasDeTerritorios} celdas @param {number} u */
  const vacio = (celdas, u) => celdas.hogares[u * celdas.ancho] === 0 && celdas.personas[2 * u] === 0;

  /**
   * Solo lo que se publica: el resto no llega a existir en la salida.
   * @param {CeldasDeTerritorios} celdas las exactas
   * @param {{hogares: Float64Array, personas: Float64Array}} visibles
   * @param {ArrayLike<number>} codigo
   * @param {number} minimo
   * @returns {FilaPublicada[]}
   */
  function callar(celdas, visibles, codigo, minimo) {
    const { ancho, universos } = celdas;
    const cuantas = (ancho - PRIVADOS) / 2;
    return Array.from({ length: universos }, (_, u) => {
      const fila = Array.from(visibles.hogares.subarray(u * ancho, (u + 1) * ancho));
      const oculto = codigo[u] === P.PUBLICADO && fila[0] < minimo;
      const estado = vacio(celdas, u) ? P.SIN_REGISTROS : oculto ? P.PRIMARIA : codigo[u];
      if (estado !== P.PUBLICADO) return callada(estado);
      const hecha = {
        ...callada(estado),
        hogares: fila[0],
        pobres: fila[POBRES],
        privados: fila.slice(PRIVADOS, PRIVADOS + cuantas),
        censurados: fila.slice(PRIVADOS + cuantas),
      };
      if (!P.completa(hecha)) return hecha;
      return { ...hecha, personas: visibles.personas[2 * u], personas_pobres: visibles.personas[2 * u + 1] };
    });
  }

  /** @param {number} estado @returns {FilaPublicada} */
  const callada = (estado) => ({
    estado,
    hogares: estado === P.SIN_REGISTROS ? 0 : null,
    pobres: null,
    personas: null,
    personas_pobres: null,
    privados: null,
    censurados: null,
  });

  /**
   * S_U y hogares exactos de lo que se publica.
   * @param {CeldasDeTerritorios} celdas
   * @param {FilaPublicada[]} filas
   */
  const universosDe = (celdas, filas) =>
    filas.flatMap((fila, u) =>
      fila.estado === P.PUBLICADO
        ? [{ suma: P.enHexadecimal(celdas.llaves, u * celdas.ancho), hogares: celdas.hogares[u * celdas.ancho] }]
        : [],
    );

  /** @param {{suma: string, hogares: number}[]} universos */
  const sinRepetir = (universos) => [...new Map(universos.map((u) => [`${u.suma} ${u.hogares}`, u])).values()];

  /**
   * Lo que se puede publicar de unos hogares con las llaves de `clave`; ErrorDeMetodo si lo pedido no se publica.
   * @param {HogaresPorPublicar} hogares
   * @param {OpcionesDePublicar} opciones
   * @returns {Publicable}
   */
  function publicar(hogares, { clave, base, minimo, exigirTamanos = false }) {
    P.comprobarOpciones(base, minimo);
    const celdas = P.contarCeldas(hogares);
    const delTotal = P.totalDeCeldas(celdas);
    const visibles = redondearCeldas(celdas, base);
    const redondeados = visibles.hogares.filter((_, i) => i % celdas.ancho === 0);
    if (exigirTamanos) {
      P.comprobarTamanos(
        Array.from(redondeados).filter((_, u) => !vacio(celdas, u)),
        minimo,
      );
    }
    const supresion = P.suprimir(redondeados, minimo);
    const territorios = callar(celdas, visibles, supresion.territorios, minimo);
    const [total] = callar(delTotal, redondearCeldas(delTotal, base), [supresion.total], minimo);
    return {
      territorios,
      total,
      base,
      huella: P.huella(clave),
      practica: P.esDePractica(clave),
      universos: sinRepetir([...universosDe(celdas, territorios), ...universosDe(delTotal, [total])]),
    };
  }

  /**
   * Lo que se anota en la bitácora, privada, de cada territorio y del total publicados.
   * @param {Publicable} hecha
   * @param {string} fecha la de la publicación
   * @param {string} corte el de la base
   * @returns {RenglonDeBitacora[]}
   */
  const renglonesDe = (hecha, fecha, corte) =>
    hecha.universos.map(({ suma, hogares }) => ({
      huella: hecha.huella,
      suma,
      hogares,
      redondeo: hecha.base,
      fecha,
      corte,
    }));

  /** Territorios con registros que no se publican. @param {Publicable} hecha @returns {number} */
  const sinPublicar = (hecha) =>
    hecha.territorios.filter((f) => f.estado !== P.PUBLICADO && f.estado !== P.SIN_REGISTROS).length;

  Object.assign(P, /** @satisfies {Partial<KitPublicable>} */ ({ publicar, renglonesDe, sinPublicar }));
})();
