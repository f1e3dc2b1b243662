"""Qué cambió de una versión a otra, contado y dicho con sus nombres."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from generador.descargas import cambios
from generador.disco.arbol import Arbol
from generador.errores import ErrorDeDatos
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion import cambios_publicados, datos_publicados
from generador.paginas.publicacion.pagina_de_descargas import nombres_de

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
    assert (ipm.suben, ipm.bajan) == (0, 1)
    nombres = nombres_de(acervo)
    frases = dict(cambios_publicados.en_palabras(hallados, nombres))
    (frase,) = frases[acervo.fuentes["medida_censal_2018"].rotulo]
    assert frase.endswith(
        "1 cambiada (1 baja), en un territorio. Alto Baudó, 2018: 91,5 → 90,6 (−0,9)."
    )
    filas = cambios.en_csv(cambios.cifras(antes, parquet), nombres).splitlines()
    assert filas[1:] == [
        f"DANE, medida censal 2018;{nombres.indicador('ipm_censal')};ipm_censal;Alto Baudó;27025;"
        "Total;2018;91,5;90,6;-0,9"
    ]


def test_primero_van_las_que_mas_cambiaron(parquet: Path, tmp_path: Path) -> None:
    """Y antes que todas, la que dejó de ser un número."""
    valor = (
        "CASE territorio WHEN '05001' THEN valor + 1 WHEN '05002' THEN valor - 30 "
        "WHEN '05004' THEN valor + 2 WHEN '27025' THEN NULL ELSE valor END"
    )
    ahora = _otra(
        parquet, tmp_path / "ahora.parquet",
        "SELECT * REPLACE (CASE WHEN indicador = 'nbi' AND dominio = 'total' AND periodo = '2018' "
        f"THEN {valor} ELSE valor END AS valor, CASE WHEN indicador = 'nbi' AND dominio = 'total' "
        "AND periodo = '2018' AND territorio = '27025' THEN 'no_disponible' ELSE estado END "
        "AS estado) FROM {t}",
    )  # fmt: skip
    (nbi,) = cambios.comparar(parquet, ahora).indicadores
    assert [ejemplo[0] for ejemplo in nbi.ejemplos] == ["27025", "05002", "05004"]
    assert nbi.contado == "4 cambiadas (2 suben y 1 baja), en 4 territorios"
    halladas = cambios.cifras(parquet, ahora)
    assert [c.territorio for c in halladas] == ["27025", "05002", "05004", "05001"]
    assert halladas[0].de_cuanto_a_cuanto.endswith("→ no disponible")
    assert halladas[1].de_cuanto_a_cuanto == "13,959 → −16,041 (−30,000)"


def test_las_fuentes_van_primero_y_lo_que_calcula_el_kit_despues(
    parquet: Path, tmp_path: Path
) -> None:
    ahora = _otra(
        parquet, tmp_path / "ahora.parquet",
        "SELECT * REPLACE (CASE WHEN indicador IN ('nbi', 'ipm_censal', 'ipm_vecinos') "
        "THEN valor + 1 ELSE valor END AS valor) FROM {t}",
    )  # fmt: skip
    fuentes = ["medida_censal_2018", "kit:medida_censal_2018", "nbi", "kit"]
    halladas = [uno.fuente for uno in cambios.comparar(parquet, ahora).indicadores]
    assert sorted(halladas, key=fuentes.index) == halladas
    assert list(dict.fromkeys(c.fuente for c in cambios.cifras(parquet, ahora))) == halladas


@pytest.mark.parametrize(
    ("antes", "ahora", "dicho"),
    [
        ("0.1", "0.30", "0,1 → 0,30 (+0,20)"),
        ("-5", "1234.5", "−5 → 1.234,5 (+1.239,5)"),
        ("1e-05", "0", "0,00001 → 0 (−0,00001)"),
        ("Sexta", "Quinta", "Sexta → Quinta"),
        ("12", "", "12 → retirada"),
    ],
)
def test_de_cuanto_a_cuanto(antes: str, ahora: str, dicho: str) -> None:
    una = cambios_publicados.CifraCambiada("f", "i", "27", "total", "2018", antes, ahora)
    assert una.de_cuanto_a_cuanto == dicho


@pytest.mark.parametrize("contenido", [b"", b"PAR1", b"territorio,otra\n1,2\n"])
@pytest.mark.parametrize("nombre", ["a.parquet", "a.csv"])
def test_lo_que_no_es_una_tabla_publicada_lo_dice(
    parquet: Path, tmp_path: Path, nombre: str, contenido: bytes
) -> None:
    (tmp_path / nombre).write_bytes(contenido)
    with pytest.raises(ErrorDeDatos, match="no es una tabla larga"):
        cambios.comparar(tmp_path / nombre, parquet)
