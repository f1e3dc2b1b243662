"""Las tablas de `datos/` leídas con pandas, y las cuentas del kit hechas otra vez a mano.

Nada de aquí sale de `generador/`: es el otro camino por el que se llega a cada cifra publicada.
"""

from __future__ import annotations

import json
import math
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import yaml

RAIZ = Path(__file__).parents[2]
DATOS, CATALOGO = RAIZ / "datos", RAIZ / "generador/cubo/catalogo"
LLAVE = ["territorio", "dominio", "periodo"]
IPM, CENSO = "ipm_censal", "2018"
ZONAS = ("cabecera", "rural")
SIN_DATO = ("NA", "ND")


class Tablas:
    """Una columna de texto por (indicador, dominio, periodo), por código de territorio."""

    def __init__(self) -> None:
        self.columnas: dict[tuple[str, str, str], dict[str, str]] = {}
        self.numeros: dict[tuple[str, str, str], dict[str, float]] = {}
        for ruta in sorted(DATOS.glob("*.csv")):
            tabla = pd.read_csv(ruta, dtype=str, keep_default_na=False)
            if list(tabla.columns[:3]) != LLAVE:
                continue
            for (dominio, periodo), corte in tabla.groupby(["dominio", "periodo"], sort=False):
                for indicador in tabla.columns[3:]:
                    hay = corte[corte[indicador] != ""]
                    if len(hay):
                        llave = (indicador, str(dominio), str(periodo))
                        textos = dict(zip(hay["territorio"], hay[indicador], strict=True))
                        self.columnas[llave] = textos
                        valores = pd.to_numeric(hay[indicador], errors="coerce")
                        self.numeros[llave] = {
                            c: float(v)
                            for c, v in zip(hay["territorio"], valores, strict=True)
                            if not math.isnan(v)
                        }
        fichas = pd.read_csv(DATOS / "territorios.csv", dtype=str, keep_default_na=False)
        self.territorios: dict[str, dict[str, str]] = {
            str(fila["codigo"]): {str(k): str(v) for k, v in fila.items()}
            for fila in fichas.to_dict("records")
        }
        self.municipios = [c for c in self.territorios if len(c) == 5]
        self.departamentos = [c for c in self.territorios if len(c) == 2 and c != "00"]
        self.fichas = _catalogo()

    def texto(self, indicador: str, codigo: str, dominio: str = "total", periodo: str = "") -> str:
        """Lo escrito en la tabla; «» si no hay fila. Sin `periodo`, el vigente."""
        llave = (indicador, dominio, periodo or self.vigente(indicador))
        return self.columnas.get(llave, {}).get(codigo, "")

    def valor(
        self, indicador: str, codigo: str, dominio: str = "total", periodo: str = ""
    ) -> float:
        """El número, o NaN. Sin `periodo`, el vigente."""
        llave = (indicador, dominio, periodo or self.vigente(indicador))
        return self.numeros.get(llave, {}).get(codigo, math.nan)

    def ultimo(self, indicador: str, codigo: str) -> tuple[str, float]:
        """El último periodo en que el territorio tiene cifra y la cifra; («», NaN) si ninguno."""
        for periodo in reversed(self.periodos(indicador)):
            valor = self.valor(indicador, codigo, "total", periodo)
            if not math.isnan(valor):
                return periodo, valor
        return "", math.nan

    @cache  # noqa: B019
    def periodos(self, indicador: str, dominio: str = "total") -> list[str]:
        return sorted(p for i, d, p in self.columnas if (i, d) == (indicador, dominio))

    @cache  # noqa: B019
    def vigente(self, indicador: str) -> str:
        """El año de referencia si el catálogo lo dice; si no, el último con dato municipal."""
        ficha = self.fichas.get(indicador, {})
        if ficha.get("periodo_de"):
            return self.vigente(ficha["periodo_de"])
        if ficha.get("periodo_de_referencia"):
            return str(ficha["periodo_de_referencia"])
        return self._ultimo_con_dato(indicador)

    @cache  # noqa: B019 - una sola instancia por corrida
    def _ultimo_con_dato(self, indicador: str) -> str:
        con_dato = [
            p
            for (i, d, p), textos in self.columnas.items()
            if (i, d) == (indicador, "total")
            and any(len(c) == 5 and v not in SIN_DATO for c, v in textos.items())
        ]
        return max(con_dato)

    @cache  # noqa: B019
    def columna(self, indicador: str, dominio: str = "total", periodo: str = "") -> pd.Series:
        """Los municipios, en orden, con NaN donde no hay cifra. Es compartida: no se cambia."""
        llave = (indicador, dominio, periodo or self.vigente(indicador))
        return pd.Series(self.numeros.get(llave, {}), dtype=float).reindex(self.municipios)

    @cache  # noqa: B019
    def promedio(self, indicador: str, codigo: str, dominio: str = "total") -> float:
        """De un departamento o del país: municipios pesados por quienes el censo contó."""
        valores = self.columna(indicador, dominio, CENSO)
        if indicador == IPM:
            pesos = self.columna("censo_personas_hogares", dominio, CENSO)
        else:
            pesos = self.hogares_por_zona()[dominio]
        suyos = self.suyos(codigo)
        junto = pd.DataFrame({"v": valores[suyos], "p": pesos[suyos]}).dropna()
        return float((junto.v * junto.p).sum() / junto.p.sum())

    @cache  # noqa: B019
    def hogares_por_zona(self) -> pd.DataFrame:
        """Los hogares contados de cada zona, despejados de las quince privaciones."""
        privaciones = [i for i in self.fichas if i.startswith("priv_")]
        total, una, otra = (
            pd.DataFrame({i: self.columna(i, d, CENSO) for i in privaciones})
            for d in ("total", *ZONAS)
        )
        separacion = una - otra
        parte = ((total - otra) * separacion).sum(axis=1) / (separacion**2).sum(axis=1)
        sin_cabecera = una.isna().all(axis=1)
        hogares = self.columna("censo_hogares", "total", CENSO)
        parte = parte.clip(0, 1)
        return pd.DataFrame(
            {
                "total": hogares,
                "cabecera": (hogares * parte).where(~sin_cabecera),
                "rural": (hogares * (1 - parte)).where(~sin_cabecera, hogares),
            }
        )

    @cache  # noqa: B019
    def incidencia(self, codigo: str, dominio: str = "total") -> float:
        """La publicada de un municipio o el promedio de un departamento o del país."""
        if len(codigo) == 5:
            return self.valor(IPM, codigo, dominio, CENSO)
        return self.promedio(IPM, codigo, dominio)

    def privacion(self, indicador: str, codigo: str, dominio: str = "total") -> float:
        if len(codigo) == 5:
            return self.valor(indicador, codigo, dominio, CENSO)
        return self.promedio(indicador, codigo, dominio)

    @cache  # noqa: B019
    def pobres(self) -> pd.DataFrame:
        """Personas en pobreza por municipio: cada zona por su población, y su suma."""
        zonas = {
            d: self.columna(IPM, d, CENSO) / 100 * self.columna("poblacion", d, CENSO)
            for d in ZONAS
        }
        tabla = pd.DataFrame(zonas)
        tabla["total"] = tabla.sum(axis=1)
        return tabla

    @cache  # noqa: B019
    def personas(self, codigo: str, dominio: str = "total") -> float:
        """Las de un municipio, o la suma de los de un departamento o del país."""
        if len(codigo) == 5:
            return self._personas()[codigo, dominio]
        columna = self.pobres()[dominio]
        return float(columna[self.suyos(codigo)].sum())

    @cache  # noqa: B019
    def _personas(self) -> dict[tuple[str, str], float]:
        tabla = self.pobres().fillna(0.0)
        return {(str(m), str(d)): float(v) for d in tabla for m, v in tabla[d].items()}

    @cache  # noqa: B019
    def omision(self, codigo: str, dominio: str = "total") -> float:
        """1 − personas contadas / población, de 0 a 1; de una zona, con las de hogares."""
        contadas = "censo_personas" if dominio == "total" else "censo_personas_hogares"
        suma = self.suma(contadas, codigo, dominio, CENSO)
        return 1 - suma / self.suma("poblacion", codigo, dominio, CENSO)

    @cache  # noqa: B019
    def suma(self, indicador: str, codigo: str, dominio: str = "total", periodo: str = "") -> float:
        """La del municipio, o la de los de un departamento o del país."""
        llave = (indicador, dominio, periodo or self.vigente(indicador))
        numeros = self.numeros[llave]
        return sum(numeros[m] for m in self.suyos(codigo) if m in numeros)

    @cache  # noqa: B019
    def suyos(self, codigo: str) -> list[str]:
        """Los municipios de un territorio; uno solo, si es un municipio."""
        if len(codigo) == 5:
            return [codigo]
        return [m for m in self.municipios if codigo in ("00", m, m[:2])]

    @cache  # noqa: B019
    def vecinos(self) -> dict[str, set[str]]:
        """Los que comparten al menos un arco de la geometría."""
        topologia = json.loads((DATOS / "municipios.topojson").read_text(encoding="utf-8"))
        por_arco: dict[int, set[str]] = {}
        for forma in topologia["objects"]["municipios"]["geometries"]:
            codigo = str(forma.get("id") or forma["properties"]["codigo"])
            for arco in _aplanar(forma["arcs"]):
                por_arco.setdefault(arco if arco >= 0 else ~arco, set()).add(codigo)
        vecinos: dict[str, set[str]] = {m: set() for m in self.municipios}
        for juntos in por_arco.values():
            for codigo in juntos:
                vecinos[codigo] |= juntos - {codigo}
        return vecinos

    @cache  # noqa: B019
    def comparables(self) -> dict[str, list[tuple[float, str]]]:
        """(distancia, código) de los diez más parecidos de su grupo, del más cercano al último."""
        gente = self.columna("poblacion")
        variables = pd.DataFrame(
            {
                "gente": np.log(gente),
                "rural": 100 * self.columna("poblacion", "rural") / gente,
                "valor": np.log(self._valor_por_habitante()),
                "densidad": np.log(self._densidad()),
            }
        )
        z = (variables - variables.mean()) / variables.std(ddof=0)
        grupo = pd.Series({m: self.texto("mdm_grupo", m, "total") for m in self.municipios})
        utiles = z.dropna().index.intersection(grupo[~grupo.isin(["", "NA", "ND"])].index)
        salida: dict[str, list[tuple[float, str]]] = {m: [] for m in self.municipios}
        for _, miembros in grupo[utiles].groupby(grupo[utiles]):
            propios = z.loc[miembros.index].to_numpy()
            lejania = np.sqrt(((propios[:, None, :] - propios[None, :, :]) ** 2).sum(axis=2))
            for i, codigo in enumerate(miembros.index):
                pares = sorted(
                    (round(float(lejania[i, j]), 12), otro)
                    for j, otro in enumerate(miembros.index)
                    if otro != codigo
                )
                salida[codigo] = pares[:10]
        return salida

    def _valor_por_habitante(self) -> pd.Series:
        anio = self.vigente("valor_agregado")
        cociente = 1000 * self.columna("valor_agregado", "total", anio)
        valor = cociente / self.columna("poblacion", "total", anio)
        return valor.where(valor > 0)

    def valor_por_habitante(self, codigo: str) -> float:
        return float(self._valor_por_habitante()[codigo])

    def _densidad(self) -> pd.Series:
        area = self.columna("area_km2").copy()
        # Barrancominas reúne a Mapiripana desde diciembre de 2019.
        area["94343"] += area["94663"]
        densidad = self.columna("poblacion") / area
        return densidad.where(densidad > 0)


