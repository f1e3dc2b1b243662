"""Los formatos de las sesiones: agenda, prueba, lista de asistencia y acta."""

from __future__ import annotations

from html import escape
from typing import Any

from generador.paginas.formato import numero
from generador.paginas.guias import datos
from generador.paginas.guias.tablas import tabla

LETRAS = "abc"
VACIA = "\N{NO-BREAK SPACE}"


def agenda(momentos: list[list[Any]]) -> str:
    """Momentos [nombre, minutos, qué se hace] con el minuto en que empieza cada uno y el total."""
    filas, desde = [], 0
    for nombre, minutos, que in momentos:
        filas.append((escape(nombre), _reloj(desde), f"{minutos} min", escape(que)))
        desde += minutos
    filas.append(("Total", _reloj(desde), f"{desde} min", ""))
    return tabla("Agenda", ("Momento", "Empieza", "Dura", "Qué se hace"), filas, "ag")


def _reloj(minutos: int) -> str:
    return f"{minutos // 60}:{minutos % 60:02d}"


def _items(modulo: str) -> list[dict[str, Any]]:
    """Los ítems de un módulo; los de «cierre» son los marcados de todos los demás."""
    pruebas = datos.leer("pruebas")
    if modulo != "cierre":
        return list(pruebas[modulo])
    return [item for items in pruebas.values() for item in items if item.get("cierre")]


def prueba(modulo: str) -> str:
    """La prueba de entrada y salida, para imprimir una hoja por persona."""
    preguntas = "".join(
        f"<li><p>{escape(item['pregunta'])}</p><ol>"
        + "".join(f"<li>{escape(opcion)}</li>" for opcion in item["opciones"])
        + "</ol></li>"
        for item in _items(modulo)
    )
    return (
        '<div class="hoja"><p class="ln">Nombre: <span></span> Fecha: <span></span> '
        "Entrada ☐ Salida ☐</p>"
        f'<ol class="pe">{preguntas}</ol></div>'
    )


def respuestas(modulo: str) -> str:
    """Clave de la prueba con la razón de cada respuesta, para quien facilita."""
    filas = [
        (f"{i}. {LETRAS[item['correcta']]}", escape(item["razon"]))
        for i, item in enumerate(_items(modulo), start=1)
    ]
    return tabla("Clave de la prueba", ("Respuesta", "Por qué"), filas)


def ganancia(entrada: float, salida: float) -> str:
    """Ganancia normalizada de dos promedios de 0 a 100; sin margen de mejora no está definida."""
    if entrada >= 100:
        return "no definida"
    return numero((salida - entrada) / (100 - entrada), 2)


def cuantas_preguntas(modulo: str) -> int:
    """Número de ítems de la prueba."""
    return len(_items(modulo))


def asistencia(filas: int = 15) -> str:
    """Lista de asistencia en blanco."""
    columnas = ("N.º", "Nombre", "Cargo y dependencia", "Correo", "Firma")
    return _formato(
        "Lista de asistencia", columnas, [(str(i), *[VACIA] * 4) for i in range(1, filas + 1)]
    )


def compromisos(filas: int = 6) -> str:
    """La parte del acta que importa: qué, quién, cuándo, con qué evidencia y en qué va."""
    columnas = ("N.º", "Qué", "Quién", "Cuándo", "Evidencia", "Estado")
    return _formato(
        "Compromisos", columnas, [(str(i), *[VACIA] * 5) for i in range(1, filas + 1)], "al"
    )


def _formato(
    titulo: str, columnas: tuple[str, ...], filas: list[tuple[str, ...]], clase: str = ""
) -> str:
    """Una hoja para llenar a mano o en el computador; en el celular se desplaza."""
    cabeza = "".join(f'<th scope="col">{c}</th>' for c in columnas)
    cuerpo = "".join(
        f'<tr><th scope="row">{n}</th>' + "".join(f"<td>{c}</td>" for c in resto) + "</tr>"
        for n, *resto in filas
    )
    return (
        f'<div class="fo" role="region" aria-label="{titulo}" tabindex="0">'
        f'<table class="{f"fm {clase}".strip()}"><caption>{titulo}</caption>'
        f"<thead><tr>{cabeza}</tr></thead><tbody>{cuerpo}</tbody></table></div>"
    )
