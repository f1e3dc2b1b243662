"""Frases de lectura: de una cifra a una oración correcta que no exagera."""

from __future__ import annotations

from generador.paginas.formato import numero, porcentaje, redondear

# Desde qué distancia (en puntos) una fracción sencilla deja de ser una lectura honesta.
TOLERANCIA = 1.5


def de_cada(valor: float) -> str:
    """«9 de cada 10 personas», con su matiz; sin fracción sencilla cercana, «37 de cada 100»."""
    if valor <= 0:
        return "ninguna de cada 100 personas"
    if valor < 1:
        return "menos de 1 de cada 100 personas"
    decima = redondear(valor / 10)
    if 1 <= decima <= 9 and abs(valor - 10 * decima) <= TOLERANCIA:
        return f"{_matiz(valor, 10 * decima)}{numero(decima)} de cada 10 personas"
    for partes, de in ((1, 8), (1, 4), (1, 3), (2, 3), (3, 4)):
        exacto = 100 * partes / de
        if abs(valor - exacto) <= TOLERANCIA / 2:
            return f"{_matiz(valor, exacto)}{partes} de cada {de} personas"
    return f"{numero(valor)} de cada 100 personas"


def _matiz(valor: float, exacto: float) -> str:
    if abs(valor - exacto) < 0.25:
        return ""
    return "casi " if valor < exacto else "un poco más de "


def comparacion(valor: float, referencia: float, nombre: str, decimales: int = 1) -> str:
    """«45,2 puntos porcentuales más que en Chocó (45,4 %)»; si redondean igual, «igual que»."""
    diferencia = redondear(valor, decimales) - redondear(referencia, decimales)
    cifra = porcentaje(referencia, decimales)
    if redondear(diferencia, decimales) == 0:
        return f"igual que {nombre} ({cifra})"
    sentido = "más" if diferencia > 0 else "menos"
    puntos = numero(abs(diferencia), decimales)
    unidad = "punto porcentual" if puntos in ("1", "1,0") else "puntos porcentuales"
    return f"{puntos} {unidad} {sentido} que {nombre} ({cifra})"


def precision(cv: float) -> str:
    """Coeficiente de variación (%) de una estimación, en palabras."""
    if cv <= 15:
        return "precisa"
    if cv <= 20:
        return "aceptable"
    return "poco precisa: úsela solo como orden de magnitud"
