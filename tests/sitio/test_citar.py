"""Copiar la cita de una página, con permiso o sin él."""

from __future__ import annotations

import pytest

from tests.construido import Sitio
from tests.navegador import Abrir
from tests.sitio.muestra import perfil

pytestmark = pytest.mark.navegador


def test_la_cita_se_copia_con_un_toque(sitio: Sitio, abrir: Abrir) -> None:
    visita = abrir(permissions=["clipboard-read", "clipboard-write"])
    pagina = visita.ir(sitio.url + perfil("27025") + "#fuentes")
    botones = pagina.get_by_role("button", name="Copiar")
    assert botones.count() == 3  # dos citas y la tarjeta
    botones.first.click()
    pagina.get_by_role("button", name="Copiada").wait_for()
    copiado = pagina.evaluate("navigator.clipboard.readText()")
    assert copiado == pagina.locator(".cita-copiable").first.inner_text().strip()
    assert "90,6" in copiado
    assert visita.problemas == []


def test_sin_permiso_la_cita_queda_seleccionada(sitio: Sitio, abrir: Abrir) -> None:
    pagina = abrir().ir(sitio.url + perfil("27025") + "#fuentes")
    pagina.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }"
    )
    pagina.get_by_role("button", name="Copiar").first.click()
    pagina.get_by_role("button", name="Seleccionada").wait_for()
    assert "Alto Baudó" in pagina.evaluate("String(getSelection())")
