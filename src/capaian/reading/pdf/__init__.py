"""PDF to a transcript, in a confined child process."""
