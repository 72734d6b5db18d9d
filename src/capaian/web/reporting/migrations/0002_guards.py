from django.db import migrations

from capaian.web.reporting.guards import REPORTING
from capaian.web.trail.triggers import install, remove


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial"), ("registers", "0001_initial"), ("planning", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: install(editor.connection, REPORTING),
            lambda apps, editor: remove(editor.connection, REPORTING),
        )
    ]
