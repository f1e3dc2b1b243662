"""Los archivos oficiales: uno por módulo en `oficiales/`, con las ayudas de `lectura/`."""
