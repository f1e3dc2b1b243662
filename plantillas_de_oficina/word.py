"""Las piezas de una plantilla de Word: estilos, membrete, párrafos y tablas que se repiten.

Un campo se escribe «{campo}»; lo que va entre «{#lista}» y «{/lista}» se repite por elemento.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

TINTA = RGBColor(0x1D, 0x2B, 0x2E)
PETROLEO = RGBColor(0x12, 0x3C, 0x43)
SUAVE = RGBColor(0x55, 0x64, 0x6A)
LINEA = "8A969A"
PANEL = "F6F3EC"
# Carta con márgenes de 2 cm: lo que queda.
UTIL = Cm(21.59 - 4)

# Nombre, de qué parte, puntos, negrita, color, letra con remates, antes y después (puntos).
PARRAFOS: tuple[tuple[str, float, bool, RGBColor, bool, float, float], ...] = (
    ("Title", 22, True, PETROLEO, True, 0, 3),
    ("Heading 1", 16, True, PETROLEO, True, 12, 5),
    ("Heading 2", 12, True, PETROLEO, True, 10, 3),
    ("Entrada", 12, False, SUAVE, False, 0, 8),
    ("Nota", 9, False, SUAVE, False, 0, 4),
    ("Rotulo", 10, True, TINTA, False, 6, 3),
    ("Cabeza", 9, True, TINTA, False, 1.5, 1.5),
    ("Celda", 9.5, False, TINTA, False, 1.5, 1.5),
    ("Campo", 9, False, SUAVE, False, 0, 0),
    ("Lista", 10.5, False, TINTA, False, 0, 3),
    ("Renglon", 10.5, False, TINTA, False, 0, 1),
    ("Pregunta", 10.5, True, TINTA, False, 7, 1.5),
    ("Opcion", 10.5, False, TINTA, False, 0, 1),
    ("Aire", 4, False, TINTA, False, 0, 0),
    ("Membrete", 9, False, SUAVE, False, 0, 0),
    ("Footer", 8, False, SUAVE, False, 0, 0),
)


def nueva(titulo: str, *, membrete: bool = True) -> Any:
    """Un documento en blanco, en carta, con los estilos del kit, membrete y pie."""
    documento: Any = Document()
    _estilos(documento)
    seccion = documento.sections[0]
    seccion.page_width, seccion.page_height = Cm(21.59), Cm(27.94)
    for lado in ("left_margin", "right_margin", "bottom_margin"):
        setattr(seccion, lado, Cm(2))
    seccion.top_margin = Cm(3 if membrete else 2)
    seccion.header_distance = seccion.footer_distance = Cm(1)
    propiedades = documento.core_properties
    propiedades.title, propiedades.author, propiedades.language = (
        titulo,
        "Kit contra la pobreza",
        "es-CO",
    )
    propiedades.comments = ""
    if membrete:
        _membrete(seccion.header)
    _pie(seccion.footer)
    return documento


def _estilos(documento: Any) -> None:
    estilos = documento.styles
    normal = estilos["Normal"]
    _letra(normal, 10.5, negrita=False, color=TINTA, remates=False)
    normal.paragraph_format.space_after = Pt(5)
    normal.paragraph_format.line_spacing = 1.1
    idioma = OxmlElement("w:lang")
    idioma.set(qn("w:val"), "es-CO")
    normal.element.get_or_add_rPr().append(idioma)
    for nombre, puntos, negrita, color, remates, antes, despues in PARRAFOS:
        if nombre in [e.name for e in estilos]:
            estilo = estilos[nombre]
        else:
            estilo = estilos.add_style(nombre, WD_STYLE_TYPE.PARAGRAPH)
            estilo.base_style = normal
        _letra(estilo, puntos, negrita=negrita, color=color, remates=remates)
        forma = estilo.paragraph_format
        forma.space_before, forma.space_after = Pt(antes), Pt(despues)
        if nombre.startswith(("Title", "Heading", "Rotulo", "Pregunta")):
            forma.keep_with_next = True
        if nombre in ("Lista", "Pregunta"):
            forma.left_indent, forma.first_line_indent = Cm(0.75), Cm(-0.75)
            forma.tab_stops.add_tab_stop(Cm(0.75))
        if nombre == "Opcion":
            forma.left_indent = Cm(1.4)
        # Los de fábrica traen una raya y topes que no son de esta página.
        for sobra in ("w:pBdr", "w:tabs") if not nombre.startswith(("Lista", "Pregunta")) else ():
            propio = estilo.element.get_or_add_pPr().find(qn(sobra))
            if propio is not None:
                propio.getparent().remove(propio)
    _estilo_de_tabla(estilos)


def _letra(estilo: Any, puntos: float, *, negrita: bool, color: RGBColor, remates: bool) -> None:
    nombre = "Cambria" if remates else "Calibri"
    letra = estilo.font
    letra.name, letra.size, letra.bold, letra.italic = nombre, Pt(puntos), negrita, False
    letra.color.rgb = color
    fuentes = estilo.element.get_or_add_rPr().find(qn("w:rFonts"))
    for atributo in list(fuentes.attrib):
        del fuentes.attrib[atributo]
    for cual in ("ascii", "hAnsi", "cs", "eastAsia"):
        fuentes.set(qn(f"w:{cual}"), nombre)


def _estilo_de_tabla(estilos: Any) -> None:
    """«Tabla»: la que usan las plantillas y las tablas que arma el kit. Las demás sobran."""
    for estilo in [
        e for e in estilos if e.type == WD_STYLE_TYPE.TABLE and e.name != "Normal Table"
    ]:
        estilo.delete()
    lados = ("top", "left", "bottom", "right", "insideH", "insideV")
    bordes = "".join(
        f'<w:{x} w:val="single" w:sz="4" w:space="0" w:color="B9C1C3"/>' for x in lados
    )
    estilos.element.append(
        parse_xml(
            f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="Tabla">'
            '<w:name w:val="Tabla"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/>'
            f"<w:tblPr><w:tblBorders>{bordes}</w:tblBorders><w:tblCellMar>"
            '<w:left w:w="85" w:type="dxa"/><w:right w:w="85" '
            'w:type="dxa"/></w:tblCellMar></w:tblPr>'
            "</w:style>"
        )
    )


def _membrete(cabecera: Any) -> None:
    """Entidad y dependencia; quien adapte la plantilla pone aquí su escudo."""
    parrafo = cabecera.paragraphs[0]
    parrafo.style = "Membrete"
    corrida = parrafo.add_run("{entidad}")
    corrida.bold, corrida.font.size, corrida.font.color.rgb = True, Pt(11), PETROLEO
    parrafo.paragraph_format.tab_stops.clear_all()
    parrafo.paragraph_format.tab_stops.add_tab_stop(UTIL, WD_TAB_ALIGNMENT.RIGHT)
    parrafo.add_run("\t{municipio}, {departamento}")
    segundo = cabecera.add_paragraph("{dependencia}", style="Membrete")
    _borde(segundo, "bottom", PETROLEO, 12, 4)


def _pie(pie: Any) -> None:
    parrafo = pie.paragraphs[0]
    parrafo.style = "Footer"
    parrafo.paragraph_format.tab_stops.clear_all()
    parrafo.paragraph_format.tab_stops.add_tab_stop(UTIL, WD_TAB_ALIGNMENT.RIGHT)
    parrafo.add_run("{pie}\tPágina ")
    _campo(parrafo, "PAGE")
    parrafo.add_run(" de ")
    _campo(parrafo, "NUMPAGES")


def _campo(parrafo: Any, instruccion: str) -> None:
    for tipo, texto in (
        ("begin", None),
        (None, instruccion),
        ("separate", None),
        ("t", "1"),
        ("end", None),
    ):
        corrida = parrafo.add_run("1" if tipo == "t" else "")
        if tipo in ("begin", "separate", "end"):
            marca = OxmlElement("w:fldChar")
            marca.set(qn("w:fldCharType"), tipo)
            corrida._r.append(marca)
        elif texto:
            orden = OxmlElement("w:instrText")
            orden.set(qn("xml:space"), "preserve")
            orden.text = f" {texto} "
            corrida._r.append(orden)


def _borde(parrafo: Any, lado: str, color: RGBColor | str, grueso: int, espacio: int = 1) -> None:
    bordes = OxmlElement("w:pBdr")
    for cual in lado.split():
        raya = OxmlElement(f"w:{cual}")
        for nombre, valor in (
            ("val", "single"),
            ("sz", grueso),
            ("space", espacio),
            ("color", color),
        ):
            raya.set(qn(f"w:{nombre}"), str(valor))
        bordes.append(raya)
    parrafo._p.get_or_add_pPr().insert_element_before(
        bordes, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def parrafo(documento: Any, texto: str, estilo: str = "Normal", *, centro: bool = False) -> Any:
    """Un párrafo: lo que va entre «**» sale en negrita."""
    nuevo = documento.add_paragraph(style=estilo)
    for i, trozo in enumerate(texto.split("**")):
        if trozo:
            nuevo.add_run(trozo).bold = True if i % 2 else None
    if centro:
        nuevo.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return nuevo


def salto_antes(nuevo: Any) -> None:
    """Que el párrafo empiece página."""
    nuevo.paragraph_format.page_break_before = True


def renglon(documento: Any) -> None:
    """Una raya para escribir a mano."""
    _borde(documento.add_paragraph(style="Renglon"), "bottom between", LINEA, 4)


def campos(documento: Any, parejas: Sequence[tuple[str, str]]) -> None:
    """Rótulo y valor, dos parejas por fila, con una raya bajo el valor."""
    filas = [parejas[i : i + 2] for i in range(0, len(parejas), 2)]
    tabla = _tabla(documento, len(filas), (1.25, 2.25, 1.25, 2.25), None)
    for fila, pares in zip(tabla.rows, filas, strict=True):
        for j, (rotulo, valor) in enumerate(pares):
            _poner(fila.cells[2 * j], rotulo, "Campo")
            _poner(fila.cells[2 * j + 1], valor, "Celda")
            if rotulo:
                _raya(fila.cells[2 * j + 1])
            for celda in fila.cells[2 * j : 2 * j + 2]:
                celda.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
        _fila(fila, alto=8)
    documento.add_paragraph(style="Aire")


def tabla(
    documento: Any,
    titulos: Sequence[str],
    celdas: Sequence[str],
    pesos: Sequence[float],
    *,
    derecha: Sequence[int] = (),
    alto: float = 0,
) -> Any:
    """Encabezado que se repite en cada página y una fila que se repite por elemento."""
    nueva_ = _tabla(documento, 2, pesos, "Tabla")
    for i, (titulo, celda) in enumerate(zip(titulos, celdas, strict=True)):
        for fila, texto, estilo in ((0, titulo, "Cabeza"), (1, celda, "Celda")):
            puesto = _poner(nueva_.cell(fila, i), texto, estilo)
            if i in derecha:
                puesto.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _fondo(nueva_.cell(0, i))
    _fila(nueva_.rows[0], cabeza=True)
    _fila(nueva_.rows[1], alto=alto)
    documento.add_paragraph(style="Aire")
    return nueva_


def _tabla(documento: Any, filas: int, pesos: Sequence[float], estilo: str | None) -> Any:
    nueva_ = documento.add_table(filas, len(pesos))
    if estilo:
        nueva_.style = documento.styles[estilo]
    nueva_.autofit = False
    anchos = [int(UTIL * p / sum(pesos)) for p in pesos]
    for columna, ancho in zip(nueva_.columns, anchos, strict=True):
        columna.width = ancho
        for celda in columna.cells:
            celda.width = ancho
    return nueva_


def _poner(celda: Any, texto: str, estilo: str) -> Any:
    parrafo_ = celda.paragraphs[0]
    parrafo_.style = estilo
    for i, trozo in enumerate(texto.split("**")):
        if trozo:
            parrafo_.add_run(trozo).bold = True if i % 2 else None
    return parrafo_


def _raya(celda: Any) -> None:
    celda._tc.get_or_add_tcPr().append(
        parse_xml(
            f'<w:tcBorders {nsdecls("w")}><w:bottom w:val="single" w:sz="4" w:space="0" '
            f'w:color="{LINEA}"/></w:tcBorders>'
        )
    )


def _fondo(celda: Any) -> None:
    celda._tc.get_or_add_tcPr().append(
        parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{PANEL}"/>')
    )


def _fila(fila: Any, *, cabeza: bool = False, alto: float = 0) -> None:
    """No se parte entre páginas; `alto` va en milímetros."""
    propiedades = fila._tr.get_or_add_trPr()
    propiedades.append(OxmlElement("w:cantSplit"))
    if alto:
        alta = OxmlElement("w:trHeight")
        alta.set(qn("w:val"), str(round(alto * 56.7)))
        alta.set(qn("w:hRule"), "atLeast")
        propiedades.append(alta)
    if cabeza:
        propiedades.append(OxmlElement("w:tblHeader"))


def firmas(documento: Any, *quienes: str) -> None:
    """Espacios para firmar, uno al lado del otro."""
    pesos = [p for _ in quienes for p in (10, 2)][:-1]
    tabla_ = _tabla(documento, 2, pesos, None)
    for i, quien in enumerate(quienes):
        _raya(tabla_.cell(0, 2 * i))
        _poner(tabla_.cell(1, 2 * i), quien, "Campo")
    _fila(tabla_.rows[0], alto=16)
