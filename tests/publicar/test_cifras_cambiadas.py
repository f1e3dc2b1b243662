"""Qué cifras cambiaron, y cuáles cambiaron sin que cambiara su fuente."""

from __future__ import annotations

import errno
from pathlib import Path

import orjson
import pytest

from generador.cubo import procedencia
from generador.cubo.catalogo import indicadores
from generador.errores import ErrorDeDatos
from generador.paginas.publicacion import fuentes_publicadas
from generador.paginas.publicacion.cambios_publicados import CifraCambiada
from generador.publicar import cifras_cambiadas
from generador.publicar.cifras_cambiadas import Diferencias
from generador.publicar.fuentes_de_antes import CAMBIO, IGUAL, NO_CONSTA, insumos
from tests.publicar.publicaciones import FUENTES, Cifras, publicar

IPM = ("27025", "ipm_censal", "medida_censal_2018")
NBI = ("27025", "nbi", "nbi")
BASE = {IPM: "90.6", NBI: "72.8"}
OTRA_MEDIDA = {**FUENTES, "medida_censal_2018": {"a.xlsx": "2"}}


def _comparar(
    carpeta: Path,
    ahora: Cifras,
    fuentes: dict[str, dict[str, str]],
    fuentes_antes: dict[str, dict[str, str]] | None = FUENTES,
    antes: Cifras = BASE,
) -> Diferencias:
    anterior = publicar(carpeta / "antes", antes, fuentes_antes)
    return cifras_cambiadas.comparar(
        anterior, publicar(carpeta / "ahora", ahora, fuentes), indicadores()
    )


def test_lo_mismo_no_tiene_diferencias(tmp_path: Path) -> None:
    hallado = _comparar(tmp_path, BASE, FUENTES)
    assert (hallado.indicadores, hallado.fuentes, hallado.desde) == ((), {}, "2026-10-01")


def test_la_cifra_y_su_fuente_cambian_a_la_vez(tmp_path: Path) -> None:
    hallado = _comparar(tmp_path, BASE | {IPM: "91.5"}, OTRA_MEDIDA)
    (uno,) = hallado.indicadores
    fuente, indicador = "medida_censal_2018", "ipm_censal"
    assert uno.filas == (
        CifraCambiada(fuente, indicador, "27025", "total", "2018", "90.6", "91.5"),
    )
    assert (uno.fuente, uno.cambiaron) == (CAMBIO, (fuente,))
    assert hallado.fuentes == {"medida_censal_2018": ["a.xlsx"]}
    assert hallado.sin_explicar == []


def test_la_cifra_cambia_sola_y_es_senal(tmp_path: Path) -> None:
    # Que cambie otra fuente no la explica.
    hallado = _comparar(tmp_path, BASE | {NBI: "70"}, OTRA_MEDIDA)
    assert [(u.cuenta.indicador, u.fuente) for u in hallado.sin_explicar] == [("nbi", IGUAL)]


def test_una_cifra_que_se_retira_tambien_es_senal(tmp_path: Path) -> None:
    hallado = _comparar(tmp_path, {IPM: "90.6"}, FUENTES)
    assert [u.cuenta.retiradas for u in hallado.sin_explicar] == [1]
    assert hallado.sin_explicar[0].filas[0].de_cuanto_a_cuanto == "72,8 → retirada"


def test_una_cifra_nueva_no_detiene(tmp_path: Path) -> None:
    hallado = _comparar(tmp_path, BASE | {("05001", "nbi", "nbi"): "8"}, FUENTES)
    assert [u.cuenta.nuevas for u in hallado.indicadores] == [1]
    assert hallado.sin_explicar == []


def test_sin_registro_de_antes_no_consta_y_detiene(tmp_path: Path) -> None:
    hallado = _comparar(tmp_path, BASE | {IPM: "91.5"}, OTRA_MEDIDA, None)
    assert [u.fuente for u in hallado.sin_explicar] == [NO_CONSTA]


def test_una_fuente_que_llega_o_se_va_es_otra(tmp_path: Path) -> None:
    sin_nbi = {"medida_censal_2018": {"a.xlsx": "1"}}
    hallado = _comparar(tmp_path, {IPM: "90.6"}, sin_nbi)
    assert hallado.fuentes == {"nbi": ["b.xlsx"]}
    assert hallado.sin_explicar == []


def test_de_que_fuentes_sale_cada_cifra() -> None:
    catalogo = indicadores()
    assert insumos("ipm_censal", "medida_censal_2018", catalogo) == {"medida_censal_2018"}
    # El promedio departamental depende además de con qué se pondera.
    del_kit = insumos("ipm_censal", "kit:medida_censal_2018", catalogo)
    assert del_kit > {"medida_censal_2018"}
    assert "kit" not in del_kit
    derivado = next(i for i in catalogo.values() if i.fuente == "kit" and i.cociente)
    assert insumos(derivado.id, "kit", catalogo)
    assert "kit" not in insumos(derivado.id, "kit", catalogo)


def test_todo_derivado_dice_de_que_fuentes_sale_o_no_dice_ninguna() -> None:
    catalogo = indicadores()
    conocidas = {i.fuente for i in catalogo.values()} - {"kit"}
    for ficha in catalogo.values():
        assert insumos(ficha.id, ficha.fuente, catalogo) <= conocidas, ficha.id


@pytest.mark.parametrize("contenido", ["", "{", "[]", '{"esquema": "9"}', '{"esquema": "1"}'])
def test_un_registro_danado_se_dice(tmp_path: Path, contenido: str) -> None:
    antes = publicar(tmp_path / "antes", BASE, FUENTES)
    (antes / fuentes_publicadas.RUTA).write_text(contenido, encoding="utf-8")
    with pytest.raises(ErrorDeDatos, match="registro de fuentes publicadas"):
        cifras_cambiadas.comparar(antes, antes, indicadores())


def test_lo_que_no_se_deja_leer_no_se_da_por_danado(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def sin_permiso(*_: object) -> None:
        raise PermissionError(errno.EACCES, "", str(tmp_path))

    anterior = publicar(tmp_path, BASE)
    monkeypatch.setattr(Path, "open", sin_permiso)
    with pytest.raises(PermissionError):
        cifras_cambiadas.exigir(anterior)


def test_una_carpeta_sin_tabla_se_dice(tmp_path: Path) -> None:
    with pytest.raises(ErrorDeDatos, match="no está la tabla larga"):
        cifras_cambiadas.tabla_de(tmp_path)


def test_vale_lo_bajado_a_una_carpeta_plana(tmp_path: Path) -> None:
    publicar(tmp_path, BASE, FUENTES)
    assert cifras_cambiadas.tabla_de(tmp_path / "datos") == tmp_path / "datos/indicadores.csv.gz"


def test_cada_fuente_publica_la_huella_de_sus_archivos() -> None:
    registro = fuentes_publicadas.en_bytes(procedencia.fuentes())
    dichas = orjson.loads(registro)["fuentes"]
    for fuente in procedencia.fuentes().values():
        assert set(dichas[fuente.id]["archivos"]) == {a.ruta for a in fuente.archivos}
