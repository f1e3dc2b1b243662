"""Las dos letras del sitio, recortadas a los signos del español: `python -m letras` las rehace."""
