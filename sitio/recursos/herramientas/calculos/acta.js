/* De las filas de un acta (Excel o CSV) o del archivo del preparador a compromisos, diciendo qué fila está
   mal. No toca lo que ya estaba: solo lee. */
(function () {
  "use strict";
  const ALIAS = {
    que: ["que", "compromiso"],
    quien: ["quien", "responsable"],
    fecha: ["cuando", "fecha"],
    evidencia: ["evidencia"],
    estado: ["estado"],
    cumplido: ["cumplido"],
    sesion: ["sesion"],
  };
  const LARGOS = { que: 300, quien: 120, evidencia: 200 };
  const MAXIMO = 200;

  const llano = (texto) =>
    String(texto)
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase()
      .trim();
  // El CSV del kit antecede con un apóstrofo lo que parece fórmula; al volver se quita.
  const limpio = (valor) =>
    String(valor === null || valor === undefined ? "" : valor)
      .replace(/^'(?=\s*[=+\-@\t\r|%])/, "")
      .trim();

  /* «1/03/2026», «2026-03-01» o número de serie de Excel → ISO; null si no es una fecha que exista. */
  function leerFecha(valor, deSerie) {
    if (typeof valor === "number") return valor > 20000 && valor < 80000 ? deSerie(valor) : null;
    const texto = limpio(valor);
    if (texto === "") return "";
    const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(texto);
    const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(texto);
    if (!iso && !local) return null;
    const [a, m, d] = (iso ? [iso[1], iso[2], iso[3]] : [local[3], local[2], local[1]]).map(Number);
    const dia = new Date(Date.UTC(a, m - 1, d));
    return dia.getUTCMonth() === m - 1 && dia.getUTCDate() === d ? dia.toISOString().slice(0, 10) : null;
  }

  function leerEstado(valor, estados, vencido) {
    const texto = llano(limpio(valor));
    if (texto === "" || texto === llano(vencido)) return estados[0].id;
    const hallado = estados.find(
      (e) => llano(e.nombre) === texto || e.id === texto || (e.id === "hecho" && texto.startsWith("hecho")),
    );
    return hallado ? hallado.id : null;
  }

  /* Un compromiso comprobado o un Error que empieza por `en`. */
  function comprobar(crudo, en, reglas, deSerie) {
    const c = { que: limpio(crudo.que), quien: limpio(crudo.quien), evidencia: limpio(crudo.evidencia) };
    Object.entries(LARGOS).forEach(([campo, largo]) => {
      if (c[campo].length > largo)
        throw new Error(en + "«" + campo + "» tiene " + c[campo].length + " letras y caben " + largo + ". Acórtelo.");
    });
    c.fecha = leerFecha(crudo.fecha, deSerie);
    if (c.fecha === null)
      throw new Error(en + "«" + limpio(crudo.fecha) + "» no es una fecha. Escríbala como 31/03/2026.");
    c.cumplido = leerFecha(crudo.cumplido, deSerie);
    if (c.cumplido === null)
      throw new Error(
        en + "«" + limpio(crudo.cumplido) + "» en «Cumplido» no es una fecha. Escríbala como 31/03/2026.",
      );
    c.estado = leerEstado(crudo.estado, reglas.estados, reglas.vencido.nombre);
    if (c.estado === null)
      throw new Error(
        en +
          "«" +
          limpio(crudo.estado) +
          "» no es un estado. Use: " +
          reglas.estados.map((e) => e.nombre).join(", ") +
          ".",
      );
    return c;
  }

  /* filas [{linea, celdas}] → {sesion, municipio, compromisos}. La sesión sale de «Sesión N.» y el municipio
     de un código entre paréntesis antes de la tabla; null si no están. */
  function leerActa(filas, reglas, numeros, deSerie) {
    const cabeza = filas.findIndex(({ celdas }) => {
      const n = celdas.map(llano);
      return ALIAS.que.some((a) => n.includes(a)) && ALIAS.fecha.some((a) => n.includes(a));
    });
    if (cabeza < 0)
      throw new Error(
        "no tiene una tabla con las columnas «Qué», «Quién», «Cuándo», «Evidencia» y «Estado». Descargue el acta del preparador y llénela.",
      );
    const nombres = filas[cabeza].celdas.map(llano);
    const donde = Object.fromEntries(
      Object.entries(ALIAS).map(([campo, alias]) => [campo, nombres.findIndex((n) => alias.includes(n))]),
    );
    const antes = filas
      .slice(0, cabeza)
      .flatMap(({ celdas }) => celdas.map(String))
      .join(" ");
    const sesion = /Sesi[oó]n (\d)\./.exec(antes);
    const municipio = /\((\d{5})\)/.exec(antes);
    const compromisos = filas
      .slice(cabeza + 1)
      .map(({ linea, celdas }) => {
        const crudo = Object.fromEntries(
          Object.entries(donde).map(([campo, i]) => [campo, i < 0 || celdas[i] === undefined ? "" : celdas[i]]),
        );
        if (!limpio(crudo.que)) {
          if (["quien", "fecha", "evidencia"].some((campo) => limpio(crudo[campo])))
            throw new Error(
              "fila " +
                linea +
                ": tiene responsable, fecha o evidencia pero le falta «Qué». Escríbalo o borre la fila.",
            );
          return null;
        }
        const numero = /^(\d)\./.exec(limpio(crudo.sesion));
        return {
          ...comprobar(crudo, "fila " + linea + ": ", reglas, deSerie),
          sesion: numero ? numeros[numero[1]] || null : null,
        };
      })
      .filter(Boolean);
    if (!compromisos.length) throw new Error("no tiene ningún compromiso escrito.");
    if (compromisos.length > MAXIMO) throw new Error("tiene más de " + MAXIMO + " compromisos; divídala.");
    return {
      sesion: sesion ? numeros[sesion[1]] || null : null,
      municipio: municipio ? municipio[1] : null,
      compromisos,
    };
  }

  /* Los compromisos de un archivo guardado por el preparador: solo los que la persona escribió. */
  function leerPreparador(documento, reglas, claves) {
    const estado = documento.estado || {};
    const escritos = Object.entries(estado.compromisos || {}).filter(
      ([clave, lista]) => claves.includes(clave) && Array.isArray(lista) && lista.length,
    );
    const partes = escritos
      .map(([sesion, lista]) => ({
        sesion,
        municipio: typeof documento.municipio === "string" ? documento.municipio : null,
        compromisos: lista
          .map((c, i) => comprobar({ ...c, fecha: c.cuando }, "compromiso " + (i + 1) + " de la sesión: ", reglas))
          .filter((c) => c.que),
      }))
      .filter((p) => p.compromisos.length);
    if (!partes.length)
      throw new Error(
        "todavía tiene solo los compromisos de ejemplo. Escriba los suyos en el preparador y guárdelo de nuevo.",
      );
    return partes;
  }

  /* Suma los nuevos a los que hay: el mismo «qué» en la misma sesión no se repite. */
  function sumarActa(actuales, sesion, nuevos, siguiente) {
    const llave = (c) => c.sesion + "|" + llano(c.que).replace(/\s+/g, " ");
    const vistos = new Set(actuales.map(llave));
    const sumados = [];
    nuevos.forEach((n) => {
      const c = {
        id: siguiente + sumados.length,
        sesion: n.sesion || sesion,
        que: n.que,
        quien: n.quien,
        fecha: n.fecha,
        primera: n.fecha,
        cumplido: n.estado === "hecho" ? n.cumplido : "",
        evidencia: n.evidencia,
        estado: n.estado,
      };
      if (vistos.has(llave(c))) return;
      vistos.add(llave(c));
      sumados.push(c);
    });
    return { todos: [...actuales, ...sumados], sumados: sumados.length, repetidos: nuevos.length - sumados.length };
  }

  window.KitCalculos = Object.assign(window.KitCalculos || {}, { leerFecha, leerActa, leerPreparador, sumarActa });
})();
