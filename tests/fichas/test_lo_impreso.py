"""La ficha leída como la leerían una persona, un lector de pantalla y un celular."""

from __future__ import annotations

import csv
import html
import re

import pytest

from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.publicar.varas import FICHA
from generador.rutas import DATOS
from tests.construido import PUBLICA
from tests.fichas.conftest import ConFichas
from tests.fichas.elegidos import A_MANO
from tests.fichas.lector import Ficha, en_un_renglon

ETIQUETA = re.compile(r"<[^>]+>")


MUESTRA = (*A_MANO, "05", "27", "88")


def cada_una(con_fichas: ConFichas) -> list[tuple[str, Ficha]]:
    """Leer las etiquetas de una cuesta un segundo: las de la muestra."""
    return [(codigo, con_fichas.fichas[codigo]) for codigo in MUESTRA]


def test_estan_los_treinta_y_tres_departamentos_y_los_municipios_dificiles(
    con_fichas: ConFichas,
) -> None:
    assert sum(len(c) == 2 for c in con_fichas.codigos) == 33
    assert sum(len(c) == 5 for c in con_fichas.codigos) > 20


def test_son_dos_hojas_y_pesan_poco(con_fichas: ConFichas) -> None:
    for codigo, ficha in con_fichas.fichas.items():
        assert ficha.hojas == 2, codigo
        assert len(ficha.pdf) <= FICHA, codigo


def test_declara_la_norma_el_idioma_y_su_titulo(
    con_fichas: ConFichas, acervo: DatosDelSitio
) -> None:
    for codigo, ficha in cada_una(con_fichas):
        assert "<pdfuaid:part>1</pdfuaid:part>" in ficha.metadatos
        assert ficha.catalogo["Lang"] == b"es-CO"
        assert ficha.catalogo["MarkInfo"]["Marked"] is True
        assert ficha.catalogo["ViewerPreferences"]["DisplayDocTitle"] is True
        assert ficha.titulo.startswith(f"{acervo.territorios[codigo].nombre} ({codigo})")


def test_un_solo_titulo_y_secciones_debajo(con_fichas: ConFichas, acervo: DatosDelSitio) -> None:
    for codigo, ficha in cada_una(con_fichas):
        (titulo,) = ficha.de_clase("H1")
        assert ficha.escrito(titulo) == acervo.territorios[codigo].nombre
        secciones = [ficha.escrito(n) for n in ficha.de_clase("H2")]
        assert {"Las quince privaciones", "Qué hacer ahora"} <= set(secciones)
        assert not ficha.de_clase("H3")


def test_cada_figura_dice_que_muestra_y_cada_tabla_tiene_cabecera(con_fichas: ConFichas) -> None:
    for codigo, ficha in cada_una(con_fichas):
        figuras = [n.get("alt_text", "") for n in ficha.de_clase("Figure")]
        assert len(figuras) == (3 if len(codigo) == 5 else 2), codigo
        assert all(len(dicho) > 20 for dicho in figuras), codigo
        tablas = ficha.de_clase("Table")
        assert len(tablas) >= 3, codigo
        assert len(ficha.de_clase("THead")) == len(tablas), codigo
        for celda in ficha.de_clase("TH"):
            assert celda["attributes"]["Scope"] == "Column", codigo
            assert ficha.escrito(celda), codigo


def test_el_qr_abre_su_pagina(con_fichas: ConFichas) -> None:
    for codigo, ficha in cada_una(con_fichas):
        assert ficha.codigos_qr() == [f"{PUBLICA}territorio/{codigo}/index.html"]
        assert f"{PUBLICA}territorio/{codigo}/index.html" in ficha.visible.replace(" ", "")


