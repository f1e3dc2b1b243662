/* Lo visitado que se guarda para abrir sin internet, y las copias que se descargan. */

interface KitSinConexion {
  /** Lo que responde el servicio; los avances, a `alAvanzar`. */
  pedir(que: string, datos?: object, alAvanzar?: (parte: any) => void): Promise<any>;
  /** Si esta página quedó entera, y si ya no cabe más. */
  guardada: Promise<{ completa: boolean; lleno: boolean }>;
}

interface KitPaquete {
  /** Lo que trae: «Chocó», o «todo el país». */
  nombre: string;
  /** Los territorios cuyas páginas trae; vacío, todos. */
  codigos: string[];
  /** Qué decir al tocar lo que no trae. */
  aviso: string;
}
