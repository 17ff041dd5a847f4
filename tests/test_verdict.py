"""The facts of an event, and what they come to."""

from __future__ import annotations

import re
from statistics import median

import pytest
import yaml
from conftest import ROOT

from exercises import decide
from exercises.reading.desk import load_aid, names
from exercises.verdict import Aid, Choice, FactError, Question, Verdict

CASES = yaml.safe_load((ROOT / "tests" / "which_code_cases.yml").read_bytes())
PATHS = {".".join(path): verdict for path, verdict in load_aid("which-code").paths()}
GREY = {"x2", "x10", "x12", "x23"}


@pytest.fixture
def make_aid():
    """Return a maker of a small aid: one question, two verdicts."""

    def make(then: str = "stop") -> Aid:
        return Aid(
            id="small",
            title="Small",
            start="asked",
            questions={
                "asked": Question(
                    id="asked",
                    text="Was there a question?",
                    choices=(
                        Choice(id="yes", text="Yes", then="go"),
                        Choice(id="no", text="No", then=then),
                    ),
                )
            },
            verdicts={
                name: Verdict(id=name, code=name, title=name, reason="So.")
                for name in ("go", "stop")
            },
        )

    return make


def test_every_case_is_there():
    """All twenty-four cases of the book are entered by their facts."""
    assert list(CASES) == [f"x{number}" for number in range(1, 25)]


@pytest.mark.parametrize("case", CASES)
def test_case_comes_out_as_the_book_says(case):
    """The aid gives each case of the book the book's own verdict."""
    facts = {name.replace("-", "_"): value for name, value in CASES[case]["facts"].items()}

    assert decide(**facts).code == CASES[case]["code"]


def test_grey_cases_stay_unsettled():
    """Exactly the cases that nobody has settled come out unsettled."""
    assert {case for case in CASES if CASES[case]["code"] == "unsettled"} == GREY


def test_page_of_cases_agrees():
    """The page of twenty-four cases gives the same verdicts as the aid."""
    page = (ROOT / "book" / "learn" / "twenty-four-cases.md").read_text(encoding="utf-8")
    for case, entry in CASES.items():
        section = page.partition(f"(x{case[1:]})=\n")[2].partition("\n(x")[0]
        verdict = section.partition("**Verdict.**")[2].partition("\n")[0].lower()

        assert entry["code"].lower() in verdict.replace("neither code", "neither"), (case, verdict)


def test_few_taps():
    """No verdict is more than five taps away, and half of the cases need three or fewer."""
    aid = load_aid("which-code")
    taps = [len(aid.facts_needed(CASES[case]["facts"])) for case in CASES]

    assert max(len(path) for path, _ in aid.paths()) <= 5
    assert median(taps) <= 3


def test_items_agree_with_the_aid(bank):
    """An item on one of the cases has the key that the aid gives the case."""
    judged = 0
    for item in bank.values():
        if item.case not in CASES or item.kind != "single" or item.objective != "choose":
            continue
        starts = {option.id: option.text.split(",")[0] for option in item.options}
        if set(starts.values()) <= {"D9311", "D9310", "Neither code"}:
            code = starts[next(iter(item.keys))].replace("Neither code", "neither")

            assert code == CASES[item.case]["code"], item.id
            judged += 1
    assert judged >= 12


def test_missing_fact_is_named():
    """As long as a fact is missing, there is no verdict but the question to ask."""
    verdict = decide(asked_by="our-dentist")

    assert verdict.code is None
    assert verdict.missing == ("answered-by",)
    assert "Who answered" in verdict.reason


def test_facts_that_no_longer_matter_are_passed_over():
    """A fact that the verdict does not turn on changes nothing."""
    assert decide(asked_by="nobody", no_question="referral", answer="advice") == decide(
        asked_by="nobody", no_question="referral"
    )


def test_unknown_fact_is_refused():
    """A fact that the aid does not ask for is named, with those it asks for."""
    with pytest.raises(FactError, match="'who' is not a fact of 'which-code'; use asked-by, "):
        decide(who="me")


