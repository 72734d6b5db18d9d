"""Findings of an audit on a whole report: tables against each other, promises, numbering, outside results."""

from __future__ import annotations

from capaian.core.findings.entry import CatalogueEntry, error, note, warning

_PROMISES: dict[str, CatalogueEntry] = {
    "target-unambitious": warning(
        "Target {target} jauh di bawah yang tercapai pada tahun yang sama, {actual}.",
        "Naikkan target berikutnya, atau jelaskan mengapa capaian setinggi ini tidak akan terulang.",
        "The target {target} is far below what was reached in the same year, {actual}.",
        "Raise the next target, or explain why such an achievement will not come again.",
        title=("target jauh di bawah realisasi", "target far below the actual"),
    ),
    "target-out-of-reach": warning(
        "Target {target} melampaui angka tertinggi yang mungkin bagi indikator ini, 100.",
        "Tulis target paling tinggi 100, atau perbaiki nama dan satuan indikator.",
        "The target {target} is above the highest figure that this indicator can have, 100.",
        "Write a target of 100 at the most, or mend the indicator's name and unit.",
        title=("target mustahil", "target out of reach"),
    ),
    "share-above-hundred": error(
        "Realisasi {actual} persen melampaui 100 persen, padahal indikator ini bagian dari keseluruhan.",
        "Periksa pembilang dan penyebutnya: bagian tidak dapat lebih banyak daripada keseluruhannya.",
        "The actual {actual} per cent is above 100, though the indicator is a part of a whole.",
        "Check numerator and denominator: a part cannot be more than the whole.",
        title=("bagian melebihi 100%", "share above 100%"),
    ),
    "target-unpicturable": note(
        "Target {target} persen kurang dari satu dari seratus, sehingga sulit dibayangkan pembaca.",
        "Tulis banyaknya orang atau satuannya, atau pilih penyebut yang lebih dekat, misalnya yang diundang.",
        "The target {target} per cent is less than one in a hundred, which a reader can hardly picture.",
        "Write the number itself, or choose a nearer denominator, such as those invited.",
        title=("target sulit dibayangkan", "target nobody can picture"),
    ),
    "next-target-lower": note(
        "Target berikutnya {following} diturunkan dari target tahun ini, {target}.",
        "Jelaskan mengapa janji diturunkan, atau naikkan target berikutnya.",
        "The next target {following} was lowered from this year's target, {target}.",
        "Explain why less is promised, or raise the next target.",
        title=("target berikutnya diturunkan", "next target lowered"),
    ),
    "target-without-score": note(
        "Target berikutnya {following} berupa predikat tanpa nilai, padahal target tahun ini {target}.",
        "Tulis nilainya juga, supaya capaian dapat dihitung.",
        "The next target {following} is a grade without its score, while this year's target is {target}.",
        "Write the score too, so that an achievement can be computed.",
        title=("target predikat tanpa nilai", "grade as target without a score"),
    ),
    "direction-doubtful": warning(
        'Arah penilaian meragukan: kata "{word}" pada nama indikator berlawanan dengan cara menghitung capaiannya.',
        "Pakai rumus capaian yang searah dengan tujuan indikator, atau ganti nama indikator.",
        'The direction is doubtful: the word "{word}" in the indicator\'s name speaks against how it is scored.',
        "Use the achievement rule that fits the indicator's purpose, or rename the indicator.",
        title=("arah penilaian meragukan", "direction doubtful"),
    ),
    "target-below-last": note(
        "Target {target} lebih ringan daripada yang sudah tercapai pada tahun {year}, {actual}.",
        "Jelaskan mengapa target lebih ringan daripada hasil tahun sebelumnya, atau perbaiki targetnya.",
        "Target {target} asks for less than was already reached in {year}, {actual}.",
        "Say why the target asks for less than last year's result, or mend it.",
        title=("target di bawah hasil tahun lalu", "target below last year's result"),
    ),
    "target-unchanged": note(
        "Target tetap {target} dari tahun {begin} sampai {end}, padahal setiap tahun terlampaui.",
        "Sesuaikan target dengan hasil tahun-tahun sebelumnya.",
        "The target stays {target} from {begin} to {end}, though it was passed every year.",
        "Set the target by the results of the years before.",
        title=("target tidak berubah", "target unchanged"),
    ),
    "always-hundred": warning(
        'Pembilang dan penyebut rumus sama, "{words}", sehingga hasilnya selalu 100 persen.',
        "Tulis bagian yang dihitung sebagai pembilang dan seluruhnya sebagai penyebut.",
        'Numerator and denominator of the formula are the same, "{words}", so it always gives 100 per cent.',
        "Write the part that is counted above and the whole below.",
        title=("rumus selalu 100", "formula always 100"),
    ),
    "survey-not-index": note(
        "Yang terukur adalah banyaknya jawaban survei, bukan tingkat kepuasan penjawabnya.",
        "Pakai indeks kepuasan masyarakat (PermenPANRB 14/2017): rata-rata unsur dikali 25.",
        "What is measured is how many answered the survey, not how satisfied they were.",
        "Use the satisfaction index (PermenPANRB 14/2017): the mean of its elements times 25.",
        title=("jawaban dihitung, bukan kepuasan", "answers counted, not satisfaction"),
    ),
}

