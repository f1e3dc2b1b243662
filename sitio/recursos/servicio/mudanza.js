/* Pasar lo guardado a la versión nueva: se vuelve a pedir entero, y lo viejo se borra cuando ya nadie lo usa. */
(function () {
  "use strict";
  const K = KitServicio;

  /** Devuelve cuántas páginas no se pudieron pasar, que siguen en su versión. @type {KitServicio["mudar"]} */
  async function mudar(informar) {
    const nueva = await K.consultar();
    const viejas = (await K.versiones()).filter((version) => version !== nueva);
    const guardadas = (await Promise.all(viejas.map(async (version) => [...(await K.tiene(version))]))).flat();
    const paginas = [...new Set(guardadas.filter(K.esPagina))];
    const recursos = [...new Set(guardadas.filter((url) => !K.esPagina(url)))];
    let hechas = 0;
    const fallos = await K.dePocas(
      paginas.map((url) => async () => {
        await K.traerPagina(nueva, url);
        if (!(await K.completar(nueva, [url, ...K.FIJAS], []))) throw new Error("incompleta");
        informar((hechas += 1), paginas.length);
      }),
    );
    // Lo que una página pidió después de abrirse (un indicador del mapa) también viene; si ya no existe, no.
    await K.dePocas(recursos.map((url) => async () => (await K.buscar(nueva, url)) || K.traer(nueva, url)));
    await limpiar();
    return fallos;
  }

  /** Borra las versiones sin páginas guardadas ni pestañas abiertas. @type {KitServicio["limpiar"]} */
  async function limpiar() {
    const ultima = await K.ultima();
    const enUso = await K.enUso();
    for (const version of await K.versiones()) {
      if (version === ultima || enUso.has(version)) continue;
      const hay = await K.tiene(version);
      if (![...hay].some((url) => K.esPagina(url) && !K.FIJAS.includes(url))) await K.borrar(version);
    }
  }

  Object.assign(K, { mudar, limpiar });
})();
