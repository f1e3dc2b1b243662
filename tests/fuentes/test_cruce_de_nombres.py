"""Dos códigos intercambiados se descubren por el nombre, en cada archivo que trae los dos."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generador.cubo import codigos
from generador.cubo.leer import leer_territorios
from generador.errores import ErrorDeDatos, Lugar
from generador.fuentes import fuentes_registradas
from generador.fuentes.lectura import cruce_de_nombres, departamentos
from generador.fuentes.lectura.rejillas import HojaOficial, Tabla, limpiar
from tests import danos

UNO, OTRO = "05001", "05002"  # del mismo departamento: solo los delata el nombre
CODIGOS = ("codigo", "mpio", "municipio", "MPIO_CDPMP")
MEN, PROYECCIONES = "MEN_estadisticas_municipio", "DCD-area-proypoblacion-Mun"
# Fuente, comienzo del archivo y hoja; la hoja None es la única, o cualquiera que se lea.
CASOS: list[tuple[str, str, str | None]] = [
    ("adres_afiliados", "ADRES", None),
    ("censo_2018", "MGN_ANM", None),
    ("divipola", "DIVIPOLA_Municipios_2023", None),
    ("divipola", "DIVIPOLA_centros_poblados", None),
    *(("cna_2014", "CNA2014_4", f"Cuadro {n}") for n in (1, 2, 3)),
    ("cna_2014", "CNA2014_6", "Cuadro6"),
    ("cna_2014", "CNA2014_6", "Cuadro7"),
    ("cna_2014", "CNA2014_12", "Cuadro1"),
    ("cna_2014", "CNA2014_1-", "Cuadro 5"),
    ("divipola", PROYECCIONES, None),
    ("emergencias_ungrd", "UNGRD", None),
    *(("idf", f"IDF_{a}", None) for a in (2020, 2023)),
    ("ingresos_tributarios", "SICODIS", None),
    ("ley617", "SICODIS", None),
    ("mdm_2021", "MDM", "Indicadores"),
    ("mdm_2021", "MDM", "Variables sin estandarizar"),
    ("medida_censal_2018", "anexo", "4_IPM Mpio dominios"),
    ("medida_censal_2018", "anexo", "8_Privaciones Mpio dominio"),
    ("men_estadisticas", f"{MEN}.csv", None),
    ("men_estadisticas", f"{MEN}_2024", None),
    ("mintic_internet", "MinTIC", None),
    ("ipm_2005", "TerriData_Dim14", None),
    ("nbi", "NBI_total", "Departamentos"),
    ("nbi", "NBI_total", "Municipios"),
    ("nbi", "CNPV-2018-NBI.xlsx", "Departamento"),
    ("nbi", "CNPV-2018-NBI.xlsx", "Municipios"),
    ("nbi_etnico_2018", "CNPV", "DEPARTAMENTAL"),
    ("nbi_etnico_2018", "CNPV", "MUNICIPAL"),
    ("pdet_zomac", "PDET", None),
    ("poblacion_etnica", "anex-DCD", None),
    ("pobreza_monetaria_municipal_2024", "SAE", None),
    ("proyecciones_hogares", "anexo", None),
    ("proyecciones_viviendas", "anexo", None),
    *(("proyecciones_poblacion", f"{PROYECCIONES}-{a}", None) for a in (1985, 1995, 2005)),
    ("proyecciones_poblacion", f"{PROYECCIONES}-2020", None),
    ("sgp_proposito_general", "SICODIS", None),
    ("sgr_plan_bienal", "SICODIS", None),
    ("sgr_plan_recursos", "SICODIS", None),
    ("sspd_cobertura", "SSPD", None),
    ("terridata", "TerriData_Dim1", None),
    ("terridata", "TerriData_Dim2", None),
    *(("valor_agregado", "anex-PIB", f"Cuadro {n}") for n in (2, 13)),
]
# No traen el nombre del territorio, o solo traen el nombre (departamentos).
SIN_LOS_DOS = {
    "eva_cultivos", "idf_anterior", "ipc", "ipm_ecv", "luces_nocturnas",
    "pobreza_monetaria_2012_2021", "pobreza_monetaria_2021_2023", "sgp_participaciones",
    "viaje_a_salud",
    # Capas de una sola ciudad, o que se cruzan con los municipios por donde quedan.
    "bogota_localidades", "bogota_upl", "bogota_upz", "cali_barrios", "medellin_barrios",
    "medellin_comunas", "medellin_ipm_manzana", "parques_amazonia", "reserva_campesina_guaviare",
    "resguardos_amazonia", "resguardos_guaviare",
}  # fmt: skip
CON_PRUEBA_PROPIA = {
    "mdd_departamental", "mgn_2018", "nbi_centros_poblados", "pdet_inversion",
    "reps_prestadores", "sgp_a_resguardos", "veredas_dane", "veredas_uraba",
    # El código y el nombre van en la misma celda: sus pruebas los cruzan celda por celda.
    "defunciones_2020", "nacimientos_edad_madre", "nacimientos_peso",
}  # fmt: skip


def intercambiar(tabla: Tabla) -> Tabla:
    """La tabla con dos códigos cambiados entre sí en todas sus filas, como vengan escritos."""
    columna = next(c for c in CODIGOS if c in tabla.columnas)
    ultimas = {"municipio": 3}.get(columna, 2 if _de_departamentos(tabla, columna) else 5)
    uno, otro = ("05", "08") if ultimas == 2 else (UNO[-ultimas:], OTRO[-ultimas:])
    cambio = {uno: otro, otro: uno}
    # El NBI parte el código en dos columnas: solo se cambia en el departamento de los dos.
    deptos = tabla["departamento"] if columna == "municipio" else [UNO[:2]] * len(tabla)
    celdas: list[Any] = [
        cambio.get(limpiar(c).zfill(ultimas), c) if limpiar(c) and d == UNO[:2] else c
        for c, d in zip(tabla[columna], deptos, strict=True)
    ]
    assert celdas != tabla[columna], "no se encontraron los códigos que se iban a cambiar"
    return replace(tabla, columnas={**tabla.columnas, columna: celdas})


def _de_departamentos(tabla: Tabla, columna: str) -> bool:
    return all(len(limpiar(celda)) == 2 for celda in tabla[columna])


@pytest.mark.parametrize(("fuente", "archivo", "hoja"), CASOS)
def test_dos_codigos_intercambiados(
    fuentes: Path,
    monkeypatch: pytest.MonkeyPatch,
    fuente: str,
    archivo: str,
    hoja: str | None,
) -> None:
    leer_tabla, cambiadas = HojaOficial.tabla, []

    def tabla_cambiada(self: HojaOficial, *args: Any, **kwargs: Any) -> Tabla:
        leida = leer_tabla(self, *args, **kwargs)
        es_esta = str(self.lugar.archivo).startswith(archivo) and hoja in (None, self.lugar.hoja)
        if not es_esta or cruce_de_nombres.NOMBRE not in leida.columnas:
            return leida
        cambiadas.append(self.lugar)
        return intercambiar(leida)

    monkeypatch.setattr(HojaOficial, "tabla", tabla_cambiada)
    (entrada,) = (e for e in fuentes_registradas.entradas() if e.id == fuente)
    leer = entrada.funcion("leer_territorios" if fuente == "divipola" else "leer")
    assert leer is not None
    with pytest.raises(ErrorDeDatos, match=r"el código \d+ es de «") as error:
        leer(fuentes)
    assert cambiadas
    assert error.value.lugar.archivo == cambiadas[-1].archivo
    assert error.value.lugar.fila is not None
    assert "alias_de_territorios.csv" in error.value.que_hacer


def test_dos_codigos_intercambiados_en_los_limites(fuentes: Path, tmp_path: Path) -> None:
    copia = danos.copiar(fuentes, tmp_path, "limites/MGN2018_municipios_departamentos.topojson")
    topo = json.loads(copia.read_bytes())
    for geometria in topo["objects"]["MGN_MPIO_POLITICO"]["geometries"]:
        propias = geometria["properties"]
        cambio = {UNO: OTRO, OTRO: UNO}
        propias["MPIO_CCNCT"] = cambio.get(propias["MPIO_CCNCT"], propias["MPIO_CCNCT"])
    copia.write_text(json.dumps(topo), encoding="utf-8")
    (entrada,) = (e for e in fuentes_registradas.entradas() if e.id == "mgn_2018")
    for funcion in ("leer", "leer_geometria"):
        leer = entrada.funcion(funcion)
        assert leer is not None
        with pytest.raises(ErrorDeDatos, match=r"el código 0500[12] es de"):
            leer(tmp_path)


def test_dos_codigos_intercambiados_en_la_divipola_de_2026(fuentes: Path, tmp_path: Path) -> None:
    (entrada,) = (e for e in fuentes_registradas.entradas() if e.id == "divipola")
    for archivo in entrada.fuente.archivos:
        copia = danos.copiar(fuentes, tmp_path, archivo.ruta)
        if copia.suffix == ".json":
            leido = json.loads(copia.read_bytes())
            municipios = leido["municipalities"]
            municipios[UNO], municipios[OTRO] = municipios[OTRO], municipios[UNO]
            copia.write_text(json.dumps(leido, ensure_ascii=False, indent=1), encoding="utf-8")
    leer = entrada.funcion("leer_territorios")
    assert leer is not None
    with pytest.raises(ErrorDeDatos, match=r"el código 0500[12] es de") as error:
        leer(tmp_path)
    assert str(error.value.lugar.archivo).endswith(".json")


def test_ninguna_fuente_se_queda_sin_mirar() -> None:
    miradas = {fuente for fuente, *_ in CASOS} | CON_PRUEBA_PROPIA
    assert miradas | SIN_LOS_DOS == {e.id for e in fuentes_registradas.entradas()}
    assert not miradas & SIN_LOS_DOS


def tabla_de(nombres: list[str], deptos: list[str] | None = None) -> Tabla:
    columnas: dict[str, list[Any]] = {"nombre": nombres}
    if deptos:
        columnas["nombre_departamento"] = deptos
    return Tabla(
        Lugar("x.csv"), list(range(2, len(nombres) + 2)), columnas, {"nombre": "MUNICIPIO"}
    )


@pytest.mark.parametrize(
    ("codigo", "nombre"),
    [
        ("05001", "MEDELLIN"),
        ("05001", " Medellín  "),
        ("11001", "BOGOTA D. C."),
        ("05237", "Don Matías"),
        ("91263", "El Encanto (ANM)"),
        ("91263", "EL ENCANTO*"),
        ("13468", "Mompós"),
        ("27493", "Nuevo Belén de Bajirá"),
        ("05", "ANTIOQUIA"),
        ("00", "Total Nacional"),
        ("99999", "Lo que sea"),  # de los códigos desconocidos responde otra comprobación
    ],
)
def test_las_maneras_conocidas_de_escribirlo(codigo: str, nombre: str) -> None:
    cruce_de_nombres.exigir(tabla_de([nombre]), [codigo])


@pytest.mark.parametrize(
    ("codigo", "nombre", "dice"),
    [
        ("05001", "Abejorral", "05001 es de «Medellín», y ese nombre es de 05002"),
        ("05001", "Medelín", "05001 es de «Medellín»"),
        ("05001", "", "05001 es de «Medellín»"),
        ("05", "Atlántico", "05 es de «Antioquia», y ese nombre es de 08"),
        ("27493", "Riosucio", "27493 es de «Nuevo Belén de Bajirá», y ese nombre es de"),
    ],
)
def test_el_error_dice_de_quien_es_cada_uno(codigo: str, nombre: str, dice: str) -> None:
    with pytest.raises(ErrorDeDatos) as error:
        cruce_de_nombres.exigir(tabla_de(["Medellín", nombre]), ["05001", codigo])
    for pedazo in (dice, "fila 3", "«MUNICIPIO»"):
        assert pedazo in str(error.value)


def test_dos_municipios_que_se_llaman_igual_los_separa_el_departamento() -> None:
    nombres, deptos = ["Restrepo", "Restrepo"], ["Meta", "Valle del Cauca"]
    cruce_de_nombres.exigir(tabla_de(nombres, deptos), ["50606", "76606"])
    with pytest.raises(ErrorDeDatos, match="76 es de «Valle del Cauca»"):
        cruce_de_nombres.exigir(tabla_de(nombres, deptos), ["76606", "50606"])


def test_cada_alias_es_de_un_codigo_que_existe_y_dice_su_razon() -> None:
    conocidos = {*codigos.base(), *(e.codigo for e in codigos.equivalencias())}
    with cruce_de_nombres.ALIAS.open(encoding="utf-8", newline="") as entrada:
        filas = list(csv.DictReader(entrada, strict=True))
    assert filas
    pares = [(f["codigo"], cruce_de_nombres.comparable(f["nombre"])) for f in filas]
    assert len(set(pares)) == len(pares)
    for fila, (codigo, forma) in zip(filas, pares, strict=True):
        assert codigo in conocidos
        assert forma
        assert fila["razon"]
        assert fila["archivos"]
        assert forma != cruce_de_nombres.comparable(codigos.nombres().get(codigo, ""))


def test_los_nombres_de_la_base_son_los_que_se_publican() -> None:
    publicados = {c: f["nombre"] for c, f in leer_territorios().items() if len(c) == 5}
    assert codigos.nombres() == publicados
    assert len(departamentos.NOMBRES) == 34