_TABLES: dict[str, CatalogueEntry] = {
    "duplicate-number": warning(
        "Satu nomor dipakai lebih dari sekali dalam daftar ini: {numbers}.",
        "Nomori dari 1 tanpa pengulangan, sama di semua tabel.",
        "One number is used more than once in this list: {numbers}.",
        "Number from 1 without repetition, alike in all tables.",
        title=("nomor ganda", "number used twice"),
    ),
    "number-missing": note(
        "Ada yang tidak bernomor di antara yang bernomor: {numbers}.",
        "Beri nomor pada yang belum.",
        "One has no number among others that have: {numbers}.",
        "Number it too.",
        title=("tanpa nomor", "number missing"),
    ),
    "number-gap": note(
        "Nomor dalam daftar ini tidak berurutan: {numbers}.",
        "Periksa apakah ada baris yang hilang, lalu nomori berurutan.",
        "The numbers of this list do not follow each other: {numbers}.",
        "Check whether a row is lost, then number them in order.",
        title=("nomor tidak berurutan", "numbers not in order"),
    ),
    "quantity-mismatch": error(
        "Tertulis {printed} di sini, tetapi {other} untuk indikator yang sama pada tabel {table}.",
        "Samakan kedua tabel dengan angka yang benar.",
        "{printed} is printed here, but {other} for the same indicator in table {table}.",
        "Make both tables say the right figure.",
        title=("satu hal, dua angka", "one quantity, two figures"),
    ),
    "rating-word": error(
        'Tertulis "{printed}" pada nilai {amount}; menurut skala {scale} seharusnya "{expected}".',
        "Perbaiki predikatnya, atau cantumkan skala yang dipakai.",
        'The rating "{printed}" stands at {amount}; by the scale {scale} it is "{expected}".',
        "Mend the rating, or print the scale that was used.",
        title=("predikat tidak sesuai skala", "rating against its scale"),
    ),
    "rating-hole": note(
        'Nilai {amount} jatuh di antara dua kelas skala {scale}; tertulis "{printed}".',
        "Tetapkan dan cantumkan batas skala yang tidak berlubang.",
        'The value {amount} falls between two classes of the scale {scale}; printed is "{printed}".',
        "Set and print bounds that leave no hole.",
        title=("celah dalam skala predikat", "hole in the scale of ratings"),
    ),
    "not-measured": note(
        "Target {target} tidak disertai realisasi dan capaian.",
        "Isi realisasinya, atau jelaskan mengapa tidak terukur.",
        "The target {target} has neither an actual nor an achievement.",
        "Give the actual, or explain why it was not measured.",
        title=("tidak diukur", "not measured"),
    ),
    "not-measured-at-all": note(
        "Tabel ini memuat {lines} target tanpa satu pun realisasi.",
        "Isi realisasinya, atau hapus kolomnya bila tabel ini hanya janji.",
        "This table has {lines} {lines:target|targets} and not one actual.",
        "Give the actuals, or drop their column if the table only promises.",
        title=("tabel tanpa realisasi", "table without actuals"),
    ),
    "achievement-without-actual": error(
        "Capaian {achievement} tercetak tanpa realisasi.",
        "Isi realisasi yang menjadi dasarnya.",
        "The achievement {achievement} is printed without an actual.",
        "Give the actual that it rests on.",
        title=("capaian tanpa realisasi", "achievement without an actual"),
    ),
}

