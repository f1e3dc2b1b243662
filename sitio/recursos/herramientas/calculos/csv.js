/* Partir un CSV: separador, comillas y la línea en que empieza cada fila. */
(function () {
  "use strict";
  const SEPARADORES = [";", ",", "\t", "|"];

  const separadorDe = (cabeza) =>
    SEPARADORES.slice().sort((a, b) => cabeza.split(b).length - cabeza.split(a).length)[0];

  /* [{linea, celdas}]; un Error si una comilla no se cierra. Las líneas en blanco no cuentan. */
  function partirCsv(texto) {
    const limpio = texto.replace(/^\ufeff/, "");
    const separador = separadorDe(limpio.split(/\r?\n/, 1)[0]);
    const filas = [];
    let fila = [],
      campo = "",
      dentro = false,
      linea = 1,
      inicio = 1;
    const cerrar = () => {
      fila.push(campo);
      if (fila.length > 1 || fila[0].trim()) filas.push({ linea: inicio, celdas: fila });
      fila = [];
      campo = "";
      inicio = linea;
    };
    for (let i = 0; i < limpio.length; i += 1) {
      const c = limpio[i];
      if (c === "\n") linea += 1;
      if (dentro) {
        if (c === '"' && limpio[i + 1] === '"') {
          campo += '"';
          i += 1;
        } else if (c === '"') dentro = false;
        else campo += c;
      } else if (c === '"' && campo === "") dentro = true;
      else if (c === separador) {
        fila.push(campo);
        campo = "";
      } else if (c === "\n") cerrar();
      else if (c !== "\r") campo += c;
    }
    if (dentro)
      throw new Error(`Línea ${inicio}: hay una comilla que no se cierra. Guarde de nuevo el archivo como CSV.`);
    if (campo !== "" || fila.length) cerrar();
    return filas;
  }

  window.KitCalculos = Object.assign(window.KitCalculos || {}, { partirCsv });
})();
