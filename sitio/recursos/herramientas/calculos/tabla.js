/* Leer un CSV de hogares en el navegador: separador, comillas y errores con su línea. */
(function () {
  "use strict";
  const MAXIMO = 200000;
  const ALIAS = {
    id: ["id", "hogar", "id_hogar", "llave"], clasificacion: ["clasificacion", "sisben", "grupo_nivel", "clasificacion_sisben"],
    pobre: ["pobre", "h_5", "h5", "ipm"], personas: ["personas", "integrantes"], menores: ["menores", "ninos"], territorio: ["territorio", "vereda", "barrio"],
  };
  const PERSONALES = /documento|cedula|nombre|apellido|telefono|celular|correo|direccion|num_doc|coord|latitud|longitud/;
  const llano = (t) => t.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().trim().replace(/[^a-z0-9]+/g, "_");

  function partir(texto, separador) {
    const filas = [];
    let fila = [], campo = "", dentro = false, linea = 1, inicio = 1;
    const cerrar = () => { fila.push(campo); if (fila.length > 1 || fila[0].trim()) filas.push({ linea: inicio, celdas: fila }); fila = []; campo = ""; inicio = linea; };
    for (let i = 0; i < texto.length; i += 1) {
      const c = texto[i];
      if (c === "\n") linea += 1;
      if (dentro) {
        if (c === '"' && texto[i + 1] === '"') { campo += '"'; i += 1; } else if (c === '"') dentro = false; else campo += c;
      } else if (c === '"' && campo === "") dentro = true;
      else if (c === separador) { fila.push(campo); campo = ""; } else if (c === "\n") cerrar(); else if (c !== "\r") campo += c;
    }
    if (dentro) throw new Error("Línea " + inicio + ": hay una comilla que no se cierra. Guarde de nuevo el archivo como CSV.");
    if (campo !== "" || fila.length) cerrar();
    return filas;
  }

  /* {hogares: {ids, clasificacion, pobre, personas, menores}, descartadas} o un Error que dice dónde y
     qué hacer. `orden` va de código («A1») a su lugar. Las columnas personales ni se leen. */
  function leerHogares(texto, orden) {
    const limpio = texto.replace(/^\ufeff/, "");
    const cabeza = limpio.split(/\r?\n/, 1)[0];
    if (!cabeza.trim()) throw new Error("El archivo está vacío o su primera línea no trae los nombres de las columnas.");
    const separador = [";", ",", "\t", "|"].sort((a, b) => cabeza.split(b).length - cabeza.split(a).length)[0];
    const filas = partir(limpio, separador);
    const nombres = filas[0].celdas.map(llano);
    const donde = {};
    Object.entries(ALIAS).forEach(([campo, alias]) => { donde[campo] = nombres.findIndex((n) => alias.includes(n)); });
    const faltan = ["id", "clasificacion", "pobre"].filter((c) => donde[c] < 0);
    if (faltan.length) throw new Error("Línea 1: falta" + (faltan.length > 1 ? "n las columnas " : " la columna ") + faltan.map((f) => "«" + f + "»").join(", ") + ". El archivo trae: " + filas[0].celdas.slice(0, 8).join(", ") + ". Descargue el ejemplo y use esos nombres.");
    if (filas.length < 2) throw new Error("El archivo trae las columnas pero ningún hogar.");
    if (filas.length - 1 > MAXIMO) throw new Error("El archivo trae más de 200.000 hogares; use el complemento de QGIS o divídalo.");
    const hogares = { ids: [], clasificacion: [], orden: [], pobre: [], personas: [], menores: [] };
    const vistos = new Map();
    filas.slice(1).forEach(({ linea, celdas }) => {
      const en = "Línea " + linea + ": ";
      if (celdas.length !== nombres.length) throw new Error(en + "trae " + celdas.length + " columnas y se esperaban " + nombres.length + ". Revise separadores y comillas.");
      const id = celdas[donde.id].trim();
      if (!id) throw new Error(en + "el hogar no tiene identificador.");
      if (vistos.has(id)) throw new Error(en + "el hogar «" + id + "» ya estaba en la línea " + vistos.get(id) + ". Deje una fila por hogar.");
      vistos.set(id, linea);
      const codigo = celdas[donde.clasificacion].trim().toUpperCase();
      if (!orden[codigo]) throw new Error(en + "«" + codigo + "» no es un grupo y nivel del Sisbén IV (A1 a D21).");
      const pobre = celdas[donde.pobre].trim();
      if (pobre !== "0" && pobre !== "1") throw new Error(en + "«" + pobre + "» en la columna «pobre»; use 1 (pobre) o 0 (no pobre).");
      const entero = (campo, omision, minimo) => {
        if (donde[campo] < 0) return omision;
        const crudo = celdas[donde[campo]].trim();
        if (!/^\d{1,3}$/.test(crudo) || Number(crudo) < minimo) throw new Error(en + "«" + crudo + "» en la columna «" + campo + "»; use un entero desde " + minimo + ".");
        return Number(crudo);
      };
      hogares.ids.push(id);
      hogares.clasificacion.push(codigo);
      hogares.orden.push(orden[codigo]);
      hogares.pobre.push(pobre === "1");
      hogares.personas.push(entero("personas", 1, 1));
      hogares.menores.push(entero("menores", 0, 0));
    });
    return { hogares, descartadas: filas[0].celdas.filter((_, i) => PERSONALES.test(nombres[i])), tiene: { personas: donde.personas >= 0, menores: donde.menores >= 0 } };
  }

  window.KitCalculos = Object.assign(window.KitCalculos || {}, { leerHogares, partirTabla: partir });
})();
