from typing import Any

from django.db import migrations

from capaian.web.city.guards import CONSOLIDATING, CORRECTABLE
from capaian.web.trail.triggers import install, remove


def uncorrected(apps: Any, editor: Any) -> None:
    remove(editor.connection, CORRECTABLE)
    install(editor.connection, CONSOLIDATING)


class Migration(migrations.Migration):
    dependencies = [("consolidating", "0003_correction")]
    operations = [
        migrations.RunPython(lambda apps, editor: install(editor.connection, CORRECTABLE), uncorrected),
    ]
