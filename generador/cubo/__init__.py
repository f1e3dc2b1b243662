"""La tabla de cifras de `datos/`: llave, estados y catálogo; leer, comprobar y guardar."""
