// Renders one document again and again with one library; answers each line of its input.
// node driver.mjs LIBRARY TEMPLATE DATA, in a folder where the libraries are installed:
// "show FILE" writes one document, "run SECONDS" says how many were made in how long.

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const [library, path, dataPath] = process.argv.slice(2);
const require = createRequire(pathToFileURL(join(process.cwd(), "package.json")));
const template = readFileSync(path);
const data = JSON.parse(readFileSync(dataPath, "utf8"));

// Each as its documentation shows it, with what it offers for speed.
const libraries = {
  docxtemplater() {
    const Docxtemplater = require("docxtemplater");
    const PizZip = require("pizzip");
    return () => {
      const document = new Docxtemplater(new PizZip(template), { paragraphLoop: true });
      document.render(data);
      return document.toBuffer();
    };
  },
  "easy-template-x"() {
    const { TemplateHandler } = require("easy-template-x");
    const handler = new TemplateHandler();
    return () => handler.process(template, data);
  },
  "docx-templates"() {
    const { createReport } = require("docx-templates");
    const settings = { template, data, cmdDelimiter: ["{{", "}}"], noSandbox: true };
    return async () => Buffer.from(await createReport(settings));
  },
  carbone() {
    const render = promisify(require("carbone").render);
    return () => render(path, data, {});
  },
};

const render = libraries[library]();

// The smaller of both clocks: neither busy neighbours nor helping threads count against it.
async function run(seconds) {
  const wall = process.hrtime.bigint();
  const busy = process.cpuUsage();
  let made = 0;
  let elapsed = 0;
  while (elapsed < seconds) {
    await render();
    made += 1;
    const { user, system } = process.cpuUsage(busy);
    elapsed = Math.min(Number(process.hrtime.bigint() - wall) / 1e9, (user + system) / 1e6);
  }
  return { made, elapsed };
}

for await (const line of createInterface({ input: process.stdin })) {
  const [command, value] = [line.slice(0, line.indexOf(" ")), line.slice(line.indexOf(" ") + 1)];
  const answer = command === "run" ? await run(Number(value)) : {};
  if (command === "show") writeFileSync(value, await render());
  console.log(JSON.stringify(answer));
}
