"""The inspector's way: from a printed figure to a row and its proof, a sample, a finding, and a pack checked."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

from playwright.sync_api import Page, expect

from capaian.core.numbers.numerals import printed
from capaian.core.registers.sampling import draw, estimate
from tests.web.browser.conftest import DESK, PHONE
from tests.web.browser.looking import Listener, axe, sideways

OFFICE = "/o/15.71.03"
FIGURE = f"{OFFICE}/ukur/2024/i/2.2/"
SEED, SIZE = "2024-2", 6
"""The stage's open sample has this seed and two rows: they are the first two of a larger one."""
PageOf = Callable[..., Page]


def test_the_inspector_goes_to_the_bottom(page_of: PageOf, live: str, tmp_path: Path) -> None:
    ira, budi, citra = page_of("ira"), page_of("budi"), page_of("citra")
    listener = Listener(ira, live)
    was, population = from_the_figure_to_a_row(ira)
    proof = evidence_is_what_it_was(ira, tmp_path)
    sample, wrong = draw_and_judge(ira, population)
    rate = finish(ira, was, population, sample)
    keys = anybody_draws_again(ira, population, tmp_path)
    number = write_a_finding(ira, rate)
    answer(budi, number, "Tanggalnya diperbaiki.")
    follow(ira, number, "Belum memadai", "Buktinya belum ada.", "terbuka: tanggapan belum memadai")
    answer(citra, number, "Bukti dilampirkan.")
    follow(ira, number, "Selesai", "Sudah dilihat.", "selesai")
    expect(budi.get_by_role("button", name="Kirim tanggapan")).to_have_count(1)
    budi.reload()
    expect(budi.get_by_role("button", name="Kirim tanggapan")).to_have_count(0)
    archive = pack(ira, tmp_path)
    the_pack_proves_itself(archive, proof, keys, number, wrong)
    assert listener.heard == []


def looked_at(page: Page) -> None:
    """Look at a page at both widths."""
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        assert [*axe(page), *sideways(page)] == [], page.url


def from_the_figure_to_a_row(page: Page) -> tuple[str, int]:
    """Return the printed figure, and how many rows it was counted from."""
    page.goto(f"{OFFICE}/ukur/2024/")
    page.get_by_role("link", name=re.compile("^2.2 ")).click()
    said = page.locator("h1 + p").inner_text()
    found = re.search(r"Realisasi ([\d,.]+)", said)
    assert found is not None, said
    expect(page.locator("pre.proof").first).to_be_visible()
    page.get_by_role("link", name="lihat barisnya – Keluhan masyarakat", exact=True).click()
    counted = page.get_by_role("link", name=re.compile(r"^Dihitung \(\d+\)")).inner_text()
    looked_at(page)
    return found[1], int(counted.removeprefix("Dihitung (").removesuffix(")"))


def evidence_is_what_it_was(page: Page, folder: Path) -> str:
    """Go to the row that has a proof, see its hash taken anew, and take the file along."""
    for link in page.locator("tbody th a").all():
        address = link.get_attribute("href")
        row = page.context.new_page()
        row.goto(str(address))
        if row.get_by_role("link", name="pengaduan.pdf").count():
            break
        row.close()
    expect(row.get_by_text("sidik dihitung ulang: sesuai")).to_be_visible()
    expect(row.get_by_text("Ani Rahma").first).to_be_visible()
    looked_at(row)
    with row.expect_download() as waiting:
        row.get_by_role("link", name="pengaduan.pdf").click()
    waiting.value.save_as(folder / "pengaduan.pdf")
    digest = hashlib.sha256((folder / "pengaduan.pdf").read_bytes()).hexdigest()
    assert row.locator(".code[title]").first.get_attribute("title") == digest
    row.close()
    return digest


