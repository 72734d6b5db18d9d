"""What may go wrong with an engine, for whoever has to name it: no engine is loaded for that."""


class EngineUnavailable(Exception):
    """The engine that was asked for is not installed or does not answer; the message says why."""


class EngineFailed(Exception):
    """The engine stopped in the middle of a count; the message says why."""
