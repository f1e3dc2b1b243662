"""La vista previa rehace lo justo según lo que cambió."""

from __future__ import annotations

import queue
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.structure.files import get_files

from generador.errores import ErrorDelKit
from generador.paginas import (
    entorno_jinja,
    errores_de_plantilla,
    guias_guardadas,
    hoja_del_tema,
    mkdocs,
    plan_de_cambios,
    recursos_juntados,
    vigia,
    vista_previa,
)
from generador.paginas.guias_vivas import GuiasVivas
from generador.paginas.vista_previa import VistaPrevia
from generador.rutas import DATOS, GENERADOR, PLANTILLAS, RAIZ, SITIO

URL = "http://127.0.0.1:8000/"
PERFIL = "territorio/27025/index.html"


class Taller:
    """Una vista previa sobre una copia de `plantillas/` y de `sitio/`, para cambiarlas."""

    def __init__(self, carpeta: Path) -> None:
        self.plantillas, self.sitio = carpeta / "plantillas", carpeta / "sitio"
        self.publico, self.configuracion = carpeta / "vista", carpeta / "mkdocs.yml"
        self.veces: list[str] = []
        self.vista = VistaPrevia(self.publico, ("27025",), URL, lambda: self.veces.append("otra"))

    def cambiar(self, ruta: Path, texto: str, *, despues_de: str = "") -> None:
        """Escribe `texto` en la copia, al final o después de algo, y deja que se note."""
        antes = ruta.read_text("utf-8")
        assert despues_de in antes
        donde = antes.index(despues_de) + len(despues_de) if despues_de else len(antes)
        ruta.write_text(antes[:donde] + texto + antes[donde:], encoding="utf-8")
        self.vista.al_cambiar()

    def leer(self, ruta: str) -> str:
        """Lo que se muestra en esa ruta."""
        return (self.publico / ruta).read_text("utf-8")


@pytest.fixture(scope="module")
def taller(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Taller]:
    """Uno para todas: construirlo es lo que tarda. Cada prueba cambia lo suyo."""
    carpeta = tmp_path_factory.mktemp("taller")
    configuracion = carpeta / "mkdocs.yml"
    shutil.copy(RAIZ / "mkdocs.yml", configuracion)
    with pytest.MonkeyPatch.context() as parche:
        for nombre, original in (("PLANTILLAS", PLANTILLAS), ("SITIO", SITIO)):
            copia = shutil.copytree(original, carpeta / original.name)
            for modulo in (
                entorno_jinja,
                guias_guardadas,
                vista_previa,
                plan_de_cambios,
                hoja_del_tema,
                errores_de_plantilla,
            ):
                if hasattr(modulo, nombre):
                    parche.setattr(modulo, nombre, copia)
        parche.setattr(vista_previa, "CONFIGURACION", configuracion)
        parche.setattr(
            vista_previa, "VIGILADAS", (carpeta / "plantillas", carpeta / "sitio", configuracion)
        )
        entorno_jinja.olvidar()
        hecho = Taller(carpeta)
        hecho.vista.construir()
        yield hecho
    entorno_jinja.olvidar()


@pytest.fixture
def sin_rehacerlo(taller: Taller, monkeypatch: pytest.MonkeyPatch) -> Taller:
    """El taller, que no puede volver a construir el sitio entero."""
    monkeypatch.setattr(vista_previa, "rehacer", lambda *_, **__: pytest.fail("rehízo el sitio"))
    return taller


GUIA, HERRAMIENTA = "preguntas.md", "herramientas/priorizador/index.md"


def test_cada_cambio_rehace_solo_lo_suyo(sin_rehacerlo: Taller) -> None:
    """La portada, los perfiles, una guía, una herramienta, una hoja y un guion, uno tras otro."""
    t = sin_rehacerlo
    t.vista.al_cambiar()  # sin cambios no hace nada
    fechas = _fechas(t.publico)
    t.cambiar(t.plantillas / "portada.html", "<p>EN-LA-PORTADA</p>")
    t.cambiar(t.plantillas / "municipio.html", "<p>EN-EL-PERFIL</p>")
    t.cambiar(t.sitio / GUIA, "\nEN-LA-GUIA\n")
    t.cambiar(t.sitio / HERRAMIENTA, "\nEN-LA-HERRAMIENTA\n")
    t.cambiar(t.sitio / "recursos/estilos/kit/colores-y-espacios.css", "\n.EN-LA-HOJA{color:red}\n")
    t.cambiar(t.sitio / "recursos/kit.js", "\n// EN-EL-GUION\n")
    t.cambiar(t.sitio / "recursos/herramientas/hogares/armar.js", '\nself.x = "EN-EL-OBRERO";\n')
    assert "EN-LA-PORTADA" in t.leer("index.html")
    assert "EN-EL-PERFIL" in t.leer(PERFIL)
    assert "EN-LA-GUIA" in t.leer("preguntas.html")
    assert "EN-LA-HERRAMIENTA" in t.leer("herramientas/priorizador/index.html")
    assert "EN-LA-HOJA" in t.leer("recursos/kit.css")
    assert "EN-EL-GUION" in t.leer("recursos/kit.js")
    assert "EN-EL-OBRERO" in t.leer("recursos/herramientas/hogares/armar.js")
    assert "EN-EL-OBRERO" in t.leer("recursos/herramientas/obrero.js")
    tocados = {ruta for ruta, fecha in _fechas(t.publico).items() if fechas.get(ruta) != fecha}
    assert "mapa/index.html" not in tocados
    assert "indicador/ipm_censal/index.html" not in tocados


