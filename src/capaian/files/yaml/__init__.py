"""YAML text to checked nodes that know their place, whatever the file says."""
