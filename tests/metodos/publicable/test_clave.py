"""La clave como texto, su carpeta y lo que se dice de ella; y los textos que todos comparten."""

from __future__ import annotations

import pytest

from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.publicable import clave as metodo
from generador.metodos.publicable import publicada, redondeo
from generador.metodos.publicable.huella import huella
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
    assert textos["minimo"] == publicada.MINIMO
    assert textos["minimo_completo"] == publicada.MINIMO_COMPLETO
    assert textos["minimo_de_pobres"] == publicada.MINIMO_DE_POBRES
    assert textos["k"] == str(publicada.UN_TERCIO)
    assert set(textos["estados"]) == set(publicada.ESTADOS.values())
    assert f"múltiplo de {redondeo.BASE} " in textos["alcalde"]
    assert f"hasta en {redondeo.BASE - 1} hogares" in textos["alcalde"]
    assert f"menos de {publicada.MINIMO} hogares" in textos["alcalde"]
