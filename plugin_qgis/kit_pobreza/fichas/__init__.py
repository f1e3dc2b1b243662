"""Una ficha por vereda, para imprimir (composición y atlas de QGIS) o para enviar (HTML)."""
