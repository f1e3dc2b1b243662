/* El mapa: una forma por territorio, de color según su clase, con leyenda. Proyección simple: a la escala de un
   municipio basta encoger la longitud con el coseno de la latitud. */
(function () {
  "use strict";
  const { el, svg } = window.KitH;
  const mio = (window.KitTerritorios = window.KitTerritorios || /** @type {KitTerritorios} */ ({}));
  const [ANCHO, ALTO, MARGEN] = [1000, 800, 16];
  /** Más cerca que esto no se distinguen dos vértices. */
  const PASO = 0.7;
  const CLASES = 5;

  /** De las coordenadas del archivo al dibujo. @param {CapaDeTerritorios} capa */
  function proyeccion({ formas, contorno, enGrados }) {
    const puntos = [...contorno.flat(), ...formas.flatMap((f) => (f.punto ? [f.punto] : f.anillos.flat()))];
    let [oeste, este, sur, norte] = [Infinity, -Infinity, Infinity, -Infinity];
    puntos.forEach(([x, y]) => {
      [oeste, este] = [Math.min(oeste, x), Math.max(este, x)];
      [sur, norte] = [Math.min(sur, y), Math.max(norte, y)];
    });
    const encoge = enGrados ? Math.cos(((sur + norte) * Math.PI) / 360) : 1;
    const [ancho, alto] = [(este - oeste) * encoge || 1e-3, norte - sur || 1e-3];
    const escala = Math.min((ANCHO - 2 * MARGEN) / ancho, (ALTO - 2 * MARGEN) / alto);
    return {
      ancho: ancho * escala + 2 * MARGEN,
      alto: alto * escala + 2 * MARGEN,
      /** @param {number[]} p */
      de: ([x, y]) => [MARGEN + (x - oeste) * encoge * escala, MARGEN + (norte - y) * escala],
    };
  }

  /** @param {number[][][]} anillos @param {(p: number[]) => number[]} de */
  function trazo(anillos, de) {
    return anillos
      .map((anillo) => {
        let [ax, ay] = [Infinity, Infinity];
        const pares = anillo.map(de).filter(([x, y]) => {
          if (Math.abs(x - ax) < PASO && Math.abs(y - ay) < PASO) return false;
          [ax, ay] = [x, y];
          return true;
        });
        return pares.length > 2 ? `M${pares.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join("L")}Z` : "";
      })
      .join("");
  }

  /**
   * Los valores en cinco clases de igual tamaño, o menos si hay pocos distintos: desde y hasta de cada una.
   * @type {KitTerritorios["clasesDe"]}
   */
  function clasesDe(valores) {
    const orden = valores.filter((v) => !Number.isNaN(v)).sort((a, b) => a - b);
    const cuantas = Math.min(CLASES, new Set(orden).size);
    /** @type {[number, number][]} */
    const clases = [];
    for (let k = 0, desde = 0; k < cuantas && desde < orden.length; k += 1) {
      let hasta = Math.max(desde, Math.round(((k + 1) * orden.length) / cuantas) - 1);
      while (hasta + 1 < orden.length && orden[hasta + 1] === orden[hasta]) hasta += 1;
      clases.push([orden[desde], orden[hasta]]);
      desde = hasta + 1;
    }
    return clases;
  }

  /** El tono, de 1 a 5, de una clase: con menos de cinco, repartidas. @param {number} k @param {number} cuantas */
  const tono = (k, cuantas) => (cuantas === 1 ? 3 : 1 + Math.round((k * (CLASES - 1)) / (cuantas - 1)));

  /** @param {number} v @param {[number, number][]} clases */
  function tonoDe(v, clases) {
    const k = clases.findIndex(([, hasta]) => v <= hasta);
    return Number.isNaN(v) || k < 0 ? 0 : tono(k, clases.length);
  }

  /** @type {KitTerritorios["dibujarCapa"]} */
  function dibujarCapa(capa, { rotulo, valor, leer, alTocar }) {
    const p = proyeccion(capa);
    const clases = clasesDe(capa.formas.map((_, i) => valor(i)));
    const masGente = Math.max(1, ...capa.formas.map((f) => f.personas));
    const trazos = capa.formas.map((f, i) => {
      const atributos = { class: `tono-${tonoDe(valor(i), clases)}`, "data-forma": i };
      if (!f.punto) return svg("path", { ...atributos, d: trazo(f.anillos, p.de), "fill-rule": "evenodd" });
      const [cx, cy] = p.de(f.punto);
      const r = 9 + 22 * Math.sqrt(f.personas / masGente);
      return svg("circle", { ...atributos, cx: cx.toFixed(1), cy: cy.toFixed(1), r: r.toFixed(1) });
    });
    trazos.forEach((t, i) => t.append(svg("title", {}, leer(i))));
    /** Los puntos grandes van debajo, para que los pequeños se puedan tocar. */
    const orden = trazos.map((_, i) => i).sort((a, b) => capa.formas[b].personas - capa.formas[a].personas);
    const alOprimir = (/** @type {any} */ e) => {
      const forma = e.target.closest("[data-forma]");
      if (forma) alTocar(Number(forma.dataset.forma));
    };
    const dibujo = svg(
      "svg",
      {
        viewBox: `0 0 ${p.ancho.toFixed(0)} ${p.alto.toFixed(0)}`,
        role: "img",
        "aria-label": rotulo,
        onclick: alOprimir,
      },
      capa.contorno.length ? svg("path", { class: "mi-base-contorno", d: trazo(capa.contorno, p.de) }) : null,
      orden.map((i) => trazos[i]),
    );
    /** @param {number} i */
    const marcar = (i) => {
      trazos.forEach((t, n) => t.classList.toggle("propio", n === i));
      if (i >= 0) dibujo.append(trazos[i]);
    };
    return {
      dibujo,
      clases: clases.map((c, k) => ({ tono: tono(k, clases.length), desde: c[0], hasta: c[1] })),
      marcar,
    };
  }

  /** @type {KitTerritorios["leyendaDe"]} */
  function leyendaDe(clases, escribir, sinDato) {
    /** @param {number} t @param {string} texto */
    const entrada = (t, texto) =>
      el("li", {}, el("i", { class: `mi-base-muestra tono-${t}`, "aria-hidden": "true" }), texto);
    return el(
      "ul",
      { class: "mi-base-leyenda" },
      clases.map((c) =>
        entrada(c.tono, c.desde === c.hasta ? escribir(c.desde) : `${escribir(c.desde)} a ${escribir(c.hasta)}`),
      ),
      sinDato ? entrada(0, "Sin dato en la base") : null,
    );
  }

  Object.assign(mio, /** @satisfies {Partial<KitTerritorios>} */ ({ clasesDe, dibujarCapa, leyendaDe }));
})();
