"""Las capas que se descargan: las recibe quien las va a usar, y no dicen lo que la página calla."""

from __future__ import annotations

import json
import math
import xml.etree.ElementTree as ET
from pathlib import Path

import geopandas as gpd
import pytest

from generador.disco.arbol import Arbol
from generador.hogares.poligonos import leer_capa
from generador.lugares.ciudades import CAPAS
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion import capas_descargables


@pytest.fixture(scope="module")
def publico(acervo: DatosDelSitio, tmp_path_factory: pytest.TempPathFactory) -> Path:
    carpeta = tmp_path_factory.mktemp("publico")
    capas_descargables.de_territorios(acervo, Arbol(carpeta), acervo.municipios)
    capas_descargables.comunes(acervo, Arbol(carpeta))
    return carpeta


def test_una_capa_por_municipio_que_se_dibuja(acervo: DatosDelSitio, publico: Path) -> None:
    hechas = {ruta.parent.name for ruta in publico.glob("territorio/*/veredas.geojson")}
    assert hechas == set(acervo.veredas.municipios)
    assert len(hechas) == 56
    ciudades = {(r.parent.name, r.stem) for r in publico.glob("territorio/*/*.geojson")}
    assert {(m, n) for m, propias in CAPAS.items() for n in propias} < ciudades


def test_el_dibujo_que_va_aparte_nombra_todas_las_veredas(
    acervo: DatosDelSitio, publico: Path
) -> None:
    """En los dos archivos: el que se ve como imagen y el que la página cambia por ella."""
    aparte = {ruta.parent.name for ruta in publico.glob("territorio/*/veredas.svg")}
    assert aparte == {m for m in acervo.veredas.municipios if acervo.veredas.van_aparte(m)}
    assert "05837" in aparte
    for municipio in aparte:
        capa, codigos = acervo.veredas.de(municipio)
        nombres = {capa.propiedades[c]["nombre"] for c in codigos} - {""}
        carpeta = publico / "territorio" / municipio
        raiz = ET.parse(carpeta / "veredas.svg").getroot()
        titulos = {titulo.text for titulo in raiz.iter("{http://www.w3.org/2000/svg}title")}
        assert nombres <= titulos, municipio
        assert _del_guion(carpeta / "veredas.js") == titulos, municipio


def test_el_mapa_de_las_upz_va_aparte_con_su_cifra(acervo: DatosDelSitio, publico: Path) -> None:
    titulos = _del_guion(publico / "territorio/11001/upz.js")
    upz = acervo.ciudades.capas["bogota_upz"].propiedades
    codigos = acervo.ciudades.tablas["bogota_upz"].textos["codigo"]
    assert {str(titulo).split(": ")[0] for titulo in titulos} == {upz[c]["nombre"] for c in codigos}
    raiz = ET.parse(publico / "territorio/11001/upz.svg").getroot()
    trazos = raiz.findall(".//{http://www.w3.org/2000/svg}path")
    assert len(trazos) == len(codigos)
    assert {trazo.get("class") for trazo in trazos} <= {
        "sin-tasa",
        *(f"clase-{i}" for i in range(5)),
    }


def _del_guion(ruta: Path) -> set[str | None]:
    """Los nombres que trae un dibujo escrito como guion."""
    antes, texto = ruta.read_text("utf-8").split(" = ", 1)
    assert antes == "window.KIT_DIBUJO"
    raiz = ET.fromstring(f"<svg>{json.loads(texto.rstrip().removesuffix(';'))}</svg>")
    return {titulo.text for titulo in raiz.iter("title")}


def test_la_orden_de_hogares_las_recibe_sin_reparar_nada(
    acervo: DatosDelSitio, publico: Path
) -> None:
    """Con el lector de territorios del kit: un polígono por código, y ningún aviso."""
    for ruta in publico.glob("territorio/*/*.geojson"):
        leida = leer_capa(ruta, "codigo", campo_nombre="nombre")
        rasgos = json.loads(ruta.read_bytes())["features"]
        assert sorted(leida.codigos) == sorted(r["properties"]["codigo"] for r in rasgos), ruta
        assert leida.avisos == (), ruta
    veredas = json.loads((publico / "territorio/95001/veredas.geojson").read_bytes())["features"]
    assert len(veredas) == acervo.veredas.coberturas["95001"].veredas == 46
    assert {r["properties"]["cod_mpio"] for r in veredas} == {"95001"}
    assert all(len(r["properties"]["codigo"]) == 8 for r in veredas)


def test_gdal_las_lee_validas_y_sin_solapes(publico: Path) -> None:
    for codigo in ("18785", "95001", "05837", "54003"):
        leida = gpd.read_file(publico / "territorio" / codigo / "veredas.geojson")
        metros = leida.to_crs(9377).geometry
        assert metros.is_valid.all()
        assert metros.area.sum() == pytest.approx(metros.union_all().area, rel=1e-6)


def test_el_contexto_va_una_vez_y_con_su_fecha(acervo: DatosDelSitio, publico: Path) -> None:
    areas = json.loads((publico / "datos" / "areas-de-contexto.geojson").read_bytes())["features"]
    codigos = [(a["properties"]["clase"], a["properties"]["codigo"]) for a in areas]
    assert len(codigos) == 121 + 10 + 11 + 1 - _repetidos(acervo)
    assert all(a["properties"]["corte"] for a in areas)


def _repetidos(acervo: DatosDelSitio) -> int:
    """Resguardos del Guaviare que también están en la capa de 2014, por nombre y municipio."""
    llaves = [
        {
            (p["territorio"], p["nombre"].lower())
            for p in acervo.contexto.capas[f].propiedades.values()
        }
        for f in ("resguardos_guaviare", "resguardos_amazonia")
    ]
    return len(llaves[0] & llaves[1])


def test_la_upz_que_no_se_publica_tampoco_sale_en_la_capa(
    acervo: DatosDelSitio, publico: Path
) -> None:
    rasgos = json.loads((publico / "territorio/11001/upz.geojson").read_bytes())["features"]
    callada = acervo.ciudades.jovenes_ab
    codigos = acervo.ciudades.tablas["bogota_upz"].textos["codigo"]
    cuantas = 0
    for rasgo in rasgos:
        propias = rasgo["properties"]
        cifras = [propias.get(c) for c in capas_descargables.CIFRAS["bogota_upz"]]
        if propias["codigo"] in codigos and not math.isnan(
            callada[codigos.index(propias["codigo"])]
        ):
            assert min(cifras) >= 5
        else:
            cuantas += 1
            assert set(cifras) == {None}
    assert cuantas == 15 + 4
