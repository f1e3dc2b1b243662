"""`kit construir`: el sitio entero en una carpeta aparte que al final reemplaza a la anterior."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generador import publicador
from generador.cubo import catalogo, codigos, integridad
from generador.disco import carpeta_propia
from generador.disco.arbol import Arbol
from generador.disco.cerrojo import cerrojo
from generador.errores import ErrorDeDatos, ErrorDelKit, Lugar
from generador.lugares import paquetes_locales
from generador.lugares.paquetes_locales import PaqueteLocal
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.publicacion import llevadas
from generador.paginas.sitio_armado import Armado, armar
from generador.rutas import DATOS, PLANTILLAS, PUBLICO, RAIZ, SITIO

if TYPE_CHECKING:  # cargan MkDocs, que con las guías guardadas no hace falta
    from generador.paginas.guias_vivas import GuiasVivas

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
    leidos = paquetes_locales.leer(locales, con_practica=con_practica)
    rehacer(territorios, salida, url, locales=leidos, descargas=descargas)
    return salida.resolve()


def rehacer(
    territorios: tuple[str, ...],
    salida: Path,
    url: str | None = None,
    acervo: DatosDelSitio | None = None,
    locales: Mapping[str, PaqueteLocal] | None = None,
    descargas: Path | None = None,
    guias_vivas: GuiasVivas | None = None,
) -> Armado:
    """Como `construir`, y devuelve lo armado; con `acervo`, no vuelve a leer las tablas.

    `locales`: los paquetes de veredas ya leídos, por municipio; `guias_vivas`: ver `armar`.
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
                Arbol(provisional, salida),
                territorios,
                url,
                acervo,
                locales,
                hechas_aparte,
                guias_vivas,
            )
            # Lo que se haya puesto ahí durante la construcción tampoco se borra.
            carpeta_propia.exigir_reemplazable(salida, entradas)
            carpeta_propia.intercambiar(provisional, salida, vieja)
    return armado


def elegidos(escritos: str | None) -> tuple[str, ...]:
    """Los territorios que se piden: los de --territorios o, sin ella, los de kit.yaml.

    Vacío si son todos. ErrorDelKit o ErrorDeDatos si alguno no existe.
    """
    if escritos is not None:
        return leer_codigos(escritos)
    suyos = publicador.leer().departamentos
    if ajenos := [d for d in suyos if d not in codigos.territorios() or d == "00"]:
        raise ErrorDeDatos(
            "no es el código de ningún departamento",
            lugar=Lugar(publicador.ARCHIVO.name, columna="departamentos"),
            valor=ajenos[0],
            que_hacer=publicador.QUE_HACER["departamentos"],
        )
    return tuple(c for c in codigos.territorios() if c[:2] in suyos)


def direccion(escrita: str) -> str | None:
    """Dónde se va a publicar: la de --url o KIT_URL o, sin ella, el dominio de kit.yaml.

    ErrorDeDatos si no es una dirección, o si dicen servidores distintos: los enlaces llevarían a
    otro sitio.
    """
    publicador.exigir_direccion(escrita)
    dominio = publicador.leer().dominio
    if not dominio:
        return escrita or None
    if not escrita:
        return f"https://{dominio}/"
    if urlsplit(escrita).hostname != dominio:
        raise ErrorDeDatos(
            f"el dominio no es el de la dirección pedida ({escrita})",
            lugar=Lugar(publicador.ARCHIVO.name, columna="dominio"),
            valor=dominio,
            que_hacer="deje igual los dos; en GitHub, el dominio va también en Settings → Pages",
        )
    return escrita


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
