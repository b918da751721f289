"""Who looked at whose data, when and how: for the manager of a centre and the data protection officer."""