def test_unknown_choice_is_refused():
    """A choice that a question does not offer is named, with those it offers."""
    with pytest.raises(FactError, match="asked-by 'me' is not an answer; use one of our-dentist, "):
        decide(asked_by="me")


def test_path_becomes_facts(make_aid):
    """The choices of a path are facts, named by the questions they answer."""
    assert make_aid().facts(["no"]) == {"asked": "no"}


def test_path_past_the_verdict_is_refused(make_aid):
    """Nothing is left to choose after a verdict."""
    with pytest.raises(
        FactError, match="'more' follows the verdict 'stop'; nothing is left to ask"
    ):
        make_aid().facts(["no", "more"])


def test_dead_end_is_refused(make_aid):
    """A choice that leads nowhere is named with the way to it."""
    with pytest.raises(ValueError, match="aid 'small': no leads to 'nowhere'; name a question"):
        make_aid(then="nowhere")


def test_circle_is_refused(make_aid):
    """A choice that leads back to its own question is refused."""
    with pytest.raises(ValueError, match="leads to 'asked'; name a question or a verdict"):
        make_aid(then="asked")


def test_verdict_nobody_reaches_is_refused(make_aid):
    """A verdict that no answer leads to is named."""
    with pytest.raises(ValueError, match="no answer leads to verdict 'stop'; delete it"):
        make_aid(then="go")


def test_a_patient_sent_for_treatment_is_no_consultation():
    """Where no opinion was asked for, it is neither code, and the exam has a code of its own."""
    verdict = decide(asked_by="asked-us", examined="treatment")

    assert verdict.code == "neither"
    assert "Report the exam and the treatment" in verdict.steps[0]


def test_voicemail_counts_like_writing():
    """The clinician's own words, read or heard by the dentist, are reported alike."""
    about = {"asked_by": "our-dentist", "answered_by": "clinician", "about": "planned-care"}
    written, heard = (decide(**about, answer=way) for way in ("written", "voicemail"))

    assert (written.code, written.title) == (heard.code, heard.title)
    assert written.steps[0] == heard.steps[0]


@pytest.mark.parametrize("name", names("aids"))
def test_every_verdict_says_what_to_do(name):
    """A verdict gives a reason, steps, a place to go on to, and something else to read."""
    for verdict in load_aid(name).verdicts.values():
        assert verdict.reason.endswith(".")
        assert verdict.steps
        assert verdict.next
        assert set(verdict.see) - {verdict.next} == set(verdict.see) > set()


@pytest.mark.parametrize("name", names("aids"))
def test_a_contact_is_one_that_the_book_gives(name):
    """Number and address of who can settle it are those of the page on what is unsettled."""
    page = (ROOT / "book" / "reference" / "unsettled.md").read_text(encoding="utf-8")
    for verdict in load_aid(name).verdicts.values():
        for fact in (verdict.contact.phone, verdict.contact.mail) if verdict.contact else ():
            assert fact in page


def test_questions_left_are_counted(make_aid):
    """From a question on, the shortest and the longest way are known; after a verdict none is."""
    assert make_aid().left("asked") == (1, 1)
    assert make_aid().left("go") == (0, 0)
    assert load_aid("which-code").left("asked-by") == (2, 4)


@pytest.mark.parametrize("path", PATHS)
def test_every_way_ends_in_what_to_do_now(path):
    """Each says if it may go on the claim today, what to chart and whom to ask, in that order."""
    verdict = PATHS[path]
    claim, chart, ask, *_ = verdict.steps
    said = re.match(r"Claim today: (yes|no|not before)\b", claim)

    assert said, claim
    assert chart.startswith("Chart: ")
    assert ask.startswith(("Ask ", "For now, there's no one"))
    assert verdict.code not in ("D9311", "D9310") or said[1] == "yes"
    assert verdict.code != "neither" or said[1] != "yes"
    assert (verdict.code == "unsettled") == (verdict.contact is not None)
    assert verdict.contact is None or "Ask the ADA" in ask


