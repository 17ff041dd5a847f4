// @ts-check
// The book's own data, once they are loaded: with the first result, as the script after this one brings them.

/** @type {{data: Book9311 | null}} */
const d9311Book = { data: null };
