"""Files of the user: their content, paths, versions in git, how they are written, the cache."""
