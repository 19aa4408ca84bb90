"""Reports in one DuckDB file, to ask with SQL: ``zfbg.Store("facts.duckdb")``.

Needs DuckDB and pyarrow, the extra ``store``.
"""

from zfbg.store.batches import Added, Batch, batch
from zfbg.store.database import Store

__all__ = ["Added", "Batch", "Store", "batch"]
