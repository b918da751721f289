"""Content from files: `files` reads and judges them, `rows` writes facts, acts, terms and notes, `pages` the tree."""
