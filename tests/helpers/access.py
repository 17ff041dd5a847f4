"""What everyone needs of a page: axe's rules, a phone's width, a focus and inks that are seen."""

from __future__ import annotations

import re
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

SCHEMES = ["light", "dark"]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {
    "light": {"type": "tag", "values": WCAG},
    "dark": {"type": "rule", "values": ["link-in-text-block"]},
}
"""What axe tests, beside contrast. In the dark nothing but the colours differs."""

# Contrast takes axe longer than all other rules. It follows from the styles of an element and of
# what it stands in; so one is measured of all that are alike in these, in kind and in state.
AXE = """async ([within, rules]) => {
  const ids = new Map();
  const known = new Map();
  const alike = (e) => {
    if (!e) return 0;
    if (!known.has(e)) {
      const s = getComputedStyle(e);
      const off = (e.control ?? e).matches(":disabled, [aria-disabled=true]");
      const key = [alike(e.parentElement), e.tagName, e.className, off, s.color, s.opacity,
        s.backgroundColor, s.backgroundImage, s.fontSize, s.fontWeight, s.textShadow, s.filter,
        s.mixBlendMode, s.position, s.display].join();
      if (!ids.has(key)) ids.set(key, ids.size + 1);
      known.set(e, ids.get(key));
    }
    return known.get(e);
  };
  const part = document.querySelector(within);
  const firsts = new Map();
  for (const e of [part, ...part.querySelectorAll("*")]) {
    const own = [...e.childNodes].map((n) => (n.nodeType === 3 ? n.data.trim() : "")).join("");
    if (!(own || e.matches("input, select, textarea")) || !e.checkVisibility()) continue;
    const key = `${alike(e)} ${own.length > 1}`;
    if (!firsts.has(key)) firsts.set(key, e);
  }
  const quiet = { resultTypes: ["violations"] };
  const contrast = { ...quiet, runOnly: { type: "rule", values: ["color-contrast"] } };
  const rest = { ...quiet, runOnly: rules, rules: { "color-contrast": { enabled: false } } };
  const told = [await axe.run([...firsts.values()], contrast)];
  told.push(await axe.run(part, rest));
  return { passes: told[0].passes.length, violations: told.flatMap((each) => each.violations) };
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


def violations(page: Page, within: str) -> list[str]:
    """Return what axe finds, in light and in dark, in the part of *page* that is *within*."""
    page.evaluate(AXE_SCRIPT)
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        result: dict[str, Any] = page.evaluate(AXE, [within, RULES[scheme]])
        assert result["passes"]
        found += [
            f"{scheme}: {rule['id']} ({len(rule['nodes'])}): {rule['help']}: {node['target']}"
            for rule in result["violations"]
            for node in rule["nodes"][:3]
        ]
    return found


def luminance(colour: str) -> float:
    """Return the relative luminance of `rgb(r, g, b)`, as WCAG 2.2 defines it."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2.2 defines it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