_SUMS: dict[str, CatalogueEntry] = {
    "total-arithmetic": error(
        "{word} tertulis {printed}; baris-barisnya memberi {recomputed}.",
        "Jumlahkan ulang, atau periksa apakah ada baris yang hilang.",
        "{word} is printed as {printed}; its rows give {recomputed}.",
        "Add up again, or check whether a row is lost.",
        title=("jumlah tidak cocok", "total does not add up"),
    ),
    "survey-arithmetic": error(
        "{word} tertulis {printed}; {arithmetic} adalah {recomputed}.",
        "Hitung ulang menurut lampiran Permen PANRB 14/2017, atau cantumkan bobot yang dipakai.",
        "{word} is printed as {printed}; {arithmetic} is {recomputed}.",
        "Work it out again as the appendix of Permen PANRB 14/2017 says, or print the weight that was used.",
        title=("hitungan survei tidak cocok", "survey arithmetic does not hold"),
    ),
    "remainder-arithmetic": error(
        "Sisa tertulis {printed}; anggaran dikurangi realisasi adalah {recomputed}.",
        "Perbaiki sisanya, atau anggaran dan realisasinya.",
        "The remainder is printed as {printed}; budget less spending is {recomputed}.",
        "Mend the remainder, or the budget and the spending.",
        title=("sisa anggaran tidak cocok", "remainder does not hold"),
    ),
    "quarter-mismatch": error(
        "Realisasi setahun tertulis {printed}; triwulan-triwulannya memberi {recomputed}.",
        "Samakan realisasi setahun dengan triwulan-triwulannya.",
        "The actual of the year is printed as {printed}; its quarters give {recomputed}.",
        "Make the year agree with its quarters.",
        title=("triwulan tidak cocok dengan setahun", "quarters against the year"),
    ),
    "quarter-falls": error(
        "Realisasi kumulatif turun dari {before} menjadi {printed}.",
        "Periksa triwulan yang salah; hitungan sejak awal tahun tidak dapat berkurang.",
        "The cumulative actual falls from {before} to {printed}.",
        "Check which quarter is wrong; a count since the year began cannot shrink.",
        title=("angka kumulatif turun", "cumulative figure falls"),
    ),
}

_RESULTS: dict[str, CatalogueEntry] = {
    "differs-from-counted": error(
        "Tertulis {printed}; data yang dihitung memberi {recomputed}.",
        "Pakai angka hasil hitungan, atau perbaiki datanya.",
        "{printed} is printed; the counted data give {recomputed}.",
        "Use the counted figure, or mend the data.",
        title=("berbeda dari hitungan kantor", "differs from what was counted"),
    ),
    "not-counted": error(
        "Tertulis {printed}, padahal datanya tidak memberi angka.",
        "Lengkapi datanya, atau hapus angka yang tidak berdasar.",
        "{printed} is printed, but the data give no figure.",
        "Complete the data, or remove a figure that rests on nothing.",
        title=("tidak ada hitungannya", "nothing was counted"),
    ),
    "not-in-plan": note(
        'Indikator "{name}" tidak ada dalam rencana.',
        "Samakan nama indikator dengan rencana.",
        'The plan has no indicator "{name}".',
        "Use the name that the plan has.",
        title=("tidak ada dalam rencana", "not in the plan"),
    ),
    "not-in-report": warning(
        'Indikator {indicator} "{name}" dalam rencana tidak dilaporkan.',
        "Laporkan semua indikator yang dijanjikan.",
        'Indicator {indicator} "{name}" of the plan is not reported.',
        "Report every indicator that was promised.",
        title=("tidak dilaporkan", "not in the report"),
    ),
}

WHOLE: dict[str, CatalogueEntry] = {**_PROMISES, **_TABLES, **_SUMS, **_RESULTS}
