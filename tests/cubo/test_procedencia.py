"""La procedencia: los .yaml del proyecto están completos y los dañados se explican."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generador.cubo import procedencia
from generador.errores import ErrorDeDatos
from generador.fuentes import fuentes_registradas
from generador.importacion import huellas_de_archivos
from generador.rutas import OFICIALES

MODELO = OFICIALES / "medida_censal_2018.yaml"


def test_cada_procedencia_tiene_su_modulo() -> None:
    entradas = fuentes_registradas.entradas()
    assert [e.id for e in entradas] == sorted(r.stem for r in OFICIALES.glob("*.yaml"))
    for entrada in entradas:
        assert any(entrada.funcion(nombre) for nombre in fuentes_registradas.FUNCIONES), entrada.id


def test_cada_modulo_de_fuente_tiene_su_procedencia() -> None:
    con_leer = {
        ruta.stem
        for ruta in OFICIALES.glob("*.py")
        if "\ndef leer(carpeta: Path)" in ruta.read_text("utf-8")
    }
    assert con_leer <= {e.id for e in fuentes_registradas.entradas()}
    assert "medida_censal_2018" in con_leer


def test_cada_archivo_tiene_su_huella_y_no_sobran() -> None:
    assert list(huellas_de_archivos.leer()) == list(procedencia.archivos())


def test_lo_leido_del_modelo() -> None:
    fuente = procedencia.fuentes()["medida_censal_2018"]
    (archivo,) = fuente.archivos
    assert (fuente.productor, fuente.anio) == ("DANE", "2018")
    assert archivo.ruta == "ipm/anexo-censal-pobreza-municipal-2018.xlsx"
    assert [leido.hoja for leido in archivo.leido] == [
        "4_IPM Mpio dominios",
        "8_Privaciones Mpio dominio",
    ]


@pytest.mark.parametrize(
    ("viejo", "nuevo", "esperado"),
    [
        ("productor: DANE\n", "", "faltan campos: productor"),
        ("anio: 2018\n", "anio: 2018\nautor: yo\n", "campos desconocidos: autor"),
        ("productor: DANE\n", "productor: [DANE]\n", "`productor` no es del tipo esperado"),
        ("    descarga: https", "    direccion: https", "faltan campos: descarga"),
        ("descarga_comprobada: false", "descarga_comprobada: tal vez", "`descarga_comprobada`"),
        ("descarga: https", "descarga: ftp", "dirección http"),
        ("ruta: ipm/", "ruta: ../ipm/", "sin «..»"),
        ("ruta: ipm/", "ruta: /ipm/", "relativa"),
        ("      - hoja: 4_IPM Mpio dominios\n        columnas:", "      - columna:", "lo leído"),
        ("titulo: ", "titulo: [", "no es YAML válido"),
    ],
)
def test_procedencia_danada(tmp_path: Path, viejo: str, nuevo: str, esperado: str) -> None:
    texto = MODELO.read_text("utf-8")
    assert viejo in texto
    ruta = tmp_path / "una.yaml"
    ruta.write_text(texto.replace(viejo, nuevo, 1), encoding="utf-8")
    with pytest.raises(ErrorDeDatos) as error:
        procedencia.leer_fuente(ruta)
    assert esperado in str(error.value)
    assert "una.yaml" in str(error.value)


@pytest.mark.parametrize("contenido", ["[1, 2]", "", "titulo: x"])
def test_procedencia_que_no_es_una_ficha(tmp_path: Path, contenido: str) -> None:
    (tmp_path / "una.yaml").write_text(contenido, encoding="utf-8")
    with pytest.raises(ErrorDeDatos, match=r"una\.yaml"):
        procedencia.leer_fuente(tmp_path / "una.yaml")


def test_comprobada_sin_direccion_es_contradiccion(tmp_path: Path) -> None:
    lineas = MODELO.read_text("utf-8").splitlines(keepends=True)
    texto = "".join(
        "    descarga: null\n"
        if "descarga: http" in linea
        else linea.replace("comprobada: false", "comprobada: true")
        for linea in lineas
    )
    (tmp_path / "una.yaml").write_text(texto, encoding="utf-8")
    with pytest.raises(ErrorDeDatos, match="no puede ser true sin dirección"):
        procedencia.leer_fuente(tmp_path / "una.yaml")


def test_dos_fuentes_no_se_contradicen_sobre_un_archivo(tmp_path: Path) -> None:
    texto = MODELO.read_text("utf-8")
    (tmp_path / "a.yaml").write_text(texto, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(texto, encoding="utf-8")
    assert len(procedencia.archivos(tmp_path)) == 1
    otra = tmp_path / "otra"
    otra.mkdir()
    (otra / "a.yaml").write_text(texto, encoding="utf-8")
    (otra / "b.yaml").write_text(texto.replace("https://www", "https://otra"), encoding="utf-8")
    with pytest.raises(ErrorDeDatos, match=r"b\.yaml.*no es la que da otra fuente"):
        procedencia.archivos(otra)


def test_archivo_repetido_en_una_fuente(tmp_path: Path) -> None:
    texto = MODELO.read_text("utf-8")
    inicio, fin = texto.index("  - ruta:"), texto.index("notas:")
    (tmp_path / "a.yaml").write_text(texto[:fin] + texto[inicio:], encoding="utf-8")
    with pytest.raises(ErrorDeDatos, match="repite rutas"):
        procedencia.leer_fuente(tmp_path / "a.yaml")


def test_procedencia_sin_modulo_lo_dice() -> None:
    fuente = procedencia.fuentes()["medida_censal_2018"]
    with pytest.raises(ErrorDeDatos, match="falta el módulo"):
        fuentes_registradas.FuenteRegistrada(fuente, "generador.fuentes.no_existe").importar()
    with pytest.raises(ErrorDeDatos, match="no ofrece ninguna"):
        fuentes_registradas.FuenteRegistrada(fuente, "generador.cubo.codigos").importar()


def test_el_rotulo_corto_toma_el_anio_de_la_fuente() -> None:
    censal = procedencia.fuentes()["medida_censal_2018"]
    assert censal.rotulo == f"DANE, medida censal {censal.anio}"
    assert replace(censal, anio="2028").rotulo == "DANE, medida censal 2028"
    assert replace(censal, corta=procedencia.Fuente.corta, anio="2028").rotulo == "DANE 2028"


def test_cada_fuente_oficial_trae_su_rotulo() -> None:
    assert [
        f.id for f in procedencia.fuentes().values() if f.corta == procedencia.Fuente.corta
    ] == []
