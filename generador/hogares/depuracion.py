"""De los conteos a la tabla de patrones: nulos, valores raros y la comparación con `h_5`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

import numpy as np

from generador.errores import ErrorDeDatos, Lugar
from generador.hogares.archivo import mensajes_de
from generador.hogares.base import Base
from generador.hogares.conteos import Conteos, Lectura
from generador.hogares.dominio import con_lugar
from generador.hogares.expresiones import RARO
from generador.metodos.depuracion import REGLAS_DE_NULOS, ReglaDeNulos
from generador.metodos.errores import ErrorDeMetodo
from generador.metodos.hogares.nombres import PRIVACIONES
from generador.metodos.metodo import IPM
from generador.metodos.patrones import TablaDePatrones, descodificar, unir
from generador.metodos.privaciones import es_pobre
from generador.metodos.tipos import Enteros

BITS = len(PRIVACIONES)


@dataclass(frozen=True)
class Depurada:
    """La tabla lista para medir y lo que costó llegar a ella, en filas de la base."""

    tabla: TablaDePatrones
    filas: int
    nulos: dict[str, int]
    filas_con_nulos: int
    sin_territorio: int
    registros_sin_territorio: int
    distintas_de_h_5: int | None


def regla_de_nulos(texto: str) -> ReglaDeNulos:
    """Una de las reglas de nulos del método."""
    for regla in REGLAS_DE_NULOS:
        if texto == regla:
            return regla
    raise ErrorDeDatos(
        f"la regla de nulos «{texto}» no existe",
        que_hacer=f"use una de: {', '.join(REGLAS_DE_NULOS)}",
    )


def depurar(
    base: Base, conteos: Conteos, territorio: Enteros, territorios: int, regla: ReglaDeNulos
) -> Depurada:
    """Aplica la regla de nulos y arma la tabla; `territorio` (m,) es −1 donde no hay.

    Un valor que no sea 0, 1 ni nulo siempre es un error, con su columna y su fila.
    """
    if conteos.raros.any():
        _fallar_por_raros(base, int(np.bitwise_or.reduce(conteos.raros)))
    vacios = descodificar(conteos.nulos, BITS)
    nulos = {
        p: int(conteos.personas[vacios[:, j] > 0].sum()) for j, p in enumerate(base.privaciones)
    }
    alguno = conteos.nulos != 0
    con_nulos = int(conteos.personas[alguno].sum())
    if con_nulos and regla == "fallar":
        detalle = ", ".join(f"{c}: {n}" for c, n in nulos.items() if n)
        raise ErrorDeDatos(
            f"{con_nulos} de {conteos.personas.sum()} personas tienen privaciones sin dato "
            f"({detalle})",
            lugar=Lugar(base.nombre),
            que_hacer="complete el dato, o elija --nulos excluir o --nulos no_privado",
        )
    cuentan = (territorio >= 0) & ~(alguno & (regla == "excluir"))
    with con_lugar(base.nombre):
        tabla = _tabla(conteos, territorio, territorios, cuentan)
    fuera = territorio < 0
    return Depurada(
        tabla=tabla,
        filas=int(conteos.personas.sum()),
        nulos={c: n for c, n in nulos.items() if n},
        filas_con_nulos=con_nulos,
        sin_territorio=int(conteos.personas[fuera].sum()),
        registros_sin_territorio=int(conteos.registros[fuera].sum()),
        distintas_de_h_5=_distintas(conteos, ~alguno),
    )


def _tabla(
    conteos: Conteos, territorio: Enteros, territorios: int, cuentan: np.ndarray
) -> TablaDePatrones:
    if not cuentan.any():
        raise ErrorDeMetodo(
            "no queda ninguna fila con territorio y privaciones",
            que_hacer="revise el campo del territorio, los polígonos y la regla de nulos",
        )
    suelta = TablaDePatrones(
        territorio=territorio[cuentan],
        patron=conteos.patron[cuentan],
        registros=conteos.registros[cuentan],
        hogares=(conteos.registros * conteos.factor)[cuentan],
        personas=(conteos.personas * conteos.factor)[cuentan],
        territorios=territorios,
        bits=BITS,
    )
    return unir([suelta])


def _distintas(conteos: Conteos, completas: np.ndarray) -> int | None:
    """Personas cuyo `h_5` no es el que dan sus privaciones con k = 1/3; None si no hay `h_5`."""
    conocidas = completas & (conteos.h_5 >= 0) & (conteos.h_5 <= 1)
    if not conocidas.any():
        return None
    pobre = es_pobre(descodificar(conteos.patron, BITS), IPM)
    return int(conteos.personas[conocidas & (pobre != (conteos.h_5 == 1))].sum())


def _fallar_por_raros(base: Base, mascara: int) -> NoReturn:
    """Busca la primera fila del primer valor que no es 0 ni 1."""
    columna = next(c for j, c in enumerate(base.privaciones) if mascara >> j & 1)
    lectura = Lectura.de(base, base.privaciones).en_orden()
    expresion = lectura.privaciones()[base.privaciones.index(columna)]
    with mensajes_de(base.archivo.ruta):
        marcada = lectura.relacion.project(
            f"CAST({lectura.col(columna)} AS VARCHAR) AS valor, ({expresion}) AS v, "
            "row_number() OVER () AS fila"
        )
        malas = marcada.filter(f"v = {RARO}")
        fila, valor = malas.order("fila").limit(1).project("fila, valor").fetchall()[0]
        cuantas = malas.aggregate("count(*)").fetchall()[0][0]
    encabezado = 1 if base.archivo.dialecto else 0
    raise ErrorDeDatos(
        f"hay {cuantas} valores de privación que no son 0 ni 1",
        lugar=Lugar(base.nombre, fila=fila + encabezado, columna=columna),
        valor=valor,
        que_hacer="revise que la columna sea la privación y que «no aplica» llegue vacío",
    )
