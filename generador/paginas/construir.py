"""`kit construir`: el sitio entero en una carpeta aparte que al final reemplaza a la anterior."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from generador.cubo import catalogo, codigos, integridad
from generador.disco import carpeta_propia
from generador.disco.arbol import Arbol
from generador.disco.cerrojo import cerrojo
from generador.errores import ErrorDelKit
from generador.lugares import paquetes
from generador.lugares.paquetes import PaqueteLocal
from generador.paginas.armado import Armado, armar
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion import llevadas
from generador.rutas import DATOS, PLANTILLAS, PUBLICO, RAIZ, SITIO

ENTRADAS = (DATOS, PLANTILLAS, SITIO, RAIZ / "docs", RAIZ / "generador", RAIZ / "plugin_qgis")


def construir(
    territorios: tuple[str, ...] = (),
    salida: Path = PUBLICO,
    url: str | None = None,
    locales: Sequence[Path] = (),
    *,
    con_practica: bool = False,
    descargas: Path | None = None,
) -> Path:
    """Construye el sitio y devuelve su carpeta; si algo falla, la anterior queda como estaba.

    `territorios` limita las páginas a esos códigos, con su departamento y la nación. `url` es la
    dirección pública (con subruta si la hay); sin ella vale la de mkdocs.yml. `locales` son las
    rutas de los paquetes de veredas (ver `paquetes.leer`, también `con_practica`), y `descargas`,
    la carpeta que dejó `kit descargas`: se publican con el sitio y las páginas las enlazan.
    ErrorDeDatos si `salida`, o la carpeta vecina donde se arma, tiene algo que no hizo el kit, si
    `datos/` está dañado, si un paquete no se puede publicar o si las descargas son de otros datos;
    ErrorDelKit si otro proceso está construyendo ahí.
    """
    exigir_conocidos(territorios)
    leidos = paquetes.leer(locales, con_practica=con_practica)
    rehacer(territorios, salida, url, locales=leidos, descargas=descargas)
    return salida.resolve()


def rehacer(
    territorios: tuple[str, ...],
    salida: Path,
    url: str | None = None,
    acervo: DatosDelSitio | None = None,
    locales: Mapping[str, PaqueteLocal] | None = None,
    descargas: Path | None = None,
) -> Armado:
    """Como `construir`, y devuelve lo armado; con `acervo`, no vuelve a leer las tablas.

    `locales`: los paquetes de veredas ya leídos, por municipio.
    """
    exigir_conocidos(territorios)
    entradas = (*ENTRADAS, *([descargas] if descargas else []))
    carpeta_propia.exigir_reemplazable(salida, entradas)
    hechas_aparte = llevadas.leer(descargas) if descargas else None
    integridad.exigir(DATOS, catalogo.indicadores())
    salida = salida.resolve()
    provisional, vieja, tomada = (
        salida.with_name(f".{salida.name}.{que}") for que in ("nuevo", "viejo", "cerrojo")
    )
    with cerrojo(tomada, f"otra construcción está haciendo {salida}"):
        carpeta_propia.recuperar(salida, vieja)
        for auxiliar in (provisional, vieja):
            carpeta_propia.quitar(auxiliar)
        with carpeta_propia.mientras_se_arma(provisional):
            armado = armar(
                Arbol(provisional, salida), territorios, url, acervo, locales, hechas_aparte
            )
            # Lo que se haya puesto ahí durante la construcción tampoco se borra.
            carpeta_propia.exigir_reemplazable(salida, entradas)
            carpeta_propia.intercambiar(provisional, salida, vieja)
    return armado


def leer_codigos(escritos: str) -> tuple[str, ...]:
    """Los códigos de una lista separada por comas; ErrorDelKit si no hay, o si alguno no existe."""
    pedidos = tuple(codigo.strip() for codigo in escritos.split(",") if codigo.strip())
    if not pedidos:
        raise ErrorDelKit(
            f"«{escritos}» no dice ningún territorio\n"
            "  Qué hacer: escriba sus códigos separados por coma, o quite la opción para todos"
        )
    exigir_conocidos(pedidos)
    return pedidos


def exigir_conocidos(territorios: tuple[str, ...]) -> None:
    """ErrorDelKit si alguno no es un código de territorio."""
    if ajenos := sorted(set(territorios) - set(codigos.territorios())):
        raise ErrorDelKit(
            f"no son códigos de territorio: {', '.join(ajenos)}\n"
            "  Qué hacer: use los de la DIVIPOLA con su cero (05001), de dos cifras para un "
            "departamento, o 00 para el país"
        )
