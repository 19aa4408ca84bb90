"""Many documents, each read in a worker process that may be killed: ``parse_many``, and ``zfbg batch``.

``crew`` looks after the workers, ``worker`` is what runs in them, and ``many`` is the way of ``parse_many``. Of a
folder, ``files`` finds the documents, ``reading`` makes the rows of one, ``folder`` and ``stored`` keep them; ``run``
is the whole way, and ``command`` the command line.
"""
