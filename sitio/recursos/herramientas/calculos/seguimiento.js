/* Lo aprendido y lo cumplido. Mismas reglas que tests/herramientas/cuentas/seguimiento.py: las fechas son
   textos ISO y se comparan como texto; null es «no definido» o «sin denominador». */

/**
 * @typedef {object} SesionAnotada
 * @property {boolean} hecha
 * @property {boolean} producto si terminó con el suyo
 * @property {number | null} asistentes
 * @property {number | null} convocados
 * @property {number | null} asistentes_deciden
 * @property {number | null} convocados_deciden
 * @property {number | null} entrada de 0 a 100
 * @property {number | null} salida
 * @property {number | null} presentaron personas con las dos pruebas: el peso de esos promedios
 * @property {string[]} herramientas
 * @property {number[][]} [items] por ítem, [aciertos a la entrada, a la salida] de quienes presentaron
 */

/**
 * @typedef {object} Cumplimiento
 * @property {number} total sin los retirados
 * @property {number} hechos
 * @property {number} vencidos
 * @property {number} proximos
 * @property {number} reprogramados
 * @property {number} retirados
 * @property {number} exigibles los de fecha pasada
 * @property {number} a_tiempo
 * @property {number | null} avance en porcentaje
 * @property {number | null} cumplidos_a_tiempo en porcentaje
 */

