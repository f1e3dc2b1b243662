"""Una sección de página por módulo: recibe el acervo y un código, devuelve lo que pinta la plantilla."""
