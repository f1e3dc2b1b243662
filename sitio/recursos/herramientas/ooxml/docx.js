/* Un documento de Word a partir de bloques (ver preparador/bloques.js): carta, estilos con nombre,
   listas y tablas de verdad, para que quien lo abra pueda cambiarlo. */
(function () {
  "use strict";
  const { bloquesDeWord, deWord, empaquetar, estilosDeWord, numeracionDeWord, paquete, relaciones, x } =
    window.KitOoxml;
  const { UTIL, corrida, p } = deWord;
  const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const WML = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
  // Medidas en veinteavos de punto: carta con márgenes de 2 cm.
  const ANCHO = 12240;
  const ALTO = 15840;
  const MARGEN = (ANCHO - UTIL) / 2;

  /** @param {string} instruccion */
  function campoDePagina(instruccion) {
    return (
      x("w:r", null, x("w:fldChar", { "w:fldCharType": "begin" })) +
      x("w:r", null, x("w:instrText", { "xml:space": "preserve" }, ` ${instruccion} `)) +
      x("w:r", null, x("w:fldChar", { "w:fldCharType": "separate" })) +
      x("w:r", null, x("w:t", null, "1")) +
      x("w:r", null, x("w:fldChar", { "w:fldCharType": "end" }))
    );
  }

  /** @param {string} texto */
  const pie = (texto) =>
    x(
      "w:ftr",
      { "xmlns:w": W },
      p(
        "Footer",
        [
          corrida({ t: texto }),
          x("w:r", null, x("w:tab")),
          corrida({ t: "Página " }),
          campoDePagina("PAGE"),
          corrida({ t: " de " }),
          campoDePagina("NUMPAGES"),
        ],
        x("w:tabs", null, x("w:tab", { "w:val": "right", "w:pos": UTIL })),
      ),
    );

  /** {titulo, pie} y bloques → bytes de un .docx. @type {KitOoxml["docx"]} */
  function docx(documento, bloques) {
    const { pintar, cuantas } = bloquesDeWord();
    const cuerpo = bloques.map(pintar);
    const seccion = x(
      "w:sectPr",
      null,
      x("w:footerReference", { "w:type": "default", "r:id": "rId3" }),
      x("w:pgSz", { "w:w": ANCHO, "w:h": ALTO }),
      x("w:pgMar", {
        "w:top": MARGEN,
        "w:right": MARGEN,
        "w:bottom": MARGEN,
        "w:left": MARGEN,
        "w:header": 567,
        "w:footer": 567,
        "w:gutter": 0,
      }),
    );
    return empaquetar({
      ...paquete(documento.titulo, "word/document.xml", {
        "/word/document.xml": `${WML}document.main+xml`,
        "/word/styles.xml": `${WML}styles+xml`,
        "/word/numbering.xml": `${WML}numbering+xml`,
        "/word/footer1.xml": `${WML}footer+xml`,
        "/word/settings.xml": `${WML}settings+xml`,
      }),
      "word/document.xml": x("w:document", { "xmlns:w": W, "xmlns:r": R }, x("w:body", null, cuerpo, seccion)),
      "word/styles.xml": estilosDeWord(),
      "word/numbering.xml": numeracionDeWord(cuantas()),
      "word/footer1.xml": pie(documento.pie),
      "word/settings.xml": x(
        "w:settings",
        { "xmlns:w": W },
        x(
          "w:compat",
          null,
          x("w:compatSetting", {
            "w:name": "compatibilityMode",
            "w:uri": "http://schemas.microsoft.com/office/word",
            "w:val": 15,
          }),
        ),
      ),
      "word/_rels/document.xml.rels": relaciones([
        ["rId1", "styles", "styles.xml"],
        ["rId2", "numbering", "numbering.xml"],
        ["rId3", "footer", "footer1.xml"],
        ["rId4", "settings", "settings.xml"],
      ]),
    });
  }

  window.KitOoxml = Object.assign(window.KitOoxml, /** @satisfies {Partial<KitOoxml>} */ ({ docx }));
})();
