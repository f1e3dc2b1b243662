/* Lo que dicen los mapas del perfil al tocarlos; sin este guion, cada enlace y cada tabla dicen lo mismo. */
(function () {
  "use strict";

  /* Un vecino: al pasar, al enfocarlo o al primer toque se dice su cifra; el segundo toque lleva a su perfil. */
  function conVecinos(figura) {
    const enlaces = [...figura.querySelectorAll(".lienzo a")];
    const nota = figura.querySelector(".toque-de-mapa");
    if (!enlaces.length) return;
    const propio = figura.querySelector("svg");
    let tocado = null;

    const elegir = (enlace) => {
      enlaces.forEach((otro) => otro.classList.toggle("elegido", otro === enlace));
      nota.textContent = enlace ? `${enlace.textContent}.` : "Toque un vecino para ver su cifra.";
    };
    enlaces.forEach((enlace) => {
      enlace.addEventListener("pointerenter", () => elegir(enlace));
      enlace.addEventListener("focus", () => elegir(enlace));
      enlace.addEventListener("pointerdown", (evento) => {
        tocado = evento.pointerType === "mouse" ? enlace : tocado;
      });
      enlace.addEventListener("click", (evento) => {
        // Con teclado o ratón se entra de una vez: la cifra ya se leyó al llegar.
        if (tocado === enlace || evento.detail === 0) return;
        evento.preventDefault();
        tocado = enlace;
        elegir(enlace);
        if (enlace.hasAttribute("href")) nota.append(" Tóquelo otra vez para ir a su perfil.");
      });
    });
    propio.addEventListener("pointerleave", (evento) => {
      if (evento.pointerType === "mouse" && !propio.contains(document.activeElement)) elegir(null);
    });
    elegir(null);
  }

  const ACERCAR = [1, 2, 4];
  const MUCHOS = 25;

  /* El mapa por dentro: un toque elige el punto más cercano y dice su fila; la tabla trae lo mismo. */
  class PorDentro {
    constructor(figura) {
      this.figura = figura;
      this.puntos = [...figura.querySelectorAll(".mapa-dentro circle")];
      this.mapa = figura.querySelector("svg");
      this.nota = figura.querySelector(".toque-de-mapa");
      // Se toman antes de que ordenar la tabla las mueva: el orden es el de los puntos.
      this.filas = [...figura.parentElement.querySelectorAll(".tabla-lugares tbody tr:not([data-sin-punto])")];
      this.nombres = [...figura.querySelectorAll(".lienzo [style]")];
      this.regla = figura.querySelector(".regla").lastChild;
      this.km = parseFloat(this.regla.textContent);
      this.lienzo = this.mapa.viewBox.baseVal;
      this.tamano = [this.lienzo.width, this.lienzo.height];
      this.veces = 1;
      this.elegido = null;
      this.preparar();
    }

    preparar() {
      const veredas = this.figura.querySelector("image");
      this.traidas = veredas ? traerDibujo(veredas) : Promise.resolve();
      if (!this.puntos.length && !veredas && !this.mapa.querySelector(".veredas")) return;
      this.mapa.addEventListener("click", (evento) => this.tocar(evento));
      if (this.puntos.length > MUCHOS) this.conBotones();
      this.nota.textContent = this.puntos.length
        ? "Toque el mapa para ver la cifra del punto más cercano."
        : "Toque el mapa para ver el nombre de la vereda.";
    }

    /* La vereda se busca después de que su dibujo llegue: el primer toque puede llegar antes. */
    async tocar(evento) {
      const { clientX: x, clientY: y, target: tocado } = evento;
      await this.traidas;
      const vereda = tocado.closest(".veredas path")?.textContent || veredaEn(this.mapa, x, y);
      if (this.puntos.length) this.elegir(this.masCercano(x, y));
      const dicho = [vereda && `${vereda}.`, this.elegido && this.cifra(Boolean(vereda))];
      this.nota.textContent = dicho.filter(Boolean).join(" ");
      if (this.veces > 1) this.encuadrar();
    }

    masCercano(x, y) {
      const lejos = (punto) => {
        const caja = punto.getBoundingClientRect();
        return Math.hypot(caja.x + caja.width / 2 - x, caja.y + caja.height / 2 - y);
      };
      return this.puntos.reduce((a, b) => (lejos(b) < lejos(a) ? b : a));
    }

    elegir(punto) {
      this.elegido = punto;
      this.puntos.forEach((otro) => otro.classList.toggle("elegido", otro === punto));
      // El último se dibuja encima: que otro no lo tape.
      if (this.mapa.lastElementChild !== punto) this.mapa.append(punto);
    }

    cifra(conVereda) {
      const celdas = [...this.filas[this.puntos.indexOf(this.elegido)].cells];
      const [nombre, personas, tasa] = celdas.map((celda) => celda.textContent.trim());
      const valor = /\d/.test(tasa) ? `${tasa}\u00a0%` : tasa;
      return `${conVereda ? "El punto más cercano, " : ""}${nombre}: ${personas} personas; NBI, ${valor}.`;
    }

    conBotones() {
      const caja = document.createElement("p");
      caja.className = "botones-de-mapa";
      this.botones = [
        ["Acercar", 1],
        ["Alejar", -1],
      ].map(([texto, paso]) => {
        const boton = document.createElement("button");
        Object.assign(boton, { type: "button", textContent: texto });
        boton.addEventListener("click", () => this.acercar(Number(paso)));
        caja.append(boton);
        return boton;
      });
      this.figura.querySelector(".mapa-dentro").after(caja);
      this.acercar(0);
    }

    acercar(paso) {
      const puesto = ACERCAR.indexOf(this.veces) + paso;
      this.veces = ACERCAR[puesto];
      this.botones[0].disabled = puesto === ACERCAR.length - 1;
      this.botones[1].disabled = puesto === 0;
      this.encuadrar();
    }

    /* Lo elegido al centro (o donde hay más puntos); los puntos no crecen: así se separan. */
    encuadrar() {
      const [ancho, alto] = this.tamano.map((lado) => lado / this.veces);
      const [x, y] = this.centro().map((valor, eje) => {
        const vista = eje ? alto : ancho;
        return Math.min(Math.max(valor - vista / 2, 0), this.tamano[eje] - vista);
      });
      this.mapa.setAttribute("viewBox", `${x} ${y} ${ancho} ${alto}`);
      this.mapa.classList.toggle("de-cerca", this.veces > 1);
      this.puntos.forEach((punto) => {
        punto.dataset.radio ||= punto.getAttribute("r");
        punto.setAttribute("r", String(Number(punto.dataset.radio) / this.veces));
      });
      this.nombres.forEach((nombre) => {
        nombre.hidden = this.veces > 1;
      });
      this.regla.textContent = ` ${(this.km / this.veces).toLocaleString("es-CO")} km`;
    }

    centro() {
      const lugar = (punto) => [Number(punto.getAttribute("cx")), Number(punto.getAttribute("cy"))];
      if (this.elegido) return lugar(this.elegido);
      const medio = (eje) => {
        const orden = this.puntos.map((punto) => lugar(punto)[eje]).sort((a, b) => a - b);
        return orden[orden.length >> 1];
      };
      return [medio(0), medio(1)];
    }
  }

  /* El dibujo que viaja aparte se cambia por el mismo, en la página: así se puede preguntar por cada vereda. */
  function traerDibujo(imagen) {
    return new Promise((listo) => {
      const guion = document.createElement("script");
      guion.src = imagen.getAttribute("href").replace(/\.svg$/, ".js");
      guion.onerror = () => listo(undefined);
      guion.onload = () => {
        const grupo = document.createElementNS("http://www.w3.org/2000/svg", "g");
        grupo.innerHTML = window.KIT_DIBUJO;
        imagen.replaceWith(grupo);
        listo(undefined);
      };
      const pedir = () => document.head.append(guion);
      // Se pide al acercarse a la sección, no con la página.
      if (!("IntersectionObserver" in window)) return pedir();
      const vigia = new IntersectionObserver((vistas) => {
        if (!vistas.some((vista) => vista.isIntersecting)) return;
        vigia.disconnect();
        pedir();
      });
      vigia.observe(imagen.ownerSVGElement);
    });
  }

  function veredaEn(mapa, x, y) {
    const bajo = document.elementsFromPoint(x, y).find((cosa) => mapa.contains(cosa) && cosa.closest(".veredas path"));
    return bajo ? bajo.textContent : "";
  }

  /* En el mapa de una ciudad, un toque dice lo que el ratón lee al pasar. */
  function conNombres(mapa) {
    const nota = mapa.parentElement.querySelector(".toque-de-mapa");
    const aparte = mapa.querySelector("image");
    if (aparte) traerDibujo(aparte);
    nota.textContent = "Toque el mapa para ver el nombre.";
    mapa.addEventListener("click", (evento) => {
      const lugar = evento.target.closest("path");
      if (lugar) nota.textContent = lugar.textContent;
    });
  }

  document.querySelectorAll(".mapa-de-vecinos").forEach(conVecinos);
  document.querySelectorAll(".mapa-dentro:not(.mapa-ciudad)").forEach((mapa) => new PorDentro(mapa.closest("figure")));
  document.querySelectorAll(".mapa-ciudad").forEach(conNombres);
})();
