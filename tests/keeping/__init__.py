"""Backups and restores of whole servers."""
