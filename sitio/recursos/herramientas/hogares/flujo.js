/* De un archivo a octetos compatibles con ASCII: sin marca de orden y sin UTF-16; y qué es lo que no es
   texto. Mismas reglas que generador/metodos/hogares/flujo.py y firmas.py. */
/**
 * Los octetos, en hexadecimal, con que empieza un tipo de archivo.
 * @typedef {{octetos: string, contiene?: string}} Firma
 */

(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  const MUESTRA = 1 << 16;
  const UTF16 = ["utf-16-le", "utf-16-be"];
  // La marca de UTF-8, y la misma leída en Latin-1 y vuelta a guardar en UTF-8.
  const MARCAS = [
    [0xef, 0xbb, 0xbf],
    [0xc3, 0xaf, 0xc2, 0xbb, 0xc2, 0xbf],
  ];
  const UTF32 = [
    [0xff, 0xfe, 0, 0],
    [0, 0, 0xfe, 0xff],
  ];
  const PARTE_NULA = 0.3;

  /**
   * @param {Uint8Array} octetos
   * @param {number[]} marca
   * @param {number} [desde]
   */
  const empieza = (octetos, marca, desde = 0) => marca.every((b, i) => octetos[desde + i] === b);

  /** Octetos como texto, uno por letra (Latin-1). @param {Uint8Array} octetos */
  const enLatin = (octetos) => Array.from(octetos, (b) => String.fromCharCode(b)).join("");

  /**
   * «utf-16-le» o «utf-16-be» por su marca o por dónde caen los octetos nulos; «» si no lo es.
   * @type {KitHogares["utf16De"]}
   */
  function utf16De(inicio) {
    if (empieza(inicio, [0xff, 0xfe])) return UTF16[0];
    if (empieza(inicio, [0xfe, 0xff])) return UTF16[1];
    const nulos = [0, 0];
    inicio.forEach((b, i) => {
      if (b === 0) nulos[i % 2] += 1;
    });
    const [pares, impares] = [nulos[0] / Math.ceil(inicio.length / 2), nulos[1] / Math.floor(inicio.length / 2)];
    if (impares > PARTE_NULA && pares === 0) return UTF16[0];
    return pares > PARTE_NULA && impares === 0 ? UTF16[1] : "";
  }

  /** Cuántas marcas de UTF-8 hay al comienzo y cuántos octetos ocupan. @param {Uint8Array} octetos */
  function contarMarcas(octetos) {
    let cuantas = 0,
      lugar = 0;
    for (;;) {
      const marca = MARCAS.find((m) => empieza(octetos, m, lugar));
      if (!marca) return { cuantas, lugar };
      cuantas += 1;
      lugar += marca.length;
    }
  }

  /**
   * Los octetos sin marca de orden; si el archivo está en UTF-16, vueltos a escribir en UTF-8. ErrorDeTexto
   * si hay octetos nulos o si el UTF-16 está dañado.
   * @param {Uint8Array} crudos
   * @param {string} utf16
   * @returns {Uint8Array}
   */
  function compatibles(crudos, utf16) {
    let octetos = crudos;
    if (utf16) {
      const etiqueta = utf16.replace(/-(?=[lb]e$)/, "");
      const decodificador = new TextDecoder(etiqueta, { fatal: true, ignoreBOM: true });
      try {
        octetos = new TextEncoder().encode(decodificador.decode(crudos));
      } catch (_) {
        throw new H.ErrorDeTexto("texto_cortado", { codificacion: "UTF-16" });
      }
    }
    if (octetos.includes(0)) throw new H.ErrorDeTexto("bytes_nulos");
    return octetos.subarray(contarMarcas(octetos).lugar);
  }

  /**
   * ErrorDeTexto con lo que es el archivo y qué hacer, si sus primeros octetos no son de texto.
   * @type {KitHogares["comprobarQueEsTexto"]}
   */
  function comprobarQueEsTexto(inicio) {
    if (!inicio.length) throw new H.ErrorDeTexto("vacio");
    if (UTF32.some((marca) => empieza(inicio, marca))) throw new H.ErrorDeTexto("utf32");
    const texto = enLatin(inicio);
    /** @type {Firma[]} */
    const firmas = H.documento("examen").firmas;
    const firma = firmas.find(({ octetos, contiene }) => {
      const propios = (octetos.match(/[0-9a-f]{2}/gi) || []).map((par) => parseInt(par, 16));
      return empieza(inicio, propios) && texto.includes(contiene || "");
    });
    if (firma) throw new H.ErrorDeTexto("no_es_texto", firma);
  }

  /**
   * ErrorDeTexto si el texto (sin marca de orden) es HTML, XML, JSON o RTF, o está en blanco.
   * @type {KitHogares["comprobarQueEsTabla"]}
   */
  function comprobarQueEsTabla(octetos) {
    const comienzo = enLatin(octetos.subarray(0, MUESTRA))
      .replace(/^[ \t\r\n]+/, "")
      .slice(0, 64)
      .toLowerCase();
    if (!comienzo) throw new H.ErrorDeTexto("vacio");
    /** @type {{textos: string[]}[]} */
    const comienzos = H.documento("examen").comienzos;
    const clase = comienzos.find((c) => c.textos.some((t) => comienzo.startsWith(t)));
    if (clase) throw new H.ErrorDeTexto("no_es_texto", clase);
  }

  Object.assign(
    H,
    /** @satisfies {Partial<KitHogares>} */ ({ MUESTRA, UTF16, compatibles, comprobarQueEsTabla, comprobarQueEsTexto }),
  );
  Object.assign(H, /** @satisfies {Partial<KitHogares>} */ ({ contarMarcas, enLatin, utf16De }));
})();
