"""La procedencia como la lee una persona: rótulo corto, título y cita."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from generador.cubo.procedencia import Fuente
from generador.paginas.datos_del_sitio import Acervo, Territorio

CORTAS = {
    "medida_censal_2018": "DANE, medida censal 2018",
    "proyecciones_poblacion": "DANE, proyecciones",
    "proyecciones_hogares": "DANE, hogares",
    "nbi_2018": "DANE, NBI 2018",
    "pobreza_monetaria_municipal_2024": "DANE, experimental 2024",
    "mdm_2021": "DNP, MDM 2021",
    "valor_agregado": "DANE, cuentas municipales",
    "luces_nocturnas": "EOG, VIIRS",
    "ipm_ecv": "DANE, ECV",
    "pobreza_monetaria_2021_2023": "DANE, GEIH",
    "pobreza_monetaria_2012_2021": "DANE, GEIH 2012-2021",
    "terridata": "DNP, TerriData",
    "pdet_zomac": "ART y MinHacienda",
    "mgn_2018": "DANE, MGN 2018",
    "divipola": "DANE, DIVIPOLA",
    "censo_2018": "DANE, censo 2018",
    "sspd_cobertura": "SSPD",
    "men_estadisticas": "MEN",
    "adres_afiliados": "ADRES",
    "mintic_internet": "MinTIC",
    "eva_cultivos": "UPRA, EVA",
    "sgp_participaciones": "DNP, SGP",
    "sgp_proposito_general": "DNP, propósito general",
    "ingresos_tributarios": "DNP, tributarios",
    "ley617": "DNP, Ley 617",
    "sgr_plan_recursos": "DNP, regalías",
    "idf_anterior": "DNP, IDF",
}


@dataclass(frozen=True)
class Procedencia:
    """Una fuente lista para mostrarse al pie de una página."""

    id: str
    corta: str
    titulo: str
    productor: str
    anio: str


def procedencias(acervo: Acervo) -> dict[str, Procedencia]:
    """Todas las fuentes por identificador."""
    return {f.id: _procedencia(f) for f in acervo.fuentes.values()}


def _procedencia(fuente: Fuente) -> Procedencia:
    return Procedencia(
        fuente.id,
        CORTAS.get(fuente.id, f"{fuente.productor} {fuente.anio}"),
        fuente.titulo,
        fuente.productor,
        fuente.anio,
    )


def rotulo(una: Procedencia, raiz: str = "../../") -> Markup:
    """El rótulo enlazado a su ficha que acompaña a cada cifra."""
    destino = f"{raiz}datos/fuentes.html#{una.id}"
    return Markup('<a href="{}">{}</a>').format(destino, una.corta)


def usadas(todas: dict[str, Procedencia], ids: Iterable[str]) -> list[Procedencia]:
    """Las fuentes de una página, en el orden en que se nombran."""
    return [todas[i] for i in dict.fromkeys(ids)]


def cita(territorio: Territorio, cifra: str, url: str) -> dict[str, str]:
    """Cita corta (para un texto) y larga (para una bibliografía)."""
    return {
        "corta": f"{territorio.nombre}: {cifra} de pobreza multidimensional en 2018 (DANE, medida "
        "censal; Kit contra la pobreza).",
        "larga": "Kit de capacidades territoriales contra la pobreza. Perfil de "
        f"{territorio.nombre} ({territorio.codigo}), con datos del DANE, Medida de pobreza "
        f"multidimensional municipal de fuente censal, 2018. {url}",
    }
