/* Los territorios de una base en «Mi base»: lo que mide el obrero y lo que comparten los paneles Incidencia,
   Priorizar mis veredas y Mapa. */

interface PedidoDeIncidencia {
  /** Un campo de `FichaDeBase.territorios`. */
  por: string;
  regla: ReglaDeNulos;
  unidad: "personas" | "hogares";
  /** Quince proporciones como se escriben («10 %», «1/6») y el corte («1/3»). */
  pesos: string[];
  k: string;
}

/** Un valor por territorio, o por privación y territorio; NaN es «no existe». Con factor, si la base lo trae. */
interface MedidaDeBase extends MedidaPorTerritorio {
  hogares: Float64Array;
  personas: Float64Array;
  /** null si no es una muestra o no trae con qué calcularlo. */
  error: ErrorDeMuestreo | null;
}

interface IncidenciaDeBase {
  territorios: string[];
  medida: MedidaDeBase;
  /** La misma, con un solo territorio: todos los hogares que tienen uno. */
  total: MedidaDeBase;
  /** La de todos los hogares, tengan o no territorio. */
  base: MedidaDeBase;
  sinTerritorio: number;
  /** Hogares con alguna privación sin dato: en la base, por territorio y por privación. */
  conNulos: number;
  sinDato: Float64Array;
  sinDatoPor: Float64Array;
  /** Lo que hay que decir de su error si es una muestra; null si no lo es. */
  muestra: string[] | null;
  /** Cómo se llama en el archivo el campo del territorio. */
  columna: string;
}

interface PrioridadDeTerritorios extends PrioridadSimulada {
  medido: IncidenciaDeBase;
  puesto: number[];
  indice: (number | null)[];
}

interface ColumnaOrdenable {
  rotulo: string;
  /** Con qué se ordena; NaN y «» van al final. */
  valor(i: number): number | string;
  /** Lo que se muestra; si falta, el valor. */
  celda?(i: number): HijoDeNodo;
  clase?: string;
}

interface OpcionesDeTabla {
  id: string;
  rotulo: string;
  clase?: string;
  columna?: number;
  baja?: boolean;
  /** Filas que se ven al comienzo. */
  primeras?: number;
}

interface FormaDelMapa {
  /** [x, y] en las coordenadas del archivo; vacío si es un punto. */
  anillos: number[][][];
  punto: number[] | null;
  propiedades: Record<string, string>;
  personas: number;
}

interface CapaDeTerritorios {
  formas: FormaDelMapa[];
  /** Con los que se puede cruzar. */
  campos: string[];
  /** Anillos de fondo. */
  contorno: number[][][];
  enGrados: boolean;
  /** Entidades que no son polígonos ni puntos. */
  sinForma: number;
}

interface CruceDelMapa {
  /** El territorio de cada forma, −1 si ninguno. */
  territorio: Int32Array;
  /** Territorios de la base sin forma. */
  sinForma: number[];
  /** Nombres de formas que no están en la base. */
  sinBase: string[];
}

type ClaseDeColumna = "texto" | "entero" | "porcentaje" | "milesima";
type ValorDeInforme = string | number | null;

interface TablaDeInforme {
  nombre: string;
  columnas: [texto: string, clase: ClaseDeColumna, ancho?: number][];
  filas: ValorDeInforme[][];
}

interface ClaseDelMapa {
  tono: number;
  desde: number;
  hasta: number;
}

