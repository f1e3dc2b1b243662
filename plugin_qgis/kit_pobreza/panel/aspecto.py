"""Los colores y medidas del panel, en un solo sitio; legibles con el tema claro y con el oscuro."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QLabel, QPushButton

# Los mismos del sitio: petróleo para lo que se puede hacer, teja para lo que va ahora.
PETROLEO, PETROLEO_OSCURO, TEJA, VERDE = "#1d525b", "#0c2b31", "#9a3b1c", "#1b7837"
AIRE = 10

PRINCIPAL = f"""
QPushButton {{ background: {PETROLEO}; color: #ffffff; border: 1px solid {PETROLEO_OSCURO};
  border-radius: 3px; padding: 5px 8px; font-weight: bold; }}
QPushButton:hover, QPushButton:focus {{ background: {PETROLEO_OSCURO}; }}
"""
# Con transparencia, el recuadro sirve sobre cualquier fondo.
LETRERO = f"""
QLabel {{ background: rgba(154, 59, 28, 26); border-left: 3px solid {TEJA}; padding: 8px 10px;
  font-weight: bold; }}
"""
INSIGNIA = "QLabel {{ border-radius: 11px; font-weight: bold; {} }}"
INSIGNIAS = {
    "hecho": INSIGNIA.format(f"background: {VERDE}; color: #ffffff;"),
    "ahora": INSIGNIA.format(f"background: {TEJA}; color: #ffffff;"),
    "luego": INSIGNIA.format("border: 1px solid palette(mid); color: palette(window-text);"),
}
LADO_DE_LA_INSIGNIA = 22


def letrero(texto: str = "", *, negrita: bool = False, escala: float = 1.0) -> QLabel:
    """Un texto que se parte en renglones."""
    hecho = QLabel(texto)
    hecho.setWordWrap(True)
    fuente = hecho.font()
    fuente.setBold(negrita)
    fuente.setPointSizeF(fuente.pointSizeF() * escala)
    hecho.setFont(fuente)
    return hecho


def destacar(boton: QPushButton, si: bool) -> None:
    """Pinta el botón como el que toca ahora, o lo deja como los demás."""
    boton.setStyleSheet(PRINCIPAL if si else "")
