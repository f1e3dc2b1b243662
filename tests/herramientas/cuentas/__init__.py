"""Las cuentas de tres herramientas del navegador, escritas otra vez para comprobarlas.

Nadie más las usa: ni la orden, ni el sitio, ni el complemento.
"""
