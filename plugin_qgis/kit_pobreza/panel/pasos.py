"""Los cuatro pasos del panel, como datos: qué se corre, qué se dice y de dónde sale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter
from typing import Any

from ..numeros import escrito


@dataclass(frozen=True)
class Paso:
    """Un paso: sus `botones` {algoritmo: rótulo}; está hecho cuando corre el `principal`."""

    titulo: str
    texto: str
    botones: Mapping[str, str]
    principal: str
    resumen: str


PASOS = (
    Paso(
        "Cargar la base",
        "Elija el archivo del Sisbén. Los datos personales se descartan al leer.",
        {"cargar_sisben": "Cargar base", "diagnosticar_capa": "Revisar capa"},
        "cargar_sisben",
        "{total_hogares} hogares de {registros} registros; {sin_coordenada} sin coordenada.",
    ),
    Paso(
        "Medir la incidencia",
        "Elija las veredas, barrios o manzanas: el mapa muestra dónde hay más privación.",
        {"incidencia_privaciones": "Medir incidencia"},
        "incidencia_privaciones",
        "{h:%} en pobreza; {territorios} territorios, {suprimidos} sin mostrar.",
    ),
    Paso(
        "Clasificar los territorios",
        "Póngalos en clases para decidir cuáles van primero.",
        {"clasificar_territorios": "Clasificar"},
        "clasificar_territorios",
        "{clases} clases; {sin_dato} territorios sin dato.",
    ),
    Paso(
        "Focalizar los hogares",
        "Identifique a los elegibles, reparta los cupos, seleccione y evalúe.",
        {
            "identificar_hogares": "Identificar", "asignar_cupos": "Asignar cupos",
            "seleccionar_hogares": "Seleccionar", "evaluar_focalizacion": "Evaluar",
        },
        "seleccionar_hogares",
        "{seleccionados} hogares seleccionados y {en_espera} en espera.",
    ),
)  # fmt: skip

PERDIDA = "La capa que dejó este paso ya no está en el proyecto: repítalo."

# De qué algoritmo sale cada capa de entrada: {algoritmo: {parámetro: algoritmo del que viene}}.
# Si hay varios, vale el primero que haya dejado una capa que siga en el proyecto.
CADENA: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "diagnosticar_capa": {"HOGARES": ("cargar_sisben",)},
    "incidencia_privaciones": {"HOGARES": ("cargar_sisben",)},
    "clasificar_territorios": {"CAPA": ("incidencia_privaciones",)},
    "identificar_hogares": {"HOGARES": ("cargar_sisben",)},
    "asignar_cupos": {"TERRITORIOS": ("incidencia_privaciones",)},
    "seleccionar_hogares": {
        "HOGARES": ("identificar_hogares", "cargar_sisben"), "CUPOS": ("asignar_cupos",),
    },
    "evaluar_focalizacion": {
        "HOGARES": ("cargar_sisben",), "SELECCIONADOS": ("seleccionar_hogares",),
    },
}  # fmt: skip


# En qué orden se recomienda correrlos, y qué se dice de cada uno.
CAMINO = (
    ("cargar_sisben", "cargue la base del Sisbén (paso 1)"),
    ("incidencia_privaciones", "mida la incidencia por vereda o barrio (paso 2)"),
    ("clasificar_territorios", "clasifique los territorios (paso 3)"),
    ("identificar_hogares", "identifique los hogares elegibles (paso 4)"),
    ("seleccionar_hogares", "seleccione los hogares (paso 4)"),
    ("evaluar_focalizacion", "evalúe la focalización (paso 4)"),
)


def siguiente(hechos: set[str]) -> tuple[str, str]:
    """El algoritmo que toca, según los que ya corrieron, y la frase que lo dice."""
    for algoritmo, frase in CAMINO:
        if algoritmo not in hechos:
            return algoritmo, f"Siguiente: {frase}."
    return "", "Los cuatro pasos están hechos. Puede mover k y los pesos, o repetir cualquiera."


def resumir(paso: Paso, recuentos: Mapping[str, Any]) -> str:
    """Lo que dejó el paso, en una frase; «» si no se ha hecho."""
    if not recuentos:
        return ""
    return _EnEspanol().vformat(paso.resumen, (), recuentos)


class _EnEspanol(Formatter):
    """Números escritos en español («:%» es porcentaje); lo que falte, «sin dato»."""

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        del args
        return kwargs.get(str(key))

    def format_field(self, value: Any, format_spec: str) -> str:
        return escrito(value, proporcion=format_spec == "%")
