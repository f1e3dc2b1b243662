"""Complemento de QGIS del Kit contra la pobreza."""

from __future__ import annotations

from typing import Any


def classFactory(iface: Any) -> Any:
    """El complemento, tal como lo pide QGIS al cargarlo."""
    from .complemento import Complemento  # noqa: PLC0415 - QGIS lee el paquete antes de activarlo

    return Complemento(iface)
