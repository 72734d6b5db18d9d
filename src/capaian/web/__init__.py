"""The web application: the only room that knows Django.

Apps in one order: reporting > registers > planning > accounts > trail, work > ui. A write is one function of an
app's ``actions.py``; reads for pages are in ``queries.py``.
"""
