/* Lo que se mide de cada gráfico en el navegador: dónde está cada marca y qué cifra dice tener. Todo sale en
   porcentajes de su lienzo o en píxeles; las cifras, como están escritas. La cuenta se hace en Python. */
({
  caja: (e) => e.getBoundingClientRect(),
  texto: (e) => e.textContent.trim(),
  marca: (e) => e.getAttribute("href").slice(3),

  centro(e) {
    const c = this.caja(e);
    return [c.x + c.width / 2, c.y + c.height / 2];
  },

  /* La caja de lo escrito, no la del elemento, que puede medir 0. */
  escrito(e) {
    const tramo = document.createRange();
    tramo.selectNodeContents(e);
    return this.caja(tramo);
  },

  visibles: (selector) => [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility()),

  enElRiel(riel) {
    const c = this.caja(riel);
    return [...riel.querySelectorAll("use")].map((u) => {
      const [x, y] = this.centro(u);
      return {
        marca: this.marca(u),
        x: ((x - c.x) / c.width) * 100,
        alto: y - (c.y + c.height / 2),
        px: c.width,
      };
    });
  },

  rieles() {
    return this.visibles(".tabla-rieles tbody tr").map((fila) => {
      const riel = fila.querySelector("svg.riel");
      const cabeza = [...fila.closest("table").tHead.rows[0].cells];
      const signo = (i) => cabeza[i].querySelector("use");
      const celdas = [...fila.cells].slice(2);
      return {
        quien: this.texto(fila.cells[0]),
        propia: this.texto(fila.cells[1].querySelector("b")),
        ajenas: celdas.map((td, i) => [signo(i + 2) ? this.marca(signo(i + 2)) : "", this.texto(td)]),
        marcas: riel ? this.enElRiel(riel) : [],
        raya: riel && this.raya(riel),
        regla: riel ? this.regla(cabeza[1], this.caja(riel)) : [],
      };
    });
  },

  raya(riel) {
    const raya = riel.querySelector(".raya");
    const c = this.caja(riel);
    if (!raya) return null;
    return [this.caja(raya).left, this.caja(raya).right].map((x) => ((x - c.x) / c.width) * 100);
  },

  /* Cada número de la regla: dónde está su medio y dónde termina. */
  regla(celda, c) {
    return [...celda.querySelectorAll(".escala i")].map((i) => {
      const r = this.escrito(i);
      return [this.texto(i), ((r.left + r.width / 2 - c.x) / c.width) * 100, ((r.right - c.x) / c.width) * 100];
    });
  },

  franjas() {
    return this.visibles(".franja-municipios").map((figura) => {
      const riel = figura.querySelector("svg.riel:not(.signo)");
      const c = this.caja(riel);
      const barras = this.caja(figura.querySelector(".histograma"));
      return {
        marcas: this.enElRiel(riel),
        pie: c.y + c.height / 2 - (barras.y + (barras.height * 60) / 66),
        rotulos: [...figura.querySelectorAll(".rotulos-directos li")].map((li) => {
          const r = this.caja(li);
          return {
            marca: this.marca(li.querySelector("use")),
            cifra: this.texto(li.querySelector("b")),
            desde: ((r.left - c.x) / c.width) * 100,
            hasta: ((r.right - c.x) / c.width) * 100,
            caja: [r.left, r.top, r.right, r.bottom],
          };
        }),
        pantalla: innerWidth,
      };
    });
  },

  /* Los puntos de un trazo de «M x y» y «l dx dy …»; uno suelto no tiene largo, pero es un punto. */
  puntos(trazo) {
    const puntos = [];
    for (const [, orden, numeros] of trazo.getAttribute("d").matchAll(/([Ml])([-\d ]+)/g)) {
      const pasos = numeros.match(/-?\d+/g).map(Number);
      for (let i = 0; i < pasos.length; i += 2) {
        const [x, y] = orden === "l" ? puntos.at(-1) : [0, 0];
        puntos.push([x + pasos[i], y + pasos[i + 1]]);
      }
    }
    return puntos;
  },

  series() {
    return this.visibles(".lienzo-serie").map((lienzo) => {
      const svg = lienzo.querySelector(":scope > svg");
      const c = this.caja(svg);
      const en = ([x, y]) => [((x - c.x) / c.width) * 100, ((c.bottom - y) / c.height) * 100];
      const trazos = [...svg.querySelectorAll("path:not(.banda, .relleno)")];
      const punto = (trazo, cual) => {
        const p = new DOMPoint(...this.puntos(trazo).at(cual)).matrixTransform(trazo.getScreenCTM());
        return en([p.x, p.y]);
      };
      return {
        tope: this.texto(lienzo.parentElement.querySelector(".valor-maximo")),
        px: [c.width, c.height],
        puntas: [...lienzo.querySelectorAll(".puntas use")].map((uso) => {
          const rotulo = uso.closest("b") || uso.closest("i").nextElementSibling;
          const ultimo = trazos.filter((t) => t.matches(`.de-${this.marca(uso)}`)).at(-1);
          return {
            lugar: en(this.centro(uso)),
            cifra: [...rotulo.childNodes].find((n) => n.nodeType === Node.TEXT_NODE).data,
            final: punto(ultimo, -1),
          };
        }),
        inicio: [...lienzo.querySelectorAll(".inicio")].map((b) => ({
          cifra: this.texto(b),
          lugar: punto(
            trazos.find((t) => !t.matches(".de-pais")),
            0,
          ),
        })),
        rotulos: [...lienzo.querySelectorAll(".puntas b:not(.inicio)")].map((b) => {
          const r = this.caja(b);
          return [r.left, r.top, r.right, r.bottom];
        }),
        pantalla: innerWidth,
      };
    });
  },

  planos() {
    return this.visibles(".plano-dos-pobrezas").map((plano) => {
      const c = this.caja(plano.querySelector("img"));
      const figura = plano.parentElement;
      const enX = (x) => ((x - c.x) / c.width) * 100;
      const enY = (y) => ((c.bottom - y) / c.height) * 100;
      const [x, y] = this.centro(plano.querySelector("use"));
      const banda = this.caja(plano.querySelector(":scope > b"));
      const nombre = this.caja(plano.querySelector(":scope > span"));
      const deEje = (e, en, medio) => [this.texto(e), en(medio(this.escrito(e)))];
      return {
        px: c.width,
        celdas: [...figura.querySelectorAll("table tbody tr")].map((f) => this.texto(f.cells[1])),
        lugar: [enX(x), enY(y)],
        banda: [enY(banda.bottom), enY(banda.top)],
        nombre: [nombre.left, nombre.right],
        pantalla: innerWidth,
        vertical: [...plano.querySelectorAll(".eje-y em")].map((e) => deEje(e, enY, (r) => r.top + r.height / 2)),
        horizontal: [...figura.querySelectorAll(".eje span")].map((e) => deEje(e, enX, (r) => r.left + r.width / 2)),
      };
    });
  },

  barras() {
    return this.visibles(".lista-barras li").map((li) => {
      const estilo = getComputedStyle(li.querySelector("i"));
      return [this.texto(li.querySelector("b")), estilo.getPropertyValue("--valor")];
    });
  },

  /* Una palabra o una cifra que ocupa más de un renglón; después de un guion sí se puede partir. */
  partidas() {
    const celdas = this.visibles(
      `article :is(td, th, dt, dd, caption, .puntas b, .eje span, .escala i, .rotulos-directos li,
        .lista-comparables li, .lista-barras li, .lista-territorios li, .leyenda li):not(.solo-lector)`,
    );
    return celdas.flatMap((celda) => {
      const textos = document.createTreeWalker(celda, NodeFilter.SHOW_TEXT);
      const malas = [];
      for (let n = textos.nextNode(); n; n = textos.nextNode()) {
        if (!n.parentElement.closest("code")) malas.push(...this.enDosRenglones(n));
      }
      return malas.map((palabra) => `${palabra} en ${celda.outerHTML.slice(0, 80)}`);
    });
  },

  enDosRenglones(nodo) {
    const palabras = [...nodo.data.matchAll(/[^ \n\t-]+-?/g)].filter((palabra) => {
      const tramo = document.createRange();
      tramo.setStart(nodo, palabra.index);
      tramo.setEnd(nodo, palabra.index + palabra[0].length);
      const renglones = [...tramo.getClientRects()].filter((r) => r.width).map((r) => Math.round(r.top));
      return new Set(renglones).size > 1;
    });
    return palabras.map((palabra) => palabra[0]);
  },
});
