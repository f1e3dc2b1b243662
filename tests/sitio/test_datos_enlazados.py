"""Los datos enlazados de cada página: se leen, dicen lo mismo que ella y lo que nombran está."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from generador.cubo.leer import DATO
from generador.paginas import datos_enlazados, presentacion
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.presentacion import Presentacion
from tests.construido import PUBLICA, Sitio
from tests.sitio.muestra import MUNICIPIOS, TODAS, perfil

ENLAZADOS = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)
INDICADORES = ("ipm_censal", "poblacion", "mdm_grupo", "ipm_ecv")


def _de(sitio: Sitio, ruta: str) -> dict[str, Any]:
    html = (sitio.carpeta / ruta).read_text("utf-8")
    (texto,) = ENLAZADOS.findall(html.partition("</head>")[0])
    assert "ld+json" not in html.partition("</head>")[2]
    leido: dict[str, Any] = json.loads(texto)
    assert leido["@context"] == "https://schema.org"
    return leido


def _descargas(sitio: Sitio, datos: dict[str, Any]) -> list[Path]:
    rutas = [sitio.carpeta / d["contentUrl"].removeprefix(PUBLICA) for d in datos["distribution"]]
    assert rutas
    assert all(ruta.is_file() for ruta in rutas), rutas
    return rutas


@pytest.mark.parametrize("ruta", TODAS.values(), ids=TODAS.keys())
def test_toda_pagina_los_trae_y_se_leen(sitio: Sitio, ruta: str) -> None:
    if ruta != "404.html":
        assert _de(sitio, ruta)["inLanguage"] == "es-CO"


@pytest.mark.parametrize("codigo", ["00", "11", "27", *MUNICIPIOS.values()])
def test_los_de_un_territorio(sitio: Sitio, acervo: DatosDelSitio, codigo: str) -> None:
    datos, t = _de(sitio, perfil(codigo)), acervo.territorios[codigo]
    assert datos["@type"] == "Dataset"
    assert (datos["name"], datos["description"]) == presentacion.de(acervo, codigo)
    assert {r.name for r in _descargas(sitio, datos)} == {"datos.csv", "datos.json"}
    lugar = datos["spatialCoverage"]
    assert (lugar["@type"], lugar["name"]) == ("Place", t.nombre)
    if codigo == "00":
        return
    assert lugar["identifier"] == {
        "@type": "PropertyValue", "propertyID": "DIVIPOLA", "value": codigo
    }  # fmt: skip
    es_de = t.nombre_departamento if len(codigo) == 5 and codigo != "11001" else "Colombia"
    assert lugar["containedInPlace"]["name"] == es_de


@pytest.mark.parametrize("indicador", INDICADORES)
def test_los_de_un_indicador(sitio: Sitio, acervo: DatosDelSitio, indicador: str) -> None:
    datos, ficha = _de(sitio, f"indicador/{indicador}/index.html"), acervo.catalogo[indicador]
    cubo = acervo.cubo
    con_dato = [p for i, _, p in cubo.columnas
                if i == indicador and (cubo.estados[i, _, p] == DATO).any()]  # fmt: skip
    desde, _, hasta = datos["temporalCoverage"].partition("/")
    assert (desde, hasta or desde) == (min(con_dato), max(con_dato))
    assert datos["variableMeasured"]["name"] == ficha.corto
    assert [f["name"] for f in datos["isBasedOn"]] == [acervo.fuentes[ficha.fuente].titulo]
    _descargas(sitio, datos)


def test_el_conjunto_entero_ofrece_lo_que_la_pagina(sitio: Sitio) -> None:
    datos = _de(sitio, "datos/descargas.html")
    html = (sitio.carpeta / "datos/descargas.html").read_text("utf-8")
    for ruta in _descargas(sitio, datos):
        assert f'href="{ruta.relative_to(sitio.carpeta / "datos").as_posix()}"' in html
    assert len(datos["distribution"]) >= 8


def test_nada_cierra_el_guion_ni_falta_la_direccion(acervo: DatosDelSitio) -> None:
    """Sin dirección pública, la descarga se dice desde la página."""
    hostil = Presentacion("</script><script>alert(1)</script>", "<!-- & \"'")
    hechos = datos_enlazados.DatosEnlazados("")
    texto = hechos.de_territorio(acervo.territorios["27025"], hostil)
    assert "<" not in texto
    leido = json.loads(texto)
    assert (leido["name"], leido["description"]) == hostil
    assert [d["contentUrl"] for d in leido["distribution"]] == ["datos.csv", "datos.json"]
