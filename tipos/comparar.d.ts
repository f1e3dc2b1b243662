/* La página de comparar (sitio/recursos/comparar): los datos que llegan de Python y lo que cada guion ofrece. */

/** Una fila como la define el generador: indicador, zona, año, si se resta, forma, decimales y lugar en los datos. */
interface FilaDefinida {
  i: string;
  z: string;
  p: string;
  r: number;
  f: string;
  d: number;
  v: number;
}

interface FichaComparada {
  nombre: string;
  definicion: string;
  unidad: string;
  avisos: string[];
  no_con: string[];
  fuentes: string[];
  censal: number;
  del_kit: number;
  /** En qué niveles hay cifra: «m», «d» y «n». */
  niveles: string;
}

interface Definicion {
  secciones: { id: string; titulo: string; filas: FilaDefinida[] }[];
  fichas: Record<string, FichaComparada>;
  periodos: Record<string, string[]>;
  censos: [string, string];
  hoy: string;
  lecturas: Record<string, string>;
  base: string;
  solo_contados: number;
  con_cautela: number;
  visible: number;
  leve: number;
  corte_leve: number;
  minimo: number;
  fuente_de_centros: string;
  titulo_de_centros: string;
  histograma: number[];
  cortes: number[];
  ejemplos: [que: string, codigos: string[]][];
  fuentes: Record<string, string>;
}

type ExtremoDeCentros = [nombre: string, donde: string, tasa: number, personas: number, iguales: number];

interface ResumenDeCentros {
  n: number;
  p: number;
  o: number;
  mayor?: ExtremoDeCentros;
  menor?: ExtremoDeCentros;
}

/** Lo de un territorio: nombre, departamento, clases de omisión, avisos, comparables, vecinos, centros y valores. */
interface DatosDeTerritorio {
  n: string;
  d: string;
  o: [total: number, cabecera: number, rural: number];
  f: string;
  a: string[];
  c: string[];
  m: string;
  w: string[];
  l: ResumenDeCentros | null;
  v: any[];
}

interface TerritorioComparado extends DatosDeTerritorio {
  codigo: string;
}

interface CeldaComparada {
  texto: string;
  /** Lo que se lee, como número. */
  valor: number | null;
  /** Sin redondear, para restar; una serie, entera. */
  crudo: any;
  anio: string;
  detalle: string;
  intervalo: [number, number] | null;
  hay: boolean;
  antes?: number | null;
  cambio?: number | null;
  lectura?: string;
}

/** De lo que trae el territorio, según la forma de la fila, a su celda. */
type FormaDeCelda = (
  crudo: any,
  fila: FilaDefinida,
  ficha: FichaComparada,
  def: Definicion,
  territorio: TerritorioComparado,
) => CeldaComparada;

interface DiferenciaComparada {
  texto: string;
  puntos: number | null;
  nota: string;
}

interface FilaDelModelo {
  fila: FilaDefinida;
  ficha: FichaComparada;
  nombre: string;
  unidad: string;
  anio: string;
  celdas: CeldaComparada[];
  diferencias: (DiferenciaComparada | null)[];
}

interface SeccionDelModelo {
  id: string;
  titulo: string;
  filas: FilaDelModelo[];
}

interface CeldaDeTabla {
  hay: boolean;
  texto: string;
  detalle?: string;
  diferencia?: string;
  nota?: string;
  grafico?: SVGElement;
}

interface FilaDeTabla {
  nombre: string;
  debajo?: string;
  dibujo?: SVGElement;
  celdas: CeldaDeTabla[];
}

interface EstadoDeComparar {
  codigos: string[];
  zona: string;
  orden: string;
}

interface VistaDeComparar {
  territorios: TerritorioComparado[];
  def: Definicion;
  zona: string;
  orden: string;
  plegadas: Map<string, boolean>;
  alCambiar(parcial: Partial<EstadoDeComparar>): void;
}

interface AccionesDeComparar {
  nombres: Map<string, string>;
  agregar(codigos: string[]): void;
  quitar(codigo: string): void;
  /** Las diferencias se cuentan desde el primero. */
  alPrimero(codigo: string): void;
}

interface CentrosComparados {
  nombre: string;
  celdas: { texto: string; valor: number | null; detalle: string }[];
}

interface KitComparar {
  definicion: Definicion;
  MAXIMO: number;
  RAIZ: string;
  ZONAS: Record<string, string>;
  DICHAS: string[];
  // cuentas
  redondear(valor: number, decimales: number): number;
  escribir(valor: number, decimales: number): string;
  conSigno(valor: number, decimales: number): string;
  porcentaje(valor: number, decimales: number): string;
  enLista(partes: string[]): string;
  leerDireccion(consulta: string, nombres: Map<string, string>): EstadoDeComparar & { avisos: string[] };
  escribirDireccion(estado: EstadoDeComparar): string;
  nivel(codigo: string): string;
  omision(territorio: TerritorioComparado, zona: string): number;
  celda(territorio: TerritorioComparado, fila: FilaDefinida, def: Definicion): CeldaComparada;
  diferencia(
    territorios: TerritorioComparado[],
    celdas: CeldaComparada[],
    fila: FilaDefinida,
    def: Definicion,
  ): DiferenciaComparada;
  modelo(
    territorios: TerritorioComparado[],
    def: Definicion,
    estado: { zona: string; orden: string },
  ): SeccionDelModelo[];
  lectura(
    territorios: TerritorioComparado[],
    privaciones: { filasConPuntos: FilaDelModelo[]; anio: string },
    zona: string,
  ): string;
  centros(territorios: TerritorioComparado[], def: Definicion): CentrosComparados[];
  // carga
  definir(definicion: Definicion): void;
  recibir(codigo: string, datos: DatosDeTerritorio): void;
  traer(direccion: string): Promise<unknown>;
  pedir(codigo: string): Promise<TerritorioComparado>;
  // pantalla
  trazo(lugar: number, hueco?: boolean): SVGElement;
  marca(lugar: number, hueco?: boolean): SVGElement;
  conMarca(territorio: TerritorioComparado, lugar: number): HTMLElement;
  riel(valores: (number | null)[]): SVGElement;
  cambios(pares: [antes: number | null, despues: number | null][]): SVGElement;
  chispa(serie: (number | null)[], lugar: number, hoy: number): SVGElement;
  franja(valores: (number | null)[], def: Definicion): SVGElement;
  tabla(tabla: {
    titulo: string;
    cabeza: string;
    territorios: TerritorioComparado[];
    filas: FilaDeTabla[];
    conDibujo?: boolean;
  }): HTMLElement;
  secciones(modelo: SeccionDelModelo[], vista: VistaDeComparar): HTMLElement[];
  elegidos(territorios: TerritorioComparado[], acciones: AccionesDeComparar): HijoDeNodo[];
  vacio(def: Definicion, acciones: AccionesDeComparar): HTMLElement;
  // salidas
  filasLargas(modelo: SeccionDelModelo[], vista: VistaDeComparar): FilaDeCsv[];
  libro(modelo: SeccionDelModelo[], vista: VistaDeComparar): any;
  bajarCsv(modelo: SeccionDelModelo[], vista: VistaDeComparar): void;
  bajarXlsx(modelo: SeccionDelModelo[], vista: VistaDeComparar): Promise<void>;
}

interface Window {
  KitComparar: KitComparar;
}
