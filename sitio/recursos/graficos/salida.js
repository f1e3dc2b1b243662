/* De un dibujo a un archivo: los renglones de sus textos, la letra y la imagen PNG. Lo usan los gráficos y el mapa. */
(function () {
  "use strict";
  const POR_PIXEL = 2;
  // Las del sitio van dentro del dibujo; las demás, para el programa que no lea las que van adentro.
  // Entre comillas: un nombre con un número suelto («Source Sans 3») daña la lista entera.
  const LETRA = "'Kit texto', 'Source Sans 3', 'Segoe UI', Roboto, Arial, sans-serif";
  const LETRA_DE_TITULOS = "'Kit titulos', Bitter, Georgia, serif";
  const LETRAS = { "Kit texto": ["texto", "400 700"], "Kit titulos": ["titulos", "600"] };
  const AQUI = /** @type {HTMLScriptElement} */ (document.currentScript).src;

  /** Parte un texto en renglones que quepan. */
  function renglones(texto, ancho, letra) {
    const tope = Math.max(12, Math.floor(ancho / (letra * 0.5)));
    return texto.split(" ").reduce(
      (lineas, palabra) => {
        const ultima = lineas[lineas.length - 1];
        if (ultima && ultima.length + palabra.length + 1 > tope) lineas.push(palabra);
        else lineas[lineas.length - 1] = ultima ? `${ultima} ${palabra}` : palabra;
        return lineas;
      },
      [""],
    );
  }

  const traer = (direccion) =>
    new Promise((listo, fallo) => {
      const guion = document.createElement("script");
      Object.assign(guion, { src: direccion, onload: listo, onerror: fallo });
      document.head.append(guion);
    });

  /** Una letra en base 64: del archivo que la página ya pidió o, desde el disco, de un guion que la trae. */
  async function enBase64(archivo) {
    if (location.protocol === "file:") {
      if (!window.KitLetras) await traer(new URL("letras.js", AQUI).href);
      return window.KitLetras[archivo];
    }
    const respuesta = await fetch(new URL(`../letras/${archivo}.woff2`, AQUI));
    if (!respuesta.ok) throw new Error("la letra no llegó");
    const octetos = new Uint8Array(await respuesta.arrayBuffer());
    return btoa(Array.from(octetos, (octeto) => String.fromCharCode(octeto)).join(""));
  }

  /** El dibujo con las letras que nombra adentro; si no llegan, se ve con las de respaldo. */
  async function conLetras(texto) {
    const usadas = Object.entries(LETRAS).filter(([familia]) => texto.includes(familia));
    try {
      const reglas = await Promise.all(
        usadas.map(async ([familia, [archivo, grosor]]) => {
          const datos = `data:font/woff2;base64,${await enBase64(archivo)}`;
          return `@font-face{font-family:"${familia}";font-weight:${grosor};src:url(${datos}) format("woff2")}`;
        }),
      );
      return texto.replace("</title>", `</title><style>${reglas.join("")}</style>`);
    } catch (_) {
      return texto;
    }
  }

  /** @param {{ancho: number, alto: number, texto: string}} dibujo */
  function aPng({ ancho, alto, texto }) {
    return new Promise((listo, fallo) => {
      const imagen = new Image();
      imagen.onload = () => {
        const tela = document.createElement("canvas");
        [tela.width, tela.height] = [Math.ceil(ancho * POR_PIXEL), Math.ceil(alto * POR_PIXEL)];
        const pincel = tela.getContext("2d");
        pincel.scale(POR_PIXEL, POR_PIXEL);
        pincel.drawImage(imagen, 0, 0);
        tela.toBlob((png) => (png ? listo(png) : fallo(new Error("sin imagen"))), "image/png");
      };
      imagen.onerror = () => fallo(new Error("el dibujo no se pudo leer"));
      imagen.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(texto)}`;
    });
  }

  /**
   * Guarda un gráfico en la forma pedida; el dibujo y las filas se hacen solo si hacen falta.
   * @param {string} que «csv», «svg» o «png»
   * @param {string} nombre sin extensión
   * @param {{filas: () => any, dibujo: () => any}} grafico
   * @returns {Promise<string>} qué se dice al terminar
   */
  async function guardar(que, nombre, { filas, dibujo }) {
    const { csv, descargar } = window.KitH;
    const archivo = `${nombre}.${que}`;
    if (que === "csv") descargar(archivo, csv(await filas()), "text/csv");
    else {
      const suelto = await dibujo();
      const hecho = { ...suelto, texto: await conLetras(suelto.texto) };
      const contenido = que === "svg" ? hecho.texto : await aPng(hecho);
      descargar(archivo, contenido, que === "svg" ? "image/svg+xml" : "image/png");
    }
    return `Quedó descargado ${archivo}.`;
  }

  window.KitGraficos = Object.assign(window.KitGraficos || /** @type {KitGraficos} */ ({}), {
    LETRA,
    LETRA_DE_TITULOS,
    guardar,
    renglones,
  });
})();
