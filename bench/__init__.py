"""How fast and how light the book is, beside its peers: `make bench`."""
