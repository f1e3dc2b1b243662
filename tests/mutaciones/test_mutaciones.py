"""Una muestra del corpus en cada corrida de las pruebas; entero, con «make mutaciones».

Si una falla: «python -m tests.mutaciones correr --solo IDENTIFICADOR».
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import CARPETA_FUENTES
from tests.construido import Sitio
from tests.mutaciones import __main__ as orden
from tests.mutaciones import familias
from tests.mutaciones.bases import catalogo, oraculo
from tests.mutaciones.entrada import Clase, Corredor, Entrada, Veredicto
from tests.mutaciones.informe import Informe
from tests.mutaciones.navegador import corpus as navegador
from tests.navegador import Abrir

MUESTRA = familias.muestra()
MINIMO, DE_MUESTRA = 3_000, 198


@pytest.fixture(scope="module")
def corredores() -> Iterator[Callable[[str], Corredor]]:
    """El corredor de cada familia, abierto cuando hace falta y cerrado al final."""
    with ExitStack() as pila:

        @cache
        def de(familia: str) -> Corredor:
            return pila.enter_context(familias.FAMILIAS[familia].abrir(CARPETA_FUENTES))

        yield de


def juzgar(entrada: Entrada, corredores: Callable[[str], Corredor], carpeta: Path) -> None:
    """Corre una entrada; lo que no debía pasar es un fallo de la prueba."""
    veredicto = corredores(entrada.familia)(entrada, carpeta)
    assert not veredicto.falla, f"{veredicto.clase}: {veredicto.detalle}"


def parametros(*, oficiales: bool) -> list[object]:
    propias = [e for e in MUESTRA if familias.de_oficiales(e) is oficiales]
    sueltas = [e for e in propias if e.familia != "navegador"]
    return [pytest.param(e, id=e.id) for e in sueltas]


@pytest.mark.parametrize("entrada", parametros(oficiales=False))
def test_lo_propio(corredores: Callable[[str], Corredor], tmp_path: Path, entrada: Entrada) -> None:
    juzgar(entrada, corredores, tmp_path)


@pytest.mark.parametrize("entrada", parametros(oficiales=True))
def test_lo_oficial(
    fuentes: Path, corredores: Callable[[str], Corredor], tmp_path: Path, entrada: Entrada
) -> None:
    assert fuentes == CARPETA_FUENTES
    juzgar(entrada, corredores, tmp_path)


def test_el_corpus_es_grande_y_no_se_repite() -> None:
    todas = [e.id for e in familias.entradas()]
    assert len(todas) == len(set(todas)) >= MINIMO
    assert todas == [e.id for e in familias.entradas()]
    assert len(MUESTRA) == DE_MUESTRA
    assert {e.familia for e in MUESTRA} == set(familias.FAMILIAS)


def test_listar_dice_lo_mismo_que_se_corre(capsys: pytest.CaptureFixture[str]) -> None:
    assert orden.main(["listar", "--familia", "capas"]) == 0
    listadas = capsys.readouterr().out.splitlines()
    assert listadas == [e.id for e in familias.entradas("capas")]
    assert orden.main(["listar", "--familia", "capas", "--desde", listadas[5]]) == 0
    assert capsys.readouterr().out.splitlines() == listadas[5:]
    assert orden.main(["listar", "--desde", "no/hay/tal/1"]) == 2


def test_un_fallo_cuenta_como_fallo() -> None:
    buena, mala = Veredicto(Clase.DICHO), Veredicto(Clase.CALLADA, "otra cifra")
    entrada = Entrada("capas", "gpkg", "x")
    informe = Informe([(entrada, buena), (entrada, mala)])
    assert informe.fallos == [(entrada, mala)]
    assert "FALLO capas/gpkg/x/1: cifra mala callada: otra cifra" in informe.texto()
    assert informe.recuentos()["capas"] == Counter({Clase.DICHO: 1, Clase.CALLADA: 1})


def test_el_oraculo_de_las_bases_distingue() -> None:
    """Si todo fuera «no sé», no exigiría nada."""
    todas = list(catalogo.mutaciones())
    entendidas = [m for m in todas if set(m.base) >= {"i15"} and oraculo.contar(m.base)]
    assert len(entendidas) > len(todas) // 3


@pytest.mark.navegador
@pytest.mark.parametrize(
    "entrada", [pytest.param(e, id=e.id) for e in MUESTRA if e.familia == "navegador"]
)
def test_el_navegador(sitio: Sitio, abrir: Abrir, entrada: Entrada) -> None:
    veredicto = navegador.visitar(abrir(), sitio.url, entrada)
    assert not veredicto.falla, f"{veredicto.clase}: {veredicto.detalle}"
