import { afterEach, expect, test, vi } from "vitest";
import { savePicture } from "../../src/canvas/exportMenu";
import * as exporting from "../../src/canvas/exporting";
import { consensus } from "./drawings";

const options = { drawing: consensus(), dark: false, fill: "drop_off" as const, positions: {}, title: "Model: segment" };

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

test.each([
  ["cannot be reached", () => Promise.reject(new TypeError("offline"))],
  ["is not there", () => Promise.resolve(new Response("<html>", { status: 404 }))],
])("a picture is saved without the font where that %s", async (_, answer) => {
  vi.stubGlobal("fetch", answer);
  const saved: [string, string][] = [];
  vi.spyOn(exporting, "download").mockImplementation((name, content) => void content.text().then((text) => saved.push([name, text])));
  expect(await savePicture("svg", options)).toBe("");
  await vi.waitFor(() => expect(saved).toHaveLength(1));
  expect(saved[0]?.[0]).toBe("Model-segment.svg");
  expect(saved[0]?.[1]).not.toContain("@font-face");
});

test("what fails otherwise is said in one sentence", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("offline")));
  vi.spyOn(console, "error").mockImplementation(() => {});
  vi.spyOn(exporting, "journeyPng").mockRejectedValue(new Error("The browser made no picture."));
  expect(await savePicture("png", options)).toMatch(/PNG.*Save it as SVG instead\.$/);
  vi.spyOn(exporting, "download").mockImplementation(() => {
    throw new Error("blocked");
  });
  expect(await savePicture("svg", options)).toMatch(/could not save the picture/);
});
