"""Una ficha por vereda: el PDF del atlas, los sueltos y la página HTML."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsVectorLayer

from generador.metodos.paquete.caja import de_zip
from generador.metodos.paquete.comprobar import comprobar
from tests.qgis.corridas import filas as leer_filas
from tests.qgis.corridas import qgis_process
from tests.qgis.orden import kit
from tests.qgis.veredas_publicadas import (
    RAROS,
    capa_de_veredas,
    hogares_en,
    preparar,
    publicada,
)

COMUNES = {
    "NOMBRE": "nombre",
    "CODIGO": "codigo",
    "MUNICIPIO": "Apartadó, Antioquia",
    "FUENTE": "Base Sisbén IV de la Alcaldía de Apartadó",
    "CORTE": "2026-03",
}


def hacer(correr: Any, incidencia: Any, **otros: Any) -> Any:
    """Corre «Fichas por vereda»; sin decirlo, no hace ni PDF ni HTML."""
    return correr("fichas_por_vereda", INCIDENCIA=str(incidencia),
                  **{**COMUNES, "PDF": "", "HTML": "", **otros})  # fmt: skip


def hojas(ruta: Path) -> int:
    """Cuántas hojas dice que tiene un PDF."""
    return int(re.findall(rb"/Count\s+(\d+)", ruta.read_bytes())[-1])


def datos_de(incidencia: Path) -> list[dict[str, Any]]:
    return leer_filas(QgsVectorLayer(str(incidencia), "i", "ogr"))


def test_una_hoja_y_un_articulo_por_vereda(correr: Any, tmp_path: Path) -> None:
    incidencia = publicada(correr, tmp_path, raros=True)
    filas = datos_de(incidencia)
    hecho = hacer(correr, incidencia, PDF=str(tmp_path / "f.pdf"), HTML=str(tmp_path / "f.html"))
    con_cifras = [f for f in filas if f["estado"] == "publicado"]
    assert (hecho["FICHAS"], hecho["CON_CIFRAS"]) == (len(filas), len(con_cifras))
    assert hojas(tmp_path / "f.pdf") == len(filas)
    assert sorted(r.name for r in tmp_path.glob("f.*")) == [
        "f.html", "f.html.auditoria.json", "f.pdf", "f.pdf.auditoria.json",
    ]  # fmt: skip


def test_el_html_trae_lo_publicado_y_nada_mas(correr: Any, tmp_path: Path) -> None:
    incidencia = publicada(correr, tmp_path, raros=True)
    hacer(correr, incidencia, HTML=str(tmp_path / "f.html"))
    texto = (tmp_path / "f.html").read_text("utf-8")
    assert (
        len(texto) < 500_000
        and "<script" not in texto
        and "http" not in texto.replace("http://www.w3.org/2000/svg", "")
    )
    articulos = re.findall(r"<article.*?</article>", texto, re.DOTALL)
    por_nombre = {unescape(re.findall(r"<h2>(.*?)</h2>", a)[0]): a for a in articulos}
    for fila in datos_de(incidencia):
        propio = next(a for n, a in por_nombre.items() if n in (
            fila["nombre"], f"{fila['nombre']} ({fila['codigo']})"))  # fmt: skip
        if fila["estado"] == "publicado":
            assert propio.count('class="barras"') == 1 and propio.count("<tr>") == 15
            assert f"{100 * fila['h']:.0f}\u00a0%" in propio
            assert ("Orden de magnitud" in propio) == bool(fila["orden_magn"])
        else:
            assert "Sin cifras:" in propio and "%" not in propio.split("<svg")[0]
    for raro in RAROS:
        assert any(n.startswith(raro) for n in por_nombre)
    assert "<b>alto" not in texto
    assert "marzo de 2026" in texto and "múltiplo de 3" in texto and "IPM proxy" in texto


def test_uno_por_vereda_en_su_carpeta(correr: Any, tmp_path: Path) -> None:
    incidencia = publicada(correr, tmp_path, raros=True)
    carpeta = tmp_path / "una por una"
    carpeta.mkdir()
    hecho = hacer(correr, incidencia, CARPETA=str(carpeta))
    nombres = [r.name for r in carpeta.iterdir()]
    assert len(nombres) == 2 * hecho["FICHAS"]
    assert all(re.fullmatch(r"\d{3}[a-z0-9-]*\.(pdf|html)", n) for n in nombres)
    assert {hojas(r) for r in carpeta.glob("*.pdf")} == {1}
    # Otra vez en la misma carpeta pisaría lo que hay.
    with pytest.raises(RuntimeError, match="carpeta vacía"):
        hacer(correr, incidencia, CARPETA=str(carpeta))
    assert len(list(carpeta.iterdir())) == len(nombres)


def test_la_interna_va_marcada_y_compara_con_la_corrida(correr: Any, tmp_path: Path) -> None:
    veredas = capa_de_veredas()
    interna = tmp_path / "interna.gpkg"
    hecho = correr("incidencia_privaciones", HOGARES=hogares_en(veredas), TERRITORIOS=veredas,
                   UNIDAD=1, SALIDA=str(interna))  # fmt: skip
    hacer(correr, interna, HTML=str(tmp_path / "f.html"), PDF=str(tmp_path / "f.pdf"))
    texto = (tmp_path / "f.html").read_text("utf-8")
    assert "INTERNO: no publicar" in texto and "Ley 1581" in texto
    assert f"Municipio: {100 * hecho['H']:.0f}\u00a0%" in texto
    assert f"Municipio: {hecho['M0']:.3f}".replace(".", ",") in texto
    assert "múltiplo de 3" not in texto


def test_los_modos_no_se_mezclan(correr: Any, tmp_path: Path) -> None:
    veredas = capa_de_veredas()
    interna = tmp_path / "interna.gpkg"
    correr("incidencia_privaciones", HOGARES=hogares_en(veredas), TERRITORIOS=veredas,
           SALIDA=str(interna))  # fmt: skip
    otra = publicada(correr, tmp_path)
    with pytest.raises(RuntimeError, match="no es el suyo"):
        hacer(correr, interna, REGISTRO=f"{otra}.auditoria.json", HTML=str(tmp_path / "f.html"))
    with pytest.raises(RuntimeError, match="no está en modo publicable"):
        hacer(correr, otra, REGISTRO=f"{interna}.auditoria.json", HTML=str(tmp_path / "f.html"))
    assert not (tmp_path / "f.html").exists()


def test_una_celda_cambiada_no_se_imprime(correr: Any, tmp_path: Path) -> None:
    incidencia = publicada(correr, tmp_path)
    capa = QgsVectorLayer(str(incidencia), "i", "ogr")
    fila = max(capa.getFeatures(), key=lambda f: f["hogares"] or 0)
    indice = capa.fields().indexOf("hogares")
    assert capa.dataProvider().changeAttributeValues({fila.id(): {indice: 152}})
    with pytest.raises(RuntimeError, match="múltiplo de 3"):
        hacer(correr, incidencia, PDF=str(tmp_path / "f.pdf"), HTML=str(tmp_path / "f.html"))
    assert list(tmp_path.glob("f.*")) == []


def test_cancelar_no_deja_nada(correr: Any, tmp_path: Path) -> None:
    incidencia = publicada(correr, tmp_path)
    (tmp_path / "f.pdf").write_bytes(b"de antes")
    with pytest.raises(RuntimeError):
        hacer(correr, incidencia, PDF=str(tmp_path / "f.pdf"), cancelar_en=0.0,
              HTML=str(tmp_path / "f.html"))  # fmt: skip
    assert [r.name for r in tmp_path.glob("*f.*")] == ["f.pdf"]
    assert (tmp_path / "f.pdf").read_bytes() == b"de antes"


def test_desde_qgis_process(correr: Any, perfil: dict[str, str], tmp_path: Path) -> None:
    """Sin ventana, con tildes y espacios en las rutas."""
    carpeta = tmp_path / "Peñón de veredas"
    carpeta.mkdir()
    incidencia = publicada(correr, carpeta)
    comunes = [f"INCIDENCIA={incidencia}", "CODIGO=codigo", "NOMBRE=nombre",
               "FUENTE=Alcaldía de Apartadó", "CORTE=2026-03"]  # fmt: skip
    qgis_process(["run", "kit_pobreza:preparar_para_publicar", "--", *comunes, "MUNICIPIO=05045",
                  f"PAQUETE={carpeta / 'p.zip'}"], perfil)  # fmt: skip
    assert len(comprobar(de_zip((carpeta / "p.zip").read_bytes())).contenido.codigos) == 50
    qgis_process(["run", "kit_pobreza:fichas_por_vereda", "--", *comunes, "MUNICIPIO=Apartadó",
                  f"PDF={carpeta / 'f.pdf'}", f"HTML={carpeta / 'f.html'}"], perfil)  # fmt: skip
    assert hojas(carpeta / "f.pdf") == 50


def test_la_orden_da_el_mismo_paquete(correr: Any, tmp_path: Path) -> None:
    """Con la misma salida, «Preparar para publicar» y la orden dan los mismos octetos."""
    incidencia = publicada(correr, tmp_path, raros=True)
    preparar(correr, incidencia, tmp_path / "qgis.zip")
    kit("preparar-veredas", incidencia, "--nombre", "nombre", "--municipio", "05045",
        "--fuente", "Base Sisbén IV de la Alcaldía de Apartadó", "--corte", "2026-03",
        "--salida", tmp_path / "orden.zip")  # fmt: skip
    assert (tmp_path / "orden.zip").read_bytes() == (tmp_path / "qgis.zip").read_bytes()
