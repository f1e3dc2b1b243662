/* Lo que los guiones de cada página ofrecen a los demás de la suya: sesiones, tablero, fuentes y priorizador. */

/** Una sesión lista para pintar: lo escogido, la agenda con sus horas y las cifras del municipio. */
interface SesionPreparada {
  estado: EstadoDelPreparador;
  municipio: Municipio | null;
  /** La sesión como viene de las guías. */
  sesion: any;
  compra: { pct: number; norma: string };
  duracion: number;
  fin: string;
  compromisos: CompromisoDeActa[];
  estados: EstadoDeCompromiso[];
  momentos: { nombre: string; que: string; minutos: number; hora: string }[];
  cifras: Cuadernillo | null;
  nombreDeEstado(id: string): string;
}

interface CompromisoDeActa {
  que: string;
  quien: string;
  cuando: string;
  evidencia: string;
  estado: string;
}

interface EstadoDelPreparador {
  sesion: string;
  fecha: string;
  hora: string;
  /** En minutos; null, la habitual de la sesión. */
  duracion: number | null;
  lugar: string;
  facilita: string;
  convocados: number;
  /** Las partes que no se quieren. */
  sin: string[];
  compromisos: Record<string, CompromisoDeActa[]>;
}

interface Parte {
  id: string;
  nombre: string;
  bloques: Bloque[];
}

/** Texto del kit, que entiende **negrita** y *cursiva*, o trozos ya separados. */
type TextoRico = string | Trozo[];
/** Texto, o una cifra con su forma ya escrita, que al libro de Excel llega como número. */
type CeldaDeBloque = string | { texto: string; v?: number; d?: number };

interface KitBloques {
  llano(texto: unknown): Trozo[];
  titulo(nivel: number, texto: TextoRico, corte?: boolean): BloqueDeTitulo;
  parrafo(texto: TextoRico, clase?: string): BloqueDeParrafo;
  lista(items: TextoRico[], ordenada?: boolean): BloqueDeLista;
  campos(parejas: [rotulo: string, valor: string][]): BloqueDeCampos;
  renglones(preguntas: string[], cuantos: number, ordenada?: boolean): BloqueDeRenglones;
  prueba(items: { pregunta: string; opciones: string[] }[]): BloqueDePrueba;
  tabla(
    rotulo: string | null,
    columnas: [texto: string, ancho: number, esNumero?: boolean][],
    filas: CeldaDeBloque[][],
    alto?: number,
  ): BloqueDeTabla & { crudas: CeldaDeBloque[][] };
}

interface KitCifras {
  cuadernillo(c: Cuadernillo, m: Municipio, claves: string[], compra: SesionPreparada["compra"]): Bloque[];
  respuesta(c: Cuadernillo, dato: string, compra: SesionPreparada["compra"]): string;
  RESPUESTAS: string[];
  TABLAS: string[];
}

interface KitPartes {
  deLaAgenda(s: SesionPreparada): Record<string, unknown>;
  delActa(s: SesionPreparada): Record<string, unknown>;
  partes(s: SesionPreparada): Parte[];
  PARTES: { id: string; nombre: string }[];
  nombreDeSesion(sesion: { numero: number; titulo: string }): string;
  enPalabras(fecha: string): string;
  dura(minutos: number): string;
}

interface KitLibro {
  libro(s: SesionPreparada, partes: Parte[]): Libro;
}

interface KitPantalla {
  hoja(parte: Parte, abierta: boolean, alAbrir: (id: string, abierta: boolean) => void): HTMLElement;
}

interface CasillaDeDuracion {
  control: HTMLInputElement;
  nota: HTMLElement;
  validar(): number | null;
}

interface KitPreparador {
  CLAVES: string[];
  cabe(minutos: number): boolean;
  campo(id: string, nombre: string, control: HijoDeNodo): HTMLElement;
  duracion(app: Aplicacion<EstadoDelPreparador>): CasillaDeDuracion;
  elegirSesion(app: Aplicacion<EstadoDelPreparador>, alElegir: (clave: string) => void): HTMLElement;
  cuandoYDonde(
    app: Aplicacion<EstadoDelPreparador>,
    duracion: CasillaDeDuracion,
    alCambiarFecha: () => void,
  ): HTMLElement;
  queLleva(app: Aplicacion<EstadoDelPreparador>): HTMLElement;
  habitual(clave: string): number;
  CAMPOS: Record<string, number>;
  compromisos(estado: EstadoDelPreparador): CompromisoDeActa[];
  pintarCompromisos(app: Aplicacion<EstadoDelPreparador>, lista: HTMLElement): void;
}

/** El plazo en días hábiles: cuántos faltan y la casilla que pone la fecha. */
interface KitPlazo {
  casilla(opciones: { id: string; rotulo: string; desde: string; hasta: string; alElegir: (fecha: string) => void }): {
    nodo: HTMLElement;
    poner: (fecha: string) => void;
  };
  enHabiles(n: number): string;
  habiles(desde: string, hasta: string): number | null;
}

interface EstadoDelTablero {
  compromisos: Compromiso[];
  sesiones: Record<string, SesionAnotada & { fecha: string }>;
  visita: { fecha: string; decisiones: number | null; hallazgos: string };
  filtro: { estado: string; sesion: string; texto: string };
}

