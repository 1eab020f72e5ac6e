#!/usr/bin/env node
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { acquireProcessLock, readLockHolder } from "../packages/db/src/embedded/process-lock.mjs";
import { cliEnvironment, cliProgram } from "./launcher/cli-process.mjs";
import { prepare } from "./launcher/prepare.mjs";
import { runAttached } from "./launcher/run-command.mjs";
import { readStartSettings, startUsage, stateDirectory, UsageError } from "./launcher/settings.mjs";
import { localAddress, startWeb, whyPortIsTaken } from "./launcher/web-process.mjs";

/** A reason not to start that the person at the terminal can do something about: shown without a stack. */
class StartError extends Error {}

const started = Date.now();
const log = (message) => console.log(`  ${message}`);

try {
  process.exitCode = await main(process.argv.slice(2), process.env);
} catch (error) {
  if (error instanceof UsageError) {
    console.error(`${error.message}\n\n${startUsage}`);
    process.exitCode = 2;
  } else {
    console.error(`\n${error instanceof StartError || error.stack === undefined ? error.message : describe(error)}`);
    process.exitCode = 1;
  }
}

async function main(args, env) {
  requireNode();
  const settings = readStartSettings(args, env);
  if (settings.help) {
    console.log(startUsage);
    return 0;
  }
  const address = env.KENDALI_URL || localAddress(settings);
  const lock = takeLauncherLock(settings, address);
  const stack = [];
  const stopped = whenAskedToStop();
  const failure = whenSomethingIsLost();
  try {
    console.log(`\nKendali, ${settings.mode === "demo" ? "demonstration" : "production"}`);
    await requireFreePort(settings, lock.tookOver ? 12_000 : 0);
    const built = await prepare(["embedded", "cli", "web"], log);
    const databaseUrl = await openDatabase(settings, stack, failure.reject);
    await prepareDatabase(settings, databaseUrl, built.cli);
    if (stopped.signal !== null) return 0;
    const web = await startWeb({ settings, databaseUrl, log, onLost: failure.reject });
    stack.push({ name: "web server", stop: web.stop });
    console.log(`\n  ${address}   (ready in ${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
    await runCli(["sign-in", "--url", address], settings, databaseUrl);
    console.log(`\n  Data: ${settings.dataDirectory}\n  Stop with Ctrl-C.\n`);
    await Promise.race([stopped.asked, failure.promise]);
    console.log(`\nStopping …`);
    return 0;
  } catch (error) {
    // Ctrl-C also ends the installer or builder that was at work; that is no failure.
    if (stopped.signal !== null) return 0;
    throw error;
  } finally {
    await stopAll(stack);
    lock.release();
    if (stopped.signal !== null) console.log("Stopped.");
  }
}

function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new StartError(`Kendali needs Node.js 20.19 or newer; this is ${process.versions.node}.`);
  }
}

/** One launcher for each data directory. Somebody else's lock is only read, so that a second start changes nothing at all. */
function takeLauncherLock({ dataDirectory, launcherLock, mode }, address) {
  const refuse = (holder) => {
    const where = typeof holder.address === "string" ? ` at ${holder.address}` : "";
    throw new StartError(
      `Kendali (${mode}) is already running${where} (process ${holder.pid}, data in ${dataDirectory}).\n` +
        "Nothing was changed. Stop it with Ctrl-C in its own window first.",
    );
  };
  const holder = readLockHolder(launcherLock);
  if (holder !== null) refuse(holder);
  mkdirSync(dataDirectory, { recursive: true });
  mkdirSync(join(dataDirectory, "log"), { recursive: true, mode: 0o700 });
  const lock = acquireProcessLock(launcherLock, { address, startedAt: new Date().toISOString() });
  if (!lock.ok) refuse(lock.holder);
  return lock;
}

/** A web server whose launcher was killed needs a moment to notice and to leave the port; nobody else is waited for. */
async function requireFreePort({ port, host }, patience) {
  const deadline = Date.now() + patience;
  for (;;) {
    const reason = await whyPortIsTaken(port, host);
    if (reason === null) return;
    if (reason === "EACCES")
      throw new StartError(`Port ${port} is reserved on this system; start with another: npm start -- --port 3000`);
    if (reason !== "EADDRINUSE") throw new StartError(`The address ${host}, port ${port} cannot be used (${reason}).`);
    if (Date.now() >= deadline) {
      throw new StartError(
        `Port ${port} is in use by another program. Stop that program, or start on another port:\n  npm start -- --port ${port + 1}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function openDatabase(settings, stack, onLost) {
  if (settings.databaseUrl !== undefined) {
    log("Using the Postgres that DATABASE_URL names.");
    return settings.databaseUrl;
  }
  const { startEmbeddedPostgres } = await loadEmbedded();
  const server = await startEmbeddedPostgres({ dataDir: settings.dataDirectory, log, keepAlive: true, onLost });
  stack.push({ name: "database", stop: server.stop });
  return server.url;
}

/** Migrations and demonstration studies, when this version has not brought them into this database yet. */
async function prepareDatabase(settings, databaseUrl, version) {
  const { readPreparationStamp, writePreparationStamp } = await loadEmbedded();
  const stamp = `kendali ${settings.mode} ${version}`;
  if ((await readPreparationStamp(databaseUrl)) === stamp) return;
  log("Bringing the database up to date …");
  await requireCli(["migrate"], settings, databaseUrl);
  if (settings.mode === "demo") await requireCli(["seed"], settings, databaseUrl);
  await writePreparationStamp(databaseUrl, stamp);
}

async function requireCli(args, settings, databaseUrl) {
  const code = await runCli(args, settings, databaseUrl);
  if (code !== 0)
    throw new StartError(`"kendali ${args.join(" ")}" ended with status ${code}; the start was given up.`);
}

function runCli(args, settings, databaseUrl) {
  return runAttached(process.execPath, [cliProgram, ...args], {
    env: cliEnvironment(settings, process.env, databaseUrl),
  });
}

function loadEmbedded() {
  return import(pathToFileURL(join(stateDirectory, "embedded.mjs")).href);
}

/** The first signal asks for an orderly stop; a third one gives up on order (the database recovers by itself). */
function whenAskedToStop() {
  let times = 0;
  let tell;
  const asked = new Promise((resolve) => {
    tell = resolve;
  });
  const stopped = { signal: null, asked };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(name, () => {
      if (name !== "SIGHUP" || stopped.signal === null) times += 1;
      stopped.signal ??= name;
      tell(name);
      if (times >= 3) process.exit(130);
    });
  }
  // npm ended by a signal takes its shell along but not this process, which nobody could then reach with Ctrl-C.
  const parent = process.ppid;
  if (process.env.npm_lifecycle_event !== undefined) {
    setInterval(() => {
      if (process.ppid !== parent) process.kill(process.pid, "SIGHUP");
    }, 1000).unref();
  }
  return stopped;
}

async function stopAll(stack) {
  for (const part of stack.reverse()) {
    try {
      await part.stop();
    } catch (error) {
      // The rest must still be stopped; what went wrong here is told.
      console.error(`The ${part.name} did not stop properly: ${error.message}`);
      process.exitCode = 1;
    }
  }
}

function describe(error) {
  return process.env.KENDALI_DEBUG ? error.stack : `The start failed: ${error.message}`;
}

/** A promise that only ever fails, when the database or the web server cannot be kept alive. */
function whenSomethingIsLost() {
  let reject;
  const promise = new Promise((_, refuse) => {
    reject = refuse;
  });
  // It may fail before anybody waits for it; whoever waits later still gets the reason.
  promise.catch(() => undefined);
  return { promise, reject };
}
