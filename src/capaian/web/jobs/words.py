"""What long work says."""

WORDS: dict[str, tuple[str, str]] = {
    "job.waiting": ("menunggu giliran", "waiting"),
    "job.running": ("sedang dikerjakan", "running"),
    "job.done": ("selesai", "done"),
    "job.failed": ("gagal; tidak ada yang tersimpan setengah", "failed; nothing was saved by half"),
    "job.progress": ("{done} dari {total}", "{done} of {total}"),
}
