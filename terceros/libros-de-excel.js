// Lo que lee, llena y escribe libros de Excel.
export { openXlsx, readXlsx, saveXlsx, writeXlsx } from "hucre/xlsx";
