"""Batch: one set of documents a person, by many processes, gone on with after any stop."""

from cstemplates.produce.batch.order import BatchOrder, Limits
from cstemplates.produce.batch.plan_file import Head
from cstemplates.produce.batch.run import BatchResult, Listener, make_batch

__all__ = ["BatchOrder", "BatchResult", "Head", "Limits", "Listener", "make_batch"]
