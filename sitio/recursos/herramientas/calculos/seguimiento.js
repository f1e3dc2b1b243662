/* Lo aprendido y lo cumplido. Mismas reglas que generador/metodos/seguimiento.py: las fechas son
   textos ISO y se comparan como texto; null es «no definido» o «sin denominador». */
(function () {
  "use strict";
  const MAXIMO = 100;
  const HECHO = "hecho";
  const RETIRADO = "retirado";

  function ganancia(entrada, salida) {
    if (![entrada, salida].every((v) => v >= 0 && v <= MAXIMO) || entrada >= MAXIMO) return null;
    return (salida - entrada) / (MAXIMO - entrada);
  }

  function gananciaDeGrupo(pares) {
    const completos = pares.filter(([a, b]) => a !== null && b !== null);
    if (!completos.length) return null;
    const media = (i) => completos.reduce((suma, par) => suma + par[i], 0) / completos.length;
    return ganancia(media(0), media(1));
  }

  const puntajeDePrueba = (aciertos, items) =>
    items >= 1 && aciertos >= 0 && aciertos <= items ? (MAXIMO * aciertos) / items : null;

  const razon = (parte, total) => (total ? (MAXIMO * parte) / total : null);

  const estaVencido = (c, hoy) => ![HECHO, RETIRADO].includes(c.estado) && c.fecha !== "" && c.fecha < hoy;

  const esATiempo = (c) => c.estado === HECHO && c.evidencia !== "" && c.cumplido !== "" && c.cumplido <= c.fecha;

  function sumarDias(fecha, dias) {
    const [a, m, d] = fecha.split("-").map(Number);
    return new Date(Date.UTC(a, m - 1, d + dias)).toISOString().slice(0, 10);
  }

  const esProximo = (c, hoy, dias) =>
    ![HECHO, RETIRADO].includes(c.estado) && c.fecha >= hoy && c.fecha <= sumarDias(hoy, dias);

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

  function dePares(pares) {
    const completos = pares.filter(([a, b]) => a !== null && b !== null);
    return razon(
      completos.reduce((s, p) => s + p[0], 0),
      completos.reduce((s, p) => s + p[1], 0),
    );
  }

  /* Cada indicador del catálogo que se puede calcular; solo cuentan las sesiones hechas. */
  function indicadoresDeAsistencia(sesiones, cuenta, totalHerramientas) {
    const hechas = sesiones.filter((s) => s.hecha);
    const usadas = new Set(hechas.flatMap((s) => s.herramientas));
    return {
      recorrido: razon(hechas.length, sesiones.length),
      asistencia: dePares(hechas.map((s) => [s.asistentes, s.convocados])),
      decisores: dePares(hechas.map((s) => [s.asistentes_deciden, s.convocados_deciden])),
      ganancia: gananciaDeGrupo(hechas.map((s) => [s.entrada, s.salida])),
      productos: razon(hechas.filter((s) => s.producto).length, hechas.length),
      herramientas: hechas.length ? razon(usadas.size, totalHerramientas) : null,
      avance: cuenta.avance,
      a_tiempo: cuenta.cumplidos_a_tiempo,
      reprogramados: cuenta.reprogramados,
    };
  }

  window.KitCalculos = Object.assign(window.KitCalculos || {}, {
    ganancia,
    gananciaDeGrupo,
    puntajeDePrueba,
    razon,
    estaVencido,
    esProximo,
    esATiempo,
    sumarDias,
    cumplimiento,
    indicadoresDeAsistencia,
  });
})();
