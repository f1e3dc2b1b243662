/* «Mi base»: la página, el obrero y el trato entre los dos.

   EN EL OBRERO (`self.KitObrero`, sitio/recursos/herramientas/obrero/*.js). Corre en un Worker que se arma con el
   texto `KIT_OBRERO`; lo que lleva está en sitio/recursos/herramientas/obrero.js: `@parte` un guion, `@regla` una
   tabla. Allí no hay `document` ni `window`: se usa `self`.
   - `KitObrero.operacion("nombre", (bases, pedido, contexto) => respuesta)`: puede ser async. La respuesta se clona:
     objetos llanos, arreglos y arreglos tipados; ni clases ni funciones.
   - `KitObrero.base(id)`: la BaseEnMemoria; su `armado` (HogaresArmados) trae un dato por hogar y su `entrada`, las
     columnas leídas, un código por fila. `KitObrero.territorio(base, "nom_vereda")`: {etiquetas, codigos} por hogar.
   - `await KitObrero.columnasDe(base, nombres, contexto)`: otras columnas, leídas otra vez del archivo, que no se
     guardan en la base.
   - `await contexto.avance("Contando", 0.5)`: lo dice en la página y deja cancelar.
   - Para detener: `throw new KitHogares.ErrorDeMetodo(problema, queHacer, pregunta?)`.

   EN LA PÁGINA (`window.KitMiBase`, sitio/recursos/herramientas/mi_base/*.js; se suman en `guiones` de
   sitio/herramientas/mi-base/index.md, antes de `mi_base`).
   - `await KitMiBase.pedir("nombre", { id: ctx.bases[0].id, … })`: la respuesta, o un ErrorDeBase con `problema`,
     `queHacer` y `pregunta`.
   - `KitMiBase.panel({ id, titulo, orden, necesita, pintar(ctx), alCambiarDeBase?(ctx) })`: una pestaña. Se pinta al
     mirarla y otra vez si cambian las bases, su orden, el municipio o el modo; con `alCambiarDeBase`, se conserva lo
     pintado y se llama eso. `ctx.bases[0]` es la base en uso.
   Aquí no está `KitHogares`: los hogares no salen del obrero. */

interface Window {
  KIT_OBRERO: string;
  KitObrero: KitObrero;
  KitMiBase: KitMiBase;
}

interface Avance {
  paso: string;
  /** De 0 a 1. */
  parte: number;
}

interface ErrorDelObrero {
  problema: string;
  queHacer: string;
  pregunta: Pregunta | null;
}

interface PedidoAlObrero {
  n: number;
  operacion: string;
  pedido: any;
}

interface RespuestaDelObrero {
  n: number;
  respuesta?: any;
  error?: ErrorDelObrero;
  avance?: Avance;
}

interface ContextoDelObrero {
  /** Dice cómo va y cede el turno; ErrorDeMetodo si la página canceló. */
  avance(paso: string, parte: number): Promise<void>;
  /** Qué soltar si la página cancela, aunque el pedido ya haya terminado. */
  alCancelar(soltar: () => void): void;
}

/** Cada operación conoce la forma de su pedido y de su respuesta. */
type OperacionDelObrero = (bases: Map<string, BaseEnMemoria>, pedido: any, contexto: ContextoDelObrero) => any;

/** Una base abierta, en el obrero: todo en arreglos y códigos, nada por fila en objetos. */
interface BaseEnMemoria {
  id: string;
  nombre: string;
  archivo: File;
  /** SHA-256 de sus octetos, en hexadecimal; se calcula la primera vez que hace falta. */
  huella?: string;
  filas: number;
  entrada: Entrada;
  esquema: Reconocimiento;
  lectura: LecturaDeBase;
  armado: HogaresArmados;
  simulador: BaseDelSimulador;
  territorios: Map<string, Territorio>;
  ficha: FichaDeBase;
  /** La última lista que se cruzó con ella; sin documentos. */
  lista?: ListaCruzada | null;
  /** Si cada hogar es pobre: se cuenta la primera vez que se pide. */
  pobreza?: Int8Array;
}

/** De una lista cruzada queda el hogar de cada renglón, y nada de lo que traía. */
interface ListaCruzada {
  nombre: string;
  por: ComoSeCruza;
  /** El número de cada renglón en su archivo. */
  filas: Int32Array;
  cruce: CruceDeLista;
  /** Beneficiarios de cada hogar. */
  dados: Int32Array;
}

interface LoDichoDeLaLista {
  columnas: string[];
  halladas: Partial<Record<ParteDeLista, string>>;
  renglones: number;
  apartadas: Apartadas;
  avisos: string[];
}

interface BasePendiente {
  archivo: File;
  examinada: BaseExaminada;
}

interface Calidad {
  apartadas: Apartadas;
  /** Filas de nota al final. */
  pie: number;
  codificacion: string;
  separador: string;
  /** [para qué, columna]. */
  leidas: [string, string][];
  personales: string[];
  sinLeer: string[];
  perdidas: string[];
  avisos: string[];
  sinNivel: number;
}

