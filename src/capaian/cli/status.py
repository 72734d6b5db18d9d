"""The exit statuses of every command."""

DONE, FINDINGS, WRONG_USE = 0, 1, 2
