// Stands in a page with scorm-again: an LMS that opens a package in a frame and remembers what it was told.

window.foreignLms = (() => {
  let frame = null;
  let saved = {};
  let refuses = false;

  /** Open the package at an address for a learner, with what was committed before. */
  function open(address, student) {
    const api = new Scorm12API({ autocommit: false, logLevel: 5 });
    const core = { student_id: student.id, student_name: student.name, ...(saved[student.id]?.core || {}) };
    api.loadFromJSON({ core, suspend_data: saved[student.id]?.suspend_data || "" });
    api.on("LMSCommit", () => (saved[student.id] = structuredClone(api.renderCMIToJSONObject().cmi)));
    const commit = api.LMSCommit.bind(api);
    api.LMSCommit = (none) => (refuses ? "false" : commit(none));
    window.API = api;
    window.refused = api;
    frame = document.createElement("iframe");
    frame.name = "package";
    frame.src = address;
    frame.style = "width: 100%; height: 90vh";
    document.body.replaceChildren(frame);
  }

  return {
    open,
    /** Close the window that the package is in. */
    close: () => frame.remove(),
    /** Take nothing more, or take it again. */
    refuse: (value) => (refuses = value),
    forget: () => (saved = {}),
    told: (id) => saved[id] || null,
    error: () => window.API.LMSGetLastError(),
  };
})();
