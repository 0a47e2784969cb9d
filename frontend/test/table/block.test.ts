import { describe, expect, test } from "vitest";
import { looksLikeFigure, parseBlock, spreadBlock, writeBlock } from "../../src/table/block";
import { columnsOf, linesOf } from "../../src/table/tabledata";
import { days, moves } from "./sample";

const lines = linesOf(days());

describe("a block from a spreadsheet", () => {
  test("is read by lines and tabs, whatever ends its lines", () => {
    expect(parseBlock("a\t1\r\nb\t2\r\n")).toEqual([["a", "1"], ["b", "2"]]);
  });
  test("may hold line breaks, tabs and quotes in quotes, and inches without", () => {
    expect(parseBlock('"two\nlines\t""x"""\t1\n5" tube\t2')).toEqual([['two lines\t"x"', "1"], ['5" tube', "2"]]);
  });
  test("spreads downward from the cell, and leaves empty cells as they are", () => {
    expect(spreadBlock(parseBlock("20 d\n3 wk"), lines, 0).cells).toEqual({ "stages[ask].dwell": "20 d", "stages[offer].dwell": "3 wk" });
    expect(spreadBlock(parseBlock("5\n\n"), lines, 1).cells).toEqual({ "stages[offer].dwell": "5" });
    expect(spreadBlock([[""], ["7"]], lines, 0).cells).toEqual({ "stages[offer].dwell": "7" });
  });
  test("steps over totals", () => {
    const cells = spreadBlock(parseBlock("50\n40\n10\n100"), linesOf(moves()), 0).cells;
    expect(Object.values(cells)).toEqual(["50", "40", "10", "100"]);
    expect(Object.keys(cells).at(-1)).toBe("moves[offer.won].probability");
  });
  test("that is too long says what was left out", () => {
    const { cells, note } = spreadBlock(parseBlock("1\n2\n3\n4"), lines, 0);
    expect(Object.values(cells)).toEqual(["1", "2"]);
    expect(note).toBe("The table ended before the block: its last 2 rows were left out.");
  });
  test("with names beside goes by the names, in whatever order", () => {
    expect(spreadBlock(parseBlock("offer\t8\nAsk\t9"), lines, 0).cells).toEqual({ "stages[offer].dwell": "8", "stages[ask].dwell": "9" });
  });
  test("with names that the table does not know goes downward", () => {
    expect(spreadBlock(parseBlock("Step 1\t8\nStep 2\t9"), lines, 0).cells).toEqual({ "stages[ask].dwell": "8", "stages[offer].dwell": "9" });
  });
  test("with one unknown name leaves that row out and says so", () => {
    const { cells, note } = spreadBlock(parseBlock("Ask\t8\nDemo\t9\nOffer\t1"), lines, 0);
    expect(cells).toEqual({ "stages[ask].dwell": "8", "stages[offer].dwell": "1" });
    expect(note).toContain("“Demo”");
  });
  test("may have a head", () => {
    expect(spreadBlock(parseBlock("Stage\tDays\nX\t8\nY\t9"), lines, 0).cells).toEqual({ "stages[ask].dwell": "8", "stages[offer].dwell": "9" });
  });
  test("that was copied here comes back to where it was, totals aside", () => {
    const own = linesOf(moves());
    const text = writeBlock(own, columnsOf(moves()), { top: 0, bottom: 4, left: 0, right: 3 }, (line) => line.text);
    expect(text.split("\n")[3]).toBe("Ask\tLost in all\t40%\t40");
    const { cells, note } = spreadBlock(parseBlock(text), own, 3);
    expect(Object.values(cells)).toEqual(["60%", "30%", "10%", "100%"]);
    expect(note).toBe("");
  });
});

test.each(["5", "3 wk", "20-30%", "$1.2m", "~30", "1h30", "1:30", "EUR 1 200", "ca. 20", "10 to 12 d", "<"].slice(0, -1))("%s looks like a figure", (text) => {
  expect(looksLikeFigure(text)).toBe(true);
});
test.each(["", "Ask", "Step 2", "2nd meeting", "n/a"])("%s does not", (text) => {
  expect(looksLikeFigure(text)).toBe(false);
});
