"""Cada paso de la revisión: qué dijo, si deja seguir y, si no, qué hacer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generador.cubo.procedencia import Fuente
from generador.formato import numero
from generador.paginas.publicacion import cambios_publicados
from generador.publicar import enlaces, pesos
from generador.publicar.cifras_cambiadas import Diferencias
from generador.publicar.varas import DE_PAGES

MUESTRA = 20
ACEPTAR = "--acepto-cambios"


@dataclass(frozen=True)
class Paso:
    """Lo que se comprobó. `detalle` son los renglones que lo explican; `que_hacer`, si no pasó."""

    nombre: str
    pasa: bool
    resumen: str
    detalle: tuple[str, ...] = ()
    que_hacer: str = ""


def de_datos(fallos: list[str]) -> Paso:
    """La verificación de `datos/`."""
    if not fallos:
        return Paso("Datos", True, "esquema, llaves y huellas sin fallos")
    hacer = "corrija lo que dice, o rehaga datos/ con «kit datos importar»"
    return Paso("Datos", False, _cuantos(fallos, "fallo"), tuple(fallos), hacer)


def de_construccion(publico: Path, fichas: int | None) -> Paso:
    """El sitio construido, y sus fichas si se pidieron."""
    paginas = sum(1 for _ in publico.rglob("*.html"))
    con_fichas = "" if fichas is None else f" y {numero(fichas)} fichas en PDF"
    return Paso("Construcción", True, f"{numero(paginas)} páginas{con_fichas}")


def de_enlaces(publico: Path, direccion: str) -> Paso:
    """Los enlaces internos con sus anclas, y cómo están escritos los de afuera."""
    paginas = enlaces.esqueletos(publico)
    rotos = enlaces.rotos(publico, paginas, enlaces.subruta_de(direccion))
    total = sum(len(p.enlaces) for p in paginas.values())
    if not rotos:
        return Paso("Enlaces", True, f"{numero(total)} revisados, ninguno roto")
    hacer = "corrija el enlace en la guía o la plantilla que lo escribe, y repita"
    return Paso("Enlaces", False, _cuantos(rotos, "roto"), _muestra(rotos), hacer)


def de_pesos(publico: Path) -> Paso:
    """Cada peso frente a su vara."""
    medidos = pesos.pesar(publico)
    renglones = tuple(
        f"{'' if p.cabe else 'No cabe: '}{p.que}, {_octetos(p.octetos)} de {_octetos(p.vara)}"
        f"{f' ({p.de})' if p.de else ''}"
        for p in medidos
    )
    pasados = [p for p in medidos if not p.cabe]
    if not pasados:
        total = max(p.octetos for p in medidos)
        return Paso(
            "Pesos",
            True,
            f"todo cabe; {_octetos(total)} de {_octetos(DE_PAGES)} de Pages",
            renglones,
        )
    hacer = "quite o aligere lo que pesa de más: las varas están en generador/publicar/varas.py"
    return Paso("Pesos", False, f"{len(pasados)} no caben", renglones, hacer)


def de_cambios(diferencias: Diferencias | None, *, aceptados: bool) -> Paso:
    """Lo que cambió frente a lo publicado."""
    if diferencias is None:
        return Paso("Cambios", True, "no se comparó: no se dio lo publicado con --anterior")
    if not diferencias.indicadores:
        return Paso("Cambios", True, "ninguna cifra cambió")
    cuentas = [c.cuenta for c in diferencias.indicadores]
    resumen = cambios_publicados.cuantas(
        sum(c.nuevas for c in cuentas),
        sum(c.retiradas for c in cuentas),
        sum(c.cambiadas for c in cuentas),
    )
    sin_explicar = diferencias.sin_explicar
    if not sin_explicar:
        return Paso("Cambios", True, f"{resumen}; todas con su fuente también cambiada")
    senales = tuple(
        f"{c.cuenta.indicador}: {_otras(c.cuenta.cambiadas + c.cuenta.retiradas)} y su fuente "
        f"({c.cuenta.fuente}) {c.fuente}"
        for c in sin_explicar
    )
    if aceptados:
        return Paso("Cambios", True, f"{resumen}; aceptados con {ACEPTAR}", senales)
    hacer = (
        "lea en el registro qué cambió: si es un error, corríjalo; si es lo que se quería (un "
        f"cálculo corregido), repita con {ACEPTAR}"
    )
    return Paso("Cambios", False, f"{resumen}; sin explicación en su fuente", senales, hacer)


def de_vigencia(fuentes: dict[str, Fuente], dia: date | None) -> Paso:
    """Las fuentes que quedaron viejas el día de la copia; avisa y deja seguir."""
    if dia is None:
        return Paso("Vigencia", True, "no se sabe de qué día es la copia: no se miró")
    avisos = [f"{f.rotulo}: {a}" for f in fuentes.values() if (a := f.vigencia.aviso(dia))]
    sin_fecha = sum(not f.vigencia.proxima for f in fuentes.values())
    resumen = (
        f"{len(avisos)} de {len(fuentes)} fuentes quedaron viejas al {dia.isoformat()}; la próxima "
        f"versión de {sin_fecha} no tiene fecha confirmada"
    )
    return Paso("Vigencia", True, resumen, tuple(avisos))


def _otras(cuantas: int) -> str:
    if cuantas == 1:
        return "1 cifra ya publicada es otra"
    return f"{numero(cuantas)} cifras ya publicadas son otras"


def _octetos(cuantos: int) -> str:
    if cuantos >= 1_000_000:
        return f"{numero(cuantos / 1e6, 1)} MB"
    return f"{numero(cuantos)} octetos"


def _cuantos(cosas: list[str], palabra: str) -> str:
    return f"{numero(len(cosas))} {palabra if len(cosas) == 1 else palabra + 's'}"


def _muestra(cosas: list[str]) -> tuple[str, ...]:
    sobran = len(cosas) - MUESTRA
    return (*cosas[:MUESTRA], *([f"y {numero(sobran)} más"] if sobran > 0 else []))
