"""The verbs composed: load, measure, report, explain. Both doors (command line, web) come through here."""
