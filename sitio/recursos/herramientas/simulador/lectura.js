/* De un CSV a los hogares del simulador, por el mismo camino de la orden y de QGIS (`KitHogares`). */

/**
 * @typedef {object} BaseExaminada Lo que un archivo trae, antes de decidir nada.
 * @property {Examen} examen
 * @property {Reconocimiento} esquema
 * @property {Entrada} entrada
 * @property {string[]} personales las columnas que no se leyeron
 * @property {boolean} sinPrivaciones si se reconoció sin ellas
 */

/** @typedef {{aceptar?: boolean, decimal?: string, filas?: UnidadDeFila}} Respuestas Las de quien abre la base. */

/**
 * @typedef {object} BaseDelSimulador Un dato por hogar.
 * @property {string[] | null} ids null si no se sabe qué personas son de un hogar: no hay sorteo
 * @property {Int32Array} orden
 * @property {string[]} clasificacion
 * @property {boolean[]} pobre
 * @property {Uint8Array | null} sinDato 1 si no se sabe si es pobre; null si de todos se sabe
 * @property {Float64Array} personas
 * @property {Float64Array} menores
 * @property {Territorio | null} territorio
 * @property {Float64Array} factor de expansión
 * @property {boolean} esMuestra
 * @property {UnidadDeFila} unidad
 * @property {number} filas
 * @property {string[]} personales
 * @property {string[]} avisos
 * @property {HogaresArmados} armado
 */

/** @typedef {Reconocimiento & {hallado: Emparejadas}} ReconocimientoSimple */
/** @typedef {{avisos: Avisos, perdidas: Perdidas}} LecturaAparte Lo que se nota al leer lo propio del simulador. */

