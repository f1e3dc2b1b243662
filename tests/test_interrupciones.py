"""A una orden que mandan a terminar le da tiempo de borrar sus temporales."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from generador.ordenes import interrupciones
from generador.rutas import RAIZ

# Una orden que se queda esperando dentro de la carpeta temporal, y avisa cuando ya está ahí.
# Con «nohup make pruebas» heredaría que SIGHUP se ignora, y nunca terminaría.
ORDEN = """
import signal, tempfile, time
signal.signal(signal.SIGHUP, signal.SIG_DFL)
from generador.ordenes import kit
from generador.hogares.motor_duckdb import conectar
def esperar():
    "Espera."
    with conectar() as conexion:
        donde = conexion.execute("SELECT current_setting('temp_directory')").fetchall()[0][0]
        open(f"{donde}/base.csv", "w").write("PERSONAVERDADERA")
        print("lista", flush=True)
        time.sleep(60)
kit.principal.command("esperar")(esperar)
kit.principal(["esperar"])
"""


@pytest.mark.skipif(sys.platform == "win32", reason="en Windows no se mandan estas señales")
@pytest.mark.parametrize("cual", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_no_quedan_temporales(tmp_path: Path, cual: signal.Signals) -> None:
    proceso = subprocess.Popen(
        [sys.executable, "-c", ORDEN],
        cwd=RAIZ,
        env={**os.environ, "TMPDIR": str(tmp_path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert proceso.stdout is not None
    assert proceso.stdout.readline() == "lista\n"
    assert list(tmp_path.glob("*/base.csv"))
    proceso.send_signal(cual)
    _, dicho = proceso.communicate(timeout=60)
    assert proceso.returncode == 128 + cual
    assert "se interrumpió" in dicho
    assert "Traceback" not in dicho
    assert list(tmp_path.iterdir()) == []


def test_la_segunda_senal_no_interrumpe_la_limpieza() -> None:
    with interrupciones.atendidas() as llegaron:
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGTERM)
    assert interrupciones.codigo_de_salida(llegaron) == 143
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_lo_que_atiende_otro_se_respeta_y_en_otro_hilo_no_hace_nada() -> None:
    antes = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with interrupciones.atendidas() as llegaron:
            signal.raise_signal(signal.SIGTERM)
        assert llegaron == []
    finally:
        signal.signal(signal.SIGTERM, antes)
    fallas: list[BaseException] = []

    def en_otro() -> None:
        try:
            with interrupciones.atendidas():
                pass
        except BaseException as causa:
            fallas.append(causa)

    hilo = threading.Thread(target=en_otro)
    hilo.start()
    hilo.join()
    assert fallas == []
