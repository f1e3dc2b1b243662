/* Abrir sin internet lo que ya se visitó, y avisar cuando el sitio tiene una versión nueva. Lo trae kit.js cuando la
   página ya está lista. Si el navegador no deja guardar, todo sigue igual. */
(function () {
  "use strict";
  const RAIZ = new URL("../", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  const VERSION = document.querySelector("meta[name=kit-version]").getAttribute("content");
  const CADA = 600000; // milisegundos entre dos miradas a la versión, con la página abierta
  const CALLADO = `kit-version-despues ${RAIZ}`;
  let mirada = Date.now();

  /** Lo hace instalable; desde el disco, el navegador se quejaría del manifiesto. */
  function manifiesto() {
    const enlace = document.createElement("link");
    Object.assign(enlace, { rel: "manifest", href: `${RAIZ}manifiesto.webmanifest` });
    const deApple = document.createElement("link");
    Object.assign(deApple, { rel: "apple-touch-icon", href: `${RAIZ}recursos/iconos/192.png` });
    document.head.append(enlace, deApple);
  }

  /** @type {KitSinConexion["pedir"]} */
  async function pedir(que, datos, alAvanzar) {
    const { active } = await navigator.serviceWorker.ready;
    const { port1, port2 } = new MessageChannel();
    return new Promise((listo, fallo) => {
      port1.onmessage = ({ data }) => {
        if (data.parte) return alAvanzar?.(data.parte);
        port1.close();
        if ("error" in data) fallo(new Error(data.error));
        else listo(data.dato);
      };
      active.postMessage({ que, ...datos }, [port2]);
    });
  }

  /* Lo que la página pide solo al usarla, y sin internet haría falta. */
  const DEL_BUSCADOR = ["buscador/terceros/minisearch", "buscador/motor", "buscador/lista", "municipios"];
  const DE_GRAFICOS = ["graficos/salida", "graficos/foto", "graficos/cifras", "graficos/bajar"];
  const DE_UN_GRAFICO = ["herramientas/base", ...DE_GRAFICOS, "comparar/carga", "comparar/datos"];
  const AL_USARLA = {
    territorio: DE_UN_GRAFICO,
    indicador: DE_UN_GRAFICO,
    mapa: ["graficos/salida", "mapa/descargas", ...DEL_BUSCADOR],
    comparar: [...DE_GRAFICOS, "herramientas/documentos/producir", ...DEL_BUSCADOR],
  };

  function alUsarla() {
    const [carpeta] = location.href.slice(RAIZ.length).split("/");
    const guiones = (AL_USARLA[carpeta] || []).map((nombre) => `${RAIZ}recursos/${nombre}.js`);
    return [...guiones, ...(window.KitDocumentos?.piezas || [])];
  }

  /** Lo que la página pidió y está en el sitio, también lo que sus guiones trajeron después, y lo que puede pedir. */
  const recursos = () =>
    [...performance.getEntriesByType("resource").map(({ name }) => name), ...alUsarla()].filter(
      (direccion) => direccion.startsWith(RAIZ) && !/\/(?:version\.txt|servicio\.js)$/.test(direccion),
    );

  const sesion = {
    leer: () => {
      try {
        return sessionStorage.getItem(CALLADO);
      } catch (_) {
        return null;
      }
    },
    anotar: (/** @type {string} */ version) => {
      try {
        sessionStorage.setItem(CALLADO, version);
      } catch (_) {
        // Sin dónde anotarlo, se vuelve a ofrecer.
      }
    },
  };

  /** @param {string} texto @param {() => void} accion */
  function boton(texto, accion) {
    const nuevo = Object.assign(document.createElement("button"), { type: "button", textContent: texto });
    nuevo.addEventListener("click", accion);
    return nuevo;
  }

  /** @param {string} version */
  function ofrecer(version) {
    if (version === VERSION || sesion.leer() === version || document.querySelector(".version-nueva")) return;
    const aviso = document.createElement("div");
    aviso.className = "version-nueva";
    aviso.setAttribute("role", "status");
    const texto = document.createElement("p");
    texto.textContent = "Hay una versión nueva del kit. Al actualizar, esta página se vuelve a cargar.";
    const despues = boton("Después", () => {
      sesion.anotar(version);
      aviso.remove();
    });
    const actualizar = boton("Actualizar", async () => {
      actualizar.disabled = despues.disabled = true;
      texto.textContent = "Actualizando lo guardado…";
      try {
        await pedir("mudar", {}, ({ hechas, total }) => {
          texto.textContent = `Actualizando lo guardado: ${hechas} de ${total} páginas`;
        });
        location.reload();
      } catch (_) {
        texto.textContent = "No se pudo actualizar. Revise la conexión; lo guardado sigue como estaba.";
        actualizar.disabled = despues.disabled = false;
      }
    });
    aviso.append(texto, actualizar, despues);
    document.body.append(aviso);
  }

  function mirarAlVolver() {
    if (document.visibilityState !== "visible" || Date.now() - mirada < CADA) return;
    mirada = Date.now();
    pedir("mirar").catch(() => {}); // sin red no hay nada que avisar
  }

  async function empezar() {
    const servicio = navigator.serviceWorker;
    servicio.addEventListener("message", ({ data }) => {
      if (data?.que === "version") ofrecer(data.version);
    });
    if (!(await servicio.register(`${RAIZ}servicio.js`))) return;
    manifiesto();
    document.addEventListener("visibilitychange", mirarAlVolver);
    const { href } = location;
    window.KitSinConexion = {
      pedir,
      guardada: pedir("abierta", { version: VERSION, url: href, recursos: recursos() }),
    };
    window.KitSinConexion.guardada.catch(() => {});
    document.dispatchEvent(new Event("kit-guarda"));
  }

  // Con el almacenamiento prohibido el navegador no admite el servicio: no se guarda nada y se sigue.
  empezar().catch(() => document.dispatchEvent(new Event("kit-no-guarda")));
})();
