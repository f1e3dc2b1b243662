"""La orden que evalúa una lista: sus cuentas, y que ningún documento queda en ninguna parte."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import Result

from generador.metodos.hogares.auditoria import faltantes
from generador.practica.lugares_de_practica import Municipio
from generador.practica.sintesis import sintetizar
from tests.hogares import datos

DE_LA_BASE = ["A", "B"]


@pytest.fixture(scope="module")
def practica() -> pd.DataFrame:
    """La base de práctica, que trae documentos ficticios."""
    return pd.DataFrame(dict(sintetizar(Municipio.de_datos("05045"), 200, 3).columnas)).astype(str)


def escribir(ruta: Path, tabla: pd.DataFrame, codificacion: str = "utf-8") -> Path:
    tabla.to_csv(ruta, sep=";", index=False, encoding=codificacion)
    return ruta


def evaluar(base: Path, lista: Path, *opciones: object) -> dict[str, Any]:
    """Corre la orden con las tres salidas y devuelve lo leído de cada una."""
    rutas = {que: base.with_name(f"{que}.csv") for que in ("salida", "faltantes", "renglones")}
    pedidas = [o for que, ruta in rutas.items() for o in (f"--{que}", ruta)]
    hecho = datos.correr("evaluar-lista", base, lista, *pedidas, *opciones)
    assert hecho.exit_code == 0, hecho.output
    assert "INTERNO: no publicar" in hecho.stderr
    leido = {que: datos.leer_csv(ruta) for que, ruta in rutas.items()}
    return {**leido, "registro": datos.registro_de(rutas["salida"]), "dicho": hecho.output}


def test_por_documento_cuenta_lo_mismo_que_pandas(practica: pd.DataFrame, tmp_path: Path) -> None:
    lista = practica.sample(80, random_state=1)[["tip_documento", "num_documento"]]
    sobran = pd.DataFrame({"tip_documento": ["FICTICIO"], "num_documento": ["FICTICIO 999999"]})
    todos = pd.concat([lista, lista.head(3), sobran])
    hecho = evaluar(
        escribir(tmp_path / "b.csv", practica),
        escribir(tmp_path / "l.csv", todos),
        *("--regla", "A1..B7", "--por", "cod_clase"),
    )
    cruce = hecho["registro"]["recuentos"]["cruce"]
    assert (cruce["cruzado"], cruce["repetido en la lista"], cruce["no está en la base"]) == (
        80,
        3,
        1,
    )
    llave = ["ide_ficha_origen", "ide_hogar"]
    practica = practica.assign(recibe=practica.num_documento.isin(lista.num_documento))
    por_hogar = practica.groupby(llave).agg(
        recibe=("recibe", "any"), dados=("recibe", "sum"), personas=("recibe", "size")
    )
    jefes = practica[practica.tip_parentesco == "1"].set_index(llave)
    por_hogar["objetivo"] = jefes.grupo.isin(DE_LA_BASE)
    por_hogar["clase"] = jefes.cod_clase
    medidas = pd.DataFrame(hecho["salida"])
    for que, valor, propios in (
        ("total", "todos", por_hogar),
        *(("territorio", c, g) for c, g in por_hogar.groupby("clase")),
    ):
        (fila,) = medidas[(medidas.por == que) & (medidas.valor == valor)].to_dict("records")
        suyos = propios[propios.objetivo]
        assert int(fila["hogares"]) == len(propios)
        assert int(fila["beneficiarios"]) == propios.dados.sum()
        assert float(fila["cobertura_hogares"]) == suyos.recibe.mean()
        reciben = propios[propios.recibe]
        assert float(fila["inclusion_hogares"]) == pytest.approx((~reciben.objetivo).mean())
        assert float(fila["cobertura_personas"]) == pytest.approx(
            suyos.personas[suyos.recibe].sum() / suyos.personas.sum()
        )
        assert float(fila["filtracion_beneficiarios"]) == pytest.approx(
            propios.dados[~propios.objetivo].sum() / propios.dados.sum()
        )
    faltan = pd.DataFrame(hecho["faltantes"])
    esperados = por_hogar[por_hogar.objetivo & ~por_hogar.recibe]
    assert set(zip(faltan.ficha, faltan.hogar, strict=True)) == set(esperados.index)
    assert faltan.puesto.astype(int).tolist() == list(range(1, len(esperados) + 1))
    assert set(faltan.razon) == {"cumple: A1..B7"}


def test_por_ficha_lleva_la_huella_de_la_lista(practica: pd.DataFrame, tmp_path: Path) -> None:
    fichas = practica[["ide_ficha_origen", "ide_hogar"]].drop_duplicates().head(50)
    lista = escribir(tmp_path / "l.csv", fichas.rename(columns={"ide_ficha_origen": "Núm. FICHA"}))
    hecho = evaluar(escribir(tmp_path / "b.csv", practica), lista, "--ficha", "Núm. FICHA")
    assert hecho["registro"]["recuentos"]["cruce"]["cruzado"] == 50
    assert not faltantes(hecho["registro"])
    assert hecho["renglones"]["fila_de_la_lista"] == [str(i) for i in range(2, 52)]


def con_documentos() -> tuple[dict[str, list[Any]], list[str]]:
    """Una base con cédulas, y las cédulas."""
    base = datos.base_de_hogares(60, semilla=2)
    base["nom_vereda"] = ["La Peña"] * len(base["ide_hogar"])
    return base, [str(d) for d in base["num_documento"]]


@pytest.mark.parametrize("codificacion", ["utf-8", "latin-1"])
def test_ningun_documento_queda_escrito(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, codificacion: str
) -> None:
    base, cedulas = con_documentos()
    temporales = tmp_path / "temporales"
    temporales.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporales))
    # Lo que la orden dejaría en sus carpetas de paso se queda, para mirarlo.
    monkeypatch.setattr(tempfile.TemporaryDirectory, "cleanup", lambda _: None)
    monkeypatch.setattr(tempfile.TemporaryDirectory, "__exit__", lambda *_: None)
    trabajo = tmp_path / "trabajo"
    trabajo.mkdir()
    ruta = escribir(trabajo / "b.csv", pd.DataFrame(base), codificacion)
    lista = escribir(trabajo / "l.csv", pd.DataFrame({"cedula": cedulas[:40]}))
    hecho = evaluar(ruta, lista)
    assert hecho["registro"]["recuentos"]["cruce"]["cruzado"] == 40
    (de_la_lista,) = (e for e in hecho["registro"]["entradas"] if e.get("lista"))
    assert de_la_lista["sha256"] is None
    leidas = hecho["registro"]["columnas_personales_descartadas"]
    assert "num_documento" not in leidas
    assert "pri_nombre" in leidas
    escritos = [
        r.read_bytes() for r in tmp_path.rglob("*") if r.is_file() and r not in (ruta, lista)
    ]
    assert len(escritos) >= 6
    for contenido in (*escritos, hecho["dicho"].encode()):
        assert not any(c.encode() in contenido for c in cedulas)


def fallar(base: Path, lista: Path, *opciones: object) -> Result:
    hecho = datos.correr("evaluar-lista", base, lista, *opciones)
    assert hecho.exit_code == 1
    assert "Qué hacer" in hecho.stderr
    assert "Traceback" not in hecho.output
    return hecho


@pytest.mark.parametrize(
    ("renglones", "dice"),
    [
        (["cedula;x", "1,0123456E+09;a", "1000000000;b"], "notación científica (filas 2)"),
        (["1000000007;a", "1000000008;b"], "no se reconoce en la lista"),
        (["cedula;x", "1000000007;a", "1000000008"], "está incompleta"),
        (["cedula;tipo_documento", "1000000007;1"], "de otra en la base"),
        (["cedula;cedula", "1000000007;1000000008"], ""),
    ],
)
def test_un_error_no_copia_documentos(tmp_path: Path, renglones: list[str], dice: str) -> None:
    base, _ = con_documentos()
    base["tip_documento"] = ["CC"] * len(base["ide_hogar"])
    ruta = datos.escribir_csv(tmp_path / "b.csv", base)
    lista = tmp_path / "l.csv"
    lista.write_text("\n".join(renglones) + "\n", "utf-8")
    hecho = fallar(ruta, lista, "--salida", tmp_path / "s.csv")
    assert dice in hecho.stderr
    assert not any(c in hecho.output for c in ("100000", "0123456"))
    assert not (tmp_path / "s.csv").exists()


def test_el_pie_de_la_lista_se_dice_sin_copiarlo(tmp_path: Path) -> None:
    base, cedulas = con_documentos()
    lista = tmp_path / "l.csv"
    pie = "Fuente: la cédula 1000000099;"
    lista.write_text("\n".join(["cedula;x", *(f"{c};1" for c in cedulas[:3]), pie]) + "\n", "utf-8")
    hecho = evaluar(datos.escribir_csv(tmp_path / "b.csv", base), lista)
    assert "termina en un pie" in hecho["dicho"]
    assert "1000000099" not in hecho["dicho"] + str(hecho["registro"])
    assert hecho["registro"]["recuentos"]["renglones"] == 3


def test_con_una_fila_por_hogar_se_avisa_que_faltan_personas(tmp_path: Path) -> None:
    base, cedulas = con_documentos()
    jefes = [i for i, p in enumerate(base["tip_parentesco"]) if p == 1]
    hogares = {c: [v[i] for i in jefes] for c, v in base.items() if c != "tip_parentesco"}
    lista = escribir(tmp_path / "l.csv", pd.DataFrame({"cedula": cedulas[:60]}))
    hecho = evaluar(datos.escribir_csv(tmp_path / "b.csv", hogares), lista)
    assert hecho["registro"]["recuentos"]["cruce"]["cruzado"] == sum(i < 60 for i in jefes)
    assert "cada fila de la base es un hogar" in hecho["dicho"]


def test_los_documentos_de_un_parquet_no_se_leen(tmp_path: Path) -> None:
    base, cedulas = con_documentos()
    lista = escribir(tmp_path / "l.csv", pd.DataFrame({"cedula": cedulas[:4], "n": 1}))
    hecho = fallar(datos.escribir_parquet(tmp_path / "b.parquet", base), lista)
    assert "--cruzar-por ficha" in hecho.stderr


def test_sin_alguna_privacion_no_se_sabe_si_es_del_objetivo(tmp_path: Path) -> None:
    base, cedulas = con_documentos()
    primera = base["ide_ficha_origen"][0]
    base["i1"] = [
        "" if f == primera else v for f, v in zip(base["ide_ficha_origen"], base["i1"], strict=True)
    ]
    lista = escribir(tmp_path / "l.csv", pd.DataFrame({"cedula": cedulas[:1], "n": 1}))
    hecho = evaluar(datos.escribir_csv(tmp_path / "b.csv", base), lista)
    recuentos = hecho["registro"]["recuentos"]
    assert (recuentos["sin_dato"], recuentos["sin_dato_con_beneficio"]) == (1, 1)
    assert recuentos["en_hogares"]["inclusion"]["denominador"] == 0
    assert hecho["renglones"]["objetivo"] == ["sin dato"]


def test_la_muestra_oficial_se_cruza_solo_si_se_dice_que_es_completa(
    fuentes: Path, tmp_path: Path
) -> None:
    ruta = datos.muestra(fuentes, "15759")
    muestra = pd.DataFrame(datos.leer_csv(ruta))
    llaves = muestra[["cod_mpio", "llave", "HOGAR"]].drop_duplicates().iloc[::5]
    lista = escribir(tmp_path / "l.csv", llaves)
    assert "es una muestra" in fallar(ruta, lista).stderr
    salida = tmp_path / "m.csv"
    hecho = datos.correr("evaluar-lista", ruta, lista, "--sin-factor", "--salida", salida)
    assert hecho.exit_code == 0, hecho.output
    recuentos = datos.registro_de(salida)["recuentos"]
    assert recuentos["cruce"]["cruzado"] == len(llaves) == recuentos["con_beneficio"]
    assert recuentos["hogares"] == len(muestra[["llave", "HOGAR"]].drop_duplicates())
