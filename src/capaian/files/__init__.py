"""YAML, CSV and XLSX on disk to and from core, with line and cell positions in every finding."""
