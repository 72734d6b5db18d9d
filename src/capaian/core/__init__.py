"""The meaning of the words: frozen values and rules. Standard library only, no I/O, no clock."""