/** Lo que de una base sabe la página. */
interface FichaDeBase {
  id: string;
  nombre: string;
  /** En octetos. */
  tamano: number;
  filas: number;
  hogares: number;
  /** 0 si la base no lo dice. */
  personas: number;
  unidad: UnidadDeFila;
  esquema: string;
  esMuestra: boolean;
  /** Si se sabe qué personas son de un hogar: sin eso no hay sorteo ni publicable. */
  conIdentidad: boolean;
  conPrivaciones: boolean;
  municipios: string[];
  territorios: { campo: string; nombre: string; cuantos: number }[];
  /** Lo que se notó al leer, completo y en el orden de la orden y de QGIS. */
  avisos: string[];
  calidad: Calidad;
}

/** Lo que responde la operación «simular». */
interface ResultadoDeSimular {
  conSorteo: boolean;
  resultados: ResultadoDelSimulador[];
  /** Hogares que con el segundo corte entran, y los que salen. */
  entran: number;
  salen: number;
  puntos: ErroresDeUnCorte[];
  reparto: RepartoDeTerritorio[] | null;
}

interface KitObrero {
  // operaciones
  bases: Map<string, BaseEnMemoria>;
  operacion(nombre: string, hacer: OperacionDelObrero): void;
  base(id: string): BaseEnMemoria;
  oir(): void;
  // archivo
  leerArchivo(archivo: Blob, contexto: ContextoDelObrero): Promise<Uint8Array>;
  columnasDe(
    base: BaseEnMemoria,
    nombres: string[],
    contexto: ContextoDelObrero,
  ): Promise<{ columnas: Map<string, Columna>; filas: Int32Array }>;
  huellaDe(base: BaseEnMemoria, contexto: ContextoDelObrero): Promise<string>;
  // base
  territorio(base: BaseEnMemoria, campo: string): Territorio | null;
  fichaDe(base: BaseEnMemoria, examinada: BaseExaminada): FichaDeBase;
  // lista_medida
  pobreza(base: BaseEnMemoria): Int8Array;
  textoDelHogar(base: BaseEnMemoria, canonico: string): (hogar: number) => string;
  // elegir
  elegir(
    base: BaseDelSimulador,
    e: ReglaDelSimulador,
    limites: Limites,
    hasta: number,
    donde?: { codigos: Int32Array; cupos: ArrayLike<number> } | null,
  ): Uint8Array;
  enOrden(base: BaseDelSimulador, e: ReglaDelSimulador, hasta: number): number[];
  // incidencia
  incidencia(base: BaseEnMemoria, pedido: PedidoDeIncidencia): IncidenciaDeBase;
  // muestra
  muestraDe(base: BaseEnMemoria, donde: Territorio, regla: ReglaDeNulos): MuestraDeBase | null;
  errorDe(
    muestra: MuestraDeBase | null,
    cual: "medida" | "total" | "base",
    metodo: MetodoDeclarado,
    unidad: "personas" | "hogares",
  ): ErrorDeMuestreo | null;
  // repartir
  /** null si los límites no piden repartir; ErrorDeMetodo si el total no cabe o no alcanza. */
  cuposPorTerritorio(
    base: BaseDelSimulador,
    territorio: Territorio,
    limites: Limites,
    hasta: number,
  ): Float64Array | null;
}

interface ContextoDeMiBase extends DondeSeAvisa {
  bases: FichaDeBase[];
  modo: "interno" | "publicable";
  pedir: KitMiBase["pedir"];
  cambiarModo(modo: "interno" | "publicable"): void;
}

interface PanelDeMiBase {
  id: string;
  titulo: string;
  orden: number;
  /** Cuántas bases hacen falta; 1 si no se dice. */
  necesita?: number;
  /** Si no muestra ninguna cifra exacta: solo así se ve en modo publicable. Los demás llevan «interno, no publicar». */
  publicable?: boolean;
  pintar(ctx: ContextoDeMiBase): HijoDeNodo;
  alCambiarDeBase?(ctx: ContextoDeMiBase): void;
}

interface Espera {
  cumplir(respuesta: any): void;
  fallar(error: Error): void;
  alAvanzar(avance: Avance): void;
}

interface AccionesDeLaZona {
  avisar(texto: string, malo?: boolean): void;
  alAbrir(ficha: FichaDeBase): void;
  /** Solo si se pintan las bases abiertas. */
  alQuitar?(id: string): void;
  alActivar?(id: string): void;
}

/** Cómo se llama y qué dice una zona de archivos. */
interface RotulosDeLaZona {
  /** Con que empiezan los `id` de sus controles. */
  id: string;
  elegir: string;
  otra: string;
  varios: boolean;
}

interface FilaDeMedida {
  por: string;
  valor: string;
  medida: MedidaDeLista;
}

