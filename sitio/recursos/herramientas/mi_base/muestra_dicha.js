/* Cómo se dice el error de muestreo de una base que es una muestra: en la tabla, en el hallazgo y en lo que se baja. */
(function () {
  "use strict";
  const { numero } = window.KitH;
  const mio = (window.KitTerritorios = window.KitTerritorios || /** @type {KitTerritorios} */ ({}));
  /** En el orden de la orden. */
  const MEDIDAS = /** @type {const} */ (["h", "a", "m0"]);
  const PARTES = /** @type {const} */ (["ee", "clase", "bajo", "alto"]);
  const PRECISION = {
    suficiente: "",
    cautela: "Orden de magnitud: muestra pequeña",
    no_publicar: "No alcanza: muy pocos casos o demasiado error",
  };

  /** @type {KitTerritorios["precisionDe"]} */
  const precisionDe = (clase) => PRECISION[clase];

  /** «de 18,2 a 23,4», de 0 a 100 o, en M0, de 0 a 1; «» si no hay intervalo. @type {KitTerritorios["margen"]} */
  function margen(error, cual, g, decimales = 1) {
    if (!error || Number.isNaN(error[cual].bajo[g])) return "";
    const por = cual === "m0" ? 1 : 100;
    // Al redondear no se estrecha: el de abajo, hacia abajo, y el de arriba, hacia arriba.
    const escala = 10 ** decimales;
    const [bajo, alto] = [
      Math.floor(por * error[cual].bajo[g] * escala) / escala,
      Math.ceil(por * error[cual].alto[g] * escala) / escala,
    ];
    return `de ${numero(bajo, decimales)} a ${numero(alto, decimales)}`;
  }

  /** Las que la orden agrega en una muestra. @type {KitTerritorios["columnasDeMuestra"]} */
  const columnasDeMuestra = () => ["casos", "gl", ...MEDIDAS.flatMap((m) => PARTES.map((p) => `${m}_${p}`))];

  /** @type {KitTerritorios["celdasDeMuestra"]} */
  const celdasDeMuestra = (error, g) => [
    error.casos[g],
    error.gl[g],
    ...MEDIDAS.flatMap((m) => PARTES.map((p) => error[m][p][g])).map((v) => (Number.isNaN(v) ? null : v)),
  ];

  Object.assign(
    mio,
    /** @satisfies {Partial<KitTerritorios>} */ ({ celdasDeMuestra, columnasDeMuestra, margen, precisionDe }),
  );
})();
