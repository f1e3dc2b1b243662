"""Los datos de `/mapa/`: la geometría y un guion por indicador, que se pide al elegirlo."""
