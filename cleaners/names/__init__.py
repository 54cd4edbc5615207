"""What this site calls itself, learnt from the page in hand."""