(function () {
  "use strict";
  const H = self.KitHogares;
  const simulador = (self.KitSimulador = self.KitSimulador || /** @type {KitSimulador} */ ({}));
  const MAXIMO = 600000;
  const CUENTA_DE_MENORES = "menores_18";

  /**
   * Lo que un archivo trae, antes de decidir nada; ErrorDeMetodo si no es una base que se entienda.
   * `maximo` de filas; con `apartar`, las que no coinciden con el encabezado se apartan y se cuentan.
   * @type {KitSimulador["examinarBase"]}
   */
  function examinarBase(octetos, { maximo = MAXIMO, apartar = false } = {}) {
    const examen = H.examinar(octetos, { apartar });
    if (examen.deDatos.length > maximo) {
      const queHacer = "use el complemento de QGIS o divídalo";
      throw new H.ErrorDeMetodo(`el archivo trae más de ${H.conMiles(maximo)} filas`, queHacer);
    }
    const { esquema, sinPrivaciones } = reconocerBase(examen.columnas);
    // Las coordenadas de la vivienda no hacen falta aquí: ni se leen.
    const propias = Object.keys(esquema.columnas)
      .filter((c) => !/^[xy]_/.test(c))
      .map((c) => esquema.columnas[c]);
    const { columnas, filas } = H.leerColumnas(examen, [...new Set(propias)]);
    const conocidas = [...Object.values(esquema.columnas), ...Object.values(esquema.otras)];
    return {
      examen,
      esquema,
      entrada: new H.Entrada(esquema, columnas, filas),
      personales: H.columnasPersonales(examen.columnas, conocidas),
      sinPrivaciones,
    };
  }

  /**
   * Al simulador le bastan el nivel, las privaciones o la marca de pobreza, y a qué hogar pertenece cada fila.
   * @param {string[]} columnas
   */
  function reconocerBase(columnas) {
    const { esquema, se_piden: sePiden } = self.KIT_DATOS.hogares_simples;
    const documento = H.documento("esquemas_sisben");
    try {
      return { esquema: H.reconocer(columnas, documento), sinPrivaciones: false };
    } catch (error) {
      if (!(error instanceof H.ErrorDeMetodo)) throw error;
      const leidos = [esquema, ...documento.esquemas].map((e) => simple(e, columnas));
      /** @param {"every" | "some"} cuales */
      const trae = (cuales) => leidos.some(({ columnas: c }) => H.PRIVACIONES[cuales]((p) => p in c));
      if (trae("every")) throw error;
      /** @param {ReconocimientoSimple} r */
      const basta = ({ columnas: c, claveHogar }) => claveHogar.length && !faltantes(c, sePiden).length;
      const completos = leidos.filter(basta);
      if (completos.length) {
        /** @param {ReconocimientoSimple} r */
        const cuantas = (r) => Object.keys(r.columnas).length;
        const elegido = completos.reduce((a, b) => (cuantas(b) > cuantas(a) ? b : a));
        H.exigirUnicas(elegido.hallado);
        return { esquema: elegido, sinPrivaciones: true };
      }
      if (trae("some")) throw error;
      throw sinColumnas(faltantes(leidos[0].columnas, sePiden), columnas);
    }
  }

  /**
   * @param {EsquemaDeBase} esquema
   * @param {string[]} columnas
   * @returns {ReconocimientoSimple}
   */
  function simple(esquema, columnas) {
    const hallado = H.emparejar(columnas, H.aliasDe(esquema));
    const claveHogar = H.claveHogar(esquema.clave_hogar, hallado.mapa);
    const { id, nombre } = esquema;
    return { hallado, esquema: id, nombre, columnas: hallado.mapa, otras: {}, claveHogar, avisos: [] };
  }

  /** @param {Record<string, string>} mapa @param {Record<string, string>} sePiden */
  function faltantes(mapa, sePiden) {
    const nivel = "grupo" in mapa && "nivel" in mapa;
    return Object.keys(sePiden)
      .filter((c) => !(c in mapa) && !(c === "clasificacion" && nivel))
      .map((c) => sePiden[c]);
  }

  /** @param {string[]} faltan @param {string[]} columnas */
  function sinColumnas(faltan, columnas) {
    const cuales = faltan.map((f) => `«${f}»`).join(", ");
    const trae = columnas.slice(0, 8).join(", ");
    const dicho = faltan.length > 1 ? "faltan las columnas" : "falta la columna";
    return new H.ErrorDeMetodo(
      `en el encabezado ${dicho} ${cuales} (el archivo trae: ${trae})`,
      "descargue el ejemplo y use esos nombres",
    );
  }

  /**
   * 1 si el hogar es pobre por el IPM proxy (sus quince privaciones, con sus pesos y k = 1/3), 0 si no y −1 si le falta
   * alguna: lo mismo que dicen la orden y QGIS, aunque su marca diga otra cosa.
   * @type {KitSimulador["pobrezaDe"]}
   */
  function pobrezaDe({ privaciones }) {
    /** @type {{peso: number}[]} */
    const delIpm = H.documento("ipm").privaciones;
    const { declararMetodo, pobrezaDeHogares } = self.KitCalculos;
    const pesos = delIpm.map((p) => `${p.peso}/100`);
    return pobrezaDeHogares(privaciones, declararMetodo(pesos, "1/3"));
  }

  /** 1 en los hogares de los que no se sabe si son pobres; null si no los hay. @param {ArrayLike<number>} pobreza */
  function sinDatoDe(pobreza) {
    const faltan = Uint8Array.from(pobreza, (p) => (p === 0 || p === 1 ? 0 : 1));
    return faltan.includes(1) ? faltan : null;
  }

  /** La marca de la base no es la que dan sus privaciones. @param {HogaresArmados} armado @param {Int8Array} pobreza */
  function otraMarca({ h5 }, pobreza) {
    const distinta = h5.filter((h, i) => pobreza[i] >= 0 && !Number.isNaN(h) && h !== pobreza[i]);
    return cuantos(
      distinta.length,
      "hogar trae una marca de pobreza distinta de la que dan sus privaciones: se usaron sus privaciones",
      "hogares traen una marca de pobreza distinta de la que dan sus privaciones: se usaron sus privaciones",
    );
  }

  /** Un aviso con su número, o ninguno. @param {number} n @param {string} uno @param {string} varios */
  const cuantos = (n, uno, varios) => (n ? [`${H.conMiles(n)} ${n === 1 ? uno : varios}`] : []);

  /**
   * Los hogares de una base examinada. `respuestas` son las de quien la abre: {aceptar, decimal, filas}.
   * ErrorDeMetodo, con su pregunta, si algo cambia el resultado y no se ha respondido.
   * @type {KitSimulador["leerBase"]}
   */
  function leerBase({ examen, esquema, entrada, personales, sinPrivaciones }, instrumento, respuestas = {}) {
    const simples = self.KIT_DATOS.hogares_simples;
    const propia = esquema.esquema === simples.esquema.id;
    const peticion = H.peticion(instrumento, { usados: ["orden"], filas: propia ? "hogares" : null, ...respuestas });
    const armado = H.armar(entrada, peticion);
    const avisos = armado.avisos.lista.filter((a) => !sinPrivaciones || a.id !== "privaciones_sin_dato");
    const dichos = [...examen.avisos, ...esquema.avisos, ...H.textosDe({ ...armado, avisos: { lista: avisos } })];
    const aparte = { avisos: new H.Avisos(), perdidas: new H.Perdidas(armado.fila) };
    const territorio = territorioDe(entrada, armado, simples.territorios, aparte);
    const menores = menoresDe(entrada, armado, peticion, aparte);
    aparte.perdidas.comprobar(peticion.aceptar, peticion.como.aceptar);
    const pobreza = sinPrivaciones ? null : pobrezaDe(armado);
    const sabeTamano = armado.personas.some((p) => p > 0);
    const sinDato = sinDatoDe(pobreza || armado.h5);
    aparte.avisos.anotar("sin_saber_si_es_pobre", sinDato ? sinDato.reduce((suma, falta) => suma + falta, 0) : 0);
    return {
      ids: armado.identidades,
      orden: armado.clasificacion.orden,
      clasificacion: Array.from(armado.clasificacion.orden, (o) => armado.clasificacion.codigos[o - 1] || ""),
      pobre: Array.from(pobreza || armado.h5, (p) => p === 1),
      sinDato,
      personas: sabeTamano ? armado.personas : armado.personas.map(() => 1),
      menores: menores || new Float64Array(armado.jefe.length),
      territorio,
      factor: armado.factor,
      esMuestra: entrada.tiene("fex"),
      unidad: armado.unidad,
      filas: entrada.filas.length,
      personales,
      avisos: [
        ...dichos,
        ...H.textosDe(aparte),
        ...(pobreza ? otraMarca(armado, pobreza) : []),
        ...propios(armado, menores, sabeTamano),
      ],
      armado,
    };
  }

  /**
   * El primero de los territorios posibles que trae algún dato.
   * @param {Entrada} entrada
   * @param {HogaresArmados} armado
   * @param {string[]} posibles
   * @param {LecturaAparte} aparte
   */
  function territorioDe(entrada, { jefe }, posibles, { avisos, perdidas }) {
    const columnas = posibles.filter((c) => entrada.tiene(c)).map((c) => H.tomar(entrada.de(c), jefe));
    const columna = columnas.find((c) => H.usados(c).some(H.limpiar));
    return columna ? H.territorio(columna, perdidas, avisos) : null;
  }

  /**
   * Los de edad conocida o, en el CSV propio, los escritos; null si la base no permite saberlo.
   * @param {Entrada} entrada
   * @param {HogaresArmados} armado
   * @param {Peticion} peticion
   * @param {LecturaAparte} aparte
   * @returns {Float64Array | null}
   */
  function menoresDe(entrada, { edades, jefe }, { como, decimal }, { perdidas }) {
    if (edades[CUENTA_DE_MENORES]) return Float64Array.from(edades[CUENTA_DE_MENORES].seguras);
    if (!entrada.tiene("menores")) return null;
    const columna = H.tomar(entrada.de("menores"), jefe);
    return H.leerReales(columna, "numero", perdidas, { decimal, minimo: 0, detiene: true, como: como.decimal });
  }

  /**
   * Lo que solo el simulador necesita decir.
   * @param {HogaresArmados} armado
   * @param {Float64Array | null} menores
   * @param {boolean} sabeTamano
   */
  function propios({ clasificacion, edades, identidades }, menores, sabeTamano) {
    /** @param {Int32Array | Float64Array} lista @param {(v: number) => boolean} cumple */
    const contar = (lista, cumple) => Array.from(lista).filter(cumple).length;
    const dudosas = edades[CUENTA_DE_MENORES] ? contar(edades[CUENTA_DE_MENORES].dudosas, (d) => d > 0) : 0;
    return [
      ...cuantos(
        contar(clasificacion.orden, (o) => o === 0),
        "hogar no tiene grupo y nivel: no puede entrar",
        "hogares no tienen grupo y nivel: no pueden entrar",
      ),
      ...cuantos(
        dudosas,
        "hogar tiene personas sin edad: sus menores son los de edad conocida",
        "hogares tienen personas sin edad: sus menores son los de edad conocida",
      ),
      menores || !identidades ? null : "la base no trae edades ni menores: ese criterio de prioridad no cambia nada",
      sabeTamano ? null : "la base no dice cuántas personas hay en cada hogar: cada hogar cuenta como una",
    ].filter((aviso) => aviso !== null);
  }

  Object.assign(simulador, /** @satisfies {Partial<KitSimulador>} */ ({ examinarBase, leerBase, pobrezaDe }));
})();
