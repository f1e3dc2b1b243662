/* El guion de /mapa/: sus partes, en el orden en que se necesitan. */
// @parte partes/clases.js
// @parte partes/geometria.js
// @parte partes/textos.js
// @parte partes/direccion.js
// @parte partes/municipios.js
// @parte partes/capa.js
// @parte partes/lienzo.js
// @parte partes/rotulos.js
// @parte partes/lugares.js
// @parte partes/leyenda.js
// @parte partes/histograma.js
// @parte partes/tabla.js
// @parte partes/tarjeta.js
// @parte partes/buscar.js
// @parte partes/controles.js
// @parte partes/panel.js
// @parte partes/pagina.js
