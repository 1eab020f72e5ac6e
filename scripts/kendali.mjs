#!/usr/bin/env node
import { cliEnvironment, cliProgram } from "./launcher/cli-process.mjs";
import { prepare } from "./launcher/prepare.mjs";
import { runAttached } from "./launcher/run-command.mjs";
import { callerDirectory, instance } from "./launcher/settings.mjs";
import { readLockHolder } from "../packages/db/src/embedded/process-lock.mjs";

// The command line of a clone: installs and builds what is missing (told on stderr, so that --json stays clean), then runs.
try {
  await prepare(["cli"], (message) => console.error(message));
  const settings = chooseInstance(process.env);
  process.exitCode = await runAttached(process.execPath, [cliProgram, ...process.argv.slice(2)], {
    cwd: callerDirectory(process.env),
    env: cliEnvironment(settings, process.env, settings.databaseUrl),
  });
} catch (error) {
  console.error(process.env.KENDALI_DEBUG ? error.stack : error.message);
  process.exitCode = 1;
}

/** The mode that was asked for; else the one that is running; else the demonstration. */
function chooseInstance(env) {
  if (env.KENDALI_MODE) return instance(env.KENDALI_MODE, env);
  const [demo, production] = ["demo", "production"].map((mode) => instance(mode, env));
  const onlyProductionRuns =
    readLockHolder(production.launcherLock) !== null && readLockHolder(demo.launcherLock) === null;
  return onlyProductionRuns ? production : demo;
}
