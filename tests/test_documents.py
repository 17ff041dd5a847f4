"""The desk's data: documents, and files that are wrong."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from conftest import ROOT

from exercises.documents import (
    LONGEST,
    Document,
    Field,
    Rule,
    blank,
    fill,
    fold,
    found,
    missing,
    refused,
)
from exercises.reading.bank import BankError
from exercises.reading.data_files import load
from exercises.reading.desk import load_aid, load_document, load_guard, names

FOLDED = json.loads((ROOT / "tests/cases/fold.json").read_text(encoding="utf-8"))
NO_ADVICE = [
    "Dr Lee's office OK", "Dr. Lee ofc: ok", "cleared per MD", "OK", "ok.", "Okay!", "OK for tx",
    "fine to proceed", "Good to go per Dr. Lee", "no contraindications per MD",
    "medically cleared", "Pt cleared for dental", "CLEARED!!", "clearance given", "MD ok'd",
    "OK per cardiology", "ok by Dr. Lee", "Dr. Lee: fine", "PCP says ok", "gave the go-ahead",
    "Cardiologist: okay to proceed", "safe for dental treatment", "fine for extractions",
    "no concerns", "No issues per PCP", "approved for dental work", "go ahead", "Proceed",
    "O.K.", "o.k. for treatment",
    "ok 4 tx", "good 2 go", "Clrd per MD", "Dr. Lee approved", "approved by PCP",
    "signed off by PCP", "thumbs up from MD", "may proceed per Dr. Lee", "clear for extractions",
    "pt is clear for surgery", "No contraindication to dental tx",
    "no contraindications to dental treatment", "no problem w/ tx", "ok w/ cardio",
    "cardio ok w/ ext", "medical clearance received", "Dr. Smith says it's fine",
    "MD says go", "Doc said yes", "green light from cardio", "medically stable, cleared",
    "Cleared by Dr. Lee",
    "Dr. Lee’s ofc said OK to do exts", "no objections", "All good", "MD: no problem"
]  # fmt: skip
"""How offices write that they got an OK."""
DOCUMENT = """\
title: A note
text: "Asked: {asked}. Answer: {answer}."
fields:
  - {id: asked, element: Question, label: "What was asked?", kind: text}
  - {id: answer, element: Answer, label: An answer came, kind: tick, text: "yes, today"}
"""


@pytest.fixture
def note() -> Document:
    """Return a document with one field to type and one to tick."""
    return Document(
        id="note",
        title="A note",
        text="Asked: {asked}. Answer: {answer}.",
        fields=(
            Field(id="asked", element="Question", label="What was asked?", kind="text"),
            Field(id="answer", element="Answer", label="An answer", kind="tick", text="yes, today"),
        ),
        refuse=(Rule(pattern=r"\bclearance\b", say="Ask a question instead."),),
    )


def field_of(name: str) -> Field:
    """Return the field *name* of the consultation note."""
    return next(each for each in load_document("consultation-note").fields if each.id == name)


def test_gaps_are_filled(note):
    """What is typed stands in its gap, in one line; a tick writes its own text."""
    text = fill(note, {"asked": " is it \n safe? ", "answer": "yes"})

    assert text == "Asked: is it safe? Answer: yes, today."


def test_empty_gap_says_what_is_missing(note):
    """An empty gap is never silent."""
    assert fill(note, {"answer": "yes"}).startswith("Asked: [MISSING: what was asked].")


@pytest.mark.parametrize(
    ("typed", "written"),
    [("the front desk", "The front desk"), ("pH is known", "pH is known"), ("a", "A"),
     ("q2h dosing", "q2h dosing"), ("ADA staff", "ADA staff"), ("“quoted”", "“quoted”")],
)  # fmt: skip
def test_a_sentence_begins_with_a_capital(note, typed, written):
    """A value that begins the text, a line or a sentence gets its capital, and no other does."""
    begun = replace(note, text="{asked} Who? {asked}\n{asked} 1. {asked} By: {asked} {answer}")

    assert fill(begun, {"asked": typed, "answer": "yes"}) == (
        f"{written} Who? {written}\n{written} 1. {written} By: {typed} yes, today"
    )


@pytest.mark.parametrize(
    ("label", "named"),
    [("Who asks the ADA?", "who asks the ADA"), ("Who puts D9311 on it", "who puts D9311 on it"),
     ("INR of the day", "INR of the day"), ("A result", "a result"), ("D9311", "D9311")],
)  # fmt: skip
def test_a_missing_label_keeps_its_acronyms(note, label, named):
    """Within a sentence only a label's first letter is small, and an acronym is left alone."""
    asked = replace(note.fields[0], label=label)

    text = fill(replace(note, fields=(asked, note.fields[1])), {"answer": "yes"})

    assert text == f"Asked: [MISSING: {named}]. Answer: yes, today."


