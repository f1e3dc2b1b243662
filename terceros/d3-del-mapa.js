/* Lo único que /mapa/ usa de d3 y de topojson: «make terceros» lo junta en un guion clásico. */
export { geoIdentity, geoPath } from "d3-geo";
export { zoom, zoomIdentity } from "d3-zoom";
export { select } from "d3-selection";
export { feature, mesh } from "topojson-client";
