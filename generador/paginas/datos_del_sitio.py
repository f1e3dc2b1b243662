"""Todo lo que las páginas necesitan, leído y calculado una sola vez por construcción."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from generador.cubo import (
    cubo_guardado,
    exigencias,
    forma,
    geometria_y_tablas,
    leer,
    periodos,
    procedencia,
)
from generador.cubo.catalogo import Indicador, Tema, temas
from generador.cubo.catalogo import indicadores as leer_catalogo
from generador.cubo.leer import Cubo, Llave
from generador.cubo.procedencia import Fuente
from generador.disco import cache
from generador.errores import ErrorDeDatos, Lugar
from generador.indicadores import calculadas, cambio_de_las_nbi, derivados, municipios_comparables
from generador.indicadores.calculadas import Calculadas
from generador.lugares import ciudades, contexto, mapas_guardados, nbi_por_dentro, veredas
from generador.lugares.ciudades import Ciudades
from generador.lugares.contexto import AreasDeContexto
from generador.lugares.mapa_municipal import MapaMunicipal
from generador.lugares.nbi_por_dentro import Nbi
from generador.lugares.veredas import Veredas
from generador.mapas import alrededor_guardado, topologia
from generador.mapas.alrededor import Alrededor
from generador.mapas.topologia import Topologia
from generador.rutas import DATOS

NACION = "00"


@dataclass(frozen=True)
class Territorio:
    """Una fila de territorios.csv con lo que las páginas preguntan de ella."""

    codigo: str
    nombre: str
    departamento: str
    nombre_departamento: str
    tipo: str

    @property
    def nivel(self) -> str:
        """«nacion», «departamento» o «municipio»."""
        if self.codigo == NACION:
            return "nacion"
        return "departamento" if len(self.codigo) == 2 else "municipio"

    @property
    def es_area(self) -> bool:
        """Si es un área no municipalizada (no tiene alcaldía)."""
        return self.tipo.startswith("Área no municipalizada")


@dataclass(frozen=True, eq=False)  # se compara por identidad: así sirve de llave de caché
class DatosDelSitio:
    """Datos, catálogo, procedencia, territorios, geometría y comparables.

    `carpeta` es de donde se lee, al pedirlo, lo que está por debajo del municipio.
    `identidad` distingue unas tablas de otras; vacía, si no son las de una carpeta tal cual.
    `agregadas` son las columnas cuyas filas de departamento y nación calculó el kit; `derivadas`,
    las columnas enteras que calculó.
    """

    cubo: Cubo
    catalogo: dict[str, Indicador]
    fuentes: dict[str, Fuente]
    territorios: dict[str, Territorio]
    topologia: Topologia
    parecidos: dict[str, municipios_comparables.Parecidos] = field(repr=False)
    agregadas: frozenset[Llave] = field(repr=False)
    derivadas: frozenset[Llave] = field(repr=False)
    carpeta: Path = DATOS
    identidad: str = field(default="", init=False, repr=False)

    @cached_property
    def nbi_por_lugar(self) -> Nbi:
        """La NBI de cada cabecera, centro poblado y rural disperso."""
        return nbi_por_dentro.leer(self.carpeta)

    @cached_property
    def mapas_por_dentro(self) -> dict[str, MapaMunicipal]:
        """El mapa de cada municipio con sus lugares, por código."""
        return mapas_guardados.leer_mapas(self.carpeta, self.nbi_por_lugar)

    @cached_property
    def alrededor(self) -> dict[str, Alrededor]:
        """El mapa de cada municipio con todos sus vecinos, por código."""
        return alrededor_guardado.leer(self.carpeta)

    @cached_property
    def veredas(self) -> Veredas:
        """Las veredas que trae el kit y cuánto cubren de cada municipio."""
        return veredas.leer(self.carpeta)

    @cached_property
    def contexto(self) -> AreasDeContexto:
        """Resguardos, parques y zonas de reserva campesina, por municipio."""
        return contexto.leer(self.carpeta)

    @cached_property
    def ciudades(self) -> Ciudades:
        """Lo que hay por debajo de Bogotá, Medellín y Cali."""
        return ciudades.leer(self.carpeta)

    @cached_property
    def agregados(self) -> frozenset[str]:
        """Indicadores que el kit suma o promedia por departamento y país, en todos sus periodos."""
        return frozenset(llave[0] for llave in self.agregadas)

    @cached_property
    def temas(self) -> tuple[Tema, ...]:
        """El catálogo por temas, con los años de estos datos en sus textos."""
        return tuple(
            replace(
                tema,
                titulo=periodos.escrito(tema.titulo, self.vigente),
                indicadores=tuple(self.catalogo[i.id] for i in tema.indicadores),
            )
            for tema in temas()
        )

    @cached_property
    def municipios(self) -> tuple[str, ...]:
        """Los 1.122 códigos, en orden."""
        return tuple(c for c in self.territorios if len(c) == 5)

    @cached_property
    def posicion_municipal(self) -> dict[str, int]:
        """Lugar de cada municipio en `municipios`."""
        return {codigo: i for i, codigo in enumerate(self.municipios)}

    @cached_property
    def departamentos(self) -> tuple[str, ...]:
        """Los 33 códigos, en orden."""
        return tuple(c for c in self.territorios if len(c) == 2 and c != NACION)

    @cached_property
    def _por_departamento(self) -> dict[str, tuple[str, ...]]:
        return {d: tuple(m for m in self.municipios if m[:2] == d) for d in self.departamentos}

    def municipios_de(self, departamento: str) -> tuple[str, ...]:
        """Códigos de los municipios de un departamento."""
        return self._por_departamento[departamento]

    @cached_property
    def filas_municipales(self) -> NDArray[np.intp]:
        """Posiciones de los municipios en las columnas del cubo."""
        return np.array([self.cubo.indice[c] for c in self.municipios])

    def municipal(
        self, indicador: str, dominio: str = "total", periodo: str | None = None
    ) -> NDArray[np.float64]:
        """Columna de un indicador solo con municipios, (1.122,); sin `periodo`, el vigente."""
        llave = (indicador, dominio, periodo or self.vigente(indicador))
        return self.cubo.columnas[llave][self.filas_municipales]

    @cached_property
    def _periodos(self) -> periodos.Periodos:
        return periodos.Periodos(self.cubo, self.catalogo)

    def vigente(self, indicador: str) -> str:
        """El año con que se lee una medida en todo el sitio: uno solo, el de su dominio total.

        Así la cabecera y el campo nunca salen de un año distinto al del total.
        """
        return self._periodos.vigente(indicador)

    def comun(self, *medidas: periodos.Medida) -> str:
        """El año en que se comparan varias medidas, cada una (indicador, dominio)."""
        return self._periodos.comun(*medidas)

    def valor(self, indicador: str, codigo: str) -> float:
        """La cifra vigente del dominio total, o NaN si no la hay."""
        return self.cubo.valor(indicador, codigo, "total", self.vigente(indicador))


def reunir(carpeta: Path = DATOS) -> DatosDelSitio:
    """Lee `datos/`, completa agregados, calcula derivados, vecindad y comparables."""
    catalogo = leer_catalogo()
    cubo = cubo_guardado.leer_guardado(carpeta, catalogo)
    geometria = topologia.cargar(carpeta / forma.GEOMETRIA)
    dibujos = (carpeta / forma.GEOMETRIA, *forma.capas(carpeta))
    identidad = cache.huella(
        cubo_guardado.huella(carpeta), ((r.name, r.read_bytes()) for r in dibujos)
    )
    hechas = calculadas.calcular_o_recordar(cubo, catalogo, geometria, identidad)
    reunidos = _reunir(cubo, geometria, leer.leer_territorios(carpeta), hechas, carpeta)
    object.__setattr__(reunidos, "identidad", identidad)  # una copia cambiada no la hereda
    return reunidos


def completar(
    cubo: Cubo, geometria: Topologia, filas: dict[str, dict[str, str]], carpeta: Path = DATOS
) -> DatosDelSitio:
    """El acervo de un cubo recién leído, al que le agrega lo que el kit calcula.

    `filas` son las de territorios.csv por código; en `carpeta` está lo de adentro del municipio.
    """
    hechas = calculadas.calcular(cubo, leer_catalogo(), geometria)
    return _reunir(cubo, geometria, filas, hechas, carpeta)


def _reunir(
    cubo: Cubo,
    geometria: Topologia,
    filas: dict[str, dict[str, str]],
    hechas: Calculadas,
    carpeta: Path,
) -> DatosDelSitio:
    catalogo = _con_anios(cubo, leer_catalogo())
    _exigir_catalogo({llave[0] for llave in hechas.derivadas}, catalogo)
    exigencias.exigir_calculadas(cubo, [*hechas.agregadas, *hechas.derivadas], catalogo)
    geometria_y_tablas.exigir(geometria, filas, cubo)
    territorios = {
        c: Territorio(c, f["nombre"], f["departamento"], f["nombre_departamento"], f["tipo"])
        for c, f in filas.items()
    }
    return DatosDelSitio(
        cubo=cubo,
        catalogo=catalogo,
        fuentes=procedencia.fuentes(),
        territorios=territorios,
        topologia=geometria,
        parecidos=municipios_comparables.calcular(cubo, catalogo),
        agregadas=frozenset(hechas.agregadas),
        derivadas=frozenset(hechas.derivadas),
        carpeta=carpeta,
    )


def _con_anios(cubo: Cubo, catalogo: dict[str, Indicador]) -> dict[str, Indicador]:
    """El catálogo con los años de este cubo en sus textos; «antes» es donde empieza un cambio."""
    anios = {i: periodos.vigente(cubo, catalogo, i) for i in catalogo if cubo.periodos(i)}
    anios["antes"] = derivados.inicio_del_cambio(cubo, anios["poblacion"])
    anios["nbi_antes"] = cambio_de_las_nbi.censos(cubo)[0]
    return periodos.con_anios(catalogo, anios.__getitem__)


def _exigir_catalogo(calculados: set[str], catalogo: dict[str, Indicador]) -> None:
    esperados = {i.id for i in catalogo.values() if i.derivado_de}
    if calculados != esperados:
        raise ErrorDeDatos(
            "lo que el kit calcula y el catálogo no coinciden: "
            + ", ".join(sorted(calculados ^ esperados)),
            lugar=Lugar("derivados.yaml"),
            que_hacer="agregue el indicador al catálogo o quítelo de generador/indicadores",
        )
