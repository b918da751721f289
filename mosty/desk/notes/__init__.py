"""Notes about people: who will read them, what is being typed, what was put right."""