def test_a_refused_value_is_written_as_a_gap(note):
    """What a field refuses never stands in the text as if it were fine; its element is missing."""
    values = {"asked": "Clearance, please", "answer": "yes"}

    assert fill(note, values) == "Asked: [MISSING: what was asked]. Answer: yes, today."
    assert missing(note, values) == ("Question",)


def test_a_field_with_rules_of_its_own_is_held_to_these(note):
    """A field that refuses words of its own is not held to the document's, and a tick to none."""
    own = replace(note.fields[0], refuse=(Rule(pattern="^ok$", say="Ask."),))
    held = replace(note, fields=(own, note.fields[1]))

    assert refused(held, own, "OK") == ("Ask.",)
    assert refused(held, own, "clearance") == ()
    assert refused(held, held.fields[1], "clearance") == ()


def test_the_note_never_writes_an_ok_as_advice():
    """The consultation note says that the advice is missing where all that came was an OK."""
    text = fill(load_document("consultation-note"), {"advice": "OK"})

    assert "Advice: [MISSING: the advice, as you got it]" in text


@pytest.mark.parametrize("name", names("documents"))
@pytest.mark.parametrize(
    "typed", ["the desk.", "the desk .", "q.d.", "who?", "us!", "us…", "“us?”"]
)
def test_no_end_mark_is_doubled(name, typed):
    """An end mark that was typed and the text's own are one, and none stands within a sentence."""
    document = load_document(name)
    text = fill(document, {field.id: typed for field in document.fields})

    assert not re.search(r"[.?!…][\"”]? *[.…]|[.…][,;:]|desk\. (?:reads|asks)", text)
    assert text.count("?") >= (typed == "who?")


