// The types of the model's commands, from the schema that Python writes
// (docs/schema/commands.schema.json): `npm run types` writes them, `--check` compares.
import { readFileSync, writeFileSync } from "node:fs";
import { compile } from "json-schema-to-typescript";

const SCHEMA = new URL("../../docs/schema/commands.schema.json", import.meta.url);
const TYPES = new URL("../src/commands.ts", import.meta.url);
const BANNER = "// Made by `npm run types` from docs/schema/commands.schema.json. Do not edit.\n";

const schema = JSON.parse(readFileSync(SCHEMA, "utf-8"));
const made = await compile(withoutTitles(schema), "Command", {
  additionalProperties: false,
  bannerComment: BANNER,
  maxItems: -1,
  format: false,
});
// A field with a default may be left out, but for the one that says which command it is.
const types = made.replaceAll(/^do\?: /gm, "do: ");
if (process.argv.includes("--check")) {
  if (readFileSync(TYPES, "utf-8") !== types) {
    console.error("src/commands.ts is not what the schema says. Run 'npm run types' in frontend/.");
    process.exit(1);
  }
} else writeFileSync(TYPES, types);

// Pydantic titles every field; each title would become a type of its own.
function withoutTitles(part) {
  if (Array.isArray(part)) return part.map(withoutTitles);
  if (part === null || typeof part !== "object") return part;
  const kept = Object.entries(part).filter(([name, value]) => name !== "title" || typeof value !== "string");
  return Object.fromEntries(kept.map(([name, value]) => [name, withoutTitles(value)]));
}
