"""Lo que dice cada sesión, leído de sesiones.yaml y pruebas.yaml, como macros de su página."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from generador.cubo.periodos import escrito
from generador.formato import numero
from generador.metodos.ganancia import ganancia as ganancia_normalizada
from generador.paginas.guias import archivos_de_las_guias
from generador.paginas.guias.tablas_html import tabla
from generador.rutas import SITIO

LETRAS = "abc"
RAYA = "_" * 22
ESPACIO = "_" * 8


def una(sesion: str) -> dict[str, Any]:
    """Todo lo escrito de una sesión."""
    hallada: dict[str, Any] = archivos_de_las_guias.leer("sesiones")[sesion]
    return hallada


def objetivo(sesion: str) -> str:
    """Con qué sale el equipo."""
    return str(una(sesion)["objetivo"])


def participantes(sesion: str) -> str:
    """A quién se convoca."""
    return str(una(sesion)["participantes"])


def guion(sesion: str) -> str:
    """Qué hace quien facilita, paso a paso, y qué hacer si algo se tuerce."""
    pasos = (f"{i}. {paso}" for i, paso in enumerate(una(sesion)["guion"], start=1))
    return "\n".join([*pasos, "", una(sesion)["imprevisto"]])


def materiales(sesion: str) -> str:
    """Qué se lleva."""
    return "\n".join(f"- {material}" for material in una(sesion)["materiales"])


def herramientas_de(sesion: str) -> str:
    """Las herramientas que la sesión usa, enlazadas en el orden en que se usan."""
    filas = [
        f"{i}. [{_titulo(herramienta)}](../herramientas/{herramienta}/index.md). {para}."
        for i, (herramienta, para) in enumerate(una(sesion)["herramientas"], start=1)
    ]
    return "\n".join(filas)


def _titulo(herramienta: str) -> str:
    """El de su página."""
    texto = (SITIO / "herramientas" / herramienta / "index.md").read_text(encoding="utf-8")
    return texto.split("title: ", 1)[1].split("\n", 1)[0]


def hoja(sesion: str) -> str:
    """La hoja del ejercicio, para llenar a mano con los datos del municipio."""
    leida = una(sesion)["hoja"]
    lineas = [f"**{leida['titulo']}**", ""]
    lineas += [
        f"{i}. {con_espacios(pregunta['texto'])}"
        for i, pregunta in enumerate(leida["preguntas"], start=1)
    ]
    return "\n".join(lineas)


def con_espacios(texto: str) -> str:
    """Cada «{}» como espacio para escribir; sin ninguno, una raya al final."""
    return texto.replace("{}", ESPACIO) if "{}" in texto else f"{texto} {RAYA}"


def con_anios(hallados: list[dict[str, Any]], anio: Callable[[str], str]) -> list[dict[str, Any]]:
    """Los ítems con el año de cada `{medida}` que nombra su pregunta, que da `anio`."""
    return [item | {"pregunta": escrito(item["pregunta"], anio)} for item in hallados]


def items(sesion: str) -> list[dict[str, Any]]:
    """Los ítems de una sesión; los de «cierre» son los marcados de todas las demás."""
    pruebas = archivos_de_las_guias.leer("pruebas")
    if sesion != "cierre":
        return list(pruebas[sesion])
    return [item for de_uno in pruebas.values() for item in de_uno if item.get("cierre")]


def prueba(sesion: str, anio: Callable[[str], str]) -> str:
    """La prueba de entrada y salida, para imprimir una hoja por persona."""
    preguntas = "".join(
        f"<li><p>{escape(item['pregunta'])}</p><ol>"
        + "".join(f"<li>{escape(opcion)}</li>" for opcion in item["opciones"])
        + "</ol></li>"
        for item in con_anios(items(sesion), anio)
    )
    return (
        '<div class="hoja"><p class="renglones">Nombre: <span></span> Fecha: <span></span> '
        'Entrada <i class="cuadrito"></i> Salida <i class="cuadrito"></i></p>'
        f'<ol class="preguntas">{preguntas}</ol></div>'
    )


def respuestas(sesion: str) -> str:
    """Clave de la prueba con la razón de cada respuesta, para quien facilita."""
    filas = [
        (f"{i}. {LETRAS[item['correcta']]}", item["razon"])
        for i, item in enumerate(items(sesion), start=1)
    ]
    return tabla("Clave de la prueba", ("Respuesta", "Por qué"), filas)


def cuantas_preguntas(sesion: str) -> int:
    """Número de ítems de la prueba."""
    return len(items(sesion))


def ganancia(entrada: float, salida: float) -> str:
    """Ganancia normalizada de dos promedios de 0 a 100; sin margen de mejora no está definida."""
    hallada = ganancia_normalizada(entrada, salida)
    return "no definida" if hallada is None else numero(hallada, 2)


def tabla_seguimiento() -> str:
    """El catálogo de indicadores de la asistencia: qué es, cómo se calcula, de dónde y cuándo."""
    reglas = archivos_de_las_guias.compartidas()["seguimiento"]
    filas = [
        (
            i["nombre"],
            i["definicion"],
            f"{i['formula']} ({i['unidad']})",
            i["fuente"],
            i["periodicidad"],
            "El tablero" if i["calculo"] == "tablero" else "A mano",
        )
        for i in reglas["indicadores"]
    ]
    columnas = ("Indicador", "Qué dice", "Cómo se calcula", "Fuente", "Cada cuánto", "Lo calcula")
    return tabla("Indicadores de seguimiento de la asistencia", columnas, filas)


def tabla_estados() -> str:
    """Los estados de un compromiso y cuándo se pone cada uno."""
    reglas = archivos_de_las_guias.compartidas()["seguimiento"]
    filas = [(e["nombre"], e["cuando"]) for e in [*reglas["estados"], reglas["vencido"]]]
    return tabla("Estados de un compromiso", ("Estado", "Cuándo"), filas)
