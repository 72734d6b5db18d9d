"""The command line: parse arguments, call one pipeline function, print, exit."""
