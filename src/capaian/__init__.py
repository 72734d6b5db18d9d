"""Measures performance indicators and proves every figure of the report."""

__version__ = "0.1.0"
