"""The shape of the plan file (``capaian/plan@1``), with the words that editors show."""

from __future__ import annotations

from capaian.core.plan.indicator import Direction, Unit
from capaian.core.plan.performance_plan import LowerIsBetter, MeanOver
from capaian.core.plan.variable import Kind
from capaian.files.yaml.shape import Choice, Either, Key, Listing, Number, Record, Table, Text

SCHEMA = "capaian/plan@1"

_TEXTS = Listing(Text(), "Daftar teks")

HEAD = Record(
    {
        "title": Key(Text("Jabatan seperti tercetak, misalnya CAMAT JAMBI TIMUR"), required=True),
        "name": Key(Text("Nama dengan gelar"), required=True),
        "rank": Key(Text("Pangkat")),
        "nip": Key(Text("NIP 18 angka; spasi bebas", pattern=r"^[0-9 ]{18,21}$")),
    },
    "Kepala perangkat daerah yang menandatangani",
)

OFFICE = Record(
    {
        "code": Key(
            Text("Kode wilayah Kemendagri, selalu dalam tanda kutip", r"^\d{2}(\.\d{2}){0,2}(\.\d{4})?$"),
            True,
        ),
        "name": Key(Text("Nama perangkat daerah"), required=True),
        "parent": Key(Text("Kabupaten atau kota")),
        "place": Key(Text("Tempat laporan ditandatangani")),
        "duty": Key(Text("Tugas")),
        "duty_basis": Key(_TEXTS),
        "functions": Key(_TEXTS),
        "functions_basis": Key(_TEXTS),
        "head": Key(HEAD, required=True),
    },
    "Perangkat daerah",
)

RULES = Record(
    {
        "lower_is_better": Key(
            Choice(tuple(LowerIsBetter), "reflected: (2*target - actual)/target; inverse: target/actual")
        ),
        "cap": Key(Text("none, 100 atau 120: capaian tertinggi yang dihitung dalam rata-rata")),
        "floor": Key(Text("none atau angka: capaian terendah")),
        "mean": Key(Choice(tuple(MeanOver), "rata-rata atas indikator atau atas sasaran")),
        "basis": Key(_TEXTS),
    },
    "Cara membuat capaian; tercetak di setiap laporan",
)

TARGET = Either(
    (
        Number("Satu angka"),
        Listing(Number(), "Rentang [bawah, atas]", least=2),
        Record(
            {"grade": Key(Text("Huruf predikat"), True), "score": Key(Number("Nilai di baliknya"))},
            "Predikat",
        ),
    ),
    "Target: angka, rentang atau predikat",
)

PART = Record(
    {
        "label": Key(Text("Nama bagian seperti tercetak"), required=True),
        "formula": Key(Text("Rumus bagian"), required=True),
    },
    "Bagian rumus, tercetak sebagai baris tersendiri",
)

INDICATOR = Record(
    {
        "code": Key(Text('Kode, misalnya "1.1"'), required=True),
        "name": Key(Text("Indikator kinerja utama"), required=True),
        "unit": Key(Choice(tuple(Unit), "Satuan"), required=True),
        "better": Key(Choice(tuple(Direction), "Sifat indikator"), required=True),
        "targets": Key(Table(TARGET, "Target per tahun", years=True), required=True),
        "parts": Key(Table(PART, "Bagian-bagian rumus")),
        "formula": Key(Text("Rumus realisasi"), required=True),
        "scale": Key(Table(Number(), "Predikat dan batas bawahnya")),
        "decimals": Key(Number("Angka di belakang koma, 0 sampai 6", whole=True)),
        "explanation": Key(Text("Penjelasan, alasan atau formulasi perhitungan")),
        "owner": Key(Text("Penanggung jawab")),
        "source": Key(Text("Sumber data")),
    },
    "Indikator",
)

OBJECTIVE = Record(
    {
        "statement": Key(Text("Sasaran"), required=True),
        "indicators": Key(Listing(INDICATOR, least=1), required=True),
    }
)

MISSION = Record(
    {
        "statement": Key(Text("Misi"), required=True),
        "objectives": Key(Listing(OBJECTIVE, least=1), required=True),
    }
)

FIELD_TYPES = ("text", "whole", "decimal", "rupiah", "date", "yesno", "choice", "area", "nik", "nip")

FIELD = Record(
    {
        "type": Key(Choice(FIELD_TYPES, "Tipe isi kolom"), required=True),
        "label": Key(Text("Judul kolom seperti di buku")),
        "required": Key(Choice(("true", "false"), "Wajib diisi")),
        "personal": Key(Choice(("true", "false"), "Menyebut orang: nama, alamat, telepon; NIK selalu")),
        "choices": Key(Table(Text(), "Pilihan dan namanya")),
        "min": Key(Text("Batas bawah: angka, atau tanggal dalam tanda kutip")),
        "max": Key(Text("Batas atas: angka, atau tanggal dalam tanda kutip")),
    },
    "Kolom register",
)

REGISTER = Record(
    {
        "label": Key(Text("Nama register"), required=True),
        "office": Key(Text("Kolom bertipe area yang menyebut kantor, atau tempat di bawahnya"), required=True),
        "date": Key(Text("Kolom bertipe date yang menentukan periode"), required=True),
        "key": Key(Listing(Text(), "Kolom yang membedakan baris")),
        "fields": Key(Table(FIELD, "Kolom-kolom"), required=True),
        "rules": Key(
            Listing(
                Record(
                    {
                        "rule": Key(Text("Syarat yang harus benar pada setiap baris"), required=True),
                        "message": Key(Text("Yang dikatakan bila dilanggar")),
                    }
                ),
                "Aturan antarkolom",
            )
        ),
    },
    "Register: buku yang barisnya dihitung",
)

VARIABLE = Record(
    {
        "label": Key(Text("Nama seperti tercetak"), required=True),
        "kind": Key(Choice(tuple(Kind), "flow: dijumlah; stock: nilai terakhir; mean: dirata-rata")),
        "unit": Key(Choice(("count", "rupiah"), "Cara nilainya tercetak")),
        "from": Key(Text("Register yang barisnya dihitung")),
        "count": Key(Text("rows, atau distinct KOLOM")),
        "sum": Key(Text("Kolom yang dijumlah")),
        "mean": Key(Text("Kolom yang dirata-rata")),
        "min": Key(Text("Kolom yang dicari terkecilnya")),
        "max": Key(Text("Kolom yang dicari terbesarnya")),
        "last": Key(Text("Kolom yang diambil nilainya pada tanggal terakhir")),
        "where": Key(Text("Syarat baris yang dihitung")),
    },
    "Variabel",
)

PLAN = Record(
    {
        "schema": Key(Choice((SCHEMA,), "Jenis dan versi berkas"), required=True),
        "office": Key(OFFICE, required=True),
        "strategy": Key(
            Record(
                {"first_year": Key(Number(whole=True), True), "last_year": Key(Number(whole=True), True)},
                "Renstra",
            )
        ),
        "rules": Key(RULES),
        "reports": Key(
            Table(
                Record({"signed": Key(Text("Tanggal tanda tangan: 2018-01 atau 2018-01-15"))}),
                "Laporan per tahun",
                years=True,
            )
        ),
        "missions": Key(Listing(MISSION, least=1), required=True),
        "registers": Key(Table(REGISTER, "Register")),
        "variables": Key(Table(VARIABLE, "Variabel yang dihitung"), required=True),
    },
    "Rencana: apa yang dijanjikan perangkat daerah, cara mengukurnya, dan siapa penanggung jawabnya",
)
