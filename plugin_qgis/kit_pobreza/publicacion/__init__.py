"""La clave de publicación y la bitácora en el disco, las mismas que usa la orden `kit`."""

from __future__ import annotations

from .bitacora import publicando
from .clave import Clave, obtener

__all__ = ["Clave", "obtener", "publicando"]
