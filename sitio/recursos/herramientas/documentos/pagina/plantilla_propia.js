/* La plantilla de un documento: bajar la del kit, usar la propia (se revisa campo por campo) o volver a la del kit. */
(function () {
  "use strict";
  const { contar, el, poner } = window.KitH;
  const D = window.KitDocumentos;
  const MAXIMO = 1.5e6;
  const NORMA = /^norma_/;

  /** Los campos que la plantilla de un documento puede traer. */
  function camposDelCatalogo(documento) {
    const deListas = documento.listas.flatMap((l) => l.columnas.map((c) => `${l.id}.${c.id}`));
    const propios = documento.campos.map((c) => c.id);
    return [...propios, ...deListas, ...(documento.calculados || [])];
  }

  const comunes = () => window.KIT_DATOS.documentos.comunes;
  // Un informe es un cuerpo de bloques: lo de adentro lo sabe la plantilla.
  const deBloques = (campo) => campo.startsWith("bloques");

  /** Qué falta y qué sobra en una plantilla. @returns {{faltan: string[], sobran: string[], cuantos: number}} */
  function comparar(documento, traidos) {
    const propios = camposDelCatalogo(documento);
    const informe = propios.includes("bloques");
    const normas = window.KIT_DATOS.normas || {};
    const conocida = (c) =>
      propios.includes(c) ||
      comunes().includes(c) ||
      (informe && deBloques(c)) ||
      (NORMA.test(c) && normas[c.replace(NORMA, "")]);
    const esta = (c) => traidos.includes(c) || (informe && traidos.some(deBloques));
    const sobran = traidos.filter((c) => !conocida(c));
    return { faltan: propios.filter((c) => !esta(c)), sobran, cuantos: traidos.length - sobran.length };
  }

  const enLista = (campos) => campos.map((c) => `{${c}}`).join(", ");

  /** Lo que se dice de una plantilla propia ya revisada. */
  function dicho(nombre, { faltan, sobran, cuantos }) {
    return [
      `«${nombre}» tiene ${contar(cuantos, "campo", "campos")} de este documento.`,
      faltan.length ? ` No trae ${enLista(faltan)}: eso no saldrá.` : " No le falta ninguno.",
      sobran.length ? ` No se conocen ${enLista(sobran)}: saldrán «[por diligenciar]».` : "",
    ].join("");
  }

  /** Revisa el archivo y, si sirve, lo guarda; resuelve a lo que se dice, o falla con un Error que se puede mostrar. */
  async function usar(documento, archivo) {
    const mal = (texto) => new Error(`«${archivo.name}»: ${texto} Sigue la plantilla que estaba.`);
    if (!archivo.name.toLowerCase().endsWith(`.${documento.formato}`))
      throw mal(`este documento usa una plantilla .${documento.formato}.`);
    if (archivo.size > MAXIMO) throw mal("pesa más de 1,5 MB; reduzca sus imágenes.");
    const bytes = new Uint8Array(await archivo.arrayBuffer());
    let traidos;
    try {
      traidos = await D.camposDe(documento.formato, bytes);
    } catch (error) {
      throw mal(error.message);
    }
    const revision = comparar(documento, traidos);
    if (!revision.cuantos)
      throw mal("no trae ningún campo de este documento; baje la del kit para ver cómo se escriben.");
    D.guardarPropia(documento.id, archivo.name, bytes);
    return dicho(archivo.name, revision);
  }

  const ayuda = (documento) =>
    el(
      "details",
      {},
      el("summary", {}, "Campos que puede llevar"),
      el("p", { class: "documentos-campos" }, enLista([...camposDelCatalogo(documento), ...comunes()])),
      el("p", { class: "aclaracion" }, explicacion(documento)),
    );

  /** @type {KitPlantillaPropia["panel"]} */
  function panel(documento, avisar) {
    const caja = el("div", { class: "documentos-plantilla" });
    const archivo = el("input", {
      type: "file",
      class: "solo-lector",
      id: "documentos-plantilla-archivo",
      tabindex: "-1",
      accept: `.${documento.formato}`,
      "aria-label": `Plantilla propia de ${documento.nombre}`,
      onchange: (e) => tomar(e.target),
    });
    const tomar = async (control) => {
      const elegido = control.files[0];
      control.value = "";
      if (!elegido) return;
      try {
        const texto = await usar(documento, elegido);
        pintar();
        avisar(texto);
      } catch (error) {
        avisar(error.message, true);
      }
    };
    const quitar = () => {
      D.quitarPropia(documento.id);
      pintar();
      avisar("Se volvió a la plantilla del kit.");
    };
    const pintar = () => {
      const suya = D.propia(documento.id);
      poner(
        caja,
        el(
          "p",
          {},
          suya
            ? ["Con su plantilla ", el("b", {}, suya.nombre), ", guardada en este navegador."]
            : "Con la plantilla del kit.",
        ),
        el(
          "p",
          { class: "documentos-botones" },
          el(
            "a",
            {
              href: `../../recursos/herramientas/documentos/plantillas/${documento.id}.${documento.formato}`,
              download: "",
            },
            "Bajar la del kit",
          ),
          el("button", { type: "button", onclick: () => archivo.click() }, "Usar mi plantilla"),
          suya ? el("button", { type: "button", onclick: quitar }, "Volver a la del kit") : null,
        ),
        archivo,
        ayuda(documento),
      );
    };
    pintar();
    return caja;
  }

  const explicacion = (documento) =>
    documento.formato === "docx"
      ? "Un campo se escribe entre llaves. Para repetir filas: {#lista} en la primera celda y {/lista} en la última, " +
        "y dentro los campos sin el nombre de la lista. Una norma se cita con {norma_identificador}."
      : "Un campo se escribe entre llaves. La fila que lleva {lista.campo} se repite por cada elemento.";

  window.KitPlantillaPropia = { camposDelCatalogo, comparar, panel };
})();
