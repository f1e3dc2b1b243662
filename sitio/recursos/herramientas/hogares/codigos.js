/* Códigos y nombres de territorio en una sola forma. Mismas reglas que
   generador/metodos/hogares/codigos.py: «05001», 5001, «5001.0» y «="05001"» son el municipio 05001. */

/**
 * @typedef {object} Territorio El territorio de cada fila.
 * @property {string[]} etiquetas en orden
 * @property {Int32Array} codigos posición en `etiquetas`, −1 si no hay
 */

(function () {
  "use strict";
  const H = (self.KitHogares = self.KitHogares || /** @type {KitHogares} */ ({}));
  const CIFRAS = /^[0-9]+$/;
  // Un entero guardado como decimal («5001.0») y uno con separador de miles («5.001», «5,001,002»).
  const DECIMAL_ENTERO = /^(\d+)[.,]0{1,2}$/;
  const CON_MILES = /^(?:[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+)$/;
  const COLUMNA_DE_CODIGO = /cod(igo)?(_|$)|dane|divipola/i;
  const DE_MUNICIPIO = 5;
  const DE_DEPARTAMENTO = 2;
  /** @param {string} cifras */
  const sinCeros = (cifras) => cifras.replace(/^0+/, "");

  /**
   * Las cifras de un código escrito como número, con sus ceros; null si no es uno. No distingue «5.000»
   * (¿cinco mil o cinco?): ahí devuelve null.
   * @param {string} texto
   * @returns {string | null}
   */
  function digitos(texto) {
    const limpio = H.limpiar(texto);
    if (CIFRAS.test(limpio)) return limpio;
    const entero = DECIMAL_ENTERO.exec(limpio);
    if (entero) return entero[1];
    return CON_MILES.test(limpio) && !/[., ]000$/.test(limpio) ? limpio.replace(/[., ]/g, "") : null;
  }

  /**
   * El código DANE de cinco cifras; null si no lo es. Con tres o menos, dentro de su departamento.
   * @param {string} texto
   * @param {string} [departamento]
   * @returns {string | null}
   */
  function municipio(texto, departamento = "") {
    let propio = digitos(texto);
    if (propio === null) return null;
    if (propio.length > DE_MUNICIPIO) propio = sinCeros(propio);
    const suyo = departamento ? digitos(departamento) : null;
    if (propio.length <= DE_MUNICIPIO - DE_DEPARTAMENTO)
      return suyo === null ? null : sinCeros(suyo).padStart(DE_DEPARTAMENTO, "0") + sinCeros(propio).padStart(3, "0");
    return propio.length <= DE_MUNICIPIO ? propio.padStart(DE_MUNICIPIO, "0") : null;
  }

  /**
   * El municipio de cada fila; lo que no es un código queda sin municipio y anotado.
   * @param {Columna} codigo
   * @param {Columna | null} departamento
   * @returns {Territorio}
   * @param {Perdidas} perdidas
   * @param {Avisos} avisos
   */
  function municipios(codigo, departamento, perdidas, avisos) {
    const { leidos, cuales } = leerParejas(codigo, departamento || H.vacia("", codigo.codigos.length));
    const malas = new Uint8Array(cuales.length);
    if (leidos.includes(null)) cuales.forEach((k, i) => (malas[i] = leidos[k] === null ? 1 : 0));
    perdidas.anotar(codigo, "municipio", malas, true);
    avisarDeMiles(codigo, avisos);
    const etiquetas = H.distintos(leidos.filter((leido) => leido !== null).filter(Boolean));
    const lugar = new Map(etiquetas.map((e, i) => [e, i]));
    const tabla = leidos.map((leido) => (leido ? /** @type {number} */ (lugar.get(leido)) : H.SIN_TEXTO));
    return { etiquetas, codigos: cuales.map((k) => tabla[k]) };
  }

  /**
   * Cada pareja distinta de código y departamento se lee una vez: null si no es un municipio y «» si no hay código;
   * y cuál pareja trae cada fila.
   * @param {Columna} codigo
   * @param {Columna} dptos
   */
  function leerParejas(codigo, dptos) {
    const ancho = codigo.textos.length + 1;
    const lugar = new Map();
    /** @type {(string | null)[]} */
    const leidos = [];
    let anterior = -1,
      suLugar = -1;
    const cuales = codigo.codigos.map((m, i) => {
      const junto = (dptos.codigos[i] + 1) * ancho + m + 1;
      if (junto === anterior) return suLugar; // las filas seguidas suelen ser de un mismo municipio
      anterior = junto;
      suLugar = leer(junto, m, dptos.codigos[i]);
      return suLugar;
    });
    return { leidos, cuales };

    /** @param {number} junto @param {number} m @param {number} d @returns {number} */
    function leer(junto, m, d) {
      const visto = lugar.get(junto);
      if (visto !== undefined) return visto;
      const texto = m < 0 ? "" : codigo.textos[m];
      lugar.set(junto, leidos.length);
      return leidos.push(H.limpiar(texto) ? municipio(texto, d < 0 ? "" : dptos.textos[d]) : "") - 1;
    }
  }

  /**
   * El territorio de una columna de códigos o de nombres, con sus escrituras juntas. La etiqueta es la
   * escritura más completa: la de más ceros si es código, la que tiene tildes si es nombre.
   * @param {Columna} columna
   * @returns {Territorio}
   * @param {Perdidas} perdidas
   * @param {Avisos} avisos
   */
  function territorio(columna, perdidas, avisos) {
    perdidas.leer(columna, "territorio", () => 0);
    const esCodigo = COLUMNA_DE_CODIGO.test(columna.nombre);
    const usados = new Set(H.usados(columna));
    const escrituras = new Map();
    const propias = columna.textos.map((texto) => {
      const limpio = H.limpiar(texto);
      const forma = limpio ? comparable(limpio, esCodigo) : "";
      if (forma && usados.has(texto)) escrituras.set(forma, [...(escrituras.get(forma) || []), limpio]);
      return forma;
    });
    const etiqueta = new Map([...escrituras].map(([forma, lista]) => [forma, mejor(lista, esCodigo)]));
    const etiquetas = H.distintos(etiqueta.values());
    const lugar = new Map(etiquetas.map((e, i) => [e, i]));
    const tabla = propias.map((forma) => {
      const propia = etiqueta.get(forma);
      return propia === undefined ? H.SIN_TEXTO : /** @type {number} */ (lugar.get(propia));
    });
    avisarDeEscrituras(columna, escrituras, avisos);
    if (esCodigo) avisarDeMiles(columna, avisos);
    return { etiquetas, codigos: columna.codigos.map((c) => (c < 0 ? H.SIN_TEXTO : tabla[c])) };
  }

  /**
   * Con qué se comparan dos etiquetas: las cifras sin ceros, o el nombre sin tildes.
   * @param {string} texto
   * @param {boolean} [esCodigo]
   * @returns {string}
   */
  function comparable(texto, esCodigo = true) {
    const cifras = esCodigo || CIFRAS.test(texto) ? digitos(texto) : null;
    return cifras === null ? H.llave(texto) : sinCeros(cifras) || "0";
  }

  /**
   * La escritura que se muestra, siempre la misma sin importar el orden de las filas.
   * @param {string[]} escritas
   * @param {boolean} esCodigo
   * @returns {string}
   */
  function mejor(escritas, esCodigo) {
    const cifras = esCodigo || CIFRAS.test(escritas[0]) ? escritas.map(digitos) : [null];
    if (cifras.every((c) => c !== null)) return cifras.reduce((a, b) => (b.length > a.length ? b : a));
    /** @param {string} e */
    const tildes = (e) => Array.from(e).filter((c) => c > "\x7f").length;
    return [...escritas].sort((a, b) => tildes(b) - tildes(a) || H.comparar(a, b))[0];
  }

  /**
   * @param {Columna} columna
   * @param {Map<string, string[]>} escrituras
   * @param {Avisos} avisos
   */
  function avisarDeEscrituras(columna, escrituras, avisos) {
    const varias = [...escrituras.values()].map(H.distintos).filter((e) => e.length > 1);
    varias.sort((a, b) => H.comparar(a[0], b[0]));
    const dichas = varias
      .slice(0, H.EJEMPLOS)
      .map((e) => e.map((t) => `«${t}»`).join(" = "))
      .join("; ");
    avisos.anotar("escrituras_juntas", varias.length, { columna: columna.nombre, ejemplos: dichas });
  }

  /** @param {Columna} columna @param {Avisos} avisos */
  function avisarDeMiles(columna, avisos) {
    const con = H.usados(columna)
      .filter((t) => CON_MILES.test(H.limpiar(t)) && digitos(t) !== null)
      .map(H.componer);
    const dichos = con
      .sort(H.comparar)
      .slice(0, H.EJEMPLOS)
      .map((t) => `«${t}»`)
      .join(", ");
    avisos.anotar("codigo_con_miles", con.length, { columna: columna.nombre, ejemplos: dichos });
  }

  Object.assign(
    H,
    /** @satisfies {Partial<KitHogares>} */ ({
      digitos,
      municipio,
      municipios,
      territorio,
      comparable,
      mejorEscritura: mejor,
    }),
  );
})();
