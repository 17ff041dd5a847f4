// Stands in a page with scorm-again: an LMS that opens a package in a frame and remembers what it was told.

window.foreignLms = (() => {
  let refuses = false;
  const told = (id) => JSON.parse(localStorage.getItem(`lms-${id}`) || "null");

  /** Open the package at an address for a learner, with what was committed before. */
  function open(address, student) {
    const api = new Scorm12API({ autocommit: false, logLevel: 5 });
    const { core, suspend_data } = told(student.id) || { core: {}, suspend_data: "" };
    api.loadFromJSON({ core: { ...core, student_id: student.id, student_name: student.name }, suspend_data });
    api.on("LMSCommit", () =>
      localStorage.setItem(`lms-${student.id}`, JSON.stringify(api.renderCMIToJSONObject().cmi)),
    );
    const commit = api.LMSCommit.bind(api);
    api.LMSCommit = (none) => (refuses ? "false" : commit(none));
    window.API = api;
    const frame = document.createElement("iframe");
    frame.src = address;
    frame.style = "width: 100%; height: 90vh";
    document.body.append(frame);
  }

  return { open, told, refuse: () => (refuses = true) };
})();
