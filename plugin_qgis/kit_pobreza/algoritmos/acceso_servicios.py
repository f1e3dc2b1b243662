"""Acceso a servicios: la sede más cercana, en línea recta, por el terreno o por la red de vías."""

from __future__ import annotations

from typing import Any

import numpy as np
from qgis.core import QgsProcessing

from .. import estilo, raster
from ..columnas import Textos
from ..errores import ErrorDeCapa
from ..metodos.acceso.cobertura import ESTADOS, LEJOS, SIN_CONEXION, balance, leer_cortes
from ..metodos.acceso.medir import Oferta
from ..metodos.acceso.salida import DEL_PUNTO, Acceso, columnas_del_balance, descritas
from ..metodos.acceso.terreno import FUERA_DE_CAMINO
from ..numeros import porcentaje
from ..salida import Capa, Columna
from . import demanda, hogares, modos, publicar, publicar_acceso
from .acceso_medido import RECTA, RED, TERRENO, leer_sedes, medir
from .base import PRIVADO, AlgoritmoKit, Ficha
from .copia import Copia, copiar
from .demanda import Demanda
from .incidencia_privaciones import TERRITORIO
from .instrumentos import PARAMETRO as INSTRUMENTO
from .nombres import G_ACCESO
from .parametros import NUMERO, POLIGONOS, PUNTOS, Numero, campo, capa, lista, numero, salida, texto
from .pedido import Pedido

METODOS = ("En línea recta (km)", "Por el terreno (minutos)", "Por la red de vías (minutos)")
LINEAS = (QgsProcessing.SourceType.TypeVectorLine,)
COLUMNAS = tuple(Columna(*c) for c in DEL_PUNTO)
ROJO = estilo.SECUENCIA[-2]
REGLAS = (
    estilo.Regla("\"estado\" = 'con servicio'", "Con servicio", estilo.SI),
    estilo.Regla("\"estado\" = 'lejos'", "Lejos", estilo.ESPERA),
    estilo.Regla("\"estado\" = 'sin conexión'", "Sin conexión", ROJO),
    estilo.Regla(
        "\"estado\" IN ('sin coordenada', 'fuera del terreno')",
        "No se sabe",
        estilo.GRIS,
        trama=True,
    ),
)
NUMEROS = (
    Numero("CON_SERVICIO", "Personas con servicio"),
    Numero("SIN_SERVICIO", "Personas sin servicio"),
    Numero("SIN_CONEXION", "Personas sin conexión"),
    Numero("PUNTOS_SIN_CONEXION", "Hogares o territorios sin conexión"),
    Numero("COSTO", "Costo medio (km o minutos)"),
    Numero("HOGARES_SIN_SERVICIO", "Hogares o territorios sin servicio"),
    Numero("SUPRIMIDOS", "Territorios sin mostrar"),
)


