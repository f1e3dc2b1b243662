"""Reglas de las herramientas web (`reglas/*.json`): las mismas en el navegador y en Python."""
