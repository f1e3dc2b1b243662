"""El cubo que usa el sitio: valores, estados y errores; y que coincide con cada celda de datos/."""

from __future__ import annotations

import csv
import math
from pathlib import Path

import numpy as np
import pytest

from generador.cubo import codigos, forma
from generador.cubo.catalogo import indicadores
from generador.cubo.leer import DATO, NO_APLICA, NO_DISPONIBLE, SIN_FILA, Cubo, leer
from generador.errores import ErrorDeDatos
from generador.rutas import DATOS
from tests.importacion import falsas
from tests.importacion.falsas import Taller


@pytest.fixture
def cubo(hecho: Taller) -> Cubo:
    return leer(hecho.datos, hecho.receta.catalogo)


@pytest.fixture(scope="module")
def real() -> Cubo:
    return leer()


def test_territorios_en_el_orden_del_archivo(cubo: Cubo) -> None:
    assert len(cubo.territorios) == 1156
    assert set(cubo.territorios) == set(codigos.territorios())
    assert [cubo.territorios[i] for i in cubo.indice.values()] == list(cubo.indice)


def test_valores_y_periodos(cubo: Cubo) -> None:
    assert cubo.valor("uno_ipm", "27025", periodo="2018") == 90.6
    assert cubo.valor("uno_ipm", "27025") == 0.12345
    assert cubo.valor("uno_ipm", "27025", "rural") == 96
    assert cubo.periodos("uno_ipm") == ("2018", "2020")
    assert cubo.periodos("uno_ipm", "rural") == ("2018",)
    assert cubo.ultimo("uno_ipm") == "2020"
    assert cubo.serie("uno_ipm", "27025") == [("2018", 90.6), ("2020", 0.12345)]
    assert cubo.serie("uno_ipm", "05001") == [("2018", 12.8)]


def test_categorias_son_el_codigo_del_catalogo(cubo: Cubo) -> None:
    assert cubo.valor("uno_grupo", "05001") == 2
    assert cubo.valor("uno_grupo", "27025") == 1


def test_los_cuatro_estados(cubo: Cubo) -> None:
    assert cubo.estado("uno_ipm", "27025", periodo="2018") == DATO
    assert cubo.estado("uno_ipm", "27025", "cabecera") == NO_APLICA
    assert cubo.estado("uno_ipm", "05001", periodo="2020") == NO_DISPONIBLE
    assert cubo.estado("uno_ipm", "05002") == SIN_FILA
    assert cubo.estado("uno_grupo", "05001", periodo="2020") == SIN_FILA


def test_valor_solo_donde_hay_dato(cubo: Cubo) -> None:
    for llave, valores in cubo.columnas.items():
        estados = cubo.estados[llave]
        assert valores.shape == estados.shape == (1156,)
        assert valores.dtype == np.float64
        assert estados.dtype == np.int8
        np.testing.assert_array_equal(np.isfinite(valores), estados == DATO)


def test_columna_entera_aunque_no_exista(cubo: Cubo) -> None:
    valores, estados = cubo.columna(("uno_grupo", "total", "2018"))
    assert valores[cubo.indice["05001"]] == 2
    assert estados[cubo.indice["00"]] == NO_APLICA
    valores, estados = cubo.columna(("uno_grupo", "rural", "2018"))
    assert all(map(math.isnan, valores))
    assert estados == [SIN_FILA] * 1156


def test_corte_en_que_el_indicador_no_existe_no_es_columna(cubo: Cubo) -> None:
    assert ("uno_grupo", "total", "2020") not in cubo.columnas
    assert ("uno_grupo", "rural", "2018") not in cubo.columnas
    assert math.isnan(cubo.valor("uno_ipm", "27025", periodo="1999"))


def test_lo_que_no_existe_es_keyerror(cubo: Cubo) -> None:
    with pytest.raises(KeyError, match="«nada»"):
        cubo.ultimo("nada")
    with pytest.raises(KeyError):
        cubo.valor("uno_ipm", "99999")


