/* Los estilos de celda de un libro de Excel, por su nombre. */
(function () {
  "use strict";
  const TINTA = "1D2B2E";
  const PETROLEO = "123C43";
  /** @param {number} size @param {string} rgb @param {boolean} [bold] @param {string} [name] */
  const letra = (size, rgb, bold = false, name = "Calibri") => ({ name, size, bold, color: { rgb } });
  const NORMAL = letra(11, TINTA);
  const SUAVE = letra(10, "55646A");
  const NEGRITA = letra(11, PETROLEO, true);
  const lado = { style: "thin", color: { rgb: "B9C1C3" } };
  const border = { top: lado, right: lado, bottom: lado, left: lado };
  const fill = { type: "pattern", pattern: "solid", fgColor: { rgb: "F6F3EC" } };
  const centro = { vertical: "center", wrapText: true };
  const arriba = { vertical: "top", wrapText: true };
  /** @param {string} numFmt @param {string} [horizontal] */
  const numero = (numFmt, horizontal) => ({
    font: NORMAL,
    border,
    numFmt,
    alignment: { vertical: "center", ...(horizontal ? { horizontal } : {}) },
  });

  /** @type {Record<string, EstiloDeTerceros>} */
  const ESTILOS = {
    normal: { font: NORMAL, alignment: arriba },
    titulo: { font: letra(16, PETROLEO, true, "Cambria"), alignment: { vertical: "center" } },
    nota: { font: SUAVE, alignment: arriba },
    cabeza: { font: NEGRITA, fill, border, alignment: centro },
    texto: { font: NORMAL, border, numFmt: "@", alignment: centro },
    entero: numero("#,##0"),
    decimal: numero("#,##0.0"),
    centesima: numero("#,##0.00"),
    porcentaje: numero("0.0%"),
    milesima: numero("0.000"),
    fecha: numero("dd/mm/yyyy", "left"),
    orden: numero("0", "center"),
    rotulo: { font: NEGRITA, alignment: { vertical: "bottom", wrapText: true } },
    fuerte: { font: NEGRITA, border, numFmt: "#,##0.0", alignment: centro },
    derecha: { font: SUAVE, border, alignment: { vertical: "center", horizontal: "right" } },
  };

  window.KitOficina = Object.assign(
    window.KitOficina,
    /** @satisfies {Partial<KitOficina>} */ ({ ESTILOS_DE_LIBRO: ESTILOS }),
  );
})();
