/* De las filas de un acta (Excel o CSV) o del archivo del preparador a compromisos, diciendo qué fila está
   mal. No toca lo que ya estaba: solo lee. */
/** @typedef {(serie: number) => string} FechaDeSerie */
/** @typedef {{linea: number, celdas: (string | number)[]}} FilaDeActa */

/**
 * @typedef {object} CompromisoLeido
 * @property {string} que
 * @property {string} quien
 * @property {string} evidencia
 * @property {string} fecha ISO, o «»
 * @property {string} cumplido ISO, o «»
 * @property {string} estado id
 * @property {string} [primera] la fecha que se acordó primero, ISO, o «»; solo en lo que descarga el tablero
 * @property {string | null} [sesion] la suya, si la fila lo dice
 */

/**
 * @typedef {object} Compromiso
 * @property {number} id
 * @property {string} sesion
 * @property {string} que
 * @property {string} quien
 * @property {string} fecha ISO, o «»
 * @property {string} primera la fecha que se acordó primero
 * @property {string} cumplido
 * @property {string} evidencia
 * @property {string} estado
 */

/** @typedef {{sesion: string | null, municipio: string | null, compromisos: CompromisoLeido[]}} ActaLeida */
/** @typedef {{municipio?: unknown, estado?: {compromisos?: Record<string, any[]>}}} DocumentoDelPreparador */

