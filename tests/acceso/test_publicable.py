"""`kit acceso --modo publicable`: lo redondeado, sin lo exacto en ninguna parte, y anotado."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generador.practica import en_el_zip, nombres_en_el_zip
from tests.acceso.test_acceso import casas, puestos
from tests.hogares.datos import correr, escribir_csv, leer_csv

ESCUELAS = [("Escuela 1", -76.63, 7.88), ("Escuela 2", -76.58, 7.92), ("Escuela 3", -76.5, 7.86)]


@pytest.fixture(scope="module")
def carpeta(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """La base de práctica del zip, y unas escuelas."""
    propia = tmp_path_factory.mktemp("publicable")
    for nombre, contenido in en_el_zip.archivos().items():
        (propia / Path(nombre).name).write_bytes(contenido)
    puestos(propia / "sedes.csv", ESCUELAS)
    return propia


def base_de(carpeta: Path) -> Path:
    return carpeta / Path(nombres_en_el_zip.BASE).name


def publicar(carpeta: Path, salida: Path, *mas: Any) -> Any:
    return correr("acceso", base_de(carpeta), carpeta / "sedes.csv", "--por", "nom_vereda",
                  "--modo", "publicable", "--salida", salida, *mas)  # fmt: skip


def test_lo_publicado_es_lo_exacto_redondeado(carpeta: Path, tmp_path: Path) -> None:
    """Cada conteo difiere del exacto en 2 hogares a lo sumo, y lo que se calla, se calla."""
    salida, hogares = tmp_path / "p.csv", tmp_path / "h.csv"
    hecho = publicar(carpeta, salida, "--limite", 2)
    assert hecho.exit_code == 0, hecho.output
    exacto = correr("acceso", base_de(carpeta), carpeta / "sedes.csv", "--por", "nom_vereda",
                    "--limite", 2, "--hogares", hogares)  # fmt: skip
    assert exacto.exit_code == 0, exacto.output
    leidos, tabla = leer_csv(hogares), leer_csv(salida)
    suyos: dict[str, list[str]] = {}
    for territorio, estado in zip(leidos["territorio"], leidos["estado"], strict=True):
        suyos.setdefault(territorio, []).append(estado)
    vistos = 0
    for i, territorio in enumerate(tabla["territorio"]):
        if territorio not in suyos:
            continue
        estados, vistos = suyos[territorio], vistos + 1
        assert abs(int(tabla["hogares"][i]) - len(estados)) <= 2
        assert int(tabla["hogares"][i]) % 3 == int(tabla["sin_serv"][i]) % 3 == 0
        lejos = sum(e in ("lejos", "sin conexión") for e in estados)
        assert abs(int(tabla["sin_serv"][i]) - lejos) <= 2
        assert int(tabla["hogares"][i]) >= 12
    assert vistos > 20
    ocultos = set(suyos) - set(tabla["territorio"]) - {""}
    assert ocultos
    assert f"{len(ocultos)} territorios sin publicar" in tabla["territorio"]
    assert set(tabla["uso"]) == {"PRÁCTICA: clave conocida, no protege a nadie"}


def test_nada_exacto_llega_a_la_salida(carpeta: Path, tmp_path: Path) -> None:
    """Ni los territorios ocultos ni sus conteos, ni un costo, ni la huella suelta de la base."""
    salida = tmp_path / "p.csv"
    assert publicar(carpeta, salida, "--limite", 5).exit_code == 0
    registro = json.loads((tmp_path / "p.csv.auditoria.json").read_text("utf-8"))
    assert registro["modo"] == "publicable"
    assert registro["avisos"] == []
    assert set(registro["recuentos"]) == {"filas_de_la_tabla", "sedes"}
    assert "sha256" not in registro["entradas"][0]
    assert registro["para_el_alcalde"].startswith("Cada conteo está redondeado")
    assert not {"costo", "km", "sede", "personas_leidas"} & set(leer_csv(salida))


def test_dos_veces_sale_lo_mismo(carpeta: Path, tmp_path: Path) -> None:
    for nombre in ("a.csv", "b.csv"):
        assert publicar(carpeta, tmp_path / nombre, "--limite", 2).exit_code == 0
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


@pytest.mark.parametrize(
    ("mas", "dice"),
    [
        ((), "falta el límite"),
        (("--limite", 2.5), "con un límite de 2.5 km no se publica"),
        (("--limite", 2, "--cortes", "1;2"), "los cortes no se publican"),
        (("--limite", 2, "--minimo", 5), "un mínimo de 5 hogares no es publicable"),
        (("--limite", 2, "--base", 4), "no se redondea a base 4"),
        (("--limite", 2, "--hogares", "h.csv"), "una fila por hogar, y no se publica"),
    ],
)
def test_lo_que_no_se_publica_se_dice_antes_de_leer(
    carpeta: Path, tmp_path: Path, mas: tuple[Any, ...], dice: str
) -> None:
    salida = tmp_path / "p.csv"
    hecho = publicar(carpeta, salida, *mas)
    assert hecho.exit_code == 1
    assert dice in " ".join(hecho.output.split())
    assert not salida.exists()


def test_una_caracteristica_no_es_territorio(carpeta: Path, tmp_path: Path) -> None:
    hecho = correr(
        "acceso", base_de(carpeta), carpeta / "sedes.csv", "--por", "clasificacion", "--modo",
        "publicable", "--limite", 2, "--salida", tmp_path / "p.csv",
    )  # fmt: skip
    assert hecho.exit_code == 1
    assert "no sirve de territorio para publicar" in " ".join(hecho.output.split())


def test_con_una_base_de_verdad_se_crea_la_clave_y_se_anota(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = escribir_csv(tmp_path / "base.csv", casas(90))
    clave, bitacora = tmp_path / "clave.txt", tmp_path / "bitacora.txt"
    clave.write_text("000102030405060708090a0b0c0d0e1f\n", encoding="utf-8")
    clave.chmod(0o600)
    hecho = correr("acceso", base, puestos(tmp_path / "s.csv"), "--por", "nom_vereda", "--limite",
                   2, "--modo", "publicable", "--clave", clave, "--bitacora", bitacora,
                   "--salida", tmp_path / "p.csv")  # fmt: skip
    assert hecho.exit_code == 0, hecho.output
    assert bitacora.read_text("utf-8").count("\n") == 2 + 3 + 1 + 1  # cabeza, veredas, total, fin
    assert set(leer_csv(tmp_path / "p.csv")["publicable"]) == {"sí"}


def test_una_capa_de_territorios_no_tiene_a_quien_proteger(tmp_path: Path) -> None:
    import geopandas as gpd
    import shapely

    capa = tmp_path / "v.gpkg"
    gpd.GeoDataFrame(
        {"codigo": ["1"]}, geometry=[shapely.box(-76.1, 7, -76, 7.1)], crs="EPSG:4326"
    ).to_file(capa)
    hecho = correr("acceso", capa, puestos(tmp_path / "s.csv"), "--por", "codigo", "--limite", 2,
                   "--modo", "publicable", "--salida", tmp_path / "p.csv")  # fmt: skip
    assert hecho.exit_code == 1
    assert "quite --modo publicable" in " ".join(hecho.output.split())
