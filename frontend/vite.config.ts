import { copyFileSync, mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vite";

// Inter, as the app serves it; the theme in .streamlit/config.toml points at the file.
const FONT = "node_modules/@fontsource-variable/inter";
const FONT_FILES = {
  [`${FONT}/files/inter-latin-wght-normal.woff2`]: "inter-latin-wght-normal.woff2",
  [`${FONT}/LICENSE`]: "LICENSE-Inter.txt",
};

function fonts(): Plugin {
  let out = "";
  return {
    name: "fonts",
    configResolved: (config) => {
      out = resolve(config.root, config.build.outDir, "fonts");
    },
    writeBundle: () => {
      mkdirSync(out, { recursive: true });
      for (const [from, to] of Object.entries(FONT_FILES)) copyFileSync(from, resolve(out, to));
    },
  };
}

export default defineConfig({
  base: "./", // chunks find each other behind any base path
  plugins: [fonts()],
  build: {
    outDir: "../static",
    emptyOutDir: true,
    target: "es2022",
    manifest: "manifest.json",
    modulePreload: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: { workbench: "src/index.ts" },
      preserveEntrySignatures: "strict", // the exports are what the loader calls
      output: {
        format: "es",
        entryFileNames: "[name]-[hash].js",
        chunkFileNames: "[name]-[hash].js",
      },
    },
  },
});
