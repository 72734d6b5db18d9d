"""Results to PDF, DOCX, XLSX and HTML, all from one document model."""
