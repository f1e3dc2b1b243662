/* Leer un código de grupo y nivel. Mismas reglas que generador/metodos/instrumento.py: se lee, nunca
   se recalcula. */
/** @typedef {{codigo: string, grupo: GrupoDelInstrumento, nivel: number, orden: number, total: number}} CodigoLeido */

(function () {
  "use strict";

  /** Todos los códigos del instrumento, del primero al último: A1, A2, …, D21. @type {KitCalculos["codigosSisben"]} */
  function codigosSisben(instrumento) {
    return instrumento.grupos.flatMap((g) =>
      Array.from({ length: g.niveles }, (_, i) => g.letra + String(i + 1).padStart(instrumento.cifras, "0")),
    );
  }

  /**
   * Grupo, nivel y orden (desde 1) de un código; null si el instrumento no lo tiene.
   * @type {KitCalculos["leerSisben"]}
   */
  function leerSisben(instrumento, texto) {
    const codigo = String(texto).trim().toUpperCase();
    const todos = codigosSisben(instrumento);
    const orden = todos.indexOf(codigo) + 1;
    if (!orden) return null;
    const grupo = /** @type {GrupoDelInstrumento} */ (instrumento.grupos.find((g) => g.letra === codigo[0]));
    return { codigo, grupo, nivel: Number(codigo.slice(1)), orden, total: todos.length };
  }

  /**
   * Por programa: true o false si el código está en su umbral; null si no se decide con el grupo.
   * @type {KitCalculos["programasSisben"]}
   */
  function programasSisben(instrumento, programas, texto) {
    /** @param {string} codigo */
    const orden = (codigo) => /** @type {CodigoLeido} */ (leerSisben(instrumento, codigo)).orden;
    const suyo = orden(texto);
    return programas.map((p) => (p.desde && p.hasta ? suyo >= orden(p.desde) && suyo <= orden(p.hasta) : null));
  }

  /**
   * Si un programa puede mostrarse como vigente `hoy` (AAAA-MM-DD): consta que rige y no ha vencido.
   * @type {KitCalculos["seOfrece"]}
   */
  function seOfrece(programa, hoy) {
    const hasta = programa.rige_hasta || "";
    return programa.estado === "vigente" && (!hasta || hasta >= hoy.slice(0, hasta.length));
  }

  self.KitCalculos = Object.assign(
    self.KitCalculos || /** @type {KitCalculos} */ ({}),
    /** @satisfies {Partial<KitCalculos>} */ ({ codigosSisben, leerSisben, programasSisben, seOfrece }),
  );
})();
