// What the scripts are given by others, for `make types`.

/** The index of Sphinx's search. */
declare const Search: { loadIndex(url?: string): void };

/** What Python and the scripts hold to and say alike (faces/assets.py): limits, refusals, result, kinds. */
declare const d9311Given: {
  limits: Record<string, number>;
  refusals: Record<string, string>;
  result: Record<string, string>;
  kinds: { starts: string; holds?: string; what: string; say: string }[];
};

/** The quiz that a module for a host brings with it (exports/widget.py). */
declare const QUIZ_HTML: string;
declare const QUIZ_CSS: string;

/** What anywidget gives a view of the traits of its widget in Python. */
interface Seam<Traits> {
  get<Name extends keyof Traits>(name: Name): Traits[Name];
  set<Name extends keyof Traits>(name: Name, value: Traits[Name]): void;
  save_changes(): void;
  on(event: string, hear: () => void): void;
  off(event: string, hear: () => void): void;
}
