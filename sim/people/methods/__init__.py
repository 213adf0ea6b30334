"""Engagement methods, one file each: what is done to people, whatever they are asked to agree to.

A method imports only ``sim.engine``, the names of rows and obstacles (``sim.people.plot``,
``sim.people.obstacles``) and letters (``sim.people.mail``). It reaches people through whole numbers
that they turn into knowledge, trust and solved obstacles themselves; it never writes a signature.
"""
