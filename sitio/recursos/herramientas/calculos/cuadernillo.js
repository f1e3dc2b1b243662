/* Las cifras del cuadernillo de un municipio, de las columnas que arma generador/paginas/herramientas/cuadernillo.py.
   Una cifra es {v, d, u} (número, decimales, unidad), {rotulo} si es una categoría o {falta} si no la hay. */
(function () {
  "use strict";
  const FALTA = { x: "no aplica", "?": "no disponible" };

  function leida(columna, crudo) {
    if (typeof crudo !== "number") return { falta: FALTA[crudo] || "sin dato" };
    if (columna.c) return { rotulo: columna.c[crudo] };
    return { v: crudo / 10 ** columna.d, d: columna.d, u: columna.u };
  }

  /* Lo que se puede preguntar de un municipio; null si el código no está. */
  function cuadernillo(datos, codigo) {
    const i = datos.municipios.indexOf(codigo);
    if (i < 0) return null;
    const depto = codigo.slice(0, 2);
    // Bogotá es municipio y departamento a la vez: solo se compara con el país.
    const referencias = depto === "11" ? ["00"] : [depto, "00"];
    const columna = (id) => datos.columnas[id];
    const cifra = (id, zona, otro) => leida(columna(id), columna(id).v[zona || "total"][otro === undefined ? i : otro]);
    const referencia = (id, quien) => leida(columna(id), columna(id).ref[quien]);
    const resta = (a, b, decimales) => (a.v === undefined || b.v === undefined ? { falta: "sin dato" } : { v: a.v - b.v, d: decimales, u: "p.\u00a0p.", signo: true });
    const ficha = (id) => ({ nombre: columna(id).n, periodo: columna(id).p, fuente: columna(id).f });

    const privaciones = () => datos.privaciones.map((id) => ({
      id, nombre: columna(id).n, propia: cifra(id), referencias: referencias.map((r) => referencia(id, r)),
    })).sort((a, b) => (b.propia.v === undefined ? -1 : b.propia.v) - (a.propia.v === undefined ? -1 : a.propia.v));

    const lejanas = () => datos.lejanas[i].map(([n, cabecera, rural]) => {
      const id = datos.privaciones[n];
      const propia = cifra(id);
      const referida = referencia(id, referencias[0]);
      return { id, nombre: columna(id).n, propia, referencia: referida, diferencia: resta(propia, referida, 1), cabecera: leida(columna(id), cabecera), rural: leida(columna(id), rural) };
    });

    const comparables = () => datos.comparables[i].map((otro) => ({ codigo: datos.municipios[otro], ipm: cifra("ipm_censal", "total", otro), diferencia: resta(cifra("ipm_censal"), cifra("ipm_censal", "total", otro), 1) }));

    const medianaDeGrupo = (id) => {
      const grupo = datos.columnas.mdm_grupo.v.total[i];
      return typeof grupo === "number" ? { v: datos.medianas[grupo][id], d: 1, u: "" } : { falta: "sin dato" };
    };

    return {
      codigo, referencias, cifra, referencia, ficha, privaciones, lejanas, comparables, medianaDeGrupo, resta,
      anioDePrivaciones: columna(datos.privaciones[0]).p,
      nombreDe: (r) => datos.agregados[r],
      sinComparables: datos.sin_comparables[codigo] || "",
      puestos: { pais: datos.puestos.pais[i], departamento: datos.puestos.departamento[i], de_pais: datos.municipios.length, de_departamento: datos.municipios.filter((m) => m.slice(0, 2) === depto).length },
    };
  }

  window.KitCalculos = Object.assign(window.KitCalculos || {}, { cuadernillo });
})();
