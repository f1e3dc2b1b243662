/* Mejoras de las páginas del kit; sin este guion todo se lee igual. */
(function () {
  "use strict";

  function llano(texto) {
    return texto
      .toLowerCase()
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "");
  }

  /* Primero, los que empiezan por la primera palabra. */
  function hallar(indice, texto) {
    const palabras = llano(texto).split(/\s+/).filter(Boolean);
    const lejos = (t) => Number(!t.inicio.startsWith(palabras[0]));
    const hallados = indice.filter((t) => palabras.every((p) => t.llave.includes(p)));
    return hallados.sort((a, b) => lejos(a) - lejos(b) || a.inicio.length - b.inicio.length);
  }

  /* Buscador de municipios: carga el índice la primera vez que se usa. */
  function buscador(formulario) {
    const campo = formulario.querySelector("input");
    const lista = formulario.querySelector("ul");
    const nota = formulario.querySelector("[aria-live]");
    let indice = null;

    function cargar() {
      if (indice) return;
      indice = [];
      const guion = document.createElement("script");
      guion.src = formulario.dataset.municipios;
      guion.onload = () => {
        indice = window.KIT_TERRITORIOS.map(([codigo, nombre, depto]) => {
          return { codigo, nombre, depto, llave: llano(`${nombre} ${codigo} ${depto}`), inicio: llano(nombre) };
        });
        mostrar();
      };
      document.head.append(guion);
    }

    function mostrar() {
      const texto = campo.value.trim();
      lista.replaceChildren();
      lista.hidden = true;
      if (texto.length < 2 || !indice.length) return;
      const hallados = hallar(indice, texto);
      hallados.slice(0, 8).forEach((t) => {
        const enlace = document.createElement("a");
        enlace.href = `${formulario.dataset.raiz + t.codigo}/index.html`;
        enlace.textContent = t.nombre + (t.depto ? `, ${t.depto}` : "");
        const punto = document.createElement("li");
        punto.append(enlace);
        lista.append(punto);
      });
      lista.hidden = !hallados.length;
      nota.textContent = hallados.length
        ? hallados.length + (hallados.length === 1 ? " resultado" : " resultados")
        : "Ningún territorio coincide; revise el nombre o use el código DANE.";
    }

    campo.addEventListener("focus", cargar);
    campo.addEventListener("input", () => {
      cargar();
      mostrar();
    });
    formulario.addEventListener("submit", (evento) => {
      const primero = lista.querySelector("a");
      if (primero) {
        evento.preventDefault();
        location.href = primero.href;
      }
    });
  }

  /* Tablas que se ordenan por columna; el orden usa el número sin formato. */
  function ordenable(tabla) {
    const cabezas = [...tabla.tHead.rows[0].cells];
    cabezas.forEach((celda, columna) => {
      const boton = document.createElement("button");
      boton.type = "button";
      boton.append(...celda.childNodes);
      celda.append(boton);
      boton.addEventListener("click", () => {
        const baja = celda.getAttribute("aria-sort") !== "descending";
        cabezas.forEach((otra) => otra.removeAttribute("aria-sort"));
        celda.setAttribute("aria-sort", baja ? "descending" : "ascending");
        juntar(tabla);
        const filas = [...tabla.tBodies[0].rows];
        tabla.tBodies[0].append(...filas.sort((a, b) => comparar(a.cells[columna], b.cells[columna], baja)));
      });
    });
  }

  /* Las filas plegadas debajo de una tabla se ordenan con las suyas: pasan a ella. */
  function juntar(tabla) {
    const plegada = tabla.parentElement.querySelector("details table.tabla-lugares");
    if (!plegada || plegada === tabla) return;
    tabla.tBodies[0].append(...plegada.tBodies[0].rows);
    plegada.closest("details").remove();
  }

  /* Lo que se compara de una celda: su número sin formato, o su texto; sin nada va al final. */
  function valor(celda) {
    if (!celda || celda.colSpan > 1) return "";
    if (celda.dataset.orden || celda.tagName !== "TD") return celda.dataset.orden || celda.textContent;
    const numero = celda.textContent.trim().replace(/\./g, "").replace(",", ".");
    return celda.closest(".tabla-lugares") ? (isNaN(numero) ? celda.textContent : numero) : "";
  }

  function comparar(a, b, baja) {
    const x = valor(a);
    const y = valor(b);
    if (!(x && y)) return Number(!x) - Number(!y);
    const orden = isNaN(x) || isNaN(y) ? x.localeCompare(y, "es") : x - y;
    return baja ? -orden : orden;
  }

  /* Un toque en el mapa elige el punto más cercano y dice su fila; la tabla trae lo mismo. */
  function tocable(figura) {
    const puntos = [...figura.querySelectorAll(".mapa-dentro circle")];
    const filas = [...figura.parentElement.querySelectorAll(".tabla-lugares tbody tr:not([data-sin-punto])")];
    const nota = figura.querySelector(".toque-de-mapa");
    const mapa = figura.querySelector("svg");
    const lejos = (punto, evento) => {
      const caja = punto.getBoundingClientRect();
      return Math.hypot(caja.x + caja.width / 2 - evento.clientX, caja.y + caja.height / 2 - evento.clientY);
    };
    mapa.addEventListener("click", (evento) => {
      const cerca = puntos.reduce((a, b) => (lejos(b, evento) < lejos(a, evento) ? b : a));
      puntos.forEach((punto) => punto.classList.toggle("elegido", punto === cerca));
      const [nombre, personas, tasa] = [...filas[puntos.indexOf(cerca)].cells].map((c) => c.textContent.trim());
      nota.textContent = `${nombre}: ${personas} personas; NBI, ${/\d/.test(tasa) ? `${tasa}\u00a0%` : tasa}.`;
    });
    if (puntos.length) nota.textContent = "Toque el mapa para ver la cifra del punto más cercano.";
  }

  /* Un botón junto a cada cita; sin portapapeles, la cita se sigue pudiendo seleccionar de un toque. */
  function copiable(cita) {
    const boton = document.createElement("button");
    boton.type = "button";
    boton.className = "boton-copiar";
    boton.textContent = "Copiar";
    boton.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(cita.textContent.trim());
        boton.textContent = "Copiada";
      } catch (_) {
        getSelection().selectAllChildren(cita);
        boton.textContent = "Seleccionada";
      }
    });
    boton.setAttribute("aria-live", "polite");
    cita.after(boton);
  }

  if (navigator.clipboard) document.querySelectorAll(".cita-copiable").forEach(copiable);
  document.querySelectorAll("form[data-municipios]").forEach(buscador);
  document.querySelectorAll("table.tabla-ordenable").forEach(ordenable);
  document.querySelectorAll(".por-dentro > figure").forEach(tocable);
})();
