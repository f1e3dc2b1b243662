"""`kit recodificar` y `kit incidencia --recodificar`, de la orden a los archivos que dejan."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.hogares import datos
from tests.metodos.recodificacion import oraculo
from tests.metodos.recodificacion.bases import (
    MARCAS,
    NOMBRES,
    Persona,
    columnas_de,
    hogares_variados,
)


@pytest.fixture(scope="module")
def hogares() -> list[list[Persona]]:
    return hogares_variados(300)


@pytest.fixture
def base(hogares: list[list[Persona]], tmp_path: Path) -> Path:
    return datos.escribir_csv(tmp_path / "base «con eñes».csv", columnas_de(hogares))


def leida(ruta: Path) -> list[dict[str, str]]:
    with ruta.open(encoding="utf-8", newline="") as archivo:
        return list(csv.DictReader(archivo))


def en_orden(de_cada_hogar: list[Any]) -> list[Any]:
    """Lo de cada hogar (ficha 1, 2, …) en el orden de la tabla: el de su identidad escrita."""
    fichas = sorted(range(1, len(de_cada_hogar) + 1), key=lambda i: f"05045|{i}|1")
    return [de_cada_hogar[i - 1] for i in fichas]


def test_la_salida_es_la_del_oraculo_y_no_lleva_identificacion(
    base: Path, hogares: list[list[Persona]], tmp_path: Path
) -> None:
    salida = tmp_path / "hogares.csv"
    hecho = datos.correr(
        "recodificar", base, "--salida", salida, "--conservar", "nom_vereda",
        "--informe", tmp_path / "informe.csv",
    )  # fmt: skip
    assert hecho.exit_code == 0, hecho.output
    filas = leida(salida)
    assert [tuple(int(f[m]) for m in MARCAS) for f in filas] == en_orden(
        list(map(oraculo.marcas, hogares))
    )
    assert not {"hogar", "registro", "ide_ficha_origen", "ide_persona"} & set(filas[0])
    veredas = en_orden([f"VEREDA {i % 3}" for i in range(1, 301)])
    assert [f["nom_vereda"] for f in filas] == veredas
    assert {(f["receta"], f["version"]) for f in filas} == {("sisben_iv", "1")}
    registro = datos.registro_de(salida)
    assert registro["uso"].startswith("INTERNO")
    assert registro["medida"] == "IPM proxy (Sisbén)"
    assert registro["parametros"]["huella"] == filas[0]["huella"]
    assert registro["parametros"]["variables"]["cuidado"] == "tip_cuidado_niños"


def test_la_incidencia_recodificada_es_la_de_la_base_con_marcas(
    base: Path, hogares: list[list[Persona]], tmp_path: Path
) -> None:
    con = datos.escribir_csv(tmp_path / "con.csv", columnas_de(hogares, con_marcas=True))
    pedido = ("--por", "nom_vereda", "--salida")
    assert datos.correr("incidencia", con, *pedido, tmp_path / "a.csv").exit_code == 0
    hecho = datos.correr("incidencia", base, *pedido, tmp_path / "b.csv", "--recodificar")
    assert hecho.exit_code == 0, hecho.output
    assert leida(tmp_path / "a.csv") == leida(tmp_path / "b.csv")
    # Y lo que deja la orden se mide igual, sin recodificar otra vez.
    tabla = tmp_path / "hogares.csv"
    datos.correr("recodificar", base, "--salida", tabla, "--conservar", "nom_vereda")
    assert datos.correr("incidencia", tabla, *pedido, tmp_path / "c.csv").exit_code == 0
    assert leida(tmp_path / "c.csv") == leida(tmp_path / "a.csv")


@pytest.mark.parametrize("formato", ["csv", "parquet", "gpkg"])
def test_las_marcas_van_a_su_fila_en_cualquier_formato(
    hogares: list[list[Persona]], tmp_path: Path, formato: str
) -> None:
    """Unidas por su lugar: con varias hebras y muchas filas tampoco se corren."""
    muchos = hogares_variados(30_000, 3) if formato == "csv" else hogares
    escribir = {"csv": datos.escribir_csv, "parquet": datos.escribir_parquet,
                "gpkg": datos.escribir_gpkg}[formato]  # fmt: skip
    sin = escribir(tmp_path / f"sin.{formato}", columnas_de(muchos))
    con = escribir(tmp_path / f"con.{formato}", columnas_de(muchos, con_marcas=True))
    pedido = ("--por", "nom_vereda", "--salida")
    assert datos.correr("incidencia", con, *pedido, tmp_path / "a.csv").exit_code == 0
    hecho = datos.correr("incidencia", sin, *pedido, tmp_path / "b.csv", "--recodificar")
    assert hecho.exit_code == 0, hecho.output
    assert leida(tmp_path / "a.csv") == leida(tmp_path / "b.csv")


def test_el_error_de_que_faltan_las_privaciones_propone_la_orden(
    base: Path, tmp_path: Path
) -> None:
    hecho = datos.correr("incidencia", base)
    assert hecho.exit_code == 1
    assert "faltan las privaciones" in hecho.stderr
    assert "kit recodificar" in hecho.stderr
    assert "--recodificar" in hecho.stderr
    ajena = datos.escribir_csv(tmp_path / "ajena.csv", {"a": ["1"], "b": ["2"]})
    assert "kit recodificar" not in datos.correr("incidencia", ajena).stderr


def test_comparar_con_las_marcas_que_trae(hogares: list[list[Persona]], tmp_path: Path) -> None:
    columnas = columnas_de(hogares, con_marcas=True)
    columnas["I13"] = ["1" if m == "0" else "0" for m in columnas["I13"]]
    con = datos.escribir_csv(tmp_path / "con.csv", columnas)
    informe, salida = tmp_path / "i.csv", tmp_path / "s.csv"
    hecho = datos.correr("recodificar", con, "--comparar", "--informe", informe, "--salida", salida)
    assert hecho.exit_code == 0, hecho.output
    assert "valen las suyas" in hecho.stderr
    dicho = {tuple(f[c] for c in ("seccion", "elemento", "dato")): f for f in leida(informe)}
    assert dicho["concordancia", "I13", "iguales"]["valor"] == "0"
    assert dicho["concordancia", "I13", "iguales"]["detalle"].startswith(
        "difieren los de las filas"
    )
    assert dicho["concordancia", "I12", "iguales"]["valor"] == "300"
    # Mandan las del archivo.
    del_jefe = [columnas["I13"][i] for i, p in enumerate(columnas["tip_parentesco"]) if p == "1"]
    assert [f["I13"] for f in leida(salida)] == en_orden(del_jefe)
    sin = datos.escribir_csv(tmp_path / "sin.csv", columnas_de(hogares))
    assert "no trae ninguna marca" in datos.correr("recodificar", sin, "--comparar").stderr


def _sin_dato(hogares: list[list[Persona]], variable: str, cada: int) -> list[list[Persona]]:
    """Los mismos, con esa respuesta en blanco en uno de cada tantos hogares."""
    return [
        [{**p, variable: None} for p in suyas] if i % cada == 0 else suyas
        for i, suyas in enumerate(hogares)
    ]


def test_mas_del_5_por_ciento_sin_decidir_pide_confirmacion(
    hogares: list[list[Persona]], tmp_path: Path
) -> None:
    base = datos.escribir_csv(tmp_path / "b.csv", columnas_de(_sin_dato(hogares, "pisos", 10)))
    salida = tmp_path / "s.csv"
    hecho = datos.correr("recodificar", base, "--salida", salida)
    assert (hecho.exit_code, salida.exists()) == (1, False)
    assert "I13 (10,0 %)" in hecho.stderr.replace("\N{NO-BREAK SPACE}", " ")
    assert "--aceptar-indeterminados" in hecho.stderr
    assert (
        datos.correr("recodificar", base, "--salida", salida, "--aceptar-indeterminados").exit_code
        == 0
    )
    assert sum(f["I13"] == "" for f in leida(salida)) == 30


def test_sin_una_variable_entera_no_hay_h_ni_se_reparten_los_pesos(
    hogares: list[list[Persona]], tmp_path: Path
) -> None:
    columnas = columnas_de(hogares)
    del columnas["tip_mat_pisos"]
    base = datos.escribir_csv(tmp_path / "b.csv", columnas)
    hecho = datos.correr("incidencia", base, "--recodificar", "--aceptar-indeterminados")
    assert hecho.exit_code == 1
    assert "no se puede dar H: la base no trae pisos" in hecho.stderr
    hecho = datos.correr("recodificar", base)
    assert hecho.exit_code == 0
    assert "no se da: faltan pisos" in " ".join(hecho.stdout.split())


def test_con_h_muy_abierta_no_se_da_un_valor_unico(
    hogares: list[list[Persona]], tmp_path: Path
) -> None:
    base = datos.escribir_csv(tmp_path / "b.csv", columnas_de(_sin_dato(hogares, "lee", 4)))
    hecho = datos.correr("incidencia", base, "--recodificar", "--aceptar-indeterminados")
    assert hecho.exit_code == 1
    assert "más de 2 puntos" in hecho.stderr


def test_con_h_cerrada_se_mide_y_se_dicen_las_cotas(
    hogares: list[list[Persona]], tmp_path: Path
) -> None:
    base = datos.escribir_csv(tmp_path / "b.csv", columnas_de(_sin_dato(hogares, "pisos", 100)))
    sin_regla = datos.correr("incidencia", base, "--recodificar")
    assert sin_regla.exit_code == 1
    assert "--nulos" in sin_regla.stderr
    hecho = datos.correr("incidencia", base, "--recodificar", "--nulos", "excluir")
    assert hecho.exit_code == 0, hecho.output


def test_una_receta_en_yaml_con_un_no_sin_comillas_se_rechaza(base: Path, tmp_path: Path) -> None:
    from generador.metodos.recodificacion.recetas import documento_de_receta

    texto = json.dumps(documento_de_receta("sisben_iv"), ensure_ascii=False, indent=1)
    buena, mala = tmp_path / "buena.yaml", tmp_path / "mala.yaml"
    buena.write_text(texto, encoding="utf-8")
    mala.write_text(texto.replace('"niega"', "no"), encoding="utf-8")
    assert datos.correr("recodificar", base, "--receta", buena).exit_code == 0
    hecho = datos.correr("recodificar", base, "--receta", mala)
    assert hecho.exit_code == 1
    dicho = " ".join(hecho.stderr.split())
    assert "va un texto y hay falso" in dicho
    assert "entre comillas" in dicho
    rota = tmp_path / "rota.yaml"
    rota.write_text("a: [1\nb: 2", encoding="utf-8")
    assert "no es un YAML" in datos.correr("recodificar", base, "--receta", rota).stderr


def test_la_plantilla_se_llena_y_da_la_misma_tabla(
    base: Path, hogares: list[list[Persona]], tmp_path: Path
) -> None:
    hoja = tmp_path / "mi_encuesta.csv"
    assert datos.correr("recodificar", "--plantilla", hoja, "--receta", "sisben_iv").exit_code == 0
    assert datos.correr("recodificar", "--plantilla", hoja).exit_code == 1, "puede estar llena"
    renombrada = {f"P{i}": v for i, v in enumerate(columnas_de(hogares).values())}
    nombres = dict(zip(columnas_de(hogares), renombrada, strict=True))
    lee = nombres["ind_leer_escribir"]
    renombrada[lee] = [{"1": "Sí", "2": "NO", "9": "-"}[v] for v in renombrada[lee]]
    propia = datos.escribir_csv(tmp_path / "encuesta.csv", renombrada)
    filas = list(csv.reader(hoja.read_text("utf-8-sig").splitlines(), delimiter=";"))
    _llenar(filas, {NOMBRES[v]: v for v in NOMBRES}, nombres)
    with hoja.open("w", encoding="utf-8-sig", newline="") as llena:
        csv.writer(llena, delimiter=";").writerows(filas)
    salida = tmp_path / "s.csv"
    hecho = datos.correr("recodificar", propia, "--receta", hoja, "--salida", salida)
    assert hecho.exit_code == 0, hecho.output
    hechas = [tuple(int(f[m]) for m in MARCAS) for f in leida(salida)]
    assert sorted(hechas) == sorted(map(oraculo.marcas, hogares))
    assert {f["receta"] for f in leida(salida)} == {"mi_encuesta"}


def _llenar(filas: list[list[str]], variables: dict[str, str], nombres: dict[str, str]) -> None:
    """Llena la hoja como lo haría quien conoce su encuesta."""
    columna = {v: nombres[c] for c, v in variables.items()}
    columna |= {"(hogar)": f"{nombres['ide_ficha_origen']}|{nombres['ide_hogar']}",
                "(persona)": nombres["ide_persona"]}  # fmt: skip
    de_lee = {"afirma": "Sí", "niega": "no", "no aplica": "-"}
    for fila in filas[1:]:
        if not fila[2]:
            fila[4] = columna.get(fila[0], "")
        elif fila[0] == "lee":
            fila[5] = de_lee.get(fila[2], "")


def test_una_columna_con_datos_personales_no_se_usa(
    hogares: list[list[Persona]], tmp_path: Path
) -> None:
    columnas = columnas_de(hogares)
    columnas["observacion"] = [f"Carrera {i} # {i}-10" for i in range(len(columnas["cod_mpio"]))]
    columnas["num_documento"] = [str(10**7 + i) for i in range(len(columnas["cod_mpio"]))]
    base = datos.escribir_csv(tmp_path / "b.csv", columnas)
    for nombre, dice in (("observacion", "1581"), ("num_documento", "dato personal")):
        receta = tmp_path / f"{nombre}.json"
        receta.write_text(json.dumps({
            "formato": "kit-recodificacion/1", "id": "x", "nombre": "X", "parte_de": "sisben_iv",
            "esquema": {"hogar": ["ide_ficha_origen", "ide_hogar"], "persona": "ide_persona",
                        "columnas": {"lee": nombre, "parentesco": "tip_parentesco"}},
        }), encoding="utf-8")  # fmt: skip
        hecho = datos.correr("recodificar", base, "--receta", receta)
        assert hecho.exit_code == 1
        assert dice in " ".join(hecho.stderr.split())


def test_sin_la_llave_del_hogar_se_dice_cual_falta(
    hogares: list[list[Persona]], tmp_path: Path
) -> None:
    columnas = columnas_de(hogares)
    del columnas["ide_ficha_origen"]
    hecho = datos.correr("recodificar", datos.escribir_csv(tmp_path / "b.csv", columnas))
    assert hecho.exit_code == 1
    dicho = " ".join(hecho.stderr.split())
    assert "no dice qué personas son de un mismo hogar: falta «ide_ficha_origen»" in dicho


def test_nada_ajeno_se_pisa_y_la_entrada_tampoco(base: Path, tmp_path: Path) -> None:
    ajeno = tmp_path / "ajeno.csv"
    ajeno.write_text("mío", encoding="utf-8")
    for salida in (ajeno, base):
        antes = salida.read_bytes()
        assert datos.correr("recodificar", base, "--salida", salida).exit_code == 1
        assert salida.read_bytes() == antes
    una = tmp_path / "una.csv"
    assert datos.correr("recodificar", base, "--salida", una, "--informe", una).exit_code == 1
    assert not una.exists()


def test_barajar_las_filas_no_cambia_la_tabla(base: Path, tmp_path: Path) -> None:
    columnas = datos.leer_csv(base, ";")
    orden = np.random.default_rng(1).permutation(len(columnas["cod_mpio"]))
    otra = {c: [v[i] for i in orden] for c, v in columnas.items()}
    barajada = datos.escribir_csv(tmp_path / "barajada.csv", otra)
    for ruta, salida in ((base, "a.csv"), (barajada, "b.csv")):
        assert datos.correr("recodificar", ruta, "--salida", tmp_path / salida).exit_code == 0
    assert leida(tmp_path / "a.csv") == leida(tmp_path / "b.csv")


def test_con_la_ficha_conservada_se_focaliza(base: Path, tmp_path: Path) -> None:
    salida = tmp_path / "s.csv"
    llave = ("--conservar", "ide_ficha_origen", "--conservar", "ide_hogar")
    assert datos.correr("recodificar", base, "--salida", salida, *llave).exit_code == 0
    pedido = ("--regla", "I2 = 1", "--cupo", "20", "--conservar", "ide_ficha_origen", "--salida")
    hecho = datos.correr("focalizar", salida, *pedido, tmp_path / "l.csv")
    assert hecho.exit_code == 0, hecho.output
    elegidos = [f for f in leida(tmp_path / "l.csv") if f["estado"] == "seleccionado"]
    privados = {f["ide_ficha_origen"] for f in leida(salida) if f["I2"] == "1"}
    assert len(elegidos) == 20
    assert {f["ide_ficha_origen"] for f in elegidos} <= privados


def test_dos_columnas_parecidas_de_otra_receta_no_estorban(
    hogares: list[list[Persona]], tmp_path: Path
) -> None:
    columnas = columnas_de(hogares)
    repetida = {**columnas, "P6040": columnas["cod_mpio"], "p6040 ": columnas["cod_mpio"]}
    base = datos.escribir_csv(tmp_path / "b.csv", repetida)
    hecho = datos.correr("recodificar", base)
    assert hecho.exit_code == 0, hecho.output


def test_las_opciones_de_recodificar_solas_se_rechazan(base: Path) -> None:
    hecho = datos.correr("incidencia", base, "--receta", "sisben_iv")
    assert "--receta solo sirve para recodificar" in " ".join(hecho.stderr.split())
    hecho = datos.correr("recodificar", base, "--receta", "no_hay")
    assert "la receta «no_hay» no existe" in " ".join(hecho.stderr.split())
    hecho = datos.correr("incidencia", base, "--recodificar", "--receta", "ecv")
    assert hecho.exit_code == 1


def test_la_salida_del_censo_lleva_su_medida_y_no_los_nombres_del_ipm(tmp_path: Path) -> None:
    columnas = {
        "U_DPTO": ["05"] * 2, "U_MPIO": ["045"] * 2, "UA_CLASE": ["1"] * 2,
        "COD_ENCUESTAS": ["1", "2"], "U_VIVIENDA": ["1"] * 2, "P_NROHOG": ["1"] * 2,
        "P_NRO_PER": ["1"] * 2, "P_EDADR": ["9"] * 2, "P_PARENTESCOR": ["1"] * 2,
        "P_ALFABETA": ["2", "1"], "V_MAT_PISO": ["6", "2"],
    }  # fmt: skip
    base, salida = datos.escribir_csv(tmp_path / "c.csv", columnas), tmp_path / "s.csv"
    hecho = datos.correr("recodificar", base, "--salida", salida, "--aceptar-indeterminados")
    assert hecho.exit_code == 0, hecho.output
    filas = leida(salida)
    assert [f["mpm_analfabetismo"] for f in filas] == ["1", "0"]
    assert [f["mpm_pisos"] for f in filas] == ["1", "0"]
    assert not set(MARCAS) & set(filas[0])
    assert {f["medida"] for f in filas} == {"MPM censal (recodificada, sin comprobar)"}
    hecho = datos.correr("incidencia", base, "--recodificar", "--aceptar-indeterminados")
    assert "que no es «IPM proxy (Sisbén)»" in " ".join(hecho.stderr.split())
