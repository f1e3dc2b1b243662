/* El servicio que guarda lo visitado para abrirlo sin internet: sus partes, en el orden en que se necesitan. */
// @parte recursos/servicio/nombres.js
// @parte recursos/servicio/reservas.js
// @parte recursos/servicio/memoria.js
// @parte recursos/servicio/red.js
// @parte recursos/servicio/completar.js
// @parte recursos/servicio/mudanza.js
// @parte recursos/servicio/atender.js
// @parte recursos/servicio/mensajes.js
