"""Los libros de todo el país: la tabla ancha, los centros poblados y el diccionario."""

from __future__ import annotations

from collections.abc import Sequence

from generador.cubo.catalogo import Indicador
from generador.cubo.leer import DATO
from generador.descargas import vigentes
from generador.descargas.hoja import LLANO, Fila, Hoja, Libro, Valor
from generador.descargas.libro_de_territorio import CENTROS, DE_FUENTES, de_fuente, de_lugar
from generador.lugares import nbi_por_dentro
from generador.paginas.datos_del_sitio import NACION, DatosDelSitio
from generador.paginas.publicacion import capas_de_lugares, hoja_de_calculo

PIE = "Kit contra la pobreza"
NOTA = (
    "Cada columna es de su año, que va en el encabezado. Una celda dice «no aplica», «no "
    "disponible» o «sin dato» donde no hay cifra: ninguna es cero."
)
SENTIDOS = {
    "mas_es_peor": "más es peor", "mas_es_mejor": "más es mejor", "neutro": "ni mejor ni peor",
}  # fmt: skip
DE_DICCIONARIO = (
    "Código", "Nombre", "Nombre completo", "Qué mide", "Tema", "Unidad", "De quién habla",
    "Cómo se lee", "Año en que se lee", "Años que trae", "Zonas", "Fuente", "Se calcula con",
    "Cuidados", "No se compara con",
)  # fmt: skip
ANCHO_DE_CIFRA = 15


def ancho(acervo: DatosDelSitio) -> Libro:
    """Un municipio por fila y un indicador por columna; aparte, los departamentos y el país."""
    return Libro(
        "Municipios de Colombia",
        PIE,
        (
            _a_lo_ancho(acervo, "Municipios", acervo.municipios),
            _a_lo_ancho(acervo, "Departamentos y país", (NACION, *acervo.departamentos)),
            _diccionario(acervo),
            _fuentes(acervo),
        ),
    )


def _a_lo_ancho(acervo: DatosDelSitio, nombre: str, codigos: Sequence[str]) -> Hoja:
    columnas = vigentes.columnas(acervo, codigos)
    nombres = hoja_de_calculo.nombres_llanos(acervo.catalogo)
    titulos = [
        f"{nombres[v.ficha.id]} ({hoja_de_calculo.unidad_en_palabras(v.ficha)}, {v.anio})"
        for v in columnas
    ]
    celdas = [_celdas(v) for v in columnas]
    filas = []
    for puesto, codigo in enumerate(codigos):
        t = acervo.territorios[codigo]
        identidad = (codigo, t.nombre, t.nombre_departamento)
        filas.append(Fila((*identidad, *(c[puesto] for c in celdas))))
    return Hoja(
        nombre,
        ("Código", "Territorio", "Departamento", *titulos),
        filas,
        anchos=(9, 26, 20, ANCHO_DE_CIFRA),
        arriba=(f"{nombre}: la última cifra de cada indicador", NOTA),
        fijas=2,
        decimales={3 + i: v.ficha.decimales_de_descarga for i, v in enumerate(columnas)},
    )


def _celdas(columna: vigentes.Vigente) -> list[Valor]:
    estados = columna.estados.tolist()
    return [
        valor if estado == DATO else hoja_de_calculo.DICHOS[estado]
        for valor, estado in zip(columna.celdas, estados, strict=True)
    ]


def filas_del_diccionario(acervo: DatosDelSitio) -> list[tuple[str, ...]]:
    """Un indicador por fila, en las columnas de `DE_DICCIONARIO`."""
    nombres = hoja_de_calculo.nombres_llanos(acervo.catalogo)
    temas = {i.id: tema.titulo for tema in acervo.temas for i in tema.indicadores}
    return [_del_diccionario(acervo, f, nombres, temas[f.id]) for f in acervo.catalogo.values()]


def _del_diccionario(
    acervo: DatosDelSitio, f: Indicador, nombres: dict[str, str], tema: str
) -> tuple[str, ...]:
    zonas = [z for z in hoja_de_calculo.ZONAS if acervo.cubo.periodos(f.id, z)]
    anios = sorted({p for z in zonas for p in acervo.cubo.periodos(f.id, z)})
    return (
        f.id,
        nombres[f.id],
        f.largo,
        f.definicion,
        tema,
        hoja_de_calculo.unidad_en_palabras(f),
        "" if f.denominador == "no_aplica" else f.denominador,
        SENTIDOS[f.sentido],
        acervo.vigente(f.id),
        ", ".join(anios),
        ", ".join(hoja_de_calculo.ZONAS[z] for z in zonas),
        hoja_de_calculo.origen(acervo.fuentes.get(f.fuente), False),
        ", ".join(nombres.get(i, i) for i in f.derivado_de),
        " ".join(f.advertencias),
        ", ".join(nombres.get(i, i) for i in f.no_comparar_con),
    )


def _diccionario(acervo: DatosDelSitio) -> Hoja:
    return Hoja(
        "Diccionario",
        DE_DICCIONARIO,
        [Fila(fila, LLANO) for fila in filas_del_diccionario(acervo)],
        anchos=(28, 40, 50, 60, 28, 20, 14, 14, 10, 30, 20, 34, 40, 60, 40),
        fijas=2,
    )


def _fuentes(acervo: DatosDelSitio) -> Hoja:
    return Hoja(
        "Fuentes",
        DE_FUENTES,
        [Fila(de_fuente(f), LLANO) for f in acervo.fuentes.values()],
        anchos=(40, 60, 30, 10, 24, 30, 50),
    )


def centros_poblados(acervo: DatosDelSitio) -> Libro:
    """Un lugar por fila: cabecera, centro poblado o rural disperso, con su NBI del censo."""
    campos = [nombre for nombre, _ in capas_de_lugares.CAMPOS]
    departamentos = [
        acervo.territorios[codigo].nombre_departamento
        for codigo in acervo.nbi_por_lugar.tabla.territorios
    ]
    leidas = [dict(zip(campos, fila, strict=True)) for fila in capas_de_lugares.tabla(acervo)]
    filas = [
        Fila((departamento, *(de_lugar(c, leida[c]) for c in CENTROS)), 2)
        for departamento, leida in zip(departamentos, leidas, strict=True)
    ]
    hoja = Hoja(
        "Centros poblados",
        ("Departamento", *CENTROS.values()),
        filas,
        anchos=(20, 24, 32, 16, 11, 11, 11, 10, 10, 10, 10, 14, 12, 12, 24),
        arriba=("Cabeceras, centros poblados y rural disperso", capas_de_lugares.nota(acervo)),
        fijas=3,
        decimales={5: 0, 6: 0},
    )
    fuente = acervo.fuentes[nbi_por_dentro.FUENTE]
    fuentes = Hoja("Fuentes", DE_FUENTES, [Fila(de_fuente(fuente), LLANO)], anchos=(40, 60, 30, 10))
    return Libro("Centros poblados de Colombia", PIE, (hoja, fuentes))
