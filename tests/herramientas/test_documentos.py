"""Los documentos: plantillas de fábrica y propias, texto hostil, filas y el esquema de Office."""

from __future__ import annotations

import base64
import json
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from playwright.sync_api import Page, expect

from generador.paginas.herramientas import PLANTILLAS
from generador.rutas import RAIZ
from plantillas_de_oficina.__main__ import hacer
from tests.herramientas.conftest import Abrir, Sitio, herramienta, leer_reglas
from tests.herramientas.test_preparador import descargar, texto_de

pytestmark = pytest.mark.navegador
CATALOGO = leer_reglas("documentos")
DOCUMENTOS = {d["id"]: d for d in CATALOGO["documentos"]}
PENDIENTE = CATALOGO["por_diligenciar"]
LIMPIO = '=HYPERLINK("http://x","<b>&\'") ñandú {otro} ]]>'
MALO = f"{LIMPIO[:12]}\x07{LIMPIO[12:]}\ud800"
# En la norma, los hijos de una letra van en cualquier orden; el validador los quiere en uno.
DE_LA_LETRA = ("/x:fonts[1]/x:font[", "unexpected child element")


def producir(pagina: Page, cual: str, datos: dict[str, Any], destino: Path) -> Path:
    """El documento con esos datos, hecho por la página abierta."""
    formato = DOCUMENTOS[cual]["formato"]
    como = "word" if formato == "docx" else "libroDe"
    octetos = pagina.evaluate(
        """async ([como, cual, datos]) => {
          const bytes = await KitDocumentos[como](cual, datos);
          return btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join(""));
        }""",
        [como, cual, datos],
    )
    ruta = destino / f"{cual}.{formato}"
    ruta.write_bytes(base64.b64decode(octetos))
    return ruta


def llenos(documento: dict[str, Any], texto: str, filas: int) -> dict[str, Any]:
    """Todos los campos de un documento con el mismo texto."""
    listas = {
        una["id"]: [{c["id"]: texto for c in una["columnas"]} for _ in range(filas)]
        for una in documento["listas"]
    }
    calculados: dict[str, Any] = {}
    for campo in documento.get("calculados", []):
        lista, _, propio = campo.partition(".")
        if propio:
            for fila in calculados.setdefault(lista, [{} for _ in range(filas)]):
                fila[propio] = texto
        elif campo != "bloques":
            calculados[campo] = texto
    comunes = dict.fromkeys(CATALOGO["comunes"], texto)
    return {**comunes, **{c["id"]: texto for c in documento["campos"]}, **listas, **calculados}


def todo(ruta: Path) -> str:
    if ruta.suffix == ".docx":
        return texto_de(ruta)
    celdas = (c.value for h in openpyxl.load_workbook(ruta) for f in h.iter_rows() for c in f)
    return "\n".join(str(v) for v in celdas if v is not None)


@pytest.fixture(scope="module")
def hechos(
    sitio: Sitio, abrir_en_modulo: Page, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, Path]]:
    """Cada documento con texto hostil, sin nada y con 300 filas."""
    lotes: dict[str, dict[str, Path]] = {}
    for lote, texto, filas in (("malo", MALO, 2), ("vacio", "", 0), ("largo", "Número ú", 300)):
        destino = tmp_path_factory.mktemp(lote)
        lotes[lote] = {
            cual: producir(abrir_en_modulo, cual, llenos(d, texto, filas), destino)
            for cual, d in DOCUMENTOS.items()
            if cual != "informe"
        }
    bloques = [
        {"tipo": "titulo", "nivel": 0, "texto": [{"t": MALO}], "corte": False},
        {"tipo": "parrafo", "texto": [{"t": "a "}, {"t": "b", "b": True}, {"t": " c", "i": True}]},
        {"tipo": "lista", "items": [[{"t": "uno"}], [{"t": "dos"}]], "ordenada": True},
        {"tipo": "campos", "campos": [["Rótulo", "valor"], ["Otro", ""], ["Tres", "3"]]},
        {"tipo": "renglones", "items": [{"texto": [{"t": "¿Qué?"}], "renglones": 2}]},
        {"tipo": "prueba", "items": [{"pregunta": [{"t": "¿Sí?"}], "opciones": [[{"t": "No"}]]}]},
        {
            "tipo": "tabla", "titulo": [{"t": "Cifras"}],
            "columnas": [{"t": [{"t": "A"}]}, {"t": [{"t": "B"}], "num": True}],
            "filas": [[[{"t": MALO}], [{"t": str(n)}]] for n in range(300)],
        },
    ]  # fmt: skip
    datos = {"titulo": MALO, "bloques": bloques}
    destino = tmp_path_factory.mktemp("informe")
    lotes["malo"]["informe"] = producir(abrir_en_modulo, "informe", datos, destino)
    return lotes


@pytest.fixture(scope="module")
def abrir_en_modulo(sitio: Sitio, navegador: Any) -> Any:
    """La página de documentos desde el disco y sin red, abierta una vez."""
    contexto = navegador.new_context(offline=True)
    pagina = contexto.new_page()
    pagina.goto(f"{sitio.carpeta.as_uri()}/{herramienta('documentos', '#m=27025')}")
    yield pagina
    contexto.close()


def test_las_de_fabrica_salen_siempre_iguales(tmp_path: Path) -> None:
    hacer(tmp_path)
    versionadas = {r.name: r.read_bytes() for r in PLANTILLAS.iterdir()}
    assert {r.name for r in tmp_path.iterdir()} == set(versionadas)
    for nombre, octetos in versionadas.items():
        with zipfile.ZipFile(tmp_path / nombre) as nueva, zipfile.ZipFile(PLANTILLAS / nombre) as v:
            assert {n: nueva.read(n) for n in nueva.namelist()} == {
                n: v.read(n) for n in v.namelist()
            }, nombre
        assert len(octetos) < 60_000, nombre


