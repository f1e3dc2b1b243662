/* Cómo se reparten los municipios: cada barra, con los colores de las clases que trae. */
(function () {
  "use strict";
  const { el, poner, svg } = window.KitH;
  const { cifra, corto, puntosDelCruce, titulo, unidad, valorConUnidad } = window.KitMapa;

  const BARRAS = 40;
  const COLA = 0.98;
  const ALTO = 100;

  /** De dónde a dónde va el eje; si hay unos pocos muy grandes, van en la última barra. */
  function recorrido(capa, valores) {
    const orden = Float64Array.from(valores).sort();
    const [menor, mayor] = [orden[0], orden[orden.length - 1]];
    const cola = orden[Math.floor((orden.length - 1) * COLA)];
    const desde = Math.min(0, menor);
    const enCien = capa.ficha.unidad === "%" && menor >= 0 && mayor <= 100 && cola > 25;
    const hasta = enCien ? 100 : cola > desde ? cola : mayor > desde ? mayor : desde + 1;
    return { desde, hasta, sobra: mayor > hasta };
  }

  function barras(capa, visibles, eje) {
    const paso = (eje.hasta - eje.desde) / BARRAS;
    const cajas = Array.from({ length: BARRAS }, () => new Array(capa.cortes.length + 1).fill(0));
    capa.valores.forEach((v, i) => {
      if (v === null || !visibles[i]) return;
      const cual = Math.min(BARRAS - 1, Math.max(0, Math.floor((v - eje.desde) / paso)));
      cajas[cual][capa.clases[i]] += 1;
    });
    return cajas;
  }

  function dibujar(cajas, { alTocar, alPasar, elegida }) {
    const mayor = Math.max(1, ...cajas.map((caja) => caja.reduce((a, b) => a + b)));
    const rectangulos = cajas.flatMap((caja, x) => {
      let y = ALTO;
      return caja.map((n, clase) => {
        if (!n) return null;
        const alto = (n / mayor) * (ALTO - 4);
        y -= alto;
        const clave = `k${clase + 1}`;
        return svg("rect", {
          class: clave,
          x: x * 10 + 0.5,
          y: y.toFixed(2),
          width: 9,
          height: alto.toFixed(2),
          onclick: () => alTocar(elegida === clave ? "" : clave),
          onpointerenter: (e) => e.pointerType === "mouse" && alPasar(clave),
          onpointerleave: () => alPasar(""),
        });
      });
    });
    return svg("svg", { viewBox: `0 0 ${BARRAS * 10} ${ALTO}`, preserveAspectRatio: "none" }, rectangulos);
  }

  const lugar = (eje, valor) => Math.max(0, Math.min(100, ((valor - eje.desde) / (eje.hasta - eje.desde)) * 100));

  /** Las marcas del eje: cinco cifras y, si hay cola, «o más». */
  function escala(capa, eje) {
    return [0, 0.25, 0.5, 0.75, 1].map((parte) => {
      const ancho = eje.hasta - eje.desde;
      const texto = corto(eje.desde + ancho * parte, ancho > 20 ? 0 : 1);
      const clase = parte === 0 ? "izquierda" : parte === 1 ? "derecha" : "";
      return el(
        "span",
        { class: clase, style: `left:${parte * 100}%` },
        texto,
        parte === 1 && eje.sobra ? " o más" : "",
      );
    });
  }

  class Histograma {
    /** @param {HTMLElement} caja @param {HTMLElement} nota */
    constructor(caja, nota) {
      this.caja = caja;
      this.nota = nota;
      this.marca = el("div", { class: "aqui", hidden: true });
      this.dicho = el("span", { class: "dicho" });
    }

    /**
     * @param {CapaDelMapa} capa
     * @param {boolean[]} visibles
     * @param {OpcionesDeLeyenda} opciones
     */
    pintar(capa, visibles, opciones) {
      const valores = capa.valores.filter((v, i) => v !== null && visibles[i]);
      this.capa = capa;
      this.puntos = null;
      this.caja.className = `histograma rampa-${capa.ficha.color}`;
      this.eje = valores.length ? recorrido(capa, valores) : null;
      if (!this.eje) {
        poner(this.caja);
        this.nota.textContent = "Ningún municipio de los que se ven tiene dato.";
        return;
      }
      const pais = capa.pais === undefined ? null : capa.pais;
      const cabe = pais !== null && pais >= this.eje.desde && pais <= this.eje.hasta;
      const nacional = cabe ? el("div", { class: "pais", style: `left:${lugar(this.eje, pais)}%` }) : null;
      poner(this.caja, dibujar(barras(capa, visibles, this.eje), opciones), escala(capa, this.eje), nacional);
      this.caja.append(this.marca, this.dicho);
      this.resaltar(opciones.elegida);
      this.nota.textContent = this.explicar(cabe ? pais : null);
    }

    /** En el cruce, un punto por municipio en lugar de barras. */
    cruzar(capas, claves, visibles, elegida) {
      this.capa = capas[0];
      this.eje = null;
      this.caja.className = "histograma dispersion";
      this.puntos = puntosDelCruce(this.caja, capas, claves, visibles);
      this.caja.append(this.dicho);
      this.resaltar(elegida);
      const [a, b] = capas.map(
        (capa) => `${titulo(capa)}${unidad(capa.ficha) ? `, en\u00a0${unidad(capa.ficha).trim()}` : ""}`,
      );
      this.nota.textContent = `Cada punto, un municipio. A lo ancho: ${a}. A lo alto: ${b}.`;
    }

    explicar(pais) {
      const { ficha } = this.capa;
      const en = unidad(ficha).trim();
      const kit = ficha.pais_del_kit ? " (cálculo del kit)" : "";
      const nacion = pais === null ? "" : ` A trazos, el país${kit}: ${valorConUnidad(ficha, pais)}.`;
      return `${titulo(this.capa)}: número de municipios por valor${en ? `, en\u00a0${en}` : ""}.${nacion}`;
    }

    /** Dónde cae un municipio. */
    senalar(i, nombre) {
      if (this.puntos) return this.senalarPunto(i, nombre);
      const hay = this.eje && i !== null && this.capa.valores[i] !== null;
      this.marca.hidden = this.dicho.hidden = !hay;
      if (!hay) return;
      const x = lugar(this.eje, this.capa.valores[i]);
      this.marca.style.left = this.dicho.style.left = `${x}%`;
      this.dicho.classList.toggle("al-otro-lado", x > 50);
      this.dicho.textContent = `${nombre} ${cifra(this.capa, i)}`;
    }

    senalarPunto(i, nombre) {
      this.puntos.forEach((punto, n) => punto?.classList.toggle("propio", n === i));
      const punto = i === null ? null : this.puntos[i];
      this.dicho.hidden = !punto;
      if (!punto) return;
      this.dicho.textContent = nombre;
      this.dicho.style.left = `${punto.dataset.x}%`;
      this.dicho.classList.toggle("al-otro-lado", Number(punto.dataset.x) > 50);
    }

    resaltar(clave) {
      if (clave) this.caja.dataset.clase = clave;
      else delete this.caja.dataset.clase;
    }
  }

  window.KitMapa = Object.assign(/** @type {any} */ (window.KitMapa || {}), { Histograma });
})();
