"""The library, or a part of it, as files for other programs; one module a format."""

from scraper.export.job import Export, Exported

__all__ = ["Export", "Exported"]
