"""Paper back to claims: any report to a transcript, and a transcript to what its tables claim."""
