/* Una lista en Excel se vuelve texto en esta misma pestaña, para cruzarla por el mismo camino que un CSV. El texto no
   se guarda: dura lo que tarda el cruce. */
(function () {
  "use strict";
  const mia = (window.KitMiBase = window.KitMiBase || /** @type {KitMiBase} */ ({}));
  const { contar } = window.KitH;
  const MAXIMO = 200e6;

  /** Un número que Excel ya no guarda entero se deja en notación científica: el cruce lo rechaza. @param {any} v */
  function celda(v) {
    const texto =
      typeof v === "number" && Math.abs(v) > Number.MAX_SAFE_INTEGER
        ? v.toExponential().replace("e", "E")
        : String(v ?? "");
    return /[";\r\n]/.test(texto) ? `"${texto.replace(/"/g, '""')}"` : texto;
  }

  /** Las filas de una hoja como CSV, cada una en su número. @param {FilaDeActa[]} filas */
  function enTexto(filas) {
    const ancho = filas.reduce((mayor, f) => Math.max(mayor, f.celdas.length), 0);
    /** @type {string[]} */
    const lineas = [];
    filas.forEach(({ linea, celdas }) => {
      while (lineas.length < linea - 1) lineas.push("");
      lineas.push(Array.from({ length: ancho }, (_, j) => celda(celdas[j])).join(";"));
    });
    return `${lineas.join("\n")}\n`;
  }

  /** El archivo tal cual o, si es de Excel, su primera hoja con datos, y lo que se dejó de leer.
   * @type {KitMiBase["listaEnTexto"]} */
  async function listaEnTexto(archivo) {
    if (archivo.size > MAXIMO) throw new Error(`«${archivo.name}» pesa demasiado: divídalo.`);
    if (!/\.xlsx$/i.test(archivo.name)) return { texto: archivo, aviso: null };
    const { hojas } = await window.KitDocumentos.leerLibro(new Uint8Array(await archivo.arrayBuffer()));
    const conDatos = hojas.filter((h) => h.filas.length);
    if (!conDatos.length) throw new Error(`«${archivo.name}» no trae ninguna fila.`);
    const otras = conDatos.length - 1;
    const aviso = otras
      ? `se leyó la hoja «${conDatos[0].nombre}»; ${contar(otras, "otra hoja no se leyó", "otras hojas no se leyeron")}`
      : null;
    return { texto: new Blob([enTexto(conDatos[0].filas)], { type: "text/csv" }), aviso };
  }

  Object.assign(mia, /** @satisfies {Partial<KitMiBase>} */ ({ listaEnTexto }));
})();
