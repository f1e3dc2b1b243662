/* La bitácora de lo publicado: el mismo archivo de la orden y de QGIS. Mismas reglas que
   generador/metodos/publicable/bitacora.py: rehúsa la tercera resta que aísla al mismo grupo de hogares. */
(function () {
  "use strict";
  const P = (self.KitPublicable = self.KitPublicable || /** @type {KitPublicable} */ ({}));
  const H = self.KitHogares;
  const QUE_HACER_SI_ESTA_DANADA =
    "recupérela de su copia de seguridad; si la borra, el kit deja de saber qué se publicó";

  const MASCARA_DE_CRIBA = 2 ** 22 - 1;

  /** La forma del archivo. */
  const forma = () => P.reglas().bitacora;

  /** @param {{suma: string, hogares: number}} r */
  const territorio = (r) => `${r.suma} ${r.hogares}`;

  /**
   * Los renglones nuevos que hay que anotar; ErrorDeMetodo si no se debe publicar. Lo ya publicado, con la misma
   * suma y los mismos hogares, sale idéntico y no se anota otra vez.
   * @param {RenglonDeBitacora[]} anteriores
   * @param {RenglonDeBitacora[]} nuevos
   * @returns {RenglonDeBitacora[]}
   */
  function autorizar(anteriores, nuevos) {
    comprobarHuellas(anteriores, nuevos);
    const baseDe = new Map(anteriores.map((r) => [territorio(r), r.redondeo]));
    /** @type {Map<string, RenglonDeBitacora>} */
    const porAnotar = new Map();
    for (const renglon of nuevos) {
      const deAntes = baseDe.get(territorio(renglon));
      if (deAntes !== undefined && deAntes !== renglon.redondeo) {
        throw new H.ErrorDeMetodo(
          `un territorio con los mismos hogares ya se publicó redondeado a base ${deAntes}`,
          "publique con la base de antes: las dos juntas revelan el conteo exacto",
        );
      }
      if (deAntes === undefined) porAnotar.set(territorio(renglon), renglon);
    }
    const propios = [...porAnotar.values()];
    const maximo = forma().maximo_de_repeticiones;
    rehusar([...repeticiones(propios, anteriores).values()].filter((n) => n > maximo).length);
    return propios;
  }

  /** @param {number} aislados */
  function rehusar(aislados) {
    if (!aislados) return;
    const [grupos, quedan] =
      aislados > 1 ? [`${aislados} mismos grupos`, "quedarían aislados"] : ["un mismo grupo", "quedaría aislado"];
    throw new H.ErrorDeMetodo(
      `${grupos} de menos de ${forma().diferencia_que_se_mira} hogares ${quedan} por tercera vez: restando lo ya ` +
        "publicado se podría saber qué tienen",
      "publique con el filtro o los polígonos de una salida anterior, o use la versión interna",
    );
  }

  /**
   * Cuántos pares de territorios dan cada firma que toca a un nuevo, desde dos. Firma de un par con sumas distintas
   * y menos de 10 hogares de diferencia: la menor de S_a − S_b y S_b − S_a, módulo 2⁶⁴, en hexadecimal. Los pares
   * de anteriores solo cuentan si repiten una.
   * @param {RenglonDeBitacora[]} nuevos
   * @param {RenglonDeBitacora[]} [anteriores]
   * @returns {Map<string, number>}
   */
  function repeticiones(nuevos, anteriores = []) {
    /** @type {Map<string, {r: RenglonDeBitacora, nuevo: boolean}>} */
    const unicos = new Map();
    for (const r of anteriores) unicos.set(territorio(r), { r, nuevo: false });
    for (const r of nuevos) unicos.set(territorio(r), { r, nuevo: true });
    const distintos = [...unicos.values()].sort((a, b) => a.r.hogares - b.r.hogares);
    const sumas = P.deHexadecimal(distintos.map(({ r }) => r.suma));
    const veces = new Cuenta(sumas);
    paresCercanos(distintos, true, (a, b) => veces.sumar(a, b));
    paresCercanos(distintos, false, (a, b) => veces.sumarSiEsta(a, b));
    return veces.repetidas();
  }

  /**
   * Los pares con menos de 10 hogares de diferencia que tocan, o no, a algún nuevo.
   * @param {{r: RenglonDeBitacora, nuevo: boolean}[]} distintos en el orden de sus hogares
   * @param {boolean} deNuevos
   * @param {(a: number, b: number) => void} alPar
   */
  function paresCercanos(distintos, deNuevos, alPar) {
    const hasta = forma().diferencia_que_se_mira;
    const hogares = Float64Array.from(distintos, ({ r }) => r.hogares);
    const nuevo = Uint8Array.from(distintos, (d) => (d.nuevo ? 1 : 0));
    const buscado = deNuevos ? 1 : 0;
    for (let a = 0; a < hogares.length; a += 1) {
      for (let b = a + 1; b < hogares.length && hogares[b] - hogares[a] < hasta; b += 1) {
        if ((nuevo[a] | nuevo[b]) === buscado) alPar(a, b);
      }
    }
  }

  /** Cuántas veces llega cada firma. Una criba por las cifras de abajo descarta pronto las ajenas. */
  class Cuenta {
    /** @param {Palabras} sumas */
    constructor(sumas) {
      this.sumas = sumas;
      /** @type {Map<string, number>} */
      this.veces = new Map();
      this.puede = new Uint8Array(MASCARA_DE_CRIBA + 1);
    }

    /** La mitad baja de S_a − S_b. @param {number} a @param {number} b */
    baja(a, b) {
      return this.sumas.baja[a] - this.sumas.baja[b];
    }

    /** La firma del par, en hexadecimal; «» si las sumas son iguales. @param {number} a @param {number} b */
    firma(a, b) {
      const resta = P.palabras(2);
      [this.restar(a, b), this.restar(b, a)].forEach(([alta, baja], i) => P.sumarEn(resta, i, alta, baja));
      const [una, otra] = [P.enHexadecimal(resta, 0), P.enHexadecimal(resta, 1)];
      return una === otra && !resta.alta[0] && !resta.baja[0] ? "" : una < otra ? una : otra;
    }

    /** @param {number} a @param {number} b */
    restar(a, b) {
      const { alta, baja } = this.sumas;
      return [(alta[a] - alta[b] - (baja[a] < baja[b] ? 1 : 0)) >>> 0, (baja[a] - baja[b]) >>> 0];
    }

    /** @param {number} a @param {number} b */
    sumar(a, b) {
      const firma = this.firma(a, b);
      if (!firma) return;
      this.veces.set(firma, (this.veces.get(firma) || 0) + 1);
      this.puede[this.baja(a, b) & MASCARA_DE_CRIBA] = 1;
      this.puede[this.baja(b, a) & MASCARA_DE_CRIBA] = 1;
    }

    /** @param {number} a @param {number} b */
    sumarSiEsta(a, b) {
      if (!this.puede[this.baja(a, b) & MASCARA_DE_CRIBA]) return;
      const firma = this.firma(a, b);
      const veces = this.veces.get(firma);
      if (veces !== undefined) this.veces.set(firma, veces + 1);
    }

    /** @returns {Map<string, number>} */
    repetidas() {
      return new Map([...this.veces].filter(([, veces]) => veces > 1));
    }
  }

  /** @param {RenglonDeBitacora[]} anteriores @param {RenglonDeBitacora[]} nuevos */
  function comprobarHuellas(anteriores, nuevos) {
    if (!nuevos.length) return;
    const deAhora = new Set(nuevos.map((r) => r.huella));
    const otras = H.distintos(anteriores.map((r) => r.huella).filter((h) => !deAhora.has(h)));
    if (!otras.length) return;
    throw new H.ErrorDeMetodo(
      `huella de clave distinta a la de lo ya publicado: la bitácora dice «${otras.join(", ")}» y la clave de ` +
        `ahora es «${nuevos[0].huella}»`,
      "use la clave con que la entidad publicó antes; con dos claves el ruido se puede promediar",
    );
  }

  /**
   * El archivo entero de la bitácora; ErrorDeMetodo si un valor no cabe en su campo.
   * @param {RenglonDeBitacora[]} renglones
   * @returns {string}
   */
  function bitacoraATexto(renglones) {
    const { encabezado, campos, cierre } = forma();
    const formas = formasDeLosCampos();
    const lineas = renglones.map((r) => formas.map(([campo, expresion]) => valor(r, campo, expresion)).join("\t"));
    return [encabezado, Object.keys(campos).join("\t"), ...lineas, `${cierre}\t${lineas.length}`, ""].join("\n");
  }

  /** @param {RenglonDeBitacora} renglon @param {string} campo @param {RegExp} expresion */
  function valor(renglon, campo, expresion) {
    const crudo = String(/** @type {any} */ (renglon)[campo]);
    const escrito = campo === "corte" ? crudo.replace(/[\t\r\n]+/g, " ") : crudo;
    if (!expresion.test(escrito)) {
      throw new H.ErrorDeMetodo(
        `el campo «${campo}» de la bitácora no puede valer «${escrito}»`,
        "anote los renglones tal como los da la salida publicable",
      );
    }
    return escrito;
  }

  /**
   * Los renglones de un archivo; vacío si el texto lo es. ErrorDeMetodo si está dañado.
   * @param {string} texto
   * @returns {RenglonDeBitacora[]}
   */
  function bitacoraDeTexto(texto) {
    if (!texto) return [];
    const { encabezado, campos, cierre } = forma();
    const lineas = texto.replace(/\r\n/g, "\n").split("\n");
    const nombres = Object.keys(campos).join("\t");
    if (lineas[0] !== encabezado || lineas[1] !== nombres || lineas.length < 4 || lineas[lineas.length - 1]) {
      throw danada("no empieza o no termina como una bitácora");
    }
    const formas = formasDeLosCampos();
    const renglones = lineas.slice(2, -2).map((linea, i) => leerRenglon(linea, i + 3, formas));
    const ultima = lineas[lineas.length - 2];
    if (ultima !== `${cierre}\t${renglones.length}`) {
      throw danada(`el cierre «${ultima}» no corresponde a sus ${renglones.length} renglones`);
    }
    return renglones;
  }

  /** Cada campo con la expresión que lo admite entero. @returns {[campo: string, forma: RegExp][]} */
  const formasDeLosCampos = () =>
    Object.keys(forma().campos).map((campo) => [campo, new RegExp(`^(?:${forma().campos[campo]})$`)]);

  /** @param {string} linea @param {number} numero @param {[campo: string, forma: RegExp][]} formas */
  function leerRenglon(linea, numero, formas) {
    const valores = linea.split("\t");
    const bien = valores.length === formas.length && formas.every(([, expresion], i) => expresion.test(valores[i]));
    if (!bien) throw danada(`la línea ${numero} no tiene los campos de un territorio`);
    const { enteros } = forma();
    const campos = formas.map(([campo], i) => [campo, enteros.includes(campo) ? Number(valores[i]) : valores[i]]);
    return /** @type {RenglonDeBitacora} */ (Object.fromEntries(campos));
  }

  /** @param {string} problema */
  const danada = (problema) =>
    new H.ErrorDeMetodo(`la bitácora de publicación está dañada: ${problema}`, QUE_HACER_SI_ESTA_DANADA);

  Object.assign(
    P,
    /** @satisfies {Partial<KitPublicable>} */ ({ autorizar, repeticiones, bitacoraATexto, bitacoraDeTexto }),
  );
})();