def test_lo_rehecho_es_lo_que_daria_construir(taller: Taller, tmp_path: Path) -> None:
    """Después de muchos cambios pequeños, byte por byte; y sin enlaces a lo que no está."""
    t = taller
    t.cambiar(t.plantillas / "partes/piezas.html", "\n{# EN-TODAS #}\n")
    t.cambiar(t.plantillas / "indicador.html", '<p class="md-tag">EN-EL-INDICADOR</p>')
    t.cambiar(t.plantillas / "tema/main.html", "<!--EN-EL-TEMA-->", despues_de="{{ super() }}")
    t.cambiar(t.plantillas / "portada.html", '<p><a href="territorio/05001/index.html">X</a></p>')
    t.cambiar(t.plantillas / "municipio.html", '<a href="../05002/index.html">Y</a>')
    t.cambiar(t.sitio / GUIA, "\n## Una sección nueva\n\nCon su texto.\n")
    for ruta in ("index.html", PERFIL, "preguntas.html", "indicador/ipm_censal/index.html"):
        assert "EN-EL-TEMA" in t.leer(ruta), ruta
    assert "EN-EL-INDICADOR" in t.leer("indicador/ipm_censal/index.html")
    assert "Una sección nueva" in t.leer("recursos/contenidos.js")
    assert 'data-fuera="territorio/05001/index.html"' in t.leer("index.html")
    assert 'data-fuera="../05002/index.html"' in t.leer(PERFIL)
    vivo = {r: (t.publico / r).read_bytes() for r in _fechas(t.publico)}
    t.vista._guias = GuiasVivas(t.configuracion)
    t.vista.construir()
    entero = {r: (t.publico / r).read_bytes() for r in _fechas(t.publico)}
    assert vivo.keys() == entero.keys()
    assert [r for r in vivo if vivo[r] != entero[r]] == []


def test_un_error_se_dice_se_ve_lo_anterior_y_se_rehace_al_arreglarlo(
    taller: Taller, capsys: pytest.CaptureFixture[str]
) -> None:
    t = taller
    portada = t.plantillas / "portada.html"
    buena = portada.read_text("utf-8")
    t.cambiar(portada, "{% if %}")
    assert "Sin rehacer" in capsys.readouterr().err
    assert "<h1>" in t.leer("index.html")
    # Tocar otra cosa no da por arreglado lo que sigue roto.
    t.cambiar(t.plantillas / "municipio.html", "<p>OTRA</p>")
    assert "Sin rehacer" in capsys.readouterr().err
    portada.write_text(buena + "<p>YA-SIRVE</p>", encoding="utf-8")
    t.vista.al_cambiar()
    assert "YA-SIRVE" in t.leer("index.html")
    assert "OTRA" in t.leer(PERFIL)


def test_un_enlace_roto_en_una_guia_se_dice(
    taller: Taller, capsys: pytest.CaptureFixture[str]
) -> None:
    guia = taller.sitio / GUIA
    buena = guia.read_text("utf-8")
    taller.cambiar(guia, "\n[A ninguna parte](no-existe.md)\n")
    assert "no-existe.md" in capsys.readouterr().err.replace("\n", "")
    guia.write_text(buena, encoding="utf-8")
    taller.vista.al_cambiar()
    assert "A ninguna parte" not in taller.leer("preguntas.html")