def _aplanar(arcos: Any) -> list[int]:
    return [arcos] if isinstance(arcos, int) else [a for parte in arcos for a in _aplanar(parte)]


def _catalogo() -> dict[str, dict[str, Any]]:
    """Las fichas tal como están escritas, con lo común de cada archivo."""
    fichas: dict[str, dict[str, Any]] = {}
    for ruta in sorted(CATALOGO.glob("*.yaml")):
        contenido = yaml.safe_load(ruta.read_text(encoding="utf-8"))
        for propia in contenido["indicadores"]:
            comunes = contenido.get("comunes", {})
            fichas[propia["id"]] = {**comunes, **propia, "tema": contenido["tema"]}
    esperados = yaml.safe_load((CATALOGO.parent / "plausibles.yaml").read_text(encoding="utf-8"))
    for indicador, dicho in esperados.items():
        fichas[indicador] |= dicho
    return fichas


def redondo(valor: float, decimales: int = 0) -> Decimal:
    """La mitad se aleja de cero, en decimal y con quince cifras."""
    exacto = Decimal(f"{valor:.15g}")
    return exacto.quantize(Decimal(1).scaleb(-decimales), rounding=ROUND_HALF_UP)


def es_co(valor: float, decimales: int = 0) -> str:
    """«1.234,5»; un cero no lleva signo."""
    cifra = redondo(valor, decimales)
    escrito = f"{abs(cifra):,.{decimales}f}".translate(str.maketrans(",.", ".,"))
    return f"\N{MINUS SIGN}{escrito}" if cifra < 0 else escrito


def tres_cifras(valor: float) -> str:
    """«29.100»: las tres primeras cifras, y ceros."""
    sobran = max(len(str(int(valor))) - 3, 0)
    return es_co(float(redondo(valor / 10**sobran)) * 10**sobran)


def leido(texto: str) -> float:
    """«1.234,5» → 1234.5."""
    return float(texto.replace(".", "").replace(",", ".").replace("\N{MINUS SIGN}", "-"))