class AccesoServicios(AlgoritmoKit):
    """A cuánto queda el servicio más cercano, y quién se queda sin él."""

    FICHA = Ficha(
        id="acceso_servicios",
        nombre="Acceso a servicios",
        grupo=G_ACCESO,
        resumen="Mide a cuánto queda la sede más cercana (escuela, puesto de salud…) de cada hogar "
        "o de cada vereda, y cuánta gente no tiene servicio.",
        entrega="De cada hogar o territorio: la sede, los kilómetros en línea recta hasta ella "
        "(EPSG:9377), los minutos y su estado: con servicio, lejos, sin conexión (no hay por dónde "
        "llegar, que no es lo mismo que lejos), fuera del terreno o sin coordenada. Con la "
        "capacidad de las sedes, cuánta le toca a cada mil personas (2SFCA; Luo y Wang, 2003). Y, "
        "si se pide, un resumen por territorio con las personas en cada estado y a cada corte o "
        "menos. En modo publicable la salida es una fila por territorio, con los hogares "
        "redondeados que no tienen servicio y sin los territorios de menos de 12.",
        ejemplo="Hogares: la capa de «Cargar base Sisbén». Territorios: las veredas. Sedes: las "
        "escuelas. Método: en línea recta. Límite: 2. Cortes: 1; 2; 5. En el resumen, «parte_sin» "
        "dice qué parte de la gente de cada vereda queda a más de 2 km.",
        etiquetas=("acceso", "distancia", "escuela", "salud", "vías", "cobertura", "2sfca",
                   "terreno"),
        advertencia="En línea recta se queda corto donde hay montaña o río. Por el terreno se "
        "camina según la pendiente (función de marcha de Tobler, 1993: 5 km/h en lo plano y 3/5 "
        "fuera de un camino) y por las vías a su velocidad; por la red, solo por las vías, después "
        f"de caminar hasta ellas. De un territorio se mide el punto más adentro. "
        "Se publica solo con un límite de 1, 2, 5 o 10 km, o de 15, 30, 60 o 120 minutos: con otro "
        f"se sabría a qué distancia vive cada hogar. {PRIVADO}",
        secciones=publicar.secciones(),
    )  # fmt: skip
    PRINCIPAL = "SALIDA"
    PARAMETROS = (
        capa("HOGARES", "Hogares (puntos)", PUNTOS, opcional=True,
             ayuda="Sin hogares, se mide el acceso de cada territorio."),
        capa("TERRITORIOS", "Territorios (polígonos)", POLIGONOS, opcional=True,
             ayuda="Con hogares, de qué vereda o barrio es cada uno, para el resumen; sin ellos, "
             "de quién se mide el acceso."),
        capa("SEDES", "Sedes (puntos)", PUNTOS),
        lista("METODO", "Cómo se llega", METODOS),
        numero("LIMITE", "Hasta cuánto se tiene servicio (km o minutos)", None, real=True,
               opcional=True, ayuda="Kilómetros en línea recta; minutos por el terreno y la red."),
        texto("CORTES", "Cortes para contar personas",
              ayuda="En la misma unidad, separados por punto y coma: 15; 30; 60"),
        raster.capa_raster("RELIEVE", "Relieve: raster de alturas en metros", opcional=True,
                           ayuda="Solo por el terreno. Vacío: se camina como en lo plano."),
        capa("VIAS", "Vías (líneas)", LINEAS, opcional=True,
             ayuda="Por el terreno, si se quiere; por la red, siempre."),
        capa("RIOS", "Ríos que solo se cruzan por una vía (líneas)", LINEAS, opcional=True,
             ayuda="Solo por el terreno. Donde una vía lo cruza se pasa: es el puente."),
        numero("VELOCIDAD", "Velocidad en las vías (km/h)", None, real=True, maximo=200,
               opcional=True, ayuda="Vacía o 0: por las vías se va a pie, a paso de camino."),
        numero("HASTA_LA_VIA", "Lo más que se camina hasta una vía o una sede (km)", None,
               real=True, opcional=True,
               ayuda="Más lejos es «sin conexión». Por la red hace falta; por el terreno, vacío es "
               "caminar lo que sea."),
        campo("NOMBRE", "Nombre de la sede", "SEDES", ayuda="Vacío: el número de su fila."),
        campo("CAPACIDAD", "Capacidad de la sede (cupos, camas)", "SEDES", NUMERO,
              ayuda="Si se elige, se reparte entre la gente a su alcance (2SFCA)."),
        campo("PERSONAS", "Personas del hogar", "HOGARES", NUMERO,
              ayuda="Vacío: se busca «personas» o «num_personas_hogar»."),
        campo("PERSONAS_TERRITORIO", "Personas del territorio, si no hay hogares", "TERRITORIOS",
              NUMERO),
        *(p for p in TERRITORIO if p.nombre != "TERRITORIOS"),
        campo("CAMPO_VELOCIDAD", "Campo con la velocidad de cada vía (km/h)", "VIAS", NUMERO,
              ayuda="Donde esté vacío o sea 0 vale «Velocidad en las vías».", avanzado=True),
        numero("CELDA", "Terreno: lado de la celda (m)", 100, real=True, minimo=1, avanzado=True),
        numero("MARGEN", "Terreno: cuánto se mira alrededor (km)", 10, real=True, avanzado=True),
        numero("FUERA", "Por cuánto se multiplica el paso fuera de una vía", FUERA_DE_CAMINO,
               real=True, maximo=1, avanzado=True),
        *modos.PARAMETROS,
        INSTRUMENTO,
        *hogares.CONSERVAR,
        salida("SALIDA", "Acceso al servicio"),
        salida("RESUMEN", "Resumen por territorio", opcional=True),
    )  # fmt: skip
    NUMEROS = NUMEROS

    def revisar(self, pedido: Pedido) -> None:
        """Quién pide, las sedes, y lo que cada método necesita."""
        demanda.revisar(pedido)
        sedes = pedido.fuente("SEDES")
        sedes.exigir_puntos()
        sedes.exigir(tuple(c for c in map(pedido.texto, ("NOMBRE", "CAPACIDAD")) if c))
        leer_cortes(pedido.texto("CORTES"))
        metodo = pedido.opcion("METODO")
        if metodo != TERRENO and "RIOS" in pedido.fuentes:
            raise ErrorDeCapa(
                "los ríos solo se usan por el terreno",
                que_hacer="quítelos, o elija «Por el terreno»",
            )
        if metodo == RECTA and ("VIAS" in pedido.fuentes or raster.existe(pedido, "RELIEVE")):
            raise ErrorDeCapa(
                "en línea recta no se usan el relieve ni las vías",
                que_hacer="quítelos, o elija «Por el terreno» o «Por la red de vías»",
            )
        if metodo == RED and ("VIAS" not in pedido.fuentes or pedido.real("HASTA_LA_VIA") is None):
            raise ErrorDeCapa(
                "por la red faltan las vías, o hasta cuánto se camina para llegar a una",
                que_hacer="elija la capa de «Vías» y dé «Lo más que se camina hasta una vía»",
            )
        if "VIAS" not in pedido.fuentes and pedido.real("HASTA_LA_VIA") is not None:
            raise ErrorDeCapa(
                "«Lo más que se camina hasta una vía» no dice nada sin vías",
                que_hacer="elija la capa de «Vías», o déjelo vacío",
            )
        if pedido.texto("CAPACIDAD") and pedido.real("LIMITE") is None:
            raise ErrorDeCapa(
                "para repartir la capacidad (2SFCA) falta hasta dónde alcanza cada sede",
                que_hacer="dé «Hasta cuánto se tiene servicio»",
            )
        if pedido.valores.get("RESUMEN") and "HOGARES" not in pedido.fuentes:
            raise ErrorDeCapa(
                "el resumen por territorio es de los hogares, y no se dieron",
                que_hacer="quite el resumen: con territorios, la salida ya es uno por fila",
            )
        if modos.es_publicable(pedido):
            if pedido.valores.get("RESUMEN"):
                raise ErrorDeCapa(
                    "el resumen es exacto y no se publica",
                    que_hacer="quítelo: al publicar, la salida ya es una fila por territorio",
                )
            publicar_acceso.revisar(pedido, unidad(pedido))

    def calcular(self, pedido: Pedido) -> dict[str, Any]:
        """Lee, mide, cuenta y escribe."""
        publica = modos.es_publicable(pedido)
        quienes = demanda.leer(pedido, publicar=publica)
        sedes, nombres, capacidad = leer_sedes(pedido)
        for puntos, que in ((quienes.puntos, quienes.de_que), (sedes, "sedes")):
            if lejos := puntos.lejos_de_colombia:
                pedido.avisar(
                    f"{lejos} {que} no caen en Colombia: revise su sistema de coordenadas."
                )
        oferta = None
        if capacidad is not None:
            oferta = Oferta(quienes.personas, capacidad)
        acceso, costo = medir(pedido, quienes.puntos, sedes, oferta)
        if publica:
            pedido.contar(sedes=len(nombres))
            return publicar_acceso.hacer(pedido, quienes, acceso)
        cortes = leer_cortes(pedido.texto("CORTES"))
        hecho = balance(acceso.estado, costo, quienes.personas, quienes.grupos, cortes)
        if quienes.leidos is not None:
            self._escribir_hogares(pedido, quienes, acceso, nombres)
        else:
            self._escribir_territorios(pedido, quienes, acceso, nombres)
        if pedido.valores.get("RESUMEN"):
            escribir_resumen(pedido, quienes, columnas_del_balance(hecho, cortes), cortes)
        todos = balance(acceso.estado, costo, quienes.personas,
                        type(quienes.grupos).unica(len(costo)), cortes)  # fmt: skip
        total = {n: v[0] for n, v in columnas_del_balance(todos, cortes).items()}
        pedido.contar(sedes=len(nombres), **total)
        return {
            "CON_SERVICIO": total["con_serv"],
            "SIN_SERVICIO": total["sin_serv"],
            "SIN_CONEXION": total["sin_conex"],
            "PUNTOS_SIN_CONEXION": int(np.count_nonzero(acceso.estado == SIN_CONEXION)),
            "COSTO": total["costo"],
            "HOGARES_SIN_SERVICIO": int(np.isin(acceso.estado, (LEJOS, SIN_CONEXION)).sum()),
            "SUPRIMIDOS": 0,
        }

    @staticmethod
    def _escribir_hogares(
        pedido: Pedido, quienes: Demanda, acceso: Acceso, nombres: tuple[str, ...]
    ) -> None:
        leidos = quienes.leidos
        if leidos is None:
            return
        valores: dict[str, Any] = {
            "sede": Textos.de_etiquetas(nombres, acceso.sede),
            "km": acceso.km,
            "minutos": acceso.minutos,
            "estado": Textos.de_etiquetas(ESTADOS, acceso.estado.astype(np.int64)),
            "acceso": acceso.por_mil,
        }
        nuevas = [(c, valores[c.nombre]) for c in COLUMNAS]
        hogares.escribir(pedido, "SALIDA", leidos, nuevas, leyenda(pedido))

    @staticmethod
    def _escribir_territorios(
        pedido: Pedido, quienes: Demanda, acceso: Acceso, nombres: tuple[str, ...]
    ) -> None:
        if quienes.poligonos is None:
            return
        valores = acceso.columnas(nombres)
        filas = zip(*(valores[c.nombre] for c in COLUMNAS))
        pares = zip(quienes.poligonos.entidades, filas)
        copiar(
            pedido, "SALIDA", Copia(pedido.fuente("TERRITORIOS"), COLUMNAS, leyenda(pedido)), pares
        )


