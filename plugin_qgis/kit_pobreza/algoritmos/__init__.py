"""Los algoritmos de Processing del kit, en el orden de los pasos."""

from __future__ import annotations

from ..fichas.algoritmo import FichasPorVereda
from ..veredas.preparar import PrepararParaPublicar
from .acceso_servicios import AccesoServicios
from .agrupamientos import Agrupamientos
from .asignar_cupos import AsignarCupos
from .cargar_referencia import CargarReferencia
from .cargar_sisben import CargarSisben
from .cgh_por_territorio import CghPorTerritorio
from .clasificar_territorios import ClasificarTerritorios
from .comparar_cortes import CompararCortes
from .diagnosticar_capa import DiagnosticarCapa
from .evaluar_focalizacion import EvaluarFocalizacion
from .evaluar_lista import EvaluarLista
from .identificar_hogares import IdentificarHogares
from .incidencia_privaciones import IncidenciaPrivaciones
from .mapa_bivariado import MapaBivariado
from .pobreza_monetaria import PobrezaMonetaria
from .raster_territorios import RasterTerritorios
from .recodificar_privaciones import RecodificarPrivaciones
from .seleccionar_hogares import SeleccionarHogares

ALGORITMOS = (
    CargarSisben,
    CargarReferencia,
    RecodificarPrivaciones,
    DiagnosticarCapa,
    IncidenciaPrivaciones,
    PobrezaMonetaria,
    ClasificarTerritorios,
    Agrupamientos,
    MapaBivariado,
    IdentificarHogares,
    SeleccionarHogares,
    AsignarCupos,
    EvaluarFocalizacion,
    CghPorTerritorio,
    EvaluarLista,
    CompararCortes,
    AccesoServicios,
    RasterTerritorios,
    FichasPorVereda,
    PrepararParaPublicar,
)
