/* XML con el texto siempre escapado y ZIP: lo que comparten DOCX y XLSX. Necesita terceros/fflate.js. */
(function () {
  "use strict";
  const CABEZA = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  /** @type {Record<string, string>} */
  const ENTIDADES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  // XML 1.0 no admite casi ningún carácter de control ni mitades sueltas de un par sustituto.
  // eslint-disable-next-line no-control-regex -- los controles son lo que se quita
  const CONTROLES = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;
  const SUELTAS = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

  /** @type {KitOoxml["escapar"]} */
  const escapar = (texto) =>
    String(texto)
      .replace(SUELTAS, "")
      .replace(CONTROLES, "")
      .replace(/[&<>"]/g, (c) => ENTIDADES[c]);

  /** x("w:p", {a: 1}, hijo, …): los hijos ya son XML; para poner texto, escapar(texto). @type {KitOoxml["x"]} */
  function x(etiqueta, atributos, ...hijos) {
    const lista = Object.entries(atributos || {}).filter(([, v]) => v !== null && v !== undefined && v !== false);
    const cabeza = etiqueta + lista.map(([nombre, valor]) => ` ${nombre}="${escapar(valor)}"`).join("");
    const dentro = /** @type {any[]} */ (hijos).flat(Infinity).filter(Boolean).join("");
    return dentro ? `<${cabeza}>${dentro}</${etiqueta}>` : `<${cabeza}/>`;
  }

  /**
   * {ruta: texto XML sin cabecera} → bytes del ZIP; siempre los mismos para la misma entrada.
   * @type {KitOoxml["empaquetar"]}
   */
  function empaquetar(partes) {
    /** @type {Record<string, Uint8Array>} */
    const archivos = {};
    Object.entries(partes).forEach(([ruta, texto]) => {
      archivos[ruta] = window.fflate.strToU8(CABEZA + texto);
    });
    return window.fflate.zipSync(archivos, { level: 6, mtime: new Date(2020, 0, 1) });
  }

  /** Lo común del paquete: tipos de contenido, relaciones de la raíz y propiedades. @type {KitOoxml["paquete"]} */
  function paquete(titulo, principal, tipos) {
    const NS = "http://schemas.openxmlformats.org/";
    return {
      "[Content_Types].xml": x(
        "Types",
        { xmlns: `${NS}package/2006/content-types` },
        x("Default", { Extension: "rels", ContentType: "application/vnd.openxmlformats-package.relationships+xml" }),
        x("Default", { Extension: "xml", ContentType: "application/xml" }),
        Object.entries({
          ...tipos,
          "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        }).map(([PartName, ContentType]) => x("Override", { PartName, ContentType })),
      ),
      "_rels/.rels": x(
        "Relationships",
        { xmlns: `${NS}package/2006/relationships` },
        x("Relationship", {
          Id: "rId1",
          Type: `${NS}officeDocument/2006/relationships/officeDocument`,
          Target: principal,
        }),
        x("Relationship", {
          Id: "rId2",
          Type: `${NS}package/2006/relationships/metadata/core-properties`,
          Target: "docProps/core.xml",
        }),
      ),
      "docProps/core.xml": x(
        "cp:coreProperties",
        { "xmlns:cp": `${NS}package/2006/metadata/core-properties`, "xmlns:dc": "http://purl.org/dc/elements/1.1/" },
        x("dc:title", null, escapar(titulo)),
        x("dc:creator", null, "Kit contra la pobreza"),
        x("dc:language", null, "es-CO"),
      ),
    };
  }

  /** @type {KitOoxml["relaciones"]} */
  const relaciones = (lista) =>
    x(
      "Relationships",
      { xmlns: "http://schemas.openxmlformats.org/package/2006/relationships" },
      lista.map(([Id, tipo, Target]) =>
        x("Relationship", {
          Id,
          Type: `http://schemas.openxmlformats.org/officeDocument/2006/relationships/${tipo}`,
          Target,
        }),
      ),
    );

  window.KitOoxml = Object.assign(
    window.KitOoxml || /** @type {KitOoxml} */ ({}),
    /** @satisfies {Partial<KitOoxml>} */ ({ escapar, x, empaquetar, paquete, relaciones }),
  );
})();
