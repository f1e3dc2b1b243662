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

  const esProximo = (c, hoy, dias) => ![HECHO, RETIRADO].includes(c.estado) && c.fecha >= hoy && c.fecha <= sumarDias(hoy, dias);

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

  window.KitCalculos = Object.assign(window.KitCalculos || {}, {
    ganancia, gananciaDeGrupo, puntajeDePrueba, razon, estaVencido, esProximo, esATiempo, sumarDias, cumplimiento,
  });
})();
