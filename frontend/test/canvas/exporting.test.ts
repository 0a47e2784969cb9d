import { afterEach, describe, expect, test, vi } from "vitest";
import { download, journeySvg } from "../../src/canvas/exporting";
import { cutTo, fit, widthOf } from "../../src/canvas/letters";
import { tokensOf } from "../../src/theme";
import { consensus, drawing, randomDrawing } from "./drawings";

const PLAIN = { dark: false, fill: "drop_off", title: "Enterprise consensus" } as const;

// Well-formed XML: tags that close in order, attributes in quotes, no stray < or &.
function problemOf(xml: string): string {
  const open: string[] = [];
  const token = /<(\/?)([A-Za-z][\w-]*)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  while (token.lastIndex < xml.length) {
    const at = token.lastIndex;
    const [, closing, name = "", attributes = "", alone, text] = token.exec(xml) ?? [];
    if (token.lastIndex === 0) return `stray < at ${xml.slice(at, at + 60)}`;
    if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(text ?? attributes)) return `stray & in ${(text ?? attributes).slice(0, 60)}`;
    if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDFFF]/u.test(text ?? attributes)) return "a character that XML cannot carry";
    if (closing && open.pop() !== name) return `</${name}> closes another`;
    if (!text && !closing && !alone) open.push(name);
  }
  return open.length > 0 ? `${open.join()} stay open` : "";
}

function textsOf(svg: string): string[] {
  const plain = (markup: string): string => markup.replaceAll(/<[^>]+>/g, "").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&#39;", "'").replaceAll("&amp;", "&");
  return [...svg.matchAll(/<text[^>]*>(.*?)<\/text>/g)].map(([, inner = ""]) => plain(inner));
}

describe("the picture of a journey", () => {
  const svg = journeySvg(consensus(), PLAIN);
  const texts = textsOf(svg);

  test("says every name, figure and per cent", () => {
    const journey = consensus();
    expect(texts.join("|")).toContain("Problem|recognition|111|34 d");
    for (const stage of journey.stages) expect(texts.join(" ")).toContain(stage.name);
    for (const track of journey.stages.flatMap(({ tracks }) => tracks)) expect(texts.join(" ")).toContain(track.name);
    for (const { percent, reason } of journey.moves) expect(texts).toContain(reason ? `${percent} ${reason}` : percent);
    expect(texts).toContain("54 of 100, was 57");
    expect(texts).toContain("of 100, was 20");
    for (const text of ["0%", "40% lost per visit", "50 of 100 buyers", "Loop back", "Enterprise consensus"]) expect(texts).toContain(text);
  });

  test("stands alone: nothing from outside, nothing that is not SVG", () => {
    expect(problemOf(svg)).toBe("");
    expect(svg).not.toMatch(/foreignObject|href|<script|@import|var\(/);
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', "")).not.toContain("http");
    expect(svg).toContain("<desc id=\"smw-desc\">Buyer journey, Enterprise consensus: of 100 buyers");
  });

  test("takes the theme's colours and the ramp that was asked for", () => {
    const [light, dark] = [tokensOf(false), tokensOf(true)];
    expect(svg).toContain(`fill="${light["drop-4"]}"`);
    const night = journeySvg(consensus(), { ...PLAIN, dark: true, fill: "cost" });
    expect(night).toContain(`fill="${dark["share-4"]}"`);
    expect(night).toContain(`fill="${dark.surface}"`);
    expect(night).not.toContain(`fill="${light.surface}"`);
    expect(textsOf(night)).toContain("$2.1M a year");
  });

  test("carries its font, but nothing that only pretends to be one", () => {
    expect(journeySvg(consensus(), { ...PLAIN, font: "AAAA" })).toContain("src:url(data:font/woff2;base64,AAAA)");
    expect(journeySvg(consensus(), { ...PLAIN, font: ")}</style><script>" })).not.toContain("@font-face");
  });

  test("whatever a name is, it is text", () => {
    const names = ["<script>alert(1)</script>", "a & b \"c\" 'd' ]]>", "x".repeat(5000), "word ".repeat(1000), "🚀👩‍👩‍👧".repeat(300), "مرحبا بالعالم", "\u0000\u000B\uD800 torn", ""];
    const stages = names.map((name, i) => ({ id: `s${i}`, name, title: name, badge: name, visits: name, days: name, tracks: i % 2 ? [{ id: `t${i}`, name }] : [] }));
    const moves = names.map((reason, i) => ({ source: `s${i}`, target: `s${(i + 3) % names.length}`, reason, percent: "7%" }));
    const ends = [{ id: "won", kind: "won" as const, name: names[0] }, { id: "l", kind: "no_decision" as const, name: names[2], under: names[1] }];
    for (const name of names) {
      const wild = journeySvg(drawing({ stages, moves, ends, label: name }), { ...PLAIN, title: name });
      expect(problemOf(wild)).toBe("");
      expect(wild).not.toContain("<script");
      for (const text of textsOf(wild)) expect(text.length).toBeLessThan(6000);
    }
    expect(journeySvg(drawing({ stages }), PLAIN)).toContain('direction="rtl"');
  });

  test.each(Array.from({ length: 30 }, (_, seed) => seed))("random journey %i: well-formed, all figures are numbers", (seed) => {
    const wild = journeySvg(randomDrawing(seed, seed % 12, 2 * seed * Math.sign(seed % 12)), PLAIN);
    expect(problemOf(wild)).toBe("");
    expect(wild).not.toMatch(/NaN|Infinity|undefined/);
  });

  test("shows what hangs on the hand, and orders what nobody placed", () => {
    expect(journeySvg(consensus(), { ...PLAIN, positions: { problem: { x: 33, y: 161 } } })).toContain('<rect x="33" y="129"');
    const heap = { ...consensus(), stages: consensus().stages.map((stage) => ({ ...stage, x: 0, y: 0 })) };
    expect(journeySvg(heap, PLAIN)).toBe(svg);
  });
});

describe("texts that fit", () => {
  test("two lines of words, the second with an ellipsis", () => {
    expect(fit("Problem recognition", 87, 12)).toEqual(["Problem", "recognition"]);
    const [first = "", second = ""] = fit("Alignment of all the people who have a say in it", 87, 12);
    expect(second.endsWith("…")).toBe(true);
    for (const line of [first, second]) expect(widthOf(line, 12)).toBeLessThanOrEqual(87);
    expect(fit("   ", 87, 12)).toEqual([]);
  });

  test("no letter is cut in half, and a very long text takes no longer", () => {
    expect(cutTo("🚀".repeat(50), 50, 12)).toMatch(/^(?:🚀)+…$/u);
    expect(cutTo("short", 100, 12)).toBe("short");
    expect(cutTo("x".repeat(1_000_000), 50, 12).length).toBeLessThan(10);
  });
});

describe("download", () => {
  afterEach(() => vi.restoreAllMocks());

  test("offers the file under its name and leaves nothing on the page", () => {
    const clicked: string[] = [];
    vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:made");
    vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
      clicked.push(`${this.download} ${this.href}`);
    });
    download("journey.svg", new Blob(["<svg/>"]));
    expect(clicked).toEqual(["journey.svg blob:made"]);
    expect(document.querySelector("a")).toBeNull();
  });
});
