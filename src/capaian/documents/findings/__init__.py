"""What an audit found, as a working paper that an inspector files: DOCX, XLSX and HTML from one model."""