/** puesto, ficha, hogar, fila, territorio, clasificación, personas y razón. */
type FilaDeFaltante = [number, string, string, number, string, string, number | null, string];

/** La lista que se escogió: su archivo y lo que se sabe de sus columnas; ninguna celda. */
interface ListaAbierta {
  archivo: File;
  aviso: string | null;
  dicho: LoDichoDeLaLista;
  por: ComoSeCruza;
  columnas: Partial<Record<ParteDeLista, string>>;
}

/** Lo que responde «lista_cruzar». */
interface CruceHecho {
  por: ComoSeCruza;
  propias: Partial<Record<ParteDeLista, string>>;
  renglones: number;
  resultados: string[];
  recuento: number[];
  apartadas: Apartadas;
  avisos: string[];
}

/** Lo que responde «lista_medir». */
interface MedidaHecha {
  medidas: FilaDeMedida[];
  faltan: number;
  primeros: FilaDeFaltante[];
  regla: string;
  semilla: string;
}

/** Lo que responde «lista_tablas». */
interface TablasDeLista {
  medidas: FilaDeMedida[];
  faltantes: FilaDeFaltante[];
  renglones: (string | number | null)[][];
  regla: string;
  semilla: string;
}

/** Lo que los controles y las descargas usan del panel. */
interface PanelDeLista {
  ctx: ContextoDeMiBase;
  lista: ListaAbierta | null;
  hecho: CruceHecho | null;
  regla: { corte: string; pobre: boolean };
  por: string;
  completa: boolean;
  abrir(archivo: File): Promise<void>;
  quitar(): Promise<void>;
  escoger(parcial: Partial<ListaAbierta>, foco: string): Promise<void>;
  cambiarRegla(parcial: Partial<{ corte: string; pobre: boolean }>): Promise<void>;
  verPor(campo: string): Promise<void>;
  decirCompleta(si: boolean): Promise<void>;
}

/** Lo que responde «cortes». */
interface CortesComparados {
  hogares: Record<"antes" | "despues" | "siguen" | "entran" | "salen", number>;
  llave: string[];
  /** De los que salen y entran, los de una ficha que está en los dos cortes. */
  sinEmparejar: { salen: number; entran: number };
  fichas: { cual: string; dice: string; cuantas: number }[];
  letras: string[];
  nivel: { bajan: number; igual: number; suben: number; sinDato: number };
  matrices: ComparacionDeCortes;
  territorios: CambiosPorTerritorio;
}

interface PedidoDeCortes {
  antes: string;
  despues: string;
  por: string;
  completas: boolean;
}

interface KitMiBase {
  // pedir
  ErrorDeBase: new (dicho: ErrorDelObrero) => Error & ErrorDelObrero;
  pedir(
    operacion: string,
    pedido?: any,
    opciones?: { alAvanzar?: (avance: Avance) => void; senal?: AbortSignal | null },
  ): Promise<any>;
  /** Lo que hace la página si el obrero se cae con sus bases. */
  alCaer?(): void;
  // paneles
  panel(panel: PanelDeMiBase): void;
  pintarPaneles(ctx: ContextoDeMiBase): HTMLElement[];
  // abrir
  Zona: new (
    acciones: AccionesDeLaZona,
    rotulos?: RotulosDeLaZona,
  ) => {
    nodo: HTMLElement;
    elegir: HTMLElement;
    pintar(bases: FichaDeBase[], modo: ContextoDeMiBase["modo"]): void;
  };
  // tablas
  INTERNO: string;
  razon(r: Razon): HijoDeNodo;
  tablaDeFilas(titulo: string, columnas: string[], filas: HijoDeNodo[][]): HTMLElement[];
  hojaInterna(nombre: string, columnas: string[], filas: CeldaDeLibro[][]): HojaDeLibro;
  eleccion(
    id: string,
    rotulo: string,
    opciones: string[][],
    escogida: string,
    alElegir: (valor: string) => void,
  ): HTMLElement;
  casilla(id: string, rotulo: string, marcada: boolean, alMarcar: (si: boolean) => void): HTMLElement;
  // simular: la regla que hoy se prueba, si su panel ya se abrió
  reglaDeSimular?(): EstadoDelSimulador | undefined;
  // lista
  listaEnTexto(archivo: File): Promise<{ texto: Blob; aviso: string | null }>;
  controlesDeLista(panel: PanelDeLista): HijoDeNodo[];
  resultadoDeLista(hecho: CruceHecho, r: MedidaHecha, territorio: string): HijoDeNodo[];
  bajarListaEnLibro(panel: PanelDeLista): Promise<void>;
  bajarFaltantes(panel: PanelDeLista): Promise<void>;
  // cortes
  resultadoDeCortes(r: CortesComparados, territorio: string): HijoDeNodo[];
  bajarCortes(pedido: PedidoDeCortes, r: CortesComparados, formato: "xlsx" | "csv"): Promise<void>;
}
