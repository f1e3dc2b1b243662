/* Leer un archivo por trozos, sin pedir dos veces su tamaño en memoria, y volver a él si hace falta otra columna. */
(function () {
  "use strict";
  const H = self.KitHogares;
  const obrero = (self.KitObrero = self.KitObrero || /** @type {KitObrero} */ ({}));
  const CADA = 8e6; // octetos entre un aviso de avance y otro

  /**
   * Los octetos del archivo. ErrorDeMetodo si cambió, se movió o no cabe en la memoria.
   * @type {KitObrero["leerArchivo"]}
   */
  async function leerArchivo(archivo, contexto) {
    try {
      const octetos = new Uint8Array(archivo.size);
      const lector = archivo.stream().getReader();
      let leidos = 0,
        dicho = 0;
      for (;;) {
        const { done, value } = await lector.read();
        if (done) return octetos.subarray(0, leidos);
        octetos.set(value, leidos);
        leidos += value.length;
        if (leidos - dicho < CADA) continue;
        dicho = leidos;
        await contexto.avance("Leyendo", leidos / archivo.size);
      }
    } catch (error) {
      if (error instanceof H.ErrorDeMetodo) throw error;
      if (error instanceof RangeError)
        throw new H.ErrorDeMetodo("el archivo no cabe en la memoria", "cierre otras pestañas");
      const queHacer = "vuelva a escogerlo y, mientras se usa, no lo cambie ni lo mueva";
      throw new H.ErrorDeMetodo("el archivo ya no se puede leer", queHacer);
    }
  }

  /**
   * Otras columnas de una base abierta, que no se quedan en ella: quien las pide las suelta al terminar.
   * @type {KitObrero["columnasDe"]}
   */
  async function columnasDe(base, nombres, contexto) {
    const examen = H.examinar(await leerArchivo(base.archivo, contexto), { apartar: true });
    return H.leerColumnas(examen, nombres);
  }

  /**
   * SHA-256 de los octetos de una base, como la de la orden: solo hace falta al publicar, y entonces se vuelve a leer.
   * @type {KitObrero["huellaDe"]}
   */
  async function huellaDe(base, contexto) {
    if (base.huella) return base.huella;
    const octetos = await leerArchivo(base.archivo, contexto);
    await contexto.avance("Sacando la huella del archivo", 1);
    base.huella = await sha256(octetos);
    return base.huella;
  }

  /** El navegador la saca diez veces más rápido, pero solo desde el disco o con https. @param {Uint8Array} octetos */
  async function sha256(octetos) {
    if (!self.crypto.subtle) return self.KitCalculos.sha256DeOctetos(octetos);
    const hecha = await self.crypto.subtle.digest("SHA-256", /** @type {Bytes} */ (octetos));
    return Array.from(new Uint8Array(hecha), (v) => v.toString(16).padStart(2, "0")).join("");
  }

  Object.assign(obrero, /** @satisfies {Partial<KitObrero>} */ ({ leerArchivo, columnasDe, huellaDe }));
})();
