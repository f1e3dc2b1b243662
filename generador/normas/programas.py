"""Los programas sociales con su vigencia: qué rige, hasta cuándo, su corte y de dónde consta."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from generador.normas.curadas import (
    DIA_OPCIONAL,
    NIVEL,
    OPCIONAL,
    PROCEDENCIA,
    TEXTO,
    ColumnaAdmitida,
    Respaldo,
    error,
    filas,
    respaldo,
)

RUTA = Path(__file__).resolve().parent / "programas.csv"
VIGENTE, SIN_DATO, EN_TRANSICION = "vigente", "sin_dato", "en_transicion"
SUSPENDIDO, REEMPLAZADO, TERMINADO = "suspendido", "reemplazado", "terminado"
# Cómo se dice cada estado; solo el primero se ofrece.
ESTADOS = {
    VIGENTE: "Vigente",
    EN_TRANSICION: "En transición",
    SIN_DATO: "Sin dato de que opere hoy",
    SUSPENDIDO: "Suspendido",
    REEMPLAZADO: "Reemplazado",
    TERMINADO: "Terminado",
}
# De estos no se puede decir que un hogar «entra»: ya no reciben a nadie.
CERRADOS = (SUSPENDIDO, REEMPLAZADO, TERMINADO)
_NIVEL = ColumnaAdmitida(vacia=True, patron=NIVEL)
ESQUEMA = {
    "id": TEXTO,
    "programa": TEXTO,
    "entidad": TEXTO,
    "que_entrega": TEXTO,
    "desde": _NIVEL,
    "hasta": _NIVEL,
    "corte": TEXTO,
    "rige_desde": DIA_OPCIONAL,
    "rige_hasta": DIA_OPCIONAL,
    "estado": ColumnaAdmitida(opciones=tuple(ESTADOS)),
    "certeza": ColumnaAdmitida(vacia=True, opciones=("alta", "media", "baja")),
    "reemplazado_por": OPCIONAL,
    "ultimo_dato": DIA_OPCIONAL,
    **PROCEDENCIA,
}


@dataclass(frozen=True)
class Programa:
    """Un programa: `desde` y `hasta` son niveles del Sisbén IV, vacíos si el grupo no decide.

    `rige_desde` y `rige_hasta` (año, mes o día) son de su corte; `ultimo_dato`, la fecha del último
    documento que dice en qué está.
    """

    id: str
    programa: str
    entidad: str
    que_entrega: str
    desde: str
    hasta: str
    corte: str
    rige_desde: str
    rige_hasta: str
    estado: str
    certeza: str
    reemplazado_por: str
    ultimo_dato: str
    respaldo: Respaldo

    def vencido(self, dia: str) -> bool:
        """Si su corte dejó de regir antes de `dia` (AAAA-MM-DD): diciembre rige hasta el 31."""
        return bool(self.rige_hasta) and self.rige_hasta < dia[: len(self.rige_hasta)]

    def se_ofrece(self, dia: str) -> bool:
        """Si puede mostrarse como vigente el `dia`: consta que rige y no ha vencido."""
        return self.estado == VIGENTE and not self.vencido(dia)


@cache
def programas(ruta: Path = RUTA) -> dict[str, Programa]:
    """Todos los programas por identificador, en el orden del archivo.

    ErrorDeDatos si una fila no cumple el esquema, si un corte está a medias, si «vigente» no trae
    certeza ni último dato, si ya venció cuando se revisó o si lo reemplaza uno que no existe.
    """
    leidas = filas(ruta, ESQUEMA)
    ids = {fila["id"] for fila in leidas}
    for numero, fila in enumerate(leidas, start=2):
        columna, motivo = _incoherencia(fila, ids)
        if motivo:
            raise error(ruta, numero, columna, fila[columna], motivo)
    return {fila["id"]: _de_fila(fila) for fila in leidas}


def _incoherencia(fila: dict[str, str], ids: set[str]) -> tuple[str, str]:
    """La columna y qué tiene de malo frente a las demás de su fila; dos vacíos si nada."""
    hasta, relevo = fila["rige_hasta"], fila["reemplazado_por"]
    vigente = fila["estado"] == VIGENTE
    reglas = (
        ("hasta", "va con «desde»: un corte tiene las dos puntas",
         bool(fila["desde"]) != bool(fila["hasta"])),
        ("rige_hasta", "es anterior a «rige_desde»",
         bool(hasta) and hasta < fila["rige_desde"][: len(hasta)]),
        ("estado", "dice vigente y su corte venció antes de la revisión",
         vigente and bool(hasta) and hasta < fila["revisado"][: len(hasta)]),
        ("estado", "dice vigente sin certeza o sin la fecha del último dato",
         vigente and not (fila["certeza"] and fila["ultimo_dato"])),
        ("reemplazado_por", "no es un programa de la tabla", bool(relevo) and relevo not in ids),
        ("reemplazado_por", "falta: dice qué programa lo reemplaza",
         fila["estado"] == REEMPLAZADO and not relevo),
    )  # fmt: skip
    return next(((columna, motivo) for columna, motivo, falla in reglas if falla), ("", ""))


def _de_fila(fila: dict[str, str]) -> Programa:
    propias = {c: fila[c] for c in ESQUEMA if c not in PROCEDENCIA}
    return Programa(**propias, respaldo=respaldo(fila))


def revisados() -> str:
    """El día (AAAA-MM-DD) de la última revisión de la tabla."""
    return max(p.respaldo.revisado for p in programas().values())