def leyenda(pedido: Pedido) -> estilo.Leyenda:
    """Qué se está viendo: hasta cuánto, y cómo se llega."""
    limite = pedido.real("LIMITE")
    como = METODOS[pedido.opcion("METODO")].split(" (")[0].lower()
    hasta = "" if limite is None else f" a {limite:g} {unidad(pedido)} o menos".replace(".", ",")
    return estilo.Leyenda(f"Servicio{hasta}, {como}", REGLAS)


def unidad(pedido: Pedido) -> str:
    """En qué se mide el costo."""
    return "km" if pedido.opcion("METODO") == RECTA else "minutos"


def escribir_resumen(
    pedido: Pedido, quienes: Demanda, valores: dict[str, list[Any]], cortes: tuple[float, ...]
) -> None:
    """Una fila por territorio: el polígono, o su código si no hay capa."""
    columnas = [Columna(*c) for c in descritas(cortes, unidad(pedido))]
    filas = list(zip(*(valores[c.nombre] for c in columnas)))
    pintada = estilo.Leyenda("Personas sin servicio", [
        *estilo.por_clases("parte_sin", publicar_acceso.CORTES_DEL_MAPA, porcentaje),
        estilo.Regla('"parte_sin" IS NULL', "Sin personas, o no se sabe", estilo.VACIO),
    ])  # fmt: skip
    ubicador = quienes.ubicador
    if ubicador is not None and ubicador.poligonos is not None:
        pares = zip(ubicador.poligonos.entidades, filas)
        copiar(pedido, "RESUMEN", Copia(pedido.fuente("TERRITORIOS"), columnas, pintada), pares)
        return
    etiquetas = ubicador.etiquetas if ubicador is not None else ["Todos"]
    campos = [Columna("territorio", "texto", "Código del territorio").campo(),
              *(c.campo() for c in columnas)]  # fmt: skip
    tabla = ((None, [e, *f]) for e, f in zip(etiquetas, filas))
    pedido.escribir("RESUMEN", Capa(campos), tabla)
