/* Lo que las páginas de las herramientas comparten en `KitH` (base.js y base/). */

/** Lo que puede ir dentro de un elemento: texto, nodos, huecos y listas de todo eso. */
type HijoDeNodo = string | number | Node | null | undefined | false | HijoDeNodo[];
type AtributosDeNodo = Record<string, unknown>;
type CeldaDeCsv = string | number | null | undefined;
type FilaDeCsv = CeldaDeCsv[];

interface Municipio {
  codigo: string;
  nombre: string;
  depto: string;
}

/** Lo que hace falta para llevar algo al tablero: de qué municipio es y dónde se dice que se llevó. */
interface DondeSeAvisa {
  municipio: Municipio | null;
  avisar(texto: string, malo?: boolean): void;
  /** Suma botones y enlaces a lo que se acaba de avisar. */
  agregarAlAviso(...nodos: HijoDeNodo[]): void;
}

/** Una herramienta abierta: su estado, su municipio y lo que se puede hacer con ella. */
interface Aplicacion<Estado = any> extends DondeSeAvisa {
  estado: Estado;
  cuerpo: HTMLElement;
  cambiar(parcial: Partial<Estado>): void;
  repintar(): void;
  escoger(codigo: string): void;
  nombreDeArchivo(extension: string): string;
}

/** Lo que cada herramienta dice de sí misma al abrirse. */
interface Herramienta<Estado = any> {
  id: string;
  nombre: string;
  version: number;
  inicial(): Estado;
  /** El estado limpio, o un Error que dice qué hacer. */
  leer(crudo: any): Estado;
  pintar(app: Aplicacion<Estado>): HijoDeNodo;
  actualizar(app: Aplicacion<Estado>): void;
  csv(app: Aplicacion<Estado>): FilaDeCsv[] | Promise<FilaDeCsv[]>;
  resumen?(app: Aplicacion<Estado>): string;
  alMunicipio?(app: Aplicacion<Estado>): void;
  alEnlace?(app: Aplicacion<Estado>, parametros: URLSearchParams): void;
  /** Muestra lo que dio origen a un compromiso, antes de llevar a ello. */
  alVolver?(app: Aplicacion<Estado>, id: string): void;
}

interface KitH {
  // base
  el<T extends keyof HTMLElementTagNameMap>(
    etiqueta: T,
    atributos?: AtributosDeNodo | null,
    ...hijos: HijoDeNodo[]
  ): HTMLElementTagNameMap[T];
  svg(etiqueta: string, atributos?: AtributosDeNodo | null, ...hijos: HijoDeNodo[]): SVGElement;
  poner(nodo: Element, ...hijos: HijoDeNodo[]): Element;
  titulos(columnas: string[]): HTMLElement;
  llano(texto: string): string;
  numero(valor: number | null | undefined, decimales?: number): string;
  contar(n: number, uno: string, varios: string): string;
  porcentaje(valor: number | null, decimales?: number): string;
  leerNumero(texto: string): number;
  celda(valor: CeldaDeCsv): string;
  csv(filas: FilaDeCsv[]): string;
  descargar(nombre: string, contenido: BlobPart, tipo: string): void;
  leerArchivo(archivo: File, maximo: number): Promise<string>;
  exigir(condicion: unknown, texto: string): void;
  normas(ids: string[], nota?: string): HijoDeNodo[];
  citas(ids: string[], nota?: string): string;
  // base/municipio
  municipio(codigo: string): Municipio | null;
  municipios(): FilaDeTerritorio[];
  rotulo(municipio: Municipio | null): string;
  selector(alElegir: (codigo: string) => void, codigo: string | null, pide?: string): HTMLElement;
  // expediente: lo que se guarda en este equipo (tipos/expediente.d.ts)
  expediente: KitExpediente;
  // base/direccion: solo lo que no es personal
  direccion: {
    escribir(h: Herramienta, municipio: Municipio | null, estado: any): string;
    leer(h: Herramienta, texto: string): { estado: any; entero: boolean };
    publico(h: Herramienta, estado: any): Record<string, any>;
  };
  // base/guardado
  Guardado: new (app: any) => any;
  // base/abrir
  abrir<Estado>(herramienta: Herramienta<Estado>): Aplicacion<Estado>;
}
