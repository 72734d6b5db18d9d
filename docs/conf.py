"""Sphinx settings: Markdown in, one set of pages out."""

project = "Capaian"
author = "The Capaian authors"
extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
html_theme = "furo"
html_title = "Capaian"
html_extra_path = ["reference/plan.schema.json"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
