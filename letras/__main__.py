"""Rehace `sitio/recursos/letras` y su hoja de estilo con lo que publican los paquetes de npm.

    python -m letras

Recorta cada letra a los signos del sitio, le deja solo los grosores que se usan y calcula las
medidas de su respaldo. «Source» es nombre reservado: una letra modificada no puede llevarlo, y por
eso las dos se llaman como el kit.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from letras.giro import agregar_girado
from letras.respaldo import ARIAL, ARIAL_NEGRITA, DEJAVU, DEJAVU_NEGRITA, ROBOTO, ajuste
from letras.signos import GIRADAS, SIGNOS

RAIZ = Path(__file__).resolve().parent.parent
PAQUETES = RAIZ / "node_modules"
LETRAS = RAIZ / "sitio" / "recursos" / "letras"
HOJA = RAIZ / "sitio" / "recursos" / "estilos" / "kit" / "letras.css"
FECHA = 3_800_000_000  # segundos desde 1904: la misma en toda máquina, para que salgan iguales
RASGOS = ("kern", "liga", "ccmp", "locl", "mark", "lnum", "tnum", "pnum")


@dataclass(frozen=True)
class Letra:
    """De dónde sale una letra, cómo se llama aquí y qué la reemplaza mientras llega."""

    archivo: str
    nombre: str
    paquete: str
    origen: str
    licencia: str
    grosores: tuple[int, int] | None
    peso_css: str
    respaldos: tuple[tuple[str, str, dict[str, int]], ...]


ARIALES = 'local("Arial"), local("Helvetica"), local("Liberation Sans")'
TITULOS = Letra(
    archivo="titulos.woff2",
    nombre="Kit titulos",
    paquete="@fontsource/bitter",
    origen="files/bitter-latin-600-normal.woff2",
    licencia="bitter-OFL.txt",
    grosores=None,
    peso_css="600",
    respaldos=(
        (
            "Kit titulos respaldo",
            'local("Arial Bold"), local("Helvetica Bold"), local("Liberation Sans Bold")',
            ARIAL_NEGRITA,
        ),
        ("Kit titulos Linux", 'local("DejaVu Sans Bold")', DEJAVU_NEGRITA),
    ),
)
TEXTO = Letra(
    archivo="texto.woff2",
    nombre="Kit texto",
    paquete="@fontsource-variable/source-sans-3",
    origen="files/source-sans-3-latin-wght-normal.woff2",
    licencia="source-sans-3-OFL.txt",
    grosores=(400, 700),
    peso_css="400 700",
    respaldos=(
        ("Kit texto respaldo", ARIALES, ARIAL),
        ("Kit texto Android", 'local("Roboto")', ROBOTO),
        ("Kit texto Linux", 'local("DejaVu Sans")', DEJAVU),
    ),
)


def recortada(letra: Letra) -> TTFont:
    """La letra con solo los signos y los grosores del sitio, y con su nombre de aquí."""
    fuente = TTFont(PAQUETES / letra.paquete / letra.origen, recalcTimestamp=False)
    opciones = Options(layout_features=list(RASGOS), flavor="woff2", hinting=False)
    opciones.name_IDs, opciones.notdef_outline = [0, 1, 2, 3, 4, 5, 6, 13, 14], True
    recorte = Subsetter(opciones)
    recorte.populate(text=SIGNOS)
    recorte.subset(fuente)
    if letra.grosores:
        fuente = instantiateVariableFont(fuente, {"wght": letra.grosores})
    # Los anchos que varían quedan en «gvar», que también trae los de los signos nuevos.
    if "HVAR" in fuente:
        del fuente["HVAR"]
    for nuevo, cuartos in GIRADAS.items():
        agregar_girado(fuente, nuevo, "↑", cuartos)
    _nombrar(fuente, letra.nombre)
    fuente["head"].modified = FECHA
    fuente.flavor = "woff2"
    return fuente


def _nombrar(fuente: TTFont, nombre: str) -> None:
    corto = nombre.title().replace(" ", "")
    propios = {1: nombre, 3: corto, 4: nombre, 6: corto}
    for entrada in fuente["name"].names:
        if entrada.nameID in propios:
            entrada.string = propios[entrada.nameID]


def hoja(letras: dict[str, TTFont]) -> str:
    """Los `@font-face` de las dos letras y de sus respaldos."""
    partes = [
        "/* Lo escribe «make letras»: las dos letras y, con sus mismas medidas, la que se ve\n"
        "   mientras llegan. Sin «preload»: desde el disco el navegador lo rechaza y lo avisa. */\n"
    ]
    for letra in (TITULOS, TEXTO):
        partes.append(
            "@font-face {\n"
            f'  font-family: "{letra.nombre}";\n'
            f'  src: url("letras/{letra.archivo}") format("woff2");\n'
            f"  font-weight: {letra.peso_css};\n"
            "  font-display: swap;\n"
            "}\n"
        )
        partes += [
            "@font-face {\n"
            f'  font-family: "{familia}";\n'
            f"  src: {donde};\n"
            f"{ajuste(letras[letra.archivo], anchos).css()}"
            "}\n"
            for familia, donde, anchos in letra.respaldos
        ]
    return "\n".join(partes)


def procedencia(letra: Letra) -> str:
    """De qué paquete y versión salió, con las huellas del original y de lo servido."""
    carpeta = PAQUETES / letra.paquete
    version = json.loads((carpeta / "package.json").read_text("utf-8"))["version"]
    return (
        f"archivo: {letra.archivo}\n"
        f"de: npm, paquete {letra.paquete}, versión {version}, archivo {letra.origen}\n"
        f"licencia: SIL OFL 1.1 ({letra.licencia})\n"
        f"sha256 del original: {_huella(carpeta / letra.origen)}\n"
        f"sha256 de lo servido: {_huella(LETRAS / letra.archivo)}\n"
    )


def _huella(ruta: Path) -> str:
    return hashlib.sha256(ruta.read_bytes()).hexdigest()


def principal() -> None:
    """Escribe las letras, sus licencias, su procedencia y la hoja de estilo."""
    LETRAS.mkdir(exist_ok=True)
    recortadas = {letra.archivo: recortada(letra) for letra in (TITULOS, TEXTO)}
    for letra in (TITULOS, TEXTO):
        recortadas[letra.archivo].save(LETRAS / letra.archivo, reorderTables=False)
        licencia = (PAQUETES / letra.paquete / "LICENSE").read_text("utf-8")
        aviso = str(recortadas[letra.archivo]["name"].getDebugName(0))
        (LETRAS / letra.licencia).write_text(f"{aviso}\n\n{licencia}", "utf-8")
    partes = "\n".join(procedencia(letra) for letra in (TITULOS, TEXTO))
    (LETRAS / "PROCEDENCIA.txt").write_text(
        "Letras de otros, recortadas a los signos del sitio y con otro nombre, como pide su\n"
        "licencia. Las rehace «make letras».\n\n" + partes,
        "utf-8",
    )
    HOJA.write_text(hoja(recortadas), "utf-8")


if __name__ == "__main__":
    principal()
