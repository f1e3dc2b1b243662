interface Window { KitHogares: any; KitCalculos: any; KitH: any; KitSimulador: any; KIT_DATOS: any; KitOoxml: any; KIT_TERRITORIOS:any; fflate:any; KitPartes:any; KitLibro:any; KitPantalla:any }
