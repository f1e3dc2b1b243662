/* Trae lo que un archivo del kit dice de un tablero: acta de Word, libro de Excel, CSV, archivo del preparador u otro
   tablero guardado. Si algo está mal, dice qué y el tablero queda como estaba. */
(function () {
  "use strict";
  const { leerArchivo, municipio, rotulo } = window.KitH;
  const { leerActa, leerFecha, leerPreparador, leerSesionDelActa, leerSesionDelLibro, leerTablaDeSesiones, sumarActa } =
    window.KitCalculos;
  const { leerFilas } = window.KitHogares;
  const { leerLibro, leerWord } = window.KitDocumentos;
  const { CLAVES, COMIENZA, MAXIMO, siguiente, sumarSesiones } = window.KitTablero;
  const reglas = window.KIT_DATOS.seguimiento;
  const NUMEROS = Object.fromEntries(CLAVES.map((c) => [window.KIT_DATOS.sesiones.sesiones[c].numero, c]));
  const PESO = 5e6;

  const VISITA = "Visita de seguimiento";

  /* Los compromisos de unas filas; sin ellos, ninguno, si el archivo trae otra cosa del tablero. */
  function actaDe(filas, deSerie, hayMas) {
    try {
      return [leerActa(filas, reglas, NUMEROS, deSerie)];
    } catch (error) {
      const vacia = /ningún compromiso|no tiene una tabla/.test(error.message);
      if (hayMas && vacia) return [];
      throw error;
    }
  }

  function visitaDe(filas, deSerie) {
    const i = filas.findIndex(({ celdas }) => celdas[0] === VISITA);
    if (i < 0) return null;
    const [, fecha, decisiones, hallazgos] = filas[i].celdas;
    const texto = String(hallazgos || "").replace(/^'(?=\s*[=+\-@|%])/, "");
    const cuantas = decisiones === "" || decisiones === undefined ? null : Number(decisiones);
    return { fecha: leerFecha(fecha, deSerie) || "", decisiones: cuantas, hallazgos: texto };
  }

  const municipioDe = (filas) =>
    (/\((\d{5})\)/.exec(
      filas
        .slice(0, 4)
        .flatMap((f) => f.celdas.map(String))
        .join(" "),
    ) || [])[1] || null;
  const sesionDe = (filas) =>
    NUMEROS[
      (/Sesi[oó]n (\d)\./.exec(
        filas
          .slice(0, 12)
          .flatMap((f) => f.celdas.map(String))
          .join(" "),
      ) || [])[1]
    ];

  /* Lo que traen unas filas que son de un tablero: compromisos, sesiones y visita. */
  function deFilas(todas, deActa, leidaDeSesion, deSerie) {
    const clave = sesionDe(todas);
    const sesiones = leerTablaDeSesiones(todas, NUMEROS, deSerie);
    const suya = clave ? leidaDeSesion(clave) : {};
    if (clave && Object.keys(suya).length) sesiones[clave] = { ...sesiones[clave], ...suya };
    const partes = actaDe(deActa, deSerie, Object.keys(sesiones).length > 0);
    return { municipio: municipioDe(todas), partes, sesiones, visita: visitaDe(todas, deSerie) };
  }

  async function deExcel(bytes) {
    const { hojas, deSerie } = await leerLibro(new Uint8Array(bytes));
    if (!hojas.length) throw new Error("no tiene hojas.");
    const hoja = hojas.find((h) => h.nombre.toLowerCase() === "compromisos") || hojas[0];
    const items = (clave) => window.KIT_DATOS.sesiones.sesiones[clave].prueba.length;
    const todas = [...hoja.filas, ...hojas.filter((h) => h !== hoja).flatMap((h) => h.filas)];
    return deFilas(todas, hoja.filas, (clave) => leerSesionDelLibro(hojas, items(clave)), deSerie);
  }

  async function deWord(bytes) {
    const filas = await leerWord(new Uint8Array(bytes));
    // La tabla de compromisos acaba donde vuelve un párrafo: lo que sigue es del acta, no de ella.
    const cabeza = filas.findIndex(({ celdas }) => celdas.includes("Qué") && celdas.includes("Cuándo"));
    const fin = filas.findIndex(({ celdas }, i) => i > cabeza && celdas.length === 1);
    const deActa = cabeza < 0 || fin < 0 ? filas : filas.slice(0, fin);
    const leidas = deFilas(filas, deActa, () => leerSesionDelActa(filas));
    const clave = sesionDe(filas);
    return { ...leidas, partes: leidas.partes.map((p) => ({ ...p, sesion: p.sesion || clave || null })) };
  }

  function unSolo(leidos) {
    if (leidos.length > 1) throw new Error("trae los tableros de varios municipios: ábralo en la consola.");
    return leidos[0];
  }

  /* Los tableros de un CSV de la consola; si no es de ella, el único que trae. */
  async function deVarios(archivo) {
    const filas = leerFilas(new Uint8Array(await archivo.arrayBuffer()));
    const comienzan = Array.from(filas.keys()).filter((i) => filas[i].celdas[0] === COMIENZA);
    if (comienzan.length < 2) return [deFilas(filas, filas, () => ({}))];
    return comienzan.map((desde, n) => {
      const suyas = filas.slice(desde, comienzan[n + 1]);
      return deFilas(suyas, suyas, () => ({}));
    });
  }

  /* Lo que trae el estado guardado de un tablero. */
  function deEstado(suyo, estado) {
    const { compromisos, sesiones, visita } = window.KitTablero.leer(estado);
    return { municipio: suyo, partes: [{ sesion: null, municipio: suyo, compromisos }], sesiones, visita };
  }

  /* Un tablero guardado, o los compromisos de un archivo del preparador. */
  function deJson(texto) {
    let documento;
    try {
      documento = JSON.parse(texto);
    } catch (_) {
      throw new Error("no es un archivo del preparador ni del tablero (no es JSON).");
    }
    if (documento && documento.herramienta === "compromisos")
      return deEstado(documento.municipio || null, documento.estado);
    if (!documento || documento.herramienta !== "preparador")
      throw new Error("no es un acta del preparador de sesión ni un tablero guardado.");
    const partes = leerPreparador(documento, reglas, CLAVES);
    return { municipio: partes[0].municipio, partes, sesiones: {}, visita: null };
  }

  const LECTORES = {
    xlsx: async (archivo) => deExcel(await archivo.arrayBuffer()),
    docx: async (archivo) => deWord(await archivo.arrayBuffer()),
    csv: async (archivo) => unSolo(await deVarios(archivo)),
    txt: async (archivo) => unSolo(await deVarios(archivo)),
    json: async (archivo) => deJson(await leerArchivo(archivo, PESO)),
  };

  const extension = ({ name }) => name.toLowerCase().split(".").pop();

  function exigirLiviano(archivo) {
    if (archivo.size > PESO) throw new Error("pesa más de 5 MB: un acta pesa mucho menos.");
  }

  /* Todo lo que un archivo del kit trae, un tablero por municipio. */
  async function leerTableros(archivo) {
    exigirLiviano(archivo);
    return ["csv", "txt"].includes(extension(archivo)) ? deVarios(archivo) : [await leerTablero(archivo)];
  }

  /* Todo lo que un archivo del kit trae para un tablero. */
  async function leerTablero(archivo) {
    exigirLiviano(archivo);
    const lector = LECTORES[extension(archivo)];
    if (!lector) throw new Error("no es un .xlsx, un .docx, un .csv ni un .json.");
    return lector(archivo);
  }

  /* Error si el acta es de otro municipio que el del tablero. */
  function exigirElMismo(codigo, suyo) {
    if (!codigo || !suyo || codigo === suyo.codigo) return;
    const otro = rotulo(municipio(codigo)) || codigo;
    throw new Error(`es de ${otro} y este tablero es de ${rotulo(suyo)}. Abra el tablero de ese municipio.`);
  }

  /* La lista con los compromisos de todas las partes, y cuántos se sumaron y cuántos ya estaban. */
  function sumar(lista, partes) {
    const total = { lista, sumados: 0, repetidos: 0 };
    partes.forEach((parte) => {
      const hecho = sumarActa(total.lista, parte.sesion || "", parte.compromisos, siguiente(total.lista));
      total.lista = hecho.todos;
      total.sumados += hecho.sumados;
      total.repetidos += hecho.repetidos;
    });
    if (total.lista.length > MAXIMO) throw new Error(`con ella el tablero pasaría de ${MAXIMO} compromisos.`);
    return total;
  }

  function decir(nombre, { sumados, repetidos }, sesiones) {
    const cuantos = (n, uno, varios) => `${n} ${n === 1 ? uno : varios}`;
    const seSumo = sumados === 1 ? "se sumó" : "se sumaron";
    const ya = repetidos ? `; ${cuantos(repetidos, "ya estaba", "ya estaban")}` : "";
    const anotadas = Object.values(sesiones).filter((s) => s.hecha).length;
    const medidas = anotadas ? ` Y ${cuantos(anotadas, "sesión anotada", "sesiones anotadas")}.` : "";
    return `De «${nombre}» ${seSumo} ${cuantos(sumados, "compromiso", "compromisos")}${ya}.${medidas}`;
  }

  /* Resuelve a {compromisos, municipio, texto} con lo importado, o falla con un Error que se puede mostrar. */
  async function importar(archivo, app) {
    try {
      const leido = await leerTablero(archivo);
      const codigo = leido.municipio || (leido.partes[0] && leido.partes[0].municipio);
      exigirElMismo(codigo, app.municipio);
      const hecho = sumar(app.estado.compromisos, leido.partes);
      return {
        compromisos: hecho.lista,
        sesiones: sumarSesiones(app.estado.sesiones, leido.sesiones),
        visita: leido.visita || app.estado.visita,
        municipio: app.municipio ? null : municipio(codigo || ""),
        texto: decir(archivo.name, hecho, leido.sesiones),
      };
    } catch (error) {
      const dicho = error.problema ? `no se importó: ${error.problema}; ${error.queHacer}.` : error.message;
      throw new Error(`«${archivo.name}» ${dicho} El tablero sigue igual.`);
    }
  }

  Object.assign(
    window.KitTablero,
    /** @satisfies {Partial<KitTablero>} */ ({ deEstado, importar, leerTableros, sumarCompromisos: sumar }),
  );
})();
