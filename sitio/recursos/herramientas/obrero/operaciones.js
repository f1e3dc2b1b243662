/* El obrero por dentro: las bases abiertas, las operaciones que saben responder y el trato con la página. Llega
   {n, operacion, pedido} y se contesta {n, respuesta}, {n, error} o, mientras tanto, {n, avance}. */

/** @typedef {Map<string, BaseEnMemoria>} Bases */

(function () {
  "use strict";
  const H = self.KitHogares;
  const obrero = (self.KitObrero = self.KitObrero || /** @type {KitObrero} */ ({}));
  /** @type {Bases} */
  const bases = new Map();
  /** @type {Map<string, OperacionDelObrero>} */
  const operaciones = new Map();
  /** Los pedidos que la página ya no espera. @type {Set<number>} */
  const cancelados = new Set();
  /** Cómo se suelta lo que dejó cada pedido. @type {Map<number, () => void>} */
  const deshacer = new Map();

  /** @type {KitObrero["operacion"]} */
  function operacion(nombre, hacer) {
    operaciones.set(nombre, hacer);
  }

  /** La base pedida; ErrorDeMetodo si ya no está. @type {KitObrero["base"]} */
  function base(id) {
    const hallada = bases.get(id);
    if (hallada) return hallada;
    throw new H.ErrorDeMetodo("esa base ya no está abierta", "vuelva a abrir el archivo");
  }

  /** Lo que se dice de un error, para que la página lo arme igual. @param {any} error @returns {ErrorDelObrero} */
  const deError = ({ problema, queHacer, pregunta, message }) =>
    problema ? { problema, queHacer, pregunta: pregunta || null } : { problema: message, queHacer: "", pregunta: null };

  /** Deja que la página se oiga: así se puede cancelar entre un paso y otro. */
  const respiro = () => new Promise((seguir) => setTimeout(seguir, 0));

  /** @param {number} n @returns {ContextoDelObrero} */
  const contextoDe = (n) => ({
    async avance(paso, parte) {
      postMessage({ n, avance: { paso, parte } });
      await respiro();
      if (cancelados.has(n)) throw new H.ErrorDeMetodo("se canceló", "ábrala otra vez cuando quiera");
    },
    alCancelar: (soltar) => deshacer.set(n, soltar),
  });

  /** @param {PedidoAlObrero} mensaje */
  async function atender({ n, operacion: nombre, pedido }) {
    try {
      const hacer = operaciones.get(nombre);
      if (!hacer) throw new Error(`El obrero no conoce «${nombre}».`);
      const respuesta = await hacer(bases, pedido, contextoDe(n));
      postMessage({ n, respuesta });
    } catch (error) {
      postMessage({ n, error: deError(error) });
    }
    cancelados.delete(n);
  }

  /** También si llega cuando el pedido ya terminó: la página dejó de esperarlo antes de saberlo. @param {number} n */
  function cancelar(n) {
    cancelados.add(n);
    deshacer.get(n)?.();
  }

  /** Empieza a oír a la página. */
  function oir() {
    self.onmessage = ({ data }) => {
      if (data.cancelar) cancelar(data.cancelar);
      else atender(data);
    };
  }

  Object.assign(obrero, /** @satisfies {Partial<KitObrero>} */ ({ bases, operacion, base, oir }));
})();
