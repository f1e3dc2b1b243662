/* De un dibujo a un archivo: los renglones de sus textos, la letra y la imagen PNG. Lo usan los gráficos y el mapa. */
(function () {
  "use strict";
  const POR_PIXEL = 2;
  const LETRA = "Source Sans 3, Segoe UI, Roboto, Arial, sans-serif";
  const LETRA_DE_TITULOS = "Bitter, Georgia, serif";

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
      const hecho = await dibujo();
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
