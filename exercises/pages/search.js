// Has the words of the book loaded by Sphinx's search once somebody looks for one.
if (new URLSearchParams(location.search).get("q")) Search.loadIndex(document.currentScript?.dataset.scripts);
