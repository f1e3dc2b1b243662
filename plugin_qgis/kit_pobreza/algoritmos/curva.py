"""La curva de concentración como SVG: se ve igual en un informe, en el navegador y en papel."""

from __future__ import annotations

from ..metodos.evaluacion import Curva

LADO, MARGEN = 320, 48
MARCAS = (0, 25, 50, 75, 100)


def svg_de_curva(curva: Curva) -> str:
    """El SVG, con ejes en porcentaje, la diagonal de igualdad y el índice."""
    puntos = " ".join(
        f"{_x(x):.2f},{_y(y):.2f}"
        for x, y in zip(curva.poblacion.tolist(), curva.beneficio.tolist())
    )
    ejes = "".join(
        f'<text x="{_x(m / 100):.0f}" y="{MARGEN + LADO + 16}" text-anchor="middle">{m}</text>'
        f'<text x="{MARGEN - 6}" y="{_y(m / 100) + 4:.0f}" text-anchor="end">{m}</text>'
        for m in MARCAS
    )
    indice = f"{curva.indice:.3f}".replace(".", ",").replace("-", "−")
    total = LADO + 2 * MARGEN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {total} {total}" role="img" '
        'font-family="sans-serif" font-size="11" fill="#333">'
        f"<title>Curva de concentración; índice {indice}</title>"
        f'<rect width="{total}" height="{total}" fill="#fff"/>'
        f'<rect x="{MARGEN}" y="{MARGEN}" width="{LADO}" height="{LADO}" fill="none" '
        'stroke="#bbb"/>'
        f'<line x1="{_x(0):.0f}" y1="{_y(0):.0f}" x2="{_x(1):.0f}" y2="{_y(1):.0f}" stroke="#888" '
        'stroke-dasharray="4 3"/>'
        f'<text x="{_x(0.5):.0f}" y="{_y(0.5) - 6:.0f}" text-anchor="middle" fill="#666" '
        f'transform="rotate(-45 {_x(0.5):.0f} {_y(0.5):.0f})">lo mismo para todos</text>'
        f'<polyline points="{puntos}" fill="none" stroke="#b30000" stroke-width="2"/>{ejes}'
        f'<text x="{total / 2:.0f}" y="{total - 8}" text-anchor="middle">'
        "% de la población, de la más pobre a la menos pobre</text>"
        f'<text x="12" y="{total / 2:.0f}" text-anchor="middle" '
        f'transform="rotate(-90 12 {total / 2:.0f})">% de los recursos</text>'
        f'<text x="{total / 2:.0f}" y="28" text-anchor="middle" font-size="14">'
        f"Índice de concentración: {indice}</text></svg>\n"
    )


def _x(proporcion: float) -> float:
    return MARGEN + LADO * proporcion


def _y(proporcion: float) -> float:
    return MARGEN + LADO * (1 - proporcion)
