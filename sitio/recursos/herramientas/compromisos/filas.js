/* Un tablero en filas, para la hoja de cálculo: lo que se baja del tablero y de la consola, y vuelve a entrar. */
(function () {
  "use strict";
  const { municipio, rotulo } = window.KitH;
  const { columnasDeSesion, filaDeSesion } = window.KitCalculos;
  const T = window.KitTablero;
  /** Con esta línea empieza un tablero dentro de un archivo que trae varios. */
  const COMIENZA = "Tablero de compromisos";
  const COLUMNAS = ["N.º", "Qué", "Quién", "Cuándo", "Evidencia", "Estado", "Cumplido", "Sesión", "Acordado para"];
  const COLUMNAS_DE_VISITA = ["Visita", "Fecha", "Decisiones que usan un producto", "Hallazgos"];

  const filaDeCompromiso = (c, i) => [
    i + 1,
    c.que || "(sin escribir)",
    c.quien,
    c.fecha,
    c.evidencia,
    T.nombreDeEstado(c.estado),
    c.cumplido,
    T.nombreDeSesion(c.sesion),
    c.primera,
  ];
  const filasDeSesiones = (estado) => T.CLAVES.map((c) => filaDeSesion(T.nombreDeSesion(c), estado.sesiones[c]));
  const filaDeVisita = ({ visita: v }) => ["Visita de seguimiento", v.fecha, v.decisiones ?? "", v.hallazgos];

  /* La coma de «Alto Baudó, Chocó» en la primera línea haría creer que separa las columnas. */
  function encabezado(codigo) {
    const suyo = municipio(codigo);
    return suyo ? [COMIENZA, `${rotulo(suyo).replace(", ", " · ")} (${suyo.codigo})`] : [COMIENZA];
  }

  /* Sesiones, visita y compromisos. Los compromisos van al final: así todo el archivo se vuelve a importar. */
  const filasDelTablero = (estado, compromisos = estado.compromisos) => [
    columnasDeSesion(),
    ...filasDeSesiones(estado),
    [],
    COLUMNAS_DE_VISITA,
    filaDeVisita(estado),
    [],
    COLUMNAS,
    ...compromisos.map(filaDeCompromiso),
  ];

  Object.assign(
    window.KitTablero,
    /** @satisfies {Partial<KitTablero>} */ ({
      COLUMNAS,
      COLUMNAS_DE_VISITA,
      COMIENZA,
      encabezado,
      filaDeCompromiso,
      filaDeVisita,
      filasDeSesiones,
      filasDelTablero,
    }),
  );
})();
