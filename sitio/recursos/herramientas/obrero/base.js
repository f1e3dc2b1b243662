/* Una base en memoria y lo que de ella se le dice a la página: nunca filas, solo cuentas y nombres de columna. */
(function () {
  "use strict";
  const H = self.KitHogares;
  const obrero = (self.KitObrero = self.KitObrero || /** @type {KitObrero} */ ({}));
  /** Por dónde se puede repartir una base, de lo menor a lo mayor. */
  const TERRITORIOS = [
    ["nom_vereda", "Vereda"],
    ["cod_vereda", "Vereda (código)"],
    ["nom_barrio", "Barrio"],
    ["cod_barrio", "Barrio (código)"],
    ["cod_centro_poblado", "Centro poblado"],
    ["nom_corregimiento", "Corregimiento"],
    ["cod_corregimiento", "Corregimiento (código)"],
    ["cod_comuna", "Comuna"],
    ["territorio", "Territorio"],
    ["cod_clase", "Clase"],
    ["zona", "Zona"],
    ["cod_mpio", "Municipio"],
  ];

  /** El territorio de cada hogar por esa columna; null si la base no la trae. @type {KitObrero["territorio"]} */
  function territorio(base, campo) {
    if (campo === "cod_mpio") return base.armado.municipio;
    if (!base.entrada.tiene(campo)) return null;
    const guardado = base.territorios.get(campo);
    if (guardado) return guardado;
    const columna = H.tomar(base.entrada.de(campo), base.armado.jefe);
    const hecho = H.territorio(columna, new H.Perdidas(base.armado.fila), new H.Avisos());
    base.territorios.set(campo, hecho);
    return hecho;
  }

  /** Los que traen algún dato y cuántos lugares distintos. @param {BaseEnMemoria} base */
  const territoriosDe = (base) =>
    TERRITORIOS.flatMap(([campo, nombre]) => {
      const cuantos = territorio(base, campo)?.etiquetas.length || 0;
      return cuantos ? [{ campo, nombre, cuantos }] : [];
    });

  /** @param {Float64Array} personas */
  const sumar = (personas) => personas.reduce((suma, n) => suma + (n > 0 ? n : 0), 0);

  /**
   * Lo que se notó al leer, por clases, para el panel de calidad.
   * @param {BaseEnMemoria} base
   * @param {BaseExaminada} examinada
   * @returns {Calidad}
   */
  function calidadDe({ entrada, esquema, armado, simulador }, { examen, personales }) {
    const perdidas = armado.perdidas.lista.map(H.textoDe);
    const leidas = Object.entries(esquema.columnas).filter(([, columna]) => entrada.columnas.has(columna));
    const propias = new Set(leidas.map(([, columna]) => columna));
    return {
      apartadas: examen.apartadas,
      pie: examen.pie.length,
      codificacion: H.nombreDe(examen.codificacion),
      separador: H.nombreDeSeparador(examen.separador),
      leidas,
      personales,
      sinLeer: examen.columnas.filter((c) => !propias.has(c) && !personales.includes(c)),
      perdidas,
      avisos: simulador.avisos.filter((texto) => !perdidas.includes(texto)),
      sinNivel: armado.clasificacion.orden.reduce((suma, o) => suma + (o ? 0 : 1), 0),
    };
  }

  /** @type {KitObrero["fichaDe"]} */
  const fichaDe = (base, examinada) => ({
    id: base.id,
    nombre: base.nombre,
    tamano: base.archivo.size,
    filas: base.filas,
    hogares: base.armado.jefe.length,
    personas: sumar(base.armado.personas),
    unidad: base.armado.unidad,
    esquema: base.esquema.nombre,
    esMuestra: base.simulador.esMuestra,
    conIdentidad: base.armado.identidades !== null,
    conPrivaciones: !examinada.sinPrivaciones,
    municipios: base.armado.municipio ? [...base.armado.municipio.etiquetas] : [],
    territorios: territoriosDe(base),
    avisos: base.simulador.avisos,
    calidad: calidadDe(base, examinada),
  });

  Object.assign(obrero, /** @satisfies {Partial<KitObrero>} */ ({ territorio, fichaDe }));
})();
