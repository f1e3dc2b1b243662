"""El kit de una gobernación: kit.yaml con todo, y un sitio coherente con unos departamentos."""

from __future__ import annotations

import re
import shutil
import struct
import zlib
from pathlib import Path

import pytest

from generador import publicador
from generador.errores import ErrorDeDatos, ErrorDelKit
from generador.fichas import enlace
from generador.fichas import imprimir_fichas as fichas
from generador.paginas import conjunto, guias_guardadas, logo, parcial, sitio_armado
from generador.paginas.construir import construir, direccion, elegidos
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion import llevadas
from generador.paginas.territorios.cuerpos import Paginas
from generador.publicador import Publicador
from generador.publicar import enlaces
from tests.navegador import Abrir

APARTE = "if (!window.KIT_PAQUETE) {"
SAN_ANDRES = ("88", "88001", "88564")
DOMINIO = "kit.sanandres.example"
DE_SAN_ANDRES = Publicador(
    "Gobernación de <San Andrés>", "datos@sanandres.example", "logo.svg", ("88",), DOMINIO
)
DIBUJO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2">{}</svg>'
BUENO = DIBUJO.format('<title>x</title><style>.a{fill:url(#g)}</style><path class="a" d="M0 0"/>')


@pytest.fixture(scope="module")
def propio(acervo: DatosDelSitio, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """El sitio de una gobernación, construido con lo que dice su kit.yaml."""
    carpeta = tmp_path_factory.mktemp("propio")
    (carpeta / "logo.svg").write_text(BUENO, encoding="utf-8")
    with pytest.MonkeyPatch.context() as parche:
        parche.setattr(publicador, "ARCHIVO", carpeta / "kit.yaml")
        parche.setattr(publicador, "leer", lambda: DE_SAN_ANDRES)
        parche.setattr(sitio_armado, "reunir", lambda: acervo)
        return construir(elegidos(None), carpeta / "publico", direccion(""))


def test_lleva_el_nombre_el_contacto_el_logo_y_el_dominio(propio: Path) -> None:
    pagina = (propio / "territorio/88001/index.html").read_text("utf-8")
    assert "Publica: Gobernación de &lt;San Andrés&gt;." in pagina
    assert "mailto:datos@sanandres.example" in pagina
    assert f'<link rel="canonical" href="https://{DOMINIO}/territorio/88001/index.html">' in pagina
    assert (propio / "CNAME").read_text("utf-8") == f"{DOMINIO}\n"
    assert (propio / "recursos/logo.svg").read_text("utf-8") == BUENO
    assert 'url("logo.svg")' in (propio / "recursos/kit.css").read_text("utf-8")


def test_trae_solo_lo_suyo_y_ningun_enlace_esta_roto(propio: Path) -> None:
    carpetas = {c.name for c in (propio / "territorio").iterdir() if c.is_dir()}
    assert carpetas == {"00", *SAN_ANDRES}
    paginas = enlaces.esqueletos(propio)
    assert enlaces.rotos(propio, paginas, "/") == []
    # La lista y la portada no ofrecen lo que no está, y dicen qué sí.
    for ruta in parcial.CON_AVISO:
        escrita = (propio / ruta).read_text("utf-8")
        assert "Este sitio trae las páginas de " in escrita
        assert "San Andrés" in escrita
        assert "<li><a data-fuera" not in escrita
        assert '<meta name="description" content="Este sitio trae las páginas de ' in escrita
    lista = (propio / "territorio/index.html").read_text("utf-8")
    assert re.findall(r'id="d(\d\d)"', lista) == ["88"]
    assert '"88001"' in (propio / "recursos/municipios.js").read_text("utf-8")
    assert "27025" not in (propio / "recursos/municipios.js").read_text("utf-8")
    mapa = (propio / "sitemap.xml").read_text("utf-8")
    assert "territorio/88001/" in mapa
    assert "territorio/27025/" not in mapa


def test_lo_que_dice_del_conjunto_es_lo_publicado(propio: Path, acervo: DatosDelSitio) -> None:
    """Ni la portada, ni la lista, ni el comparador cuentan los del país."""
    portada, lista, comparador = (
        (propio / ruta).read_text("utf-8")
        for ruta in ("index.html", "territorio/index.html", "comparar/index.html")
    )
    assert "Cifras oficiales de 2 municipios de Colombia," in portada
    assert "<span>2 municipios</span>" in lista
    assert "La lista de los territorios</a>" in comparador
    assert "data-fuera" not in comparador
    del_pais = f"{len(acervo.municipios):,}".replace(",", ".")
    for pagina in (portada, lista, comparador):
        assert f"{del_pais} municipios" not in pagina
        assert "33 departamentos" not in pagina


def test_unos_municipios_de_un_departamento(acervo: DatosDelSitio) -> None:
    """Lo que se cuenta de un departamento es lo que de él se publica."""
    dos = parcial.de(acervo, ("00", "27", "27001", "27025"))
    assert dos.cuantos["27"] == "2 municipios"
    assert dos.frases["index.html"][1] == "2 municipios de Colombia"
    assert conjunto.de_unos(acervo, {"00", "91", "91001", "91263"}) == (
        "1 municipio y 1 área no municipalizada de Colombia"
    )
    assert conjunto.de_unos(acervo, {"00", "27"}) == "1 departamento de Colombia"
    assert conjunto.de_unos(acervo, {"00"}) == "Colombia"


def test_una_pagina_que_ya_no_dice_lo_que_se_cambia_se_nota(acervo: DatosDelSitio) -> None:
    dos = parcial.de(acervo, ("00", "27", "27025"))
    with pytest.raises(ErrorDelKit, match=r"index\.html ya no dice «los 1\.122"):
        dos.pagina("index.html", "<h1>Otra portada</h1>")


def test_lo_guardado_de_todo_el_pais_no_se_toca(propio: Path) -> None:
    """Las guías se enlazan de lo guardado: escribir en ellas lo dañaría para los demás."""
    comunes = [r for r in guias_guardadas.CARPETA.iterdir() if not r.name.startswith(".")]
    assert comunes
    for carpeta in comunes:
        assert APARTE not in (carpeta / "recursos/kit.js").read_text("utf-8")
        assert "Este sitio trae" not in (carpeta / "territorio/index.html").read_text("utf-8")
    assert APARTE in (propio / "recursos/kit.js").read_text("utf-8")


def test_las_fichas_se_hacen_sobre_el_sitio_de_unos_pocos(
    propio: Path, acervo: DatosDelSitio, tmp_path: Path
) -> None:
    assert fichas.hacer(("88001",), propio, tmp_path, acervo).fichas == 1


def test_las_fichas_se_hacen_tambien_si_la_pagina_enlaza_su_libro(
    propio: Path, acervo: DatosDelSitio, tmp_path: Path
) -> None:
    """Así se publica: con las descargas hechas aparte y, encima, las fichas."""
    copia = tmp_path / "publico"
    shutil.copytree(propio, copia)
    (copia / llevadas.REGISTRO).write_text("{}", encoding="utf-8")
    sin, con = (
        Paginas(acervo, f"https://{DOMINIO}/", con_libros=libros).cuerpo("88001")
        for libros in (False, True)
    )
    pagina = copia / "territorio/88001/index.html"
    propios = frozenset({"00", *SAN_ANDRES})
    antes, ahora = (parcial.sin_los_de_fuera(cuerpo, propios) for cuerpo in (sin, con))
    escrita = enlace.quitar(pagina.read_text("utf-8")).replace(antes, ahora)
    assert llevadas.LIBRO in escrita
    pagina.write_text(escrita, encoding="utf-8")
    assert fichas.hacer(("88001",), copia, tmp_path, acervo).fichas == 1


@pytest.mark.navegador
def test_en_el_mapa_lo_de_afuera_lo_dice(propio: Path, abrir: Abrir) -> None:
    visita = abrir(1280, 900)
    pagina = visita.ir((propio / "index.html").as_uri())
    pagina.locator(".mapa-nacional a[data-fuera]").first.dispatch_event("click")
    assert "no tiene página en este sitio" in pagina.locator(".no-viene").inner_text()
    assert pagina.url.endswith("/index.html")
    assert visita.problemas == []


def test_sin_departamentos_son_todos(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publicador, "leer", Publicador)
    assert elegidos(None) == ()


def test_un_departamento_que_no_existe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publicador, "leer", lambda: Publicador(departamentos=("88", "98")))
    with pytest.raises(ErrorDeDatos, match="valor «98»: no es el código de ningún departamento"):
        elegidos(None)


