"""Lo que es igual en todas las fichas: de quién, de cuándo, con qué reglas y cómo se lee."""

from __future__ import annotations

from dataclasses import dataclass

from ..metodos.hogares.auditoria import INTERNO
from ..metodos.paquete.esquema import MEDIDA
from ..metodos.publicable.textos import para_el_alcalde
from ..metodos.tablas import documento
from .datos import Interna, Origen

MESES = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip
NO_ES = (
    "No es el IPM del DANE: describe a los hogares que están en el Sisbén, y no se compara con la "
    "medida censal ni con la encuesta."
)


@dataclass(frozen=True)
class Encabezado:
    """Textos sin escapar. `marca` dice si es interna o de práctica; «» si se puede publicar."""

    municipio: str
    fuente: str
    corte: str
    fecha: str
    marca: str
    sello: str
    nota: str

    @property
    def procedencia(self) -> str:
        """«Fuente… Corte: … Medido el …»."""
        return f"{self.fuente.rstrip('.')}. Corte: {self.corte}. Medido el {self.fecha}."


def encabezado(municipio: str, fuente: str, corte: str, origen: Origen) -> Encabezado:
    """El de una capa publicable o interna."""
    textos = documento("publicable")
    if isinstance(origen, Interna):
        marca, nota = INTERNO, f"{textos['interno']['advertencia']}. Cifras exactas."
    else:
        marca = str(textos["rotulos"]["practica"]) if origen.practica else ""
        nota = para_el_alcalde(textos, base=origen.redondeo, minimo=origen.minimo)
    return Encabezado(
        municipio=municipio,
        fuente=fuente,
        corte=_en_palabras(corte),
        fecha=_en_palabras(origen.fecha[:10]),
        marca=marca,
        sello=f"{MEDIDA}, cálculo de la alcaldía",
        nota=f"{nota} {NO_ES}",
    )


def _en_palabras(fecha: str) -> str:
    """«marzo de 2026» o «5 de marzo de 2026»; lo que no sea una fecha, tal cual."""
    partes = fecha.split("-")
    if not all(p.isdigit() for p in partes) or len(partes) not in (2, 3):
        return fecha
    mes = int(partes[1])
    if not 1 <= mes <= 12:
        return fecha
    dicho = f"{MESES[mes - 1]} de {partes[0]}"
    return f"{int(partes[2])} de {dicho}" if len(partes) == 3 else dicho
