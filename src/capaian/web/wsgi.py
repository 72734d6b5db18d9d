"""The application as a server runs it; with CAPAIAN_WORKER=1 the same process does the long work in a thread."""

import os
import threading

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "capaian.web.settings")
application = get_wsgi_application()

if os.environ.get("CAPAIAN_WORKER") == "1":
    from capaian.web.jobs.queue import run_worker

    threading.Thread(target=run_worker, args=(threading.Event(),), name="capaian-work", daemon=True).start()
