"""What the trail says: a sentence for each kind of event."""

WORDS: dict[str, tuple[str, str]] = {
    "trail.title": ("Jejak", "Trail"),
    "trail.number": ("No.", "No."),
    "trail.when": ("Kapan", "When"),
    "trail.who": ("Siapa", "Who"),
    "trail.what": ("Apa", "What"),
    "trail.target": ("Mengenai", "About"),
    "trail.change": ("Perubahan", "Change"),
    "trail.refused": ("ditolak", "refused"),
    "trail.whole": (
        "Rantai utuh: {count} peristiwa, sidik terakhir {hash}.",
        "The chain is whole: {count} events, last hash {hash}.",
    ),
    "trail.broken": (
        "Rantai rusak pada peristiwa {number}: {what}.",
        "The chain is broken at event {number}: {what}.",
    ),
    "trail.hole": ("nomor ini tidak ada", "this number is missing"),
    "trail.changed": ("isinya berubah", "its content was changed"),
    "trail.link": ("tidak menyambung ke peristiwa sebelumnya", "it does not follow the event before it"),
    "trail.end": ("peristiwa terakhir dihapus", "the last events were removed"),
}