interface OpcionesDelRenglon {
  /** Su código, para volver a lo que dio origen al compromiso; «» si no hay. */
  municipio: string;
  abiertos: Set<number>;
  editar(id: number, cambio: Partial<Compromiso>): void;
  quitar(id: number): void;
}

/** Lo que un archivo del kit trae para un tablero. */
interface TableroLeido {
  municipio: string | null;
  partes: ActaLeida[];
  sesiones: Record<string, any>;
  visita: EstadoDelTablero["visita"] | null;
}

interface KitTablero {
  CLAVES: string[];
  ENTEROS: string[];
  PUNTAJES: string[];
  FILTROS: string[][];
  LARGOS: Record<string, number>;
  MAXIMO: number;
  hoy(): string;
  inicial(): EstadoDelTablero;
  leer(crudo: any): EstadoDelTablero;
  visibles(estado: EstadoDelTablero, dia: string): Compromiso[];
  nombreDeSesion(clave: string): string;
  nombreDeEstado(id: string): string;
  siguiente(lista: Compromiso[]): number;
  sumarSesiones(actuales: EstadoDelTablero["sesiones"], leidas: Record<string, any>): EstadoDelTablero["sesiones"];
  sumarCompromisos(lista: Compromiso[], partes: any[]): { lista: Compromiso[]; sumados: number; repetidos: number };
  deEstado(municipio: string | null, estado: any): TableroLeido;
  leerTableros(archivo: File): Promise<TableroLeido[]>;
  // filas
  COMIENZA: string;
  COLUMNAS: string[];
  COLUMNAS_DE_VISITA: string[];
  encabezado(codigo: string): string[];
  filaDeCompromiso(c: Compromiso, i: number): (string | number)[];
  filasDeSesiones(estado: EstadoDelTablero): (string | number)[][];
  filaDeVisita(estado: EstadoDelTablero): (string | number)[];
  filasDelTablero(estado: EstadoDelTablero, compromisos?: Compromiso[]): (string | number)[][];
  controlesDeVisita(
    estado: EstadoDelTablero,
    anotar: (cambio: Partial<EstadoDelTablero["visita"]>) => void,
  ): HTMLElement;
  importar(
    archivo: File,
    app: Aplicacion<EstadoDelTablero>,
  ): Promise<{
    compromisos: Compromiso[];
    sesiones: EstadoDelTablero["sesiones"];
    visita: EstadoDelTablero["visita"];
    municipio: Municipio | null;
    texto: string;
  }>;
  renglon(c: Compromiso, opciones: OpcionesDelRenglon): HTMLElement;
  bajarCalendario(app: Aplicacion<EstadoDelTablero>): void;
  refrescar(li: HTMLElement, c: Compromiso, municipio: string): void;
  tablaDeIndicadores(estado: EstadoDelTablero, cuenta: Cumplimiento): HTMLElement;
  controlesDeSesion(
    clave: string,
    estado: EstadoDelTablero,
    anotar: (clave: string, cambio: Partial<SesionAnotada>) => void,
  ): HTMLElement;
  valoresDeIndicadores(estado: EstadoDelTablero, cuenta: Cumplimiento): Record<string, Dato>;
  escribirIndicador(indicador: { id: string; calculo: string; unidad: string }, valor: Dato): string;
}

interface KitFuentes {
  anios: string[];
  bloque(app: Aplicacion, grupo: { id: string; nombre: string }): HTMLElement;
  conUnidad(indicador: { decimales: number; unidad: string }, valor: Dato | undefined): string;
  deFabrica(casilla: any, codigo: string | null): string;
  lista(
    app: Aplicacion,
    id: string,
    nombre: string,
    opciones: string[][],
    alCambiar?: (valor: string) => void,
  ): HTMLElement;
  problemas(app: Aplicacion): string[];
  propio(app: Aplicacion): any;
  rotuloDe(app: Aplicacion, id: string): string;
  salarioDe(anio: string | number): string;
  valorDe(indicador: string, codigo: string): Dato;
}

/** Un indicador con el que se prioriza: cuánto pesa y quién va primero. */
interface IndicadorPesado {
  id: string;
  peso: number;
  primero: "mayor" | "menor";
}

interface KitPriorizador {
  agregar(app: Aplicacion): HTMLElement;
  cuantos: string[][];
  deptos: [codigo: string, nombre: string][];
  elegir(app: Aplicacion, id: string, rotulo: string, opciones: (string | number)[][]): HTMLElement;
  /** El indicador como viene de Python: nombre, fuente, periodo, decimales y sus valores. */
  ficha(id: string): any;
  fila(app: Aplicacion, propio: IndicadorPesado, i: number): HTMLElement;
  filtros(app: Aplicacion): HTMLElement;
  reglas: string[][];
  tamanos: [valor: string, nombre: string, desde: number, hasta: number][];
  // firmeza
  PRIMEROS: number;
  VECES: number;
  SEMILLA: number;
  contarFirmeza(eleccion: any, r: any): Generator<void, Map<number, number>, void>;
  firmeza(eleccion: any, r: any): Map<number, number>;
  deCada100(cuantas: number): string;
}

interface KitMapaDePuestos {
  dibujar(alElegir: (codigo: string) => void): SVGElement;
  colorear(
    puestos: Map<string, number>,
    nombreDe: (codigo: string) => string,
    elegido: string | null,
    todos: boolean,
  ): void;
}
