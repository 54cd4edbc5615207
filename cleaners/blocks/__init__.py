"""Bytes to blocks: decoding, the guard before the parser, the one walk of the tree."""
