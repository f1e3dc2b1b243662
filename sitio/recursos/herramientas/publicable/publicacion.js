/* De una base leída a lo que se publica y lo que se anota: el mismo camino de `kit incidencia --modo publicable`
   (generador/hogares/salida_publicable.py). Lo exacto no sale de aquí: ni en la tabla, ni en el registro. */

/**
 * @typedef {object} PedidoDePublicacion
 * @property {string} columna la del territorio, como viene en la base
 * @property {Uint8Array} clave
 * @property {RenglonDeBitacora[]} anteriores lo que dice la bitácora; vacío si aún no hay
 * @property {number} base a múltiplos de cuánto se redondea
 * @property {number} minimo
 * @property {"fallar" | "excluir" | "no_privado"} nulos qué se hace con las privaciones sin dato
 * @property {string} archivo el nombre de la base, sin carpeta
 * @property {string} fecha en ISO 8601
 * @property {boolean} practica si es la base de práctica
 */

/**
 * @typedef {object} Publicacion
 * @property {TablaPublicada} tabla
 * @property {string} csv
 * @property {string | null} bitacora la nueva, entera; null si es una práctica, que no se anota
 * @property {number} anotados renglones nuevos
 * @property {string} huella
 * @property {boolean} practica
 * @property {Record<string, number>} cuantos territorios en cada estado
 * @property {string[]} avisos para quien publica: no se escriben
 */

(function () {
  "use strict";
  const P = (self.KitPublicable = self.KitPublicable || /** @type {KitPublicable} */ ({}));
  const H = self.KitHogares;

  /**
   * El territorio de cada hogar, sin las etiquetas que ninguno usa.
   * @param {Entrada} entrada
   * @param {HogaresArmados} armado
   * @param {string} columna
   * @param {Avisos} avisos
   * @returns {Territorio}
   */
  function territorioDe(entrada, armado, columna, avisos) {
    const esMunicipio = columna === entrada.esquema.columnas.cod_mpio && armado.municipio;
    const propia = entrada.columnas.get(columna);
    if (!propia) throw new H.ErrorDeMetodo("la base no trae esa columna", `elija otra que no sea «${columna}»`);
    const leido = esMunicipio
      ? armado.municipio
      : H.territorio(H.tomar(propia, armado.jefe), new H.Perdidas(armado.fila), avisos);
    return compacto(/** @type {Territorio} */ (leido));
  }

  /** @param {Territorio} donde @returns {Territorio} */
  function compacto({ etiquetas, codigos }) {
    const usada = new Uint8Array(etiquetas.length);
    codigos.forEach((c) => {
      if (c >= 0) usada[c] = 1;
    });
    const lugar = new Int32Array(etiquetas.length).fill(-1);
    const quedan = etiquetas.filter((_, i) => usada[i]);
    let siguiente = 0;
    usada.forEach((u, i) => {
      if (u) lugar[i] = siguiente++;
    });
    return { etiquetas: quedan, codigos: codigos.map((c) => (c < 0 ? -1 : lugar[c])) };
  }

  /**
   * El patrón de privaciones de cada hogar y cuáles no traen alguna; NaN no enciende el bit.
   * @param {Float64Array[]} privaciones
   */
  function patronesDe(privaciones) {
    const patron = new Int32Array(privaciones[0].length);
    const conNulos = new Uint8Array(patron.length);
    privaciones.forEach((marcas, j) => {
      for (let h = 0; h < patron.length; h += 1) {
        if (Number.isNaN(marcas[h])) conNulos[h] = 1;
        else if (marcas[h] === 1) patron[h] |= 1 << j;
      }
    });
    return { patron, conNulos };
  }

  /**
   * Aplica la regla de nulos: −1 es que el hogar no cuenta. ErrorDeMetodo si la regla es «fallar» y hay alguno.
   * @param {Territorio} donde
   * @param {Uint8Array} conNulos
   * @param {PedidoDePublicacion["nulos"]} regla
   * @returns {Int32Array}
   */
  function cuentan(donde, conNulos, regla) {
    const total = conNulos.length;
    if (donde.codigos.every((c) => c < 0)) {
      throw new H.ErrorDeMetodo(
        `ninguno de los ${H.conMiles(total)} hogares tiene territorio: el campo viene vacío`,
        "elija otro campo",
      );
    }
    const cuantos = conNulos.reduce((suma, n) => suma + n, 0);
    if (cuantos && regla === "fallar") {
      throw new H.ErrorDeMetodo(
        `${H.conMiles(cuantos)} de ${H.conMiles(total)} hogares tienen privaciones sin dato`,
        "complete el dato, o elija qué hacer con esos hogares",
      );
    }
    const codigos = regla === "excluir" ? donde.codigos.map((c, h) => (conNulos[h] ? -1 : c)) : donde.codigos;
    if (codigos.some((c) => c >= 0)) return codigos;
    throw new H.ErrorDeMetodo(
      "ningún hogar con territorio trae completas las privaciones",
      "complételas en la base, o cuente el dato que falta como no privado",
    );
  }

  /**
   * Lo que se publica de una base y la bitácora nueva; ErrorDeMetodo si algo de lo pedido no se publica.
   * @param {Entrada} entrada
   * @param {HogaresArmados} armado
   * @param {PedidoDePublicacion} pedido
   * @returns {Publicacion}
   */
  function prepararPublicacion(entrada, armado, pedido) {
    const { clave, base, minimo, columna, fecha, archivo, anteriores } = pedido;
    P.comprobarOpciones(base, minimo);
    const { variables } = H.documento("esquemas_sisben");
    P.comprobarCampos([columna], [], variables);
    P.comprobarUso(clave, pedido.practica);
    const identidades = P.exigirLlaves(armado.identidades);
    P.exigirSinFactor(armado);
    const avisos = new H.Avisos();
    const donde = territorioDe(entrada, armado, columna, avisos);
    const { patron, conNulos } = patronesDe(armado.privaciones);
    const territorio = cuentan(donde, conNulos, pedido.nulos);
    P.comprobarCampos([columna], donde.etiquetas, variables);
    const hecha = P.publicar(
      {
        llaves: P.siphash24(clave, identidades),
        patron,
        personas: armado.personas.map((n) => (Number.isNaN(n) ? 0 : n)),
        territorio,
        territorios: donde.etiquetas.length,
      },
      { clave, base, minimo, exigirTamanos: P.exigeTamanos([columna]) },
    );
    const nuevos = hecha.practica ? [] : P.autorizar(anteriores, P.renglonesDe(hecha, fecha, archivo));
    const tabla = P.tablaPublicada(hecha, donde.etiquetas);
    return {
      tabla,
      csv: P.aCsv(tabla),
      bitacora: hecha.practica ? null : P.bitacoraATexto([...anteriores, ...nuevos]),
      anotados: nuevos.length,
      huella: hecha.huella,
      practica: hecha.practica,
      cuantos: Object.fromEntries(
        P.ESTADOS.map((estado, i) => [estado, hecha.territorios.filter((f) => f.estado === i).length]),
      ),
      avisos: avisos.lista.map((a) => a.texto),
    };
  }

  Object.assign(P, /** @satisfies {Partial<KitPublicable>} */ ({ prepararPublicacion }));
})();