@pytest.mark.parametrize("name", names("documents"))
def test_what_is_too_long_is_told_and_not_called_filled_in(name):
    """No field takes more than the limit in silence: it says by how much, and is missing."""
    document = load_document(name)
    for field in document.fields:
        if field.kind == "text":
            values = {field.id: "é " * (LONGEST // 2) + "four"}

            assert refused(document, field, values[field.id])[0].startswith("Too long: 4 over")
            assert field.element in missing(document, values)
            assert refused(document, field, "é" * LONGEST) == ()


def test_only_the_office_rule_is_not_about_a_patient():
    """What names a patient stays guarded in each document but the office's own rule."""
    about = {name: load_document(name).about for name in names("documents")}

    assert {name for name in about if about[name] == "office"} == {"office-rule"}


@pytest.mark.parametrize("typed", ["by fax.", "by fax...", "by fax . "])
def test_a_sentence_ends_in_one_full_stop(note, typed):
    """However many full stops were typed, the text's own is the only one."""
    assert fill(note, {"asked": typed, "answer": "yes"}).startswith("Asked: by fax. Answer")


def test_a_full_stop_alone_is_no_value(note):
    """Who types nothing but a full stop has typed nothing."""
    assert missing(note, {"asked": " . ", "answer": "yes"}) == ("Question",)


def test_missing_elements_are_named(note):
    """Each element with an empty field is named, in the document's order."""
    assert missing(note, {"asked": "  "}) == ("Question", "Answer")


def test_braces_typed_by_a_reader_stay_text(note):
    """What a reader types is not read as a gap."""
    assert "{answer}" in fill(note, {"asked": "{answer}", "answer": "yes"})


def test_refused_words_get_better_ones(note):
    """Wording that is refused is found in any case, and answered."""
    assert found(note.refuse, "Please give CLEARANCE") == ("Ask a question instead.",)


@pytest.mark.parametrize(
    ("text", "lack"),
    [
        ("{asked} {answer} {more}", "{more}: no field fills it"),
        ("{asked}", "{answer}: the text has"),
    ],
)
def test_gap_and_field_belong_together(note, text, lack):
    """A gap without a field, and a field without a gap, are refused."""
    with pytest.raises(ValueError, match=lack.replace("{", r"\{").replace("}", r"\}")):
        Document(id="note", title="A note", text=text, fields=note.fields)


@pytest.mark.parametrize("typed", NO_ADVICE)
def test_an_ok_is_no_advice(typed):
    """However an office writes that it got an OK, the note refuses it as advice."""
    assert found(load_document("consultation-note").refuse, typed)


@pytest.mark.parametrize(
    "typed",
    ["Keep the dose. Repeat the INR the day before.", "Creatinine clearance 55",
     "Is the INR stable, and do you advise any change before then?",
     "Blood pressure is fine at 128/80; no change in the drug, limit epinephrine",
     "She advised to go ahead with local anesthetic and stitches, and to keep apixaban",
     "Two extractions at a time are safe while the INR stays under 3.5",
     "Proceed with extraction if INR is below 3.5 the day before",
     "Good control: HbA1c 6.8; morning visit, eat first", "Clinic will fax the INR",
     "MD approved dose change to 5 mg; wait one week",
     "Infection has cleared; wait two more weeks before extracting.",
     "Wait until the rash clears, then treat.",
     "Safe to treat once the platelet count is above 50,000; recheck the day before.",
     "The office said the doctor will repeat INR; Dr. advises keep dose.",
     "The office is closed on Friday; call the nurse line",
     "No premedication: the heart diagnosis is a repaired valve"],
)  # fmt: skip
def test_advice_is_not_refused(typed):
    """Advice that holds such a word is advice all the same."""
    assert found(load_document("consultation-note").refuse, typed) == ()


@pytest.mark.parametrize(
    "typed",
    ["OK to treat?", "ok?", "Is she okay for dental work?", "Safe for extractions?", "Cleared?",
     "Any concerns?", "Please give medical clearance", "Cleared for treatment?",
     "Dr Lee's office OK?", "cleared per MD?", "Dr. Lee: fine?", *NO_ADVICE],
)  # fmt: skip
def test_an_empty_question_is_told_in_its_own_words(typed):
    """A question that only an OK could answer is refused as a question, not as advice."""
    said = refused(load_document("consultation-note"), field_of("question"), typed)

    assert [each.partition(":")[0] for each in said] == ["Ask something the doctor can answer"]


@pytest.mark.parametrize(
    "typed",
    ["Is the INR stable, and do you advise any change before then?",
     "Is it safe to extract two teeth while the INR is 3.2?", "Creatinine clearance now?",
     "Do you advise any change in apixaban for two extractions?",
     "Do you advise any change in apixaban for two extractions", "What INR is safe?",
     "What is her creatinine clearance?", "Which dose of epinephrine is safe?",
     "Is it okay to proceed with extraction if the INR is 3.2 that day?",
     "Has the infection cleared?", "Is local anesthetic fine at a heart rate of 110?"],
)  # fmt: skip
def test_a_real_question_is_not_refused(typed):
    """A question with something to answer passes."""
    assert refused(load_document("consultation-note"), field_of("question"), typed) == ()


def test_a_template_names_each_gap(note):
    """As a template, a gap and a [bracket] are marked as the office's software marks them."""
    longer = replace(note, text="[name] asked: {asked}. Answer: {answer}.")

    assert blank(longer, "[{}]") == "[name] asked: [What was asked]. Answer: yes, today."
    assert blank(longer, '[Prompt:"{}"]') == (
        '[Prompt:"name"] asked: [Prompt:"What was asked"]. Answer: yes, today.'
    )


@pytest.mark.parametrize("name", names("documents"))
def test_a_prompt_is_short_enough(name):
    """Open Dental takes 50 characters for a prompt, its manual says."""
    names = re.findall(r'\[Prompt:"([^"]+)"\]', blank(load_document(name), '[Prompt:"{}"]'))

    assert names
    assert max(map(len, names)) <= 50


@pytest.mark.parametrize("name", names("documents"))
def test_every_document_loads(name):
    """Each document of the book reads as finished text, with no gap left open."""
    document = load_document(name)
    values = {f.id: f.options[0] if f.options else "apixaban" for f in document.fields}

    assert missing(document, values) == ()
    assert "MISSING" not in fill(document, values)
    assert "{" not in fill(document, values)


def test_note_has_the_eight_elements():
    """The note asks for the eight elements that the book teaches, in its order."""
    note = load_document("consultation-note")

    assert len(note.elements) == 8


@pytest.mark.parametrize(
    "typed",
    ["seen 3/12/2026", "on March 3, 2026", "call 555-123-4567", "(555) 123 4567", "a.b@mail.com",
     "DOB", "MRN 1", "12345678", "2026-03-12", "Mrs. Alder", "555–123–4567", "03‑04‑1960",
     "123–45–6789", "Mrs. O’Brien", "Mr. O'Neil", "Patient: John Smith", "١٢٣-٤٥-٦٧٨٩",
     "5\u200b5\u200b5-123-4567", "call 555 123 4567", "a。b＠mail.com"],
)  # fmt: skip
def test_guard_sees_patient_data(typed):
    """The guard speaks up for dates, phones, e-mail, long numbers, DOB, MRN and names."""
    assert found(load_guard(), f"The patient, {typed}, takes apixaban")


@pytest.mark.parametrize(
    "typed",
    ["INR 2.4", "teeth #18 and #19", "apixaban 5 mg twice a day", "HbA1c 8.1 %", "in 2-3 weeks",
     "may 2 extractions be done", "platelets 60,000", "2–3 weeks", "teeth 2–3–14",
     "patient: takes apixaban", "7–10–14 days"],
)  # fmt: skip
def test_guard_leaves_clinical_words_alone(typed):
    """Doses, values and tooth numbers are no patient data."""
    assert found(load_guard(), typed) == ()


@pytest.mark.parametrize(("typed", "plain"), FOLDED)
def test_what_phones_and_word_write_is_folded(typed, plain):
    """Dashes, quotes, spaces and digits of any kind are read as a plain keyboard's."""
    assert fold(typed) == plain


def test_good_document_is_read(tmp_path):
    """The file that the wrong ones were made from is fine."""
    (tmp_path / "note.yml").write_text(DOCUMENT, encoding="utf-8")

    assert load_document("note", tmp_path).elements == ("Question", "Answer")


def test_unknown_aid_names_those_there_are():
    """A name that is not there is answered with the names that are."""
    with pytest.raises(BankError, match="there is no aid 'code'; use one of denial, which-code"):
        load_aid("code")


def test_what_is_copied_names_nobody():
    """Whatever is copied has [dentist] where a name stands; an invented one would get charted."""
    texts = [*load("scripts").values(), *(load_document(name).text for name in names("documents"))]

    assert not re.findall(r"\bDr\.? (?!\[)\S+", "\n".join(texts))
