"""El libro de un territorio: perfil, privaciones, series, centros poblados y fuentes.

«Series» es su `datos.csv`, celda por celda. Las demás hojas salen de la misma tabla y del mismo
redondeo: dos hojas, o el libro y el CSV, no pueden decir cosas distintas.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from generador.cubo.leer import DATO, SIN_FILA
from generador.cubo.procedencia import Fuente
from generador.descargas.hoja import LLANO, Fila, Hoja, Libro, Valor
from generador.indicadores.incertidumbre import MONETARIA
from generador.lugares import nbi_por_dentro
from generador.paginas.comparar import filas_comparadas as comparador
from generador.paginas.datos_del_sitio import NACION, DatosDelSitio, Territorio
from generador.paginas.publicacion import capas_de_lugares
from generador.paginas.publicacion import hoja_de_calculo as hoja
from generador.paginas.publicacion.a_lo_ancho import PRIMERAS
from generador.paginas.territorios.secciones import quince_privaciones
from generador.redondeo import redondear

NOTA = (
    "Cada fila es de su año y de su fuente. No se restan ni se promedian medidas distintas. "
    "«no aplica», «no disponible» y «sin dato» no son cero."
)
DEL_KIT = "Los promedios de departamento y país los calcula el kit; no son cifras del DANE."
LIMITES = (f"{MONETARIA}_li", f"{MONETARIA}_ls")  # el intervalo va junto a su estimación
NUMERO = str.maketrans(",", ".")
CENTROS = {
    "municipio": "Municipio", "nombre": "Lugar", "clase": "Clase", "codigo": "Código",
    "personas": "Personas", "con_nbi": "Personas con NBI", "nbi": "NBI (%)",
    "miseria": "Miseria (%)", "vivienda": "Vivienda (%)", "servicios": "Servicios (%)",
    "hacinamiento": "Hacinamiento (%)", "inasistencia": "Inasistencia (%)",
    "dependencia": "Dependencia (%)", "pesa_mas": "Lo que más pesa",
}  # fmt: skip
CLASES = {
    "cabecera": "Cabecera", "centro_poblado": "Centro poblado", "rural_disperso": "Rural disperso",
}  # fmt: skip
DE_FUENTES = ("Fuente", "Título", "Productor", "Año", "Corte", "Licencia", "Publicación")


class Libros:
    """Arma el libro de cualquier territorio de un acervo."""

    def __init__(self, acervo: DatosDelSitio) -> None:
        self._acervo = acervo
        self._nombres = hoja.nombres_llanos(acervo.catalogo)
        self._perfil = _filas_del_perfil(acervo)
        self._lugares = _por_municipio(acervo)

    def de(self, codigo: str, csv_del_territorio: str) -> Libro:
        """El libro de `codigo`; `csv_del_territorio` es lo que dice su `datos.csv`."""
        t = self._acervo.territorios[codigo]
        titulos, *celdas = csv.reader(
            io.StringIO(csv_del_territorio.removeprefix(hoja.MARCA)), delimiter=hoja.SEPARADOR
        )
        return Libro(
            titulo=_nombre(t),
            pie=f"Kit contra la pobreza. {_nombre(t)}",
            hojas=(
                self._hoja_del_perfil(t),
                self._privaciones(t),
                self._series(titulos, celdas),
                self._centros(t),
                self._fuentes({fila[0] for fila in celdas}),
            ),
        )

    def _hoja_del_perfil(self, t: Territorio) -> Hoja:
        referencias = [c for _, c in quince_privaciones.referencias_de(t.codigo)]
        nombres = [self._acervo.territorios[c].nombre for c in referencias]
        return Hoja(
            "Perfil",
            ("Tema", "Indicador", "Zona", "Año", "Cifra", "Unidad", *nombres, "Fuente"),
            [
                Fila(fila, self._acervo.catalogo[indicador].decimales)
                for indicador, fila in self._cifras(t.codigo, referencias)
            ],
            anchos=(24, 44, 10, 7, 16, 22, *(16 for _ in nombres), 42),
            arriba=(f"{_nombre(t)} ({t.codigo})", NOTA, *([DEL_KIT] if nombres else [])),
            decimales={3: LLANO},
            fijas=2,
        )

    def _cifras(
        self, codigo: str, referencias: Sequence[str]
    ) -> Iterator[tuple[str, Sequence[Valor]]]:
        acervo = self._acervo
        for tema, indicador, dominio in self._perfil:
            periodo = self._ultimo(indicador, dominio, codigo)
            if not periodo:
                continue
            ficha = acervo.catalogo[indicador]
            fuente = hoja.origen(
                acervo.fuentes.get(ficha.fuente),
                len(codigo) == 2 and (indicador, dominio, periodo) in acervo.agregadas,
            )
            yield (
                indicador,
                (
                    tema,
                    self._nombres[indicador],
                    hoja.ZONAS[dominio],
                    int(periodo),
                    self._valor(indicador, dominio, periodo, codigo),
                    hoja.unidad_en_palabras(ficha),
                    *(self._valor(indicador, dominio, periodo, c) for c in referencias),
                    fuente,
                ),
            )

    def _ultimo(self, indicador: str, dominio: str, codigo: str) -> str:
        """El año que se lee en todo el sitio o, si ahí no la tiene, el último anterior con cifra.

        «» si la fuente no trae el territorio; sin ninguna cifra, el vigente.
        """
        cubo, vigente = self._acervo.cubo, self._acervo.vigente(indicador)
        estados = {
            p: cubo.estado(indicador, codigo, dominio, p)
            for p in cubo.periodos(indicador, dominio)
            if p <= vigente
        }
        con_dato = [p for p, estado in estados.items() if estado == DATO]
        hay = con_dato or [p for p, estado in estados.items() if estado != SIN_FILA]
        return hay[-1] if hay else ""

    def _valor(self, indicador: str, dominio: str, periodo: str, codigo: str) -> Valor:
        valor, estado = self._acervo.cubo.celda(
            (indicador, dominio, periodo), self._acervo.cubo.indice[codigo]
        )
        if estado != DATO:
            return hoja.DICHOS[estado]
        ficha = self._acervo.catalogo[indicador]
        if ficha.categorias:
            return ficha.categorias[int(valor)]
        return redondear(valor, ficha.decimales_de_descarga)

    def _privaciones(self, t: Territorio) -> Hoja:
        acervo, codigo = self._acervo, t.codigo
        anio = quince_privaciones.anio_de_las_privaciones(acervo)
        referencias = [c for _, c in quince_privaciones.referencias_de(codigo)]
        zonas = [(zona, codigo) for zona in hoja.ZONAS] + [("total", c) for c in referencias]
        filas = [
            [self._nombres[i], *(self._valor(i, zona, anio, de) for zona, de in zonas)]
            for i in quince_privaciones.ids(acervo)
        ]
        filas.sort(key=lambda f: -f[1] if isinstance(f[1], float) else 0.0)
        return Hoja(
            "Privaciones",
            (
                f"Privación, % de los hogares en {anio}",
                *hoja.ZONAS.values(),
                *(acervo.territorios[c].nombre for c in referencias),
            ),
            [Fila(f, acervo.catalogo[quince_privaciones.ids(acervo)[0]].decimales) for f in filas],
            anchos=(44, 14),
        )

    def _series(self, titulos: list[str], celdas: list[list[str]]) -> Hoja:
        largo = len(PRIMERAS)
        encabezado = [*titulos[:largo], *map(str, titulos[largo:])]
        filas = []
        for celda in celdas:
            ficha = self._acervo.catalogo[celda[0]]
            valores = [c if ficha.categorias else _numero(c) for c in celda[largo:]]
            vacias = [None] * (len(titulos) - len(celda))
            filas.append(Fila([*celda[:largo], *valores, *vacias], ficha.decimales_de_descarga))
        return Hoja("Series", encabezado, filas, anchos=(24, 44, 10, 18, 34, 20, 12), fijas=2)

    def _centros(self, t: Territorio) -> Hoja:
        acervo = self._acervo
        propios = acervo.municipios if t.codigo == NACION else acervo.topologia.municipios(t.codigo)
        filas = [fila for codigo in propios for fila in self._lugares.get(codigo, ())]
        return Hoja(
            "Centros poblados", tuple(CENTROS.values()), filas,
            anchos=(20, 30, 16, 11, 11, 11, 10, 10, 10, 10, 14, 12, 12, 24),
            fijas=2, decimales={4: 0, 5: 0},
        )  # fmt: skip

    def _fuentes(self, indicadores: set[str]) -> Hoja:
        usadas = {self._acervo.catalogo[i].fuente for i in indicadores}
        propias = [
            f for f in self._acervo.fuentes.values() if f.id in {*usadas, nbi_por_dentro.FUENTE}
        ]
        return Hoja(
            "Fuentes", DE_FUENTES, [Fila(de_fuente(f), LLANO) for f in propias],
            anchos=(40, 60, 30, 10, 24, 30, 50),
        )  # fmt: skip


def _nombre(t: Territorio) -> str:
    return f"{t.nombre}, {t.nombre_departamento}" if t.nivel == "municipio" else t.nombre


def _filas_del_perfil(acervo: DatosDelSitio) -> list[tuple[str, str, str]]:
    """(tema, indicador, zona) de lo que compara la página, sin repetir y con sus intervalos."""
    salida = {
        (fila.indicador, fila.dominio): seccion.titulo
        for seccion in comparador.secciones(acervo)
        if seccion.id != "privaciones"
        for fila in seccion.filas
    }
    filas = []
    for (indicador, dominio), titulo in salida.items():
        acompanan = LIMITES if indicador == MONETARIA else ()
        filas += [(titulo, i, dominio) for i in (indicador, *acompanan)]
    return filas


def _por_municipio(acervo: DatosDelSitio) -> dict[str, list[Fila]]:
    """Los lugares de cada municipio, en el orden de su página."""
    tabla, campos = (
        capas_de_lugares.tabla(acervo),
        [nombre for nombre, _ in capas_de_lugares.CAMPOS],
    )
    salida = {}
    for municipio, posiciones in acervo.nbi_por_lugar.orden.items():
        leidas = [dict(zip(campos, tabla[i], strict=True)) for i in posiciones]
        salida[municipio] = [Fila([de_lugar(c, fila[c]) for c in CENTROS], 2) for fila in leidas]
    return salida


def de_lugar(campo: str, valor: object) -> Valor:
    """Lo que va en la celda de un lugar; donde la tasa se calla, lo dice."""
    if valor is None:
        return "no se muestra"
    if campo == "clase":
        return CLASES[str(valor)]
    return valor if isinstance(valor, str | float | int) else str(valor)


def _numero(celda: str) -> Valor:
    """La cifra como número; lo que se dice donde no la hay, tal cual."""
    try:
        return float(celda.translate(NUMERO)) if celda else None
    except ValueError:
        return celda


def de_fuente(f: Fuente) -> tuple[Valor, ...]:
    """La fila de una fuente, en las columnas de `DE_FUENTES`."""
    return (f.rotulo, f.titulo, f.productor, f.anio, f.corte, f.licencia, f.publicacion or "")
