/* Ocultar territorios con pocos hogares sin que se puedan recuperar por resta, con un solo nivel: los territorios
   y el total. Mismas reglas que generador/metodos/supresion.py. */
(function () {
  "use strict";
  const P = (self.KitPublicable = self.KitPublicable || /** @type {KitPublicable} */ ({}));
  const PUBLICADO = 0;
  const PRIMARIA = 1;
  const COMPLEMENTARIA = 2;

  /**
   * Qué se oculta: 0 publicado, 1 por pocos hogares, 2 para proteger a otro. Mientras los ocultos no junten el
   * mínimo se oculta el menor de los que quedan, y en empate el primero.
   * @param {Float64Array} hogares de cada territorio
   * @param {number} minimo
   * @returns {{territorios: Uint8Array, total: number}}
   */
  function suprimir(hogares, minimo) {
    const suma = hogares.reduce((s, n) => s + n, 0);
    const territorios = Uint8Array.from(hogares, (n) => (n > 0 && n < minimo ? PRIMARIA : PUBLICADO));
    const total = suma > 0 && suma < minimo ? PRIMARIA : PUBLICADO;
    let ocultos = hogares.reduce((s, n, i) => s + (territorios[i] === PRIMARIA ? n : 0), 0);
    if (total !== PUBLICADO) return { territorios, total };
    const libres = Array.from(hogares.keys()).filter((i) => hogares[i] > 0 && territorios[i] === PUBLICADO);
    libres.sort((a, b) => hogares[a] - hogares[b] || a - b);
    for (const libre of libres) {
      if (!ocultos || ocultos >= minimo) break;
      territorios[libre] = COMPLEMENTARIA;
      ocultos += hogares[libre];
    }
    return { territorios, total };
  }

  Object.assign(P, /** @satisfies {Partial<KitPublicable>} */ ({ PUBLICADO, PRIMARIA, COMPLEMENTARIA, suprimir }));
})();
