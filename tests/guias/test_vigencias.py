"""Las tablas con vigencia: se leen enteras, dicen de dónde sale cada fila y rechazan lo dañado."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from generador.errores import ErrorDeDatos
from generador.metodos.instrumento import Instrumento
from generador.normas import calendario, instrumentos, programas
from generador.paginas import herramientas
from generador.paginas.herramientas.programas_vigentes import fecha_en_palabras, marca

CADA_UNA: dict[str, tuple[Path, Callable[[Path], object]]] = {
    "programas": (programas.RUTA, programas.programas),
    "calendario": (calendario.RUTA, calendario.calendario),
    "instrumentos": (instrumentos.RUTA, instrumentos.instrumentos),
}
# Lo que el kit mostraba como vigente y ya no lo está.
RETIRADOS = ("familias_en_accion", "jovenes_en_accion", "generacion_e", "casa_digna",
             "ingreso_solidario", "mi_casa_ya", "pilar_solidario")  # fmt: skip
NO_ES_UNA_FUENTE = re.compile(r"/work/|shared|steering")


def cruda(ruta: Path) -> list[dict[str, str]]:
    """Las filas como están escritas."""
    with ruta.open(encoding="utf-8", newline="") as archivo:
        return list(csv.DictReader(archivo))


def danada(tmp_path: Path, ruta: Path, fila: int, **celdas: str) -> Path:
    """Una copia con celdas cambiadas en esa fila (desde 0)."""
    filas = cruda(ruta)
    filas[fila] |= celdas
    copia = tmp_path / ruta.name
    with copia.open("w", encoding="utf-8", newline="") as archivo:
        escritor = csv.DictWriter(archivo, list(filas[0]))
        escritor.writeheader()
        escritor.writerows(filas)
    return copia


@pytest.mark.parametrize("cual", CADA_UNA)
def test_cada_fila_dice_de_donde_sale_y_cuando_se_reviso(cual: str) -> None:
    ruta, _ = CADA_UNA[cual]
    filas = cruda(ruta)
    for fila in filas:
        assert len(fila["consta_en"]) > 5, fila
        assert not NO_ES_UNA_FUENTE.search(" ".join(fila.values())), fila
        if fila["verificacion"] != "conocimiento":
            assert fila["publicador"] or fila["normas"], fila
    assert {len(fila["revisado"]) for fila in filas} == {10}


def test_lo_retirado_no_se_ofrece_y_lo_reemplazado_dice_por_que() -> None:
    tabla = programas.programas()
    for clave in RETIRADOS:
        assert not tabla[clave].se_ofrece(programas.revisados()), clave
    for uno in tabla.values():
        if uno.estado == programas.REEMPLAZADO:
            assert tabla[uno.reemplazado_por].estado not in programas.CERRADOS
    assert not any(p.estado == "sin_dato" and p.se_ofrece("2026-11-28") for p in tabla.values())


def test_un_corte_cubre_hasta_el_ultimo_dia_de_su_mes_o_de_su_anio() -> None:
    uno = programas.programas()["contribucion_solidaria"]
    assert uno.rige_hasta == "2026-12"
    assert [uno.vencido(d) for d in ("2026-11-30", "2026-12-31", "2027-01-01")] == [
        False, False, True
    ]  # fmt: skip


def test_cada_nivel_de_corte_existe_en_el_sisben() -> None:
    sisben = Instrumento.de_datos(herramientas.reglas()["instrumentos"][0])
    con_corte = [p for p in programas.programas().values() if p.desde]
    assert len(con_corte) > 10
    for uno in con_corte:
        assert sisben.orden_de(uno.desde) < sisben.orden_de(uno.hasta), uno.id


def test_el_calendario_va_en_orden_y_cada_mes_dice_lo_que_su_texto() -> None:
    deberes = calendario.calendario()
    assert [d.orden for d in deberes] == list(range(1, len(deberes) + 1))
    for uno in deberes:
        assert (uno.cuando == "todo el año") == (not uno.meses), uno
    assert {m for d in deberes for m in d.meses} >= {1, 2, 3, 7, 10, 12}


def test_los_instrumentos_cubren_los_tres_frentes_y_el_inexequible_no_se_ofrece() -> None:
    tabla = instrumentos.instrumentos()
    assert {i.frente for i in tabla.values()} == set(instrumentos.FRENTES)
    assert tabla["appo"].terminado
    assert sum(i.terminado for i in tabla.values()) == 1


@pytest.mark.parametrize(
    ("cual", "fila", "celdas", "mensaje"),
    [
        ("programas", 0, {"estado": "activo"}, "no es una de"),
        ("programas", 0, {"rige_desde": "04/2021"}, "no está escrita"),
        ("programas", 0, {"hasta": ""}, "va con «desde»"),
        ("programas", 0, {"rige_desde": "2024", "rige_hasta": "2023"}, "anterior a «rige_desde»"),
        ("programas", 0, {"reemplazado_por": "no_existe"}, "no es un programa"),
        ("programas", 0, {"reemplazado_por": ""}, "falta: dice qué programa"),
        ("programas", 0, {"normas": "ley_9999"}, "no está en normas.csv"),
        ("programas", 1, {"id": "familias_en_accion"}, "está repetida"),
        ("programas", 2, {"rige_hasta": "2026-10"}, "venció antes de la revisión"),
        ("programas", 2, {"ultimo_dato": ""}, "sin certeza o sin la fecha"),
        ("programas", 2, {"consta_en": " "}, "está vacía"),
        ("programas", 2, {"verificacion": "segura"}, "no es una de"),
        ("calendario", 0, {"meses": "13"}, "va de 1 a 12"),
        ("calendario", 0, {"quien": ""}, "está vacía"),
        ("calendario", 0, {"meses": "enero"}, "no está escrita"),
        ("instrumentos", 0, {"frente": "otro"}, "no es una de"),
        ("instrumentos", 0, {"como_se_pide": ""}, "está vacía"),
    ],
)
def test_una_fila_danada_se_rechaza_con_su_lugar(
    tmp_path: Path, cual: str, fila: int, celdas: dict[str, str], mensaje: str
) -> None:
    ruta, leer = CADA_UNA[cual]
    with pytest.raises(ErrorDeDatos, match=mensaje) as error:
        leer(danada(tmp_path, ruta, fila, **celdas))
    assert f"fila {fila + 2}" in str(error.value)


@pytest.mark.parametrize("cual", CADA_UNA)
def test_una_columna_de_menos_se_rechaza(tmp_path: Path, cual: str) -> None:
    ruta, leer = CADA_UNA[cual]
    copia = tmp_path / ruta.name
    copia.write_text(ruta.read_text("utf-8").replace(",revisado", "", 1), "utf-8")
    with pytest.raises(ErrorDeDatos, match="las columnas son"):
        leer(copia)


@pytest.mark.parametrize(
    ("fecha", "dicha"),
    [("2026-01-28", "28 de enero de 2026"), ("2026-02", "febrero de 2026"), ("2024", "2024"),
     ("", "")],
)  # fmt: skip
def test_la_fecha_se_dice_hasta_donde_se_sabe(fecha: str, dicha: str) -> None:
    assert fecha_en_palabras(fecha) == dicha


def test_lo_que_no_se_leyo_en_su_norma_lleva_marca() -> None:
    tabla = programas.programas()
    assert marca(tabla["ingreso_solidario"].respaldo) == ""
    assert marca(tabla["colombia_mayor"].respaldo) == "consta en prensa"
    assert marca(tabla["resa"].respaldo) == "por verificar"