def _celdas(archivo: str, codigo: str, dominio: str = "total") -> dict[str, str]:
    """La fila más reciente de un territorio en una tabla de `datos/`."""
    with (DATOS / archivo).open(encoding="utf-8", newline="") as abierto:
        filas = [
            f
            for f in csv.DictReader(abierto)
            if f["territorio"] == codigo and f["dominio"] == dominio
        ]
    return max(filas, key=lambda f: f["periodo"])


SIN_CIFRA = {"NA": "no aplica", "ND": "no disponible"}


def _escrita(celda: str) -> str:
    return SIN_CIFRA.get(celda) or f"{float(celda):.1f}".replace(".", ",")


@pytest.mark.parametrize("codigo", ["27025", "11001", "88001", "94663", "94343", "52835"])
def test_las_cifras_de_un_municipio_son_las_de_datos(
    con_fichas: ConFichas, acervo: DatosDelSitio, codigo: str
) -> None:
    ficha = con_fichas.fichas[codigo]
    censal = _celdas("medida_censal_2018.csv", codigo)
    assert f"{_escrita(censal['ipm_censal'])} %" in ficha.texto
    zonas = [_celdas("medida_censal_2018.csv", codigo, zona) for zona in ("cabecera", "rural")]
    filas = {fila[0]: (fila[1], fila[-2], fila[-1]) for fila in ficha.tabla("Privación")}
    assert filas == {
        acervo.catalogo[columna].corto: (
            f"{_escrita(censal[columna])} %",
            *(_escrita(zona[columna]) for zona in zonas),
        )
        for columna in censal
        if columna.startswith("priv_")
    }


def test_la_monetaria_va_con_su_intervalo_y_la_censal_con_su_omision(
    con_fichas: ConFichas,
) -> None:
    ficha = con_fichas.fichas["27025"]
    assert "95,2 % entre 89 y 98 %" in ficha.texto
    assert "90,6 % 13 de cada 100 sin contar" in ficha.texto
    assert "El censo no contó a cerca de 13 de cada 100 personas" in ficha.texto


def test_sin_dato_se_dice_y_no_se_escribe_un_cero(con_fichas: ConFichas) -> None:
    ficha = con_fichas.fichas["94663"]
    assert "Pobreza monetaria" in ficha.texto
    assert "El DANE no publica esta estimación para el territorio." in ficha.texto
    assert "Estas fuentes no publican cifras de Mapiripana." in ficha.texto
    assert "no aplica" in {celda for fila in ficha.tabla("Privación") for celda in fila}
    assert "No limita por tierra con otro municipio." in con_fichas.fichas["88001"].texto


def test_lo_que_dice_la_ficha_lo_dice_la_pagina(con_fichas: ConFichas) -> None:
    """Cada párrafo largo del resumen y de las lecturas, letra por letra."""
    for codigo in ("27025", "11001", "94663", "27", "05"):
        pagina = en_un_renglon(html.unescape(ETIQUETA.sub("", con_fichas.pagina(codigo))))
        ficha = con_fichas.fichas[codigo]
        cifras = set(re.findall(r"\d[\d.]*,\d(?=[^\d])", ficha.texto))
        assert len(cifras) > 30, codigo
        assert {c for c in cifras if c not in pagina} == set(), codigo


def test_la_lista_del_departamento_trae_todos_sus_municipios(
    con_fichas: ConFichas, acervo: DatosDelSitio
) -> None:
    for codigo in ("05", "15", "88", "91"):
        ficha = con_fichas.fichas[codigo]
        for municipio in acervo.municipios_de(codigo):
            assert acervo.territorios[municipio].nombre in ficha.texto, municipio


def test_se_lee_en_blanco_y_negro(con_fichas: ConFichas) -> None:
    """En grises hay tinta casi negra y papel blanco, y las hojas no van vacías."""
    for hoja in (0, 1):
        grises = con_fichas.fichas["27025"].imagen(hoja, 1.0).histogram()
        total = sum(grises)
        assert sum(grises[250:]) / total > 0.6
        assert 0.02 < sum(grises[:80]) / total < 0.3