def test_lo_que_cambia_el_menu_rehace_el_sitio(
    taller: Taller, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Un título sale en las demás páginas; una guía nueva, también."""
    hechas: list[int] = []
    monkeypatch.setattr(VistaPrevia, "construir", lambda _: hechas.append(1))
    guia = taller.sitio / GUIA
    buena = guia.read_text("utf-8")
    guia.write_text(buena.replace("title: ", "title: Otro título de ", 1), encoding="utf-8")
    taller.vista.al_cambiar()
    assert hechas == [1]
    guia.write_text(buena, encoding="utf-8")
    taller.vista.al_cambiar()
    (taller.sitio / "nueva.md").write_text("# Nueva\n", encoding="utf-8")
    taller.vista.al_cambiar()
    assert hechas == [1, 1, 1]
    (taller.sitio / "nueva.md").unlink()
    monkeypatch.undo()
    taller.vista.al_cambiar()


def _fechas(carpeta: Path) -> dict[str, int]:
    return {
        r.relative_to(carpeta).as_posix(): r.stat().st_mtime_ns
        for r in carpeta.rglob("*")
        if r.is_file()
    }


@pytest.mark.parametrize(
    ("archivo", "agrega", "dice"),
    [
        ("plantillas/portada.html", "{% if %}", r"plantillas/portada\.html, renglón \d+"),
        (
            "plantillas/municipio.html",
            "{{ ficha.nada }}",
            r"plantillas/municipio\.html, renglón \d+",
        ),
        ("plantillas/portada.html", '{% include "partes/no.html" %}', "«partes/no.html»"),
        ("sitio/preguntas.md", '\n{{ norma("[/x]") }}\n', r"«\[/x\]»"),
    ],
)
def test_el_error_dice_el_archivo_de_quien_lo_escribio(
    taller: Taller, capsys: pytest.CaptureFixture[str], archivo: str, agrega: str, dice: str
) -> None:
    """Y no el módulo del kit donde saltó; tampoco lo confunde un corchete de la guía."""
    ruta = taller.publico.parent / archivo
    bueno = ruta.read_text("utf-8")
    taller.cambiar(ruta, agrega)
    salio = capsys.readouterr().err
    ruta.write_text(bueno, encoding="utf-8")
    taller.vista.al_cambiar()
    assert re.search(dice, salio), salio
    assert ruta.name in salio.partition("Sin mostrar todavía: ")[2]
    assert "reporte" not in salio
    assert capsys.readouterr().err == ""


def test_una_portada_de_guia_mal_escrita_no_se_publica(
    taller: Taller, capsys: pytest.CaptureFixture[str]
) -> None:
    """MkDocs la ponía como texto al comienzo de la página, sin avisar."""
    guia = taller.sitio / GUIA
    buena = guia.read_text("utf-8")
    guia.write_text(buena.replace("title: ", "title: [", 1), encoding="utf-8")
    taller.vista.al_cambiar()
    guia.write_text(buena, encoding="utf-8")
    assert "preguntas.md: su portada no es YAML válido" in capsys.readouterr().err
    assert "title: [" not in taller.leer("preguntas.html")
    taller.vista.al_cambiar()


def test_lo_que_deja_un_editor_ni_se_mira_ni_se_publica(
    sin_rehacerlo: Taller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    t = sin_rehacerlo
    dejados = [
        *(t.sitio / f for f in ("preguntas.md~", "#preguntas.md#", "preguntas.md.bak", "4913")),
        *(t.plantillas / f for f in (".portada.html.swp", "portada.html.tmp123")),
    ]
    antes = vigia.fotografiar(t.vista.vigiladas)
    for ruta in dejados:
        ruta.write_text("NADA")
    try:
        assert vigia.fotografiar(t.vista.vigiladas) == antes
        config = mkdocs.leer_configuracion(t.configuracion, tmp_path, None)
        monkeypatch.setattr(config.plugins, "_current_plugin", "kit", raising=False)
        quedan = mkdocs.ComplementoKit().on_files(get_files(config), config)
        nombres = {f.src_uri for f in quedan}
        assert GUIA in nombres
        assert not nombres & {ruta.name for ruta in dejados}
    finally:
        for ruta in dejados:
            ruta.unlink()


def test_lo_guardado_mientras_se_construye_se_ve() -> None:
    """El vigía parte de la foto de lo que se muestra, y no de la de cuando empieza a mirar."""
    avisos: queue.Queue[object] = queue.Queue()

    class Avisado:
        def on_any_event(self, event: object) -> None:
            avisos.put(event)

    mira = vigia.Vigia((RAIZ / "mkdocs.yml",), desde={})
    mira.schedule(Avisado(), str(RAIZ))
    mira.start()
    try:
        assert avisos.get(timeout=30)
    finally:
        mira.stop()
        mira.join()


def test_arrancar_otra_vez_con_algo_danado_no_apaga_el_servidor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Un kit.yaml a medias: se dice y se sigue mostrando lo de antes; la primera vez, se sale."""

    def no_puede(*_: object, **__: object) -> None:
        raise ErrorDelKit("kit.yaml no es YAML válido")

    monkeypatch.setattr(vista_previa, "rehacer", no_puede)
    vista = VistaPrevia(tmp_path / "vista", ("27025",), URL, lambda: None)
    with pytest.raises(ErrorDelKit):
        vista.empezar(otra_vez=True)  # sin nada que mostrar
    vista.carpeta.mkdir()
    with pytest.raises(ErrorDelKit):
        vista.empezar()
    vista.empezar(otra_vez=True)
    assert "Sin rehacer: kit.yaml no es YAML válido" in capsys.readouterr().err


def test_codigo_que_no_carga_no_apaga_el_servidor(monkeypatch: pytest.MonkeyPatch) -> None:
    modulo = GENERADOR / "formato.py"
    vista_previa.exigir_que_arranque([modulo])
    monkeypatch.setattr(vista_previa, "LO_QUE_CARGA", ("generador.no_hay",))
    with pytest.raises(ErrorDelKit, match="no_hay"):
        vista_previa.exigir_que_arranque([modulo])


def test_codigo_a_medias_no_apaga_el_servidor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vista_previa, "RAIZ", tmp_path)
    malo = tmp_path / "malo.py"
    malo.write_text("x = (")
    with pytest.raises(ErrorDelKit, match="está a medio escribir"):
        vista_previa.exigir_que_arranque([malo])
    malo.write_text("x = ()")
    vista_previa.exigir_que_arranque([malo, tmp_path / "borrado.py"])


