"""Un paquete con las veredas reales de Apartadó y cifras redondeadas al azar, con semilla."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np

from generador.lugares import veredas
from generador.metodos.paquete import caja, esquema
from generador.metodos.paquete.armar import Declarado, TerritorioDeLaCapa, armar
from generador.metodos.paquete.procedencia import Procedencia

APARTADO = "05045"
DECLARADO = Declarado(APARTADO, "Base Sisbén IV de la Alcaldía de Apartadó", "2026-03")
CUANTOS = (300, 150, 60, 30, 24, 12, 0, 6)
RAROS = ('El "Tigre" <b>alto</b>', "La Unión & Cía.", "La Unión & Cía.", "=SUMA(A1)", "",
         "<script>alert(1)</script>", "Ñandú's {{ t.nombre }}")  # fmt: skip


def fila(n: int, azar: np.random.Generator) -> dict[str, Any]:
    """Una fila que cumple las reglas, con `n` hogares; con menos de 12, callada."""
    claves = [f"{letra}_i{j}" for letra in "tc" for j in range(1, 16)]
    if n < 12:
        vacias = dict.fromkeys((*claves, "pobres", "personas", "personas_pobres"))
        estado = "pocos_hogares" if n else "sin_registros"
        return {"estado": estado, "hogares": None if n else 0, **vacias}
    pobres = 3 * int(azar.integers(0, n // 3 + 1))
    privados = [3 * int(azar.integers(0, n // 3 + 1)) for _ in range(15)]
    ambos = [3 * int(azar.integers(0, min(d, pobres) // 3 + 1)) for d in privados]
    con_personas = n >= 30
    return {
        "estado": "publicado",
        "hogares": n,
        "pobres": pobres,
        "personas": 40 * (n // 10) if con_personas else None,
        "personas_pobres": 10 * (pobres // 5) if con_personas else None,
        **dict(zip(claves, [c / n for c in (*privados, *ambos)], strict=True)),
    }


def territorios(*, raros: bool = False) -> list[TerritorioDeLaCapa]:
    """Los de Apartadó, con hogares de todos los tamaños."""
    azar = np.random.default_rng(3)
    capa, codigos = veredas.leer().de(APARTADO)
    hechos = []
    for i, codigo in enumerate(codigos):
        nombre = RAROS[i] if raros and i < len(RAROS) else capa.propiedades[codigo]["nombre"]
        propia = fila(CUANTOS[i % len(CUANTOS)], azar)
        hechos.append(TerritorioDeLaCapa(codigo, nombre, propia, capa.partes(codigo)))
    return hechos


def procedencia(**otros: Any) -> Procedencia:
    """La de una corrida de QGIS con su total."""
    propia: dict[str, Any] = {
        "corrida": "kit_pobreza:incidencia_privaciones",
        "kit": "0.1.0",
        "huella_metodos": "a" * 64,
        "fecha": "2026-11-29",
        "huella_de_clave": "deadbeef",
        "redondeo": 3,
        "minimo": 12,
        "practica": False,
        "total": fila(3000, np.random.default_rng(9)),
    }
    return Procedencia(**{**propia, **otros})


def paquete(**otros: Any) -> dict[str, bytes]:
    """Las piezas; `otros` cambia la procedencia, o `declarado` y `raros`."""
    declarado = otros.pop("declarado", DECLARADO)
    suyos = territorios(raros=otros.pop("raros", False))
    return armar(suyos, procedencia(**otros), declarado)


def con_huellas(piezas: Mapping[str, bytes], **cambios: Any) -> dict[str, bytes]:
    """Las piezas con un manifiesto que dice sus huellas: lo que haría quien las falsifica."""
    manifiesto = {**json.loads(piezas[esquema.MANIFIESTO]), **cambios}
    manifiesto["piezas"] = {
        n: {"sha256": esquema.sha256(piezas[n]), "octetos": len(piezas[n])} for n in esquema.PIEZAS
    }
    return {**piezas, esquema.MANIFIESTO: esquema.en_octetos(manifiesto)}


def en_zip(**otros: Any) -> bytes:
    """El paquete en su zip."""
    return caja.en_zip(paquete(**otros))
