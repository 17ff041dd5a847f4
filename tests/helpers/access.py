"""What everyone needs of a page: axe's rules, a phone's width, a focus and inks that are seen."""

from __future__ import annotations

import re
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Error, Page

AXE = "_static/axe.js?v=1"
"""Where the tests' own host has axe: from there a browser compiles it once."""
SCHEMES = ["light", "dark"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
INKS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""The rules that follow from an element's styles: they take axe longer than all the others."""
REST = {name: {"enabled": False} for name in (*INKS["values"], "target-size")}
TARGET = {"type": "rule", "values": ["target-size"]}
"""The rule that takes axe as long as all that are left: TARGETS is the same in short."""

# The elements with words of their own, one of all that are alike: in ink, in what is painted under
# them by whatever they stand in, in kind and state, and in whether other words stand beside them.
ALIKE = """(within) => {
  const hash = (text) => {
    let [one, other] = [0xdeadbeef, 0x41c6ce57];
    for (let n = 0; n < text.length; n++) {
      one = Math.imul(one ^ text.charCodeAt(n), 2654435761);
      other = Math.imul(other ^ text.charCodeAt(n), 1597334677);
    }
    return (one >>> 0).toString(36) + (other >>> 0).toString(36);
  };
  const known = new Map();
  const plain = ["rgba(0, 0, 0, 0)", "none", "1", "none", "normal", "static"].join();
  const paper = (e) => {
    if (!e) return "";
    if (!known.has(e)) {
      const s = getComputedStyle(e);
      const own = [s.backgroundColor, s.backgroundImage, s.opacity, s.filter, s.mixBlendMode,
        s.position].join();
      const under = paper(e.parentElement);
      known.set(e, own === plain ? under : hash(under + own));
    }
    return known.get(e);
  };
  const ink = (e) => {
    const s = getComputedStyle(e);
    const off = (e.control ?? e).matches(":disabled, [aria-disabled=true]");
    return [paper(e), off, s.color, s.fontSize, s.fontWeight, s.textShadow, s.display,
      s.textDecorationLine, s.borderBottomWidth].join();
  };
  const blocks = "p, li, dd, dt, td, th, label, summary, figcaption, div, h1, h2, h3, h4";
  const words = (e) => e.textContent.trim();
  const part = document.querySelector(within);
  window.firsts = new Map();
  for (const e of [part, ...part.querySelectorAll("*")]) {
    const own = [...e.childNodes].map((n) => (n.nodeType === 3 ? n.data.trim() : "")).join("");
    if (!(own || e.matches("input, select, textarea")) || !e.checkVisibility()) continue;
    const block = e.matches("a") && e.closest(blocks);
    const beside = Boolean(block) && words(block) !== words(e);
    const key = hash([ink(e), e.tagName, own.length > 1, beside && ink(block)].join());
    if (!firsts.has(key)) firsts.set(key, e);
  }
  return [...firsts.keys()];
}"""
INK = """async ([keys, runOnly]) => {
  const options = { runOnly, elementRef: true, resultTypes: ["violations", "passes"] };
  const told = await axe.run(keys.map((key) => firsts.get(key)), options);
  const good = new Set(told.passes.flatMap((rule) => rule.nodes).map((node) => node.element));
  const bad = new Set(told.violations.flatMap((rule) => rule.nodes).map((node) => node.element));
  for (const { nodes } of told.violations) for (const node of nodes) delete node.element;
  const passed = keys.filter((key) => good.has(firsts.get(key)) && !bad.has(firsts.get(key)));
  return { passed, violations: told.violations };
}"""
# From the page's top: at another place the bar lies over some control, which nobody is kept from.
RULES = """async ([within, runOnly, rules]) => {
  scrollTo(0, 0);
  const told = await axe.run(within, { runOnly, rules, resultTypes: ["violations"] });
  return told.violations;
}"""

# What can be pressed and stands too close to others: by WCAG 2.2, 2.5.8, each is 24 pixels wide and
# high, or a circle of 24 around its middle meets no other, but where it stands amid a sentence.
# Beside them the looks of all, by which axe's own rule is run once for every kind there is.
TARGETS = """(within) => {
  scrollTo(0, 0);
  const css = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex^='-'])";
  const look = (e) => `${e.tagName}.${e.type ?? ""}.${e.className}`;
  const block = (e) => (/^inline/.test(getComputedStyle(e).display) ? block(e.parentElement) : e);
  const words = (e) => e.textContent.replace(/\\s+/g, "");
  const amid = (e) => {
    if (getComputedStyle(e).display !== "inline") return false;
    const around = block(e.parentElement);
    const links = [...around.querySelectorAll("a[href], button")];
    return words(around).length > links.reduce((sum, each) => sum + words(each).length, 0);
  };
  const all = [...document.querySelectorAll(css)]
    .filter((e) => e.checkVisibility({ visibilityProperty: true }) && !e.disabled && !amid(e))
    .map((e) => [e, e.getBoundingClientRect()])
    .filter(([, box]) => box.width && box.height && box.right > 0 && box.bottom > 0);
  const part = document.querySelector(within);
  const small = ({ width, height }) => Math.min(width, height) < 24 - 0.05;
  const middle = (box) => [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  const near = (box, other) => {
    const [x, y] = middle(box);
    const off = (at, from, to) => Math.max(from - at, at - to, 0);
    if (Math.hypot(off(x, other.left, other.right), off(y, other.top, other.bottom)) < 12 - 0.05)
      return true;
    return small(other) && Math.hypot(x - middle(other)[0], y - middle(other)[1]) < 24 - 0.05;
  };
  const tight = all.filter(([e, box]) => part.contains(e) && small(box) && all.some(([other, at]) =>
    other !== e && !other.contains(e) && !e.contains(other) && near(box, at)));
  return {
    tight: tight.map(([e]) => `${look(e)}: ${e.textContent.trim().slice(0, 40)}`),
    looks: [...new Set(all.map(([e]) => `${look(e)} in ${look(e.parentElement)}`))],
  };
}"""

PHONE = {"width": 320, "height": 640}
TWICE = "html { font-size: 200% !important; }"

# What reaches past the right edge, or scrolls sideways by itself. Python and what it prints may do
# so, as a broken line would change them; so may a head that is there for screen readers only.
TOO_WIDE = """() => {
  document.querySelectorAll("article details").forEach((folded) => (folded.open = true));
  const wide = [];
  const name = (e) => `${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 40)}`;
  for (const e of document.querySelectorAll(".content, article *")) {
    const box = e.getBoundingClientRect();
    if (!box.width || e.closest("thead, .cell pre")) continue;
    if (box.right > innerWidth + 0.5) wide.push(name(e));
    if (e.matches("input[type=file]")) continue; // the browser draws it, and shortens the name
    const scrolls = /auto|scroll|hidden|clip/.test(getComputedStyle(e).overflowX);
    if (scrolls && e.scrollWidth > e.clientWidth + 1) wide.push(`scrolls: ${name(e)}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) wide.push("the page itself");
  return wide;
}"""

# The focused element, or the label around it, with the ring that shows it.
RING = """() => {
  const at = document.activeElement;
  const rings = [at, at.closest("label")].filter(Boolean).map(getComputedStyle);
  const ring = rings.find((s) => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2);
  const inside = Boolean(at.closest("section.quiz"));
  return { inside, name: at.outerHTML.slice(0, 80), ring: ring ? ring.outlineColor : null };
}"""


class Access:
    """What axe finds on one page after another.

    Inks that passed on one are not measured again; its rule for the size of targets is run where
    there is one of a look not seen before, and our own in short on every page.
    """

    def __init__(self) -> None:
        self._passed: set[str] = set()
        self._pressed: set[str] = set()

    def violations(self, page: Page, within: str) -> list[str]:
        """Return what axe finds, in light and in dark, in the part of *page* that is *within*.

        In the dark nothing but the inks differs.
        """
        _load_axe(page)
        found = page.evaluate(RULES, [within, {"type": "tag", "values": WCAG}, REST])
        targets = page.evaluate(TARGETS, within)
        told = [f"too close to others: {each}" for each in targets["tight"]]
        if not self._pressed.issuperset(targets["looks"]):
            found += page.evaluate(RULES, [within, TARGET, {}])
            self._pressed.update(targets["looks"])
        told += [f"light: {each}" for each in _lines(found)]
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            every = page.evaluate(ALIKE, within)
            assert every
            if new := [key for key in every if key not in self._passed]:
                ink: dict[str, Any] = page.evaluate(INK, [new, INKS])
                self._passed.update(ink["passed"])
                told += [f"{scheme}: {each}" for each in _lines(ink["violations"])]
        return told


violations = Access().violations


def _load_axe(page: Page) -> None:
    """Have axe in *page*, from its own host if that is the tests'."""
    if page.evaluate("typeof axe") != "undefined":
        return
    own = re.match(r"http://127\.0\.0\.1:86\d\d/", page.url)
    try:
        if own:
            page.add_script_tag(url=f"{own[0]}{AXE}")
            return
    except Error:  # its policy, or its host
        pass
    page.evaluate(AXE_SCRIPT)


def _lines(found: list[dict[str, Any]]) -> list[str]:
    return [
        f"{rule['id']} ({len(rule['nodes'])}): {rule['help']}: {node['target']}"
        for rule in found
        for node in rule["nodes"][:3]
    ]


def luminance(colour: str) -> float:
    """Return the relative luminance of `rgb(r, g, b)`, as WCAG 2.2 defines it."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