def draw_and_judge(page: Page, population: int) -> tuple[int, str]:
    """Return the number of the sample, and the row that was wrong."""
    page.goto(FIGURE)
    page.get_by_role("link", name="Uji petik indikator ini").click()
    expect(page.get_by_text(f"{population} baris dihitung dalam indikator ini")).to_be_visible()
    looked_at(page)
    page.get_by_label("Ukuran sampel").fill(str(SIZE))
    page.get_by_label("Benih").fill(SEED)
    page.get_by_role("button", name="Ambil").click()
    expect(page.get_by_text(f"{SIZE} baris diambil dengan benih {SEED}.")).to_be_visible()
    sample, wrong = int(page.url.rstrip("/").rpartition("/")[2]), ""
    looked_at(page)
    page.get_by_role("link", name="Periksa baris 1").click()
    expect(page.get_by_text("sidik dihitung ulang: sesuai")).to_be_visible()
    for number in range(1, SIZE + 1):
        expect(page.get_by_role("heading", level=1)).to_contain_text(f"Baris {number} dari {SIZE}")
        if not wrong and "yang ditindaklanjuti" in page.locator("h1 + p").inner_text():
            wrong = page.get_by_role("heading", level=1).inner_text().partition(": ")[2]
            page.get_by_label("salah", exact=True).check()
            page.get_by_role("button", name="Simpan").click()
            expect(page.get_by_role("alert")).to_contain_text("Tulis catatan")
            page.get_by_label("Catatan").fill("Tidak ada tindak lanjut pada berkasnya.")
            page.get_by_label("Tanggal tindak lanjut").fill("")
            looked_at(page)
        else:
            page.get_by_label("benar", exact=True).check()
        page.get_by_role("button", name="Simpan").click()
    assert wrong
    expect(page.get_by_text(f"{SIZE} dari {SIZE} baris sudah diputus.")).to_be_visible()
    return sample, wrong


def finish(page: Page, was: str, population: int, sample: int) -> str:
    """Finish the sample, whose rate and limits are those of the arithmetic by itself."""
    page.get_by_role("button", name="Selesaikan uji petik").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"Uji petik {sample}")
    tile = page.get_by_role("region", name="Baris yang salah", exact=True)
    said = estimate(population, SIZE, 1)
    rate, low, high = (f"{printed(share * 100, 2)}%" for share in (said.rate, said.lowest, said.highest))
    expect(tile).to_contain_text(f"1 dari {SIZE}: {rate}")
    expect(tile).to_contain_text(f"Dengan keyakinan 95%: {low} sampai {high} dari semua, yaitu {said.low} sampai")
    expect(page.get_by_text("Realisasi menurut angka yang diuji:")).to_contain_text(was)
    # One complaint fewer was followed up; all others stay.
    before = Fraction(was.replace(",", ".")) * population / 100
    corrected = printed(Fraction(round(before) - 1, population) * 100, 2)
    expect(tile).to_contain_text(f"kesalahan yang ditemukan itu saja diperbaiki: {corrected}")
    looked_at(page)
    return rate


def anybody_draws_again(page: Page, population: int, folder: Path) -> str:
    page.get_by_text("Mengulang pengambilan ini").click()
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Unduh kunci semua baris").click()
    waiting.value.save_as(folder / "kunci.txt")
    content = (folder / "kunci.txt").read_bytes()
    keys = content.decode().splitlines()
    digest = hashlib.sha256(content).hexdigest()
    assert len(keys) == population
    expect(page.get_by_text(digest)).to_be_visible()
    drawn = [key.rpartition("/")[2] for key in draw(SEED, keys, SIZE)]
    rows = page.locator("tbody th").all_inner_texts()
    assert [row.rpartition("/")[2].rpartition(" ")[2] for row in rows] == drawn
    return digest


def write_a_finding(page: Page, rate: str) -> int:
    page.get_by_role("link", name="Tulis temuan").click()
    page.get_by_label("Judul temuan").fill("Pengaduan tanpa tindak lanjut dihitung")
    page.get_by_label("Kondisi").fill(f"Tingkat kesalahan {rate}.")
    page.get_by_label("Kriteria").fill("Rumus indikator 2.2.")
    page.get_by_label("Rekomendasi pemeriksa").fill("Perbaiki tanggalnya dan lampirkan berkasnya.")
    looked_at(page)
    page.get_by_role("button", name="Terbitkan temuan").click()
    expect(page.get_by_text("diterbitkan.")).to_be_visible()
    looked_at(page)
    return int(page.url.rstrip("/").rpartition("/")[2])


