/* Las cifras de un gráfico, para una hoja de cálculo: las de la serie entera, las de su tabla o las escritas. */
(function () {
  "use strict";
  const { leerNumero } = window.KitH;
  const limpio = (nodo) => (nodo?.textContent || "").replace(/\s+/g, " ").trim();

  /** «71,9 %» → 71.9; lo que no es una cifra queda como está. */
  function valor(texto) {
    const dicho = texto.replace(/^[−+-]/, "");
    const numero = leerNumero(dicho.replace(/\s*%$/, ""));
    if (Number.isNaN(numero)) return texto;
    return /^[−-]/.test(texto) ? -numero : numero;
  }

  /** Sin los números de la regla, que solo se ven. */
  function celda(nodo) {
    const copia = /** @type {Element} */ (nodo.cloneNode(true));
    copia.querySelectorAll("svg, .escala, button > :not(:first-child)").forEach((sobra) => sobra.remove());
    return limpio(copia).replace(/^%$/, "porcentaje");
  }

  const deTabla = (tabla) =>
    [...tabla.rows].map((fila) =>
      [...fila.cells].map((una) => (una.tagName === "TD" ? valor(celda(una)) : celda(una))),
    );

  /** La serie entera, de los mismos datos del comparador: en el dibujo solo están escritas sus puntas. */
  async function deSerie(indicador, codigo, raiz) {
    window.KitComparar ||= /** @type {any} */ ({});
    const traer = (nombre) =>
      new Promise((listo, fallo) => {
        const guion = document.createElement("script");
        Object.assign(guion, {
          src: `${raiz}recursos/comparar/${nombre}.js`,
          async: false,
          onload: listo,
          onerror: fallo,
        });
        document.head.append(guion);
      });
    if (!window.KitComparar.definicion) await Promise.all(["carga", "datos"].map(traer));
    const { definicion: def, pedir } = window.KitComparar;
    const fila = def.secciones.flatMap((s) => s.filas).find(({ i, f }) => i === indicador && /serie|pesos/.test(f));
    const suya = (await pedir(codigo)).v[fila.v] || [];
    const ficha = def.fichas[indicador];
    const unidad = fila.f === "pesos" ? `${ficha.unidad} de ${def.base}` : ficha.unidad;
    return [
      ["Año", `${ficha.nombre} (${unidad === "%" ? "porcentaje" : unidad})`],
      ...def.periodos[indicador].map((anio, n) => [Number(anio), suya[n] ?? "sin dato"]),
    ];
  }

  /** En un mapa, el nombre y la cifra que cada lugar dice al tocarlo. */
  function deMapa(dibujo) {
    const dichos = [...dibujo.querySelectorAll("a > title, path > title")].map(limpio);
    const partidos = dichos.map((dicho) => dicho.match(/^(.*)[,:] ([^,:]*(?:,\d+)?[^,:]*)$/) || [dicho, dicho, ""]);
    return partidos.map(([, nombre, cifra]) => [nombre, valor(cifra)]);
  }

  /** Lo que el gráfico lleva escrito: cada marca con su nombre y su cifra. */
  const escritas = (grafico) =>
    [...grafico.querySelectorAll(".rotulos-directos li, .puntas b, .lista-barras > li, .eje span")].map((parte) => {
      const dicho = limpio(parte);
      const [, nombre, cifra] = dicho.match(/^(.*?)\s*([−-]?\d[\d.,]*(?:\s*%)?)$/) || [dicho, dicho, ""];
      return [nombre, valor(cifra)];
    });

  /**
   * @param {HTMLElement} grafico
   * @param {{codigo: string, raiz: string, propio: any[]}} donde
   */
  async function filas(grafico, { codigo, raiz, propio }) {
    if (grafico.dataset.serie) return deSerie(grafico.dataset.serie, codigo, raiz);
    if (grafico instanceof HTMLTableElement) return deTabla(grafico);
    const tabla = grafico.querySelector("table") || grafico.closest(".por-dentro")?.querySelector(".tabla-lugares");
    if (tabla) {
      const otras = [...(grafico.closest(".por-dentro")?.querySelectorAll(".tabla-lugares tbody") || [])].slice(1);
      const mas = otras.flatMap((cuerpo) => deTabla(/** @type {any} */ (cuerpo)));
      return [...deTabla(tabla), ...mas];
    }
    const delMapa = [...grafico.querySelectorAll("svg")].flatMap(deMapa);
    const suyas = delMapa.length ? [...propio, ...delMapa] : escritas(grafico);
    return [["Nombre", "Cifra"], ...suyas];
  }

  Object.assign(window.KitGraficos, { filas });
})();
