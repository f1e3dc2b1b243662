/* Leer hogares de un CSV en el navegador: una fila por hogar, o por persona como la base del Sisbén.
   Los datos personales ni se leen; cada error dice la línea, la columna, el valor y qué hacer. */
(function () {
  "use strict";
  const calculos = (window.KitCalculos = window.KitCalculos || {});
  const MAXIMO = 600000;
  const MENOR = 18;
  const ALIAS = {
    id: ["id", "id_hogar", "llave_hogar"],
    municipio: ["cod_mpio"],
    ficha: ["llave", "ide_ficha_origen", "ide_ficha", "num_ficha", "ide_edificacion"],
    hogar: ["ide_hogar", "hogar"],
    clasificacion: ["clasificacion", "sisben", "grupo_nivel", "clasificacion_sisben"],
    grupo: ["grupo", "ind_grupo_sisben_4"],
    nivel: ["nivel", "ind_nivel_sisben_4"],
    pobre: ["pobre", "h_5", "h5", "ipm"],
    personas: ["personas", "integrantes", "num_personas_hogar"],
    menores: ["menores", "ninos"],
    territorio: ["territorio", "vereda", "barrio", "nom_vereda", "nom_barrio"],
    edad: ["edad", "edad_calculada"],
    persona: [
      "orden",
      "ide_persona",
      "per001",
      "per003",
      "tip_parentesco",
      "parentesco",
      "sexo_persona",
      "edad",
      "edad_calculada",
    ],
  };
  const PERSONALES =
    /documento|cedula|nombre|apellido|telefono|celular|correo|email|direccion|dir_vivienda|num_tel|num_doc|coord|latitud|longitud|nacimiento/;
  const llano = (t) =>
    t
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase()
      .trim()
      .replace(/[^a-z0-9]+/g, "_");

  /* Lugar de cada campo en la cabecera (−1 si no está); un Error si falta lo indispensable. */
  function ubicar(cabeza) {
    const nombres = cabeza.map(llano);
    const donde = Object.fromEntries(
      Object.entries(ALIAS).map(([campo, alias]) => [campo, nombres.findIndex((n) => alias.includes(n))]),
    );
    const hay = (campo) => donde[campo] >= 0;
    const faltan = [
      hay("id") || hay("ficha") || hay("hogar") ? null : "id",
      hay("clasificacion") || (hay("grupo") && hay("nivel")) ? null : "clasificacion",
      hay("pobre") ? null : "pobre",
    ].filter(Boolean);
    if (faltan.length)
      throw new Error(
        `Línea 1: falta${faltan.length > 1 ? "n las columnas " : " la columna "}${faltan.map((f) => `«${f}»`).join(", ")}. El archivo trae: ${cabeza.slice(0, 8).join(", ")}. Descargue el ejemplo y use esos nombres.`,
      );
    return { donde, hay, ancho: cabeza.length, personales: cabeza.filter((_, i) => PERSONALES.test(nombres[i])) };
  }

  /* Una celda por campo, con su línea para los mensajes. */
  function fila({ linea, celdas }, { donde, hay, ancho }) {
    const en = `Línea ${linea}: `;
    if (celdas.length !== ancho)
      throw new Error(`${en}trae ${celdas.length} columnas y se esperaban ${ancho}. Revise separadores y comillas.`);
    const de = (campo) => (hay(campo) ? celdas[donde[campo]].trim() : "");
    const id = hay("id") ? de("id") : ["municipio", "ficha", "hogar"].map(de).filter(Boolean).join("-");
    if (!id) throw new Error(`${en}el hogar no tiene identificador.`);
    // Grupo y nivel mandan: en algunas bases la clasificación viene cortada (C16 → «C1»).
    const codigo = (
      hay("grupo") && hay("nivel") ? de("grupo") + de("nivel").replace(/^0+(?=\d)/, "") : de("clasificacion")
    ).toUpperCase();
    if (de("pobre") !== "0" && de("pobre") !== "1")
      throw new Error(`${en}«${de("pobre")}» en la columna «pobre»; use 1 (pobre) o 0 (no pobre).`);
    const entero = (campo, omision, minimo) => {
      if (!hay(campo)) return omision;
      if (!/^\d{1,3}$/.test(de(campo)) || Number(de(campo)) < minimo)
        throw new Error(`${en}«${de(campo)}» en la columna «${campo}»; use un entero desde ${minimo}.`);
      return Number(de(campo));
    };
    return {
      linea,
      en,
      id,
      codigo,
      pobre: de("pobre") === "1",
      personas: entero("personas", 1, 1),
      menores: entero("menores", 0, 0),
      edad: entero("edad", null, 0),
      territorio: de("territorio"),
    };
  }

  function agregar(hogares, uno, orden) {
    if (!orden[uno.codigo])
      throw new Error(`${uno.en}«${uno.codigo}» no es un grupo y nivel del Sisbén IV (A1 a D21).`);
    hogares.ids.push(uno.id);
    hogares.clasificacion.push(uno.codigo);
    hogares.orden.push(orden[uno.codigo]);
    hogares.pobre.push(uno.pobre);
    hogares.personas.push(uno.personas);
    hogares.menores.push(uno.menores);
    hogares.territorio.push(uno.territorio);
  }

  /* {hogares: {ids, clasificacion, orden, pobre, personas, menores, territorio}, descartadas,
     porPersona, distintos}. `orden` va de código («A1») a su lugar. `distintos` cuenta los hogares
     cuyas personas no traen lo mismo: vale la primera fila. */
  function leerHogares(texto, orden) {
    const filas = calculos.partirCsv(texto);
    if (
      !texto
        .replace(/^\ufeff/, "")
        .split(/\r?\n/, 1)[0]
        .trim()
    )
      throw new Error("El archivo está vacío o su primera línea no trae los nombres de las columnas.");
    const columnas = ubicar(filas[0].celdas);
    if (filas.length < 2) throw new Error("El archivo trae las columnas pero ningún hogar.");
    if (filas.length - 1 > MAXIMO)
      throw new Error("El archivo trae más de 600.000 filas; use el complemento de QGIS o divídalo.");
    const porPersona = columnas.hay("persona") && !(columnas.hay("id") && columnas.hay("personas"));
    const hogares = { ids: [], clasificacion: [], orden: [], pobre: [], personas: [], menores: [], territorio: [] };
    const vistos = new Map();
    const distintos = new Set();
    filas.slice(1).forEach((cruda) => {
      const uno = fila(cruda, columnas);
      if (porPersona) Object.assign(uno, { personas: 1, menores: uno.edad !== null && uno.edad < MENOR ? 1 : 0 });
      const antes = vistos.get(uno.id);
      if (antes === undefined) {
        vistos.set(uno.id, { i: hogares.ids.length, linea: uno.linea });
        agregar(hogares, uno, orden);
        return;
      }
      if (!porPersona)
        throw new Error(`${uno.en}el hogar «${uno.id}» ya estaba en la línea ${antes.linea}. Deje una fila por hogar.`);
      hogares.personas[antes.i] += 1;
      hogares.menores[antes.i] += uno.menores;
      if (hogares.clasificacion[antes.i] !== uno.codigo || hogares.pobre[antes.i] !== uno.pobre) distintos.add(uno.id);
    });
    return {
      hogares,
      descartadas: columnas.personales,
      porPersona,
      distintos: distintos.size,
      tiene: {
        menores: columnas.hay("menores") || (porPersona && columnas.hay("edad")),
        territorio: columnas.hay("territorio"),
      },
    };
  }

  Object.assign(calculos, { leerHogares });
})();
