"""The words of explanations, in Indonesian and English."""

from __future__ import annotations

from capaian.core.wording import filled

WORDS: dict[str, tuple[str, str]] = {
    "formula": ("Rumus", "Formula"),
    "in-words": ("Dalam kata: {text}", "In words: {text}"),
    "inputs": ("Masukan dan bukti", "Inputs and evidence"),
    "kind-flow": ("dijumlah dari:", "added up from:"),
    "kind-stock": ("nilai terakhir dalam periode:", "last known value in the period:"),
    "kind-mean": ("rata-rata dari:", "average of:"),
    "observation": (
        "{period}: {value}, diketik; bukti: {proof} [{place}]",
        "{period}: {value}, typed; evidence: {proof} [{place}]",
    ),
    "counted": (
        "{period}: {value}, dihitung dari {rows} di antara {seen} baris {register} [{place}]",
        "{period}: {value}, counted from {rows} of {seen} {seen:row|rows} of {register} [{place}]",
    ),
    "not-counted": ("{why} [{place}]", "{why} [{place}]"),
    "rows-of": ("Baris untuk {variable}", "Rows for {variable}"),
    "rows-how": ("cara: {how} dari {register}", "how: {how} of {register}"),
    "rows-where": ("syarat: {where}", "where: {where}"),
    "rows-counted": ("dihitung: {count}", "counted: {count}"),
    "rows-left": ("tidak dihitung: {count}", "left out: {count}"),
    "rows-more": ("… dan {count} lagi (--rows {all} untuk semua)", "… and {count} more (--rows {all} for all)"),
    "row": ("{row} [{place}]", "{row} [{place}]"),
    "row-false": ("{row} [{place}] – tidak memenuhi {part}", "{row} [{place}] – does not meet {part}"),
    "row-open": (
        "{row} [{place}] – sel kosong, {part} tidak dapat dijawab",
        "{row} [{place}] – an empty cell leaves {part} open",
    ),
    "row-empty": ("{row} [{place}] – sel {column} kosong", "{row} [{place}] – the cell {column} is empty"),
    "no-evidence": ("tidak ada", "none"),
    "working": ("Penghitungan", "Working"),
    "counted-bare": ("Nilai dihitung langsung dari register.", "The value was counted from the register as such."),
    "typed-bare": (
        "Nilai diketik langsung; tidak ada hitungan di baliknya.",
        "The value was typed as such; no count stands behind it.",
    ),
    "exact": ("tepat", "exact"),
    "actual": ("Realisasi", "Actual"),
    "rounding": (
        "dibulatkan sekali, setengah ke atas, {decimals} desimal",
        "rounded once, half up, to {decimals} {decimals:decimal|decimals}",
    ),
    "scale": ("skala: {bounds}", "scale: {bounds}"),
    "printed": ("tercetak", "printed"),
    "target": ("Target", "Target"),
    "target-of": ("tahun {year}: {target}", "{year}: {target}"),
    "achievement": ("Capaian (%)", "Achievement (%)"),
    "basis": ("dasar: {basis} ({standing}; berlaku sejak {since})", "basis: {basis} ({standing}; since {since})"),
    "standing-known": ("lazim dipakai; naskah belum dicocokkan", "settled practice; text not compared"),
    "standing-seen": ("terbaca pada salinan", "read in a copy"),
    "standing-practice": ("praktik laporan", "practice of reports"),
    "floor-kept": ("batas bawah {floor}: tidak mengubah", "floor {floor}: changes nothing"),
    "floor-raised": ("batas bawah {floor}: capaian dinaikkan", "floor {floor}: the achievement was raised"),
    "cap-kept": ("batas atas {cap} dalam rata-rata: tidak mengubah", "cap {cap} in the mean: changes nothing"),
    "cap-held": (
        "batas atas {cap} dalam rata-rata: dihitung {counted}",
        "cap {cap} in the mean: counts as {counted}",
    ),
    "responsible": ("Penanggung jawab", "Responsible"),
    "owner": ("penanggung jawab: {text}", "owner: {text}"),
    "source": ("sumber data: {text}", "data source: {text}"),
}


def say(key: str, lang: str, **values: object) -> str:
    """Return the words of ``key`` in ``lang`` (``id`` or ``en``) with ``values`` filled in."""
    return filled(WORDS[key], lang, values)
