"""Los algoritmos de Processing del kit, en el orden de los pasos."""

from __future__ import annotations

from ..fichas.algoritmo import FichasPorVereda
from ..veredas.preparar import PrepararParaPublicar
from .asignar_cupos import AsignarCupos
from .cargar_referencia import CargarReferencia
from .cargar_sisben import CargarSisben
from .clasificar_territorios import ClasificarTerritorios
from .diagnosticar_capa import DiagnosticarCapa
from .evaluar_focalizacion import EvaluarFocalizacion
from .identificar_hogares import IdentificarHogares
from .incidencia_privaciones import IncidenciaPrivaciones
from .seleccionar_hogares import SeleccionarHogares

ALGORITMOS = (
    CargarSisben,
    CargarReferencia,
    DiagnosticarCapa,
    IncidenciaPrivaciones,
    ClasificarTerritorios,
    IdentificarHogares,
    SeleccionarHogares,
    AsignarCupos,
    EvaluarFocalizacion,
    FichasPorVereda,
    PrepararParaPublicar,
)
