/* Abrir una base, contestar lo que pregunte y quitarla. */
(function () {
  "use strict";
  const obrero = (self.KitObrero = self.KitObrero || /** @type {KitObrero} */ ({}));
  const { examinarBase, leerBase } = self.KitSimulador;
  const FILAS_MAXIMAS = 1500000;

  /** Las que esperan una respuesta: ya leídas, sin los octetos. @type {Map<string, BasePendiente>} */
  const pendientes = new Map();

  /**
   * {id, archivo} la abre; {id, respuestas} contesta lo que preguntó. Devuelve su ficha, o un error con su pregunta.
   * @param {Map<string, BaseEnMemoria>} bases
   * @param {{id: string, archivo?: File, respuestas?: Respuestas}} pedido
   * @param {ContextoDelObrero} contexto
   * @returns {Promise<FichaDeBase>}
   */
  async function abrir(bases, { id, archivo, respuestas = {} }, contexto) {
    const pendiente = archivo ? await leer(archivo, contexto) : pendientes.get(id);
    if (!pendiente) return obrero.base(id).ficha;
    pendientes.delete(id);
    contexto.alCancelar(() => [bases, pendientes].forEach((donde) => donde.delete(id)));
    await contexto.avance("Reuniendo los hogares", 1);
    try {
      const base = armar(id, pendiente, respuestas);
      await contexto.avance("Listo", 1); // si se canceló entretanto, no queda abierta
      bases.set(id, base);
      return base.ficha;
    } catch (error) {
      if (/** @type {ErrorDeMetodo} */ (error).pregunta) pendientes.set(id, pendiente);
      throw error;
    }
  }

  /** @param {File} archivo @param {ContextoDelObrero} contexto @returns {Promise<BasePendiente>} */
  async function leer(archivo, contexto) {
    const octetos = await obrero.leerArchivo(archivo, contexto);
    await contexto.avance("Entendiendo el archivo", 1);
    const examinada = examinarBase(octetos, { maximo: FILAS_MAXIMAS, apartar: true });
    // Los octetos se sueltan aquí: de una base quedan sus códigos, no su texto.
    const vacio = { ...examinada.examen.registros, octetos: new Uint8Array(0) };
    return { archivo, examinada: { ...examinada, examen: { ...examinada.examen, registros: vacio } } };
  }

  /** @param {string} id @param {BasePendiente} pendiente @param {Respuestas} respuestas @returns {BaseEnMemoria} */
  function armar(id, { archivo, examinada }, respuestas) {
    const sisben = /** @type {Instrumento} */ (self.KIT_DATOS.instrumentos.find((i) => i.id === "sisben_iv"));
    const simulador = leerBase(examinada, sisben, respuestas);
    const { entrada, esquema } = examinada;
    const base = {
      id,
      nombre: archivo.name,
      archivo,
      filas: entrada.filas.length,
      entrada,
      esquema,
      lectura: comoSeLeyo(examinada, respuestas),
      armado: simulador.armado,
      simulador,
      territorios: new Map(),
    };
    return Object.assign(base, { ficha: obrero.fichaDe(/** @type {BaseEnMemoria} */ (base), examinada) });
  }

  /** @param {BaseExaminada} examinada @param {Respuestas} respuestas @returns {LecturaDeBase} */
  const comoSeLeyo = ({ examen, personales }, { aceptar = false, decimal }) => ({
    separador: examen.separador,
    codificacion: examen.codificacion,
    personales,
    decimal: decimal ?? null,
    aceptar,
  });

  obrero.operacion("abrir", abrir);
  obrero.operacion("quitar", (bases, { id }) => {
    pendientes.delete(id);
    return bases.delete(id);
  });
  obrero.oir();
})();
