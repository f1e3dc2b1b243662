/* Priorizador territorial: indicadores, pesos y filtros → puesto, mapa y sensibilidad. */
(function () {
  "use strict";
  const { contar, el, exigir, expediente, numero, poner, titulos } = window.KitH;
  const { normalizar, priorizar } = window.KitCalculos;
  const datos = window.KIT_DATOS.priorizador;
  const { colorear, dibujar } = window.KitMapaDePuestos;
  const { agregar, cuantos, deptos, elegir, ficha, fila, filtros, reglas, tamanos } = window.KitPriorizador;
  const { PRIMEROS, SEMILLA, VECES, contarFirmeza, deCada100, firmeza } = window.KitPriorizador;
  const lugar = new Map(datos.municipios.map((m, i) => [m[0], i]));
  const soloContados = new Set(datos.omision.solo_contados);
  const conCautela = new Map(datos.omision.con_cautela);
  const APARTE = "el censo dejó por fuera a 20 o más de cada 100 personas y su cifra puede ser otra.";
  const sinContar = (n) => `el censo dejó por fuera a ${numero(n)} de cada 100 personas`;
  const ESPERA = 150; // ms sin tocar un peso antes de repetir la cuenta mil veces
  let tabla, nota, alTablero, figura, pendiente;

  const inicial = () => ({
    indicadores: [
      { id: "ipm_censal", peso: 5, primero: "mayor" },
      { id: "personas_pobreza", peso: 5, primero: "mayor" },
    ],
    depto: "",
    categoria: "",
    pdet: "",
    tamano: "",
    regla: "percentil",
    ver: "25",
  });

  function mapaDe(app) {
    const clases = ["primeros", "", "", "", "últimos"].map((t, i) => el("li", { class: `tono-${4 - i}` }, t));
    const leyenda = el("ul", { class: "leyenda" }, clases);
    const mapa = dibujar((codigo) => app.escoger(codigo));
    return el("figure", { class: "mapa mapa-nacional herramienta-mapa" }, mapa, leyenda, el("figcaption"));
  }

  function pintar(app) {
    const filas = app.estado.indicadores.map((x, i) => fila(app, x, i));
    tabla = el("div", {
      class: "tabla-desplazable",
      tabindex: "0",
      role: "region",
      "aria-label": "Tabla de municipios por puesto",
    });
    nota = el("p", { "aria-live": "polite" });
    alTablero = el("p", { "data-origen": "puesto" });
    figura = mapaDe(app);
    return el(
      "div",
      { class: "herramienta-dos-columnas herramienta-priorizador" },
      el(
        "form",
        { onsubmit: (e) => e.preventDefault() },
        el(
          "fieldset",
          {},
          el("legend", {}, "1. Indicadores, sentido y pesos"),
          el("ul", { class: "herramienta-lista" }, filas),
          agregar(app),
        ),
        filtros(app),
        el("fieldset", {}, el("legend", {}, "3. Cómo se combina"), elegir(app, "regla", "Normalización", reglas)),
      ),
      el("div", {}, figura),
      el(
        "section",
        { class: "herramienta-resultado herramienta-ancho" },
        el("h2", {}, "Puesto de cada municipio"),
        nota,
        alTablero,
        el("div", { class: "herramienta-fila herramienta-no-impreso" }, elegir(app, "ver", "Mostrar", cuantos)),
        tabla,
      ),
    );
  }

  function elegidos(e) {
    const [, , desde, hasta] = tamanos.find((t) => t[0] === e.tamano);
    return datos.municipios
      .map((_, i) => i)
      .filter((i) => {
        const gente = datos.poblacion[i];
        return (
          (!e.depto || datos.municipios[i][0].startsWith(e.depto)) &&
          (e.categoria === "" || String(datos.categoria[i]) === e.categoria) &&
          (e.pdet === "" || String(datos.pdet[i]) === e.pdet) &&
          (!e.tamano || (gente !== null && gente >= desde && gente < hasta))
        );
      });
  }

  let hecho = { llave: "", r: null };

  /* La tabla y la línea del celular piden lo mismo: se cuenta una vez. */
  function calcular(e) {
    const llave = JSON.stringify(e);
    if (hecho.llave !== llave) hecho = { llave, r: contado(e) };
    return hecho.r;
  }

  function contado(e) {
    const todas = elegidos(e);
    const activos = e.indicadores.filter((i) => i.peso);
    // El censo describe a los contados: si faltó la mayoría, no hay puesto que dar.
    const censal = activos.some((x) => ficha(x.id).censal);
    const filas = censal ? todas.filter((i) => !soloContados.has(i)) : todas;
    const solo = todas.length - filas.length;
    if (!filas.length || !activos.length) return { filas: [], total: todas.length, activos, solo };
    const r = priorizar(
      activos.map((x) =>
        normalizar(
          filas.map((i) => ficha(x.id).valores[i]),
          x.primero,
          e.regla,
        ),
      ),
      activos.map((x) => x.peso),
    );
    const con = filas
      .map((i, n) => ({
        i,
        puesto: r.puesto[n],
        indice: r.indice[n],
        mejor: r.mejor[n],
        peor: r.peor[n],
        sinContar: censal ? conCautela.get(i) : undefined,
      }))
      .filter((f) => f.puesto)
      .sort((a, b) => a.puesto - b.puesto || a.i - b.i);
    return { filas: con, total: todas.length, activos, solo };
  }

  /* Un tramo y un respiro: mientras se repite, la página responde. */
  function llenarFirmeza(tramos) {
    const paso = tramos.next();
    if (!paso.done) {
      pendiente = setTimeout(() => llenarFirmeza(tramos));
      return;
    }
    const s = paso.value;
    tabla.querySelectorAll("[data-firmeza]").forEach((celda) => {
      celda.textContent = deCada100(s.get(Number(celda.dataset.firmeza)));
    });
    tabla.removeAttribute("aria-busy");
  }

  const valorDe = (x, i) => {
    const f = ficha(x.id);
    return numero(f.valores[i], f.decimales) + (f.valores[i] !== null && f.unidad === "%" ? "\u00a0%" : "");
  };

  function renglon(f, activos, tope, propio) {
    const [codigo, nombre, depto] = datos.municipios[f.i];
    const celda = (rotulo, clase, ...hijos) => el("td", { "data-rotulo": rotulo, class: clase }, ...hijos);
    return el(
      "tr",
      { class: propio ? "propio" : null },
      celda("Puesto", "herramienta-puesto", numero(f.puesto)),
      el(
        "th",
        { scope: "row" },
        el("a", { href: `../../territorio/${codigo}/index.html` }, nombre),
        " ",
        el("small", {}, depto),
        f.sinContar
          ? el("small", { class: "aclaracion" }, ` Cautela: ${numero(f.sinContar)} de cada 100 sin contar.`)
          : null,
      ),
      celda(
        "Índice",
        "herramienta-indice",
        el("b", {}, numero(f.indice, 1)),
        el("i", { class: "barra", style: `--valor:${f.indice}` }),
      ),
      celda("Entre los puestos", null, f.mejor === f.peor ? numero(f.mejor) : `${numero(f.mejor)} y ${numero(f.peor)}`),
      el("td", { "data-rotulo": `Entre los ${tope} primeros`, "data-firmeza": f.i }, "…"),
      activos.map((x) => celda(ficha(x.id).nombre, null, valorDe(x, f.i))),
    );
  }

  function decir(r, app) {
    if (!r.activos.length) return "Agregue un indicador y dele un peso mayor que 0.";
    if (!r.total) return "Ningún municipio cumple todos los filtros: quite alguno.";
    if (!r.filas.length) return "Ninguno de los municipios elegidos tiene dato en todos los indicadores.";
    const tope = Math.min(PRIMEROS, r.filas.length);
    const firmes = r.filas.filter((f) => f.peor <= tope).length;
    const aparte = r.filas.filter((f) => f.sinContar && f.puesto <= tope).length;
    const sin = r.total - r.filas.length - r.solo;
    const sinPuesto =
      (sin ? `; ${numero(sin)} sin puesto porque les falta algún dato` : "") +
      (r.solo ? `; ${numero(r.solo)} sin puesto porque el censo no contó a la mayoría` : "");
    return (
      `${contar(r.filas.length, "municipio", "municipios")} con puesto${sinPuesto}. De los ${tope} primeros, ` +
      `${contar(firmes, "sigue", "siguen")} entre los ${tope} con todos los cambios de pesos que se prueban.${
        aparte ? ` ${contar(aparte, "puesto", "puestos")} de los ${tope} van aparte, al final: ${APARTE}` : ""
      }${decirSuyo(r, app)}`
    );
  }

  function decirSuyo(r, app) {
    if (!app.municipio) return "";
    const { codigo, nombre } = app.municipio;
    if (r.solo && soloContados.has(lugar.get(codigo)))
      return ` ${nombre} no tiene puesto: su cifra del censo describe solo a los contados.`;
    const suyo = r.filas.find((f) => datos.municipios[f.i][0] === codigo);
    if (!suyo) return ` ${nombre} no está entre los municipios con puesto.`;
    const extremos = `entre ${numero(suyo.mejor)} y ${numero(suyo.peor)} según los pesos`;
    const cautela = suyo.sinContar ? ` Cautela: ${sinContar(suyo.sinContar)}.` : "";
    return ` ${nombre} queda de ${numero(suyo.puesto)} (${extremos}).${cautela}`;
  }

  /* La prioridad del municipio escogido, como compromiso de sustentarla. */
  function deSuPuesto(app, r) {
    const suyo = app.municipio && r.filas.find((f) => datos.municipios[f.i][0] === app.municipio.codigo);
    if (!suyo) return null;
    const puesto = `puesto ${numero(suyo.puesto)} de ${numero(r.filas.length)}`;
    const nuevo = {
      que: `Sustentar la prioridad del municipio (${puesto}) con los indicadores y pesos del priorizador`,
      sesion: "focalizacion",
      origen: { herramienta: "priorizador", id: "puesto" },
    };
    return expediente.boton(app, nuevo, "Pasar esta prioridad a compromiso");
  }

  /* Los primeros y, en otro cuerpo de la tabla, los de esos mismos puestos cuya cifra pide cautela. */
  function vistas(filas, cuantas, codigo) {
    const firmes = filas.filter((f) => !f.sinContar);
    const primeras = firmes.filter((f, n) => n < cuantas || datos.municipios[f.i][0] === codigo);
    const corte = firmes.length > cuantas ? firmes[cuantas - 1].puesto : Infinity;
    const aparte = filas.filter((f) => f.sinContar && (f.puesto <= corte || datos.municipios[f.i][0] === codigo));
    return [primeras, aparte].filter((cuerpo) => cuerpo.length);
  }

  function actualizar(app) {
    const e = app.estado;
    const r = calcular(e);
    nota.textContent = decir(r, app);
    poner(alTablero, deSuPuesto(app, r));
    const codigo = app.municipio && app.municipio.codigo;
    const ver = vistas(r.filas, Number(e.ver), codigo);
    const tope = Math.min(PRIMEROS, r.filas.length);
    const cabezas = [
      "Puesto",
      "Municipio",
      "Índice (0 a 100)",
      "Entre los puestos",
      `Entre los ${tope} primeros`,
      ...r.activos.map((x) => ficha(x.id).nombre),
    ];
    poner(
      tabla,
      r.filas.length
        ? el(
            "table",
            { class: "tabla herramienta-puestos" },
            el("caption", { class: "solo-lector" }, "Municipios por puesto"),
            titulos(cabezas),
            ver.map((filas) =>
              el(
                "tbody",
                {},
                filas[0].sinContar
                  ? el("tr", {}, el("th", { colspan: cabezas.length, scope: "rowgroup" }, `Aparte: ${APARTE}`))
                  : null,
                filas.map((f) => renglon(f, r.activos, tope, datos.municipios[f.i][0] === codigo)),
              ),
            ),
          )
        : null,
    );
    clearTimeout(pendiente);
    tabla.removeAttribute("aria-busy");
    if (r.filas.length) {
      tabla.setAttribute("aria-busy", "true");
      pendiente = setTimeout(() => llenarFirmeza(contarFirmeza(e, r)), ESPERA);
    }
    const puestos = new Map(r.filas.map((f) => [datos.municipios[f.i][0], f.puesto]));
    colorear(puestos, (c) => datos.municipios[lugar.get(c)][1], codigo, r.total === datos.municipios.length);
    figura.querySelector("figcaption").textContent =
      "Cada color reúne la quinta parte de los municipios elegidos, según su puesto. Gris: fuera de la selección o " +
      "sin dato. Toque un municipio para escogerlo.";
  }

  function csv(app) {
    const r = calcular(app.estado);
    const fichas = r.activos.map((x) => ficha(x.id));
    const entre = r.filas.length ? firmeza(app.estado, r) : new Map();
    return [
      [
        "puesto",
        "codigo",
        "municipio",
        "departamento",
        "indice",
        "mejor_puesto",
        "peor_puesto",
        `veces_entre_los_${Math.min(PRIMEROS, r.filas.length)}_primeros_de_${VECES}`,
        "cautela_sin_contar_de_cada_100",
        ...fichas.map((f) => `${f.nombre} ${f.periodo}`),
      ],
      ...r.filas.map((f) => [
        f.puesto,
        ...datos.municipios[f.i],
        f.indice,
        f.mejor,
        f.peor,
        entre.get(f.i),
        f.sinContar ?? "",
        ...fichas.map((x) => x.valores[f.i]),
      ]),
      [],
      ["Normalización", app.estado.regla],
      ["Repeticiones", VECES, "semilla", SEMILLA],
      ...r.activos.map((x) => [ficha(x.id).nombre, `peso ${x.peso}`, `primero el ${x.primero}`, ficha(x.id).fuente]),
    ];
  }

  function leer(crudo) {
    exigir(crudo && Array.isArray(crudo.indicadores), "no trae indicadores");
    const indicadores = crudo.indicadores.map((x) => {
      exigir(
        x &&
          ficha(x.id) &&
          Number.isInteger(x.peso) &&
          x.peso >= 0 &&
          x.peso <= 10 &&
          ["mayor", "menor"].includes(x.primero),
        "un indicador, su peso o su sentido no existe",
      );
      return { id: x.id, peso: x.peso, primero: x.primero };
    });
    const esta = (valor, opciones) => {
      exigir(opciones.includes(valor), "un filtro no existe");
      return valor;
    };
    return {
      indicadores,
      depto: esta(crudo.depto, ["", ...deptos.map((d) => d[0])]),
      categoria: esta(crudo.categoria, ["", ...Object.keys(datos.categorias)]),
      pdet: esta(crudo.pdet, ["", "0", "1"]),
      tamano: esta(
        crudo.tamano,
        tamanos.map((t) => t[0]),
      ),
      regla: esta(
        crudo.regla,
        reglas.map((t) => t[0]),
      ),
      ver: esta(
        crudo.ver,
        cuantos.map((t) => t[0]),
      ),
    };
  }

  function resumen(app) {
    const r = calcular(app.estado);
    const suyo = app.municipio && r.filas.find((f) => datos.municipios[f.i][0] === app.municipio.codigo);
    return suyo
      ? `${app.municipio.nombre}: puesto ${numero(suyo.puesto)} de ${numero(r.filas.length)}`
      : r.filas.length
        ? `Primero: ${datos.municipios[r.filas[0].i][1]} · ${numero(r.filas.length)} con puesto`
        : "";
  }

  window.KitH.abrir({
    id: "priorizador",
    nombre: "Priorizador territorial",
    version: 1,
    inicial,
    leer,
    pintar,
    actualizar,
    csv,
    resumen,
  });
})();
