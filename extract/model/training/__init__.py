"""How the shipped weights are made: annotated sets, vectors, teachers, and the student that ships."""
