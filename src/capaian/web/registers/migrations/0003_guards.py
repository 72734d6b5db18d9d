from django.db import migrations

from capaian.web.registers.guards import PERSONAL
from capaian.web.trail.triggers import install, remove


class Migration(migrations.Migration):
    dependencies = [("registers", "0002_personal")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: install(editor.connection, PERSONAL),
            lambda apps, editor: remove(editor.connection, PERSONAL),
        )
    ]
