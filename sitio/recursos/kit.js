/* Mejoras de las páginas del kit; sin este guion todo se lee igual. */
(function () {
  "use strict";

  function llano(texto) {
    return texto
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase();
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
      guion.onload = function () {
        indice = window.KIT_TERRITORIOS.map(function (t) {
          return {
            codigo: t[0],
            nombre: t[1],
            depto: t[2],
            llave: llano(`${t[1]} ${t[0]} ${t[2]}`),
            inicio: llano(t[1]),
          };
        });
        mostrar();
      };
      document.head.appendChild(guion);
    }

    function hallar(texto) {
      const palabras = llano(texto).split(/\s+/).filter(Boolean);
      return indice
        .filter(function (t) {
          return palabras.every(function (p) {
            return t.llave.indexOf(p) >= 0;
          });
        })
        .sort(function (a, b) {
          const a0 = a.inicio.indexOf(palabras[0]) === 0 ? 0 : 1;
          const b0 = b.inicio.indexOf(palabras[0]) === 0 ? 0 : 1;
          return a0 - b0 || a.inicio.length - b.inicio.length;
        });
    }

    function mostrar() {
      const texto = campo.value.trim();
      lista.replaceChildren();
      lista.hidden = true;
      if (texto.length < 2 || !indice.length) return;
      const hallados = hallar(texto);
      hallados.slice(0, 8).forEach(function (t) {
        const enlace = document.createElement("a");
        enlace.href = `${formulario.dataset.raiz + t.codigo}/index.html`;
        enlace.textContent = t.nombre + (t.depto ? `, ${t.depto}` : "");
        const punto = document.createElement("li");
        punto.appendChild(enlace);
        lista.appendChild(punto);
      });
      lista.hidden = !hallados.length;
      nota.textContent = hallados.length
        ? hallados.length + (hallados.length === 1 ? " resultado" : " resultados")
        : "Ningún territorio coincide; revise el nombre o use el código DANE.";
    }

    campo.addEventListener("focus", cargar);
    campo.addEventListener("input", function () {
      cargar();
      mostrar();
    });
    formulario.addEventListener("submit", function (evento) {
      const primero = lista.querySelector("a");
      if (primero) {
        evento.preventDefault();
        location.href = primero.href;
      }
    });
  }

  /* Tablas que se ordenan por columna; el orden usa el número sin formato. */
  function ordenable(tabla) {
    const cuerpo = tabla.tBodies[0];
    Array.prototype.forEach.call(tabla.tHead.rows[0].cells, function (celda, columna) {
      const boton = document.createElement("button");
      boton.type = "button";
      boton.append.apply(boton, Array.from(celda.childNodes));
      celda.appendChild(boton);
      boton.addEventListener("click", function () {
        const baja = celda.getAttribute("aria-sort") !== "descending";
        Array.prototype.forEach.call(tabla.tHead.rows[0].cells, function (otra) {
          otra.removeAttribute("aria-sort");
        });
        celda.setAttribute("aria-sort", baja ? "descending" : "ascending");
        Array.from(cuerpo.rows)
          .sort(function (a, b) {
            return comparar(a.cells[columna], b.cells[columna], baja);
          })
          .forEach(function (fila) {
            cuerpo.appendChild(fila);
          });
      });
    });
  }

  function comparar(a, b, baja) {
    const x = a.dataset.o,
      y = b.dataset.o;
    if (a.tagName === "TD" && (x === undefined || y === undefined)) {
      return (x === undefined) - (y === undefined);
    }
    const orden = a.tagName === "TD" ? x - y : a.textContent.localeCompare(b.textContent, "es");
    return baja ? -orden : orden;
  }

  /* Un botón junto a cada cita; sin portapapeles, la cita se sigue pudiendo seleccionar de un toque. */
  function copiable(cita) {
    const boton = document.createElement("button");
    boton.type = "button";
    boton.className = "cb";
    boton.textContent = "Copiar";
    boton.addEventListener("click", function () {
      navigator.clipboard.writeText(cita.textContent.trim()).then(
        function () {
          boton.textContent = "Copiada";
        },
        function () {
          getSelection().selectAllChildren(cita);
          boton.textContent = "Seleccionada";
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
