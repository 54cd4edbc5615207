"""Past one machine: the crawl on a Ray cluster, cleaning and near-duplicates in datatrove. Extra [scale]."""
