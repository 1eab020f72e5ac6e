#!/usr/bin/env node
import { join } from "node:path";
import { prepare } from "./launcher/prepare.mjs";
import { runAttached } from "./launcher/run-command.mjs";
import { root } from "./launcher/settings.mjs";

/** Tests of npm test that can go on for as long as somebody wants to look for rare faults. */
const campaigns = {
  "kill-writes": {
    what: "kill -9 of the web server, then of the database, while forms are being saved",
    test: "tests/faults/kill-writes.test.ts",
  },
};
const usage = `npm run campaign -- NAME [--minutes NUMBER]

${Object.entries(campaigns)
  .map(([name, { what }]) => `  ${name}   ${what}`)
  .join("\n")}

Each process is killed for that many minutes; 10 unless said otherwise.`;

process.exitCode = await main(process.argv.slice(2));

async function main([name, option, value = "10", ...rest]) {
  const campaign = campaigns[name];
  const isAsked = option === undefined || (option === "--minutes" && /^\d{1,4}$/u.test(value));
  if (campaign === undefined || !isAsked || rest.length > 0) {
    console.error(usage);
    return 2;
  }
  await prepare(["embedded", "cli", "web"], (message) => console.log(`  ${message}`));
  return runAttached(
    process.execPath,
    [join(root, "node_modules/vitest/vitest.mjs"), "run", "--config", "tests/vitest.config.ts", campaign.test],
    { cwd: root, env: { ...process.env, KENDALI_CAMPAIGN_MINUTES: value } },
  );
}
