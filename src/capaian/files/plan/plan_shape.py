"""The shape of the plan file (``capaian/plan@1``), with the words that editors show."""

from __future__ import annotations

from capaian.core.plan.indicator import Direction, Unit
from capaian.core.plan.performance_plan import LowerIsBetter, MeanOver
from capaian.core.plan.variable import Kind
from capaian.files.yaml.shape import (
    ChoiceShape,
    Key,
    ListShape,
    MappingShape,
    NumberShape,
    RecordShape,
    TextShape,
    UnionShape,
)

SCHEMA = "capaian/plan@1"

_TEXTS = ListShape(TextShape(), "Daftar teks")

HEAD = RecordShape(
    {
        "title": Key(TextShape("Jabatan seperti tercetak, misalnya CAMAT JAMBI TIMUR"), required=True),
        "name": Key(TextShape("Nama dengan gelar"), required=True),
        "rank": Key(TextShape("Pangkat")),
        "nip": Key(TextShape("NIP 18 angka; spasi bebas", pattern=r"^[0-9 ]{18,21}$")),
    },
    "Kepala perangkat daerah yang menandatangani",
)

OFFICE = RecordShape(
    {
        "code": Key(
            TextShape("Kode wilayah Kemendagri, selalu dalam tanda kutip", r"^\d{2}(\.\d{2}){0,2}(\.\d{4})?$"),
            True,
        ),
        "name": Key(TextShape("Nama perangkat daerah"), required=True),
        "parent": Key(TextShape("Kabupaten atau kota")),
        "place": Key(TextShape("Tempat laporan ditandatangani")),
        "duty": Key(TextShape("Tugas")),
        "duty_basis": Key(_TEXTS),
        "functions": Key(_TEXTS),
        "functions_basis": Key(_TEXTS),
        "head": Key(HEAD, required=True),
    },
    "Perangkat daerah",
)

RULES = RecordShape(
    {
        "lower_is_better": Key(
            ChoiceShape(tuple(LowerIsBetter), "reflected: (2*target - actual)/target; inverse: target/actual")
        ),
        "cap": Key(TextShape("none, 100 atau 120: capaian tertinggi yang dihitung dalam rata-rata")),
        "floor": Key(TextShape("none atau angka: capaian terendah")),
        "mean": Key(ChoiceShape(tuple(MeanOver), "rata-rata atas indikator atau atas sasaran")),
        "basis": Key(_TEXTS),
    },
    "Cara membuat capaian; tercetak di setiap laporan",
)

TARGET = UnionShape(
    (
        NumberShape("Satu angka"),
        ListShape(NumberShape(), "Rentang [bawah, atas]", least=2),
        RecordShape(
            {"grade": Key(TextShape("Huruf predikat"), True), "score": Key(NumberShape("Nilai di baliknya"))},
            "Predikat",
        ),
    ),
    "Target: angka, rentang atau predikat",
)

PART = RecordShape(
    {
        "label": Key(TextShape("Nama bagian seperti tercetak"), required=True),
        "formula": Key(TextShape("Rumus bagian"), required=True),
    },
    "Bagian rumus, tercetak sebagai baris tersendiri",
)

INDICATOR = RecordShape(
    {
        "code": Key(TextShape('Kode, misalnya "1.1"'), required=True),
        "name": Key(TextShape("Indikator kinerja utama"), required=True),
        "unit": Key(ChoiceShape(tuple(Unit), "Satuan"), required=True),
        "better": Key(ChoiceShape(tuple(Direction), "Sifat indikator"), required=True),
        "targets": Key(MappingShape(TARGET, "Target per tahun", years=True), required=True),
        "parts": Key(MappingShape(PART, "Bagian-bagian rumus")),
        "formula": Key(TextShape("Rumus realisasi"), required=True),
        "scale": Key(MappingShape(NumberShape(), "Predikat dan batas bawahnya")),
        "decimals": Key(NumberShape("Angka di belakang koma, 0 sampai 6", whole=True)),
        "explanation": Key(TextShape("Penjelasan, alasan atau formulasi perhitungan")),
        "owner": Key(TextShape("Penanggung jawab")),
        "source": Key(TextShape("Sumber data")),
    },
    "Indikator",
)