def test_el_dominio_y_la_direccion_tienen_que_ser_el_mismo(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(publicador, "leer", Publicador)
    assert direccion("") is None
    monkeypatch.setattr(publicador, "leer", lambda: Publicador(dominio=DOMINIO))
    assert direccion("") == f"https://{DOMINIO}/"
    assert direccion(f"https://{DOMINIO}/kit/") == f"https://{DOMINIO}/kit/"
    with pytest.raises(ErrorDeDatos, match=r"el dominio no es el de la dirección pedida"):
        direccion("https://otra.github.io/kit/")


FIRMA = b"\x89PNG\r\n\x1a\n"


def _trozo(tipo: bytes, octetos: bytes) -> bytes:
    suma = zlib.crc32(tipo + octetos)
    return struct.pack(">I", len(octetos)) + tipo + octetos + struct.pack(">I", suma)


def _png(lado: int = 10) -> bytes:
    cabeza = _trozo(b"IHDR", struct.pack(">IIBBBBB", lado, lado, 8, 0, 0, 0, 0))
    puntos = zlib.compress(b"\0" * 11 * 10)
    return FIRMA + cabeza + _trozo(b"IDAT", puntos) + _trozo(b"IEND", b"")


PNG = _png()


@pytest.mark.parametrize(
    ("contenido", "nombre"),
    [(BUENO.encode(), "logo.svg"), (PNG, "logo.png"),
     (b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n' + BUENO.encode(), "logo.svg"),
     (DIBUJO.format('<!-- hecho a mano --><use href="#a"/>').encode(), "logo.svg")],
)  # fmt: skip
def test_un_logo_que_se_admite(tmp_path: Path, contenido: bytes, nombre: str) -> None:
    (tmp_path / "logo").write_bytes(contenido)
    assert logo.leer(tmp_path / "logo") == (nombre, contenido)


@pytest.mark.parametrize(
    ("contenido", "queja"),
    [
        (DIBUJO.format("<script>alert(1)</script>").encode(), "elemento que no se admite"),
        (DIBUJO.format('<path onload="x()"/>').encode(), "«onload» corre o pide"),
        (DIBUJO.format("<foreignObject/>").encode(), "elemento que no se admite"),
        (DIBUJO.format('<image href="https://otro.example/a.png"/>').encode(), "no se admite"),
        (DIBUJO.format('<use href="https://otro.example/a.svg#b"/>').encode(), "corre o pide"),
        (DIBUJO.format("<style>@import 'a.css';</style>").encode(), "pide algo de otra parte"),
        (DIBUJO.format('<path style="fill:url(https://a.example/)"/>').encode(), "corre o pide"),
        (b'<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>', "DOCTYPE o entidades"),
        (b"<html/>", "no es un PNG ni un SVG"),
        (b"GIF89a", "no es un PNG ni un SVG que se pueda leer"),
        (PNG[:20], "PNG dañado"),
        (_png(90_000), "puntos"),
        (_png(0), "puntos"),
        (PNG[:-1], "PNG dañado"),
        (PNG[:40] + b"x" + PNG[41:], "PNG dañado"),
        (PNG + b"<script>", "PNG dañado"),
        (FIRMA, "PNG dañado"),
        (FIRMA + _trozo(b"IHDR", b"") + _trozo(b"IDAT", b"") + _trozo(b"IEND", b""), "PNG dañado"),
        (DIBUJO.format("<a href='javascript:alert(1)'/>").encode(), "no se admite"),
        (DIBUJO.format("<use href='&#106;avascript:x'/>").encode(), "corre o pide"),
        (DIBUJO.format('<g xml:base="https://a.example/"/>').encode(), "«base» corre o pide"),
        (
            DIBUJO.format("<style>a{fill:\\75 rl(https://a.example/)}</style>").encode(),
            "otra parte",
        ),
        (DIBUJO.format("<style>@im<desc/>port 'a.css'</style>").encode(), "dentro de un «style»"),
        (DIBUJO.format("<style>a{mask:image-set('b' 1x)}</style>").encode(), "otra parte"),
        (DIBUJO.format("<set attributeName='href' to='b'/>").encode(), "no se admite"),
        (b"<?xml-stylesheet href='https://a.example/a.css'?>" + BUENO.encode(), "instrucción"),
        (b'<?xml version="1.0" encoding="utf-7"?>' + BUENO.encode(), "instrucción"),
        (("<!DOCTYPE svg>" + BUENO).encode("utf-16"), "SVG en UTF-8"),
        (b"", "no es un PNG ni un SVG que se pueda leer"),
        (BUENO.encode().ljust(20_001), "el máximo son 20000"),
    ],
)
def test_un_logo_que_no(tmp_path: Path, contenido: bytes, queja: str) -> None:
    (tmp_path / "logo.svg").write_bytes(contenido)
    with pytest.raises(ErrorDeDatos, match=queja):
        logo.leer(tmp_path / "logo.svg")


def test_un_logo_que_no_esta(tmp_path: Path) -> None:
    with pytest.raises(ErrorDeDatos, match="el logo no está"):
        logo.leer(tmp_path / "logo.svg")


def test_un_logo_que_es_un_enlace_no_publica_lo_de_otra_carpeta(tmp_path: Path) -> None:
    (tmp_path / "otro").write_text(BUENO, encoding="utf-8")
    (tmp_path / "logo.svg").symlink_to(tmp_path / "otro")
    with pytest.raises(ErrorDeDatos, match="es un enlace"):
        logo.leer(tmp_path / "logo.svg")


def test_como_se_nombra_lo_que_trae(acervo: DatosDelSitio) -> None:
    choco = frozenset({"00", "27", *acervo.municipios_de("27")})
    assert parcial.en_palabras(acervo, choco) == "Chocó"
    sueltos = frozenset({"00", "27", "27025", "05", "05001"})
    assert parcial.en_palabras(acervo, sueltos) == "Medellín y Alto Baudó"
    assert parcial.en_palabras(acervo, frozenset({"00", "27"})) == "Chocó"
    uno_mas = frozenset({"00", *acervo.municipios_de("27")[: parcial.NOMBRADOS + 1]})
    assert parcial.en_palabras(acervo, uno_mas).endswith(" y uno más")


def test_un_sitio_con_solo_el_pais_dice_su_pagina(acervo: DatosDelSitio) -> None:
    """Decía «las páginas de el país y la de Colombia»."""
    hecho = parcial.de(acervo, ("00",))
    entrada = hecho._en_la_entrada("<h1>Territorios</h1>", "00/index.html")
    assert 'Este sitio trae la página de <a href="00/index.html">Colombia</a>.' in entrada
