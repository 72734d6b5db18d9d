"""What the words of an indicator say of its direction: whether less of it is better."""

from __future__ import annotations

import re

_LESS = re.compile(
    r"kemiskinan|penduduk miskin|kematian|kesakitan|pengangguran|stunting|gizi buruk|gizi kurang|wasting|"
    r"waktu tunggu|lama (?:waktu|pelayanan|penyelesaian)|temuan|pelanggaran|kecelakaan|kejahatan|kriminal|"
    r"kejadian|bencana|kebakaran|putus sekolah|buta (?:huruf|aksara)|kumuh|pencemaran|emisi|konflik|sengketa|"
    r"kekerasan|korban|keluhan|pengaduan|komplain|kehilangan|kebocoran|kerusakan|inflasi|gini|ketimpangan|"
    r"prevalensi|insiden|rawan|tunggakan|piutang|keterlambatan|perceraian|pernikahan dini|kawin anak|"
    r"penyalahgunaan|narkoba|ketergantungan|beban tanggungan|banjir|genangan|kemacetan|angka drop|gangguan"
)
_SLOW = re.compile(
    r"\b(?:rata-?\s?rata\s+)?(?:waktu|hari|lama)\s+(?:tanggap|tunggu|penyelesaian|pelayanan|proses|respon\w*|layanan)|"
    r"\brespon\w* time"
)
"""Time that something takes. *Tepat waktu* is no such thing, and neither is *sesuai standar waktu pelayanan*."""
_KEPT = re.compile(r"tepat|sesuai|standar|memenuhi|p[er]{1,2}sentase|prosentase|ketepatan")
_TURNED = re.compile(
    r"penurunan|menurunnya|pengurangan|berkurangnya|penanganan|ditangani|tertangani|tindak\s*lanjut|"
    r"ditindak\s*lanjuti|diselesaikan|penyelesaian|terselesaikan|selesai|penanggulangan|pencegahan|teratasi|"
    r"terlayani|dilayani|tepat waktu|bebas|mitigasi|kesiapsiagaan|cakupan|bantuan|penerima|pemulihan|tanggap"
)


def less_is_better(name: str) -> bool:
    """Tell whether the words say that less is better, and no other word turns that around (*penanganan*)."""
    words = name.casefold()
    if _SLOW.search(words) and not _KEPT.search(words):
        return True
    return bool(_LESS.search(words)) and not _TURNED.search(words)
