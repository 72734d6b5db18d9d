"""Texts that stand in a cell instead of a value, whatever kind of file it is of."""

ERRORS = frozenset({"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!"})
"""What a spreadsheet shows in a cell whose formula failed."""

NO_RESULT = "#RUMUS?"
"""Stands in a cell whose formula nobody has computed: programs that write books leave that to the spreadsheet."""
