"""La clave como texto, su carpeta y lo que se dice de ella; y los textos que todos comparten."""

from __future__ import annotations

import pytest

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.publicable import clave as metodo
from generador.metodos.publicable import publicada, redondeo, visible
from generador.metodos.publicable.huella import huella
from generador.metodos.publicable.textos import para_el_alcalde, sin_publicar
from tests.metodos.datos import paquete
from tests.metodos.publicable.datos import clave


def test_la_clave_tiene_vuelta_y_la_de_practica_se_reconoce() -> None:
    assert metodo.de_texto(metodo.a_texto(clave())) == clave()
    assert metodo.de_texto("\ufeff000102030405060708090A0B0C0D0E0F\r\n") == clave()
    assert metodo.es_de_practica(clave())
    assert not metodo.es_de_practica(bytes(16))


@pytest.mark.parametrize("texto", ["", "0001", "g" * 32, "00" * 17, "a b" * 11])
def test_lo_que_no_es_una_clave_se_dice_sin_repetirlo(texto: str) -> None:
    with pytest.raises(ErrorDeMetodo, match="no trae una clave de 32") as error:
        metodo.de_texto(texto)
    assert not texto or texto not in str(error.value)


def test_la_clave_de_practica_no_publica_una_base_de_verdad() -> None:
    metodo.comprobar_uso(clave(), base_de_practica=True)
    metodo.comprobar_uso(bytes(16), base_de_practica=False)
    with pytest.raises(ErrorDeMetodo, match="no protege a nadie"):
        metodo.comprobar_uso(clave(), base_de_practica=False)


def test_otra_huella_se_rehusa() -> None:
    metodo.comprobar_huella(clave(), None, "la salida anterior")
    metodo.comprobar_huella(clave(), huella(clave()), "la salida anterior")
    with pytest.raises(ErrorDeMetodo, match="la salida anterior dice «00000000»"):
        metodo.comprobar_huella(clave(), "00000000", "la salida anterior")


@pytest.mark.parametrize(
    ("sistema", "entorno", "carpeta"),
    [
        ("linux", {}, "/casa/.config/kit-pobreza"),
        ("linux", {"XDG_CONFIG_HOME": "/otra"}, "/otra/kit-pobreza"),
        ("darwin", {}, "/casa/Library/Application Support/kit-pobreza"),
        ("win32", {"APPDATA": "C:/Datos"}, "C:/Datos/kit-pobreza"),
        ("win32", {}, "/casa/AppData/Roaming/kit-pobreza"),
    ],
)
def test_la_carpeta_del_usuario(sistema: str, entorno: dict[str, str], carpeta: str) -> None:
    assert metodo.carpeta_de_configuracion(sistema, entorno, "/casa") == carpeta


def test_los_textos_dicen_los_numeros_que_se_aplican() -> None:
    textos = paquete("publicable")
    assert textos["redondeo"] == {
        "hogares": redondeo.BASE,
        "datos_abiertos": redondeo.BASE_DE_DATOS_ABIERTOS,
        "personas": redondeo.BASE_DE_PERSONAS,
    }
    assert textos["minimo"] == visible.MINIMO
    assert textos["minimo_completo"] == visible.MINIMO_COMPLETO
    assert textos["minimo_de_pobres"] == publicada.MINIMO_DE_POBRES
    assert textos["k"] == str(publicada.UN_TERCIO)
    assert set(textos["estados"]) == set(visible.ESTADOS.values())


def test_lo_que_se_le_dice_al_alcalde_lleva_los_numeros_de_la_salida() -> None:
    textos = paquete("publicable")
    dicho = para_el_alcalde(textos)
    for parte in (
        "un múltiplo de 3 vecino",
        "hasta en 2 hogares de la real",
        "menos de 12 hogares",
    ):
        assert parte in dicho
    abierto = para_el_alcalde(textos, base=5, minimo=30)
    for parte in (
        "un múltiplo de 5 vecino",
        "hasta en 4 hogares de la real",
        "menos de 30 hogares",
    ):
        assert parte in abierto
    assert sin_publicar(textos, 8) == "8 territorios sin publicar"
    assert sin_publicar(textos, 1) == "1 territorio sin publicar"
