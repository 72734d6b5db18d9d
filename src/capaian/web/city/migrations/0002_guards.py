from django.db import migrations

from capaian.web.city.guards import CONSOLIDATING
from capaian.web.trail.triggers import install, remove


class Migration(migrations.Migration):
    dependencies = [
        ("consolidating", "0001_initial"),
        ("registers", "0001_initial"),
        ("reporting", "0002_guards"),
    ]
    operations = [
        migrations.RunPython(
            lambda apps, editor: install(editor.connection, CONSOLIDATING),
            lambda apps, editor: remove(editor.connection, CONSOLIDATING),
        )
    ]
