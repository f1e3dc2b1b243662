/* El expediente del municipio: lo que se guarda en este equipo (`KitH.expediente`, carpeta expediente/). */

/** Lo que reglas/expediente.json dice de una herramienta: listas cerradas de claves de su estado. */
interface ReglaDeExpediente {
  nombre: string;
  version: number;
  /** Lo que se guarda en el equipo; vacía, la herramienta no guarda nada. */
  guarda: string[];
  /** Lo único que va en la dirección: nada personal. */
  direccion: string[];
  /** Su selección no es de un municipio: al escoger otro, sigue en pantalla. */
  sigue?: boolean;
  /** Lo que acompaña al empezar con otro municipio, aunque lo demás empiece en blanco. */
  pasa?: string[];
  /** [clave que se cuenta, «respuesta», «respuestas»]. */
  cuenta?: [clave: string, uno: string, varios: string];
  lleva: string;
  no_lleva: string;
}

interface SeccionDeExpediente {
  version: number;
  /** Cuándo, ISO. */
  guardado: string;
  /** Cambia en cada guardado: con él se sabe si otra pestaña escribió después. */
  sello: string;
  estado: Record<string, any>;
}

interface Expediente {
  kit: string;
  documento: string;
  version: number;
  /** Código de cinco cifras; «» es «sin municipio». */
  municipio: string;
  herramientas: Record<string, SeccionDeExpediente>;
}

type RazonDeNoGuardar = "lleno" | "bloqueado" | "otra_pestana";
interface GuardadoMal {
  hecho: false;
  razon: RazonDeNoGuardar;
  problema: string;
}
type Guardado = { hecho: true; sello: string | null } | GuardadoMal;

interface OrigenDeCompromiso {
  /** La herramienta de donde viene, como se llama su carpeta. */
  herramienta: string;
  /** Qué de ella: con `v=` en la dirección, vuelve a esa brecha, paso o fuente. */
  id: string;
}

interface CompromisoNuevo {
  que: string;
  quien?: string;
  evidencia?: string;
  /** Clave de la sesión («recursos»…); «», otra reunión. */
  sesion?: string;
  origen?: OrigenDeCompromiso;
}

interface KitExpediente {
  // esquema
  reglaDe(herramienta: string): ReglaDeExpediente | null;
  recortar(estado: Record<string, any>, claves: string[]): Record<string, any>;
  vacio(municipio: string): Expediente;
  comprobar(documento: unknown): Expediente;
  ultimaVez(documento: Expediente): string;
  // almacen
  sePuede(): boolean;
  municipios(): string[];
  leer(municipio: string): Expediente;
  seccion(municipio: string, herramienta: string): SeccionDeExpediente | null;
  /** Con `visto` no guarda si otra pestaña escribió después de ese sello; con `estado` null, quita la sección. */
  guardar(municipio: string, herramienta: string, estado: Record<string, any> | null, visto?: string | null): Guardado;
  escribirTodo(documento: Expediente): Guardado;
  borrar(municipio: string): void;
  danados(): string[];
  danado(municipio: string): string | null;
  borrarDanado(municipio: string): void;
  /** Lo guardado de la entidad con ese nombre («datos», «plantilla/acto»), o null; no es de ningún municipio. */
  deLaEntidad(que: string): any;
  guardarDeLaEntidad(que: string, valor: unknown): Guardado;
  quitarDeLaEntidad(que: string): void;
  /** Los nombres de lo que hay guardado de la entidad. */
  loDeLaEntidad(): string[];
  alCambiarEnOtra(avisar: (municipio: string | null) => void): void;
  // compromisos
  compromisoDe(municipio: string, nuevo: CompromisoNuevo): any;
  /** Lo suma al tablero del municipio («» si no hay) si no estaba; `id` es null si ya estaba. */
  agregarCompromiso(
    municipio: string,
    nuevo: CompromisoNuevo,
  ): { hecho: true; repetido: boolean; id: number | null } | GuardadoMal;
  quitarCompromisos(municipio: string, ids: number[]): Guardado;
  enlaceDeOrigen(origen: OrigenDeCompromiso, municipio: string): string;
  /** Agrega varios, lo dice en el aviso de la herramienta y ofrece deshacer. */
  llevar(app: DondeSeAvisa, nuevos: CompromisoNuevo[], alTerminar?: () => void): void;
  /** «Pasar a compromiso», o el enlace al tablero si ya está. */
  boton(app: DondeSeAvisa, nuevo: CompromisoNuevo, rotulo?: string): HTMLElement;
  // archivo
  empaquetar(documentos: Expediente[]): string;
  abrirPaquete(texto: string, nombre: string): Expediente[];
  fusionar(actual: Expediente, otro: Expediente): Expediente;
}
