# Needs only GNU make and Python 3.11 or later with venv and pip.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.NOTPARALLEL:
.DELETE_ON_ERROR:

# The first interpreter that runs and is new enough. It is run, not only looked up:
# a shim on the path may stand for an interpreter that is not there.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	if "$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then echo "$$p"; break; fi; done)

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -q
# pip compiles what it installs, but leaves a source tree alone; without this the first run of each module is slow,
# and every run where PYTHONDONTWRITEBYTECODE is set.
COMPILE := $(BIN)/python -m compileall -q src/capaian
PLAN := examples/jambi-timur/plan.yaml
YEAR := 2017
DATA := out/capaian-data
REPORT := out/laporan-iku-$(YEAR)
SIGNED := examples/jambi-timur/laporan-$(YEAR).txt
PAPER := out/temuan-laporan-$(YEAR)

# Parts one after the other, with the seconds of each at the end; what make did before them is installing.
START := $(shell date +%s)
PARTS = $(BIN)/python -m tests.parts --since $(START)
PYTEST := $(BIN)/python -m pytest -q -n 2 --dist worksteal
QUICK := tests/spec tests/faults tests/files tests/audit tests/house
LINT = "ruff=$(BIN)/ruff check ." "ruff format=$(BIN)/ruff format --check ." "mypy=$(BIN)/mypy" \
	"lint-imports=$(BIN)/lint-imports --no-logo"

.PHONY: help demo check test test-long java browser docs bench lock audit-deps clean

help:
	@echo "make demo    pasang, ukur contoh, tulis laporannya dan temuan atasnya ke out/"
	@echo "make check   pemeriksaan cepat saat bekerja: ruff, mypy, lint-imports, uji inti, berkas dan audit"
	@echo "make test    semua pemeriksaan: ruff, mypy, lint-imports, pytest, lalu pytest di PostgreSQL"
	@echo "make test-long  pencarian yang lebih jauh, sebelum rilis"
	@echo "make docs    dokumentasi ke out/docs"
	@echo "make bench   ukur kecepatan"
	@echo "make lock    susun ulang requirements/*.txt  (UPGRADE=1: ke versi terbaru)"
	@echo "make audit-deps  cari lubang keamanan yang diketahui pada pustaka (perlu jaringan; STRICT=1: gagal bila tidak terjangkau)"
	@echo "make clean   hapus .venv, out dan tembolok"

# ---- environment ------------------------------------------------------------------------------

$(BIN)/pip:
	@test -n "$(PYTHON)" || { echo "Perlu Python 3.11 atau lebih baru. Jika sudah ada: make PYTHON=/jalur/ke/python3" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Modul venv belum terpasang untuk $(PYTHON). Di Debian/Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Menyiapkan .venv ($$("$(PYTHON)" --version))"
	@"$(PYTHON)" -m venv .venv

.venv/.runtime: requirements/runtime.txt pyproject.toml | $(BIN)/pip
	@echo "Memasang capaian dan pustakanya"
	@$(PIP) install --require-hashes -r requirements/runtime.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(COMPILE)
	@touch $@

# dev.txt holds all of runtime.txt at the same versions, so this does the work of both.
.venv/.dev: requirements/dev.txt requirements/runtime.txt pyproject.toml | $(BIN)/pip
	@echo "Memasang capaian, pustakanya dan alat pengujian"
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(COMPILE)
	@touch .venv/.runtime $@

# ---- what to do with it -----------------------------------------------------------------------

demo: .venv/.runtime
	@mkdir -p out
	@echo "Mengukur capaian $(YEAR) dari $(PLAN)"
	@$(BIN)/capaian measure $(PLAN) --period $(YEAR)
	@echo "Menulis laporan ke out/"
	@$(BIN)/capaian report $(PLAN) --period $(YEAR) \
		-o $(REPORT).pdf -o $(REPORT).docx -o $(REPORT).xlsx -o $(REPORT).html
	@echo "Memeriksa laporan $(YEAR) seperti yang ditandatangani"
	@$(BIN)/capaian audit $(SIGNED) -o $(PAPER).docx -o $(PAPER).xlsx -o $(PAPER).html || test $$? -eq 1
	@echo "Menyiapkan kantor contoh untuk aplikasi web"
	@$(BIN)/capaian serve --data $(DATA) --demo --no-start
	@echo
	@echo "Selesai. Berikutnya, coba:"
	@echo "  buka $(REPORT).pdf  (ada pula .docx, .xlsx dan .html)"
	@echo "  buka $(PAPER).docx  kertas kerja atas laporan yang ditandatangani (ada pula .xlsx dan .html)"
	@echo "  $(BIN)/capaian explain $(PLAN) --period $(YEAR) 1.1   satu angka, sampai ke asalnya"
	@echo "  $(BIN)/capaian serve --data $(DATA)   aplikasi web; masuk sebagai ani, budi, sari, citra, adi, ira atau dewi"
	@echo "  $(BIN)/capaian init kantor-saya       mulai folder kantor Anda sendiri"

# The tests count on a real Spark cluster, whose processes need a Java runtime; no wheel carries one that Spark takes.
java:
	@command -v java >/dev/null || { echo "Memasang Java 17"; \
		apt-get update -qq && apt-get install -y -qq openjdk-17-jre-headless >/dev/null; } || { \
		echo "make test memerlukan Java 17, misalnya: sudo apt-get install openjdk-17-jre-headless" >&2; exit 1; }

# The browser of the tests is Debian's: no tool downloads one of its own.
browser:
	@command -v chromium >/dev/null || { echo "Memasang Chromium"; \
		apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } || { \
		echo "make test memerlukan Chromium, misalnya: sudo apt-get install chromium" >&2; exit 1; }

check: .venv/.dev browser
	@$(PARTS) $(LINT) "pytest=$(PYTEST) $(QUICK)"

test: .venv/.dev java browser
	@$(PARTS) $(LINT) "pytest=$(PYTEST)" "pytest di PostgreSQL=$(BIN)/python -m tests.web.on_postgres"

# How far searches go is told by the profile; PostgreSQL gets every test of the web application.
test-long: .venv/.dev java browser
	@$(PARTS) "pencarian panjang=$(PYTEST) -m 'long or hypothesis' --hypothesis-profile long" \
		"semua di PostgreSQL=$(BIN)/python -m tests.web.on_postgres -q -n 2 --dist worksteal --hypothesis-profile long"

docs: .venv/.dev
	@echo "Menyusun dokumentasi ke out/docs"
	@$(BIN)/sphinx-build -q -W docs out/docs

# bench.txt holds all of runtime.txt at the same versions, and those that the lake is measured against.
.venv/.bench: requirements/bench.txt requirements/runtime.txt pyproject.toml | $(BIN)/pip
	@echo "Memasang capaian, pustakanya dan pembandingnya"
	@$(PIP) install --require-hashes -r requirements/bench.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch .venv/.runtime $@

bench: .venv/.bench
	@$(COMPILE)
	@$(BIN)/python bench/run.py

# ---- upkeep -----------------------------------------------------------------------------------

lock:
	@PYTHON="$(PYTHON)" UPGRADE="$(UPGRADE)" requirements/lock.sh

audit-deps:
	@PYTHON="$(PYTHON)" requirements/audit.sh

clean:
	rm -rf .venv out build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find src tests examples bench docs -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
