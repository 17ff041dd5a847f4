"""The bank in the formats of other systems, with the same score; only what is asked for is made."""
