/* Lo que cada guion de sitio/recursos/herramientas/calculos ofrece en `KitCalculos`: cuentas sin pantalla, las
   mismas de generador/metodos. */

/** Un número, o null si no está definido. */
type Dato = number | null;

interface Razon {
  numerador: number;
  denominador: number;
  valor: Dato;
}

interface Focalizacion {
  inclusion: Razon;
  exclusion: Razon;
  cobertura: Razon;
}

type ReglaDeNormalizacion = "minimo_maximo" | "percentil";

/** Cupos de un año y si responde a la privación y llega a tiempo. */
interface ProgramaDeOferta {
  cupos: number;
  pertinente: boolean | null;
  oportuna: boolean | null;
}

/** En cupos por cada 100 hogares. */
interface UmbralesDeOferta {
  debil_menos_de: number;
  suficiente_desde: number;
}

interface BalanceDeOferta {
  cupos: number;
  sin_cupo: number | null;
  cobertura: number | null;
  juicio: string;
}

/** De hogares de los dos cortes: el nombre de cada territorio y, por cuenta, cuántos. */
interface CambiosPorTerritorio {
  etiquetas: string[];
  cuenta: Record<string, Int32Array>;
}

type ClaseDePrecision = "suficiente" | "cautela" | "no_publicar";

