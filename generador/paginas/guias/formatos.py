"""Los formatos en blanco de una sesión: agenda, lista de asistencia y acta."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from generador.paginas.guias import archivos_de_las_guias
from generador.paginas.guias.sesion import una
from generador.paginas.guias.tablas_html import tabla

VACIA = "\N{NO-BREAK SPACE}"
DESDE_CERO = "0:00"
MINUTOS_DEL_DIA = 24 * 60


def agenda(sesion: str) -> str:
    """Los momentos con el minuto en que empieza cada uno, cuánto dura y el total."""
    momentos = una(sesion)["agenda"]
    minutos = [m[1] for m in momentos]
    marcas = horas(DESDE_CERO, minutos)
    filas = [
        (nombre, marca, f"{dura} min", que)
        for (nombre, dura, que), marca in zip(momentos, marcas, strict=False)
    ]
    filas.append(("Total", marcas[-1], f"{sum(minutos)} min", ""))
    return tabla("Agenda", ("Momento", "Empieza", "Dura", "Qué se hace"), filas, "tabla-agenda")


def horas(inicio: str, minutos: Sequence[int]) -> list[str]:
    """Hora «8:05» en que empieza cada momento y, al final, la hora en que se acaba, (n + 1,)."""
    hora, minuto = (int(parte) for parte in inicio.split(":"))
    ahora = hora * 60 + minuto
    marcas = [ahora]
    for dura in minutos:
        ahora += dura
        marcas.append(ahora)
    return [f"{m % MINUTOS_DEL_DIA // 60}:{m % 60:02d}" for m in marcas]


def asistencia(filas: int = 15) -> str:
    """Lista de asistencia en blanco; «Decide» es para quien firma o manda en el tema."""
    columnas = ("N.º", "Nombre", "Cargo y dependencia", "Decide", "Correo", "Firma")
    en_blanco = [(str(i), *[VACIA] * 5) for i in range(1, filas + 1)]
    return _formato("Lista de asistencia", columnas, en_blanco, "formato-asistencia") + (
        '<p class="aclaracion">Los datos sirven para convocar y hacer seguimiento a estas '
        "sesiones; la lista no se publica.</p>"
    )


def acta(sesion: str, filas: int = 6) -> str:
    """El acta en blanco: encabezado, lo acordado, mediciones, compromisos y firmas."""
    estados = ", ".join(
        e["nombre"].lower() for e in archivos_de_las_guias.compartidas()["seguimiento"]["estados"]
    )
    return (
        '<p class="renglones">Municipio: <span></span> Fecha: <span></span> Lugar: <span></span> '
        "Facilita: <span></span></p>"
        '<p class="renglones">Convocados: <span></span> Asistentes: <span></span> '
        "De ellos, deciden: <span></span></p>"
        f"<p><strong>Lo acordado.</strong> {escape(una(sesion)['acuerdo'])}</p>"
        '<p class="renglones">Promedios del grupo: entrada <span></span> salida <span></span> '
        "ganancia <span></span></p>"
        f"{compromisos(filas)}"
        f"<p>Estados: {estados}.</p>"
        '<p class="renglones">Próxima sesión: <span></span> Lugar: <span></span></p>'
        '<p class="renglones">Firma de la alcaldía: <span></span> '
        "Firma de quien facilita: <span></span></p>"
    )


def compromisos(filas: int = 6) -> str:
    """La parte del acta que importa: qué, quién, cuándo, con qué evidencia y en qué va."""
    columnas = ("N.º", "Qué", "Quién", "Cuándo", "Evidencia", "Estado")
    return _formato(
        "Compromisos",
        columnas,
        [(str(i), *[VACIA] * 5) for i in range(1, filas + 1)],
        "formato-compromisos",
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
        f'<div class="formato-desplazable" role="region" aria-label="{titulo}" tabindex="0">'
        f'<table class="{f"tabla-formato {clase}".strip()}"><caption>{titulo}</caption>'
        f"<thead><tr>{cabeza}</tr></thead><tbody>{cuerpo}</tbody></table></div>"
    )
