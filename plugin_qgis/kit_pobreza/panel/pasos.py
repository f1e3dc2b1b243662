"""Los cuatro pasos del panel, como datos: qué se corre, qué se dice y de dónde sale."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Paso:
    """Un paso: los algoritmos que se corren en él; está hecho cuando corre el `principal`."""

    titulo: str
    texto: str
    algoritmos: tuple[str, ...]
    principal: str
    resumen: str


PASOS = (
    Paso(
        "1. Cargar la base",
        "Elija el archivo del Sisbén. Los datos personales se descartan al leer.",
        ("cargar_sisben", "diagnosticar_capa"),
        "cargar_sisben",
        "{total_hogares} hogares de {registros} registros; {sin_coordenada} sin coordenada",
    ),
    Paso(
        "2. Medir la incidencia",
        "Elija las veredas, barrios o manzanas. El mapa muestra dónde hay más privación.",
        ("incidencia_privaciones",),
        "incidencia_privaciones",
        "H = {h}; {territorios} territorios, {suprimidos} sin mostrar por tener pocos hogares",
    ),
    Paso(
        "3. Clasificar",
        "Ponga los territorios en clases para decidir cuáles van primero.",
        ("clasificar_territorios",),
        "clasificar_territorios",
        "Clasificados; {sin_dato} sin dato",
    ),
    Paso(
        "4. Focalizar",
        "Identifique los hogares elegibles, reparta los cupos, seleccione y evalúe.",
        ("identificar_hogares", "asignar_cupos", "seleccionar_hogares", "evaluar_focalizacion"),
        "seleccionar_hogares",
        "{seleccionados} hogares seleccionados, {en_espera} en espera",
    ),
)

# De qué algoritmo sale cada capa de entrada: {algoritmo: {parámetro: algoritmo del que viene}}.
CADENA: Mapping[str, Mapping[str, str]] = {
    "diagnosticar_capa": {"HOGARES": "cargar_sisben"},
    "incidencia_privaciones": {"HOGARES": "cargar_sisben"},
    "clasificar_territorios": {"CAPA": "incidencia_privaciones"},
    "identificar_hogares": {"HOGARES": "cargar_sisben"},
    "asignar_cupos": {"TERRITORIOS": "incidencia_privaciones"},
    "seleccionar_hogares": {"HOGARES": "identificar_hogares"},
    "evaluar_focalizacion": {"HOGARES": "cargar_sisben", "SELECCIONADOS": "seleccionar_hogares"},
}


def siguiente(hechos: set[str]) -> str:
    """Qué hacer ahora, según los algoritmos que ya corrieron."""
    for paso in PASOS:
        if paso.principal in hechos:
            continue
        if paso.principal == "seleccionar_hogares" and "identificar_hogares" not in hechos:
            return "Siguiente: en el paso 4, identifique los hogares elegibles."
        return f"Siguiente: {paso.titulo[3:].lower()} (paso {paso.titulo[0]})."
    if "evaluar_focalizacion" not in hechos:
        return "Siguiente: evalúe la focalización, en el paso 4."
    return "Los cuatro pasos están hechos. Puede mover k y los pesos, o repetir cualquiera."


def resumir(paso: Paso, recuentos: Mapping[str, Any]) -> str:
    """Lo que dejó el paso, en una frase; «» si no se ha hecho."""
    if not recuentos:
        return ""
    return paso.resumen.format_map(_Escritos(recuentos))


class _Escritos(dict):  # type: ignore[type-arg]
    """Recuentos escritos en español; lo que falte, «sin dato»."""

    def __getitem__(self, nombre: str) -> str:
        valor = self.get(nombre)
        if valor is None:
            return "sin dato"
        if isinstance(valor, float):
            return f"{valor:.3f}".replace(".", ",")
        return f"{valor:,}".replace(",", ".") if isinstance(valor, int) else str(valor)
