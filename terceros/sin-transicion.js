/* En lugar de d3-transition: d3-zoom solo le pide `interrupt()`, y el mapa nunca se mueve solo. */
import { selection } from "d3-selection";
selection.prototype.interrupt = function () {
  return this;
};
export const interrupt = () => {};
