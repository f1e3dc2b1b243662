"""Un par por archivo oficial: el .py lo lee como lo publica la entidad; el .yaml dice de dónde sale."""
