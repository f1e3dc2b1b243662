/* La lista de un programa y los documentos de la base, leídos en memoria y solo para cruzar (Ley 1581 de 2012). Mismas
   reglas que generador/hogares/lista_en_disco.py. Nada de lo leído sale de aquí: ni una celda, ni un título hecho de
   datos. */

/** @typedef {"ficha" | "documento"} ComoSeCruza */
/** @typedef {"ficha" | "hogar" | "municipio" | "documento" | "tipo"} ParteDeLista */

/**
 * @typedef {object} PedidoDeCruce
 * @property {string} id de la base
 * @property {Blob} archivo
 * @property {string} nombre
 * @property {ComoSeCruza} [por]
 * @property {Partial<Record<ParteDeLista, string>>} [columnas]
 * @property {boolean} [completa] si la base lo está aunque traiga factor de expansión
 */

/**
 * @typedef {object} ListaLeida
 * @property {ComoSeCruza} por
 * @property {Int32Array} filas
 * @property {Map<string, Columna>} leidas
 * @property {Partial<Record<ParteDeLista, string>>} propias
 * @property {LoDichoDeLaLista} dicho
 */

(function () {
  "use strict";
  const H = self.KitHogares;
  const C = self.KitCalculos;
  const obrero = (self.KitObrero = self.KitObrero || /** @type {KitObrero} */ ({}));
  const [LF, CR, PUNTO_Y_COMA] = [10, 13, 59];
  const FILAS_MAXIMAS = 1500000;
  /** @type {Record<ComoSeCruza, ParteDeLista[]>} */
  const PARTES = { ficha: ["ficha", "hogar", "municipio"], documento: ["documento", "tipo"] };
  const DATO = /[0-9]{5,}/;
  const ENTRE_COMILLAS = /«[^»]*[0-9]{5,}[^»]*»/g;

  /** Cuál fue el último cruce que se pidió de cada base: uno que llega tarde no lo reemplaza.
   * @type {WeakMap<BaseEnMemoria, number>} */
  const turnos = new WeakMap();

  /** Suelta la lista anterior y da el turno. @param {BaseEnMemoria} base */
  function soltar(base) {
    const turno = (turnos.get(base) || 0) + 1;
    turnos.set(base, turno);
    base.lista = null;
    return turno;
  }

  /**
   * Los errores de `hacer`, con el nombre de la tabla en que están.
   * @template T
   * @param {string} cual
   * @param {() => T} hacer
   * @returns {T}
   */
  function enLaTabla(cual, hacer) {
    try {
      return hacer();
    } catch (error) {
      if (!(error instanceof H.ErrorDeMetodo)) throw error;
      throw new H.ErrorDeMetodo(`en ${cual}, ${error.problema}`, error.queHacer);
    }
  }

  /** El mensaje, sin lo que copie de una celda. @param {string} texto */
  const sinCeldas = (texto) => texto.replace(ENTRE_COMILLAS, "«…»");

  /** Qué columna es cada parte, por su nombre. @param {string[]} columnas @param {ParteDeLista[]} partes */
  function reconocer(columnas, partes) {
    const alias = H.documento("listas").columnas;
    return H.emparejar(columnas, Object.fromEntries(partes.map((p) => [p, alias[p]]))).mapa;
  }

  /**
   * El examen de la lista; una de una sola columna, que en una base no se admite, aquí sí.
   * @param {Blob} archivo
   * @param {ContextoDelObrero} contexto
   * @returns {Promise<Examen>}
   */
  async function examinarLista(archivo, contexto) {
    const octetos = await obrero.leerArchivo(archivo, contexto);
    try {
      const examen = examinarSinMirar(octetos);
      if (examen.deDatos.length > FILAS_MAXIMAS)
        throw new H.ErrorDeMetodo(`la lista trae más de ${H.conMiles(FILAS_MAXIMAS)} renglones`, "divídala");
      if (examen.columnas.some((c) => DATO.test(c.replace(/[\s.,-]/g, ""))))
        throw new H.ErrorDeMetodo(
          "la primera fila de la lista parece un dato, y no los nombres de las columnas",
          "escriba en la primera fila el nombre de cada columna, por ejemplo «documento» o «ficha»",
        );
      return examen;
    } catch (error) {
      if (!(error instanceof H.ErrorDeMetodo)) throw error;
      throw new H.ErrorDeMetodo(sinCeldas(error.problema), sinCeldas(error.queHacer));
    }
  }

  /** @param {Uint8Array} octetos */
  function examinarSinMirar(octetos) {
    try {
      return H.examinar(octetos, { apartar: true });
    } catch (error) {
      if (!(error instanceof H.ErrorDeTexto) || error.clave !== "sin_separador") throw error;
    }
    const textos = H.compatibles(octetos, H.utf16De(octetos.subarray(0, H.MUESTRA)));
    return H.examinar(enDosColumnas(textos), { separador: ";", apartar: true });
  }

  /** Los mismos renglones con un separador al final. @param {Uint8Array} octetos */
  function enDosColumnas(octetos) {
    const saltos = octetos.reduce((n, b) => n + (b === LF || b === CR ? 1 : 0), 0);
    const salida = new Uint8Array(octetos.length + saltos + 1);
    let lugar = 0;
    for (let i = 0; i < octetos.length; i += 1) {
      const [b, siguiente] = [octetos[i], octetos[i + 1]];
      if (b === CR && siguiente === LF) continue;
      if (b === LF || b === CR) salida[lugar++] = PUNTO_Y_COMA;
      salida[lugar++] = b === CR ? LF : b;
    }
    if (lugar && salida[lugar - 1] !== LF) salida[lugar++] = PUNTO_Y_COMA;
    return salida.subarray(0, lugar);
  }

  /**
   * Lo que se puede decir de la lista: cuentas y nombres de columna.
   * @param {Examen} examen
   * @returns {LoDichoDeLaLista}
   */
  function decir(examen) {
    const pie = examen.pie.map((p) => p.texto);
    return {
      columnas: examen.columnas,
      halladas: reconocer(examen.columnas, [...PARTES.ficha, ...PARTES.documento]),
      renglones: examen.deDatos.length,
      apartadas: examen.apartadas,
      avisos: [
        ...examen.avisos.filter((a) => !pie.some((t) => a.includes(t))).map(sinCeldas),
        ...(pie.length ? ["la lista termina en un pie que no se leyó"] : []),
      ],
    };
  }

  /**
   * Solo las columnas con que se cruza; ErrorDeMetodo si no están.
   * @param {Examen} examen
   * @param {{por?: ComoSeCruza, columnas?: Partial<Record<ParteDeLista, string>>}} pedido
   * @returns {ListaLeida}
   */
  function leer(examen, { por: pedida, columnas = {} }) {
    const dicho = decir(examen);
    /** @type {Partial<Record<ParteDeLista, string>>} */
    const dichas = { ...dicho.halladas, ...columnas };
    const por = pedida || (dichas.ficha ? "ficha" : "documento");
    if (!dichas[por])
      throw new H.ErrorDeMetodo(
        `no se reconoce en la lista la columna de ${por}`,
        "diga cuál es, o escriba en la primera fila los nombres de las columnas",
      );
    const propias = Object.fromEntries(PARTES[por].filter((p) => dichas[p]).map((p) => [p, dichas[p]]));
    const { columnas: leidas, filas } = H.leerColumnas(examen, [...new Set(Object.values(propias))].map(String));
    return { por, filas, leidas, propias, dicho };
  }

  /** Las columnas de documento que trae una base, por su nombre. @param {BaseEnMemoria} base */
  function documentosDe({ ficha: { calidad } }) {
    const nombres = [...calidad.leidas.map(([, columna]) => columna), ...calidad.personales, ...calidad.sinLeer];
    return reconocer(nombres, PARTES.documento);
  }

  /**
   * El hogar de cada renglón. Los documentos viven lo que dura esta función.
   * @param {BaseEnMemoria} base
   * @param {ListaLeida} lista
   * @param {ContextoDelObrero} contexto
   * @returns {Promise<CruceDeLista>}
   */
  async function cruzar(base, { por, filas, leidas, propias }, contexto) {
    /** @param {ParteDeLista} parte */
    const suya = (parte) => (propias[parte] ? /** @type {Columna} */ (leidas.get(propias[parte])) : null);
    const { armado, entrada } = base;
    if (por === "ficha") {
      const ficha = /** @type {Columna} */ (suya("ficha"));
      const deLaLista = enLaTabla("la lista", () => C.llavesDeColumnas(ficha, suya("hogar"), suya("municipio")));
      return C.cruzarLlaves(deLaLista, C.llavesDeHogares(armado));
    }
    const { documento, tipo } = documentosDe(base);
    if (!documento)
      throw new H.ErrorDeMetodo("la base no trae el número de documento", "cruce por ficha, o use la base nominal");
    const deLaBase = await obrero.columnasDe(base, tipo ? [documento, tipo] : [documento], contexto);
    if (deLaBase.filas.length !== entrada.filas.length || deLaBase.filas.some((f, i) => f !== entrada.filas[i]))
      throw new H.ErrorDeMetodo("el archivo de la base cambió", "quítela y ábrala otra vez");
    await contexto.avance("Cruzando", 1);
    /** @param {string | undefined} nombre */
    const columna = (nombre) => (nombre && deLaBase.columnas.get(nombre)) || null;
    const [numero, propio] = /** @type {Columna[]} */ ([columna(documento), suya("documento")]);
    const suyos = enLaTabla("la base", () => C.leerDocumentos(numero, columna(tipo), deLaBase.filas));
    const propios = enLaTabla("la lista", () => C.leerDocumentos(propio, suya("tipo"), filas));
    const hogar = armado.hogar || new Int32Array(entrada.filas.length).fill(-1);
    return C.cruzarDocumentos(propios, suyos, hogar);
  }

  /**
   * {id, archivo} → qué columnas trae la lista y cuáles se reconocen.
   * @param {Map<string, BaseEnMemoria>} _
   * @param {{id: string, archivo: Blob}} pedido
   * @param {ContextoDelObrero} contexto
   */
  async function columnas(_, { id, archivo }, contexto) {
    const dicho = decir(await examinarLista(archivo, contexto));
    return { ...dicho, documentoEnLaBase: Boolean(documentosDe(obrero.base(id)).documento) };
  }

  /**
   * {id, archivo, nombre, por, columnas, completa} → qué pasó con los renglones. En la base queda el hogar de cada uno.
   * @param {Map<string, BaseEnMemoria>} _
   * @param {PedidoDeCruce} pedido
   * @param {ContextoDelObrero} contexto
   */
  async function cruzarLista(_, { id, archivo, nombre, completa, ...pedido }, contexto) {
    const base = obrero.base(id);
    const turno = soltar(base);
    C.exigirLlave(base.esquema.claveHogar);
    if (!completa) C.exigirNominal(base.armado.factor, "marque «La base está completa»");
    const lista = leer(await examinarLista(archivo, contexto), pedido);
    const cruce = await cruzar(base, lista, contexto);
    if (turnos.get(base) !== turno) throw new H.ErrorDeMetodo("se pidió otro cruce", "espere a que termine");
    const { por, filas, dicho } = lista;
    const dados = C.beneficiariosPorHogar(cruce, base.armado.jefe.length);
    base.lista = { nombre, por, filas, cruce, dados };
    const personas = por === "ficha" || base.armado.unidad === "personas";
    return {
      por,
      propias: lista.propias,
      renglones: filas.length,
      resultados: C.RESULTADOS_DE_CRUCE,
      recuento: C.recuentoDeCruce(cruce),
      apartadas: dicho.apartadas,
      avisos: personas
        ? dicho.avisos
        : [
            ...dicho.avisos,
            "cada fila de la base es un hogar: solo se halla a la persona que figura en ella, y las demás salen como " +
              "que no están",
          ],
    };
  }

  obrero.operacion("lista_columnas", columnas);
  obrero.operacion("lista_cruzar", cruzarLista);
  obrero.operacion("lista_olvidar", (_, { id }) => {
    soltar(obrero.base(id));
  });
})();