def answer(page: Page, number: int, text: str) -> None:
    page.goto(f"{OFFICE}/temuan/")
    page.get_by_role("link", name=re.compile(f"^{number}. ")).click()
    page.get_by_label("Tanggapan perangkat daerah").fill(text)
    page.get_by_role("button", name="Kirim tanggapan").click()
    expect(page.get_by_text(text)).to_be_visible()


def follow(page: Page, number: int, kind: str, text: str, state: str) -> None:
    page.goto(f"{OFFICE}/temuan/{number}/")
    page.get_by_label(re.compile(f"^{kind}")).check()
    page.get_by_label("Pertimbangan").fill(text)
    page.get_by_role("button", name="Simpan").click()
    expect(page.locator(".status").first).to_have_text(state)
    looked_at(page)


def pack(page: Page, folder: Path) -> Path:
    """Have a pack made by the worker, and take it along."""
    page.goto(f"{OFFICE}/paket-bukti/")
    row = page.get_by_role("row").filter(has_text="Tahun 2024")
    before = row.get_by_role("link").count()
    row.get_by_role("button", name="Buat paket").click()
    page.wait_for_url("**/temuan/", timeout=60_000)
    page.goto(f"{OFFICE}/paket-bukti/")
    links = page.get_by_role("row").filter(has_text="Tahun 2024").get_by_role("link")
    expect(links).to_have_count(before + 1)
    looked_at(page)
    newest = max(links.all(), key=lambda link: int(re.findall(r"(\d+)\.zip", str(link.get_attribute("href")))[0]))
    with page.expect_download() as waiting:
        newest.click()
    goal = folder / waiting.value.suggested_filename
    waiting.value.save_as(goal)
    assert re.fullmatch(r"paket-bukti-15\.71\.03-2024-[0-9a-f]{8}\.zip", goal.name)
    assert hashlib.sha256(goal.read_bytes()).hexdigest()[:8] == goal.stem[-8:]
    return goal


def the_pack_proves_itself(file: Path, proof: str, keys: str, number: int, wrong: str) -> None:
    """Every file has the hash of the manifest, and what was seen on the screen is in the indicator's folder."""
    with zipfile.ZipFile(file) as archive:
        manifest = json.loads(archive.read("paket/manifest.json"))
        contents = {name.removeprefix("paket/"): archive.read(name) for name in archive.namelist()}
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in contents.items()}
    sums = dict(reversed(line.split("  ")) for line in contents["SHA256SUMS"].decode().splitlines())
    assert sums == {name: digest for name, digest in hashes.items() if name != "SHA256SUMS"}
    listed = {name: one["sha256"] for name, one in manifest["files"].items()}
    assert listed == {name: digest for name, digest in sums.items() if name != "manifest.json"}
    (folder,) = (one["folder"] for one in manifest["indicators"] if one["code"] == "2.2")
    own = {name.removeprefix(f"{folder}/"): name for name in contents if name.startswith(f"{folder}/")}
    assert any(hashes[name] == proof for short, name in own.items() if short.startswith("bukti/"))
    assert hashes[own["kunci.txt"]] == keys
    samples = [json.loads(contents[name]) for short, name in own.items() if short.startswith("uji-petik-")]
    (sample,) = (one for one in samples if one["keys_sha256"] == keys and one["size"] == SIZE)
    assert [row["key"].rpartition("/")[2] in wrong for row in sample["rows"] if row["verdict"] == "wrong"] == [True]
    finding = json.loads(contents[own[f"temuan-{number}.json"]])
    assert [step["kind"] for step in finding["steps"]] == ["answered", "insufficient", "answered", "done"]