OBJECTIVE = RecordShape(
    {
        "statement": Key(TextShape("Sasaran"), required=True),
        "indicators": Key(ListShape(INDICATOR, least=1), required=True),
    }
)

MISSION = RecordShape(
    {
        "statement": Key(TextShape("Misi"), required=True),
        "objectives": Key(ListShape(OBJECTIVE, least=1), required=True),
    }
)

FIELD_TYPES = ("text", "whole", "decimal", "rupiah", "date", "yesno", "choice", "area", "nik", "nip")

FIELD = RecordShape(
    {
        "type": Key(ChoiceShape(FIELD_TYPES, "Tipe isi kolom"), required=True),
        "label": Key(TextShape("Judul kolom seperti di buku")),
        "required": Key(ChoiceShape(("true", "false"), "Wajib diisi")),
        "personal": Key(ChoiceShape(("true", "false"), "Menyebut orang: nama, alamat, telepon; NIK selalu")),
        "choices": Key(MappingShape(TextShape(), "Pilihan dan namanya")),
        "min": Key(TextShape("Batas bawah: angka, atau tanggal dalam tanda kutip")),
        "max": Key(TextShape("Batas atas: angka, atau tanggal dalam tanda kutip")),
    },
    "Kolom register",
)

REGISTER = RecordShape(
    {
        "label": Key(TextShape("Nama register"), required=True),
        "office": Key(TextShape("Kolom bertipe area yang menyebut kantor, atau tempat di bawahnya"), required=True),
        "date": Key(TextShape("Kolom bertipe date yang menentukan periode"), required=True),
        "key": Key(ListShape(TextShape(), "Kolom yang membedakan baris")),
        "fields": Key(MappingShape(FIELD, "Kolom-kolom"), required=True),
        "rules": Key(
            ListShape(
                RecordShape(
                    {
                        "rule": Key(TextShape("Syarat yang harus benar pada setiap baris"), required=True),
                        "message": Key(TextShape("Yang dikatakan bila dilanggar")),
                    }
                ),
                "Aturan antarkolom",
            )
        ),
    },
    "Register: buku yang barisnya dihitung",
)

VARIABLE = RecordShape(
    {
        "label": Key(TextShape("Nama seperti tercetak"), required=True),
        "kind": Key(ChoiceShape(tuple(Kind), "flow: dijumlah; stock: nilai terakhir; mean: dirata-rata")),
        "unit": Key(ChoiceShape(("count", "rupiah"), "Cara nilainya tercetak")),
        "from": Key(TextShape("Register yang barisnya dihitung")),
        "count": Key(TextShape("rows, atau distinct KOLOM")),
        "sum": Key(TextShape("Kolom yang dijumlah")),
        "mean": Key(TextShape("Kolom yang dirata-rata")),
        "min": Key(TextShape("Kolom yang dicari terkecilnya")),
        "max": Key(TextShape("Kolom yang dicari terbesarnya")),
        "last": Key(TextShape("Kolom yang diambil nilainya pada tanggal terakhir")),
        "where": Key(TextShape("Syarat baris yang dihitung")),
    },
    "Variabel",
)

PLAN = RecordShape(
    {
        "schema": Key(ChoiceShape((SCHEMA,), "Jenis dan versi berkas"), required=True),
        "office": Key(OFFICE, required=True),
        "strategy": Key(
            RecordShape(
                {"first_year": Key(NumberShape(whole=True), True), "last_year": Key(NumberShape(whole=True), True)},
                "Renstra",
            )
        ),
        "rules": Key(RULES),
        "reports": Key(
            MappingShape(
                RecordShape({"signed": Key(TextShape("Tanggal tanda tangan: 2018-01 atau 2018-01-15"))}),
                "Laporan per tahun",
                years=True,
            )
        ),
        "missions": Key(ListShape(MISSION, least=1), required=True),
        "registers": Key(MappingShape(REGISTER, "Register")),
        "variables": Key(MappingShape(VARIABLE, "Variabel yang dihitung"), required=True),
    },
    "Rencana: apa yang dijanjikan perangkat daerah, cara mengukurnya, dan siapa penanggung jawabnya",
)