(function () {
  "use strict";
  const ALIAS = {
    que: ["que", "compromiso"],
    quien: ["quien", "responsable"],
    fecha: ["cuando", "fecha"],
    evidencia: ["evidencia"],
    estado: ["estado"],
    cumplido: ["cumplido"],
    sesion: ["sesion"],
    primera: ["acordado para"],
  };
  const LARGOS = { que: 300, quien: 120, evidencia: 200 };
  const MAXIMO = 200;

  /** @param {unknown} texto */
  const llano = (texto) =>
    String(texto)
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase()
      .trim();
  // El CSV del kit antecede con un apóstrofo lo que parece fórmula; al volver se quita.
  /** @param {unknown} valor */
  const limpio = (valor) =>
    String(valor === null || valor === undefined ? "" : valor)
      .replace(/^'(?=\s*[=+\-@\t\r|%])/, "")
      .trim();

  // Así se descarga el compromiso que todavía no dice qué: al volver, sigue sin decirlo.
  const SIN_ESCRIBIR = "(sin escribir)";

  /**
   * «1/03/2026», «2026-03-01» o número de serie de Excel → ISO; null si no es una fecha que exista.
   * @type {KitCalculos["leerFecha"]}
   */
  function leerFecha(valor, deSerie) {
    if (typeof valor === "number") return deSerie && valor > 20000 && valor < 80000 ? deSerie(valor) : null;
    const texto = limpio(valor);
    if (texto === "") return "";
    const iso = /^(?<a>\d{4})-(?<m>\d{1,2})-(?<d>\d{1,2})(?:[T ].*)?$/.exec(texto);
    const local = /^(?<d>\d{1,2})[/.-](?<m>\d{1,2})[/.-](?<a>\d{4})$/.exec(texto);
    const escrita = (iso || local)?.groups;
    if (!escrita) return null;
    const [a, m, d] = [escrita.a, escrita.m, escrita.d].map(Number);
    const dia = new Date(Date.UTC(a, m - 1, d));
    return dia.getUTCMonth() === m - 1 && dia.getUTCDate() === d ? dia.toISOString().slice(0, 10) : null;
  }

  /**
   * @param {unknown} valor
   * @param {EstadoDeCompromiso[]} estados
   * @param {string} vencido
   */
  function leerEstado(valor, estados, vencido) {
    const texto = llano(limpio(valor));
    if (texto === "" || texto === llano(vencido)) return estados[0].id;
    const hallado = estados.find(
      (e) => llano(e.nombre) === texto || e.id === texto || (e.id === "hecho" && texto.startsWith("hecho")),
    );
    return hallado ? hallado.id : null;
  }

  /**
   * Error que empieza por `en` si algún texto no cabe.
   * @param {Record<string, string>} textos
   * @param {string} en
   */
  function exigirLargos(textos, en) {
    Object.entries(LARGOS).forEach(([campo, largo]) => {
      const { length: letras } = textos[campo];
      if (letras > largo) throw new Error(`${en}«${campo}» tiene ${letras} letras y caben ${largo}. Acórtelo.`);
    });
  }

  /**
   * La fecha ISO, o «»; Error que empieza por `en` si no es una fecha.
   * @param {unknown} valor
   * @param {string} en
   * @param {string} donde
   * @param {FechaDeSerie} [deSerie]
   */
  function fechaDe(valor, en, donde, deSerie) {
    const fecha = leerFecha(valor, deSerie);
    if (fecha !== null) return fecha;
    throw new Error(`${en}«${limpio(valor)}»${donde} no es una fecha. Escríbala como 31/03/2026.`);
  }

  /**
   * El id del estado; Error que empieza por `en` si no es uno.
   * @param {unknown} valor
   * @param {string} en
   * @param {ReglasDeSeguimiento} reglas
   */
  function estadoDe(valor, en, reglas) {
    const estado = leerEstado(valor, reglas.estados, reglas.vencido.nombre);
    if (estado !== null) return estado;
    const validos = reglas.estados.map((e) => e.nombre).join(", ");
    throw new Error(`${en}«${limpio(valor)}» no es un estado. Use: ${validos}.`);
  }

  /**
   * Un compromiso comprobado o un Error que empieza por `en`.
   * @param {Record<string, unknown>} crudo
   * @param {string} en
   * @param {ReglasDeSeguimiento} reglas
   * @param {FechaDeSerie} [deSerie]
   * @returns {CompromisoLeido}
   */
  function comprobar(crudo, en, reglas, deSerie) {
    const que = limpio(crudo.que);
    const textos = {
      que: que === SIN_ESCRIBIR ? "" : que,
      quien: limpio(crudo.quien),
      evidencia: limpio(crudo.evidencia),
    };
    exigirLargos(textos, en);
    return {
      ...textos,
      fecha: fechaDe(crudo.fecha, en, "", deSerie),
      cumplido: fechaDe(crudo.cumplido, en, " en «Cumplido»", deSerie),
      // Solo la trae el archivo del tablero: en un acta, lo acordado es la fecha.
      ...(crudo.primera === undefined ? {} : { primera: fechaDe(crudo.primera, en, " en «Acordado para»", deSerie) }),
      estado: estadoDe(crudo.estado, en, reglas),
    };
  }

  /** La fila del encabezado, desde 0; −1 si no está. @param {FilaDeActa[]} filas */
  const filaDeNombres = (filas) =>
    filas.findIndex(({ celdas }) => {
      const nombres = celdas.map(llano);
      return [ALIAS.que, ALIAS.fecha].every((alias) => alias.some((a) => nombres.includes(a)));
    });

  /**
   * Lo que una fila trae en cada campo; «» en el que el acta no tiene.
   * @param {FilaDeActa["celdas"]} celdas
   * @param {[campo: string, columna: number][]} donde
   * @returns {Record<string, string | number>}
   */
  const crudoDe = (celdas, donde) =>
    Object.fromEntries(donde.map(([campo, i]) => [campo, i < 0 || celdas[i] === undefined ? "" : celdas[i]]));

  /**
   * Si la fila no es un compromiso; Error si le falta el «qué».
   * @param {Record<string, unknown>} crudo
   * @param {number} linea
   */
  function sinCompromiso(crudo, linea) {
    if (limpio(crudo.que)) return false;
    if (!["quien", "fecha", "evidencia"].some((campo) => limpio(crudo[campo]))) return true;
    throw new Error(
      `fila ${linea}: tiene responsable, fecha o evidencia pero le falta «Qué». Escríbalo o borre la fila.`,
    );
  }

  /**
   * La sesión sale de «Sesión N.» y el municipio de un código entre paréntesis antes de la tabla; null si no
   * están.
   * @type {KitCalculos["leerActa"]}
   */
  function leerActa(filas, reglas, numeros, deSerie) {
    const cabeza = filaDeNombres(filas);
    if (cabeza < 0)
      throw new Error(
        "no tiene una tabla con las columnas «Qué», «Quién», «Cuándo», «Evidencia» y «Estado». " +
          "Descargue el acta del preparador y llénela.",
      );
    const nombres = filas[cabeza].celdas.map(llano);
    const donde = Object.entries(ALIAS)
      .map(([campo, alias]) => /** @type {[string, number]} */ ([campo, nombres.findIndex((n) => alias.includes(n))]))
      .filter(([campo, i]) => campo !== "primera" || i >= 0);
    const compromisos = filas.slice(cabeza + 1).flatMap(({ linea, celdas }) => {
      const crudo = crudoDe(celdas, donde);
      if (sinCompromiso(crudo, linea)) return [];
      const numero = /^(\d)\./.exec(limpio(crudo.sesion));
      const sesion = numero ? numeros[numero[1]] || null : null;
      return [{ ...comprobar(crudo, `fila ${linea}: `, reglas, deSerie), sesion }];
    });
    if (!compromisos.length) throw new Error("no tiene ningún compromiso escrito.");
    if (compromisos.length > MAXIMO) throw new Error(`tiene más de ${MAXIMO} compromisos; divídala.`);
    const antes = filas
      .slice(0, cabeza)
      .flatMap(({ celdas }) => celdas.map(String))
      .join(" ");
    const sesion = /Sesi[oó]n (\d)\./.exec(antes);
    const municipio = /\((\d{5})\)/.exec(antes);
    return {
      sesion: sesion ? numeros[sesion[1]] || null : null,
      municipio: municipio ? municipio[1] : null,
      compromisos,
    };
  }

  /**
   * Los compromisos de un archivo guardado por el preparador: solo los que la persona escribió.
   * @type {KitCalculos["leerPreparador"]}
   */
  function leerPreparador(documento, reglas, claves) {
    const estado = documento.estado || {};
    const escritos = Object.entries(estado.compromisos || {}).filter(
      ([clave, lista]) => claves.includes(clave) && Array.isArray(lista) && lista.length,
    );
    const partes = escritos
      .map(([sesion, lista]) => ({
        sesion,
        municipio: typeof documento.municipio === "string" ? documento.municipio : null,
        compromisos: lista
          .map((c, i) => comprobar({ ...c, fecha: c.cuando }, `compromiso ${i + 1} de la sesión: `, reglas))
          .filter((c) => c.que),
      }))
      .filter((p) => p.compromisos.length);
    if (!partes.length)
      throw new Error(
        "todavía tiene solo los compromisos de ejemplo. Escriba los suyos en el preparador y guárdelo de nuevo.",
      );
    return partes;
  }

  /**
   * Suma los nuevos a los que hay. El mismo «qué» en la misma sesión no se vuelve a sumar, salvo que el archivo
   * sea de un tablero y traiga más de los que ya estaban: vuelve entero, también con dos compromisos iguales.
   * @type {KitCalculos["sumarActa"]}
   */
  function sumarActa(actuales, sesion, nuevos, siguiente) {
    /** @param {{sesion?: string | null, que: string}} c */
    const llave = (c) => `${c.sesion}|${llano(c.que).replace(/\s+/g, " ")}`;
    /** @type {Map<string, number>} */
    const estaban = new Map();
    const delTablero = nuevos.some((n) => n.primera !== undefined);
    actuales.forEach((c) => estaban.set(llave(c), (estaban.get(llave(c)) || 0) + 1));
    /** @type {Compromiso[]} */
    const sumados = [];
    nuevos.forEach((n) => {
      const c = {
        id: siguiente + sumados.length,
        sesion: n.sesion || sesion,
        que: n.que,
        quien: n.quien,
        fecha: n.fecha,
        primera: n.primera === undefined ? n.fecha : n.primera,
        cumplido: n.estado === "hecho" ? n.cumplido : "",
        evidencia: n.evidencia,
        estado: n.estado,
      };
      const quedan = estaban.get(llave(c)) || 0;
      estaban.set(llave(c), delTablero ? quedan - 1 : 1);
      if (quedan > 0) return;
      sumados.push(c);
    });
    return { todos: [...actuales, ...sumados], sumados: sumados.length, repetidos: nuevos.length - sumados.length };
  }

  window.KitCalculos = Object.assign(
    window.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({ leerFecha, leerActa, leerPreparador, sumarActa }),
  );
})();
