"""The web page: Datasette on the library, with pages of our own for reading Chinese.

`server` starts it, `guard` stands before it, `views` answers, `reads` asks the library. Datasette is
an extra: nothing but `gongwen serve` imports this package.
"""
