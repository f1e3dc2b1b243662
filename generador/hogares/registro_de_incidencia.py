"""El registro interno de `kit incidencia`: parámetros y recuentos, sin hogares sueltos."""

from __future__ import annotations

from typing import Any

from generador.hogares import modos
from generador.hogares.archivo import sha256_de
from generador.hogares.base_reconocida import Base
from generador.hogares.incidencia import IncidenciaMedida, Opciones
from generador.hogares.poligonos import CapaDeTerritorios
from generador.hogares.registro_de_auditoria import registrar
from generador.metodos.hogares.auditoria import ArchivoLeido


def registro_de_incidencia(
    base: Base, opciones: Opciones, resultado: IncidenciaMedida, capa: CapaDeTerritorios | None
) -> dict[str, Any]:
    """Lo que hace falta para repetir la cuenta, y lo que se notó."""
    parametros = {
        "modo": "interno",
        "por": opciones.por,
        "poligonos": capa.ruta.name if capa else None,
        "k": opciones.k,
        "metodo": opciones.metodo.resumen(),
        "minimo_de_hogares": opciones.minimo,
        "nulos": opciones.nulos,
        "denominador": opciones.unidad,
        "cada_fila_es": resultado.filas,
        "factor": base.canonica("fex") if opciones.con_factor else None,
        "hogares_revisados": resultado.revisada,
        "decimal": opciones.decimal,
        "aceptar_perdidas": opciones.aceptar,
    }
    hecho = registrar(
        "kit incidencia",
        base,
        parametros,
        _recuentos(resultado),
        resultado.avisos,
        resultado.avisos_de_la_orden,
        modo="interno",
        otras=[ArchivoLeido(capa.ruta.name, sha256_de(capa.ruta))] if capa else [],
    )
    return {**hecho, "uso": modos.INTERNO, "publicable": "no"}


def _recuentos(resultado: IncidenciaMedida) -> dict[str, Any]:
    depurada, renglones = resultado.depurada, resultado.renglones
    de_avisos = {aviso.id: aviso.n for aviso in renglones.avisos.lista}
    return {
        "filas_leidas": renglones.leidas,
        "hogares_leidos": int(renglones.registros.sum()),
        "personas_leidas": int(renglones.personas.sum()),
        "hogares_con_territorio": int(resultado.total.registros[0]),
        "hogares_sin_territorio": depurada.sin_territorio,
        "hogares_con_nulos": depurada.con_nulos,
        "nulos_por_columna": depurada.nulos,
        "hogares_con_h_5_distinto": depurada.distintos_de_h_5,
        "hogares_con_marcas_distintas": de_avisos.get("marcas_distintas", 0)
        if resultado.revisada
        else None,
        "territorios": len(resultado.territorios),
        **resultado.cuentas,
    }
