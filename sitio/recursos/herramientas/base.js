/* Lo que comparten las herramientas: elementos, números, estado (dirección y archivo), CSV, avisos.
   Sin peticiones de red: los datos llegan en guiones y nada sale del equipo. */
(function () {
  "use strict";

  const SVG = "http://www.w3.org/2000/svg";

  /* el("p", {class: "x", onclick: f}, "texto", otroElemento): nunca interpreta HTML. */
  function el(etiqueta, atributos, ...hijos) {
    return armar(document.createElement(etiqueta), atributos, hijos);
  }

  function svg(etiqueta, atributos, ...hijos) {
    return armar(document.createElementNS(SVG, etiqueta), atributos, hijos);
  }

  function armar(nodo, atributos, hijos) {
    Object.entries(atributos || {}).forEach(([nombre, valor]) => {
      if (valor === null || valor === undefined || valor === false) return;
      if (nombre.startsWith("on")) nodo.addEventListener(nombre.slice(2), valor);
      else if (nombre === "value" || nombre === "checked" || nombre === "selected") nodo[nombre] = valor;
      else nodo.setAttribute(nombre, valor === true ? "" : valor);
    });
    nodo.append(...hijos.flat(Infinity).filter((h) => h !== null && h !== undefined && h !== false));
    return nodo;
  }

  /* Reemplaza lo que hay en `nodo`; acepta listas anidadas y huecos, como el(). */
  const poner = (nodo, ...hijos) => {
    nodo.replaceChildren();
    return armar(nodo, null, hijos);
  };

  const llano = (texto) =>
    texto
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase();

  function numero(valor, decimales) {
    if (valor === null || valor === undefined || Number.isNaN(valor)) return "sin dato";
    const d = decimales || 0;
    return valor.toLocaleString("es-CO", { minimumFractionDigits: d, maximumFractionDigits: d });
  }

  const porcentaje = (valor, decimales) =>
    valor === null || Number.isNaN(valor)
      ? "sin dato"
      : `${numero(valor, decimales === undefined ? 1 : decimales)}\u00a0%`;

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

  const aDireccion = (objeto) => {
    const bytes = new TextEncoder().encode(JSON.stringify(objeto));
    let crudo = "";
    bytes.forEach((b) => {
      crudo += String.fromCharCode(b);
    });
    return btoa(crudo).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };

  const deDireccion = (texto) => {
    const crudo = atob(texto.replace(/-/g, "+").replace(/_/g, "/"));
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(crudo, (c) => c.charCodeAt(0))));
  };

  const municipios = () => (window.KIT_TERRITORIOS || []).filter((t) => t[0].length === 5);

  const municipio = (codigo) => {
    const t = municipios().find((fila) => fila[0] === codigo);
    return t ? { codigo: t[0], nombre: t[1], depto: t[2] } : null;
  };

  const rotulo = (m) => (m ? m.nombre + (m.depto && m.depto !== m.nombre ? `, ${m.depto}` : "") : "");

  /* Normas de la tabla del kit: cada una enlazada a su ficha y marcada si está por verificar. */
  const MARCA = "por verificar";
  const citada = (id) => (window.KIT_DATOS.normas || {})[id] || [id, false];

  function normas(ids, nota) {
    const enlaces = ids.flatMap((id, i) => [
      i ? "; " : null,
      el("a", { href: `../../datos/normas.html#${id}` }, citada(id)[0]),
      citada(id)[1] ? null : [" ", el("span", { class: "kh-duda" }, MARCA)],
    ]);
    return [...enlaces, nota ? (ids.length ? ". " : "") + nota : null];
  }

  const citas = (ids, nota) =>
    [...ids.map((id) => citada(id)[0] + (citada(id)[1] ? "" : ` (${MARCA})`)), nota].filter(Boolean).join("; ");

  /* Campo con lista: se escribe, se baja con las flechas, se elige con Intro o con el ratón. */
  function selector(alElegir, codigo) {
    const campo = el("input", {
      id: "kh-municipio",
      type: "text",
      role: "combobox",
      autocomplete: "off",
      spellcheck: "false",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": "kh-municipios",
      placeholder: "Escriba el nombre o el código DANE",
      value: rotulo(municipio(codigo)),
    });
    const lista = el("ul", {
      id: "kh-municipios",
      role: "listbox",
      "aria-label": "Municipios que coinciden",
      hidden: true,
    });
    const nota = el("p", { class: "so", "aria-live": "polite" });
    let hallados = [];
    let activo = -1;
    let elegido = codigo;

    function cerrar() {
      lista.hidden = true;
      campo.setAttribute("aria-expanded", "false");
      campo.removeAttribute("aria-activedescendant");
      activo = -1;
    }

    function elegir(t) {
      campo.value = `${t[1]}, ${t[2]}`;
      cerrar();
      elegido = t[0];
      alElegir(elegido);
    }

    function marcar(n) {
      activo = (n + hallados.length) % hallados.length;
      Array.from(lista.children).forEach((li, i) => li.setAttribute("aria-selected", String(i === activo)));
      campo.setAttribute("aria-activedescendant", `kh-opcion-${activo}`);
    }

    function buscar() {
      const palabras = llano(campo.value)
        .split(/[\s,]+/)
        .filter(Boolean);
      cerrar();
      if (!palabras.length) {
        if (elegido) alElegir("");
        elegido = "";
        return;
      }
      hallados = municipios()
        .filter((t) => {
          const llave = llano(t.join(" "));
          return palabras.every((p) => llave.includes(p));
        })
        .sort(
          (a, b) =>
            Number(!llano(a[1]).startsWith(palabras[0])) - Number(!llano(b[1]).startsWith(palabras[0])) ||
            a[1].length - b[1].length,
        )
        .slice(0, 8);
      lista.replaceChildren(
        ...hallados.map((t, i) =>
          el(
            "li",
            {
              id: `kh-opcion-${i}`,
              role: "option",
              "aria-selected": "false",
              onmousedown: (e) => {
                e.preventDefault();
                elegir(t);
              },
            },
            `${t[1]}, ${t[2]}`,
          ),
        ),
      );
      lista.hidden = !hallados.length;
      campo.setAttribute("aria-expanded", String(!!hallados.length));
      nota.textContent = hallados.length ? `${hallados.length} coincidencias` : "Ningún municipio coincide.";
    }

    campo.addEventListener("input", buscar);
    campo.addEventListener("blur", cerrar);
    campo.addEventListener("keydown", (e) => {
      if (e.key === "Escape") {
        cerrar();
        return;
      }
      if (!hallados.length || lista.hidden) return;
      if (e.key === "ArrowDown") {
        e.preventDefault();
        marcar(activo + 1);
      }
      if (e.key === "ArrowUp") {
        e.preventDefault();
        marcar(activo < 0 ? hallados.length - 1 : activo - 1);
      }
      if (e.key === "Enter") {
        e.preventDefault();
        elegir(hallados[Math.max(activo, 0)]);
      }
    });
    return el(
      "div",
      { class: "kh-campo kh-municipio" },
      el("label", { for: "kh-municipio" }, "Municipio ", el("small", {}, "(opcional)")),
      campo,
      lista,
      nota,
    );
  }

  /* Abre una herramienta en #herramienta. `h` trae: id, nombre, version, inicial(), leer(crudo) →
     estado limpio (o un Error con qué hacer), pintar(app) → controles, actualizar(app), csv(app) y, si se quiere,
     resumen(app) → la línea que acompaña en el celular, alMunicipio(app) y alEnlace(app, parámetros) →
     lo que se hace con el municipio y con lo demás que traiga un enlace sin estado. */
  function abrir(h) {
    const raiz = document.getElementById("herramienta");
    const aviso = el("p", { class: "kh-aviso", role: "status" });
    const cuerpo = el("div", { class: "kh-cuerpo" });
    const hueco = el("div");
    // Al tocarla se baja al resultado; quien usa teclado o lector llega por el orden de la página.
    const tira = el("p", {
      class: "kh-tira",
      "aria-hidden": "true",
      onclick: () => cuerpo.querySelector(".kh-resultado").scrollIntoView({ block: "start" }),
    });
    const impreso = el("p", { class: "kh-impreso" });
    const app = {
      estado: h.inicial(),
      municipio: null,
      avisar,
      cambiar,
      escoger,
      repintar,
      cuerpo,
      nombreDeArchivo: (extension) => nombreDeArchivo(extension),
    };

    function avisar(texto, malo) {
      aviso.textContent = texto;
      aviso.classList.toggle("malo", !!malo);
    }

    function direccion() {
      const partes = [];
      if (app.municipio) partes.push(`m=${app.municipio.codigo}`);
      if (JSON.stringify(app.estado) !== JSON.stringify(h.inicial()))
        partes.push(`e=${aDireccion([h.version, app.estado])}`);
      return `#${partes.join("&")}`;
    }

    function anotar() {
      const nueva = direccion();
      if (nueva === (location.hash || "#")) return;
      history.replaceState(null, "", nueva === "#" ? location.pathname + location.search : nueva);
    }

    function actualizar() {
      h.actualizar(app);
      tira.textContent = h.resumen ? h.resumen(app) : "";
      impreso.textContent = [
        h.nombre,
        rotulo(app.municipio),
        new Date().toLocaleDateString("es-CO", { dateStyle: "long" }),
      ]
        .filter(Boolean)
        .join(" · ");
      anotar();
    }

    /* Cambia parte del estado; los controles ya muestran lo que la persona hizo. */
    function cambiar(parcial) {
      Object.assign(app.estado, parcial);
      avisar("");
      actualizar();
    }

    function repintar() {
      cuerpo.replaceChildren(...[h.pintar(app)].flat());
      actualizar();
    }

    function elegirMunicipio(codigo) {
      app.municipio = municipio(codigo);
      avisar("");
      if (h.alMunicipio) h.alMunicipio(app);
      actualizar();
    }

    /* Como si la persona lo hubiera elegido en la casilla. */
    function escoger(codigo) {
      elegirMunicipio(codigo);
      hueco.replaceChildren(selector(elegirMunicipio, codigo));
    }

    function pintarTodo() {
      hueco.replaceChildren(selector(elegirMunicipio, app.municipio && app.municipio.codigo));
      repintar();
    }

    function desdeDireccion() {
      const partes = new URLSearchParams(location.hash.slice(1));
      app.estado = h.inicial();
      app.municipio = municipio(partes.get("m") || "");
      avisar(
        partes.get("m") && !app.municipio
          ? `El municipio «${partes.get("m")}» del enlace no existe; escoja uno de la lista.`
          : "",
        true,
      );
      if (partes.get("e")) {
        try {
          const [version, crudo] = deDireccion(partes.get("e"));
          if (version !== h.version) throw new Error("versión");
          app.estado = h.leer(crudo);
        } catch (_) {
          app.estado = h.inicial();
          avisar("El enlace llegó incompleto o es de otra versión; la herramienta empieza en blanco.", true);
        }
      } else {
        if (app.municipio && h.alMunicipio) h.alMunicipio(app);
        if (h.alEnlace) h.alEnlace(app, partes);
      }
      pintarTodo();
    }

    function guardar() {
      const documento = {
        kit: "contra-la-pobreza",
        herramienta: h.id,
        version: h.version,
        municipio: app.municipio ? app.municipio.codigo : null,
        estado: app.estado,
      };
      descargar(nombreDeArchivo("json"), JSON.stringify(documento, null, 1), "application/json");
    }

    const nombreDeArchivo = (extension) =>
      `${[h.id, app.municipio && app.municipio.codigo].filter(Boolean).join("-")}.${extension}`;

    function abrirArchivo(evento) {
      const archivo = evento.target.files[0];
      evento.target.value = "";
      if (!archivo) return;
      leerArchivo(archivo, 2e6)
        .then((texto) => {
          let documento;
          try {
            documento = JSON.parse(texto);
          } catch (_) {
            throw new Error(
              `«${
                archivo.name
              }» no es un archivo guardado por esta herramienta (no es JSON). «Abrir» recupera lo que se guardó aquí; sus datos van por el botón del paso que los pide. Lo que estaba en pantalla sigue igual.`,
            );
          }
          if (!documento || documento.herramienta !== h.id)
            throw new Error(
              `«${archivo.name}» es de otra herramienta${
                documento && documento.herramienta ? ` («${documento.herramienta}»)` : ""
              }. Lo que estaba en pantalla sigue igual.`,
            );
          if (documento.version !== h.version)
            throw new Error(
              `«${archivo.name}» es de otra versión de la herramienta. Lo que estaba en pantalla sigue igual.`,
            );
          const estado = h.leer(documento.estado);
          app.estado = estado;
          app.municipio = municipio(documento.municipio || "");
          pintarTodo();
          avisar(`Se abrió «${archivo.name}».`);
        })
        .catch((error) => avisar(error.message, true));
    }

    function copiar() {
      anotar();
      const listo = () =>
        avisar("Enlace copiado. Lleva todo lo que escribió aquí: quien lo abra verá lo mismo que usted.");
      const manual = () => avisar("Copie la dirección de la barra del navegador: ya contiene lo que hizo aquí.");
      if (navigator.clipboard) navigator.clipboard.writeText(location.href).then(listo, manual);
      else manual();
    }

    /* Nada se pierde por un toque de más: lo anterior se recupera mientras no se haga otra cosa. */
    function empezarDeNuevo() {
      const anterior = app.estado;
      app.estado = h.inicial();
      if (app.municipio && h.alMunicipio) h.alMunicipio(app);
      repintar();
      avisar("La herramienta quedó como al abrirla. ");
      aviso.append(
        boton("Deshacer", () => {
          app.estado = anterior;
          repintar();
          avisar("Se recuperó lo anterior.");
        }),
      );
    }

    const archivo = el("input", {
      type: "file",
      id: "kh-abrir",
      class: "so",
      accept: ".json,application/json",
      tabindex: "-1",
      "aria-label": "Archivo guardado",
      onchange: abrirArchivo,
    });
    const boton = (texto, accion) => el("button", { type: "button", onclick: accion }, texto);
    const barra = el(
      "div",
      { class: "kh-barra", role: "group", "aria-label": "Guardar y compartir" },
      boton("Guardar", guardar),
      boton("Abrir", () => archivo.click()),
      archivo,
      boton("Copiar enlace", copiar),
      boton("Descargar CSV", () => descargar(nombreDeArchivo("csv"), csv(h.csv(app)), "text/csv")),
      boton("Imprimir", () => window.print()),
      boton("Empezar de nuevo", empezarDeNuevo),
    );
    raiz.replaceChildren(impreso, hueco, barra, aviso, cuerpo, tira);
    window.addEventListener("hashchange", desdeDireccion);
    desdeDireccion();
    return app;
  }

  /* Comprobaciones para leer un estado ajeno sin confiar en él. */
  const exigir = (condicion, texto) => {
    if (!condicion) throw new Error(`El archivo no se puede abrir: ${texto}. Lo que estaba en pantalla sigue igual.`);
  };

  window.KitH = {
    abrir,
    celda,
    citas,
    csv,
    descargar,
    el,
    exigir,
    leerArchivo,
    leerNumero,
    llano,
    municipio,
    municipios,
    normas,
    numero,
    poner,
    porcentaje,
    rotulo,
    svg,
  };
})();
