"""Nombre de departamento → código, para las fuentes que solo publican el nombre."""

from __future__ import annotations

from difflib import get_close_matches

from generador.fuentes.lectura.rejillas import Tabla, llave

NACION = ("Total Nacional", "Nacional", "Colombia")

# Código DANE → nombres con que lo escriben los archivos oficiales; el primero es el de la DIVIPOLA.
NOMBRES: dict[str, tuple[str, ...]] = {
    "00": NACION,
    "05": ("Antioquia",),
    "08": ("Atlántico",),
    "11": ("Bogotá, D.C.", "Bogotá D.C.", "Bogotá D. C.", "Bogotá"),
    "13": ("Bolívar",),
    "15": ("Boyacá",),
    "17": ("Caldas",),
    "18": ("Caquetá",),
    "19": ("Cauca",),
    "20": ("Cesar",),
    "23": ("Córdoba",),
    "25": ("Cundinamarca",),
    "27": ("Chocó",),
    "41": ("Huila",),
    "44": ("La Guajira", "Guajira"),
    "47": ("Magdalena",),
    "50": ("Meta",),
    "52": ("Nariño",),
    "54": ("Norte de Santander", "N. de Santander"),
    "63": ("Quindío",),
    "66": ("Risaralda",),
    "68": ("Santander",),
    "70": ("Sucre",),
    "73": ("Tolima",),
    "76": ("Valle del Cauca", "Valle"),
    "81": ("Arauca",),
    "85": ("Casanare",),
    "86": ("Putumayo",),
    "88": (
        "Archipiélago de San Andrés, Providencia y Santa Catalina",
        "San Andrés",
        "San Andrés y Providencia",
        "Archipiélago de San Andrés",
        "San Andrés, Providencia y Santa Catalina",
    ),
    "91": ("Amazonas",),
    "94": ("Guainía",),
    "95": ("Guaviare",),
    "97": ("Vaupés",),
    "99": ("Vichada",),
}
_CODIGOS = {llave(nombre): codigo for codigo, nombres in NOMBRES.items() for nombre in nombres}


def codigos(tabla: Tabla, columna: str) -> list[str]:
    """Código de dos cifras de cada fila (`00` la nación).

    Un nombre que no está en la tabla es un ErrorDeDatos que propone el más parecido.
    """
    salida = []
    for i, celda in enumerate(tabla[columna]):
        codigo = _CODIGOS.get(llave(celda))
        if codigo is None:
            parecidos = get_close_matches(llave(celda), _CODIGOS, n=1)
            pista = f"; ¿es «{NOMBRES[_CODIGOS[parecidos[0]]][0]}»?" if parecidos else ""
            raise tabla.error(
                i,
                columna,
                f"no es el nombre de un departamento{pista}",
                "corrija el nombre o agréguelo como alias en "
                "generador/fuentes/lectura/departamentos.py",
            )
        salida.append(codigo)
    return salida
