/* Que lo guardado abra entero: a cada página, lo que necesita. */
(function () {
  "use strict";
  const K = KitServicio;
  const A_LA_VEZ = 4;

  /** Todas, de a pocas; devuelve cuántas no se pudieron. @param {(() => Promise<unknown>)[]} tareas */
  async function dePocas(tareas) {
    const faltan = [...tareas];
    let fallos = 0;
    const una = async () => {
      for (let tarea = faltan.shift(); tarea; tarea = faltan.shift()) await tarea().catch(() => (fallos += 1));
    };
    await Promise.all(Array.from({ length: A_LA_VEZ }, una));
    return fallos;
  }

  /** Guarda las páginas y lo que necesitan; si todo quedó. @type {KitServicio["completar"]} */
  async function completar(version, paginas, ademas) {
    K.lleno = false; // lo dice el primero que no quepa, aunque otro más pequeño sí
    const recursos = new Set([...K.LETRAS, ...ademas.map(K.llave)]);
    const porPagina = [...new Set(paginas.map(K.llave))].map((pagina) => async () => {
      const guardada = await K.buscar(version, pagina);
      const texto = guardada ? await guardada.text() : await K.traerPagina(version, pagina);
      K.recursosDe(texto, pagina).forEach((recurso) => recursos.add(recurso));
    });
    const fallos = await dePocas(porPagina);
    const hay = await K.tiene(version);
    const faltan = [...recursos].filter((recurso) => recurso.startsWith(K.RAIZ) && !hay.has(recurso));
    return fallos + (await dePocas(faltan.map((recurso) => () => K.traer(version, recurso)))) === 0 && !K.lleno;
  }

  Object.assign(K, { completar, dePocas });
})();
