/* Mejoras de las páginas del kit; sin este guion todo se lee igual. */
(function () {
  "use strict";

  const llano = (texto) =>
    texto
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase();

  /* Lo que se muestra de un texto buscado: los que traen todas las palabras; primero, los que empiezan por ella. */
  function hallar(indice, texto) {
    const palabras = llano(texto).split(/\s+/).filter(Boolean);
    const despues = (t) => (t.inicio.startsWith(palabras[0]) ? 0 : 1);
    return indice
      .filter((t) => palabras.every((p) => t.llave.includes(p)))
      .sort((a, b) => despues(a) - despues(b) || a.inicio.length - b.inicio.length);
  }

  function punto(raiz, t) {
    const enlace = document.createElement("a");
    enlace.href = `${raiz}${t.codigo}/index.html`;
    enlace.textContent = t.nombre + (t.depto ? `, ${t.depto}` : "");
    const renglon = document.createElement("li");
    renglon.append(enlace);
    return renglon;
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
          const llave = llano(`${nombre} ${codigo} ${depto}`);
          return { codigo, nombre, depto, llave, inicio: llano(nombre) };
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
      const cuantos = hallados.length;
      lista.append(...hallados.slice(0, 8).map((t) => punto(formulario.dataset.raiz, t)));
      lista.hidden = !cuantos;
      nota.textContent = cuantos
        ? `${cuantos} resultado${cuantos === 1 ? "" : "s"}`
        : "Ningún territorio coincide; revise el nombre o use el código DANE.";
    }

    campo.addEventListener("focus", cargar);
    campo.addEventListener("input", () => {
      cargar();
      mostrar();
    });
    formulario.addEventListener("submit", (evento) => {
      const primero = lista.querySelector("a");
      if (!primero) return;
      evento.preventDefault();
      location.href = primero.href;
    });
  }

  /* Tablas que se ordenan por columna; el orden usa el número sin formato. */
  function ordenable(tabla) {
    const cuerpo = tabla.tBodies[0];
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
        const filas = [...cuerpo.rows];
        cuerpo.append(...filas.sort((a, b) => comparar(a.cells[columna], b.cells[columna], baja)));
      });
    });
  }

  function comparar(a, b, baja) {
    const [x, y] = [a.dataset.o, b.dataset.o];
    const cifras = a.tagName === "TD";
    if (cifras && (x === undefined || y === undefined)) return Number(x === undefined) - Number(y === undefined);
    const orden = cifras ? x - y : a.textContent.localeCompare(b.textContent, "es");
    return baja ? -orden : orden;
  }

  /* Un botón junto a cada cita; sin portapapeles, la cita se sigue pudiendo seleccionar de un toque. */
  function copiable(cita) {
    const boton = document.createElement("button");
    const decir = (texto) => {
      boton.textContent = texto;
    };
    boton.type = "button";
    boton.className = "cb";
    decir("Copiar");
    boton.addEventListener("click", () => {
      navigator.clipboard.writeText(cita.textContent.trim()).then(
        () => decir("Copiada"),
        () => {
          getSelection().selectAllChildren(cita);
          decir("Seleccionada");
        },
      );
    });
    boton.setAttribute("aria-live", "polite");
    cita.after(boton);
  }

  if (navigator.clipboard) document.querySelectorAll(".cc").forEach(copiable);
  document.querySelectorAll("form[data-municipios]").forEach(buscador);
  document.querySelectorAll("table.or").forEach(ordenable);
})();
