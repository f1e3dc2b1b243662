/* Lo que comparten las herramientas: elementos, números, CSV, archivos y citas. El municipio y el estado (dirección
   y archivo) están en base/. Sin peticiones de red: los datos llegan en guiones y nada sale del equipo. */
(function () {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";

  /**
   * el("p", {class: "x", onclick: f}, "texto", otroElemento): nunca interpreta HTML.
   * @type {KitH["el"]}
   */
  function el(etiqueta, atributos, ...hijos) {
    return armar(document.createElement(etiqueta), atributos, hijos);
  }

  /** @type {KitH["svg"]} */
  function svg(etiqueta, atributos, ...hijos) {
    return armar(document.createElementNS(SVG, etiqueta), atributos, hijos);
  }

  /**
   * @template {Element} N
   * @param {N} nodo
   * @param {AtributosDeNodo | null | undefined} atributos
   * @param {HijoDeNodo[]} hijos
   * @returns {N}
   */
  function armar(nodo, atributos, hijos) {
    /** @type {[nombre: string, valor: any][]} */
    const lista = Object.entries(atributos || {});
    lista.forEach(([nombre, valor]) => {
      if (valor === null || valor === undefined || valor === false) return;
      if (nombre.startsWith("on")) nodo.addEventListener(nombre.slice(2), valor);
      else if (nombre === "value" || nombre === "checked" || nombre === "selected") nodo[nombre] = valor;
      else nodo.setAttribute(nombre, valor === true ? "" : valor);
    });
    nodo.append(
      .../** @type {any[]} */ (hijos).flat(Infinity).filter((h) => h !== null && h !== undefined && h !== false),
    );
    return nodo;
  }

  /* Reemplaza lo que hay en `nodo`; acepta listas anidadas y huecos, como el(). */
  const poner = (nodo, ...hijos) => {
    nodo.replaceChildren();
    return armar(nodo, null, hijos);
  };

  /* Los títulos de columna de una tabla. */
  const titulos = (columnas) => {
    const celdas = columnas.map((t) => el("th", { scope: "col" }, t));
    return el("thead", {}, el("tr", {}, celdas));
  };

  /** @type {KitH["llano"]} */
  const llano = (texto) =>
    texto
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase();

  /** @type {KitH["numero"]} */
  function numero(valor, decimales) {
    if (valor === null || valor === undefined || Number.isNaN(valor)) return "sin dato";
    const d = decimales || 0;
    return valor.toLocaleString("es-CO", { minimumFractionDigits: d, maximumFractionDigits: d });
  }

  /** @type {KitH["porcentaje"]} */
  const porcentaje = (valor, decimales) =>
    valor === null || Number.isNaN(valor)
      ? "sin dato"
      : `${numero(valor, decimales === undefined ? 1 : decimales)}\u00a0%`;

  /* «1 hogar», «2.345 hogares». */
  const contar = (n, uno, varios) => `${numero(n)} ${n === 1 ? uno : varios}`;

  /* «1.234.567,8», «1234567.8» o «$ 1.200» → número; NaN si no se entiende o es negativo. */
  function leerNumero(texto) {
    const limpio = String(texto).replace(/[$\s\u00a0]/g, "");
    if (limpio === "") return NaN;
    if (/^\d{1,3}(\.\d{3})+(,\d+)?$/.test(limpio)) return Number(limpio.replace(/\./g, "").replace(",", "."));
    if (/^\d+([.,]\d+)?$/.test(limpio)) return Number(limpio.replace(",", "."));
    return NaN;
  }

  /* CSV para hoja de cálculo en español: «;», coma decimal, marca de orden de bytes. Un texto que
     empiece como una fórmula se antecede de un apóstrofo para que no se ejecute. */
  function celda(valor) {
    if (typeof valor === "number") return Number.isFinite(valor) ? String(valor).replace(".", ",") : "";
    let texto = valor === null || valor === undefined ? "" : String(valor);
    // eslint-disable-next-line no-control-regex -- los controles son lo que se busca
    if (/^[\s\u00a0\ufeff\x1c-\x1f\x85]*[=+\-@\t\r|%]/.test(texto)) texto = `'${texto}`;
    return /[";\n\r]/.test(texto) ? `"${texto.replace(/"/g, '""')}"` : texto;
  }

  const csv = (filas) => `\ufeff${filas.map((fila) => fila.map(celda).join(";")).join("\r\n")}\r\n`;

  function descargar(nombre, texto, tipo) {
    const enlace = el("a", { href: URL.createObjectURL(new Blob([texto], { type: tipo })), download: nombre });
    document.body.append(enlace);
    enlace.click();
    enlace.remove();
    setTimeout(() => URL.revokeObjectURL(enlace.href), 1000);
  }

  function leerArchivo(archivo, maximo) {
    if (archivo.size > maximo) {
      return Promise.reject(
        new Error(`«${archivo.name}» pesa más de ${numero(maximo / 1e6)} MB; elija un archivo más pequeño.`),
      );
    }
    return archivo.arrayBuffer().then((bytes) => {
      try {
        return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
      } catch (_) {
        return new TextDecoder("windows-1252").decode(bytes);
      }
    });
  }

  /* Normas de la tabla del kit: cada una enlazada a su ficha y marcada si está por verificar. */
  const MARCA = "por verificar";
  const citada = (id) => (window.KIT_DATOS.normas || {})[id] || [id, false];

  function normas(ids, nota) {
    const enlaces = ids.flatMap((id, i) => [
      i ? "; " : null,
      el("a", { href: `../../datos/normas.html#${id}` }, citada(id)[0]),
      citada(id)[1] ? null : [" ", el("span", { class: "herramienta-duda" }, MARCA)],
    ]);
    return [...enlaces, nota ? (ids.length ? ". " : "") + nota : null];
  }

  const citas = (ids, nota) =>
    [...ids.map((id) => citada(id)[0] + (citada(id)[1] ? "" : ` (${MARCA})`)), nota].filter(Boolean).join("; ");

  /* Comprobaciones para leer un estado ajeno sin confiar en él. */
  const exigir = (condicion, texto) => {
    if (!condicion) throw new Error(`El archivo no se puede abrir: ${texto}. Lo que estaba en pantalla sigue igual.`);
  };

  window.KitH = Object.assign(
    /** @type {KitH} */ ({}),
    /** @satisfies {Partial<KitH>} */ ({
      celda,
      citas,
      contar,
      csv,
      descargar,
      el,
      exigir,
      leerArchivo,
      leerNumero,
      llano,
      normas,
      numero,
      poner,
      porcentaje,
      svg,
      titulos,
    }),
  );
})();
