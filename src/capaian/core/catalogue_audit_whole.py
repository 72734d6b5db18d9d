"""Findings of an audit on a whole report: tables against each other, promises, numbering, outside results."""

from __future__ import annotations

from capaian.core.catalogue_entry import Entry, note, warning

_PROMISES: dict[str, Entry] = {
    "target-unambitious": warning(
        "Target {target} jauh di bawah yang tercapai pada tahun yang sama, {actual}.",
        "Naikkan target berikutnya, atau jelaskan mengapa capaian setinggi ini tidak akan terulang.",
        "The target {target} is far below what was reached in the same year, {actual}.",
        "Raise the next target, or explain why such an achievement will not come again.",
    ),
    "target-out-of-reach": warning(
        "Target {target} melampaui angka tertinggi yang mungkin bagi indikator ini, 100.",
        "Tulis target paling tinggi 100, atau perbaiki nama dan satuan indikator.",
        "The target {target} is above the highest figure that this indicator can have, 100.",
        "Write a target of 100 at the most, or mend the indicator's name and unit.",
    ),
    "target-unpicturable": note(
        "Target {target} persen kurang dari satu dari seratus, sehingga sulit dibayangkan pembaca.",
        "Tulis banyaknya orang atau satuannya, atau pilih penyebut yang lebih dekat, misalnya yang diundang.",
        "The target {target} per cent is less than one in a hundred, which a reader can hardly picture.",
        "Write the number itself, or choose a nearer denominator, such as those invited.",
    ),
    "next-target-lower": note(
        "Target berikutnya {following} diturunkan dari target tahun ini, {target}.",
        "Jelaskan mengapa janji diturunkan, atau naikkan target berikutnya.",
        "The next target {following} was lowered from this year's target, {target}.",
        "Explain why less is promised, or raise the next target.",
    ),
    "target-without-score": note(
        "Target berikutnya {following} berupa predikat tanpa nilai, padahal target tahun ini {target}.",
        "Tulis nilainya juga, supaya capaian dapat dihitung.",
        "The next target {following} is a grade without its score, while this year's target is {target}.",
        "Write the score too, so that an achievement can be computed.",
    ),
    "direction-doubtful": warning(
        'Arah penilaian meragukan: kata "{word}" pada nama indikator berlawanan dengan cara menghitung capaiannya.',
        "Pakai rumus capaian yang searah dengan tujuan indikator, atau ganti nama indikator.",
        'The direction is doubtful: the word "{word}" in the indicator\'s name speaks against how it is scored.',
        "Use the achievement rule that fits the indicator's purpose, or rename the indicator.",
    ),
    "survey-not-index": note(
        "Yang terukur adalah banyaknya jawaban survei, bukan tingkat kepuasan penjawabnya.",
        "Pakai indeks kepuasan masyarakat (PermenPANRB 14/2017): rata-rata unsur dikali 25.",
        "What is measured is how many answered the survey, not how satisfied they were.",
        "Use the satisfaction index (PermenPANRB 14/2017): the mean of its elements times 25.",
    ),
}

WHOLE: dict[str, Entry] = {**_PROMISES}
