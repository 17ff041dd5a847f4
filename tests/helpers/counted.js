// What the page counts, in the shape in which counted.py gives what Python counts.
(book, found) => {
  const teams = [
    ["Alder", "birch", "Nobody Else", "Nobody  else, hygienist"],
    ["KL, desk; Smith", "MN"],
  ];
  const made = d9311Count.report(book, found);
  const { credit } = d9311Count;
  const { decimal } = d9311Quiz;
  const words = (item) => (item.pick === null ? null : d9311View.words(book, item, item.pick));
  return {
    groups: made.groups.map((each) => ({
      form_id: each.paper.form_id,
      content_hash: each.paper.content_hash,
      current: each.paper.current,
      n: each.people.length,
      size: d9311View.size(book, each),
      people: each.people.map(({ label }) => label),
      grid: each.people.map((entry) => [...each.columns.values()].map((places) => decimal(credit(entry, places)))),
      objectives: each.objectives.map(({ id, right, of }) => [id, right, of]),
      items: each.items.map((item) => [
        item.id,
        item.right,
        item.of,
        item.blank,
        item.pick,
        item.chose,
        words(item),
      ]),
      misconceptions: each.misconceptions,
      confused: {
        ...each.confused,
        tables: each.confused.tables.map(({ decision, ask, cases, people, rows }) => ({
          decision,
          ask,
          cases,
          people,
          rows,
        })),
      },
    })),
    changes: made.changes.map(({ pre, post }) => [
      pre.label,
      decimal(credit(pre)),
      pre.paper.form_id,
      decimal(credit(post)),
      post.paper.form_id,
    ]),
    sure: made.sure.map((each) => [each.id, each.sure, each.wrong, each.pick]),
    skipped: made.skipped.map(({ name, reason }) => [name, reason]),
    copies: made.copies.map(({ name, reason }) => [name, reason]),
    apart: made.apart,
    said: d9311View.summary(book, made),
    first: d9311First.headline(book, made),
    missing: teams.map((lines) => d9311First.missing(book, made, lines)),
    rows: d9311Roster.rows(book, made),
  };
};
