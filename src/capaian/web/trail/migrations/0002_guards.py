from django.db import migrations

from capaian.web.trail.triggers import TRAIL, install, remove


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: install(editor.connection, TRAIL),
            lambda apps, editor: remove(editor.connection, TRAIL),
        )
    ]
