from django.db import migrations

from capaian.web.auditing.guards import AUDITING
from capaian.web.trail.triggers import install, remove


class Migration(migrations.Migration):
    dependencies = [("auditing", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: install(editor.connection, AUDITING),
            lambda apps, editor: remove(editor.connection, AUDITING),
        )
    ]
