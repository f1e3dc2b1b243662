/* En cuántas de mil repeticiones queda cada municipio entre los primeros. En la página se cuenta en tramos cortos, para
   que responda mientras tanto; para lo que se descarga, de una vez. */
(function () {
  "use strict";
  const { numero } = window.KitH;
  const { simularPorTramos } = window.KitCalculos;
  const { ficha } = window.KitPriorizador;
  const PRIMEROS = 10;
  const VECES = 1000;
  const SEMILLA = 1;
  let ultima = { llave: "", veces: null };

  /* {lugar del municipio: cuántas}; `r` es lo calculado con esa elección. */
  function* contarFirmeza(eleccion, r) {
    const llave = JSON.stringify(eleccion);
    if (ultima.llave === llave) return ultima.veces;
    const hecha = yield* simularPorTramos(
      r.activos.map((x) => ({
        columnas: [r.filas.map((f) => ficha(x.id).valores[f.i])],
        primero: x.primero,
        peso: x.peso,
      })),
      { primeros: Math.min(PRIMEROS, r.filas.length), semilla: SEMILLA, veces: VECES },
    );
    ultima = { llave, veces: new Map(r.filas.map((f, n) => [f.i, hecha.entre[n]])) };
    return ultima.veces;
  }

  function firmeza(eleccion, r) {
    const tramos = contarFirmeza(eleccion, r);
    let paso = tramos.next();
    while (!paso.done) paso = tramos.next();
    return paso.value;
  }

  /* «87 de 100», sin decir 0 ni 100 si no lo son. */
  function deCada100(cuantas) {
    const dice = Math.min(Math.max(Math.round((100 * cuantas) / VECES), 1), 99);
    return `${numero(cuantas === 0 ? 0 : cuantas === VECES ? 100 : dice)} de 100`;
  }

  Object.assign(
    window.KitPriorizador,
    /** @satisfies {Partial<KitPriorizador>} */ ({ PRIMEROS, SEMILLA, VECES, contarFirmeza, deCada100, firmeza }),
  );
})();