@pytest.mark.parametrize(
    ("viejo", "nuevo", "esperado"),
    [
        ("27025,rural,2018,96,", "27025,rural,2018,x96,", ["fila 8", "«uno_ipm»", "x96", "número"]),
        ("27025,rural", "99999,rural", ["fila 8", "«territorio»", "99999", "territorios.csv"]),
        ("Grupo A", "Grupo Z", ["fila 5", "«uno_grupo»", "Grupo Z", "rótulo"]),
        ("27025,rural,2018,96,", "27025,rural,2018,96", ["fila 8", "4 celdas", "5"]),
        (",uno_ipm,", ",otro,", ["no están en el catálogo", "otro", "no los trae", "uno_ipm"]),
        ("territorio,dominio", "dominio,territorio", ["primeras columnas", "dominio,territorio"]),
    ],
)
def test_tabla_danada_dice_donde(
    hecho: Taller, viejo: str, nuevo: str, esperado: list[str]
) -> None:
    ruta = hecho.datos / "uno.csv"
    texto = ruta.read_text("utf-8")
    assert viejo in texto
    ruta.write_text(texto.replace(viejo, nuevo, 1), encoding="utf-8")
    with pytest.raises(ErrorDeDatos) as error:
        leer(hecho.datos, hecho.receta.catalogo)
    for pedazo in ["uno.csv", "Qué hacer", *esperado]:
        assert pedazo in str(error.value)


@pytest.mark.parametrize(
    ("archivo", "contenido", "esperado"),
    [
        ("territorios.csv", None, "territorios.csv.*no está"),
        ("territorios.csv", b"nombre\nx\n", "primera columna"),
        ("uno.csv", None, "no tienen tabla: uno"),
        ("uno.csv", b"", "primeras columnas"),
        ("uno.csv", "territorio,dominio,periodo,ñ\n".encode("latin-1"), "UTF-8"),
    ],
)
def test_archivo_danado_o_ausente(
    hecho: Taller, archivo: str, contenido: bytes | None, esperado: str
) -> None:
    ruta = hecho.datos / archivo
    if contenido is None:
        ruta.unlink()
    else:
        ruta.write_bytes(contenido)
    with pytest.raises(ErrorDeDatos, match=esperado):
        leer(hecho.datos, hecho.receta.catalogo)


@pytest.mark.parametrize("ruta", forma.tablas(DATOS), ids=lambda ruta: ruta.stem)
def test_coincide_con_cada_celda_versionada(real: Cubo, ruta: Path) -> None:
    especiales = {"": SIN_FILA, "NA": NO_APLICA, "ND": NO_DISPONIBLE}
    con_algo = 0
    with ruta.open(encoding="utf-8", newline="") as entrada:
        for fila in csv.DictReader(entrada):
            territorio, dominio, periodo = (fila.pop(columna) for columna in forma.LLAVE)
            for nombre, texto in fila.items():
                estado = real.estado(nombre, territorio, dominio, periodo)
                assert estado == especiales.get(texto, DATO)
                if estado == DATO:
                    valor = real.valor(nombre, territorio, dominio, periodo)
                    rotulos = indicadores()[nombre].categorias
                    assert rotulos[int(valor)] == texto if rotulos else valor == float(texto)
                con_algo += estado != SIN_FILA
    propias = {i.id for i in indicadores().values() if i.fuente == ruta.stem}
    del_cubo = [estados for llave, estados in real.estados.items() if llave[0] in propias]
    assert con_algo == sum(int((estados != SIN_FILA).sum()) for estados in del_cubo) > 0


@pytest.mark.parametrize(
    ("indicador", "territorio", "periodo", "valor"),
    [
        ("ipm_censal", "44847", "2018", 92.2),
        ("ipm_censal", "27025", "2018", 90.6),
        ("ipm_censal", "11001", "2018", 9.0),
        ("ipm_censal", "05001", "2018", 12.8),
        ("ipm_censal", "05631", "2018", 4.5),
        ("ipm_ecv", "00", "2018", 19.1),
        ("ipm_ecv", "00", "2024", 11.5),
    ],
)
def test_cifras_publicadas(
    real: Cubo, indicador: str, territorio: str, periodo: str, valor: float
) -> None:
    assert real.valor(indicador, territorio, periodo=periodo) == valor


def test_los_rotulos_del_catalogo_no_se_confunden_con_las_marcas() -> None:
    for indicador in [*indicadores().values(), *falsas.catalogo().values()]:
        rotulos = list(indicador.categorias.values())
        assert len(set(rotulos)) == len(rotulos), indicador.id
        assert not {"", "NA", "ND"} & set(rotulos), indicador.id
