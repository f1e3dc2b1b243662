"""Las plantillas se pueden traducir a Hugo: sin eso `make medir` no tiene con qué comparar."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment

from generador.errores import ErrorDelKit
from generador.paginas.datos_del_sitio import Acervo
from generador.paginas.entorno_jinja import entorno
from generador.paginas.territorios.contexto_comun import Comun
from medir.insumos import NIVELES, URL
from medir.traduccion import traducir
from medir.volcado import volcar

# Con todos los datos, sin casi ninguno y la ciudad que también es departamento.
MUESTRA = {
    "municipio": ("27025", "94663", "11001"),
    "departamento": ("27", "88"),
    "nacion": ("00",),
}


@pytest.mark.parametrize("nivel", NIVELES)
def test_cada_plantilla_se_traduce_entera(acervo: Acervo, nivel: str) -> None:
    comun = Comun(acervo, URL)
    fijo, seguras = volcar(comun.fijo)
    mapas = set[str]()
    for codigo in MUESTRA[nivel]:
        datos, suyas = volcar(NIVELES[nivel](comun, codigo))
        seguras |= suyas
        mapas |= {k for k, v in datos.items() if isinstance(v, dict)}
    hugo = traducir(entorno(), f"{nivel}.html", comunes=set(fijo), mapas=mapas, seguras=seguras)
    assert "{%" not in hugo
    assert '<section id="privaciones">' in hugo
    assert hugo.count("{{ end }}") == sum(hugo.count(f"{{{{ {o} ") for o in ("if", "range"))


def test_lo_que_no_se_sabe_traducir_dice_donde() -> None:
    suelto = Environment(loader=DictLoader({"a.html": "uno\n{{ x.metodo() }}"}), autoescape=True)
    with pytest.raises(ErrorDelKit, match=r"a\.html:2: .*«Call»"):
        traducir(suelto, "a.html", comunes=())
