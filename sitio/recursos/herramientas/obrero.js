/* Lo que corre aparte de la página, sin detenerla: la lectura de una base y las cuentas sobre ella. Al construir,
   los guiones de esta lista y las tablas que usan quedan aquí como un texto, `KIT_OBRERO`, con que la página arma
   un Worker: es la manera que también sirve desde el disco. Una capacidad nueva agrega aquí su `@parte`. */
// @pagina simulador hogares/ metodos/
// @regla instrumentos
// @regla hogares_simples
// @regla metodos/formulas
// @regla metodos/ipm
// @regla metodos/publicable
// @parte calculos/sisben
// @parte calculos/simulador
// @parte calculos/incidencia
// @parte calculos/priorizador
// @parte calculos/prioridad_simulada
// @parte simulador/lectura
// @parte simulador/cuentas
// @parte obrero/operaciones
// @parte obrero/archivo
// @parte obrero/base
// @parte obrero/elegir
// @parte obrero/simular
// @parte obrero/incidencia
// @parte obrero/priorizar
// @parte publicable/palabras
// @parte publicable/siphash
// @parte publicable/blake2b
// @parte publicable/huella
// @parte publicable/clave
// @parte publicable/llaves
// @parte publicable/redondeo
// @parte publicable/celdas
// @parte publicable/supresion
// @parte publicable/pedido
// @parte publicable/etiquetas
// @parte publicable/publicada
// @parte publicable/tabla
// @parte publicable/bitacora
// @parte publicable/filas
// @parte publicable/escritura
// @parte publicable/publicacion
// @parte publicable/suma
// @parte publicable/registro
// @parte publicable/libro
// @parte publicable/geojson
// @parte obrero/publicable
// @parte obrero/abrir
