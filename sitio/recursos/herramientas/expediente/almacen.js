/* Guarda el expediente de cada municipio en este equipo. Es el único guion que toca el almacenamiento del navegador:
   lo que no cabe, no se deja guardar o está dañado se dice, y nunca se escribe encima de lo que puso otra pestaña. */
(function () {
  "use strict";
  const E = window.KitExpediente;
  // El sitio puede compartir su dirección con otros, y file:// es de todos los archivos del equipo.
  const LLAVE = "kit-pobreza/expediente/";
  const DANADO = "kit-pobreza/danado/";
  // Lo que no es de un municipio: la entidad que firma y las plantillas propias.
  const SUELTO = "kit-pobreza/";
  const PROBLEMAS = {
    lleno: "no cabe más en el almacenamiento del navegador",
    bloqueado: "este navegador no deja guardar en el equipo",
    otra_pestana: "otra pestaña guardó cambios aquí",
  };

  /** @type {(razon: RazonDeNoGuardar) => GuardadoMal} */
  const mal = (razon) => ({ hecho: false, razon, problema: PROBLEMAS[razon] });
  const sello = () => Date.now().toString(36) + Math.random().toString(36).slice(2, 8);

  /** El almacenamiento, o null si el navegador no lo deja usar. */
  function caja() {
    try {
      return window.localStorage;
    } catch (_) {
      return null;
    }
  }

  /** @param {string} llave @param {string} texto @returns {GuardadoMal | null} */
  function escribir(llave, texto) {
    try {
      const donde = caja();
      if (!donde) return mal("bloqueado");
      donde.setItem(llave, texto);
      return null;
    } catch (error) {
      const lleno = error instanceof DOMException && /quota/i.test(error.name);
      return mal(lleno ? "lleno" : "bloqueado");
    }
  }

  /** @param {string} llave */
  function crudo(llave) {
    try {
      return caja()?.getItem(llave) ?? null;
    } catch (_) {
      return null;
    }
  }

  /** @param {string} llave */
  function soltar(llave) {
    try {
      caja()?.removeItem(llave);
    } catch (_) {
      // Si no se deja escribir, tampoco había nada guardado.
    }
  }

  /** Códigos («» es sin municipio) de las llaves con ese comienzo. @param {string} comienzo */
  function codigos(comienzo) {
    const donde = caja();
    const llaves = donde ? Array.from({ length: donde.length }, (_, i) => donde.key(i) || "") : [];
    return llaves
      .filter((l) => l.startsWith(comienzo))
      .map((l) => l.slice(comienzo.length))
      .sort();
  }

  /** @type {KitExpediente["leer"]} */
  function leer(municipio) {
    const texto = crudo(LLAVE + municipio);
    if (texto === null) return E.vacio(municipio);
    try {
      return { ...E.comprobar(JSON.parse(texto)), municipio };
    } catch (_) {
      apartar(municipio, texto);
      return E.vacio(municipio);
    }
  }

  /**
   * Lo dañado se conserva aparte, para descargarlo: no se borra ni se pisa.
   * @param {string} municipio @param {string} texto
   */
  function apartar(municipio, texto) {
    if (crudo(DANADO + municipio) === null && escribir(DANADO + municipio, texto)) return;
    soltar(LLAVE + municipio);
  }

  /** @type {KitExpediente["escribirTodo"]} */
  function escribirTodo(documento) {
    if (!Object.keys(documento.herramientas).length) {
      soltar(LLAVE + documento.municipio);
      return { hecho: true, sello: null };
    }
    return escribir(LLAVE + documento.municipio, JSON.stringify(documento)) || { hecho: true, sello: null };
  }

  /** @type {KitExpediente["seccion"]} */
  const seccion = (municipio, herramienta) => leer(municipio).herramientas[herramienta] || null;

  /** @type {KitExpediente["guardar"]} */
  function guardar(municipio, herramienta, estado, visto) {
    const documento = leer(municipio);
    const antes = documento.herramientas[herramienta];
    if (visto !== undefined && (antes ? antes.sello : null) !== visto) return mal("otra_pestana");
    if (estado === null) delete documento.herramientas[herramienta];
    else documento.herramientas[herramienta] = nueva(herramienta, estado);
    const hecho = escribirTodo(documento);
    return hecho.hecho ? { hecho: true, sello: documento.herramientas[herramienta]?.sello ?? null } : hecho;
  }

  /** @param {string} herramienta @param {Record<string, any>} estado @returns {SeccionDeExpediente} */
  function nueva(herramienta, estado) {
    const regla = E.reglaDe(herramienta);
    if (!regla) throw new Error(`«${herramienta}» no está en la lista de lo que se guarda`);
    const guardado = new Date().toISOString();
    return { version: regla.version, guardado, sello: sello(), estado: E.recortar(estado, regla.guarda) };
  }

  /** @type {KitExpediente["recordado"]} */
  const recordado = (que) => crudo(SUELTO + que);

  /** @type {KitExpediente["recordar"]} */
  const recordar = (que, texto) => escribir(SUELTO + que, texto) || { hecho: true, sello: null };

  /** @type {KitExpediente["borrar"]} */
  const borrar = (municipio) => soltar(LLAVE + municipio);

  /** @type {KitExpediente["alCambiarEnOtra"]} */
  function alCambiarEnOtra(avisar) {
    window.addEventListener("storage", ({ key }) => {
      if (key === null || key.startsWith(LLAVE)) avisar(key === null ? null : key.slice(LLAVE.length));
    });
  }

  Object.assign(
    E,
    /** @satisfies {Partial<KitExpediente>} */ ({
      alCambiarEnOtra,
      borrar,
      borrarDanado: (municipio) => soltar(DANADO + municipio),
      danado: (municipio) => crudo(DANADO + municipio),
      danados: () => codigos(DANADO),
      escribirTodo,
      guardar,
      leer,
      municipios: () => codigos(LLAVE),
      olvidar: (que) => soltar(SUELTO + que),
      recordado,
      recordar,
      sePuede: () => caja() !== null,
      seccion,
    }),
  );
  window.KitH.expediente = E;
})();
