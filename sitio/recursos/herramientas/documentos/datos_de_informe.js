/* De los bloques de un informe (bloques.js) a lo que pide la plantilla «informe»: cada bloque dice cuál es y trae sus
   textos; las tablas, que cambian de columnas, llegan como XML con los estilos de la plantilla. */
/** @typedef {{t: string, b?: boolean, i?: boolean}} Trozo Texto, con **negrita** o *cursiva* si la lleva. */
/** @typedef {{t: Trozo[], ancho?: number, num?: boolean}} ColumnaDeTabla */
/** @typedef {{tipo: "titulo", nivel: number, texto: Trozo[], corte: boolean}} BloqueDeTitulo */
/** @typedef {{tipo: "parrafo", texto: Trozo[], clase?: string}} BloqueDeParrafo */
/** @typedef {{tipo: "lista", items: Trozo[][], ordenada: boolean}} BloqueDeLista */
/** @typedef {{tipo: "campos", campos: [rotulo: string, valor: string][]}} BloqueDeCampos */
/** @typedef {{texto: Trozo[], renglones: number}} PreguntaAMano */
/** @typedef {{tipo: "renglones", ordenada?: boolean, items: PreguntaAMano[]}} BloqueDeRenglones */
/** @typedef {{tipo: "prueba", items: {pregunta: Trozo[], opciones: Trozo[][]}[]}} BloqueDePrueba */

/**
 * @typedef {object} BloqueDeTabla
 * @property {"tabla"} tipo
 * @property {number} [alto] de cada fila, en milímetros
 * @property {Trozo[] | null} titulo
 * @property {ColumnaDeTabla[]} columnas
 * @property {Trozo[][][]} filas
 */

/**
 * @typedef {BloqueDeTitulo | BloqueDeParrafo | BloqueDeLista | BloqueDeCampos | BloqueDeRenglones | BloqueDePrueba
 *   | BloqueDeTabla} Bloque
 */

(function () {
  "use strict";
  const { tablaDeWord } = window.KitOficina;
  const LETRAS = "abcdefgh";

  /** @param {Trozo[]} trozos */
  const rico = (trozos) => trozos.map(({ t, b, i }) => ({ t, b: !!b, i: !b && !!i, n: !b && !i }));
  /** @param {Trozo[]} trozos */
  const llano = (trozos) => trozos.map((p) => p.t).join("");
  /** @param {number} i @param {boolean | undefined} ordenada */
  const marca = (i, ordenada) => (ordenada ? `${i + 1}.` : "•");

  /** @type {{[T in Bloque["tipo"]]: (b: Extract<Bloque, {tipo: T}>) => Record<string, unknown>}} */
  const ARMA = {
    titulo: (b) => ({ [`titulo${b.nivel}${b.corte ? "_corte" : ""}`]: true, texto: llano(b.texto) }),
    parrafo: (b) => ({ [b.clase === "nota" || b.clase === "entrada" ? b.clase : "parrafo"]: { texto: rico(b.texto) } }),
    lista: (b) => ({
      lista: { items: b.items.map((item, i) => ({ marca: marca(i, b.ordenada), texto: rico(item) })) },
    }),
    campos: (b) => ({ campos: { filas: enParejas(b.campos) } }),
    renglones: (b) => ({
      renglones: {
        items: b.items.map((item, i) => ({
          marca: b.ordenada ? marca(i, true) : "",
          texto: rico(item.texto),
          lineas: Array.from({ length: item.renglones }, () => ({})),
        })),
      },
    }),
    prueba: (b) => ({
      prueba: {
        items: b.items.map((item, i) => ({
          marca: marca(i, true),
          pregunta: llano(item.pregunta),
          opciones: item.opciones.map((o, j) => ({ letra: `${LETRAS[j]})`, opcion: llano(o) })),
        })),
      },
    }),
    tabla: (b) => ({
      tabla: { rotulo: b.titulo ? llano(b.titulo) : "", con_rotulo: !!b.titulo, xml: tablaDeWord(b) },
    }),
  };
  // Cada condición se dice siempre: la que falta la buscaría en el bloque de afuera.
  const NINGUNO = Object.fromEntries(
    [
      ...["titulo0", "titulo1", "titulo2", "titulo0_corte", "titulo1_corte", "titulo2_corte"],
      ...["parrafo", "nota", "entrada", "lista", "campos", "renglones", "prueba", "tabla"],
    ].map((tipo) => [tipo, false]),
  );

  /** Rótulo y raya (o valor) en dos parejas por fila. @param {[rotulo: string, valor: string][]} campos */
  function enParejas(campos) {
    const filas = [];
    for (let i = 0; i < campos.length; i += 2) {
      const [a, b] = [campos[i], campos[i + 1] || ["", ""]];
      filas.push({ rotulo_a: a[0], valor_a: a[1], rotulo_b: b[0], valor_b: b[1] });
    }
    return filas;
  }

  /** @type {KitOficina["datosDeInforme"]} */
  const datosDeInforme = (bloques) =>
    bloques.map((b) => ({ ...NINGUNO, .../** @type {(b: Bloque) => object} */ (ARMA[b.tipo])(b) }));

  window.KitOficina = Object.assign(window.KitOficina, /** @satisfies {Partial<KitOficina>} */ ({ datosDeInforme }));
})();
