from django.db import migrations

from capaian.web.planning.guards import PLANNING
from capaian.web.trail.triggers import install, remove


class Migration(migrations.Migration):
    dependencies = [("planning", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: install(editor.connection, PLANNING),
            lambda apps, editor: remove(editor.connection, PLANNING),
        )
    ]
