/* Lo que corre aparte de la página, sin detenerla: la lectura de una base y las cuentas sobre ella. Al construir,
   los guiones de esta lista y las tablas que usan quedan aquí como un texto, `KIT_OBRERO`, con que la página arma
   un Worker: es la manera que también sirve desde el disco. Una capacidad nueva agrega aquí su `@parte`. */
// @pagina simulador hogares/ metodos/
// @regla instrumentos
// @regla hogares_simples
// @regla metodos/ipm
// @regla metodos/listas
// @parte calculos/sisben
// @parte calculos/simulador
// @parte calculos/incidencia
// @parte calculos/partes
// @parte calculos/documentos
// @parte calculos/cruce_de_lista
// @parte calculos/medida_de_lista
// @parte calculos/cortes
// @parte simulador/lectura
// @parte simulador/cuentas
// @parte obrero/operaciones
// @parte obrero/archivo
// @parte obrero/base
// @parte obrero/elegir
// @parte obrero/simular
// @parte obrero/lista_leida
// @parte obrero/lista_medida
// @parte obrero/cortes
// @parte obrero/abrir
