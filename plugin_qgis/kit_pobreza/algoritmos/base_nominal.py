"""Una base nominal leída para compararla o cruzarla: de un archivo de texto o de una capa."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from ..errores import ErrorDeCapa
from ..lectura.archivo import ArchivoDeCapa, abrir
from ..metodos.errores import ErrorDeMetodo
from ..metodos.hogares.armar import armar
from ..metodos.hogares.campos_del_hogar import (
    DEL_KIT,
    campo_ajeno,
    territorio_del_hogar,
    un_solo_territorio,
)
from ..metodos.hogares.entrada import UNIDADES, Peticion
from ..metodos.hogares.leida import Leida
from ..metodos.hogares.mapeo import Mapeo
from ..metodos.hogares.nombres import Reconocimiento, hallar, reconocer
from ..metodos.hogares.partes import exigir_llave
from ..metodos.instrumento import Instrumento
from ..recursos import tabla
from . import base_sisben
from .cargar_sisben import CODIFICACIONES, COMO, DECIMALES, CargarSisben
from .incidencia_privaciones import IncidenciaPrivaciones
from .mapeo import leer_mapeo
from .parametros import O_UNA_CAPA, Parametro, archivo, capa, si_no
from .pedido import Pedido

FILTRO = "Base (*.csv *.txt *.CSV *.TXT)"
SIN_FACTOR = "desmarque «Usar el factor de expansión»"
_DE_CARGA = {p.nombre: p for p in CargarSisben.PARAMETROS}
_DE_MEDIDA = {p.nombre: p for p in IncidenciaPrivaciones.PARAMETROS}
METODO = (_DE_MEDIDA["K"], _DE_MEDIDA["PESOS"])
LECTURA = (
    _DE_CARGA["ACEPTAR"],
    si_no("CON_FACTOR", "Usar el factor de expansión si la base lo trae", True, avanzado=True),
    *(_DE_CARGA[n] for n in ("DECIMAL", "FILAS", "CODIFICACION", "MAPEO")),
)


@dataclass(frozen=True)
class Pide:
    """Qué se pide de la base: el territorio, los campos de las reglas y lo que se copia."""

    instrumento: Instrumento
    por: str = ""
    campos: frozenset[str] = frozenset()
    conservar: tuple[str, ...] = ()


@dataclass(frozen=True)
class Nominal:
    """La base leída; `escrito` es su archivo, o None si es una capa."""

    nombre: str
    leida: Leida
    escrito: ArchivoDeCapa | None


def entradas(sufijo: str, que_es: str) -> tuple[Parametro, Parametro]:
    """Los dos parámetros con que se da una base: su archivo, o una capa ya abierta."""
    return (
        archivo(
            f"ARCHIVO{sufijo}",
            f"{que_es}: archivo (CSV o TXT)",
            FILTRO,
            constructor=O_UNA_CAPA,
            ayuda="Se elige este archivo o la capa de abajo.",
        ),
        capa(f"CAPA{sufijo}", f"{que_es}: o una capa ya abierta", opcional=True),
    )


def revisar(pedido: Pedido, sufijo: str) -> None:
    """Un archivo o una capa, no los dos; y el mapeo."""
    etiqueta = pedido.algoritmo.etiqueta(f"ARCHIVO{sufijo}").split(":")[0]
    ruta, hay_capa = pedido.texto(f"ARCHIVO{sufijo}"), f"CAPA{sufijo}" in pedido.fuentes
    if bool(ruta) == hay_capa:
        problema = "un archivo y también una capa" if hay_capa else "ni un archivo ni una capa"
        raise ErrorDeCapa(f"«{etiqueta}»: se eligió {problema}", que_hacer="elija uno de los dos")
    leer_mapeo(pedido.texto("MAPEO"))
    if ruta:
        abrir(ruta, CODIFICACIONES[pedido.opcion("CODIFICACION")])


def leer(pedido: Pedido, sufijo: str, pide: Pide, cual: str = "") -> Nominal:
    """Lee la base y arma sus hogares; ErrorDeCapa con su nombre si algo no sirve.

    `cual` va antes de cada aviso, para saber de qué base habla.
    """
    mapeo, escrito = leer_mapeo(pedido.texto("MAPEO")), None
    if pedido.texto(f"ARCHIVO{sufijo}"):
        codificacion = CODIFICACIONES[pedido.opcion("CODIFICACION")]
        escrito = abrir(pedido.texto(f"ARCHIVO{sufijo}"), codificacion)
        nombre, nombres = escrito.ruta.name, list(escrito.nombres)
    else:
        fuente = pedido.fuente(f"CAPA{sufijo}")
        nombre, nombres = fuente.nombre, fuente.nombres
    with en(nombre):
        reconocida = reconocer(nombres, tabla("esquemas_sisben"), mapeo)
        exigir_llave(reconocida.clave_hogar)
        columnas = _Columnas.de(pide, nombres, reconocida)
        base = _leer(pedido, f"CAPA{sufijo}", escrito, columnas.todas, mapeo)
        leida = _armar(pedido, base, pide, columnas)
    _avisar(pedido, base, leida, cual)
    _anotar(pedido, sufijo, base, escrito)
    return Nominal(nombre, leida, escrito)


@contextmanager
def en(nombre: str) -> Iterator[None]:
    """A lo que el método no acepta le pone el nombre del archivo, sin la cadena de causas."""
    try:
        yield
    except ErrorDeMetodo as error:
        problema, que_hacer = error.problema, error.que_hacer
        fila, columna = getattr(error, "fila", None), getattr(error, "columna", None)
        donde = "".join([f", fila {fila}" * bool(fila), f", columna «{columna}»" * bool(columna)])
        raise ErrorDeCapa(f"«{nombre}»{donde}: {problema}", que_hacer=que_hacer) from None


@dataclass(frozen=True)
class _Columnas:
    """Las columnas de la base que se pidieron, por su nombre verdadero."""

    por: tuple[str, ...]
    ajenas: Mapping[str, str]
    copiadas: Mapping[str, str]

    @classmethod
    def de(cls, pide: Pide, nombres: Sequence[str], base: Reconocimiento) -> _Columnas:
        def una(pedida: str) -> str:
            hallada = hallar(pedida, nombres, base.columnas)
            if hallada is None:
                raise ErrorDeMetodo(
                    f"la base no trae la columna «{pedida}»",
                    que_hacer=f"elija entre: {', '.join(list(nombres)[:40])}",
                )
            return hallada

        juntas = [pide.por] if pide.por in nombres else pide.por.split(",")
        return cls(
            tuple(una(p.strip()) for p in juntas if p.strip()),
            {c: una(c) for c in sorted(pide.campos) if c not in DEL_KIT},
            {c: una(c) for c in pide.conservar},
        )

    @property
    def todas(self) -> list[str]:
        """Todas, sin repetir."""
        return list(dict.fromkeys([*self.por, *self.ajenas.values(), *self.copiadas.values()]))


def _leer(
    pedido: Pedido, capa_: str, escrito: ArchivoDeCapa | None, columnas: Sequence[str],
    mapeo: Mapeo | None,
) -> base_sisben.Base:  # fmt: skip
    if escrito is not None:
        return base_sisben.leer_archivo(escrito, columnas, mapeo, pedido.avance)
    return base_sisben.leer_capa(pedido.fuente(capa_), columnas, mapeo, pedido.avance, None)


def _armar(pedido: Pedido, base: base_sisben.Base, pide: Pide, columnas: _Columnas) -> Leida:
    entrada, decimal = base.entrada, DECIMALES[pedido.opcion("DECIMAL")]
    hechos = armar(
        entrada,
        Peticion(
            pide.instrumento,
            usados=pide.campos,
            filas=(None, *UNIDADES)[pedido.opcion("FILAS")],
            decimal=decimal,
            con_factor=pedido.marcado("CON_FACTOR"),
            aceptar=pedido.marcado("ACEPTAR"),
            sorteo=True,
            como=COMO,
        ),
    )
    donde = (
        territorio_del_hogar(entrada, hechos, columnas.por)
        if columnas.por
        else un_solo_territorio(len(hechos.jefe))
    )
    propias = {
        n: campo_ajeno(entrada, hechos, c, decimal=decimal) for n, c in columnas.ajenas.items()
    }
    hechos.perdidas.comprobar(aceptadas=pedido.marcado("ACEPTAR"), aceptar=COMO.aceptar)
    return Leida(entrada, hechos, donde, propias, columnas.copiadas)


def _avisar(pedido: Pedido, base: base_sisben.Base, leida: Leida, cual: str) -> None:
    antes = f"{cual}: " if cual else ""
    for aviso in (*base.avisos, *leida.hechos.textos):
        pedido.avisar(f"{antes}{aviso}")
    if base.descartadas:
        dichas = "; ".join(f"«{c}» ({motivo})" for c, motivo in base.descartadas.items())
        pedido.avisar(f"{antes}Columnas descartadas por ser datos personales: {dichas}.")
    pedido.perdidas += [vars(p) for p in leida.hechos.perdidas.lista]


def _anotar(
    pedido: Pedido, sufijo: str, base: base_sisben.Base, escrito: ArchivoDeCapa | None
) -> None:
    """Qué base es y qué columna es cada una, en el registro."""
    reconocida = base.entrada.esquema
    propio = {"esquema": reconocida.esquema, "mapeo": dict(reconocida.columnas)}
    if escrito is None:
        pedido.detalles[f"CAPA{sufijo}"] = propio
        return
    examen = escrito.examen
    pedido.lecturas.append(
        {
            "parametro": f"ARCHIVO{sufijo}", "capa": escrito.ruta.name, "sha256": examen.sha256,
            "camino": "archivo de texto", "motivo": f"{examen.codificacion}, separador "
            f"«{examen.separador}», {examen.filas} filas", **propio,
        }
    )  # fmt: skip
