"""El acceso en modo publicable: cuántos hogares de cada territorio no tienen servicio."""

from __future__ import annotations

from typing import Any

from .. import estilo
from ..errores import ErrorDeCapa
from ..marcas import uso_de
from ..metodos.acceso.salida import Acceso
from ..metodos.paquete.procedencia import TOTAL_PUBLICADO
from ..metodos.publicable.acceso import (
    COLUMNAS,
    AccesoPublicable,
    comprobar_pregunta,
    publicar_acceso,
)
from ..metodos.publicable.filas import TERRITORIO
from ..metodos.tablas import documento
from ..numeros import porcentaje
from ..resguardo.clave import Clave
from ..salida import Capa, Columna
from . import publicar
from .contados import factor_de
from .copia import Copia, copiar
from .demanda import Demanda
from .pedido import Pedido
from .resultados_publicables import conservables
from .ubicacion import Ubicador

CORTES_DEL_MAPA = (0.1, 0.25, 0.5, 0.75)
EN_LA_CAPA = (*(Columna(*c) for c in COLUMNAS), Columna("uso", "texto", "Para qué sirve"))


def revisar(pedido: Pedido, unidad: str) -> None:
    """ErrorDeCapa o ErrorDeMetodo si lo que se pide no se puede publicar."""
    if "HOGARES" not in pedido.fuentes:
        raise ErrorDeCapa(
            "una capa de territorios no trae hogares que proteger",
            que_hacer="elija el modo interno, o la capa de hogares",
        )
    comprobar_pregunta(
        pedido.real("LIMITE"), unidad, cortes=bool(pedido.texto("CORTES")),
        capacidad=bool(pedido.texto("CAPACIDAD")),
    )  # fmt: skip
    publicar.revisar_salidas(pedido, factor_de(pedido.fuente("HOGARES")))


def hacer(pedido: Pedido, quienes: Demanda, acceso: Acceso) -> dict[str, Any]:
    """Redondea, comprueba la bitácora, escribe la capa y devuelve las salidas numéricas."""
    ubicador, clave = quienes.ubicador, quienes.clave
    if ubicador is None or clave is None:
        raise ErrorDeCapa(
            "falta decir en qué territorio está cada hogar",
            que_hacer="elija la capa de territorios, o el código del territorio en los hogares",
        )
    hecha = publicar_acceso(
        acceso.estado,
        quienes.personas,
        quienes.llaves,
        quienes.grupos,
        clave.octetos,
        base=publicar.base_de(pedido),
        minimo=pedido.entero("MINIMO") or 0,
        exigir_tamanos=publicar.exige_tamanos(pedido, ubicador),
    )
    publicar.anotar(pedido, hecha, clave)
    _escribir(pedido, ubicador, hecha, clave)
    publicar.decir(pedido, clave)
    total = hecha.total.filas(documento("publicable"))[0]
    pedido.explicacion[TOTAL_PUBLICADO] = total
    numeros = {
        "HOGARES_SIN_SERVICIO": total["sin_serv"],
        "SIN_SERVICIO": total["pers_sin"],
        "SUPRIMIDOS": hecha.sin_publicar,
    }
    salen = {nombre: valor for nombre, valor in numeros.items() if valor is not None}
    pedido.contar(
        territorios=ubicador.territorios, **{n.lower(): valor for n, valor in salen.items()}
    )
    return salen


def leyenda(titulo: str) -> estilo.Leyenda:
    """La parte sin servicio, con lo que no se muestra y, rayado, lo que es una idea."""
    return estilo.Leyenda(
        f"Hogares sin {titulo[0].lower()}{titulo[1:]}, redondeado",
        [
            *estilo.por_clases("parte_sin", CORTES_DEL_MAPA, porcentaje),
            *estilo.DE_LO_PUBLICABLE,
        ],
    )


def _escribir(pedido: Pedido, ubicador: Ubicador, hecha: AccesoPublicable, clave: Clave) -> None:
    textos = documento("publicable")
    uso = uso_de("publicable", practica=clave.practica)
    nombres = [c.nombre for c in EN_LA_CAPA]
    if ubicador.poligonos is None:
        campos = [c.campo() for c in (Columna(TERRITORIO, "texto", "Código"), *EN_LA_CAPA)]
        *propias, _ = hecha.tabla(ubicador.etiquetas, textos)
        propias.sort(key=lambda fila: (fila["hogares"] is None, str(fila[TERRITORIO])))
        tabla = ([fila[c] for c in (TERRITORIO, *nombres)] for fila in propias)
        pedido.escribir("SALIDA", Capa(campos), ((None, fila) for fila in tabla))
        return
    filas = ([*fila.values(), uso] for fila in hecha.territorios.filas(textos))
    territorios = pedido.fuente("TERRITORIOS")
    pintada = leyenda(f"Servicio a {pedido.real('LIMITE'):g} o menos")
    copia = Copia(territorios, EN_LA_CAPA, pintada, conservables(pedido, territorios))
    copiar(pedido, "SALIDA", copia, zip(ubicador.poligonos.entidades, filas))
