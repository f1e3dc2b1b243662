"""Las capturas de la página: QGIS con su ventana de verdad bajo Xvfb y la base de práctica.

    make capturas      rehace sitio/complemento/capturas/*.webp

Instala el zip recién empaquetado en un perfil vacío, como lo haría quien lo usa, y corre dentro de
QGIS el guion de al lado. Todo queda en una carpeta temporal; al final solo se copian las imágenes.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[2]
DESTINO = RAIZ / "sitio" / "complemento" / "capturas"
ESPERA = 300
# La ventana del equipo más corriente en una alcaldía.
PANTALLA = "1366x768"
LUCES = ("raster", "viirs_luces_nocturnas_col_2020.tif")

FICHA, CUAL_FICHA, ANCHO_DE_FICHA = "16-ficha", 0, 880


def main() -> None:
    """Toma las capturas; sale con 1, y deja las de antes, si QGIS no las terminó."""
    sys.path.insert(0, str(RAIZ))
    from plugin_qgis.publicar.con_ventana import correr_guion, perfil_en  # noqa: PLC0415

    from generador.complemento_qgis.zip_del_complemento import empaquetar  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="kit-capturas-") as temporal:
        carpeta = Path(temporal)
        fuentes = Path(os.environ.get("KIT_FUENTES", RAIZ.parent / "shared" / "fuentes"))
        perfil = perfil_en(carpeta, ("kit_pobreza",))
        with zipfile.ZipFile(empaquetar(carpeta, "")) as zip_:
            zip_.extractall(perfil / "python" / "plugins")
        dicho = correr_guion(
            Path(__file__).with_name("guion_capturas.py"), carpeta, PANTALLA, ESPERA,
            {"KIT_LUCES": str(fuentes.joinpath(*LUCES))},
        )  # fmt: skip
        _ficha(carpeta / "fichas.pdf", carpeta / "capturas" / f"{FICHA}.webp")
        hechas = sorted((carpeta / "capturas").glob("*.webp"))
        if not (carpeta / "listo").is_file():
            sys.exit(f"QGIS no terminó las capturas:\n{dicho[-3000:]}")
        shutil.rmtree(DESTINO, ignore_errors=True)
        DESTINO.mkdir(parents=True)
        for imagen in hechas:
            shutil.copyfile(imagen, DESTINO / imagen.name)
            print(f"{imagen.name}: {imagen.stat().st_size / 1000:.0f} kB")


def _ficha(pdf: Path, destino: Path) -> None:
    """Una hoja del PDF que dejó el guion, como imagen."""
    if not pdf.is_file():
        return
    import pypdfium2  # noqa: PLC0415 - está en el entorno de las pruebas

    hoja = pypdfium2.PdfDocument(pdf)[CUAL_FICHA]
    imagen = hoja.render(scale=ANCHO_DE_FICHA / hoja.get_width()).to_pil().convert("RGB")
    imagen.save(destino, "webp", quality=82, method=6)


if __name__ == "__main__":
    main()
