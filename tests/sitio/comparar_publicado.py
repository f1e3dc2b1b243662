"""La página de comparar publicada con pocos territorios, y cómo se abre y se lee."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Page

from tests.navegador import Visita

ALTO_BAUDO, MEDELLIN, TUMACO, BOGOTA = "27025", "05001", "52835", "11001"
AREA, ISLA, NUQUI, SIN_CODIGO_HOY = "91263", "88001", "27495", "94663"
SIN_ZONA, RICAURTE = "91460", "25612"
TERRITORIOS = (
    ALTO_BAUDO, MEDELLIN, TUMACO, BOGOTA, AREA, ISLA, NUQUI, SIN_CODIGO_HOY, SIN_ZONA, RICAURTE,
    "05", "27",
)  # fmt: skip
COMBINACIONES = {
    "dos municipios": (ALTO_BAUDO, MEDELLIN),
    "municipio, departamento y país": (TUMACO, "52", "00"),
    "cuatro de tres niveles": (ALTO_BAUDO, MEDELLIN, "05", "00"),
    "un área no municipalizada": (AREA, ALTO_BAUDO),
    "Bogotá y una isla": (BOGOTA, ISLA),
    "uno sin comparar": (NUQUI, "27", ALTO_BAUDO),
    "uno sin comparar de segundo": (ALTO_BAUDO, NUQUI),
    "uno cuya omisión rural no se sabe": (RICAURTE, SIN_ZONA),
    "uno que ya no es municipio": (SIN_CODIGO_HOY, MEDELLIN),
}
TODO_ABIERTO = "document.querySelectorAll('#comparar details').forEach((d) => (d.open = true))"
LEER = """() => Object.fromEntries([...document.querySelectorAll('.parte-comparada')].map((s) => [
  s.id,
  [...s.querySelectorAll('table.comparada tbody tr')].map((fila) => {
    const propio = (nodo, clase) => [...nodo.querySelectorAll(clase)].map((n) => n.textContent);
    const th = fila.querySelector('th');
    return {
      nombre: th.firstChild.textContent,
      debajo: propio(th, '.bajo-el-nombre').join(''),
      celdas: [...fila.querySelectorAll('td:not(.dibujo)')].map((td) => ({
        cifra: td.querySelector('.cifra').textContent,
        detalle: propio(td, '.detalle').join('; '),
        diferencia: propio(td, '.diferencia').join(''),
      })),
    };
  }),
]))"""


class Publicado(NamedTuple):
    """Las páginas: su carpeta y su dirección bajo la subruta."""

    carpeta: Path
    url: str

    def desde(self, donde: str) -> str:
        """La dirección de la página, en el disco o servida."""
        raiz = f"file://{self.carpeta}/" if donde == "disco" else self.url
        return f"{raiz}comparar/index.html"


def ver(visita: Visita, direccion: str) -> Page:
    """Abre una comparación y espera a que esté pintada."""
    pagina = visita.ir(direccion)
    pagina.locator(".parte-comparada, .ejemplos").first.wait_for(state="attached")
    return pagina
