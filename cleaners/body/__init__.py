"""Which blocks are the document's: runs of text, weighed by where they stand, widened to greeting and signature."""
