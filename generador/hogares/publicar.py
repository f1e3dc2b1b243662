"""El registro de `kit incidencia`: parámetros y recuentos, sin territorios ni hogares sueltos."""

from __future__ import annotations

from typing import Any

from generador.hogares.archivo import sha256_de
from generador.hogares.base import Base
from generador.hogares.incidencia import Opciones, Resultado, hogares_inconsistentes
from generador.hogares.poligonos import CapaDeTerritorios
from generador.hogares.registro import registrar
from generador.metodos.hogares.auditoria import Entrada
from generador.metodos.supresion import COMPLEMENTARIA, MINIMO, PRIMARIA
from generador.paginas.formato import numero


def registro_de_incidencia(
    base: Base,
    opciones: Opciones,
    resultado: Resultado,
    capa: CapaDeTerritorios | None,
    *,
    revisar: bool,
) -> dict[str, Any]:
    """Con la base todavía abierta: `revisar` recorre otra vez el archivo por hogares."""
    depurada, codigos = resultado.depurada, resultado.supresion.territorios
    distintos = hogares_inconsistentes(base) if revisar and resultado.filas == "personas" else None
    avisos = list(resultado.avisos)
    if distintos:
        avisos.append(
            f"{numero(distintos)} hogares tienen privaciones o «h_5» distintos entre sus personas; "
            "cada persona cuenta con lo suyo"
        )
    if opciones.minimo < MINIMO:
        avisos.append(
            f"con un mínimo de {opciones.minimo} hogares la tabla puede revelar a alguien: úsela "
            "solo por dentro"
        )
    parametros = {
        "por": opciones.por,
        "poligonos": capa.ruta.name if capa else None,
        "k": opciones.k,
        "metodo": opciones.metodo.resumen(),
        "minimo_de_hogares": opciones.minimo,
        "nulos": opciones.nulos,
        "denominador": opciones.unidad,
        "cada_fila_es": resultado.filas,
        "factor": base.canonica("fex") if opciones.con_factor else None,
    }
    recuentos = {
        "personas_leidas": depurada.filas,
        "hogares_con_territorio": int(resultado.total.registros[0]),
        "personas_sin_territorio": depurada.sin_territorio,
        "personas_con_nulos": depurada.filas_con_nulos,
        "nulos_por_columna": depurada.nulos,
        "personas_con_h_5_distinto": depurada.distintas_de_h_5,
        "hogares_con_marcas_distintas": distintos,
        "territorios": len(resultado.territorios),
        "territorios_suprimidos": int((codigos == PRIMARIA).sum()),
        "territorios_suprimidos_complementarios": int((codigos == COMPLEMENTARIA).sum()),
        **resultado.cuentas,
    }
    otras = [Entrada(capa.ruta.name, sha256_de(capa.ruta))] if capa else []
    return registrar("kit incidencia", base, parametros, recuentos, avisos, otras=otras)
