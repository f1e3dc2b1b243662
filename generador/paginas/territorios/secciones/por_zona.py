"""Un bloque en sus tres zonas, del primer año al último, y los totales que no se explican."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from generador.cubo.catalogo import Indicador
from generador.cubo.forma import DOMINIOS
from generador.formato import numero
from generador.paginas.cifras import Cifra, cifra
from generador.paginas.datos_del_sitio import DatosDelSitio

SIN_CELDA = "–"
# Un cambio así de grande (en puntos) es más probable en el registro que en el servicio.
SALTO = 50
# Lo que el redondeo de las tres cifras publicadas (una décima) puede separar.
HOLGURA = 0.1
# Un total se mira frente a la población si sus zonas se separan al menos tanto (puntos), y no se
# explica con ella si el peso de la urbana se aparta más que esto. La cobertura es de viviendas o
# suscriptores y no de personas, y una diferencia menor puede ser solo el tamaño de los hogares.
SEPARACION, APARTE = 20.0, 0.3
NO_CABE = (
    "{que}: el total no está entre el de la zona urbana y el de la rural, y un promedio siempre lo "
    "está. Alguna de las tres cifras está mal: verifíquela con el prestador."
)
DE_UNA_SOLA = "{que}: el total es solo el de la zona {cual}; de la otra no hay dato."
OTRO_PESO = (
    "{que}: para dar ese total la zona urbana pesa {pesa} de cada 100, y allí están {vive} de cada "
    "100 habitantes."
)
PESA = "la zona urbana pesa"
NO_ES_PROMEDIO = "No lo lea como promedio de la población."


class Zonas(NamedTuple):
    """Indicadores por zona: cada fila es (nombre, «antes → después» en total, urbana y rural).

    `avisos` nombra los totales que las zonas no pueden dar, o que dan con otro peso.
    """

    desde: str
    hasta: str
    filas: tuple[tuple[str, list[str]], ...]
    hay_salto: bool
    avisos: tuple[str, ...]


def por_zona(acervo: DatosDelSitio, fichas: Sequence[Indicador], codigo: str) -> Zonas | None:
    """Cada indicador en sus tres zonas, del primer año al último; None si no hay ninguna cifra."""
    if not fichas:
        return None
    anios = acervo.cubo.periodos(fichas[0].id)
    desde, hasta = anios[0], anios[-1]
    celdas: dict[str, list[str]] = {}
    dichos: dict[tuple[str, str], list[str]] = {}
    hay_salto = False
    for ficha in fichas:
        pares = [[cifra(acervo, ficha.id, codigo, d, a) for a in (desde, hasta)] for d in DOMINIOS]
        hay_salto |= any(abs(antes.crudo - ahora.crudo) >= SALTO for antes, ahora in pares)
        if any(c.hay for par in pares for c in par):
            celdas[ficha.corto] = [
                " → ".join(c.texto if c.hay else SIN_CELDA for c in par) for par in pares
            ]
        for total, urbana, rural in zip(*pares, strict=True):
            en_cabecera = _parte_urbana(acervo, codigo, total.periodo)
            if dicho := del_total(total, urbana, rural, en_cabecera):
                dichos.setdefault((dicho, total.periodo), []).append(ficha.corto)
    avisos = tuple(_en_parrafos(dichos))
    return Zonas(desde, hasta, tuple(celdas.items()), hay_salto, avisos) if celdas else None


def _en_parrafos(dichos: Mapping[tuple[str, str], Sequence[str]]) -> Iterator[str]:
    """Lo que vale para varias coberturas se dice una vez; lo del peso, todo en un párrafo."""
    frases = [
        dicho.format(que=f"{_juntas(nombres)}, {periodo}")
        for (dicho, periodo), nombres in dichos.items()
    ]
    de_peso = [frase for frase in frases if PESA in frase]
    yield from (frase for frase in frases if PESA not in frase)
    if de_peso:
        yield " ".join([*de_peso, NO_ES_PROMEDIO])


def _juntas(nombres: Sequence[str]) -> str:
    """«Cobertura de alcantarillado y cobertura de aseo»."""
    primera, *demas = nombres
    en_minuscula = [nombre[:1].lower() + nombre[1:] for nombre in demas]
    return " y ".join([", ".join([primera, *en_minuscula[:-1]]), *en_minuscula[-1:]])


def _parte_urbana(acervo: DatosDelSitio, codigo: str, periodo: str) -> float:
    """Qué parte de los habitantes está en la cabecera ese año; NaN si no se sabe."""
    cabecera, total = (
        acervo.cubo.valor("poblacion", codigo, dominio, periodo)
        for dominio in ("cabecera", "total")
    )
    return cabecera / total


def del_total(total: Cifra, urbana: Cifra, rural: Cifra, en_cabecera: float) -> str:
    """Qué avisar de un total frente a sus zonas, con `{que}` por llenar; vacío si se explica.

    `en_cabecera` es la parte de los habitantes que está en la zona urbana (NaN si no se sabe).
    """
    if not total.hay or not (urbana.hay or rural.hay):
        return ""
    if not (urbana.hay and rural.hay):
        return DE_UNA_SOLA.replace("{cual}", "urbana" if urbana.hay else "rural")
    menor, mayor = sorted((urbana.crudo, rural.crudo))
    if not menor - HOLGURA <= total.crudo <= mayor + HOLGURA:
        return NO_CABE
    if mayor - menor < SEPARACION:
        return ""
    pesa = (total.crudo - rural.crudo) / (urbana.crudo - rural.crudo)
    if not abs(pesa - en_cabecera) > APARTE:
        return ""
    return OTRO_PESO.replace("{pesa}", numero(100 * pesa)).replace(
        "{vive}", numero(100 * en_cabecera)
    )
