"""Tablas que leen un territorio para una guía: vecinos, cuadrantes, finanzas y errores medidos."""

from __future__ import annotations

import csv
import math
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from markupsafe import Markup

from generador import texto_yaml
from generador.formato import numero, porcentaje
from generador.metodos import evaluacion
from generador.metodos.metodo import IPM
from generador.metodos.privaciones import es_pobre
from generador.paginas import herramientas
from generador.paginas.guias import archivos_de_las_guias, sesion
from generador.paginas.guias.cifras_de_las_guias import Numeros
from generador.paginas.guias.enlaces_de_las_guias import MARCA, Enlaces
from generador.paginas.guias.seguro import seguro
from generador.paginas.guias.tablas_html import tabla
from generador.rutas import PRACTICA

MUESTRA = PRACTICA / "patrones_muestra.csv"
# Lo que el Censo Agropecuario dice de quien produce: acompañamiento, crédito y tierra.
DEL_CAMPO = (
    "cna_upa",
    "cna_asistencia",
    "cna_credito_solicitado",
    "cna_credito_aprobado",
    "cna_propia",
    "cna_arriendo",
    "cna_colectiva",
)


class Lecturas:
    """Lo que se pregunta de un municipio, contestado con sus cifras y su comparación."""

    def __init__(self, numeros: Numeros, enlaces: Enlaces) -> None:
        self.numeros = numeros
        self.enlaces = enlaces

    def vecinos(self, codigo: str) -> dict[str, str]:
        """Cuántos vecinos tiene un municipio y cuántos superan la incidencia del país."""
        n = self.numeros
        pais = n.valor("ipm_censal", "00")
        suyos = [v.codigo for v in n.acervo.topologia.vecinos[codigo]]
        altos = sum(n.valor("ipm_censal", v) > pais for v in suyos)
        return {"cuantos": numero(len(suyos)), "altos": numero(altos)}

    def tabla_vecinos(self, codigo: str) -> str:
        """Los municipios que comparten frontera, del de mayor al de menor incidencia."""
        n = self.numeros
        suyos = [v.codigo for v in n.acervo.topologia.vecinos[codigo]]
        filas = [
            (
                Markup("{} <small>{}</small>").format(
                    self.enlaces.enlace_perfil(c), seguro(n.departamento(c))
                ),
                n.cifra("ipm_censal", c),
                n.personas(c),
                n.cifra("cuadrante", c),
            )
            for c in sorted(suyos, key=lambda c: -n.valor("ipm_censal", c))
        ]
        columnas = ("Vecino", "Incidencia", "Personas en pobreza", "Clasificación")
        return tabla(
            f"Los vecinos de {n.nombre(codigo)}, {n.anio('ipm_censal')}",
            columnas,
            filas,
            "tabla-numeros ultima-de-texto",
        )

    def tabla_cuadrantes(self, departamento: str) -> str:
        """Cuántos municipios de un departamento hay en cada cruce y cómo leerlo."""
        n = self.numeros
        suyos = n.acervo.municipios_de(departamento)
        rotulos = n.acervo.catalogo["cuadrante"].categorias
        hallados = Counter(int(n.valor("cuadrante", c)) for c in suyos)
        filas = [
            (
                rotulo,
                numero(hallados[clave]),
                self._ejemplo([c for c in suyos if n.valor("cuadrante", c) == clave]),
                archivos_de_las_guias.uno("reglas", "lecturas_de_cuadrante", f"c{clave}"),
            )
            for clave, rotulo in sorted(rotulos.items(), reverse=True)
        ]
        columnas = ("Cruce", "Municipios", "El de más personas en pobreza", "Qué suele convenir")
        titulo = (
            f"Los {len(suyos)} municipios de {n.nombre(departamento)} según el cruce, "
            f"{n.anio('cuadrante')}"
        )
        return tabla(titulo, columnas, filas)

    def _ejemplo(self, codigos: list[str]) -> str:
        if not codigos:
            return "ninguno"
        n = self.numeros
        return self.enlaces.enlace_perfil(
            max(codigos, key=lambda c: n.valor("personas_pobreza", c))
        )

    def tabla_fiscal(self, codigo: str) -> str:
        """Los indicadores fiscales del municipio, la mediana de su categoría y qué preguntar."""
        n = self.numeros
        preguntas = archivos_de_las_guias.leer("reglas")["preguntas_fiscales"]
        filas = [
            (
                n.acervo.catalogo[i].corto,
                Markup("{} <small>({})</small>").format(
                    seguro(n.cifra(i, codigo)), n.periodo(i, codigo)
                ),
                self._mediana_de_categoria(i, codigo),
                pregunta,
            )
            for i, pregunta in preguntas.items()
        ]
        categoria = n.cifra("categoria_ley617", codigo).lower()
        columnas = (
            "Indicador",
            n.nombre(codigo),
            f"Mediana de la categoría {categoria}",
            "La pregunta que sigue",
        )
        return tabla(f"Las finanzas de {n.nombre(codigo)}, leídas", columnas, filas)

    def _mediana_de_categoria(self, indicador: str, codigo: str) -> str:
        acervo = self.numeros.acervo
        anio = acervo.vigente("categoria_ley617")
        categorias = acervo.municipal("categoria_ley617", "total", anio)
        pares = categorias == self.numeros.valor("categoria_ley617", codigo)
        valores = acervo.municipal(indicador, "total", acervo.vigente(indicador))[pares]
        ficha = acervo.catalogo[indicador]
        texto = numero(float(np.nanmedian(valores)), ficha.decimales)
        return texto + (f"\N{NO-BREAK SPACE}{ficha.simbolo}" if ficha.simbolo else "")

    def tabla_ruta(self) -> str:
        """Los pasos de la ruta productiva, los mismos de la herramienta."""
        ruta = herramientas.reglas()["ruta"]
        pasos = [
            p for s in ruta["secciones"] for o in s["opciones"] for p in o.get("pasos", ())
        ] + ruta["siempre"]
        meses = {f["id"]: f["mes"] for f in ruta["fases"]}
        filas = [
            (p["paso"], p["fase"], p["aliado"], p["instrumento"], self._norma(p))
            for p in sorted(pasos, key=lambda p: meses[p["fase"]])
        ]
        columnas = ("Paso", "Fase", "Aliado", "Instrumento", "Norma")
        return tabla("Pasos, aliados e instrumentos de la ruta", columnas, filas)

    def tabla_del_campo(self, codigos: Sequence[str]) -> Markup:
        """Asistencia, crédito y tenencia del Censo Agropecuario, un municipio por columna."""
        n = self.numeros
        filas = [
            (n.acervo.catalogo[i].corto, *(n.cifra(i, codigo) for codigo in codigos))
            for i in DEL_CAMPO
        ]
        columnas = ("Rural disperso", *(n.nombre(codigo) for codigo in codigos))
        titulo = f"El campo en {n.anio(DEL_CAMPO[0])}, según el Censo Agropecuario"
        return tabla(titulo, columnas, filas, "tabla-numeros")

    def prueba(self, clave: str) -> Markup:
        """La prueba de entrada y salida de una sesión, para imprimir una hoja por persona."""
        return Markup(sesion.prueba(clave, self.numeros.anio))  # noqa: S704 - ya escapada

    def _norma(self, paso: dict[str, Any]) -> Markup:
        citas = Markup("; ").join(self.enlaces.norma(clave) for clave in paso["normas"])
        marca = MARCA if paso["estado"] == "por verificar" else ""
        return (citas or seguro(paso["nota"])) + marca


