"""Las normas que el kit cita, con lo que de cada una se pudo comprobar."""
