/* De la comparación armada a lo que se ve: cada sección con su nota, su tabla y cómo se leen sus cifras. */
(function () {
  "use strict";
  const { el } = window.KitH;
  const { ZONAS, cambios, centros, chispa, conSigno, enLista, escribir, franja, nivel, omision, riel, tabla } =
    window.KitComparar;
  const MINIMO_DE_SERIE = 3;
  const ABIERTAS = ["cifras", "privaciones"];
  const COMUNES = ["privaciones", "edades"];
  /** @type {Record<string, string>} */
  const ORDENES = { diferencia: "lo que más los separa", primero: "lo mayor del primero", nombre: "nombre" };

  /** @param {FilaDelModelo} f */
  function debajo(f) {
    const anios = new Set(f.celdas.filter((c) => c.hay && c.anio).map((c) => c.anio));
    const distintos = anios.size > 1 && "años distintos: no se comparan";
    return [f.fila.f !== "momento" && f.anio, f.unidad, distintos].filter(Boolean).join("; ");
  }

  /** @param {FilaDelModelo} f @returns {CeldaDeTabla[]} */
  const celdasDe = (f) =>
    f.celdas.map((c, n) => ({
      hay: c.hay,
      texto: c.texto,
      detalle: [f.anio || !c.hay ? "" : c.anio, c.detalle].filter(Boolean).join("; "),
      diferencia: c.lectura || f.diferencias[n]?.texto,
      nota: f.diferencias[n]?.nota,
    }));

  /** @param {FilaDelModelo} f @returns {FilaDeTabla} */
  const corriente = (f) => ({ nombre: f.nombre, debajo: debajo(f), celdas: celdasDe(f) });

  /** Donde todas las filas son del mismo año y la misma fuente, lo común va en la nota. @param {FilaDelModelo} f */
  const llana = (f) => ({
    nombre: f.nombre,
    celdas: celdasDe(f).map((c) => ({ ...c, detalle: "", nota: c.nota === "con cautela" ? "" : c.nota })),
  });

  /**
   * Una serie: su forma, sus puntas y cuánto cambió.
   * @param {FilaDelModelo} f
   * @param {Definicion} def
   * @returns {FilaDeTabla}
   */
  function deSerie(f, def) {
    const periodos = def.periodos[f.fila.i];
    const enPesos = f.fila.f === "pesos";
    const hoy = enPesos ? -1 : periodos.indexOf(def.hoy);
    const celdas = f.celdas.map((c, n) => {
      const puntas = c.hay ? extremos(c.crudo, periodos) : [];
      if (puntas.length < 2 || (enPesos && contados(c.crudo) < MINIMO_DE_SERIE))
        return { hay: false, texto: c.hay ? "menos de tres años" : c.texto };
      const [primera, ultima] = puntas;
      return {
        hay: true,
        texto: "",
        grafico: chispa(c.crudo, n, hoy),
        detalle: `${primera[0]}: ${escribir(primera[1], f.fila.d)}\n${ultima[0]}: ${escribir(ultima[1], f.fila.d)}`,
        diferencia: enPesos && primera[1] > 0 ? `${conSigno(100 * (ultima[1] / primera[1] - 1), 0)}\u00a0%` : "",
      };
    });
    const unidad = enPesos ? `${f.unidad} de ${def.base}` : `${f.unidad}; cada una en su escala`;
    return { nombre: f.nombre, debajo: unidad, celdas };
  }

  /** @param {(number | null)[]} serie */
  const contados = (serie) => serie.filter((v) => v !== null).length;

  /**
   * El primer año con dato y el último.
   * @param {(number | null)[]} serie
   * @param {string[]} periodos
   * @returns {[string, number][]}
   */
  function extremos(serie, periodos) {
    const hay = serie.map((v, i) => [periodos[i], v]).filter(([, v]) => v !== null);
    return /** @type {[string, number][]} */ (hay.length > 1 ? [hay[0], hay[hay.length - 1]] : []);
  }

  /** @param {FilaDelModelo} f @param {Definicion} def @param {string} id @returns {FilaDeTabla} */
  function fila(f, def, id) {
    if (f.fila.f === "serie" || f.fila.f === "pesos") return deSerie(f, def);
    if (id === "privaciones") return { ...llana(f), dibujo: riel(f.celdas.map((c) => c.valor)) };
    if (id === "edades") return llana(f);
    if (f.fila.f === "cambio") {
      const pares = f.celdas.map((c) => /** @type {[number | null, number | null]} */ ([c.antes ?? null, c.valor]));
      return { ...corriente(f), debajo: "", dibujo: cambios(pares) };
    }
    return corriente(f);
  }

  /**
   * Lo que hay que saber antes de mirar la tabla.
   * @param {SeccionDelModelo} s
   * @param {VistaDeComparar} vista
   */
  function nota(s, { def, territorios }) {
    const anio = s.filas[0]?.anio;
    const [antes, despues] = def.censos;
    const frente =
      territorios.length > 1 ? ` Debajo de cada cifra, la diferencia en puntos frente a ${territorios[0].n}.` : "";
    /** @type {Record<string, string>} */
    const NOTAS = {
      cifras: `Compare dentro de una fila, no una fila con otra: son medidas distintas.${frente}`,
      privaciones: `Porcentaje de hogares en ${anio}, en escala de 0 a 100.${frente}`,
      nbi: `Personas con necesidades básicas insatisfechas, en %. La marca vacía es ${antes}; la llena, ${despues}.`,
      poblacion: "Personas. En la línea, a trazos lo proyectado.",
      edades: `De cada 100 personas censadas en ${anio}.${frente}`,
      recursos: `Por habitante o en puntaje, para que el tamaño no decida.${frente} En pesos no se resta.`,
      pesos: `En pesos de ${def.base}. Cada línea va en su escala: compare el cambio entre su primer año y el último.`,
    };
    return NOTAS[s.id];
  }

  /**
   * Lo que vale para toda la tabla se dice una vez: promedios del kit, cautela por el censo y avisos al comparar.
   * @param {SeccionDelModelo} s
   * @param {VistaDeComparar} vista
   */
  function advertencias(s, { def, territorios }) {
    const del_kit = s.id === "privaciones" ? territorios.filter((t) => nivel(t.codigo) !== "m") : [];
    const cautas = COMUNES.includes(s.id) && territorios.length > 1 ? territorios.filter((t) => cauta(t, s, def)) : [];
    const alComparar = s.filas.flatMap((f) => f.ficha.avisos.filter((a) => a.includes("Al comparar")));
    const agregados = s.id === "recursos" && territorios.some((t) => nivel(t.codigo) !== "m");
    const nombrados = (/** @type {TerritorioComparado[]} */ ts) => enLista(ts.map((t) => t.n));
    return [
      del_kit.length && `${nombrados(del_kit)}: ${del_kit.length > 1 ? "promedios" : "promedio"} del kit, no del DANE.`,
      cautas.length && `Con cautela ${nombrados(cautas)}: el censo dejó por fuera a 20 o más de cada 100 personas.`,
      agregados && "El SGP de un departamento y del país suma también lo de las gobernaciones.",
      ...(s.id === "recursos" ? alComparar : []),
    ].filter(Boolean);
  }

  /** @param {TerritorioComparado} t @param {SeccionDelModelo} s @param {Definicion} def */
  function cauta(t, s, def) {
    const clase = omision(t, s.filas[0].fila.z);
    return clase >= def.con_cautela && clase < def.solo_contados;
  }

  /** Los avisos de todas las fichas de la sección: se dicen una vez. @param {FichaComparada[]} fichas */
  const deTodas = (fichas) =>
    fichas.length > 1 ? fichas[0].avisos.filter((a) => fichas.every((f) => f.avisos.includes(a))) : [];

  /** @param {string[]} avisos */
  const vinetas = (avisos) =>
    avisos.length
      ? el(
          "ul",
          {},
          avisos.map((a) => el("li", {}, a)),
        )
      : null;

  /** Definición, cuidados y fuente de cada medida, plegados. @param {SeccionDelModelo} s @param {Definicion} def */
  function comoLeer(s, def) {
    const fichas = [...new Set(s.filas.map((f) => f.fila.i))].map((id) => def.fichas[id]);
    const comunes = deTodas(fichas);
    const partes = fichas.map((ficha) => {
      const noCon = ficha.no_con.length ? `No se compara con: ${enLista(ficha.no_con)}.` : null;
      const fuentes = ficha.fuentes.map((f, i) => [
        i ? "; " : "",
        el("a", { href: `../datos/fuentes.html#${f}` }, def.fuentes[f]),
      ]);
      return [
        el("dt", {}, ficha.nombre),
        el(
          "dd",
          {},
          el("p", {}, ficha.definicion),
          noCon && el("p", {}, noCon),
          vinetas(ficha.avisos.filter((a) => !comunes.includes(a))),
          fuentes.length ? el("p", {}, "Fuente: ", fuentes, ".") : null,
        ),
      ];
    });
    return el(
      "details",
      { class: "como-leer" },
      el("summary", {}, "Qué es cada medida y cómo leerla"),
      comunes.length ? [el("p", {}, el("b", {}, "Vale para todas estas medidas")), vinetas(comunes)] : null,
      el("dl", {}, partes),
    );
  }

  /**
   * @param {string} id
   * @param {string} rotulo
   * @param {Record<string, string>} opciones
   * @param {string} elegida
   * @param {(valor: string) => void} alElegir
   */
  function lista(id, rotulo, opciones, elegida, alElegir) {
    const cambio = (/** @type {Event} */ e) => alElegir(/** @type {HTMLSelectElement} */ (e.target).value);
    const hijas = Object.entries(opciones).map(([valor, texto]) =>
      el("option", { value: valor, selected: valor === elegida }, texto),
    );
    return el("label", { for: id }, `${rotulo} `, el("select", { id, onchange: cambio }, hijas));
  }

  /** @param {VistaDeComparar} vista */
  const controles = ({ zona, orden, alCambiar }) =>
    el(
      "div",
      { class: "controles" },
      lista("comparar-zona", "Zona", ZONAS, zona, (z) => alCambiar({ zona: z })),
      lista("comparar-orden", "Ordenar por", ORDENES, orden, (o) => alCambiar({ orden: o })),
    );

  /** @param {SeccionDelModelo} s @param {VistaDeComparar} vista */
  function repartida(s, { territorios, def }) {
    const ipm = s.filas.find((f) => f.fila.i === "ipm_censal");
    const donde = territorios.map((t, n) => (t.o[0] < def.solo_contados ? ipm.celdas[n].valor : null));
    return el(
      "figure",
      { class: "reparto" },
      el(
        "figcaption",
        {},
        `Pobreza multidimensional en ${ipm.anio}: cómo se reparten los municipios, de 0 a 100\u00a0%`,
      ),
      franja(donde, def),
    );
  }

  /** @param {string} id @param {string} titulo @param {HijoDeNodo[]} dentro @param {Map<string, boolean>} plegadas */
  function plegable(id, titulo, dentro, plegadas) {
    const ancha = matchMedia("(min-width: 700px)").matches;
    const abierta = plegadas.get(id) ?? (ancha || ABIERTAS.includes(id));
    const alTocar = (/** @type {Event} */ e) => plegadas.set(id, /** @type {HTMLDetailsElement} */ (e.target).open);
    return el(
      "details",
      { class: "parte-comparada", id, open: abierta, ontoggle: alTocar },
      el("summary", {}, el("h2", {}, titulo)),
      ...dentro,
    );
  }

  /** @param {SeccionDelModelo} s @param {VistaDeComparar} vista */
  function seccion(s, vista) {
    const conDibujo = s.id === "privaciones" || s.id === "nbi";
    const { territorios, def } = vista;
    const cabeza = { privaciones: "Privación", nbi: "Zona", edades: "Edad" }[s.id] || "Medida";
    return plegable(
      s.id,
      s.titulo,
      [
        el(
          "p",
          { class: "nota" },
          nota(s, vista),
          advertencias(s, vista).map((a) => [" ", a]),
        ),
        s.id === "cifras" && repartida(s, vista),
        s.id === "privaciones" && controles(vista),
        tabla({ titulo: s.titulo, cabeza, territorios, filas: s.filas.map((f) => fila(f, def, s.id)), conDibujo }),
        comoLeer(s, def),
      ],
      vista.plegadas,
    );
  }

  /** @param {VistaDeComparar} vista */
  function deCentros({ territorios, def, plegadas }) {
    const filas = centros(territorios, def).map((f) => ({
      nombre: f.nombre,
      celdas: f.celdas.map((c) => ({ ...c, hay: c.valor !== null })),
    }));
    const titulo = "Centros poblados";
    const sinTasa = `Con menos de ${def.minimo} personas no se da la tasa.`;
    const texto = `Porcentaje de personas con NBI en ${def.censos[1]}. ${sinTasa}`;
    const fuente = el("a", { href: `../datos/fuentes.html#${def.fuente_de_centros}` }, def.titulo_de_centros);
    return plegable(
      "centros",
      titulo,
      [
        el("p", { class: "nota" }, texto, " Fuente: ", fuente, "."),
        tabla({ titulo, cabeza: "Medida", territorios, filas }),
      ],
      plegadas,
    );
  }

  /** @type {KitComparar["secciones"]} */
  const secciones = (modelo, vista) => [
    ...modelo.filter((s) => s.filas.length).map((s) => seccion(s, vista)),
    deCentros(vista),
  ];

  Object.assign(window.KitComparar, /** @satisfies {Partial<KitComparar>} */ ({ secciones }));
})();
