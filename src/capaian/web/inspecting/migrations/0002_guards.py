from django.db import migrations

from capaian.web.inspecting.guards import INSPECTING
from capaian.web.trail.triggers import install, remove


class Migration(migrations.Migration):
    dependencies = [("inspecting", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: install(editor.connection, INSPECTING),
            lambda apps, editor: remove(editor.connection, INSPECTING),
        )
    ]