interface KitCalculos {
  // partes
  exigirLlave(llave: ArrayLike<string> | null): void;
  llavesDeHogares(armado: Pick<HogaresArmados, "identidades" | "municipio">): Llaves;
  llavesDeColumnas(ficha: Columna, hogar?: Columna | null, municipio?: Columna | null): Llaves;
  casarLlaves(una: Llaves, otra: Llaves): LlavesCasadas;
  // documentos
  numeroDeDocumento(texto: string): string;
  tipoDeDocumento(texto: string): string;
  leerDocumentos(numero: Columna, tipo: Columna | null, filas: Int32Array): Documentos;
  // cruce_de_lista
  RESULTADOS_DE_CRUCE: string[];
  cruzarLlaves(lista: Llaves, base: Llaves): CruceDeLista;
  cruzarDocumentos(lista: Documentos, base: Documentos, hogar: Int32Array): CruceDeLista;
  recuentoDeCruce(cruce: Pick<CruceDeLista, "resultado">): number[];
  beneficiariosPorHogar(cruce: Pick<CruceDeLista, "hogar">, hogares: number): Int32Array;
  // medida_de_lista
  exigirNominal(factor: Float64Array, sinFactor: string): void;
  estadoDelObjetivo(orden: Int32Array, pobreza: Int8Array, regla: ReglaDelObjetivo): Uint8Array;
  medirLista(
    codigos: Int32Array,
    cuantos: number,
    estado: Uint8Array,
    dados: Int32Array,
    personas: Float64Array,
  ): MedidaDeLista[];
  // cortes
  pobrezaDeHogares(privaciones: Float64Array[], metodo: Pick<MetodoDeclarado, "pesos" | "corte">): Int8Array;
  casarCortes(antes: Llaves, despues: Llaves): Casados;
  cambiosDeFicha(antes: Llaves, despues: Llaves, casados: Casados): CambiosDeFicha;
  compararCortes(antes: Corte, despues: Corte, casados: Casados, instrumento: Instrumento): ComparacionDeCortes;
  cambiosDeNivel(niveles: number[][]): { bajan: number; igual: number; suben: number; sinDato: number };
  compararTerritorios(antes: Corte, despues: Corte, casados: Casados, instrumento: Instrumento): CambiosPorTerritorio;
  // oferta
  balanceDeOferta(hogares: number | null, programas: ProgramaDeOferta[], umbrales: UmbralesDeOferta): BalanceDeOferta;
  // acta
  leerFecha(valor: unknown, deSerie?: FechaDeSerie): string | null;
  leerActa(
    filas: FilaDeActa[],
    reglas: ReglasDeSeguimiento,
    numeros: Record<string, string>,
    deSerie?: FechaDeSerie,
  ): ActaLeida;
  leerPreparador(documento: DocumentoDelPreparador, reglas: ReglasDeSeguimiento, claves: string[]): ActaLeida[];
  sumarActa(
    actuales: Compromiso[],
    sesion: string,
    nuevos: CompromisoLeido[],
    siguiente: number,
  ): { todos: Compromiso[]; sumados: number; repetidos: number };
  // agenda
  repartirMinutos(total: number, minutos: number[], paso: number): number[] | null;
  horas(inicio: string, minutos: number[]): string[];
  // agenda_ics
  calendarioIcs(eventos: EventoDeCalendario[], instante: string): string;
  // calendario
  festivos(anio: number): Record<string, string>;
  esHabil(fecha: string): boolean;
  sumarHabiles(fecha: string, dias: number): string;
  habilesEntre(desde: string, hasta: string): number;
  // cuadernillo
  cuadernillo(datos: DatosDeCuadernillo, codigo: string): Cuadernillo | null;
  // cuentas
  cuentasFiscales(
    v: CasillasFiscales,
    o: OpcionesFiscales,
    reglas: ReglasFiscales,
  ): { categoria: Dato; filas: CuentaFiscal[] };
  // diagnostico
  medirDimension(respuestas: Dato[]): Dimension;
  generalDiagnostico(dimensiones: Dimension[]): Dato;
  conTope(respuesta: Dato, evidencia: boolean): Dato;
  consenso(
    respuestas: Dato[],
  ): { personas: number; mediana: number; minimo: number; maximo: number; acuerdo: number } | null;
  nivelDiagnostico(puntaje: number, niveles: { desde: number }[]): number;
  // fiscal
  categorizar(
    poblacion: number,
    icldSalarios: number,
    rangos: RangoDeCategoria[],
    opciones?: OpcionesDeCategoria,
  ): Categoria;
  categorizarConGasto(
    poblacion: number,
    icld: number,
    salario: number,
    gasto: Dato,
    rangos: RangoDeCategoria[],
    opciones?: OpcionesDeCategoria,
  ): Categoria & { excede: boolean };
  limiteDeGasto(icld: number, categoria: number, rangos: RangoDeCategoria[]): number;
  limiteDeConcejo(honorarios: number, icld: number, salario: number, reglas: ReglasDeConcejo): number;
  limiteDePersoneria(
    icld: number,
    salario: number,
    categoria: number,
    anio: number,
    reglas: ReglasDePersoneria,
  ): number;
  repartirPropositoGeneral(
    total: number,
    menores: number,
    categoria: number,
    librePct: number,
    reglas: ReglasDePropositoGeneral,
    exentoFonpet: boolean,
  ): PropositoGeneral | null;
  minimoDeCompraLocal(presupuesto: number, reglas: Pick<ReglasDeCompraLocal, "pct">): number;
  // priorizador
  normalizar(valores: Dato[], primero: "mayor" | "menor", regla: string): Dato[];
  priorizar(columnas: Dato[][], pesos: number[]): Prioridad;
  escenariosDePesos(pesos: number[]): number[][];
  // incidencia
  declararMetodo(pesos: string[], k: string): MetodoDeclarado;
  resumirPatrones(
    armado: HogaresPorMedir,
    territorio: Int32Array,
    territorios: number,
    regla: ReglaDeNulos,
  ): TablaDePatrones;
  medirPatrones(tabla: TablaDePatrones, metodo: MetodoDeclarado, unidad: "personas" | "hogares"): MedidaPorTerritorio;
  tablaDelTotal(tabla: TablaDePatrones): TablaDePatrones;
  patronesDe(privaciones: Float64Array[], hogares: number): { patron: Int32Array; sinDato: Uint8Array };
  /** El puntaje de cada patrón posible. */
  puntajesDe(pesos: number[]): Float64Array;
  // precision
  intervalo95(valor: number, ee: number, gl: number): [number, number];
  claseDePrecision(valor: number, ee: number, gl: number, casos: number): ClaseDePrecision;
  // muestreo
  /** La vivienda y el estrato de cada hogar. */
  declararDiseno(viviendas: string[], estratos: ArrayLike<number>): DisenoDeMuestra;
  /** `territorio` es −1 en quien no cuenta: sigue en el diseño. */
  muestraPorTerritorio(
    diseno: DisenoDeMuestra,
    territorio: Int32Array,
    territorios: number,
    personas: Float64Array,
  ): MuestraPorTerritorio;
  /** `patron` y `peso` (con factor), de cada hogar. */
  errorDeMuestreo(
    muestra: MuestraPorTerritorio,
    patron: Int32Array,
    peso: Float64Array,
    metodo: MetodoDeclarado,
  ): ErrorDeMuestreo;
  cruzarPrivaciones(tabla: TablaDePatrones): Float64Array[];
  // prioridad_simulada
  simularPrioridad(criterios: CriterioDePrioridad[], opciones: OpcionesDeSimulacion): PrioridadSimulada;
  simularPorTramos(
    criterios: CriterioDePrioridad[],
    opciones: OpcionesDeSimulacion,
  ): Generator<void, PrioridadSimulada, void>;
  // privaciones
  privaciones(reglas: ReglasDePrivaciones, marcadas: string[]): PuntajeDePrivaciones;
  // ruta
  planDeRuta(reglas: ReglasDeRuta, marcas: string[]): (PasoDeRuta & { porque: string; mes: number })[];
  avisosDeRuta(reglas: ReglasDeRuta, marcas: string[]): string[];
  // seguimiento
  ganancia(entrada: number, salida: number): Dato;
  gananciaDeGrupo(sesiones: SesionAnotada[]): Dato;
  sinPersonas(sesiones: SesionAnotada[]): number;
  incoherencias(sesion: SesionAnotada): string[];
  lineaDeBase(aciertos: [bien: number, personas: number][]): Dato;
  razon(parte: number, total: number): Dato;
  estaVencido(c: Pick<Compromiso, "estado" | "fecha">, hoy: string): boolean;
  esProximo(c: Pick<Compromiso, "estado" | "fecha">, hoy: string, dias: number): boolean;
  esATiempo(c: Pick<Compromiso, "estado" | "fecha" | "evidencia" | "cumplido">): boolean;
  sumarDias(fecha: string, dias: number): string;
  cumplimiento(compromisos: Compromiso[], hoy: string, diasProximos: number): Cumplimiento;
  indicadoresDeAsistencia(
    sesiones: SesionAnotada[],
    cuenta: Pick<Cumplimiento, "avance" | "cumplidos_a_tiempo" | "reprogramados">,
    totalHerramientas: number,
  ): Record<string, Dato>;
  // asignacion
  pesosDeReparto(pobres: Float64Array, poblacion: Float64Array, regla: ReglaDeReparto): Float64Array;
  repartirCupos(total: number, pesos: ArrayLike<number>, minimo: number, topes: ArrayLike<number>): number[];
  // sesiones_leidas
  columnasDeSesion(): string[];
  filaDeSesion(nombre: string, s: Record<string, any>): (string | number)[];
  leerTablaDeSesiones(
    filas: FilaDeActa[],
    numeros: Record<string, string>,
    deSerie?: FechaDeSerie,
  ): Record<string, SesionLeida>;
  leerSesionDelLibro(hojas: HojaLeida[], items: number): SesionLeida;
  leerSesionDelActa(filas: FilaDeActa[]): SesionLeida;
  // simulador
  enCentavos(pesos: number): Dato;
  sha256(texto: string): string;
  sha256DeOctetos(octetos: Uint8Array): string;
  huellaCorta(texto: string): number;
  // sisben
  codigosSisben(instrumento: Instrumento): string[];
  leerSisben(instrumento: Instrumento, texto: string): CodigoLeido | null;
  programasSisben(instrumento: Instrumento, programas: ProgramaSocial[], texto: string): (boolean | null)[];
  seOfrece(programa: ProgramaSocial, hoy: string): boolean;
}
