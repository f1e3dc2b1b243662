"""Las tres muestras reales del Sisbén IV (SIV_2022): 11.524 personas en 4.460 hogares."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from generador.metodos.depuracion import depurar
from generador.metodos.grupos import Agrupacion
from generador.metodos.hogares.agrupar import identificar, resumir_hogares
from generador.metodos.hogares.nombres import reconocer
from generador.metodos.hogares.numeros import Separadores, convertir, detectar_separadores
from generador.metodos.instrumento import Instrumento, rehacer
from generador.metodos.metodo import IPM, K_033
from generador.metodos.patrones import medir_patrones, resumir
from generador.metodos.privaciones import es_pobre, medir
from tests.metodos.datos import Muestra, muestras, paquete


@pytest.fixture(scope="module")
def bases(fuentes: Path) -> dict[str, Muestra]:
    return muestras(fuentes)


@pytest.fixture(scope="module")
def todas(bases: dict[str, Muestra]) -> Muestra:
    return Muestra([fila for base in bases.values() for fila in base.filas])


def test_con_un_tercio_se_reproduce_h5_en_todas_las_personas(todas: Muestra) -> None:
    privado = depurar(todas.privaciones, IPM.nombres).privado
    assert len(privado) == 11_524
    assert np.array_equal(es_pobre(privado, IPM), todas.enteros("H_5") == 1)


@pytest.mark.parametrize(("municipio", "fallan"), [("11001", 27), ("15759", 44), ("76113", 44)])
def test_con_033_fallan_115(bases: dict[str, Muestra], municipio: str, fallan: int) -> None:
    base = bases[municipio]
    privado = depurar(base.privaciones, IPM.nombres).privado
    distintas = es_pobre(privado, IPM.con_corte(K_033)) != (base.enteros("H_5") == 1)
    assert distintas.sum() == fallan


@pytest.mark.parametrize(("municipio", "h"), [("11001", 0.233), ("15759", 0.146), ("76113", 0.286)])
def test_incidencia_de_cada_muestra(bases: dict[str, Muestra], municipio: str, h: float) -> None:
    medida = medir(depurar(bases[municipio].privaciones, IPM.nombres).privado, IPM)
    assert round(float(medida.incidencia[0]), 3) == h


def hogar(base: Muestra) -> np.ndarray:
    return identificar(base.columna("cod_mpio"), base.columna("llave"), base.columna("HOGAR"))


def test_cada_hogar_tiene_un_jefe(todas: Muestra) -> None:
    hogares = hogar(todas)
    resumen = resumir_hogares(hogares, todas.enteros("PER003"))
    assert len(resumen.jefe) == 4460
    assert len(resumen.sin_jefe) == len(resumen.varios_jefes) == 0
    assert resumen.personas.sum() == 11_524


def test_la_clasificacion_truncada_se_rehace(todas: Muestra) -> None:
    sisben = Instrumento.de_datos(paquete("instrumentos")["instrumentos"][0])
    rehecha = rehacer(
        sisben, todas.columna("Clasificacion"), todas.columna("Grupo"), todas.enteros("Nivel")
    )
    assert rehecha.truncadas.sum() == 2033
    assert not rehecha.contradictorias.any()
    assert not rehecha.sin_dato.any()
    esperada = [f"{fila['Grupo']}{fila['Nivel']}" for fila in todas.filas]
    assert list(sisben.rotular(rehecha.orden)) == esperada


def test_el_factor_trae_coma_decimal_y_punto_de_miles(todas: Muestra) -> None:
    textos = todas.columna("FEX")
    separadores = detectar_separadores(textos)
    factores = convertir(textos, separadores)
    assert separadores == Separadores(",", ".")
    assert not np.isnan(factores).any()
    assert factores.max() == 1842.6678201


def test_se_reconoce_como_muestra_nacional(todas: Muestra) -> None:
    base = reconocer(list(todas.filas[0]), paquete("esquemas_sisben"))
    assert base.esquema == "muestra_nacional"
    assert base.clave_hogar == ("cod_mpio", "llave", "HOGAR")
    assert base.columnas["parentesco"] == "PER003"
    assert base.columnas["h_5"] == "H_5"
    assert base.ausentes == ()


def test_resumir_en_patrones_no_pierde_nada(todas: Muestra) -> None:
    """Las mismas cifras con la tabla de patrones y con la base, para varios cortes y pesos."""
    numeros = hogar(todas)
    resumen = resumir_hogares(numeros, todas.enteros("PER003"))
    privado = depurar(todas.privaciones, IPM.nombres).privado[resumen.jefe]
    municipios, codigos = Agrupacion.de_codigos(todas.columna("cod_mpio"))
    del_hogar = Agrupacion(municipios.grupo[resumen.jefe], len(codigos))
    factores = convertir(todas.columna("FEX"), Separadores(",", "."))[resumen.jefe]
    tabla = resumir(privado, del_hogar, personas=resumen.personas, ponderador=factores)
    assert tabla.registros.sum() == 4460
    assert len(tabla.patron) < 4460
    for k in ("0,2", "33 %", "1/3", "1/2"):
        metodo = IPM.con_corte(k)
        directa = medir(
            privado, metodo, ponderador=resumen.personas * factores, agrupacion=del_hogar
        )
        resumida = medir_patrones(tabla, metodo)
        assert resumida.registros.tolist() == directa.registros.tolist()
        assert resumida.incidencia == pytest.approx(directa.incidencia)
        assert resumida.m0 == pytest.approx(directa.m0)
        assert resumida.contribuciones == pytest.approx(directa.contribuciones)
