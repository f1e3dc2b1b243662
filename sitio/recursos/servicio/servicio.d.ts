/* Lo que cada parte del servicio deja a las que siguen. */

declare const servicio: ServiceWorkerGlobalScope;
declare const KitServicio: KitServicio;

interface PaginaLeida {
  version: string;
  titulo: string;
  texto: string;
}

/** Una página guardada, como la muestra la lista. */
interface PaginaGuardada {
  url: string;
  titulo: string;
  version: string;
}

interface KitServicio {
  RAIZ: string;
  RESERVA: string;
  MEMORIA: string;
  SIN_CONEXION: string;
  FIJAS: string[];
  LETRAS: string[];
  llave(url: string): string;
  esPagina(url: string): boolean;
  leer(respuesta: Response): Promise<PaginaLeida>;
  recursosDe(texto: string, pagina: string): string[];

  versiones(): Promise<string[]>;
  buscar(version: string, url: string): Promise<Response | undefined>;
  buscarEnCualquiera(url: string): Promise<{ version: string; respuesta: Response } | null>;
  tiene(version: string): Promise<Set<string>>;
  guardar(version: string, url: string, respuesta: Response): Promise<boolean>;
  quitar(version: string, url: string): Promise<void>;
  borrar(version: string): Promise<void>;
  paginas(): Promise<PaginaGuardada[]>;
  lleno: boolean;

  ultima(): Promise<string>;
  anotarUltima(version: string): Promise<void>;
  atar(pestana: string, version: Promise<string>): Promise<void>;
  versionDe(pestana: string): Promise<string>;
  enUso(): Promise<Set<string>>;
  olvidar(): Promise<void>;

  consultar(): Promise<string>;
  traer(version: string, url: string): Promise<Response>;
  pedirPagina(url: string): Promise<Response>;
  traerPagina(version: string, url: string): Promise<string>;

  avisar(version: string): Promise<void>;
  dePocas(tareas: (() => Promise<unknown>)[]): Promise<number>;
  completar(version: string, paginas: string[], ademas: string[]): Promise<boolean>;
  mudar(informar: (hechas: number, total: number) => void): Promise<number>;
  limpiar(): Promise<void>;
  pagina(evento: FetchEvent): Promise<Response>;
  recurso(evento: FetchEvent): Promise<Response>;
}
