// Stands in for Sphinx's own: highlighting the words of a search would store them without asking.
const SPHINX_HIGHLIGHT_ENABLED = false;
