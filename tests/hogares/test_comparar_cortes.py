"""La orden que compara dos cortes: sobre la base de práctica, la muestra oficial y sus errores."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from generador.metodos.hogares.auditoria import faltantes
from tests.hogares import datos


@pytest.fixture
def cortes(tmp_path: Path) -> tuple[Path, Path, set[str], set[str]]:
    """Dos cortes: el posterior pierde diez fichas y diez pasan al grupo C."""
    base = datos.base_de_hogares(120, semilla=4)
    fichas = sorted(set(base["ide_ficha_origen"]))
    fuera, cambian = set(fichas[:10]), set(fichas[20:30])
    quedan = [i for i, f in enumerate(base["ide_ficha_origen"]) if f not in fuera]
    despues = {c: [v[i] for i in reversed(quedan)] for c, v in base.items()}
    despues["grupo"] = [
        "C" if f in cambian else g
        for f, g in zip(despues["ide_ficha_origen"], despues["grupo"], strict=True)
    ]
    return (
        datos.escribir_csv(tmp_path / "a.csv", base),
        datos.escribir_parquet(tmp_path / "d.parquet", despues),
        fuera,
        cambian,
    )


def test_cuenta_quien_sale_y_quien_cambia(
    cortes: tuple[Path, Path, set[str], set[str]], tmp_path: Path
) -> None:
    antes, despues, fuera, cambian = cortes
    rutas = [tmp_path / f"{n}.csv" for n in ("matrices", "territorios", "hogares")]
    hecho = datos.correr(
        *("comparar-cortes", antes, despues, "--por", "cod_vereda", "--salida", rutas[0]),
        *("--territorios", rutas[1], "--hogares", rutas[2]),
    )
    assert hecho.exit_code == 0, hecho.output
    assert "INTERNO: no publicar" in hecho.stdout
    assert "INTERNO: no publicar" in hecho.stderr
    hogares = datos.leer_csv(rutas[2])
    situaciones = Counter(hogares["situacion"])
    assert situaciones == {"sigue": 110, "sale": 10}
    salen = {f for f, s in zip(hogares["ficha"], hogares["situacion"], strict=True) if s == "sale"}
    assert salen == fuera
    pasan = {
        f
        for f, a, d in zip(
            *(hogares[c] for c in ("ficha", "clasificacion_antes", "clasificacion_despues")),
            strict=True,
        )
        if d and a[0] != d[0]
    }
    assert pasan <= cambian
    matrices = datos.leer_csv(rutas[0])
    de_grupo = [
        int(n)
        for t, a, d, n in zip(
            *(matrices[c] for c in ("tabla", "antes", "despues", "hogares")), strict=True
        )
        if t == "grupo" and a != d
    ]
    assert sum(de_grupo) == len(pasan) > 0
    por = datos.leer_csv(rutas[1])
    assert sum(map(int, por["antes"])) == 120
    assert sum(map(int, por["salen"])) == 10
    assert sum(map(int, por["suben_de_grupo"])) == len(pasan)
    llave = [hogares[c] for c in ("situacion", "fila_antes", "fila_despues")]
    assert {(s, a != "", d != "") for s, a, d in zip(*llave, strict=True)} == {
        ("sigue", True, True),
        ("sale", True, False),
    }
    registro = datos.registro_de(rutas[0])
    assert registro["modo"] == "interno"
    assert not faltantes(registro)
    assert registro["recuentos"]["hogares"]["siguen"] == 110
    texto = "".join(Path(f"{r}.auditoria.json").read_text("utf-8") for r in rutas)
    assert not any(ficha in texto for ficha in fuera)


def sin(base: dict[str, list[Any]], columna: str) -> dict[str, list[Any]]:
    return {c: v for c, v in base.items() if c != columna}


def test_sin_la_ficha_no_se_comparan(tmp_path: Path) -> None:
    base = datos.base_de_hogares(20, semilla=1)
    bien = datos.escribir_csv(tmp_path / "a.csv", base)
    mal = datos.escribir_csv(tmp_path / "d.csv", sin(base, "ide_ficha_origen"))
    hecho = datos.correr("comparar-cortes", bien, mal)
    assert hecho.exit_code == 1
    assert "d.csv" in hecho.stderr
    assert "no dice la ficha y el hogar" in hecho.stderr
    assert "Qué hacer" in hecho.stderr
    assert "Traceback" not in hecho.output


def test_dos_salidas_en_el_mismo_archivo_no_se_escriben(
    cortes: tuple[Path, Path, set[str], set[str]], tmp_path: Path
) -> None:
    ruta = tmp_path / "x.csv"
    hecho = datos.correr(
        "comparar-cortes", *cortes[:2], "--salida", ruta, "--hogares", tmp_path / "." / "x.csv"
    )
    assert hecho.exit_code == 1
    assert "son el mismo archivo" in hecho.stderr
    assert not ruta.exists()


def test_la_muestra_no_se_compara_y_consigo_misma_no_cambia(fuentes: Path, tmp_path: Path) -> None:
    ruta = datos.muestra(fuentes, "76113")
    hecho = datos.correr("comparar-cortes", ruta, ruta)
    assert hecho.exit_code == 1
    assert "es una muestra" in hecho.stderr
    assert "--sin-factor" in hecho.stderr
    salida = tmp_path / "m.csv"
    hecho = datos.correr("comparar-cortes", ruta, ruta, "--sin-factor", "--salida", salida)
    assert hecho.exit_code == 0, hecho.output
    filas = datos.leer_csv(salida)
    muestra = datos.leer_csv(ruta)
    hogares = len(set(zip(muestra["llave"], muestra["HOGAR"], strict=True)))
    for tabla in ("grupo", "nivel", "pobreza", "I1", "I15"):
        iguales = [
            (a == d, int(n))
            for t, a, d, n in zip(
                *(filas[c] for c in ("tabla", "antes", "despues", "hogares")), strict=True
            )
            if t == tabla
        ]
        assert sum(n for igual, n in iguales if igual) == hogares
        assert sum(n for igual, n in iguales if not igual) == 0
