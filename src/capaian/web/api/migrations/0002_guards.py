from django.db import migrations

from capaian.web.api.guards import TOKENS
from capaian.web.trail.triggers import install, remove


class Migration(migrations.Migration):
    dependencies = [("api", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: install(editor.connection, TOKENS),
            lambda apps, editor: remove(editor.connection, TOKENS),
        )
    ]
