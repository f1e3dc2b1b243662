/* La lista de lo guardado en este equipo, y el botón que lo borra. También, la página que no se pudo abrir. */
(function () {
  "use strict";
  const RAIZ = new URL("../../", /** @type {HTMLScriptElement} */ (document.currentScript).src).href;
  const donde = document.getElementById("guardado");
  const CLASES = [
    ["Territorios", /^territorio\//],
    ["Mapa, comparador e indicadores", /^(?:mapa|comparar|indicador)\//],
    ["Herramientas", /^herramientas\//],
    ["Guías, sesiones y datos", /./],
  ];
  const NO_GUARDA =
    "Este navegador no está guardando páginas: abra el sitio por internet, con «https», y sin el modo privado.";
  const DE_TODOS = /(?: · pobreza \d{4}.*)? - [^-]*$/; // lo que el título repite en cada página
  const otra = document.getElementById("volver-a-intentar");

  /** @param {string} etiqueta @param {string} texto @param {Node[]} hijos */
  function el(etiqueta, texto, ...hijos) {
    const nodo = document.createElement(etiqueta);
    nodo.append(texto, ...hijos);
    return nodo;
  }

  /** @param {number} octetos */
  const enMegas = (octetos) => `${(octetos / 1e6).toLocaleString("es-CO", { maximumFractionDigits: 1 })} MB`;

  /** @param {{ url: string, titulo: string }} guardada */
  function renglon({ url, titulo }) {
    const enlace = document.createElement("a");
    enlace.href = url;
    // Escapado en el título guardado: se lee como texto y no como HTML.
    const leido = new DOMParser().parseFromString(titulo, "text/html").body.textContent;
    enlace.textContent = leido.replace(DE_TODOS, "") || url.slice(RAIZ.length);
    return el("li", "", enlace);
  }

  /** @param {{ url: string, titulo: string }[]} paginas */
  function porClase(paginas) {
    const quedan = new Set(paginas);
    return CLASES.flatMap(([nombre, patron]) => {
      const suyas = [...quedan].filter(({ url }) => /** @type {RegExp} */ (patron).test(url.slice(RAIZ.length)));
      suyas.forEach((una) => quedan.delete(una));
      const renglones = suyas.map(renglon).sort((a, b) => a.textContent.localeCompare(b.textContent, "es"));
      return renglones.length ? [el("h3", /** @type {string} */ (nombre)), el("ul", "", ...renglones)] : [];
    });
  }

  async function cuanto() {
    try {
      const { usage } = await navigator.storage.estimate();
      return usage ? `, ${enMegas(usage)}` : "";
    } catch (_) {
      return "";
    }
  }

  function borrador() {
    const boton = Object.assign(document.createElement("button"), {
      type: "button",
      textContent: "Borrar lo guardado",
    });
    boton.addEventListener("click", async () => {
      boton.disabled = true;
      await window.KitSinConexion.pedir("olvidar").catch(() => {});
      mostrar();
    });
    return el("p", "", boton);
  }

  async function mostrar() {
    const { pedir, guardada } = window.KitSinConexion;
    /** @type {{ url: string, titulo: string }[]} */
    const paginas = await pedir("paginas");
    const cuantas = paginas.length === 1 ? "Una página guardada" : `${paginas.length} páginas guardadas`;
    const resumen = paginas.length
      ? `${cuantas} en este equipo${await cuanto()}.`
      : "Todavía no hay páginas guardadas en este equipo: se guarda cada una que abra con internet.";
    // Sin conexión no se ofrece borrar: no se podría recuperar.
    const alFinal = paginas.length && !otra ? [borrador()] : [];
    donde.replaceChildren(el("p", resumen), ...porClase(paginas), ...alFinal);
    const { lleno } = (await guardada.catch(() => null)) || {};
    if (lleno)
      donde.prepend(el("p", "No cabe más en este navegador: borre lo guardado, o libere espacio en el equipo."));
  }

  /** La página pedida, si es de este sitio. */
  function pedida() {
    const ruta = new URLSearchParams(location.search).get("de");
    const url = ruta === null ? "" : new URL(ruta, RAIZ).href;
    return url.startsWith(RAIZ) ? url : "";
  }

  const url = pedida();
  if (otra && url) {
    const enlace = document.createElement("a");
    Object.assign(enlace, { href: url, textContent: "Volver a intentar" });
    otra.replaceChildren(el("code", url.slice(RAIZ.length) || "inicio"), " ", enlace);
    window.addEventListener("online", () => otra.append(" Volvió la conexión."));
  }
  const decirQueNo = () => donde.replaceChildren(el("p", NO_GUARDA));
  if (!location.protocol.startsWith("http") || !("serviceWorker" in navigator)) decirQueNo();
  else if (window.KitSinConexion) mostrar().catch(decirQueNo);
  document.addEventListener("kit-guarda", () => mostrar().catch(decirQueNo));
  document.addEventListener("kit-no-guarda", decirQueNo);
})();
