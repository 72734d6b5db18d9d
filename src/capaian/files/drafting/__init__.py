"""Somebody's report as a draft of a plan and its values, with a comment on all that the report leaves open."""
