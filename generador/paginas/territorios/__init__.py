"""La página de un municipio, un departamento o el país."""
