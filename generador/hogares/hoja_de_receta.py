"""La hoja con que se arma una receta propia sin escribir reglas: una fila por categoría.

La escribe `kit recodificar --plantilla`; se llenan dos columnas —cómo se llama en su base cada
variable y con qué código está cada categoría— y se da con `--receta`.
"""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

from generador.disco.tablas_sin_formulas import inofensivo, original
from generador.errores import ErrorDeDatos, Lugar
from generador.metodos.recodificacion.propia import Correspondencia, documento_de
from generador.metodos.recodificacion.receta import Receta

COLUMNAS = (
    *("variable", "que_es", "categoria", "que_significa"),
    *("columna_en_su_base", "codigo_en_su_base"),
)
# Filas que no son de una variable: la llave del hogar, la persona y lo que el kit reconoce.
HOGAR, PERSONA = "(hogar)", "(persona)"
DEL_NUCLEO = {
    "(cod_mpio)": "Código del municipio, si lo trae",
    "(nom_vereda)": "Nombre de la vereda, si lo trae",
    "(fex)": "Factor de expansión, si es una muestra",
}
NO_APLICA, SIN_DATO = "no aplica", "sin dato"
SUELTAS = {NO_APLICA: "No se le preguntó", SIN_DATO: "No respondió o no informa"}
PARTE_DE = "parte_de"
SEPARADOR = ";"
VARIOS = "|"


def escribir_hoja(receta: Receta) -> str:
    """El texto de la hoja, para Excel en español: con «;» y su marca de UTF-8."""
    salida = io.StringIO()
    escritor = csv.writer(salida, delimiter=SEPARADOR, lineterminator="\r\n")
    escritor.writerow(COLUMNAS)
    escritor.writerow((PARTE_DE, "Receta de que parte: no la cambie", receta.id, "", "", ""))
    dice = "Columnas que juntas identifican el hogar (si son varias, sepárelas con |)"
    escritor.writerow((HOGAR, dice, "", "", "", ""))
    escritor.writerow((PERSONA, "Columna con el número de la persona en su hogar", "", "", "", ""))
    for clave, dice in DEL_NUCLEO.items():
        escritor.writerow((clave, dice, "", "", "", ""))
    for variable in receta.variables.values():
        if variable.es_derivada:
            continue
        escritor.writerow((variable.id, inofensivo(variable.etiqueta), "", "", "", ""))
        for categoria in variable.categorias:
            dice = inofensivo(variable.etiquetas.get(categoria, categoria))
            escritor.writerow((variable.id, "", categoria, dice, "", ""))
        for suelta, dice in SUELTAS.items():
            escritor.writerow((variable.id, "", suelta, dice, "", ""))
    return "\ufeff" + salida.getvalue()


def leer_hoja(texto: str, ruta: Path) -> dict[str, Any]:
    """El documento de la receta propia; ErrorDeDatos con la fila y la columna si algo no va.

    En «codigo_en_su_base» van varios códigos de una misma categoría separados por |.
    """
    cabeza = texto.lstrip("\ufeff").split("\n", 1)[0]
    signo = SEPARADOR if cabeza.count(SEPARADOR) > cabeza.count(",") else ","
    filas = list(csv.reader(io.StringIO(texto.lstrip("\ufeff")), delimiter=signo))
    if not filas or tuple(c.strip() for c in filas[0]) != COLUMNAS:
        raise ErrorDeDatos(
            "no es la hoja de una receta",
            lugar=Lugar(ruta.name, fila=1),
            que_hacer="hágala con kit recodificar --plantilla, y no cambie su encabezado",
        )
    hoja = _Hoja(ruta.name)
    for numero, fila in enumerate(filas[1:], start=2):
        if any(celda.strip() for celda in fila):
            hoja.sumar(numero, [original(c.strip()) for c in [*fila, *[""] * 6][:6]])
    return hoja.documento(ruta.stem)


class _Hoja:
    """Lo que se va leyendo de la hoja."""

    def __init__(self, archivo: str) -> None:
        self.archivo = archivo
        self.parte_de = ""
        self.columnas: dict[str, str] = {}
        self.codigos: dict[str, dict[str, str]] = {}
        self.sueltas: dict[str, dict[str, tuple[str, ...]]] = {NO_APLICA: {}, SIN_DATO: {}}

    def sumar(self, numero: int, celdas: list[str]) -> None:
        """Suma una fila."""
        variable, _, categoria, _, columna, codigo = celdas
        if variable == PARTE_DE:
            self.parte_de = categoria
        elif not categoria:
            self._columna(numero, variable, columna)
        elif codigo:
            self._codigo(numero, variable, categoria, codigo)

    def _columna(self, numero: int, variable: str, columna: str) -> None:
        if columna and variable in self.columnas:
            raise self._error(numero, "variable", f"«{variable}» está dos veces", "deje una")
        if columna:
            self.columnas[variable] = columna

    def _codigo(self, numero: int, variable: str, categoria: str, escritos: str) -> None:
        propios = tuple(parte.strip() for parte in escritos.split(VARIOS) if parte.strip())
        if categoria in self.sueltas:
            self.sueltas[categoria][variable] = propios
            return
        for propio in propios:
            ya = self.codigos.setdefault(variable, {})
            if propio in ya:
                raise self._error(
                    *(numero, "codigo_en_su_base"),
                    *(f"el código «{propio}» ya es «{ya[propio]}»", "deje una"),
                )
            ya[propio] = categoria

    def documento(self, nombre: str) -> dict[str, Any]:
        """La receta propia, todavía sin comprobar."""
        for clave, dice in ((HOGAR, "el hogar"), (PERSONA, "la persona")):
            if clave not in self.columnas:
                raise ErrorDeDatos(
                    f"no dice qué columna identifica {dice}",
                    lugar=Lugar(self.archivo, columna="columna_en_su_base"),
                    que_hacer=f"llene la fila «{clave}»",
                )
        fuera = (HOGAR, PERSONA, *DEL_NUCLEO)
        hogar = tuple(p.strip() for p in self.columnas[HOGAR].split(VARIOS) if p.strip())
        dicha = Correspondencia(
            hogar=hogar,
            persona=self.columnas[PERSONA],
            columnas={v: c for v, c in self.columnas.items() if v not in fuera},
            codigos=self.codigos,
            no_aplica=self.sueltas[NO_APLICA],
            falta=self.sueltas[SIN_DATO],
            nucleo={k.strip("()"): self.columnas[k] for k in DEL_NUCLEO if k in self.columnas},
        )
        return documento_de(nombre, nombre, self.parte_de, dicha)

    def _error(self, fila: int, columna: str, problema: str, que_hacer: str) -> ErrorDeDatos:
        return ErrorDeDatos(
            problema, lugar=Lugar(self.archivo, fila=fila, columna=columna), que_hacer=que_hacer
        )
