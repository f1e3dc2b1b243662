"""Un par por archivo oficial: el .py lo lee como se publica; el .yaml dice de dónde sale."""
