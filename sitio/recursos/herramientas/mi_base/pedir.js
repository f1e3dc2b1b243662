/* El trato de la página con el obrero: se le pide una operación y se espera su respuesta o su error. */
(function () {
  "use strict";
  const mia = (window.KitMiBase = window.KitMiBase || /** @type {KitMiBase} */ ({}));
  /** @type {Map<number, Espera>} */
  const esperas = new Map();
  /** @type {Worker | null} */
  let obrero = null;
  let ultimo = 0;
  const CANCELADO = { problema: "se canceló", queHacer: "ábrala otra vez cuando quiera", pregunta: null };

  /** Lo que impide seguir, con su qué hacer y su pregunta, igual que se dijo en el obrero. */
  class ErrorDeBase extends Error {
    /** @param {ErrorDelObrero} dicho */
    constructor({ problema, queHacer, pregunta }) {
      super(queHacer ? `${problema}: ${queHacer}` : problema);
      this.problema = problema;
      this.queHacer = queHacer;
      this.pregunta = pregunta;
    }
  }

  /** Un texto es la única manera de abrir un Worker en una página del disco. */
  function empezar() {
    const direccion = URL.createObjectURL(new Blob([window.KIT_OBRERO], { type: "text/javascript" }));
    const nuevo = new Worker(direccion);
    nuevo.onmessage = ({ data }) => recibir(data);
    nuevo.onerror = (evento) => caer(evento);
    return nuevo;
  }

  /** @param {RespuestaDelObrero} mensaje */
  function recibir({ n, respuesta, error, avance }) {
    const espera = esperas.get(n);
    if (!espera) return;
    if (avance) {
      espera.alAvanzar(avance);
      return;
    }
    esperas.delete(n);
    if (error) espera.fallar(new ErrorDeBase(error));
    else espera.cumplir(respuesta);
  }

  /** Si el obrero se cae (casi siempre, por memoria), sus bases se van con él: se dice. @param {ErrorEvent} evento */
  function caer(evento) {
    evento.preventDefault();
    const caido = { problema: "no alcanzó la memoria de este navegador", queHacer: "", pregunta: null };
    caido.queHacer = "cierre otras pestañas y vuelva a abrir la base";
    obrero?.terminate();
    obrero = null;
    esperas.forEach((espera) => espera.fallar(new ErrorDeBase(caido)));
    esperas.clear();
    mia.alCaer?.();
  }

  /** @type {KitMiBase["pedir"]} */
  function pedir(operacion, pedido = {}, { alAvanzar = () => {}, senal = null } = {}) {
    obrero ||= empezar();
    const propio = obrero;
    ultimo += 1;
    const n = ultimo;
    return new Promise((cumplir, fallar) => {
      esperas.set(n, { cumplir, fallar, alAvanzar });
      senal?.addEventListener("abort", () => {
        if (!esperas.has(n)) return; // ya se contestó: no hay qué soltar
        propio.postMessage({ cancelar: n });
        // No se espera al obrero, que puede estar a mitad de un paso: lo que alcance a hacer lo suelta él.
        recibir({ n, error: CANCELADO });
      });
      propio.postMessage({ n, operacion, pedido });
    });
  }

  Object.assign(mia, /** @satisfies {Partial<KitMiBase>} */ ({ ErrorDeBase, pedir }));
})();