@pytest.mark.parametrize("path", PATHS)
def test_every_way_names_the_fact_that_decides(path):
    """What may go on a claim says what must be in the chart first; the rest, what would turn it."""
    verdict = PATHS[path]
    may = verdict.steps[0].startswith("Claim today: yes")

    assert bool(verdict.needs) == may
    assert may or verdict.change
    assert not may or "note" in verdict.needs
    assert not may or "if the note is in the chart" in verdict.steps[0]


def test_the_straight_way_is_read_in_thirty_seconds():
    """Who reads every choice from the home page to D9311 and what it lacks reads 100 words at most.

    At four words a second, and a second for each of five taps, that is half a minute.
    What is folded is its one line: hints, and rare choices behind their group. The title says again
    what the button said.
    """
    home, page = (
        (ROOT / "book" / f"{name}.md").read_text(encoding="utf-8")
        for name in ("index", "answer/which-code")
    )
    button = re.search(r"\{\.button\}\n\{ref\}`(.+) <", home)[1]
    head = re.search(r"^# ([^\n]+)\n+```\{index\}[^`]+```\n(.*?)```", page, re.M | re.S)
    title, before = head.groups()
    assert button.startswith(title)
    aid, read = load_aid("which-code"), [button, before]
    facts = aid.facts(["our-dentist", "clinician", "planned-care", "advice"])
    for question in map(aid.questions.get, facts):
        read.append(question.text)
        for group, choices in question.shown:
            read += [group] if group else [each.text for each in choices]
    end = aid.decide(facts)
    said = "The dentist decides. Still missing?"
    words = " ".join((*read, end.title, end.reason, said, end.needs)).split()

    assert len(words) <= 100
    assert max(len(c.text) for q in aid.questions.values() for c in q.choices) <= 72


@pytest.mark.parametrize("name", names("aids"))
def test_choices_of_a_group_stand_together(name):
    """A group is shown once in its question, and hides nothing that has no like beside it."""
    for question in load_aid(name).questions.values():
        groups = [group for group, _ in question.shown if group]

        assert len(groups) == len(set(groups))
        assert all(len(choices) > 1 for group, choices in question.shown if group)


def test_a_voicemail_that_staff_heard_can_be_played_now():
    """Advice that only staff heard is told how to become the voicemail way, by its choice."""
    verdict = PATHS["our-dentist.clinician.planned-care.message"]
    answers = {each.id: each.text for each in load_aid("which-code").questions["answer"].choices}

    assert "voicemail" in answers["message"]
    assert f"The dentist can play it now; then go back and tap “{answers['voicemail']}.”" in (
        verdict.change
    )
    assert "play the voicemail now" in verdict.steps[2]


def test_a_patient_sent_without_a_question_is_found_both_ways():
    """Who looks under the office that sent the patient, or under nobody, reaches one verdict."""
    ways = {path for path, verdict in PATHS.items() if verdict.id == "sent-for-treatment"}

    assert ways == {"asked-us.treatment", "nobody.sent-us"}


@pytest.mark.parametrize("path", PATHS)
def test_a_reason_is_true_of_its_way(path):
    """No verdict speaks of a talk, of staff, of writing or of the patient where there was none."""
    reason = PATHS[path].reason

    assert "in a conversation" not in reason or path.endswith("planned-care.advice")
    assert "in a recording" not in reason or path.endswith("voicemail")
    assert "in writing" not in reason or path.endswith("written")
    assert not re.search(r"\b(call|phone)", reason) or path.startswith("staff")
    assert "your staff" not in reason.lower() or path.startswith("staff") or "message" in path
    assert "from the patient." not in reason or path.startswith("patient")
    assert "Your dentist asked" not in reason or path.startswith("our-dentist")


def test_denial_never_offers_another_code():
    """No way through a denial ends in another code: no verdict names one to report."""
    for _, verdict in load_aid("denial").paths():
        said = " ".join((verdict.title, verdict.reason, verdict.change, *verdict.steps))

        assert verdict.code in {"bill-per-contract", "corrected-claim", "appeal", "stop"}
        assert not any(code in said for code in ("D0", "D4", "D9310", "D9450", "D999"))
