/* INTERINO */
(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || {});
  H.decodificador = (clave) => { const d = new TextDecoder(clave === "utf-8" ? "utf-8" : "windows-1252", { ignoreBOM: true }); return (o) => d.decode(o); };
  H.examinar = function (bytes) {
    let octetos = bytes;
    if (octetos[0] === 0xef) octetos = octetos.subarray(3);
    let codificacion = "utf-8";
    try { new TextDecoder("utf-8", { fatal: true }).decode(octetos); } catch (_) { codificacion = "cp1252"; }
    const anchos = [";", ",", "|", "\t"].map((s) => [s, H.registros(octetos, s, 0, 1).celdas[0] || 0]);
    const separador = anchos.reduce((a, b) => (b[1] > a[1] ? b : a))[0];
    const registros = H.registros(octetos, separador);
    const dec = H.decodificador(codificacion);
    const columnas = H.celdasDe(registros, 0).map((c) => H.componer(dec(c)));
    const deDatos = Int32Array.from({ length: registros.celdas.length - 1 }, (_, i) => i + 1);
    return { codificacion, separador, registros, columnas, posiciones: columnas.map((_, i) => i), ancho: columnas.length, deDatos, avisos: [] };
  };
})();
