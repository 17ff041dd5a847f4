"""What everyone needs of a page: axe's rules, a phone's width, a focus and inks that are seen."""

from __future__ import annotations

import re
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

SCHEMES = ["light", "dark"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
INKS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
"""The rules that follow from an element's styles: they take axe longer than all the others."""
REST = {name: {"enabled": False} for name in INKS["values"]}

# The elements with words of their own, one of all that are alike: in their styles and in those of
# what they stand in, in kind and state, and in whether other words stand beside them.
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
  const alike = (e) => {
    if (!e) return "";
    if (!known.has(e)) {
      const s = getComputedStyle(e);
      const off = (e.control ?? e).matches(":disabled, [aria-disabled=true]");
      known.set(e, hash([alike(e.parentElement), e.tagName, e.className, off, s.color, s.opacity,
        s.backgroundColor, s.backgroundImage, s.fontSize, s.fontWeight, s.textShadow, s.filter,
        s.mixBlendMode, s.position, s.display, s.textDecorationLine].join()));
    }
    return known.get(e);
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
    const key = [alike(e), own.length > 1, beside].join();
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
AXE = """async ([within, runOnly, rules]) => {
  scrollTo(0, 0);
  const told = await axe.run(within, { runOnly, rules, resultTypes: ["violations"] });
  return told.violations;
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
    """What axe finds on one page after another; inks that passed on one are not measured again."""

    def __init__(self) -> None:
        self._passed: set[str] = set()

    def violations(self, page: Page, within: str) -> list[str]:
        """Return what axe finds, in light and in dark, in the part of *page* that is *within*.

        In the dark nothing but the inks differs.
        """
        page.evaluate(AXE_SCRIPT)
        found = page.evaluate(AXE, [within, {"type": "tag", "values": WCAG}, REST])
        told = [f"light: {each}" for each in _lines(found)]
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
