/* Lo que va en la dirección de una herramienta: el municipio y, de su estado, solo la lista cerrada de claves sin nada
   personal (reglas/expediente.json). Los enlaces de antes, que llevaban el estado entero, siguen abriendo. */
(function () {
  "use strict";
  const E = window.KitExpediente;

  const codificar = (objeto) => {
    const bytes = new TextEncoder().encode(JSON.stringify(objeto));
    let crudo = "";
    bytes.forEach((b) => {
      crudo += String.fromCharCode(b);
    });
    return btoa(crudo).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };

  const descifrar = (texto) => {
    const crudo = atob(texto.replace(/-/g, "+").replace(/_/g, "/"));
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(crudo, (c) => c.charCodeAt(0))));
  };

  /* Las claves del estado que pueden ir en la dirección y que ya no son las de fábrica. */
  function publico(h, estado) {
    const fabrica = h.inicial();
    const claves = E.reglaDe(h.id).direccion;
    const cambio = (c) => JSON.stringify(estado[c]) !== JSON.stringify(fabrica[c]);
    return E.recortar(estado, claves.filter(cambio));
  }

  /* `#m=27025&e=…`, o «#» si no hay nada que decir. */
  function escribir(h, municipio, estado) {
    const suyo = publico(h, estado);
    const partes = [
      municipio ? `m=${municipio.codigo}` : "",
      Object.keys(suyo).length ? `e=${codificar([h.version, suyo])}` : "",
    ];
    return `#${partes.filter(Boolean).join("&")}`;
  }

  /* {estado, entero} de un enlace; `entero` si trae lo que hoy ya no va en la dirección. Error si no se entiende. */
  function leer(h, texto) {
    const [version, crudo] = descifrar(texto);
    const { guarda, direccion } = E.reglaDe(h.id);
    const claves = Object.keys(crudo);
    const conocidas = [...guarda, ...direccion];
    if (version !== h.version || !claves.length || claves.some((c) => !conocidas.includes(c)))
      throw new Error("versión");
    return { estado: h.leer({ ...h.inicial(), ...crudo }), entero: claves.some((c) => !direccion.includes(c)) };
  }

  Object.assign(window.KitH, /** @satisfies {Partial<KitH>} */ ({ direccion: { escribir, leer, publico } }));
})();
