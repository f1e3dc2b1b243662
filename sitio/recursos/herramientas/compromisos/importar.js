/* Trae los compromisos de un acta: archivo del preparador (JSON), hoja de Excel o CSV. Si algo está mal,
   dice qué y el tablero queda como estaba. */
(function () {
  "use strict";
  const { leerArchivo, municipio, rotulo } = window.KitH;
  const { leerActa, leerPreparador, sumarActa } = window.KitCalculos;
  const { leerFilas } = window.KitHogares;
  const { leerXlsx, fechaDeSerie } = window.KitOoxml;
  const { CLAVES, MAXIMO, siguiente } = window.KitTablero;
  const reglas = window.KIT_DATOS.seguimiento;
  const NUMEROS = Object.fromEntries(CLAVES.map((c) => [window.KIT_DATOS.sesiones.sesiones[c].numero, c]));
  const PESO = 5e6;

  function deExcel(bytes) {
    const { hojas, desde1904 } = leerXlsx(new Uint8Array(bytes));
    const hoja = hojas.find((h) => h.nombre.toLowerCase() === "compromisos") || hojas[0];
    if (!hoja) throw new Error("no tiene hojas.");
    return [leerActa(hoja.filas, reglas, NUMEROS, (n) => fechaDeSerie(n, desde1904))];
  }

  const deCsv = (bytes) => [leerActa(leerFilas(new Uint8Array(bytes)), reglas, NUMEROS)];

  function deJson(texto) {
    let documento;
    try {
      documento = JSON.parse(texto);
    } catch (_) {
      throw new Error("no es un archivo del preparador (no es JSON).");
    }
    if (documento && documento.herramienta === "compromisos") throw new Error("es un tablero guardado: use «Abrir».");
    if (!documento || documento.herramienta !== "preparador")
      throw new Error("no es un acta del preparador de sesión.");
    return leerPreparador(documento, reglas, CLAVES);
  }

  async function partesDe(archivo) {
    const nombre = archivo.name.toLowerCase();
    if (archivo.size > PESO) throw new Error("pesa más de 5 MB: un acta pesa mucho menos.");
    if (nombre.endsWith(".xlsx")) return deExcel(await archivo.arrayBuffer());
    if (nombre.endsWith(".csv") || nombre.endsWith(".txt")) return deCsv(await archivo.arrayBuffer());
    if (nombre.endsWith(".json")) return deJson(await leerArchivo(archivo, PESO));
    throw new Error("no es un .xlsx, un .csv ni un .json. El acta en Word se pasa a la hoja «Compromisos» de Excel.");
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

  function decir(nombre, { sumados, repetidos }) {
    const cuantos = (n, uno, varios) => `${n} ${n === 1 ? uno : varios}`;
    const seSumo = sumados === 1 ? "se sumó" : "se sumaron";
    const ya = repetidos ? `; ${cuantos(repetidos, "ya estaba", "ya estaban")}` : "";
    return `De «${nombre}» ${seSumo} ${cuantos(sumados, "compromiso", "compromisos")}${ya}.`;
  }

  /* Resuelve a {compromisos, municipio, texto} con lo importado, o falla con un Error que se puede mostrar. */
  async function importar(archivo, app) {
    try {
      const partes = await partesDe(archivo);
      const codigo = partes[0].municipio;
      exigirElMismo(codigo, app.municipio);
      const hecho = sumar(app.estado.compromisos, partes);
      return {
        compromisos: hecho.lista,
        municipio: app.municipio ? null : municipio(codigo || ""),
        texto: decir(archivo.name, hecho),
      };
    } catch (error) {
      const dicho = error.problema ? `no se importó: ${error.problema}; ${error.queHacer}.` : error.message;
      throw new Error(`«${archivo.name}» ${dicho} El tablero sigue igual.`);
    }
  }

  window.KitTablero.importar = importar;
})();
