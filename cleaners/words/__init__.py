"""What words, dates and addresses mean wherever they stand; for code and rules alike."""
