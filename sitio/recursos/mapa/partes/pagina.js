/* /mapa/: un estado, que va en la dirección, y todo lo que se pinta con él. */
(function () {
  "use strict";
  const K = window.KitMapa;
  const { el, poner } = window.KitH;
  const $ = (id) => /** @type {any} */ (document.getElementById(id));
  // Faltó un guion: queda el mapa escrito en la página, con su aviso.
  if (document.documentElement.classList.contains("incompleta")) return;

  const TOPE = { municipio: 9, departamento: 14 };
  const ANGOSTO = 600;
  /* Lo que la tarjeta tapa del mapa; en el celular va debajo de él. */
  const bajoLaTarjeta = () => (innerWidth > ANGOSTO ? 170 : 0);

  const m = K.municipios($("mapa-tabla").querySelector("table"));
  const crudos = K.dato("filtros");
  const filtros = { ...crudos, categoria: crudos.categoria.split("|"), pdet: crudos.pdet.split("|") };
  const geo = K.geometria(K.dato("geometria"), m.codigos);
  darPorLeidas();

  const alAbrir = K.leerPosible(location.hash || location.search, m);
  let e = alAbrir.estado;
  /** Lo último que se pudo mostrar. @type {EstadoDelMapa} */
  let mostrado = K.leerDireccion("");
  /** @type {CapaDelMapa[]} */
  let capas = [];
  let claves = [];
  let visibles = [];
  let pedido = 0;

  /* La medida principal y la población ya están en la tabla escrita: no se vuelven a pedir. */
  function darPorLeidas() {
    const sumar = (nombre, valores) => {
      const llave = `total ${K.dato(nombre).vigente}`;
      K.recibir(nombre, { valores: { [llave]: { valores, marcas: valores.map((v) => (v === null ? "" : null)) } } });
    };
    sumar("ipm_censal", m.valores);
    sumar("poblacion", m.personas);
  }

  const elegido = () => (e.elegido && m.lugar.has(e.elegido) ? m.lugar.get(e.elegido) : null);
  const avisos = {
    alElegir: (i, x, y, lienzo) => tocar(i, x, y, lienzo),
    alPasar: (i, evento) => senalar(i, evento),
    alMover: (de, vista) => moverJuntos(de, vista),
    alAfinar: (lienzo) => rotular(lienzo),
    alVerTodo: () => cambiar({ departamento: "", vista: "" }, true),
  };

  const paneles = [new K.Panel($("mapa-a"), geo, avisos)];
  const lugares = new K.Lugares(m);
  const histograma = new K.Histograma($("mapa-histograma"), $("mapa-histograma-nota"));
  const tabla = new K.Tabla($("mapa-tabla-viva"), m, filtros, {
    alElegir: (i) => elegir(i, true),
    alPasar: (i) => senalar(i),
    alOrdenar: (orden) => cambiar({ orden }),
  });
  const cajaDeTarjeta = el("div", { class: "tarjeta-del-mapa", role: "region", "aria-label": "Municipio elegido" });
  paneles[0].marco.after(cajaDeTarjeta);
  const tarjeta = new K.Tarjeta(cajaDeTarjeta, m, filtros, () => elegir(null));
  const controles = new K.Controles((cambio) => cambiar(cambio, "departamento" in cambio));

  const aLaVista = () => paneles.filter((panel) => !panel.caja.hidden);

  /** El segundo panel se arma la primera vez que se piden dos mapas. */
  function alistarPaneles() {
    const dos = e.modo === "dos";
    // Medir obliga al navegador a acomodar la página: solo si cambió lo que se ve.
    if (dos === !$("mapa-b").hidden) return;
    $("mapa").classList.toggle("con-dos", dos);
    $("mapa-b").hidden = !dos;
    if (dos && paneles.length < 2) paneles.push(new K.Panel($("mapa-b"), geo, avisos));
    aLaVista().forEach((panel) => ajustar(panel));
    if (dos) paneles[1].lienzo.poner(paneles[0].lienzo.vista);
  }

  /** Si cambió de tamaño, se vuelve a medir sin perder el encuadre. */
  function ajustar({ lienzo }) {
    if (lienzo.w === lienzo.caja.clientWidth && lienzo.h === lienzo.caja.clientHeight) return;
    const [x, y, k] = lienzo.encuadre();
    lienzo.redimensionar();
    lienzo.limitar();
    lienzo.centrar(x, y, k);
  }

  /**
   * Cambia el estado y pinta; con `encuadrar`, también acerca.
   * @param {Partial<EstadoDelMapa>} cambio
   * @param {boolean} [encuadrar]
   */
  async function cambiar(cambio, encuadrar) {
    e = { ...e, ...cambio };
    await pintar([]);
    if (encuadrar) ir();
    anotar();
  }

  /** @param {(string | HTMLElement)[]} textos */
  const avisar = (textos) =>
    poner(
      $("mapa-avisos"),
      textos.map((texto) => el("p", {}, texto)),
    );

  /**
   * Los datos no llegaron: el mapa se queda en lo último que mostró y se ofrece pedirlos otra vez.
   * @param {string[]} dichos
   */
  async function volverAtras(dichos) {
    const fallido = e;
    const [cual] = [...$("mapa-indicador").options].filter((o) => o.value === fallido.indicador);
    const que = e.modo === "uno" ? `«${cual.text}»` : "las dos medidas";
    e = { ...mostrado, vista: e.vista };
    if (capas.length) controles.mostrar(e, capas);
    else await pintar([]);
    const otraVez = el("button", { type: "button", class: "boton", onclick: () => cambiar(fallido) }, "Reintentar");
    const aviso = `No llegaron los datos de ${que}. Revise la conexión o que la carpeta del sitio esté completa. `;
    poner($("mapa-avisos"), el("p", {}, aviso, otraVez), ...dichos.map((texto) => el("p", {}, texto)));
  }

  /** @param {string[]} dichos lo que ya hay que avisar */
  async function pintar(dichos) {
    pedido += 1;
    const propio = pedido;
    const cuantas = e.modo === "cruce" ? K.DEL_CRUCE : K.CLASES;
    const pedidas = [K.capa(e.indicador, { zona: e.zona, periodo: e.periodo, metodo: e.metodo }, cuantas)];
    if (e.modo !== "uno") {
      const metodo = e.metodo === "fijas" ? "" : e.metodo;
      pedidas.push(K.capa(e.indicador2, { zona: e.zona2, periodo: e.periodo2, metodo }, cuantas));
    }
    const llegadas = await Promise.all(pedidas).catch(() => null);
    if (propio !== pedido) return; // ya se escogió otra cosa
    if (!llegadas) {
      await volverAtras(dichos);
      return;
    }
    capas = llegadas;
    claves = e.modo === "cruce" ? K.cruzar(capas[0], capas[1]) : capas[0].claves;
    avisar([...dichos, ...K.acomodar(e, capas, claves)]);
    mostrado = { ...e };
    visibles = K.visibles(m, filtros, e);
    mostrar();
  }

  function opciones() {
    return { elegida: e.clase, alTocar: (clase) => cambiar({ clase }), alPasar: resaltar };
  }

  /** De qué municipios habla la frase. */
  function losDe() {
    if (e.pdet || e.categoria) return "que se ven";
    const cualquiera = m.codigos.findIndex((codigo) => e.departamento && codigo.startsWith(e.departamento));
    return cualquiera < 0 ? "del país" : `de ${m.departamentos[cualquiera]}`;
  }

  function mostrar() {
    alistarPaneles();
    const deQuien = losDe();
    if (e.modo === "cruce") paneles[0].pintarCruce(capas, claves, { visibles, opciones: opciones() });
    else {
      paneles[0].pintar(capas[0], { visibles, deQuien, opciones: opciones() });
      if (e.modo === "dos") paneles[1].pintar(capas[1], { visibles, deQuien, opciones: opciones() });
    }
    controles.mostrar(e, capas);
    if (e.modo === "cruce") histograma.cruzar(capas, claves, visibles, e.clase);
    else histograma.pintar(capas[0], visibles, opciones());
    tabla.pintar({ capas, claves, visibles, clase: e.clase, orden: e.orden, elegido: elegido() });
    advertir();
    definir();
    mostrarElegido();
  }

  /** Dos medidas que no se comparan, o de años distintos, se muestran con su advertencia. */
  function advertir() {
    const [a, b] = capas;
    const textos = [];
    if (b && (a.ficha.ajenos.includes(b.id) || b.ficha.ajenos.includes(a.id))) {
      textos.push("Estas dos medidas no se comparan entre sí: miden cosas distintas o de manera distinta.");
    }
    if (b && a.periodo !== b.periodo) textos.push(`Son de años distintos: ${a.periodo} y ${b.periodo}.`);
    if (b && a.zona !== b.zona) textos.push("Son de zonas distintas del municipio.");
    if (e.modo === "cruce") textos.push("Que dos medidas coincidan en un municipio no dice que una cause la otra.");
    $("mapa-advertencia").hidden = !textos.length;
    $("mapa-advertencia").textContent = textos.join(" ");
  }

  function definir() {
    const de = ({ ficha }) => {
      const fuente = ficha.ancla
        ? el("a", { href: `${K.RAIZ}datos/fuentes.html#${ficha.ancla}` }, ficha.fuente)
        : ficha.fuente;
      return [
        el("p", {}, el("strong", {}, `${ficha.largo}. `), ficha.definicion),
        ficha.advertencias.length
          ? el(
              "ul",
              {},
              ficha.advertencias.map((texto) => el("li", {}, texto)),
            )
          : null,
        el("p", { class: "aclaracion" }, "Fuente: ", fuente, ficha.ancla ? "" : ", con las fuentes que cita su ficha"),
      ];
    };
    poner($("mapa-definicion"), capas.map(de));
  }

  function resaltar(clave) {
    const cual = clave || e.clase;
    aLaVista().forEach(({ lienzo }) => lienzo.resaltarClase(cual));
    histograma.resaltar(cual);
  }

  function senalar(i, evento) {
    const nombre = i === null ? "" : m.nombres[i];
    aLaVista().forEach((panel) => panel.senalar(i, evento, nombre));
    const marcado = i === null ? elegido() : i;
    histograma.senalar(marcado, marcado === null ? "" : m.nombres[marcado]);
    tabla.senalar(i);
  }

  /** Un toque: el municipio, o el centro poblado más cercano, que se dice en la tarjeta del suyo. */
  function tocar(i, x, y, lienzo) {
    const lugar = lienzo === paneles[0].lienzo ? lugares.cercaDe(x, y) : null;
    if (lugar) elegir(lugar[0], false, lugares.dicho(lugar, filtros.anio_nbi));
    else if (i !== null) elegir(i);
  }

  /**
   * @param {number | null} i
   * @param {boolean} [acercar]
   * @param {string} [lugar]
   */
  function elegir(i, acercar, lugar) {
    e = { ...e, elegido: i === null ? "" : m.codigos[i] };
    tabla.lo.elegido = i;
    [...tabla.cuerpo.rows].forEach((fila) => fila.classList.toggle("elegida", fila.dataset.i === String(i)));
    mostrarElegido(lugar);
    if (acercar && i !== null) {
      const k = Math.max(TOPE.municipio, paneles[0].lienzo.vista.k);
      paneles[0].marco.scrollIntoView({ block: "nearest" });
      paneles[0].lienzo.encuadrar(geo.cajas[i].flat(), k, bajoLaTarjeta());
    }
    anotar();
  }

  function mostrarElegido(lugar) {
    const i = elegido();
    aLaVista().forEach(({ lienzo }) => {
      lienzo.elegir(i);
      rotular(lienzo);
    });
    histograma.senalar(i, i === null ? "" : m.nombres[i]);
    if (i === null) tarjeta.cerrar();
    else tarjeta.abrir(i, capas, lugar);
  }

  async function rotular(lienzo) {
    if (!visibles.length) return;
    const marcos = K.rotular(lienzo, m, visibles, elegido());
    if (lienzo !== paneles[0].lienzo) return;
    const pedidos = lugares.pintar(lienzo, { activos: e.lugares !== "no", visibles, marcos });
    const hay = await pedidos.catch(() => {
      avisar(["No llegaron los centros poblados. Mueva el mapa para pedirlos otra vez."]);
      return false;
    });
    $("mapa-nota-de-lugares").hidden = !hay;
  }

  function moverJuntos(de, vista) {
    aLaVista().forEach(({ lienzo }) => lienzo !== de && lienzo.poner(vista));
    anotar();
  }

  /** A lo que pide el estado: el encuadre guardado, el departamento, lo elegido o el país. */
  function ir() {
    const { lienzo } = paneles[0];
    const todos = (cuales) => {
      const cajas = cuales.map((i) => geo.cajas[i]);
      const extremo = (f, a, b) => f(...cajas.map((caja) => caja[a][b]));
      return [extremo(Math.min, 0, 0), extremo(Math.min, 0, 1), extremo(Math.max, 1, 0), extremo(Math.max, 1, 1)];
    };
    if (e.vista) {
      const [x, y, k] = e.vista.split(",").map(Number);
      lienzo.centrar(x, y, k);
      lienzo.propagar();
    } else if (e.departamento) {
      const suyos = m.codigos.map((_, i) => i).filter((i) => m.codigos[i].startsWith(e.departamento));
      lienzo.encuadrar(todos(suyos), TOPE.departamento);
    } else if (elegido() !== null) lienzo.encuadrar(geo.cajas[elegido()].flat(), TOPE.municipio, bajoLaTarjeta());
    else lienzo.verTodo();
  }

  function anotar() {
    clearTimeout(anotar.espera);
    anotar.espera = setTimeout(escribirDireccion, 150);
  }
  anotar.espera = 0;

  /* Después de pintar: la dirección no hace esperar a nadie. */
  function escribirDireccion() {
    if (!capas.length) return;
    const { lienzo } = paneles[0];
    e.vista = lienzo.cerca ? lienzo.encuadre().join(",") : "";
    const texto = K.escribirDireccion({ ...e, ...delAnio() });
    const nueva = texto ? `#${texto}` : location.pathname.split("/").pop() || "index.html";
    if (nueva !== (location.hash || "")) history.replaceState(null, "", nueva);
  }

  /** El año y la zona se escriben como están en pantalla: mañana el vigente puede ser otro. */
  function delAnio() {
    const [a, b] = capas;
    const inicial = a.id === "ipm_censal" && a.periodo === a.ficha.vigente;
    const propio = { zona: a.zona, periodo: inicial ? "" : a.periodo };
    return b ? { ...propio, zona2: b.zona, periodo2: b.periodo } : propio;
  }

  async function bajar(que) {
    const nota = $("mapa-bajado");
    const cruce = e.modo === "cruce";
    try {
      await K.traer("recursos/graficos/salida.js");
      await K.traer("recursos/mapa/descargas.js");
      nota.textContent = await K.bajar(que, { m, capas, claves, filas: tabla.filas, paneles: aLaVista(), cruce });
    } catch (_) {
      nota.textContent = "No se pudo preparar. Revise la conexión y vuelva a intentarlo.";
    }
  }

  document
    .querySelectorAll("[data-bajar]")
    .forEach((boton) => boton.addEventListener("click", () => bajar(/** @type {any} */ (boton).dataset.bajar)));
  K.buscador($("mapa-buscar"), (codigo) => {
    cambiar({ departamento: "", elegido: codigo }).then(() => elegir(m.lugar.get(codigo), true));
  });
  addEventListener("hashchange", () => {
    const { estado, avisos: dichos } = K.leerPosible(location.hash, m);
    e = estado;
    pintar(dichos).then(ir);
  });
  new ResizeObserver(() => aLaVista().forEach(ajustar)).observe(paneles[0].marco);
  $("mapa-tabla").remove();
  pintar(alAbrir.avisos).then(ir);
})();
