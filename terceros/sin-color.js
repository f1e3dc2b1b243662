/* En lugar de d3-color: d3-zoom toma de d3-interpolate una sola función, que no trata con colores. */
const nada = () => {};
export { nada as color, nada as cubehelix, nada as hcl, nada as hsl, nada as lab, nada as rgb };
