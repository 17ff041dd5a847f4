"""A quiz taken by the page itself: what a script does to an item as a hand would."""

# Gives the response to an item through its own inputs, and presses Check.
TAKE = """(quiz, item, response) => {
  const form = quiz.querySelector(`form[data-item="${item}"]`);
  for (const pick of response) {
    const input = form.querySelector(`input[value="${pick}"]`);
    if (input) input.click();
    else {
      const select = form.querySelector(`option[value="${pick}"]`).parentElement;
      select.value = pick;
      select.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
  form.querySelector("button[type=submit]").click();
}"""