def test_cada_plantilla_trae_los_campos_del_catalogo(abrir_en_modulo: Page) -> None:
    for cual, documento in DOCUMENTOS.items():
        comparado = abrir_en_modulo.evaluate(
            """async ([doc]) => KitPlantillaPropia.comparar(doc,
              await KitDocumentos.camposDe(doc.formato, await KitDocumentos.deFabrica(doc.id)))""",
            [documento],
        )
        assert (comparado["faltan"], comparado["sobran"]) == ([], []), cual


def test_el_texto_hostil_llega_como_texto(hechos: dict[str, dict[str, Path]]) -> None:
    for cual, ruta in hechos["malo"].items():
        assert LIMPIO in todo(ruta), cual
        with zipfile.ZipFile(ruta) as zip_:
            for parte in zip_.namelist():
                crudo = zip_.read(parte)
                assert b"<f>=HYPERLINK" not in crudo
                assert b"<f>HYPERLINK" not in crudo


def test_lo_vacio_queda_a_la_vista(hechos: dict[str, dict[str, Path]]) -> None:
    for cual, ruta in hechos["vacio"].items():
        texto = todo(ruta)
        assert PENDIENTE in texto, cual
        assert not any(m in texto for m in ("undefined", "null", "NaN", "{", "}")), cual


def test_trescientas_filas(hechos: dict[str, dict[str, Path]]) -> None:
    largo = hechos["largo"]
    acto = docx.Document(str(largo["acto"]))
    assert len(acto.tables[0].rows) == 301
    poai = openpyxl.load_workbook(largo["poai"])["POAI"]
    assert poai["A306"].value == "Total"
    # La suma de la plantilla creció con las filas.
    assert poai["H306"].value == "=SUM(H6:H305)"
    programas = openpyxl.load_workbook(largo["oferta"])["Programas"]
    assert programas["D304"].value == "=SUM(D4:D303)"
    assert programas.print_title_rows == "$3:$3"


def test_el_esquema_de_office(hechos: dict[str, dict[str, Path]]) -> None:
    rutas = [*hechos["malo"].values(), hechos["vacio"]["acto"], hechos["largo"]["poai"]]
    salida = subprocess.run(
        [RAIZ / ".venv/bin/node", RAIZ / "tests/herramientas/validar_oficina.mjs", *rutas],
        cwd=RAIZ, capture_output=True, text=True, check=True, timeout=240,
    )  # fmt: skip
    dichos = [json.loads(linea) for linea in salida.stdout.splitlines()]
    assert len(dichos) == len(rutas)
    for dicho in dichos:
        graves = [f for f in dicho["faltas"] if not all(t in f for t in DE_LA_LETRA)]
        assert graves == [], dicho["ruta"]


def test_la_plantilla_propia_se_revisa_se_usa_y_se_quita(
    sitio: Sitio, abrir: Abrir, tmp_path: Path
) -> None:
    pagina = abrir().ir(sitio.url + herramienta("documentos", "#m=27025&d=ficha"))
    aviso = pagina.locator(".herramienta-aviso")
    control = pagina.locator("#documentos-plantilla-archivo")
    danada = tmp_path / "rota.docx"
    danada.write_bytes(b"PK\x03\x04roto")
    sin_campos = tmp_path / "carta.docx"
    docx.Document().save(str(sin_campos))
    sin_cerrar = tmp_path / "abierta.docx"
    mala = docx.Document()
    mala.add_paragraph("{#actividades} {que}")
    mala.save(str(sin_cerrar))
    for ruta, dice in (
        (danada, "no es un documento de Word"),
        (sin_campos, "no trae ningún campo"),
        (sin_cerrar, "le falta su «{/actividades}»"),
        (PLANTILLAS / "poai.xlsx", "usa una plantilla .docx"),
    ):
        control.set_input_files(ruta)
        expect(aviso).to_contain_text(dice)
        expect(aviso).to_contain_text("Sigue la plantilla que estaba")
    propia = tmp_path / "mía.docx"
    buena = docx.Document()
    buena.add_paragraph("Municipio de {municipio}: {nombre}, {inventado}")
    buena.save(str(propia))
    control.set_input_files(propia)
    expect(aviso).to_contain_text("No se conocen {inventado}")
    expect(aviso).to_contain_text("{problema}")
    pagina.reload()
    pagina.locator("#documentos-ficha-nombre").fill("Acueducto de Pie de Pató")
    texto = texto_de(descargar(pagina, "Descargar Word", tmp_path))
    assert texto == f"Municipio de Alto Baudó: Acueducto de Pie de Pató, {PENDIENTE}"
    pagina.get_by_role("button", name="Volver a la del kit").click()
    assert "Ficha de proyecto" in texto_de(descargar(pagina, "Descargar Word", tmp_path))


def test_el_acto_sale_del_simulador_con_su_regla(
    sitio: Sitio, abrir: Abrir, tmp_path: Path
) -> None:
    visita = abrir()
    pagina = visita.ir(sitio.url + herramienta("simulador", "#m=27025"))
    ruta = descargar(pagina, "Acto que adopta la focalización en Word", tmp_path)
    texto = texto_de(ruta)
    for dicho in ("semilla 2026", "200 cupos", "hasta B4", "art. 355", "base inventada"):
        assert dicho in texto, dicho
    medido = pagina.locator(".herramienta-errores tr", has_text="Error de exclusión")
    valor = medido.locator("td b").first.inner_text()
    assert valor in texto
    assert visita.problemas == []
