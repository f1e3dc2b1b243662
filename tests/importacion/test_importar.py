"""Importar: rehace todo, comprueba versiones y catálogo, y si algo falla no toca nada."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generador.errores import ErrorDeDatos, ErrorDelKit
from generador.importacion import huellas_de_archivos
from generador.importacion.importar import InsumosDelPaquete, importar
from generador.rutas import CUBO
from tests.importacion import falsas
from tests.importacion.falsas import Taller


def test_escribe_todo_el_paquete(hecho: Taller) -> None:
    foto = hecho.foto()
    assert set(foto) == {
        "datapackage.json",
        "equivalencias.csv",
        "municipios.topojson",
        "territorios.csv",
        "uno.csv",
    }
    assert foto["uno.csv"].decode("utf-8") == falsas.CSV_UNO
    assert foto["equivalencias.csv"] == (CUBO / "equivalencias.csv").read_bytes()
    assert foto["territorios.csv"].startswith(
        "codigo,nombre,departamento,nombre_departamento,tipo,en_divipola_2023,en_divipola_2026\n"
        "00,x,,,Nación,sí,no\n05,x,05,x,Departamento,sí,no\n05001,".encode()
    )
    assert hecho.sobras() == []


def test_dos_veces_da_lo_mismo(hecho: Taller) -> None:
    antes = hecho.foto()
    importar(hecho.oficiales, hecho.datos, receta=hecho.receta)
    assert hecho.foto() == antes


def test_avisa_cada_fuente(taller: Taller) -> None:
    vistas: list[str] = []
    importar(taller.oficiales, taller.datos, receta=taller.receta, avance=vistas.append)
    assert vistas == ["dos", "dos", "uno"]


def falla(_: Path) -> object:
    raise ErrorDeDatos("la hoja está rota", que_hacer="repárela")


def con(taller: Taller, **funciones: object) -> InsumosDelPaquete:
    """La receta con una tercera fuente, que va de última."""
    tercera = taller.entrada("tres", **funciones)  # type: ignore[arg-type]
    (taller.oficiales / "tres.txt").write_text("contenido\n", encoding="utf-8")
    return InsumosDelPaquete(
        [*taller.receta.entradas, tercera], taller.receta.catalogo, taller.receta.huellas
    )


def test_fallo_a_mitad_deja_datos_y_huellas_intactos(hecho: Taller) -> None:
    antes, tabla = hecho.foto(), hecho.receta.huellas.read_bytes()
    receta = con(hecho, leer=falla)
    with pytest.raises(ErrorDeDatos, match="la hoja está rota"):
        importar(hecho.oficiales, hecho.datos, receta=receta, aceptar_version_nueva=True)
    assert hecho.foto() == antes
    assert hecho.receta.huellas.read_bytes() == tabla
    assert hecho.sobras() == []


def test_archivo_distinto_no_se_acepta_sin_decirlo(hecho: Taller) -> None:
    antes = hecho.foto()
    (hecho.oficiales / "dos.txt").write_text("otra versión\n", encoding="utf-8")
    with pytest.raises(ErrorDeDatos) as error:
        importar(hecho.oficiales, hecho.datos, receta=hecho.receta)
    for pedazo in (
        "«dos.txt»",
        "no es la versión con la que se construyó datos/",
        "--aceptar-version-nueva",
    ):
        assert pedazo in str(error.value)
    assert hecho.foto() == antes


def test_aceptar_version_nueva_actualiza_la_tabla(hecho: Taller) -> None:
    nuevo = hecho.oficiales / "dos.txt"
    nuevo.write_text("otra versión\n", encoding="utf-8")
    importar(hecho.oficiales, hecho.datos, receta=hecho.receta, aceptar_version_nueva=True)
    assert huellas_de_archivos.leer(hecho.receta.huellas)[
        "dos.txt"
    ] == huellas_de_archivos.de_archivo(nuevo)
    importar(hecho.oficiales, hecho.datos, receta=hecho.receta)


def test_archivo_sin_huella_guardada_lo_dice(hecho: Taller) -> None:
    receta = con(hecho, leer=falla)
    with pytest.raises(ErrorDeDatos, match=r"«tres\.txt».*no tiene huella guardada"):
        importar(hecho.oficiales, hecho.datos, receta=receta)


def test_archivo_ausente_lo_dice_antes_de_leer(hecho: Taller) -> None:
    (hecho.oficiales / "uno.txt").unlink()
    with pytest.raises(ErrorDeDatos, match=r"«uno\.txt»: no está en .*oficiales"):
        importar(hecho.oficiales, hecho.datos, receta=hecho.receta)


def test_catalogo_que_nombra_una_fuente_sin_tabla(taller: Taller) -> None:
    taller.receta.catalogo["x"] = falsas.indicador("x", "fantasma")
    with pytest.raises(ErrorDeDatos, match="no tienen tabla: fantasma"):
        importar(taller.oficiales, taller.datos, receta=taller.receta)
    assert not taller.datos.exists()


def test_dos_fuentes_no_producen_el_mismo_archivo(hecho: Taller) -> None:
    receta = con(hecho, leer_geometria=falsas.leer_geometria)
    huellas_de_archivos.escribir(
        huellas_de_archivos.calcular(hecho.oficiales, receta.rutas), receta.huellas
    )
    with pytest.raises(ErrorDeDatos, match=r"municipios\.topojson.*dos y tres"):
        importar(hecho.oficiales, hecho.datos, receta=receta)


def test_sin_territorios_no_hay_paquete(taller: Taller) -> None:
    receta = InsumosDelPaquete(
        taller.receta.entradas[1:], taller.receta.catalogo, taller.receta.huellas
    )
    with pytest.raises(ErrorDeDatos, match=r"territorios\.csv.*ninguna fuente"):
        importar(taller.oficiales, taller.datos, receta=receta)


@pytest.mark.parametrize("repetir", [True, False])
def test_territorios_incompletos_o_repetidos(taller: Taller, repetir: bool) -> None:
    def otros(carpeta: Path) -> object:
        tabla = falsas.territorios(carpeta)
        return tabla.iloc[[0, *range(len(tabla))]] if repetir else tabla.iloc[1:]

    dos = taller.entrada("dos", leer_territorios=otros, leer_geometria=falsas.leer_geometria)
    uno = taller.receta.entradas[1]
    receta = InsumosDelPaquete([dos, uno], taller.receta.catalogo, taller.receta.huellas)
    with pytest.raises(ErrorDeDatos, match="repetidos" if repetir else "faltan 1: 00"):
        importar(taller.oficiales, taller.datos, receta=receta)


def test_archivo_ajeno_en_datos_detiene_la_importacion(hecho: Taller) -> None:
    (hecho.datos / "notas.txt").write_text("mías", encoding="utf-8")
    antes = hecho.foto()
    with pytest.raises(ErrorDelKit, match=r"notas\.txt"):
        importar(hecho.oficiales, hecho.datos, receta=hecho.receta)
    assert hecho.foto() == antes


def test_procedencia_y_huella_de_cada_archivo_en_el_descriptor(hecho: Taller) -> None:
    descriptor = json.loads((hecho.datos / "datapackage.json").read_text("utf-8"))
    recursos = {recurso["path"]: recurso for recurso in descriptor["resources"]}
    assert set(recursos) == set(hecho.foto()) - {"datapackage.json"}
    for nombre, recurso in recursos.items():
        huella = huellas_de_archivos.de_archivo(hecho.datos / nombre)
        assert (recurso["bytes"], recurso["hash"]) == (huella.bytes, f"sha256:{huella.sha256}")
    assert recursos["uno.csv"]["cita"] == "DANE (2018)."
    assert recursos["uno.csv"]["archivos"][0]["descarga_comprobada"] is False
    assert "cita" not in recursos["equivalencias.csv"]
    campos = {c["name"]: c for c in recursos["uno.csv"]["schema"]["fields"]}
    assert campos["uno_grupo"]["constraints"]["enum"] == ["Grupo A", "Grupo B, medio"]
