/* Lo que resulta de una lista ya cruzada: medidas por grupo y territorio, y los hogares del objetivo que faltan, con su
   razón. Las mismas tablas de `kit evaluar-lista`: fichas y filas, nunca documentos ni nombres. */

/**
 * @typedef {object} ListaEvaluada
 * @property {BaseEnMemoria} base
 * @property {ListaCruzada} lista
 * @property {Uint8Array} estado
 * @property {{por: string, valor: string, medida: MedidaDeLista}[]} medidas
 * @property {Territorio | null} territorio
 */

(function () {
  "use strict";
  const H = self.KitHogares;
  const C = self.KitCalculos;
  const obrero = (self.KitObrero = self.KitObrero || /** @type {KitObrero} */ ({}));
  const [SI, CRUZADO] = [1, 0];
  const ESTADOS = ["no", "sí", "sin dato"];
  const TODOS = "TODOS";
  const SEMILLA = "1";

  /** @returns {Instrumento} */
  const sisben = () => /** @type {Instrumento} */ (self.KIT_DATOS.instrumentos.find((i) => i.id === "sisben_iv"));

  /**
   * Si cada hogar es pobre por el IPM proxy, con sus pesos y k = 1/3; se cuenta una vez.
   * @type {KitObrero["pobreza"]}
   */
  function pobreza(base) {
    base.pobreza = base.pobreza || self.KitSimulador.pobrezaDe(base.armado);
    return base.pobreza;
  }

  /** El texto de la base en la fila que habla por cada hogar. @type {KitObrero["textoDelHogar"]} */
  function textoDelHogar({ entrada, armado }, canonico) {
    const { textos, codigos } = entrada.de(canonico);
    return (i) => {
      const codigo = codigos[armado.jefe[i]];
      return codigo < 0 ? "" : H.limpiar(textos[codigo]);
    };
  }

  /**
   * {corte: código o «», pobre} → cómo se llama y hasta qué orden llega.
   * @param {{corte: string, pobre: boolean}} pedida
   */
  function reglaDe({ corte, pobre }) {
    const lugar = C.codigosSisben(sisben()).indexOf(corte);
    const partes = [lugar < 0 ? "" : `A1..${corte}`, pobre ? "pobre=1" : ""].filter(Boolean);
    return { nombre: partes.join(" y "), hasta: lugar < 0 ? null : lugar + 1, pobre };
  }

  /** @param {{id: string, regla: {corte: string, pobre: boolean}, por: string}} pedido @returns {ListaEvaluada} */
  function evaluar({ id, regla, por }) {
    const base = obrero.base(id);
    const { lista } = base;
    if (!lista) throw new H.ErrorDeMetodo("no hay ninguna lista cruzada con esta base", "ábrala otra vez");
    const { clasificacion, personas } = base.armado;
    const estado = C.estadoDelObjetivo(clasificacion.orden, pobreza(base), reglaDe(regla));
    const letras = sisben().grupos.map((g) => g.letra);
    const deGrupo = clasificacion.orden.map((o) => (o ? letras.indexOf(clasificacion.codigos[o - 1][0]) : -1));
    const territorio = por ? obrero.territorio(base, por) : null;
    /** @param {string} que @param {Int32Array} codigos @param {string[]} etiquetas */
    const medir = (que, codigos, etiquetas) =>
      C.medirLista(codigos, etiquetas.length, estado, lista.dados, personas)
        .map((medida, i) => ({ por: que, valor: etiquetas[i] ?? "sin dato", medida }))
        .filter((m) => m.medida.hogares);
    const uno = new Int32Array(estado.length);
    const medidas = [
      ...medir("total", uno, ["todos"]),
      ...medir("grupo", deGrupo, letras),
      ...(territorio ? medir("territorio", territorio.codigos, territorio.etiquetas) : []),
    ];
    return { base, lista, estado, medidas, territorio };
  }

  /** Si cada hogar del objetivo se queda sin beneficio. @param {ListaEvaluada} hecha */
  const faltantes = ({ estado, lista }) => estado.map((e, i) => (e === SI && !lista.dados[i] ? 1 : 0));

  /** @param {Uint8Array} marcas */
  const contar = (marcas) => marcas.reduce((suma, m) => suma + m, 0);

  /**
   * El último nivel que hace falta mirar para hallar los `cuantos` primeros; los que no tienen nivel van al final.
   * @param {Uint8Array} faltan
   * @param {Int32Array} orden
   * @param {number} cuantos
   */
  function hastaDonde(faltan, orden, cuantos) {
    const porNivel = new Int32Array(Math.max(...new Set(orden)) + 1);
    for (let i = 0; i < orden.length; i += 1) porNivel[orden[i]] += faltan[i];
    let llevo = 0;
    for (let nivel = 1; nivel < porNivel.length; nivel += 1) {
      llevo += porNivel[nivel];
      if (llevo >= cuantos) return nivel;
    }
    return Infinity;
  }

  /**
   * Los `cuantos` primeros que faltan, en el orden de la selección: menor grupo y nivel, y el sorteo.
   * @param {ListaEvaluada} hecha
   * @param {number} [cuantos]
   */
  function enOrden(hecha, cuantos = Infinity) {
    const { identidades, clasificacion } = hecha.base.armado;
    const ids = /** @type {string[]} */ (identidades);
    const faltan = faltantes(hecha);
    const hasta = hastaDonde(faltan, clasificacion.orden, cuantos);
    /** Sin nivel, después de todos. @param {number} i */
    const nivel = (i) => clasificacion.orden[i] || Infinity;
    /** @type {number[]} */
    const lugares = [];
    for (let i = 0; i < faltan.length; i += 1) if (faltan[i] && nivel(i) <= hasta) lugares.push(i);
    const huellas = new Map(lugares.map((i) => [i, C.sha256(`${SEMILLA}:${ids[i]}`)]));
    /** @param {number} i */
    const huella = (i) => /** @type {string} */ (huellas.get(i));
    /** @param {number} x @param {number} y */
    const antes = (x, y) => (nivel(x) === nivel(y) ? (huella(x) < huella(y) ? -1 : 1) : nivel(x) - nivel(y));
    return lugares.sort(antes).slice(0, cuantos);
  }

  /** Cada faltante: puesto, ficha, hogar, fila, territorio, clasificación, personas y razón.
   * @param {ListaEvaluada} hecha @param {number[]} cuales @param {string} razon */
  function filasDeFaltantes({ base, territorio }, cuales, razon) {
    const [ficha, hogar] = ["id_ficha", "id_hogar"].map((c) => textoDelHogar(base, c));
    const { clasificacion, fila, personas } = base.armado;
    return cuales.map((i, n) => [
      n + 1,
      ficha(i),
      hogar(i),
      fila[i],
      territorio ? (territorio.etiquetas[territorio.codigos[i]] ?? "") : TODOS,
      clasificacion.codigos[clasificacion.orden[i] - 1] || "",
      Number.isNaN(personas[i]) ? null : personas[i],
      razon,
    ]);
  }

  /** @param {ListaEvaluada} hecha */
  function filasDeRenglones({ base, lista, estado }) {
    const { clasificacion, fila } = base.armado;
    return Array.from(lista.filas, (numero, i) => {
      const [h, resultado] = [lista.cruce.hogar[i], lista.cruce.resultado[i]];
      const propios =
        resultado === CRUZADO
          ? [fila[h], clasificacion.codigos[clasificacion.orden[h] - 1] || "", ESTADOS[estado[h]]]
          : [null, null, null];
      return [numero, C.RESULTADOS_DE_CRUCE[resultado], ...propios];
    });
  }

  /** @param {{corte: string, pobre: boolean}} regla */
  const razonDe = (regla) => `cumple: ${reglaDe(regla).nombre}`;

  /** {id, regla, por, primeros} → lo que se muestra. @type {OperacionDelObrero} */
  function medir(_, pedido) {
    const hecha = evaluar(pedido);
    return {
      medidas: hecha.medidas,
      faltan: contar(faltantes(hecha)),
      primeros: filasDeFaltantes(hecha, enOrden(hecha, pedido.primeros), razonDe(pedido.regla)),
      regla: reglaDe(pedido.regla).nombre,
      semilla: SEMILLA,
    };
  }

  /** {id, regla, por} → lo que se descarga. @type {OperacionDelObrero} */
  function tablas(_, pedido) {
    const hecha = evaluar(pedido);
    return {
      medidas: hecha.medidas,
      faltantes: filasDeFaltantes(hecha, enOrden(hecha), razonDe(pedido.regla)),
      renglones: filasDeRenglones(hecha),
      regla: reglaDe(pedido.regla).nombre,
      semilla: SEMILLA,
    };
  }

  obrero.operacion("lista_medir", medir);
  obrero.operacion("lista_tablas", tablas);
  Object.assign(obrero, /** @satisfies {Partial<KitObrero>} */ ({ pobreza, textoDelHogar }));
})();
