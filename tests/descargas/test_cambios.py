"""Qué cambió de una versión a otra, contado y dicho con sus nombres."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from generador.descargas import cambios
from generador.disco.arbol import Arbol
from generador.errores import ErrorDeDatos
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion import cambios_publicados, datos_publicados, hoja_de_calculo

AQUI = "territorio = '27025' AND indicador = 'ipm_censal' AND dominio = 'total'"


def _otra(parquet: Path, destino: Path, consulta: str) -> Path:
    origen = f"'{parquet}'"
    duckdb.sql(f"COPY ({consulta.format(t=origen)}) TO '{destino}' (FORMAT parquet)")
    return destino


def test_dos_iguales_no_tienen_cambios(parquet: Path) -> None:
    hallados = cambios.comparar(parquet, parquet)
    assert not hallados.hay
    assert hallados.total == (0, 0, 0)


def test_el_csv_del_sitio_dice_lo_mismo_que_el_parquet(
    acervo: DatosDelSitio, parquet: Path, tmp_path: Path
) -> None:
    datos_publicados.tabla_completa(acervo, Arbol(tmp_path), acervo.territorios)
    assert not cambios.comparar(tmp_path / datos_publicados.TABLA, parquet).hay


def test_cuenta_lo_nuevo_lo_retirado_y_lo_cambiado(
    acervo: DatosDelSitio, parquet: Path, tmp_path: Path
) -> None:
    antes = _otra(
        parquet, tmp_path / "antes.parquet",
        "SELECT * REPLACE (CASE WHEN " + AQUI + " THEN 91.5 ELSE valor END AS valor) FROM {t} "
        "WHERE NOT (indicador = 'nbi' AND territorio = '05001')",
    )  # fmt: skip
    hallados = cambios.comparar(antes, parquet, "2026-01-02", "2026-11-29")
    nbi, ipm = sorted(hallados.indicadores, key=lambda uno: uno.indicador, reverse=True)
    assert (ipm.indicador, ipm.nuevas, ipm.retiradas, ipm.cambiadas) == ("ipm_censal", 0, 0, 1)
    assert ipm.fuente == "medida_censal_2018"
    assert ipm.ejemplos == (("27025", "total", "2018", "91.5", "90.6"),)
    assert (nbi.indicador, nbi.retiradas, nbi.cambiadas) == ("nbi", 0, 0)
    assert hallados.total == (nbi.nuevas, 0, 1)
    al_reves = cambios.comparar(parquet, antes)
    assert al_reves.total == (0, nbi.nuevas, 1)
    assert cambios_publicados.leer(hallados.como_registro()) == hallados
    frases = dict(
        cambios_publicados.en_palabras(
            hallados, acervo.fuentes, hoja_de_calculo.nombres_llanos(acervo.catalogo),
            {c: t.nombre for c, t in acervo.territorios.items()},
        )
    )  # fmt: skip
    (frase,) = frases[acervo.fuentes["medida_censal_2018"].rotulo]
    assert frase.endswith("1 cambiada, en un territorio. Alto Baudó, 2018: 91,5 → 90,6.")
    filas = cambios.detalle(antes, parquet).splitlines()
    assert filas[1:] == ["medida_censal_2018;ipm_censal;27025;Total;2018;91,5;90,6"]


@pytest.mark.parametrize("contenido", [b"", b"PAR1", b"territorio,otra\n1,2\n"])
@pytest.mark.parametrize("nombre", ["a.parquet", "a.csv"])
def test_lo_que_no_es_una_tabla_publicada_lo_dice(
    parquet: Path, tmp_path: Path, nombre: str, contenido: bytes
) -> None:
    (tmp_path / nombre).write_bytes(contenido)
    with pytest.raises(ErrorDeDatos, match="no es una tabla larga"):
        cambios.comparar(tmp_path / nombre, parquet)
