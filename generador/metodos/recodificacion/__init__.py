"""De las respuestas crudas de una encuesta a sus privaciones: una receta (dato) y su intérprete."""
