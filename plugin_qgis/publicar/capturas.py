"""Las capturas de la página: QGIS con su ventana de verdad bajo Xvfb y la base de práctica.

    make capturas      rehace sitio/complemento/capturas/*.webp

Instala el zip recién empaquetado en un perfil vacío, como lo haría quien lo usa, y corre dentro de
QGIS el guion de al lado. Todo queda en una carpeta temporal; al final solo se copian las imágenes.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

RAIZ = Path(__file__).resolve().parents[2]
DESTINO = RAIZ / "sitio" / "complemento" / "capturas"
ESPERA = 240
AJUSTES = """\
[locale]
userLocale=es_CO
overrideFlag=true

[qgis]
checkVersion=false
showTips=false

[PythonPlugins]
processing=true
kit_pobreza=true
"""


def main() -> None:
    """Toma las capturas; sale con 1, y deja las de antes, si QGIS no las terminó."""
    sys.path.insert(0, str(RAIZ))
    from generador.complemento_qgis.empaquetar import empaquetar  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="kit-capturas-") as temporal:
        carpeta = Path(temporal)
        perfil = carpeta / "perfiles" / "profiles" / "default"
        with zipfile.ZipFile(empaquetar(carpeta, "")) as zip_:
            zip_.extractall(perfil / "python" / "plugins")
        (perfil / "QGIS").mkdir()
        (perfil / "QGIS" / "QGIS3.ini").write_text(AJUSTES, encoding="utf-8")
        dicho = _correr(carpeta)
        hechas = sorted((carpeta / "capturas").glob("*.webp"))
        if not (carpeta / "listo").is_file():
            sys.exit(f"QGIS no terminó las capturas:\n{dicho[-3000:]}")
        shutil.rmtree(DESTINO, ignore_errors=True)
        DESTINO.mkdir(parents=True)
        for imagen in hechas:
            shutil.copyfile(imagen, DESTINO / imagen.name)
            print(f"{imagen.name}: {imagen.stat().st_size / 1000:.0f} kB")


def _correr(carpeta: Path) -> str:
    guion = Path(__file__).with_name("guion_capturas.py")
    heredado = {n: v for n, v in os.environ.items() if not n.startswith(("QGIS_", "QT_", "PYTHON"))}
    entorno = {**heredado, "HOME": str(carpeta), "KIT_CARPETA": str(carpeta)}
    # Sin gestor de ventanas: la pantalla mide lo mismo que la ventana.
    orden = ["xvfb-run", "-a", "-s", "-screen 0 1440x900x24", "qgis",
             "--profiles-path", str(carpeta / "perfiles"), "--nologo", "--noversioncheck",
             "--code", str(guion)]  # fmt: skip
    proceso = subprocess.Popen(  # noqa: S603 - la orden la arma este módulo
        orden, env=entorno, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        start_new_session=True,
    )  # fmt: skip
    try:
        return proceso.communicate(timeout=ESPERA)[0]
    except subprocess.TimeoutExpired:
        os.killpg(proceso.pid, signal.SIGKILL)
        return proceso.communicate()[0]


if __name__ == "__main__":
    main()
