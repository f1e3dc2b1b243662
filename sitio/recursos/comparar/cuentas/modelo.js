/* La comparación armada: secciones, filas y celdas. De aquí salen la pantalla, el CSV y el libro. */
(function () {
  "use strict";
  const { celda, diferencia, nivel } = window.KitComparar;
  /** @type {Record<string, string>} */
  const ZONAS = { total: "Total", cabecera: "Cabecera", rural: "Rural" };

  /**
   * El rótulo de una fila: en las que vienen por zona, la zona.
   * @param {FilaDefinida} fila
   * @param {Definicion} def
   */
  function nombreDe(fila, def) {
    const { nombre } = def.fichas[fila.i];
    if (fila.f === "cambio") return ZONAS[fila.z];
    if (fila.f === "serie") return `${nombre}, de ${extremos(def.periodos[fila.i]).join(" a ")}`;
    if (fila.f === "momento") return `${nombre} en ${fila.p}`;
    return fila.z === "total" || fila.i.startsWith("priv_") ? nombre : `${nombre}, ${ZONAS[fila.z].toLowerCase()}`;
  }

  /** @param {string[]} lista */
  const extremos = (lista) => [lista[0], lista[lista.length - 1]];

  /**
   * La unidad que va en el rótulo: el «%» ya va con la cifra.
   * @param {FilaDefinida} fila
   * @param {FichaComparada} ficha
   */
  const unidadDe = (fila, ficha) => (fila.f === "parte" ? "" : ficha.unidad === "%" ? "" : ficha.unidad);

  /** El año de todas las celdas, o «» si no es uno solo. @param {CeldaComparada[]} celdas @param {string} omision */
  function anioComun(celdas, omision) {
    const anios = [...new Set(celdas.filter((c) => c.hay && c.anio).map((c) => c.anio))];
    return anios.length > 1 ? "" : anios[0] || omision;
  }

  /**
   * @param {FilaDefinida} fila
   * @param {TerritorioComparado[]} territorios
   * @param {Definicion} def
   * @returns {FilaDelModelo}
   */
  function armar(fila, territorios, def) {
    const celdas = territorios.map((t) => celda(t, fila, def));
    const ficha = def.fichas[fila.i];
    const anio = anioComun(celdas, fila.p);
    return {
      fila,
      ficha,
      nombre: nombreDe(fila, def),
      unidad: unidadDe(fila, ficha),
      anio,
      celdas,
      diferencias: celdas.map((una, i) =>
        i ? diferencia([territorios[0], territorios[i]], [celdas[0], una], fila, def) : null,
      ),
    };
  }

  /**
   * Si a alguno de los territorios le corresponde la fila.
   * @param {FilaDefinida} fila
   * @param {TerritorioComparado[]} ts
   * @param {Definicion} def
   */
  const corresponde = (fila, ts, def) => ts.some((t) => def.fichas[fila.i].niveles.includes(nivel(t.codigo)));

  /** Cuánto se separan los territorios en una fila. @param {FilaDelModelo} fila */
  function separacion({ celdas }) {
    const valores = celdas.filter((c) => c.hay).map((c) => c.crudo);
    return valores.length ? Math.max(...valores) - Math.min(...valores) : -1;
  }

  /** @type {Record<string, (a: FilaDelModelo, b: FilaDelModelo) => number>} */
  const ORDENES = {
    diferencia: (a, b) => separacion(b) - separacion(a),
    primero: (a, b) => (b.celdas[0].crudo ?? -1) - (a.celdas[0].crudo ?? -1),
    nombre: (a, b) => a.nombre.localeCompare(b.nombre, "es"),
  };

  /** @type {KitComparar["modelo"]} */
  function modelo(territorios, def, { zona, orden }) {
    const comparable = territorios.length > 1 && territorios.every((t) => t.o[0] < def.solo_contados);
    return def.secciones.map((seccion) => {
      const filas = seccion.filas
        .filter((f) => corresponde(f, territorios, def) && (seccion.id !== "privaciones" || f.z === zona))
        .map((f) => armar(f, territorios, def));
      // Sin poder restar, lo que sirve es empezar por lo mayor del primero.
      const elegido = orden === "diferencia" && !comparable ? "primero" : orden;
      if (seccion.id === "privaciones") filas.sort(ORDENES[elegido]);
      return { id: seccion.id, titulo: seccion.titulo, filas };
    });
  }

  Object.assign(window.KitComparar, /** @satisfies {Partial<KitComparar>} */ ({ ZONAS, modelo }));
})();
