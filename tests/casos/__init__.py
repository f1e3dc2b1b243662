"""Los mismos casos en los tres motores: la orden, QGIS de verdad y el navegador de verdad."""
