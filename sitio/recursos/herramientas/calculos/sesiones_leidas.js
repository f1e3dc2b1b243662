/* Lo que los archivos del kit dicen de una sesión: la tabla «Sesiones» del tablero (ida y vuelta), las hojas
   «Asistencia», «Prueba» y «Prueba por ítem» del libro, y el acta de Word. No toca lo que ya estaba: solo lee. */
/** @typedef {Partial<SesionAnotada> & {fecha?: string}} SesionLeida */
/** @typedef {"si" | "fecha" | "entero" | "puntaje" | "herramientas" | "items"} TipoDeCampo */
/** @typedef {{columna: string, clave: string, tipo: TipoDeCampo}} CampoDeSesion */

(function () {
  "use strict";
  /** @type {CampoDeSesion[]} */
  const CAMPOS = [
    { columna: "Hecha", clave: "hecha", tipo: "si" },
    { columna: "Fecha de la sesión", clave: "fecha", tipo: "fecha" },
    { columna: "Convocados", clave: "convocados", tipo: "entero" },
    { columna: "Asistentes", clave: "asistentes", tipo: "entero" },
    { columna: "Convocados que deciden", clave: "convocados_deciden", tipo: "entero" },
    { columna: "Asistentes que deciden", clave: "asistentes_deciden", tipo: "entero" },
    { columna: "Presentaron las dos", clave: "presentaron", tipo: "entero" },
    { columna: "Entrada (0 a 100)", clave: "entrada", tipo: "puntaje" },
    { columna: "Salida (0 a 100)", clave: "salida", tipo: "puntaje" },
    { columna: "Con producto", clave: "producto", tipo: "si" },
    { columna: "Herramientas", clave: "herramientas", tipo: "herramientas" },
    { columna: "Aciertos por ítem", clave: "items", tipo: "items" },
  ];

  /** @param {unknown} texto */
  const llano = (texto) =>
    String(texto === null || texto === undefined ? "" : texto)
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase()
      .trim();

  /** Número escrito con coma o punto decimal; null si está vacío o no es. @param {unknown} valor */
  function numeroDe(valor) {
    const texto = String(valor === undefined || valor === null ? "" : valor)
      .trim()
      .replace(",", ".");
    return texto === "" || !Number.isFinite(Number(texto)) ? null : Number(texto);
  }

  /** @type {Record<CampoDeSesion["tipo"], (valor: any) => string | number>} */
  const ESCRIBIR = {
    si: (v) => (v ? "Sí" : "No"),
    fecha: (v) => v || "",
    entero: (v) => (v === null || v === undefined ? "" : v),
    puntaje: (v) => (v === null || v === undefined ? "" : v),
    herramientas: (v) => v.join(" "),
    items: (v) => (v || []).map((/** @type {number[]} */ i) => i.join("/")).join(" "),
  };

  /** @type {Record<CampoDeSesion["tipo"], (valor: unknown, deSerie?: FechaDeSerie) => unknown>} */
  const LEER = {
    si: (v) => (llano(v) === "si" ? true : undefined),
    fecha: (v, deSerie) => window.KitCalculos.leerFecha(v, deSerie) || undefined,
    entero: (v) => {
      const n = numeroDe(v);
      return n !== null && Number.isInteger(n) && n >= 0 && n < 1000 ? n : undefined;
    },
    puntaje: (v) => {
      const n = numeroDe(v);
      return n !== null && n >= 0 && n <= 100 ? n : undefined;
    },
    herramientas: (v) => (llano(v) ? llano(v).split(/\s+/) : undefined),
    items: (v) => {
      const pares = llano(v)
        .split(/\s+/)
        .filter(Boolean)
        .map((p) => p.split("/").map(Number));
      return pares.length && pares.every((p) => p.length === 2 && p.every(Number.isInteger)) ? pares : undefined;
    },
  };

  /** Una fila por sesión. @type {KitCalculos["filaDeSesion"]} */
  const filaDeSesion = (nombre, s) => [nombre, ...CAMPOS.map((c) => ESCRIBIR[c.tipo](s[c.clave]))];
  const columnasDeSesion = () => ["Sesión del recorrido", ...CAMPOS.map((c) => c.columna)];

  /** De la tabla del tablero, clave → lo que dice; vacío si no está. @type {KitCalculos["leerTablaDeSesiones"]} */
  function leerTablaDeSesiones(filas, numeros, deSerie) {
    const cabeza = filas.findIndex(({ celdas }) => llano(celdas[0]) === "sesion del recorrido");
    if (cabeza < 0) return {};
    const nombres = filas[cabeza].celdas.map(llano);
    /** @type {Record<string, SesionLeida>} */
    const halladas = {};
    filas.slice(cabeza + 1).every(({ celdas }) => {
      const numero = /^(\d)\./.exec(llano(celdas[0]));
      if (!numero || !numeros[numero[1]]) return false;
      const leidos = CAMPOS.map((c) => [c.clave, LEER[c.tipo](celdas[nombres.indexOf(llano(c.columna))], deSerie)]);
      halladas[numeros[numero[1]]] = Object.fromEntries(leidos.filter(([, v]) => v !== undefined));
      return true;
    });
    return halladas;
  }

  /**
   * Las filas con datos debajo del encabezado que empieza por `primera`.
   * @param {FilaDeActa[]} filas
   * @param {string} primera
   */
  function debajoDe(filas, primera) {
    const cabeza = filas.findIndex(({ celdas }) => llano(celdas[0]) === primera);
    return cabeza < 0 ? [] : filas.slice(cabeza + 1).map((f) => f.celdas);
  }

  /** @param {(string | number)[][]} filas N.º, nombre, cargo, decide… @returns {SesionLeida} */
  function deAsistencia(filas) {
    const numeradas = filas.filter((f) => numeroDe(f[0]) !== null);
    const llegaron = numeradas.filter((f) => llano(f[1]));
    if (!llegaron.length) return {};
    return {
      convocados: numeradas.length,
      asistentes: llegaron.length,
      asistentes_deciden: llegaron.filter((f) => llano(f[3]) === "si").length,
    };
  }

  /**
   * @param {(string | number)[][]} filas persona, aciertos a la entrada y a la salida
   * @param {number} items
   * @returns {SesionLeida}
   */
  function dePrueba(filas, items) {
    const pares = filas
      .filter((f) => numeroDe(f[0]) !== null)
      .map((f) => [numeroDe(f[1]), numeroDe(f[2])])
      .filter((p) => p.every((n) => n !== null));
    if (!pares.length) return {};
    const malo = pares.flat().find((n) => Number(n) < 0 || Number(n) > items);
    if (malo !== undefined)
      throw new Error(`la hoja «Prueba» trae ${malo} aciertos y la prueba tiene ${items} preguntas.`);
    /** @param {0 | 1} i */
    const media = (i) => (100 * pares.reduce((suma, p) => suma + Number(p[i]), 0)) / pares.length / items;
    return { presentaron: pares.length, entrada: media(0), salida: media(1) };
  }

  /**
   * @param {(string | number)[][]} filas N.º, pregunta, aciertos a la entrada y a la salida
   * @param {number} items
   * @returns {SesionLeida}
   */
  function deItems(filas, items) {
    const pares = filas
      .filter((f) => numeroDe(f[0]) !== null)
      .slice(0, items)
      .map((f) => [numeroDe(f[2]), numeroDe(f[3])]);
    const completos = pares.length === items && pares.every((p) => p.every((n) => n !== null && Number.isInteger(n)));
    return completos ? { items: /** @type {number[][]} */ (pares) } : {};
  }

  /**
   * Del libro del preparador ya diligenciado; lo que esté vacío no se dice.
   * @type {KitCalculos["leerSesionDelLibro"]}
   */
  function leerSesionDelLibro(hojas, items) {
    /** @param {string} nombre */
    const de = (nombre) => hojas.find((h) => llano(h.nombre) === nombre)?.filas || [];
    const leida = {
      ...deAsistencia(debajoDe(de("asistencia"), "n.º")),
      ...dePrueba(debajoDe(de("prueba"), "persona"), items),
      ...deItems(debajoDe(de("prueba por item"), "n.º"), items),
    };
    return Object.keys(leida).length ? { hecha: true, ...leida } : {};
  }

  const ROTULOS = /** @type {[string, string][]} */ ([
    ["convocados", "convocados"],
    ["asistentes", "asistentes"],
    ["entrada", "entrada"],
    ["salida", "salida"],
    ["con las dos", "presentaron"],
  ]);

  /**
   * Del acta de Word: «Convocados: 20», en la misma celda o en la de al lado.
   * @type {KitCalculos["leerSesionDelActa"]}
   */
  function leerSesionDelActa(filas) {
    const celdas = filas.flatMap((f) => f.celdas.map((c) => String(c)));
    /** @type {Record<string, number>} */
    const leida = {};
    ROTULOS.forEach(([rotulo, clave]) => {
      celdas.forEach((celda, i) => {
        const partes = new RegExp(`^${rotulo}\\s*:?\\s*(.*)$`).exec(llano(celda));
        const n = partes && numeroDe(partes[1].trim() || celdas[i + 1]);
        const cabe = n !== null && (clave === "entrada" || clave === "salida" ? n <= 100 : Number.isInteger(n));
        if (n !== null && n >= 0 && cabe) leida[clave] = n;
      });
    });
    const cabeza = filas.findIndex((f) => f.celdas.some((c) => llano(c) === "decide"));
    const fin = filas.findIndex((f, i) => i > cabeza && f.celdas.length === 1);
    const deLista = cabeza < 0 ? [] : filas.slice(cabeza + 1, fin < 0 ? undefined : fin);
    const lista = deAsistencia(deLista.map((f) => f.celdas));
    const todo = { ...(lista.asistentes ? lista : {}), ...leida };
    return Object.keys(todo).length ? { hecha: true, ...todo } : {};
  }

  window.KitCalculos = Object.assign(
    window.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({
      columnasDeSesion,
      filaDeSesion,
      leerTablaDeSesiones,
      leerSesionDelLibro,
      leerSesionDelActa,
    }),
  );
})();