def test_un_puerto_ocupado_se_dice() -> None:
    with socket.socket() as ocupado:
        ocupado.bind(("127.0.0.1", 0))
        ocupado.listen()
        with pytest.raises(ErrorDelKit, match="ya lo usa otro programa"):
            vista_previa.exigir_libre(ocupado.getsockname()[1])


def test_el_codigo_y_los_datos_piden_arrancar_de_nuevo(tmp_path: Path) -> None:
    reinicios: list[int] = []
    vista = VistaPrevia(tmp_path / "vista", ("27025",), URL, lambda: reinicios.append(1))
    vista.foto = {str(DATOS / "mgn_2018.csv"): (1, 1)}
    vista.al_cambiar()
    assert reinicios == [1]


def test_toda_hoja_y_todo_guion_sabe_donde_se_publica(taller: Taller) -> None:
    """Los que se publican, con lo mismo que deja construir; los que son parte de otro, solo ahí."""
    docs, sitio = taller.sitio, taller.publico
    escritos = [r for t in ("css", "js") for r in docs.rglob(f"*.{t}")]
    rutas = {r.relative_to(docs).as_posix() for r in escritos}
    publicados = recursos_juntados.publicados(docs, rutas)
    del_sitio = {
        ruta: (sitio / ruta).read_bytes() if (sitio / ruta).is_file() else b"falta"
        for ruta in publicados
    }
    distintos = {ruta for ruta in publicados if publicados[ruta] != del_sitio[ruta]}
    assert distintos <= {"recursos/kit.js", "recursos/kit.css"}  # dicen qué no trae el sitio
    assert all(not (sitio / ruta).exists() for ruta in rutas - publicados.keys())


def test_la_orden_sirve_el_sitio_con_el_guion_que_recarga() -> None:
    with socket.socket() as libre:
        libre.bind(("127.0.0.1", 0))
        puerto = libre.getsockname()[1]
    orden = [sys.executable, "-m", "generador", "servir", "--territorios", "27025"]
    proceso = subprocess.Popen([*orden, "--puerto", str(puerto)], cwd=RAIZ, stderr=subprocess.PIPE)
    try:
        html = _pedir(f"http://127.0.0.1:{puerto}/{PERFIL}", proceso)
        with pytest.raises(urllib.error.HTTPError) as no_esta:
            urllib.request.urlopen(f"http://127.0.0.1:{puerto}/no-hay.html", timeout=60)
        no_hay = no_esta.value.read().decode("utf-8")
    finally:
        proceso.terminate()
        _, dicho = proceso.communicate(timeout=60)
    assert "<h1>" in html
    assert "livereload" in html
    assert 'lang="es' in no_hay
    assert dicho == b""


def _pedir(direccion: str, proceso: subprocess.Popen[bytes]) -> str:
    for _ in range(600):
        assert proceso.poll() is None, "la orden terminó sola"
        try:
            with urllib.request.urlopen(direccion, timeout=5) as respuesta:
                texto: str = respuesta.read().decode("utf-8")
                return texto
        except OSError:
            time.sleep(0.2)
    raise AssertionError("no respondió")
