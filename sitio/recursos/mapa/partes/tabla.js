/* La tabla: el equivalente del mapa en texto. Se ordena por columna y crece de a cincuenta filas. */
(function () {
  "use strict";
  const { el, poner } = window.KitH;
  const { cifra, contar, numero, titulo, unidad } = window.KitMapa;

  const PRIMERAS = 12;
  const MAS = 50;
  const SOLO_CONTADOS = "2";
  const CAUTELA = "1";

  /** Un nulo va siempre al final; un texto se compara en español. */
  function comparar(x, y, sube) {
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    const orden = typeof x === "string" ? x.localeCompare(y, "es") : x - y;
    return sube ? orden : -orden;
  }

  class Tabla {
    /**
     * @param {HTMLElement} caja
     * @param {MunicipiosDelMapa} m
     * @param {{contados: string}} filtros
     * @param {{alElegir(i: number): void, alPasar(i: number | null): void, alOrdenar(orden: string): void}} avisos
     */
    constructor(caja, m, filtros, avisos) {
      this.caja = caja;
      this.m = m;
      this.filtros = filtros;
      this.avisos = avisos;
      this.cuantas = PRIMERAS;
      this.nota = el("p", { class: "aclaracion" });
      this.cuerpo = el("tbody");
      this.cabeza = el("tr");
      this.mas = el("button", { type: "button", class: "boton", onclick: () => this.crecer() });
      const tabla = el("table", { class: "tabla tabla-del-mapa" }, el("thead", {}, this.cabeza), this.cuerpo);
      poner(caja, this.nota, tabla, this.mas);
      this.cuerpo.addEventListener("pointerover", (e) => this.pasar(e));
      this.cuerpo.addEventListener("pointerleave", () => avisos.alPasar(null));
    }

    pasar(evento) {
      const fila = evento.target.closest("tr");
      if (evento.pointerType === "mouse" && fila) this.avisos.alPasar(Number(fila.dataset.i));
    }

    crecer() {
      const desde = this.cuantas;
      this.cuantas += MAS;
      this.llenar();
      /** @type {HTMLElement} */ (this.cuerpo.rows[desde]?.querySelector("button"))?.focus();
    }

    /**
     * @param {{capas: CapaDelMapa[], claves: string[], visibles: boolean[], clase: string, orden: string,
     *   elegido: number | null}} lo
     */
    pintar(lo) {
      if (lo.orden !== this.lo?.orden || lo.capas[0].id !== this.lo?.capas[0].id) this.cuantas = PRIMERAS;
      this.lo = lo;
      this.filas = this.ordenadas();
      this.titular();
      this.llenar();
    }

    /** Por qué columna se ordena y hacia dónde; una estimación cuyo error no deja ordenar va por nombre. */
    get orden() {
      const [campo, sube] = (this.lo.orden || "valor").split("-");
      const segunda = campo === "valor2";
      const capa = this.lo.capas[segunda ? 1 : 0];
      const vale = campo === "nombre" || campo === "personas" || (capa && capa.ficha.ordena);
      return vale ? { campo, sube: !!sube } : { campo: "nombre", sube: true };
    }

    /** Las cifras del censo que describen solo a los contados no se ordenan: van al final. */
    llave(campo) {
      const { capas } = this.lo;
      if (campo === "nombre") return (i) => this.m.nombres[i];
      if (campo === "personas") return (i) => this.m.personas[i];
      const capa = capas[campo === "valor2" ? 1 : 0];
      const { censal } = capa.ficha;
      return (i) => (censal && this.filtros.contados[i] === SOLO_CONTADOS ? null : capa.valores[i]);
    }

    ordenadas() {
      const { claves, visibles, clase } = this.lo;
      const { campo, sube } = this.orden;
      const llave = this.llave(campo);
      const hay = claves.map((clave, i) => i).filter((i) => visibles[i] && (!clase || claves[i] === clase));
      return hay.sort(
        (a, b) => comparar(llave(a), llave(b), sube) || this.m.nombres[a].localeCompare(this.m.nombres[b], "es"),
      );
    }

    titular() {
      const { capas } = this.lo;
      const { campo, sube } = this.orden;
      const columna = (nombre, texto, ordena, clase) => {
        const estado = campo === nombre ? (sube ? "ascending" : "descending") : null;
        const siguiente = campo === nombre ? !sube : nombre === "nombre";
        const tocar = () => this.avisos.alOrdenar(nombre + (siguiente ? "-sube" : ""));
        const boton = el("button", { type: "button", onclick: tocar }, texto);
        return el("th", { scope: "col", "aria-sort": ordena ? estado : null, class: clase }, ordena ? boton : texto);
      };
      const deValor = capas.map((capa, n) => {
        const texto = capas.length === 1 ? `Valor, ${capa.periodo}` : `${capa.ficha.corto}, ${capa.periodo}`;
        return columna(n ? "valor2" : "valor", texto, capa.ficha.ordena, "cifra");
      });
      const anio = window.KitMapa.dato("poblacion").vigente;
      poner(
        this.cabeza,
        columna("nombre", "Municipio", true),
        deValor,
        columna("personas", `Habitantes, ${anio}`, true, "cifra"),
      );
    }

    llenar() {
      const { capas, clase } = this.lo;
      const [primera] = capas;
      this.caja.className = `tabla-viva rampa-${primera.ficha.color}`;
      poner(
        this.cuerpo,
        this.filas.slice(0, this.cuantas).map((i) => this.fila(i)),
      );
      const faltan = this.filas.length - this.cuantas;
      this.mas.hidden = faltan <= 0;
      this.mas.textContent = faltan > MAS ? `Ver otros ${MAS}` : `Ver los otros ${faltan}`;
      const en = capas.length === 1 ? unidad(primera.ficha).trim() : "";
      const cuales = clase ? " de la clase resaltada" : "";
      const dicho = `${contar(this.filas.length, "municipio", "municipios")}${cuales}.`;
      const que = capas.map(titulo).join(" y ");
      this.nota.textContent = `${dicho} ${que}${en ? `, en\u00a0${en}` : ""}.${this.advertencia()}`;
    }

    advertencia() {
      if (this.lo.capas.some((c) => !c.ficha.ordena)) {
        return " Entre paréntesis, el intervalo de 95\u00a0%: con ese error, los municipios no se ordenan por valor.";
      }
      if (!this.lo.capas.some((c) => c.ficha.censal)) return "";
      return " * El censo dejó por fuera a 20 o más de cada 100. ** A la mayoría: no se ordena.";
    }

    fila(i) {
      const { capas, claves, elegido } = this.lo;
      const { m } = this;
      const marca = el("i", { class: claves[i] });
      const boton = el("button", { type: "button", onclick: () => this.avisos.alElegir(i) }, m.nombres[i]);
      const censal = capas.some((c) => c.ficha.censal);
      const estrella = censal ? { [CAUTELA]: "*", [SOLO_CONTADOS]: "**" }[this.filtros.contados[i]] : "";
      const cabeza = el("th", { scope: "row" }, marca, boton, estrella || "", " ", el("small", {}, m.departamentos[i]));
      const valores = capas.map((capa) => {
        const entre = capa.intervalo(i);
        const rango = entre && capa.valores[i] !== null ? el("small", {}, ` (${entre.desde} a ${entre.hasta})`) : null;
        return el("td", { class: "cifra" }, cifra(capa, i), rango);
      });
      const personas = el("td", { class: "cifra" }, m.personas[i] === null ? "sin dato" : numero(m.personas[i]));
      return el("tr", { "data-i": i, class: i === elegido ? "elegida" : null }, cabeza, valores, personas);
    }

    senalar(i) {
      [...this.cuerpo.rows].forEach((fila) => fila.classList.toggle("aqui", fila.dataset.i === String(i)));
    }
  }

  window.KitMapa = Object.assign(/** @type {any} */ (window.KitMapa || {}), { Tabla });
})();
