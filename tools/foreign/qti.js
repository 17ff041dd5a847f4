// Stands in a page with the player of qti3-item-player: loads an item, gives it responses, tells the scores.
// The player caches an item by its text, so that a comment has to change; the response is what its own
// interaction holds.

/** Give an item each response in turn. @param {{xml: string, responses: unknown[], wait?: number}} job */
window.foreignScores = (() => {
  console.log = () => {}; // the player tells each step
  let load = 0;
  let player;
  let told = { ready() {}, ended() {} };
  const app = document.createElement("div");
  document.body.append(app);
  new Vue({
    render: (make) =>
      make(qti3Player, {
        on: {
          notifyQti3PlayerReady: (each) => (player = each),
          notifyQti3ItemReady: (item) => told.ready(item),
          notifyQti3EndAttemptCompleted: (said) => told.ended(said.state),
        },
      }),
  }).$mount(app);

  /** The part of an item that takes the response. */
  const interaction = (part) =>
    part.setResponse && part.getResponse && part.responseIdentifier === "RESPONSE"
      ? part
      : part.$children.reduce((found, child) => found || interaction(child), null);

  return async ({ xml, responses }) => {
    const ready = new Promise((resolve) => (told.ready = resolve));
    load += 1;
    player.loadItemFromXml(`${xml.replace(/^<\?xml.*?\?>/, "")}<!-- ${load} -->`, {
      guid: String(load),
      status: "interacting",
      sessionControl: { max_attempts: 0, show_feedback: false, validate_responses: false },
    });
    const part = interaction(await ready);
    const scores = [];
    for (const response of responses) {
      const ended = new Promise((resolve) => (told.ended = resolve));
      part.setResponse(response);
      player.endAttempt("foreign");
      const { outcomeVariables } = await ended;
      scores.push(Number(outcomeVariables.find((each) => each.identifier === "SCORE").value));
    }
    return scores;
  };
})();
