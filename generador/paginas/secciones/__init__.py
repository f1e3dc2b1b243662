"""Una sección de página por módulo: del acervo y un código a lo que pinta la plantilla."""