interface KitTerritorios {
  // territorios
  DEL_IPM: string[];
  INTERNO: string;
  MEDIDA: string;
  POCOS: number;
  PRIVACIONES: { id: string; nombre: string; peso: number; censal: string | null }[];
  UN_TERCIO: string;
  alCambiar(nodo: HTMLElement, rehacer: () => void): void;
  consulta: PedidoDeIncidencia;
  cambiar(parcial: Partial<PedidoDeIncidencia>): void;
  pedido(ctx: ContextoDeMiBase): PedidoDeIncidencia & { id: string };
  esDelIpm(e: Pick<PedidoDeIncidencia, "pesos" | "k">): boolean;
  enTitulo(texto: string): string;
  nombreDe(por: string, etiqueta: string): string;
  tasa(v: number): string;
  m0(v: number): string;
  /** La privación que más aporta a M0, −1 si nadie es pobre. */
  posicionDelPrincipal(medida: MedidaDeBase, g: number): number;
  principal(medida: MedidaDeBase, g: number): string;
  lista(
    rotulo: string,
    id: string,
    opciones: [string, string][],
    elegida: string,
    alElegir: (valor: string) => void,
  ): HTMLElement;
  elegirTerritorio(ctx: ContextoDeMiBase, id: string): HTMLElement;
  impide(base: FichaDeBase): string | null;
  avisoDePractica(base: FichaDeBase): HTMLElement | null;
  // tabla
  TablaOrdenable: new (opciones: OpcionesDeTabla) => {
    nodo: HTMLElement;
    pintar(columnas: ColumnaOrdenable[], filas: number, pie?: HijoDeNodo[]): void;
    enOrden(): number[];
  };
  // incidencia_partes, cruce, frente_al_perfil
  columnasDeTerritorios(
    r: IncidenciaDeBase,
    e: PedidoDeIncidencia,
    ver: (g: number) => void,
  ): { columnas: ColumnaOrdenable[]; pie: HijoDeNodo[] };
  columnasDeUno(m: MedidaDeBase, g: number): ColumnaOrdenable[];
  columnasDeTodas(r: IncidenciaDeBase, e: PedidoDeIncidencia): { columnas: ColumnaOrdenable[]; pie: HijoDeNodo[] };
  resumenDe(r: IncidenciaDeBase, e: PedidoDeIncidencia): HijoDeNodo[];
  loAparte(r: IncidenciaDeBase): HijoDeNodo[];
  barra(v: number): HijoDeNodo;
  parejas(cruce: Float64Array[], hogares: number): { una: number; otra: number; hogares: number; parte: number }[];
  pintarCruce(cruce: Float64Array[], hogares: number): HijoDeNodo[];
  frenteAlPerfil(ctx: ContextoDeMiBase, r: IncidenciaDeBase, e: PedidoDeIncidencia): HijoDeNodo[];
  // muestra_dicha
  precisionDe(clase: ClaseDePrecision): string;
  margen(error: ErrorDeMuestreo | null, cual: "h" | "a" | "m0", g: number, decimales?: number): string;
  columnasDeMuestra(): string[];
  celdasDeMuestra(error: ErrorDeMuestreo, g: number): (number | string | null)[];
  // prioridad_dicha
  deCada100(cuantas: number, veces: number): string;
  dichoDePrioridad(r: PrioridadDeTerritorios): HijoDeNodo[];
  columnasDePrioridad(e: PedidoDeIncidencia, r: PrioridadDeTerritorios): ColumnaOrdenable[];
  comoSeLeeLaPrioridad(veces: number): HTMLElement;
  // mapa_capa
  leerCapa(texto: string): CapaDeTerritorios;
  centrosPoblados(codigo: string): Promise<CapaDeTerritorios>;
  cruzarCapa(capa: CapaDeTerritorios, campo: string, etiquetas: string[]): CruceDelMapa;
  mejorCampo(capa: CapaDeTerritorios, etiquetas: string[]): string;
  // mapa_dibujo
  clasesDe(valores: number[]): [number, number][];
  /** De cada forma, por su número: su valor, cómo se lee y qué pasa al tocarla. */
  dibujarCapa(
    capa: CapaDeTerritorios,
    como: {
      rotulo: string;
      valor(i: number): number;
      leer(i: number): string;
      alTocar(i: number): void;
    },
  ): { dibujo: SVGElement; clases: ClaseDelMapa[]; marcar(i: number): void };
  leyendaDe(clases: ClaseDelMapa[], escribir: (v: number) => string, sinDato: boolean): HTMLElement;
  // informe_tablas, informe
  filasDeLaOrden(i: LoDelInforme): FilaDeCsv[];
  comoSeMidio(i: LoDelInforme): [string, string][];
  tablasDelInforme(i: LoDelInforme): TablaDeInforme[];
  descargas(ctx: ContextoDeMiBase, actual: () => Promise<LoDelInforme | null>): HTMLElement;
  // metodo
  controlesDelMetodo(): HTMLElement;
}

interface Window {
  KitTerritorios: KitTerritorios;
}

/** Lo que se lleva a Word, Excel o CSV: lo mismo que se está mirando. */
interface LoDelInforme {
  base: FichaDeBase;
  pedido: PedidoDeIncidencia;
  medido: IncidenciaDeBase;
  cruce: Float64Array[];
  prioridad?: PrioridadDeTerritorios & { criterios: string[]; semilla: number };
}
