/* Qué se halla y en qué orden: nombre exacto, comienzo de palabra, cuánta gente es. Sin pantalla: lo usan la
   cabecera, la portada y las herramientas. Las palabras las busca MiniSearch (terceros/). */
(function () {
  "use strict";
  const GRUPOS = [
    { clase: "territorio", titulo: "Municipios y departamentos", cuantos: 6 },
    { clase: "indicador", titulo: "Indicadores", cuantos: 3 },
    { clase: "guia", titulo: "Guías y herramientas", cuantos: 3 },
    { clase: "centro", titulo: "Centros poblados", cuantos: 3 },
    { clase: "norma", titulo: "Normas", cuantos: 2 },
  ];
  /* Se escriben o no según quién busque: no deciden. */
  const SIN_PESO = new Set(["de", "del", "la", "las", "el", "los", "y", "en", "a", "que", "por", "para", "con"]);
  const LEJOS = 4;

  /** Sin tildes ni mayúsculas ni signos, y con las siglas juntas: «Bogotá, D. C.» es «bogota dc». */
  function llano(texto) {
    return texto
      .toLowerCase()
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .replace(/[^a-z0-9]+/g, " ")
      .replace(/\b([a-z]) (?=[a-z]\b)/g, "$1")
      .trim();
  }

  const palabrasDe = (texto) => llano(texto).split(" ").filter(Boolean);

  /* Una o dos letras cambiadas, según lo larga que sea la palabra: en una corta, casi todas se parecen. */
  const holgura = (palabra) => (palabra.length < 4 || /\d/.test(palabra) ? 0 : palabra.length < 7 ? 1 : 2);

  /** El código DANE que alguien escribió sin su cero: 5001 es 05001, y 5, 05. */
  function codigoEscrito(consulta) {
    if (!/^\d{1,5}$/.test(consulta)) return "";
    return consulta.padStart(consulta.length > 2 ? 5 : 2, "0");
  }

  /* Los municipios que son todo su departamento. */
  function soloUnMunicipio(filas) {
    const municipios = filas.filter((f) => f[0].length === 5).map((f) => f[0]);
    const cuantos = new Map();
    municipios.forEach((c) => cuantos.set(c.slice(0, 2), (cuantos.get(c.slice(0, 2)) || 0) + 1));
    const conPadre = new Set(filas.map((f) => f.slice(0, 2).join()));
    const comoSuPadre = (f) => conPadre.has([f[0].slice(0, 2), f[1]].join());
    return new Set(
      filas.filter((f) => cuantos.get(f[0].slice(0, 2)) === 1 && f[0].length === 5 && comoSuPadre(f)).map((f) => f[0]),
    );
  }

  /** @returns {FichaDelBuscador[]} */
  function deTerritorios(filas) {
    const unico = soloUnMunicipio(filas);
    const fichas = filas.map(([codigo, nombre, depto, personas, otros]) => ({
      clase: "territorio",
      codigo,
      nombre,
      detalle: depto === nombre ? "" : depto,
      direccion: `territorio/${codigo}/index.html`,
      otros: otros || [],
      texto: "",
      personas: personas || 0,
      // Un municipio que es también su departamento (Bogotá) sale una vez, con los dos niveles.
      departamento: unico.has(codigo) ? codigo.slice(0, 2) : "",
    }));
    const repetidos = new Set(fichas.map((f) => f.departamento).filter(Boolean));
    return fichas.filter((f) => !repetidos.has(f.codigo));
  }

  /** @returns {FichaDelBuscador[]} */
  function deContenidos({ centros, indicadores, guias, normas }, territorios) {
    const donde = new Map(territorios.map((t) => [t[0], t[1] === t[2] ? t[1] : `${t[1]}, ${t[2]}`]));
    const comun = { codigo: "", otros: [], departamento: "" };
    const escrita = (clase) => (fila) => {
      const [nombre, detalle, direccion, texto] = fila;
      return { ...comun, clase, nombre, detalle, direccion, texto, personas: 0 };
    };
    return [
      ...centros.map(([nombre, municipio, personas]) => ({
        ...comun,
        clase: "centro",
        nombre,
        detalle: donde.get(municipio),
        direccion: `territorio/${municipio}/index.html#dentro`,
        texto: "",
        personas,
      })),
      ...indicadores.map(escrita("indicador")),
      ...guias.map(escrita("guia")),
      ...normas.map(escrita("norma")),
    ];
  }

  /* Qué tan cerca está una ficha de lo escrito: 0, se llama así; 4, solo lo nombra en su texto. */
  function lejania(ficha, consulta, palabras, codigo) {
    const nombres = [ficha.nombre, ...ficha.otros].map(llano);
    if (ficha.codigo && ficha.codigo === codigo) return 0;
    if (nombres.includes(consulta)) return 0;
    if (nombres.some((n) => n.startsWith(consulta))) return 1;
    const empiezan = (textos) => palabras.every((p) => textos.some((t) => ` ${t}`.includes(` ${p}`)));
    if (empiezan(nombres)) return 2;
    return empiezan([...nombres, llano(ficha.detalle)]) ? 3 : LEJOS;
  }

  class Motor {
    /** @param {FichaDelBuscador[]} fichas */
    constructor(fichas) {
      this.fichas = [];
      this.indice = new window.MiniSearch({
        fields: ["nombre", "otros", "detalle", "codigo", "texto"],
        extractField: (ficha, campo) => (campo === "otros" ? ficha.otros.join(" ") : ficha[campo]),
        tokenize: palabrasDe,
        processTerm: (palabra) => (SIN_PESO.has(palabra) ? null : palabra),
        searchOptions: { boost: { nombre: 3, otros: 3 } },
      });
      this.sumar(fichas);
    }

    /** Agrega fichas a las que ya se pueden hallar. */
    sumar(fichas) {
      const numeradas = fichas.map((ficha, i) => ({ ...ficha, id: this.fichas.length + i }));
      this.fichas.push(...numeradas);
      this.indice.addAll(numeradas);
    }

    /**
     * Lo hallado por grupos, el más cercano primero. `dudoso`: nada se llama así, y esto se parece. Con `admite`, solo
     * las fichas que cumplen.
     * @returns {HalladoPorElBuscador}
     */
    buscar(texto, admite = /** @type {(ficha: FichaDelBuscador) => boolean} */ (() => true)) {
      const consulta = llano(texto);
      const codigo = codigoEscrito(consulta);
      const palabras = consulta.split(" ").filter((p) => p && !SIN_PESO.has(p));
      const pedido = codigo ? `${consulta} ${codigo}` : consulta;
      const exactos = this.hallar(pedido, { prefix: true, combineWith: codigo ? "OR" : "AND" });
      const hallados = exactos.length ? exactos : this.parecidos(consulta);
      const lugares = hallados
        .map(({ id, score }) => ({ ficha: this.fichas[id], score }))
        .filter(({ ficha }) => admite(ficha) && (ficha.clase !== "centro" || deSuNombre(ficha, palabras)))
        .map((l) => ({ ...l, lejos: lejania(l.ficha, consulta, palabras, codigo) }));
      return {
        grupos: agrupar(lugares.sort(exactos.length ? masCerca : masParecida)),
        dudoso: !exactos.length && lugares.length > 0,
      };
    }

    /* Con letras cambiadas; si ni así, con alguna de las palabras. */
    parecidos(consulta) {
      const cambiadas = this.hallar(consulta, { fuzzy: holgura, prefix: true, combineWith: "AND" });
      if (!cambiadas.length) return this.hallar(consulta, { fuzzy: holgura, prefix: true, combineWith: "OR" });
      return cambiadas;
    }

    hallar(consulta, opciones) {
      return consulta ? this.indice.search(consulta, opciones) : [];
    }
  }

  /* A igual cercanía, donde hay más gente; una guía entera, antes que sus partes. */
  function masCerca(a, b) {
    const parte = ({ ficha }) => Number(ficha.clase === "guia" && ficha.detalle !== "");
    return a.lejos - b.lejos || b.ficha.personas - a.ficha.personas || parte(a) - parte(b) || b.score - a.score;
  }

  const masParecida = (a, b) => b.score - a.score;

  /* Un centro poblado se halla por su nombre; su municipio solo lo distingue de sus homónimos. */
  function deSuNombre({ nombre }, palabras) {
    const propias = palabrasDe(nombre);
    return palabras.some((p) => propias.some((n) => n.startsWith(p.slice(0, 4))));
  }

  /* Los grupos en el orden de su mejor ficha; en empate, el de GRUPOS. */
  function agrupar(lugares) {
    return GRUPOS.map(({ clase, titulo, cuantos }) => {
      const suyos = lugares.filter((l) => l.ficha.clase === clase);
      return {
        titulo,
        lejos: suyos.length ? suyos[0].lejos : LEJOS + 1,
        fichas: suyos.slice(0, cuantos).map((l) => l.ficha),
      };
    })
      .filter((g) => g.fichas.length)
      .sort((a, b) => a.lejos - b.lejos);
  }

  const propio = { Motor, deTerritorios, deContenidos, llano };
  window.KitBuscador = Object.assign(/** @type {any} */ (window.KitBuscador || {}), propio);
})();
