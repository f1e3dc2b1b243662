"""El modo publicable: solo sale lo redondeado, igual que en la orden y anotado en su bitácora."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from qgis.core import QgsProject, QgsVectorLayer

from tests.qgis.capas import CAMPOS, agregar, cuadricula, guardar, hogares, poligono
from tests.qgis.corridas import filas as leer_filas
from tests.qgis.publicados import (
    BITACORA,
    CLAVE,
    aparece,
    poner_clave,
    repartidos,
    sin_hogares,
    todo_lo_escrito,
)

PUBLICABLE = {"MODO": 1}
UNA_CLAVE = "a1" * 16


def publicar(correr: Any, base: Any, territorios: Any, **mas: Any) -> list[dict[str, Any]]:
    """Las filas de la capa publicable."""
    hecho = correr("incidencia_privaciones", HOGARES=base, TERRITORIOS=territorios,
                   **{**PUBLICABLE, **mas})  # fmt: skip
    return correr.filas(hecho["SALIDA"])


def del_metodo(capa: Any, octetos: bytes, territorio: list[int], numero: int, **mas: Any) -> Any:
    """Lo publicable calculado con el método del proyecto, sin el complemento."""
    from generador.metodos.grupos import Agrupacion
    from generador.metodos.metodo import IPM
    from generador.metodos.patrones import resumir
    from generador.metodos.publicable.llaves import llaves_de_hogar
    from generador.metodos.publicable.tabla import publicar as publicar_con_el_metodo

    entidades = list(capa.getFeatures())
    privado = np.array([[int(f[c]) for c in CAMPOS] for f in entidades], dtype=np.uint8)
    tabla = resumir(
        privado,
        Agrupacion(np.array(territorio), numero),
        personas=np.array([f["personas"] for f in entidades], dtype=float),
        llaves=llaves_de_hogar(octetos, [f["hogar"] for f in entidades]),
    )
    return publicar_con_el_metodo(tabla, IPM, octetos, **mas)


# El nombre corto de cada columna en la capa.
CORTOS = {"personas_pobres": "pers_pobre", "orden_de_magnitud": "orden_magn"}


def exigir_iguales(filas: list[dict[str, Any]], esperadas: list[dict[str, Any]]) -> None:
    assert len(filas) == len(esperadas)
    for fila, esperada in zip(filas, esperadas, strict=True):
        for clave, valor in esperada.items():
            assert fila[CORTOS.get(clave, clave)] == valor, clave
        assert fila["poblacion"] == esperada["hogares"]


def cuadro_de(capa: Any) -> list[int]:
    return [int(f["codigo"][-1]) - 1 for f in capa.getFeatures()]


@pytest.mark.parametrize("base", [3, 5])
def test_es_lo_que_da_el_metodo_con_la_misma_clave(correr: Any, base: int) -> None:
    capa, territorios = repartidos([140, 20, 9, 8]), cuadricula(2)
    lejos = [(-70, 1), (-69, 1), (-69, 2), (-70, 2)]
    agregar(territorios, [poligono(territorios, lejos, ["05009", "Vacía"])])
    filas = publicar(correr, capa, territorios, BASE=(3, 5).index(base))
    hecha = del_metodo(capa, bytes.fromhex(UNA_CLAVE), cuadro_de(capa), 5, base=base)
    exigir_iguales(filas, hecha.territorios.filas())
    assert [f["supresion"] for f in filas] == hecha.territorios.estado.tolist()
    assert [f["uso"] for f in filas] == ["publicable"] * 5
    assert filas[1]["nota"] == "orden de magnitud"
    assert [filas[i]["estado"] for i in (2, 3)] == ["pocos_hogares"] * 2
    assert (filas[4]["estado"], filas[4]["hogares"]) == ("sin_registros", 0)


def test_el_total_es_su_propia_celda(correr: Any) -> None:
    capa = repartidos([140, 60, 50, 44])
    hecho = correr("incidencia_privaciones", HOGARES=capa, TERRITORIOS=cuadricula(2), MODO=1)
    total = del_metodo(capa, bytes.fromhex(UNA_CLAVE), cuadro_de(capa), 4).total.filas()[0]
    numeros = {"TOTAL_HOGARES": "hogares", "TOTAL_PERSONAS": "personas", "H": "h", "A": "a",
               "M0": "m0"}  # fmt: skip
    assert {n: hecho[n] for n in numeros} == {n: total[c] for n, c in numeros.items()}
    assert "SIN_TERRITORIO" not in hecho
    recuentos = correr.auditoria(hecho["AUDITORIA"])["recuentos"]
    assert recuentos["total_hogares"] == total["hogares"]
    assert "hogares" not in recuentos


def test_la_base_de_practica_y_la_capa_cargada_de_personas_dan_lo_mismo(
    correr: Any, complemento: Path, configuracion: Path
) -> None:
    carpeta = complemento / "practica"
    archivo = str(carpeta / "hogares_de_practica.csv")
    territorios = str(carpeta / "territorios_de_practica.geojson")
    cargada = correr.capa(correr("cargar_sisben", ARCHIVO=archivo)["HOGARES"])
    QgsProject.instance().addMapLayer(cargada)
    filas = publicar(correr, cargada, territorios, CAMPO_TERRITORIOS="codigo")
    assert "PRÁCTICA" in correr.registro.texto.upper()
    assert all("clave conocida" in f["uso"] for f in filas)
    assert [r.name for r in configuracion.iterdir()] == [CLAVE], "la de práctica no se anota"
    # El territorio escrito en la base y el del punto son el mismo.
    nombres = [f["nombre"] for f in filas]
    suyo = [nombres.index(f["vereda_n"] or f["barrio_n"]) for f in leer_filas(cargada)]
    hecha = del_metodo(cargada, bytes(range(16)), suyo, len(nombres))
    exigir_iguales(filas, hecha.territorios.filas())
    assert {f["estado"] for f in filas} >= {"publicado", "pocos_hogares"}


def test_la_clave_y_la_bitacora_quedan_como_las_de_la_orden(
    correr: Any, configuracion: Path
) -> None:
    from generador.metodos.publicable import bitacora, clave
    from generador.metodos.publicable.huella import huella

    def anotados() -> list[Any]:
        return bitacora.de_texto((configuracion / BITACORA).read_text("utf-8"))

    (configuracion / CLAVE).unlink()
    filas = publicar(correr, repartidos([40, 50, 60, 70]), cuadricula(2))
    assert "Se creó la clave de publicación" in correr.registro.texto
    for nombre in (CLAVE, BITACORA):
        assert stat.S_IMODE((configuracion / nombre).stat().st_mode) == 0o600
    propia = clave.de_texto((configuracion / CLAVE).read_text("utf-8"))
    primeros = anotados()
    assert sorted(r["hogares"] for r in primeros) == [40, 50, 60, 70, 220]
    assert {r["huella"] for r in primeros} == {huella(propia)}
    # Lo mismo otra vez: sale igual y no se anota de nuevo.
    assert publicar(correr, repartidos([40, 50, 60, 70]), cuadricula(2)) == filas
    assert "Se creó la clave" not in correr.registro.texto
    assert anotados() == primeros
    publicar(correr, repartidos([90, 80, 30, 120]), cuadricula(2))
    assert len(anotados()) == len(primeros) + 5
    # Si la clave falta, no se crea otra que promediaría el ruido.
    (configuracion / CLAVE).unlink()
    with pytest.raises(RuntimeError, match="no está la clave con que se publicó"):
        publicar(correr, repartidos([40, 50, 60, 70]), cuadricula(2))
    assert not (configuracion / CLAVE).exists()


def test_la_clave_no_sale_por_ningun_lado(correr: Any, configuracion: Path, tmp_path: Path) -> None:
    from kit_pobreza.memoria import MEMORIA

    salida = tmp_path / "salida"
    salida.mkdir()
    hecho = correr("incidencia_privaciones", HOGARES=repartidos([40, 50, 60, 70]), MODO=1,
                   TERRITORIOS=cuadricula(2), SALIDA=str(salida / "p.gpkg"))  # fmt: skip
    dicho = "\n".join([todo_lo_escrito(salida), correr.registro.texto, str(hecho),
                       json.dumps(MEMORIA.exportar(), default=str)])  # fmt: skip
    assert UNA_CLAVE not in dicho
    assert repr(bytes.fromhex(UNA_CLAVE)) not in dicho
    registro = correr.auditoria(hecho["AUDITORIA"])
    assert registro["huella_de_clave"] in (configuracion / BITACORA).read_text("utf-8")
    assert registro["modo"] == registro["uso"] == "publicable"


@pytest.mark.parametrize("en_archivo", [True, False])
def test_ninguna_salida_trae_una_cifra_exacta(
    correr: Any, tmp_path: Path, en_archivo: bool
) -> None:
    """Ni de lo oculto, ni del total, ni de lo que quedó fuera, ni de lo que estaba elegido."""
    from kit_pobreza.memoria import MEMORIA

    cuantos = [137, 181, 463, 611]
    capa = repartidos(cuantos, personas=7)
    territorios = cuadricula(2)
    # El último cuadro no está en la capa: sus 611 hogares quedan fuera.
    ultimo = [f.id() for f in territorios.getFeatures()][-1]
    assert territorios.dataProvider().deleteFeatures([ultimo])
    salida = tmp_path / "salida"
    salida.mkdir()
    if en_archivo:
        capa = guardar(capa, tmp_path / "h.gpkg")
    hecho = correr("incidencia_privaciones", HOGARES=capa, TERRITORIOS=territorios, MODO=1,
                   MINIMO=200, SALIDA=str(salida / "p.gpkg"))  # fmt: skip
    assert [f["supresion"] for f in correr.filas(hecho["SALIDA"])][:2] == [1, 1]
    numeros = {c: v for c, v in hecho.items() if c not in ("SALIDA", "AUDITORIA")}
    dicho = "\n".join([todo_lo_escrito(salida), correr.registro.texto, str(numeros),
                       json.dumps(MEMORIA.recuentos("incidencia_privaciones"))])  # fmt: skip
    exactas = [*cuantos, sum(cuantos), sum(cuantos[:3]), *(7 * n for n in cuantos)]
    publicadas = {f["hogares"] for f in correr.filas(hecho["SALIDA"])} | set(numeros.values())
    for exacta in exactas:
        assert exacta in publicadas or not aparece(exacta, dicho), exacta
    for oculta in (137, 181, 611):
        assert not aparece(oculta, dicho)
    # Lo mismo en interno sí las trae: la búsqueda las encontraría.
    interno = correr("incidencia_privaciones", HOGARES=capa, TERRITORIOS=territorios,
                     SALIDA=str(salida / "interno.gpkg"))  # fmt: skip
    dicho = "\n".join([todo_lo_escrito(salida), correr.registro.texto, str(interno)])
    assert all(aparece(exacta, dicho) for exacta in (137, 181, 611, 7 * 137))


def test_de_la_base_solo_se_listan_los_que_se_publican(correr: Any) -> None:
    capa = repartidos([60, 50, 6, 40])
    hecho = correr("incidencia_privaciones", HOGARES=capa, CAMPO_HOGARES="codigo", MODO=1)
    filas = correr.filas(hecho["SALIDA"])
    hecha = del_metodo(capa, bytes.fromhex(UNA_CLAVE), cuadro_de(capa), 4)
    listados = [f"0500{i + 1}" for i in np.flatnonzero(hecha.territorios.publicado)]
    assert "05003" not in listados
    ocultos = 4 - len(listados)
    resumen = f"{ocultos} territorio{'s' * (ocultos > 1)} sin publicar"
    assert [f["territorio"] for f in filas] == [*listados, resumen]
    assert filas[-1]["hogares"] is None
    assert hecho["SUPRIMIDOS"] == ocultos


def test_los_dos_caminos_y_el_orden_de_las_filas_dan_lo_mismo(correr: Any, tmp_path: Path) -> None:
    capa = hogares(400, identidad=True)
    directas = publicar(correr, capa, cuadricula(2))
    assert "entidad por entidad" in correr.registro.texto
    en_disco = guardar(capa, tmp_path / "h.gpkg")
    assert publicar(correr, en_disco, cuadricula(2)) == directas
    assert "lectura Arrow" in correr.registro.texto
    al_reves = QgsVectorLayer(capa.source(), "al revés", "memory")
    al_reves.dataProvider().addAttributes(list(capa.fields()))
    al_reves.updateFields()
    assert al_reves.dataProvider().addFeatures(list(capa.getFeatures())[::-1])[0]
    assert publicar(correr, al_reves, cuadricula(2)) == directas


def test_la_identidad_vale_por_su_forma_canonica(correr: Any) -> None:
    capa = hogares(200, identidad=True)
    directas = publicar(correr, capa, cuadricula(2))
    posicion = capa.fields().lookupField("hogar")
    cambios = {f.id(): {posicion: f" 0{f['hogar']}.0"} for f in capa.getFeatures()}
    assert capa.dataProvider().changeAttributeValues(cambios)
    assert publicar(correr, capa, cuadricula(2)) == directas


def test_restar_dos_capas_de_poligonos_no_recupera_un_territorio(
    correr: Any, configuracion: Path
) -> None:
    """V0 + V2 menos V2 no da los 17 conteos de V0."""
    capa = repartidos([30, 0, 60, 0])
    partidos, juntos = cuadricula(2), cuadricula(1)
    columnas = ["hogares", "pobres", *(f"t_i{j}" for j in range(1, 16))]
    exactas = correr.filas(correr("incidencia_privaciones", HOGARES=capa, TERRITORIOS=partidos,
                                  UNIDAD=1)["SALIDA"])[0]  # fmt: skip
    verdadero = [exactas["hogares"], exactas["pobres"],
                 *(round(exactas[c] * exactas["hogares"]) for c in columnas[2:])]  # fmt: skip
    for cifra in range(16):
        poner_clave(configuracion, f"{cifra:x}7" * 16)
        sueltas = publicar(correr, capa, partidos)[2]
        todas = publicar(correr, capa, juntos)[0]
        resta = [_conteo(todas, c) - _conteo(sueltas, c) for c in columnas]
        assert resta != verdadero


def _conteo(fila: dict[str, Any], columna: str) -> int:
    return round(fila[columna] * (fila["hogares"] if columna.startswith("t_") else 1))


def test_la_tercera_resta_se_rehusa_y_no_deja_nada(
    correr: Any, configuracion: Path, tmp_path: Path
) -> None:
    capa = repartidos([200, 220, 240, 260])
    # Cinco que siguen juntos en las tres cuadrículas.
    puntos = [f.geometry().asPoint() for f in capa.getFeatures()]
    juntos = [i for i, p in enumerate(puntos) if p.x() < -76.7 and p.y() < 7.3]
    sin_cinco = sin_hogares(capa, juntos[:5])
    for lado in (1, 2):
        publicar(correr, capa, cuadricula(lado))
        publicar(correr, sin_cinco, cuadricula(lado))
    publicar(correr, capa, cuadricula(3))
    antes = (configuracion / BITACORA).read_bytes()
    salida = tmp_path / "tercera.gpkg"
    with pytest.raises(RuntimeError, match="aislado por tercera vez"):
        publicar(correr, sin_cinco, cuadricula(3), SALIDA=str(salida))
    assert not salida.exists()
    assert (configuracion / BITACORA).read_bytes() == antes


def test_se_anota_solo_si_todo_quedo_escrito(
    correr: Any, configuracion: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kit_pobreza import auditoria
    from kit_pobreza.errores import ErrorDeCapa

    def sin_disco(*_nada: Any, **_mas: Any) -> str:
        raise ErrorDeCapa("no hay espacio", que_hacer="libere espacio")

    monkeypatch.setattr(auditoria, "registro", sin_disco)
    salida = tmp_path / "p.gpkg"
    with pytest.raises(RuntimeError, match="no hay espacio"):
        publicar(correr, repartidos([40, 50, 60, 70]), cuadricula(2), SALIDA=str(salida))
    assert not salida.exists()
    assert not (configuracion / BITACORA).exists()
    assert [r.name for r in configuracion.iterdir() if r.name.startswith(".")] == []


def con_campo(capa: Any, nombre: str, valor: str, tipo: str = "texto") -> Any:
    from kit_pobreza.compat import campo

    capa.addExpressionField(valor, campo(nombre, tipo))
    return capa


@pytest.mark.parametrize(
    ("base", "mas", "dice"),
    [
        (lambda: hogares(200), {}, "no trae la identidad de cada hogar"),
        (lambda: con_campo(hogares(200), "hogar", "$id", "entero"), {}, "es un número y no la"),
        (lambda: hogares(200), {"ID": "nombre"}, "vacío o incompleto en la fila 1"),
        (lambda: con_campo(hogares(200), "hogar", "'5001|7|1'"), {}, "repite"),
        (lambda: con_campo(hogares(200, identidad=True), "fex", "1.5", "real"), {},
         "factor de expansión"),
        (lambda: hogares(200, identidad=True), {"MINIMO": 11}, "desde 12"),
        (lambda: hogares(200, identidad=True), {"K": "0,4"}, "solo con k = 1/3"),
        (lambda: hogares(200, identidad=True), {"PESOS": ";".join(["1/15"] * 15)}, "pesos"),
        (lambda: hogares(200, identidad=True), {"UBICADOS": "TEMPORARY_OUTPUT"}, "una fila por"),
        (lambda: hogares(200, identidad=True), {"CAMPO_HOGARES": "personas"}, "característica"),
        (lambda: hogares(200, identidad=True), {"CAMPO_HOGARES": "hogar"}, "identificador"),
    ],
)  # fmt: skip
def test_lo_que_no_se_puede_publicar_se_rehusa(
    correr: Any, configuracion: Path, base: Any, mas: dict[str, Any], dice: str
) -> None:
    territorios = {} if "CAMPO_HOGARES" in mas else {"TERRITORIOS": cuadricula(2)}
    with pytest.raises(RuntimeError, match=dice) as error:
        correr("incidencia_privaciones", HOGARES=base(), MODO=1, **territorios, **mas)
    assert "Qué hacer" in str(error.value)
    assert not (configuracion / BITACORA).exists()


def test_dentro_de_un_archivo_con_otras_capas_no_se_publica(correr: Any, tmp_path: Path) -> None:
    ajeno = guardar(cuadricula(1), tmp_path / "interno.gpkg")
    destino = f"ogr:dbname='{tmp_path / 'interno.gpkg'}' table=\"p\" (geom)"
    with pytest.raises(RuntimeError, match="su propio archivo"):
        publicar(correr, hogares(200, identidad=True), cuadricula(2), SALIDA=destino)
    assert ajeno.isValid()


def test_lo_interno_de_los_territorios_no_pasa(correr: Any) -> None:
    """Medir otra vez sobre la salida interna no arrastra sus conteos exactos."""
    capa = hogares(400, identidad=True)
    interna = correr.capa(
        correr("incidencia_privaciones", HOGARES=capa, TERRITORIOS=cuadricula(2))["SALIDA"]
    )
    QgsProject.instance().addMapLayer(interna)
    de_nuevo = publicar(correr, capa, interna)
    assert "no pasan a la salida publicable: hogares" in correr.registro.texto
    limpias = publicar(correr, capa, cuadricula(2))
    assert [list(f) for f in de_nuevo] == [list(f) for f in limpias]
    assert de_nuevo == limpias


def test_otra_clave_en_la_salida_anterior_se_rehusa(
    correr: Any, configuracion: Path, tmp_path: Path
) -> None:
    salida = tmp_path / "p.gpkg"
    for _ in range(2):
        publicar(correr, hogares(300, identidad=True), cuadricula(2), SALIDA=str(salida))
    antes = salida.read_bytes()
    poner_clave(configuracion, "b2" * 16)
    with pytest.raises(RuntimeError, match="la salida anterior dice"):
        publicar(correr, hogares(300, identidad=True), cuadricula(2), SALIDA=str(salida))
    assert salida.read_bytes() == antes


def test_lo_publicable_se_clasifica_y_se_reparte(correr: Any) -> None:
    hecho = correr("incidencia_privaciones", HOGARES=repartidos([140, 20, 5, 0]), MODO=1,
                   TERRITORIOS=cuadricula(2))  # fmt: skip
    capa = correr.capa(hecho["SALIDA"])
    QgsProject.instance().addMapLayer(capa)
    clases = correr("clasificar_territorios", CAPA=capa, METODO=4, CANTIDAD="pobres",
                    PONDERADOR="poblacion")  # fmt: skip
    assert clases["SIN_DATO"] == sum(f["h"] is None for f in leer_filas(capa))
    cupos = correr("asignar_cupos", TERRITORIOS=capa, TOTAL=30)
    assert cupos["ASIGNADOS"] == 30
    assert "mida otra vez en modo interno" in correr.registro.texto


def test_la_ayuda_dice_lo_que_promete_y_lo_que_no(proveedor: Any) -> None:
    from kit_pobreza.recursos import tabla

    ayuda = proveedor.algorithm("incidencia_privaciones").shortHelpString()
    assert "redondeado a un múltiplo de 3 vecino" in ayuda
    assert "diferir hasta en 2 hogares" in ayuda
    for frase in tabla("publicable")["sigue_siendo_posible"]:
        assert frase in ayuda
