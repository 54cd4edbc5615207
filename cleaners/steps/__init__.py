"""The cutters: each looks at what is left of a draft and yields cuts, nothing else."""
