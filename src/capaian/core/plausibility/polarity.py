"""Which way an indicator's own words lean, and whether they speak of a share of a whole.

Words decide nothing: they only raise a doubt where the table scores against them. Each list holds what practice is
agreed on, and a name that also holds a word of the other kind (*temuan yang ditindaklanjuti*) leans nowhere.
"""

from __future__ import annotations

import re

_BAD = re.compile(
    r"\b(kemiskinan|miskin|pengangguran|penganggur|kematian|kesakitan|stunting|wasting|temuan|pelanggaran|keluhan"
    r"|pengaduan|komplain|bencana|kriminalitas|kriminal|kejahatan|kecelakaan|kebakaran|gizi (?:buruk|kurang)"
    r"|(?:putus|drop out) sekolah|drop out|buta aksara|buta huruf|kumuh|tunggakan|kebocoran|kehilangan|kerusakan"
    r"|keterlambatan|pencemaran|emisi|konflik|sengketa|kekerasan|korban|inflasi|gini|ketimpangan|prevalensi|insidens?i?"
    r"|perceraian|(?:per)?kawinan? (?:anak|dini)|pernikahan dini|penyalahgunaan|narkoba|beban tanggungan|banjir"
    r"|genangan|kemacetan|gangguan|waktu tunggu"
    r"|penerima (?:rastra|raskin|bpnt|blt|pkh|bansos|bantuan))\b"
)
"""What an office wants less of. Recipients of aid belong here: their share tells of need."""

_SLOW = re.compile(
    r"\b((?:waktu|hari|lama)\s+(?:tanggap|tunggu|penyelesaian|pelayanan|proses|respon\w*|layanan)|respon\w* time)\b"
)
"""Time that something takes. *Tepat waktu* is no such thing, and neither is *sesuai standar waktu pelayanan*."""
_KEPT = re.compile(
    r"tepat|sesuai|standar|memenuhi|p[er]{1,2}sentase|prosentase|indeks|nilai|jumlah|survei|kepuasan"
)

_DOING = re.compile(
    r"\b(?:(?:di|ter|me[mnlr]|pe[mn])\w{4,}|tindak|tuntas|turun|selesai|bebas|tanpa|tidak|bukan|non|nihil|zero|siaga"
    r"|tangguh|tanggap|bersih|uji|aman|sadar|cegah|mitigasi|kesiapsiagaan|kesembuhan|cakupan|rehabilitasi|pe?layanan|tepat|fasilitasi|graduasi"
    r"|lulus|sembuh|mandiri|pasca|respon\w*|sosialisasi|kapasitas|sarana|prasarana|tertib|rawan|forum|pos|satgas"
    r"|relawan|rencana|dokumen|kebijakan|berhasil|berkurang\w*|bekerja|berdaya)\b"
)
"""What makes the same word good news: something done about it (*ditangani*, *penurunan*), or readiness for it.
Prefixed words are taken whole, since nearly every one of them (di-, ter-, me-, pe-) is a doing."""

_NO_DOING = re.compile(
    r"\b(?:pen(?:duduk|ganggur|gangguran|erima|didikan|dapatan|derita|yakit|garaan|caker)|pem(?:erintah|uda|ukiman)\w*"
    r"|ter(?:hadap|buka|jadi|jadinya|masuk|diri|catat)|dinas|dimana|diare|digital|direktorat|dikdas"
    r"|men(?:engah|ular|ganggur|inggal|galami|derita)|melanggar|melahirkan|merupakan|melalui)\b"
)
"""Words that begin like a doing and are none."""

_GOOD = re.compile(
    r"\b(kepuasan|tepat waktu|ditindak ?lanjuti|diselesaikan|tertangani|terlayani|partisipasi|sakip|akip|kelulusan"
    r"|harapan hidup|melek huruf|cakupan)\b"
)
_SPOILED = re.compile(
    r"\b(?:tidak|belum|ketidak\w*|penurunan|keterlambatan|menurun\w*|selisih|deviasi|lama|waktu rata)\b"
)

_SHARE = re.compile(r"\s*(?:p(?:er|ro|re)sentase|%)")
_GROWING = re.compile(
    r"\b(?:peningkatan|meningkat\w*|kenaikan|naik\w*|pertumbuhan|tumbuh\w*|pencapaian|capaian|realisasi|penerimaan"
    r"|pendapatan|pad|pajak|retribusi|laju|rasio|perkembangan|perbandingan|p(?:en|er)tambahan|bertambah\w*|target"
    r"|produktivitas|produksi|deviasi|selisih|investasi|ekspor|perubahan|penurunan|menurun\w*|inflasi|surplus|defisit)\b"
)
"""What may pass a hundred per cent, or move by less than one."""


def lower_is_better_word(name: str) -> str:
    """Return the word by which an indicator's name says that less is better; empty where it says no such thing.

    The one list for all who ask: who raises a doubt, who tells rules of achievement apart, who drafts a plan.

    >>> bad_word("Angka kemiskinan"), bad_word("Persentase temuan yang ditindaklanjuti")
    ('kemiskinan', '')
    """
    words = " ".join(name.casefold().split())
    slow = _SLOW.search(words)
    if slow and not _KEPT.search(words):
        return slow[1]
    found = _BAD.search(words)
    return found[1] if found and not _DOING.search(_NO_DOING.sub(" ", words)) else ""


def higher_is_better_word(name: str) -> str:
    """Return the word by which an indicator's name says that more is better; empty where it says no such thing."""
    words = " ".join(name.casefold().split())
    found = _GOOD.search(words)
    return found[1] if found and not _SPOILED.search(words) else ""


def is_share(name: str) -> bool:
    """Tell whether a name speaks of a part of a whole, which lies between 0 and 100 per cent."""
    words = " ".join(name.casefold().split())
    return bool(_SHARE.match(words)) and not _GROWING.search(words)