(function () {
  "use strict";
  const MAXIMO = 100;
  const HECHO = "hecho";
  const RETIRADO = "retirado";

  /** @type {KitCalculos["ganancia"]} */
  function ganancia(entrada, salida) {
    if (![entrada, salida].every((v) => v >= 0 && v <= MAXIMO) || entrada >= MAXIMO) return null;
    return (salida - entrada) / (MAXIMO - entrada);
  }

  /** Las parejas con los dos datos. @param {[number | null, number | null][]} pares */
  const sinHuecos = (pares) => /** @type {[number, number][]} */ (pares.filter(([a, b]) => a !== null && b !== null));

  /** @param {SesionAnotada[]} sesiones */
  const conPruebas = (sesiones) =>
    /** @type {(SesionAnotada & {entrada: number, salida: number})[]} */ (
      sesiones.filter((s) => s.entrada !== null && s.salida !== null)
    );

  /**
   * Ponderada por quienes presentaron las dos pruebas; una sola sesión no necesita peso.
   * @type {KitCalculos["gananciaDeGrupo"]}
   */
  function gananciaDeGrupo(sesiones) {
    const medidas = conPruebas(sesiones);
    const sola = medidas.length === 1;
    const pesadas = medidas.map((s) => ({ ...s, n: sola ? 1 : s.presentaron || 0 })).filter((s) => s.n);
    const personas = pesadas.reduce((suma, s) => suma + s.n, 0);
    if (!personas) return null;
    /** @param {"entrada" | "salida"} cual */
    const media = (cual) => pesadas.reduce((suma, s) => suma + s[cual] * s.n, 0) / personas;
    return ganancia(media("entrada"), media("salida"));
  }

  /** @type {KitCalculos["sinPersonas"]} */
  function sinPersonas(sesiones) {
    const medidas = conPruebas(sesiones.filter((s) => s.hecha));
    return medidas.length > 1 ? medidas.filter((s) => !s.presentaron).length : 0;
  }

  /** Lo imposible o lo que se explica de una sesión. @type {KitCalculos["incoherencias"]} */
  function incoherencias(s) {
    /** @type {[string, number | null, number | null][]} */
    const pares = [
      ["mas_que_convocados", s.asistentes, s.convocados],
      ["deciden_mas_que_convocados", s.convocados_deciden, s.convocados],
      ["deciden_mas_que_asistentes", s.asistentes_deciden, s.asistentes],
      ["presentaron_mas_que_asistentes", s.presentaron, s.asistentes],
    ];
    return pares.filter(([, a, b]) => a !== null && b !== null && a > b).map(([nombre]) => nombre);
  }

  /** La entrada en los ítems que repite el cierre, de 0 a 100. @type {KitCalculos["lineaDeBase"]} */
  function lineaDeBase(aciertos) {
    if (!aciertos.length || aciertos.some(([, personas]) => personas < 1)) return null;
    return (MAXIMO * aciertos.reduce((suma, [bien, personas]) => suma + bien / personas, 0)) / aciertos.length;
  }

  /** @type {KitCalculos["razon"]} */
  const razon = (parte, total) => (total ? (MAXIMO * parte) / total : null);

  /** @type {KitCalculos["estaVencido"]} */
  const estaVencido = (c, hoy) => ![HECHO, RETIRADO].includes(c.estado) && c.fecha !== "" && c.fecha < hoy;

  /** @type {KitCalculos["esATiempo"]} */
  const esATiempo = (c) => c.estado === HECHO && c.evidencia !== "" && c.cumplido !== "" && c.cumplido <= c.fecha;

  /** @type {KitCalculos["sumarDias"]} */
  function sumarDias(fecha, dias) {
    const [a, m, d] = fecha.split("-").map(Number);
    return new Date(Date.UTC(a, m - 1, d + dias)).toISOString().slice(0, 10);
  }

  /** @type {KitCalculos["esProximo"]} */
  const esProximo = (c, hoy, dias) =>
    ![HECHO, RETIRADO].includes(c.estado) && c.fecha >= hoy && c.fecha <= sumarDias(hoy, dias);

  /** @type {KitCalculos["cumplimiento"]} */
  function cumplimiento(compromisos, hoy, diasProximos) {
    const vigentes = compromisos.filter((c) => c.estado !== RETIRADO);
    const exigibles = vigentes.filter((c) => c.fecha !== "" && c.fecha < hoy);
    const hechos = vigentes.filter((c) => c.estado === HECHO).length;
    const aTiempo = exigibles.filter(esATiempo).length;
    return {
      total: vigentes.length,
      hechos,
      vencidos: vigentes.filter((c) => estaVencido(c, hoy)).length,
      proximos: vigentes.filter((c) => esProximo(c, hoy, diasProximos)).length,
      reprogramados: vigentes.filter((c) => c.primera !== "" && c.fecha !== c.primera).length,
      retirados: compromisos.length - vigentes.length,
      exigibles: exigibles.length,
      a_tiempo: aTiempo,
      avance: razon(hechos, vigentes.length),
      cumplidos_a_tiempo: razon(aTiempo, exigibles.length),
    };
  }

  /** @param {[number | null, number | null][]} pares */
  function dePares(pares) {
    const completos = sinHuecos(pares);
    return razon(
      completos.reduce((s, p) => s + p[0], 0),
      completos.reduce((s, p) => s + p[1], 0),
    );
  }

  /**
   * Cada indicador del catálogo que se puede calcular; solo cuentan las sesiones hechas.
   * @type {KitCalculos["indicadoresDeAsistencia"]}
   */
  function indicadoresDeAsistencia(sesiones, cuenta, totalHerramientas) {
    const hechas = sesiones.filter((s) => s.hecha);
    const usadas = new Set(hechas.flatMap((s) => s.herramientas));
    return {
      recorrido: razon(hechas.length, sesiones.length),
      asistencia: dePares(hechas.map((s) => [s.asistentes, s.convocados])),
      decisores: dePares(hechas.map((s) => [s.asistentes_deciden, s.convocados_deciden])),
      ganancia: gananciaDeGrupo(hechas),
      productos: razon(hechas.filter((s) => s.producto).length, hechas.length),
      herramientas: hechas.length ? razon(usadas.size, totalHerramientas) : null,
      avance: cuenta.avance,
      a_tiempo: cuenta.cumplidos_a_tiempo,
      reprogramados: cuenta.reprogramados,
    };
  }

  window.KitCalculos = Object.assign(
    window.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({
      ganancia,
      gananciaDeGrupo,
      sinPersonas,
      incoherencias,
      lineaDeBase,
      razon,
      estaVencido,
      esProximo,
      esATiempo,
      sumarDias,
      cumplimiento,
      indicadoresDeAsistencia,
    }),
  );
})();