@cache
def _muestra() -> dict[tuple[str, bool], int]:
    """Hogares de la muestra por grupo y condición de pobreza (exactos: ver su .yaml)."""
    hogares: Counter[tuple[str, bool]] = Counter()
    with MUESTRA.open(encoding="utf-8", newline="") as archivo:
        for fila in csv.DictReader(archivo):
            marcas = np.array([[int(fila[f"I{j}"]) for j in range(1, 16)]], dtype=np.uint8)
            pobre = bool(es_pobre(marcas, IPM)[0])
            hogares[fila["grupo"], pobre] += int(fila["hogares"])
    return dict(hogares)


def hogares_de_la_muestra() -> str:
    """Cuántos hogares tiene la muestra: «4.460»."""
    return numero(sum(_muestra().values()))


def corte_de_la_muestra() -> str:
    """El corte de la base de donde salen los conteos."""
    ficha = texto_yaml.leer(MUESTRA.with_suffix(".yaml").read_text(encoding="utf-8"))
    return str(ficha["corte"])


def tabla_cortes() -> str:
    """Los dos errores con cada corte de grupo, medidos en la muestra real del Sisbén IV."""
    conteos = _muestra()
    grupos = sorted({g for g, _ in conteos})
    filas = []
    for hasta in grupos[:-1]:
        dentro = [g for g in grupos if g <= hasta]
        hecha = evaluacion.evaluar(
            np.array([pobre for _, pobre in conteos]),
            np.array([g in dentro for g, _ in conteos]),
            ponderador=np.array(list(conteos.values())),
        )
        filas.append(
            (
                "Solo A" if hasta == "A" else f"De A a {hasta}",
                numero(hecha.inclusion.denominador),
                _con_razon(hecha.inclusion),
                _con_razon(hecha.exclusion),
            )
        )
    columnas = (
        "Entran los grupos",
        "Hogares que entran",
        "Error de inclusión",
        "Error de exclusión",
    )
    return tabla("Los dos errores según el corte, medidos", columnas, filas, "tabla-numeros")


def _con_razon(razon: evaluacion.Razon) -> str:
    if math.isnan(razon.valor):
        return "no se puede calcular"
    partes = f"{numero(razon.numerador)} de {numero(razon.denominador)}"
    return Markup("{} <small>({})</small>").format(porcentaje(100 * razon.valor), partes)
