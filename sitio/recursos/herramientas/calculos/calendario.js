/* Festivos de Colombia y plazos en días hábiles. Mismas reglas que tests/herramientas/cuentas/calendario.py:
   Ley 51 de 1983, Ley 2578 de 2026 (9 de julio) y Pascua gregoriana. Fechas en texto ISO; hábil, de lunes a viernes
   sin festivo. */
(function () {
  "use strict";
  const DIA = 86400000;
  const PRIMER_ANIO = 1984;
  const ULTIMO_ANIO = 2199;
  const SABADO = 6;
  /** @type {[mes: number, dia: number, nombre: string][]} */
  const EN_SU_FECHA = [
    [1, 1, "Año Nuevo"],
    [5, 1, "Día del Trabajo"],
    [7, 20, "Grito de Independencia"],
    [8, 7, "Batalla de Boyacá"],
    [12, 8, "Inmaculada Concepción"],
    [12, 25, "Navidad"],
  ];
  /** @type {[mes: number, dia: number, nombre: string][]} */
  const AL_LUNES = [
    [1, 6, "Reyes Magos"],
    [3, 19, "San José"],
    [6, 29, "San Pedro y San Pablo"],
    [8, 15, "Asunción de la Virgen"],
    [10, 12, "Día de la Diversidad Étnica y Cultural"],
    [11, 1, "Todos los Santos"],
    [11, 11, "Independencia de Cartagena"],
  ];
  // Los que creó una ley posterior; también pasan al lunes.
  /** @type {[primero: number, mes: number, dia: number, nombre: string][]} */
  const AL_LUNES_DESDE = [[2026, 7, 9, "Nuestra Señora del Rosario de Chiquinquirá"]];
  /** @type {[dias: number, nombre: string][]} */
  const DESDE_PASCUA = [
    [-3, "Jueves Santo"],
    [-2, "Viernes Santo"],
    [43, "Ascensión del Señor"],
    [64, "Corpus Christi"],
    [71, "Sagrado Corazón de Jesús"],
  ];
  /** @type {Map<number, Record<string, string>>} */
  const calculados = new Map();

  /** @param {string} fecha */
  const enDias = (fecha) => Date.parse(`${fecha}T00:00:00Z`) / DIA;
  /** @param {number} dias */
  const enTexto = (dias) => new Date(dias * DIA).toISOString().slice(0, 10);
  // El 1 de enero de 1970 fue jueves. @param {number} dias
  const diaDeSemana = (/** @type {number} */ dias) => (((dias + 4) % 7) + 7) % 7;

  /** El domingo de Pascua, en días desde 1970. @param {number} anio */
  function pascua(anio) {
    const a = anio % 19;
    const b = Math.floor(anio / 100);
    const c = anio % 100;
    const g = Math.floor((8 * b + 13) / 25);
    const h = (19 * a + b - Math.floor(b / 4) - g + 15) % 30;
    const m = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
    const n = Math.floor((a + 11 * h + 22 * m) / 451);
    const marca = h + m - 7 * n + 114;
    return Date.UTC(anio, Math.floor(marca / 31) - 1, (marca % 31) + 1) / DIA;
  }

  /** Los que ese año pasan al lunes. @param {number} anio */
  const alLunesDe = (anio) => [
    ...AL_LUNES,
    ...AL_LUNES_DESDE.filter(([primero]) => anio >= primero).map(
      ([, mes, dia, nombre]) => /** @type {[number, number, string]} */ ([mes, dia, nombre]),
    ),
  ];

  /** @param {number} anio */
  function calcular(anio) {
    const domingo = pascua(anio);
    /** @param {number} mes @param {number} dia */
    const desde1970 = (mes, dia) => Date.UTC(anio, mes - 1, dia) / DIA;
    /** @param {number} dias */
    const alLunes = (dias) => dias + ((8 - diaDeSemana(dias)) % 7);
    /** @type {[number, string][]} */
    const todos = [
      ...EN_SU_FECHA.map(([mes, dia, nombre]) => /** @type {[number, string]} */ ([desde1970(mes, dia), nombre])),
      ...alLunesDe(anio).map(
        ([mes, dia, nombre]) => /** @type {[number, string]} */ ([alLunes(desde1970(mes, dia)), nombre]),
      ),
      ...DESDE_PASCUA.map(([dias, nombre]) => /** @type {[number, string]} */ ([domingo + dias, nombre])),
    ];
    /** @type {Record<string, string>} */
    const hallados = {};
    todos
      .sort((x, y) => x[0] - y[0] || (x[1] < y[1] ? -1 : 1))
      .forEach(([dias, nombre]) => {
        const fecha = enTexto(dias);
        hallados[fecha] = hallados[fecha] ? `${hallados[fecha]} y ${nombre}` : nombre;
      });
    return hallados;
  }

  /** @type {KitCalculos["festivos"]} */
  function festivos(anio) {
    if (!(anio >= PRIMER_ANIO && anio <= ULTIMO_ANIO)) throw new Error(`no hay festivos calculados para ${anio}.`);
    const guardados = calculados.get(anio) || calcular(anio);
    calculados.set(anio, guardados);
    return guardados;
  }

  /** @type {KitCalculos["esHabil"]} */
  function esHabil(fecha) {
    const dia = diaDeSemana(enDias(fecha));
    return dia > 0 && dia < SABADO && !festivos(Number(fecha.slice(0, 4)))[fecha];
  }

  /** @type {KitCalculos["sumarHabiles"]} */
  function sumarHabiles(fecha, dias) {
    let dia = enDias(fecha);
    let faltan = dias;
    while (faltan > 0 || !esHabil(enTexto(dia))) {
      dia += 1;
      if (faltan > 0 && esHabil(enTexto(dia))) faltan -= 1;
    }
    return enTexto(dia);
  }

  /** @type {KitCalculos["habilesEntre"]} */
  function habilesEntre(desde, hasta) {
    const [menor, mayor] = [enDias(desde), enDias(hasta)].sort((x, y) => x - y);
    let cuantos = 0;
    for (let dia = menor + 1; dia <= mayor; dia += 1) if (esHabil(enTexto(dia))) cuantos += 1;
    return desde <= hasta ? cuantos : -cuantos;
  }

  window.KitCalculos = Object.assign(
    window.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({ festivos, esHabil, sumarHabiles, habilesEntre }),
  );
})();
