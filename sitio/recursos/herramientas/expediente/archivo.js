/* El archivo del expediente: uno o varios municipios enteros. También abre lo que guardó una sola herramienta. */
(function () {
  "use strict";
  const E = window.KitExpediente;
  const { llano } = window.KitH;
  const reglas = window.KIT_DATOS.expediente;
  const IGUAL = "Lo guardado sigue igual.";

  /** @type {KitExpediente["empaquetar"]} */
  function empaquetar(documentos) {
    const [uno] = documentos;
    if (documentos.length === 1) return JSON.stringify(uno, null, 1);
    const paquete = { kit: uno.kit, documento: "expedientes", version: reglas.version, expedientes: documentos };
    return JSON.stringify(paquete, null, 1);
  }

  /** Los expedientes que trae un documento leído. @param {any} documento @returns {Expediente[]} */
  function deDocumento(documento) {
    if (documento?.documento === "expedientes") {
      if (!Array.isArray(documento.expedientes)) throw new Error("no trae expedientes");
      return documento.expedientes.map(E.comprobar);
    }
    if (documento?.herramienta) return [deHerramienta(documento)];
    return [E.comprobar(documento)];
  }

  /** Un archivo de «Guardar» de una herramienta, de esta versión del kit o de antes. @param {any} documento */
  function deHerramienta({ herramienta, version, municipio, estado }) {
    const seccion = { version, guardado: "", sello: "", estado };
    return E.comprobar({ ...E.vacio(municipio || ""), herramientas: { [herramienta]: seccion } });
  }

  /** @type {KitExpediente["abrirPaquete"]} */
  function abrirPaquete(texto, nombre) {
    let documento;
    try {
      documento = JSON.parse(texto);
    } catch (_) {
      throw new Error(`«${nombre}» está incompleto o no es un archivo del kit (no es JSON). ${HACER} ${IGUAL}`);
    }
    try {
      return deDocumento(documento);
    } catch (error) {
      const problema = error instanceof Error ? error.message : "";
      throw new Error(`«${nombre}» no se importó: ${problema}. ${HACER} ${IGUAL}`);
    }
  }
  const HACER = "Elija un .json descargado con «Exportar» o con «Guardar» en una herramienta.";

  /** Los de uno y los del otro que no estén, por su origen o por su texto. @param {any[]} unos @param {any[]} otros */
  function sumarCompromisos(unos, otros) {
    /** @param {any} c */
    const llave = (c) => (c.origen ? `${c.origen.herramienta}|${c.origen.id}` : `${c.sesion}|${llano(c.que)}`);
    const ya = new Set(unos.map(llave));
    const mayor = unos.reduce((n, c) => Math.max(n, c.id), 0);
    const nuevos = otros.filter((c) => !ya.has(llave(c))).map((c, i) => ({ ...c, id: mayor + 1 + i }));
    const todos = [...unos, ...nuevos];
    if (todos.length > reglas.maximo_compromisos)
      throw new Error(`Juntos pasan de ${reglas.maximo_compromisos} compromisos: importe reemplazando. ${IGUAL}`);
    return todos;
  }

  /**
   * De cada herramienta, lo último que se guardó; los compromisos de los dos se suman.
   * @type {KitExpediente["fusionar"]}
   */
  function fusionar(actual, otro) {
    const herramientas = { ...otro.herramientas };
    Object.entries(actual.herramientas).forEach(([h, mia]) => {
      const suya = otro.herramientas[h];
      const gana = suya && suya.guardado > mia.guardado ? suya : mia;
      herramientas[h] = h === "compromisos" && suya ? juntar(mia, suya, gana) : gana;
    });
    return { ...actual, herramientas };
  }

  /** @param {SeccionDeExpediente} mia @param {SeccionDeExpediente} suya @param {SeccionDeExpediente} gana */
  function juntar(mia, suya, gana) {
    const compromisos = sumarCompromisos(mia.estado.compromisos, suya.estado.compromisos);
    return { ...gana, estado: { ...mia.estado, ...gana.estado, compromisos } };
  }

  Object.assign(E, /** @satisfies {Partial<KitExpediente>} */ ({ abrirPaquete, empaquetar, fusionar }));
})();
