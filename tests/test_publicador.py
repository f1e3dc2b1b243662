"""Quién publica: qué se admite, qué sale y de qué día es la copia."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from generador import publicador
from generador.errores import ErrorDeDatos
from generador.hogares import registro_de_auditoria
from generador.paginas import sitio_armado
from generador.paginas.construir import construir, direccion
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.publicador import Publicador

EPOCA = "1700000000"  # 14 de noviembre de 2023


@pytest.fixture
def sin_recuerdo() -> Iterator[None]:
    publicador.actualizado.cache_clear()
    yield
    publicador.actualizado.cache_clear()


def _archivo(carpeta: Path, texto: str) -> Path:
    ruta = carpeta / "kit.yaml"
    ruta.write_text(texto, encoding="utf-8")
    return ruta


@pytest.mark.parametrize(
    ("texto", "esperado", "enlace"),
    [
        ("", Publicador(), ""),
        ("publicador:\ncontacto: ''\n", Publicador(), ""),
        ("publicador: Alcaldía de Quibdó\n", Publicador("Alcaldía de Quibdó"), ""),
        ("contacto: datos@quibdo.gov.co\n", Publicador("", "datos@quibdo.gov.co"),
         "mailto:datos@quibdo.gov.co"),
        ("contacto: https://quibdo.gov.co/pqr\n", Publicador("", "https://quibdo.gov.co/pqr"),
         "https://quibdo.gov.co/pqr"),
        ("departamentos: [05, 27]\n", Publicador(departamentos=("05", "27")), ""),
        ("departamentos: ['08', 9]\n", Publicador(departamentos=("08", "09")), ""),
        ("departamentos: []\nlogo: ''\n", Publicador(), ""),
        ("publicador: ~\ncontacto: null\ndepartamentos: null\n", Publicador(), ""),
        # Como está escrito: para YAML serían un sí, un número y una fecha que no existe.
        ("publicador: No\n", Publicador("No"), ""),
        ("publicador: 1.10\n", Publicador("1.10"), ""),
        ("publicador: 2026-02-30\n", Publicador("2026-02-30"), ""),
        ("dominio: kit.choco.gov.co\nlogo: logo.svg\n",
         Publicador(logo="logo.svg", dominio="kit.choco.gov.co"), ""),
    ],
)  # fmt: skip
def test_lo_que_se_admite(tmp_path: Path, texto: str, esperado: Publicador, enlace: str) -> None:
    leido = publicador.leer(_archivo(tmp_path, texto))
    assert leido == esperado
    assert leido.enlace == enlace


def test_una_carpeta_en_su_lugar_no_pasa_callada(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        publicador.leer(tmp_path)


def test_sin_archivo_no_se_inventa_a_nadie(tmp_path: Path) -> None:
    assert publicador.leer(tmp_path / "no-esta.yaml") == Publicador()


@pytest.mark.parametrize(
    ("texto", "queja"),
    [
        ("entidad: X\n", "campos desconocidos: entidad"),
        ("- X\n", "solo van publicador, contacto, logo"),
        ("contacto: javascript:alert(1)\n", "no es un correo ni una dirección https"),
        ("contacto: 'a b@c.co'\n", "no es un correo"),
        ("publicador: [\n", "no es YAML válido, cerca del renglón 2"),
        ("publicador: {a: 1}\n", "«publicador» lleva un solo texto"),
        ("contacto: [a@b.co]\n", "«contacto» lleva un solo texto"),
        ("publicador: X\ncontacto: nadie\n", "fila 2, columna «contacto», valor «nadie»"),
        ("departamentos: 27\n", "«departamentos» lleva una lista"),
        ("departamentos: [27, chocó]\n", "valor «chocó»: no es un código de departamento"),
        ("departamentos: [05, 5]\n", "está repetido"),
        ("departamentos: [27001]\n", "no es un código de departamento"),
        ("contacto: mailto:a@b.co\n", "no es un correo ni"),
        ("contacto: a@b.co?bcc=c@d.co\n", "no es un correo ni"),
        ("contacto: 'https://[::1'\n", "no es un correo ni"),
        ('contacto: https://a.co/"><script>\n', "no es un correo ni"),
        ("logo: C:\\logo.svg\n", "con «/» y sin «..»"),
        ("logo: carpeta\\logo.svg\n", "con «/» y sin «..»"),
        ("departamentos: ['27', 5, null]\n", "valor «null»: no es un código de departamento"),
        ("departamentos: [013]\n", "valor «013»: no es un código de departamento"),  # octal
        ("departamentos: [0x1B]\n", "valor «0x1B»"),
        ("departamentos: [٢٧]\n", "no es un código de departamento"),
        ("departamentos: {27: x}\n", "«departamentos» lleva una lista"),
        ("publicador: A\npublicador: B\n", "«publicador» está dos veces, cerca del renglón 2"),
        ('publicador: "A\\nB"\n', "salto de renglón"),
        ('publicador: "A\\u202eB"\n', "una letra que no se ve"),
        ('contacto: "https://a.co/\\u0000"\n', "una letra que no se ve"),
        (f"publicador: {'a' * 121}\n", "pasa de 120 caracteres"),
        ("dominio: -kit.gov.co\n", "el dominio no es"),
        ("dominio: kit.gov.co:8000\n", "el dominio no es"),
        ("dominio: kit gov.co\n", "el dominio no es"),
        ("dominio: <b>kit.gov.co</b>\n", "el dominio no es"),
        ("dominio: kit.gov.co.\n", "el dominio no es"),
        ("dominio: 192.168.0.1\n", "el dominio no es"),
        ("dominio: https://kit.gov.co\n", "valor «https://kit.gov.co»: el dominio no es"),
        ("dominio: kit.gov.co/x\n", "el dominio no es un servidor solo"),
        ("logo: ../secreto.svg\n", "sin «..»"),
        ("logo: /etc/logo.svg\n", "una ruta desde la carpeta del kit"),
    ],
)
def test_lo_que_no(tmp_path: Path, texto: str, queja: str) -> None:
    with pytest.raises(ErrorDeDatos, match=queja):
        publicador.leer(_archivo(tmp_path, texto))


@pytest.mark.parametrize(
    "buena",
    ["", "https://kit.gov.co/", "https://ana.github.io/kit-pobreza", "http://localhost:8000/",
     "https://KIT.gov.co:8443/a/b%20c/"],
)  # fmt: skip
def test_una_direccion_que_se_admite(buena: str) -> None:
    assert publicador.exigir_direccion(buena) == buena


@pytest.mark.parametrize(
    "mala",
    ["javascript:alert(1)", "no-es", "https://", "https://[::1", "https://kit", "ftp://kit.gov.co/",
     'https://kit.gov.co/"><script>', "https://kit.gov.co/?a=1", "https://kit.gov.co/#x",
     "https://kit.gov.co/a b", "https://kit.gov.co/\nemail=x", "https://ana@kit.gov.co/", " "],
)  # fmt: skip
def test_una_direccion_que_no(mala: str) -> None:
    """Con ella, MkDocs tumbaba la construcción, o quedaba escrita en todas las páginas."""
    with pytest.raises(ErrorDeDatos, match="no es un servidor con su ruta"):
        direccion(mala)


def test_en_otra_codificacion_se_dice(tmp_path: Path) -> None:
    ruta = _archivo(tmp_path, "")
    ruta.write_bytes("publicador: Alcaldía\n".encode("latin-1"))
    with pytest.raises(ErrorDeDatos, match="no está guardado en UTF-8"):
        publicador.leer(ruta)
    ruta.write_bytes("\ufeffpublicador: Alcaldía\n".encode())  # el Bloc de notas la pone
    assert publicador.leer(ruta) == Publicador("Alcaldía")


def test_el_archivo_de_fabrica_no_dice_nadie() -> None:
    assert publicador.leer() == Publicador()


def test_la_fecha_es_la_pedida(monkeypatch: pytest.MonkeyPatch, sin_recuerdo: None) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCA)
    assert publicador.actualizado() == date(2023, 11, 14)


@pytest.mark.parametrize(
    "mala", ["", "hoy", "1.5", "-5", "999999999999999999", "4294967296", "1e9", "٣", " 1700000000"]
)
def test_una_fecha_que_no_lo_es_se_dice(
    monkeypatch: pytest.MonkeyPatch, sin_recuerdo: None, mala: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", mala)
    with pytest.raises(ErrorDeDatos, match="SOURCE_DATE_EPOCH no dice una fecha"):
        publicador.actualizado()
    with pytest.raises(ErrorDeDatos, match="SOURCE_DATE_EPOCH no dice una fecha"):
        registro_de_auditoria.ahora()


@pytest.mark.parametrize("buena", ["0", "4294967295"])
def test_las_puntas_de_lo_que_cabe(
    monkeypatch: pytest.MonkeyPatch, sin_recuerdo: None, buena: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", buena)
    assert publicador.actualizado() == datetime.fromtimestamp(int(buena), UTC).date()


def test_bajado_como_zip_no_hay_fecha(
    monkeypatch: pytest.MonkeyPatch, sin_recuerdo: None, tmp_path: Path
) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(publicador, "RAIZ", tmp_path)
    assert publicador.actualizado() is None


def test_sale_al_pie_y_en_los_metadatos_con_escape(
    acervo: DatosDelSitio, monkeypatch: pytest.MonkeyPatch, sin_recuerdo: None, tmp_path: Path
) -> None:
    """Dos construcciones del mismo día de revisión dan los mismos octetos."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCA)
    monkeypatch.setattr(sitio_armado, "reunir", lambda: acervo)
    hostil = Publicador('Alcaldía "A&B" <script>', "a'b@c.gov.co")
    monkeypatch.setattr(publicador, "leer", lambda: hostil)
    sitios = [construir(("27025",), tmp_path / n / "s", "https://kit.example/") for n in "ab"]
    for ruta in sorted(r for r in sitios[0].rglob("*") if r.is_file()):
        assert ruta.read_bytes() == (sitios[1] / ruta.relative_to(sitios[0])).read_bytes(), ruta
    # La tarjeta va dentro de la página de otro: no lleva el pie del sitio.
    tarjetas = sitios[0] / "tarjeta"
    for ruta in (r for r in sitios[0].rglob("*.html") if not r.is_relative_to(tarjetas)):
        html = ruta.read_text("utf-8")
        assert "Publica: Alcaldía &#34;A&amp;B&#34; &lt;script&gt;." in html, ruta
        assert '<a href="mailto:a&#39;b@c.gov.co">' in html, ruta
        assert '<time datetime="2023-11-14">14 de noviembre de 2023</time>' in html, ruta
        assert 'A&B" <script>' not in html
        if ruta.name != "404.html":
            assert re.search('"dateModified": ?"2023-11-14"', html), ruta
            assert (
                '<meta name="author" content="Alcaldía &quot;A&amp;B&quot; &lt;script&gt;">' in html
            )
    assert "<lastmod>2023-11-14</lastmod>" in (sitios[0] / "sitemap.xml").read_text("utf-8")
