"""A worker's own calendar at a private address, for the telephone and the mail program."""
