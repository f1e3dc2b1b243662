"""Las cuentas que solo hace el navegador, escritas otra vez para comprobarlas.

Nadie más las usa: ni la orden, ni el sitio, ni el complemento; por eso no están en `metodos`, que
viaja entero en el zip.
"""
