"""Lo que dice la página de un indicador: del catálogo a la plantilla."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
from markupsafe import Markup

from generador.cubo.catalogo import Indicador
from generador.cubo.procedencia import Fuente
from generador.formato import numero
from generador.paginas import citas
from generador.paginas.datos_del_sitio import DatosDelSitio
from generador.paginas.por_indicador import cobertura_del_dato, mapa_del_indicador
from generador.paginas.por_indicador.clases import Clases, clasificar
from generador.paginas.por_indicador.columna_vigente import ColumnaVigente, Filas
from generador.paginas.por_indicador.extremos import EnFila
from generador.paginas.por_indicador.reparto import repartir
from generador.paginas.por_indicador.tablas_del_indicador import Nombres

SENTIDOS = {
    "mas_es_peor": "mientras más alto, peor",
    "mas_es_mejor": "mientras más alto, mejor",
    "neutro": "más alto no es mejor ni peor",
}
QUIENES = {"municipio": "municipios", "departamento": "departamentos", "nacion": "país"}
DEL_KIT = "kit"
KIT = "Kit de capacidades territoriales contra la pobreza"


class Fichas:
    """Arma la de cada indicador; lo que comparten todas se calcula una vez.

    `url` es la dirección pública, o «»; `con_mapa`, si el sitio tiene el mapa interactivo.
    """

    def __init__(self, acervo: DatosDelSitio, url: str, *, con_mapa: bool) -> None:
        self._acervo = acervo
        self._url = url
        self._con_mapa = con_mapa
        self._filas = Filas(acervo)
        self._nombres = Nombres(acervo)
        self._en_fila = EnFila(acervo)
        self._mapas = mapa_del_indicador.leer(acervo)
        self._temas = {tema.id: tema for tema in acervo.temas}

    def contexto(self, ficha: Indicador) -> dict[str, Any]:
        """Lo que recibe `indicador.html`."""
        columna = self._filas.columna(ficha)
        clases = clasificar(columna)
        fuentes = self._fuentes(ficha)
        return {
            "i": ficha,
            "tema": self._temas[ficha.tema],
            "anio_de_la_cifra": columna.periodo,
            "nivel": columna.nivel,
            "quienes": QUIENES[columna.nivel],
            "sentido": "" if columna.categorias else SENTIDOS[ficha.sentido],
            "unidad": "categoría" if columna.categorias else ficha.simbolo or ficha.unidad,
            "pais": self._pais(ficha),
            "clases": clases,
            "mapa": self._mapa(columna, clases),
            "reparto": None if _sin_reparto(columna) else repartir(columna, clases),
            "categorias": _recuento(columna),
            **self._extremos(columna),
            "departamentos": self._departamentos(columna),
            "cobertura": cobertura_del_dato.por_zona(self._acervo, columna, self._filas),
            "anios": self._anios(columna),
            "fuentes": fuentes,
            "del_kit": ficha.fuente == DEL_KIT,
            "cita": self._cita(columna, fuentes),
            "nota": ficha.notas.get(columna.periodo, ""),
            "no_comparar": [self._acervo.catalogo[c] for c in ficha.no_comparar_con],
            "partes": [self._acervo.catalogo[c] for c in ficha.derivado_de],
            # El mapa interactivo pinta números; una categoría se lee en el perfil.
            "con_mapa": self._con_mapa and columna.nivel == "municipio" and not ficha.categorias,
        }

    def _mapa(self, columna: ColumnaVigente, clases: Clases) -> Markup | None:
        if columna.nivel == "nacion" or not clases.rotulos:
            return None
        titulo = f"Mapa de Colombia por {columna.nivel}: {columna.ficha.corto}, {columna.periodo}"
        return self._mapas[columna.nivel].pintar(clases, titulo)

    def _pais(self, ficha: Indicador) -> dict[str, Any] | None:
        """La cifra nacional, si la hay, y si la calculó el kit."""
        columna = self._filas.columna(ficha, "nacion")
        if columna.categorias or not columna.hay[0]:
            return None
        texto = columna.escrita(float(columna.crudos[0]))
        return {"texto": texto, "del_kit": columna.llave in self._acervo.agregadas}

    def _extremos(self, columna: ColumnaVigente) -> dict[str, Any]:
        extremos = self._en_fila.extremos(columna)
        if extremos is None:
            return {"extremos": None, "es_del_censo": self._en_fila.es_del_censo(columna)}
        lados = [
            {
                "filas": self._nombres.filas(columna, lado.posiciones),
                "cuantos": len(lado.posiciones),
                "empatados": numero(lado.empatados) if lado.empatados else "",
                "valor": columna.escrita(lado.valor),
            }
            for lado in (extremos.mayores, extremos.menores)
        ]
        return {
            "extremos": {"mayores": lados[0], "menores": lados[1], "fuera": extremos.fuera},
            "es_del_censo": self._en_fila.es_del_censo(columna),
        }

    def _departamentos(self, columna: ColumnaVigente) -> dict[str, Any] | None:
        """La tabla de los 33; de mayor a menor si el indicador se ordena, si no, por nombre."""
        propia = self._filas.columna(columna.ficha, "departamento")
        if columna.nivel == "nacion" or not propia.hay.any():
            return None
        nombres = [self._acervo.territorios[c].nombre for c in propia.codigos.tolist()]
        if columna.ficha.ordena and not propia.categorias:
            valores = np.where(propia.hay, propia.publicadas, -np.inf)
            orden = sorted(range(len(nombres)), key=lambda i: (-valores[i], nombres[i]))
        else:
            orden = sorted(range(len(nombres)), key=lambda i: nombres[i])
        return {
            "filas": self._nombres.filas_con_barra(propia, tuple(orden)),
            "del_kit": propia.llave in self._acervo.agregadas,
            "con_dato": int(propia.hay.sum()),
        }

    def _anios(self, columna: ColumnaVigente) -> list[dict[str, str]]:
        return [
            {
                "periodo": a.periodo,
                "con_dato": numero(a.con_dato),
                "pais": ""
                if np.isnan(a.pais) or columna.categorias
                else columna.escrita(a.pais) + (" (kit)" if a.del_kit else ""),
            }
            for a in cobertura_del_dato.por_anio(self._acervo, columna, self._filas)
        ]

    def _fuentes(self, ficha: Indicador) -> list[Fuente]:
        """Las fuentes oficiales de que sale; las de un derivado, las de sus partes."""
        if ficha.fuente != DEL_KIT:
            return [self._acervo.fuentes[ficha.fuente]]
        partes = [
            fuente
            for otro in ficha.derivado_de
            for fuente in self._fuentes(self._acervo.catalogo[otro])
        ]
        return list({fuente.id: fuente for fuente in partes}.values())

    def _cita(self, columna: ColumnaVigente, fuentes: list[Fuente]) -> Markup:
        ficha = columna.ficha
        de_quien = "; ".join(f"{f.productor}, {f.titulo}" for f in fuentes)
        del_kit = f"Cálculo del {KIT} con datos de " if ficha.fuente == DEL_KIT else ""
        donde = citas.direccion(self._url, f"indicador/{ficha.id}/index.html")
        return Markup("{}{}. {}, {}. Consultado en el {}. {}").format(
            del_kit, de_quien, ficha.largo, columna.periodo, KIT, donde
        )


def _sin_reparto(columna: ColumnaVigente) -> bool:
    return bool(columna.categorias) or columna.nivel == "nacion"


def _recuento(columna: ColumnaVigente) -> list[tuple[str, str, str]]:
    """Cada categoría y cuántos la tienen; si son muchas, de la más a la menos común."""
    if not columna.categorias:
        return []
    cuentas = Counter(columna.crudos[columna.hay].astype(int).tolist())
    total = sum(cuentas.values())
    codigos = sorted(cuentas) if len(cuentas) <= 8 else [c for c, _ in cuentas.most_common()]
    return [
        (columna.categorias[c], numero(cuentas[c]), numero(100 * cuentas[c] / total, 1))
        for c in codigos
    ]
