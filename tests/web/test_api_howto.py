"""The Python of the how-to runs as it is printed."""

import io
import re
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.test import Client

from capaian.core.registers.register import Register
from capaian.web.accounts.models import Office, User
from capaian.web.registers.actions import add_rows
from capaian.web.registers.models import Row
from tests.web.api_cast import Programs
from tests.web.conftest import ROOT
from tests.web.register_cast import table_of


def test_the_python_of_the_how_to_runs(
    office: Office,
    people: dict[str, User],
    letters: Register,
    programs: Programs,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    add_rows(office=office, by=people["ani"], register=letters, text=table_of("letters", 1200))
    text = (ROOT / "docs/howto/api.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"```python\n(.*?)```", text, flags=re.DOTALL)
    (tmp_path / "token").write_text(programs.ani.secret + "\n")
    monkeypatch.chdir(tmp_path)

    def urlopen(request: urllib.request.Request) -> io.BytesIO:
        parts = urlsplit(request.full_url)
        headers = {name: value for name, value in request.header_items() if name != "Content-type"}
        address, client = f"{parts.path}?{parts.query}", Client(headers=headers)
        if request.data is None:
            answer = client.get(address)
        else:
            answer = client.post(address, request.data, "application/json")
        assert answer.status_code in (200, 201), answer.content
        return io.BytesIO(answer.content)

    monkeypatch.setattr(urllib.request, "urlopen", urlopen)
    for _ in range(2):
        exec(code, {})
    rows = Row.objects.filter(day__year=2017).count()
    assert capsys.readouterr().out.split() == [str(rows - 1), str(rows)]
    assert Row.objects.get(key="2017/9001").by.username == "ani"
