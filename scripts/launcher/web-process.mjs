import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { root } from "./settings.mjs";

const secondsToStart = 120;
const secondsToStop = 20;

/** Starts the web server and starts it again when it dies. `onLost` is told when that does not help: too many deaths a minute. */
export async function startWeb({ settings, databaseUrl, log, onLost, mostDeaths = 5 }) {
  const logFile = join(settings.dataDirectory, "log", "web.log");
  const deaths = [];
  let isStopping = false;
  let current = null;

  const launch = () => {
    current = spawnServer({ settings, databaseUrl, logFile });
    current.ended.then((how) => void whenEnded(how));
  };
  const whenEnded = async (how) => {
    if (isStopping || !isReady) return;
    deaths.push(Date.now());
    log(`The web server ended unexpectedly (${how}).`);
    if (deaths.filter((time) => Date.now() - time < 60_000).length >= mostDeaths) {
      onLost(
        new Error(
          `The web server died ${mostDeaths} times within a minute. The last lines of ${logFile}:\n\n${lastLines(logFile)}`,
        ),
      );
      return;
    }
    log("Starting it again …");
    launch();
  };

  let isReady = false;
  launch();
  await untilReady(current, settings, logFile);
  isReady = true;

  return {
    pid: () => current.child.pid,
    stop: async () => {
      isStopping = true;
      await endProcess(current);
    },
    kill: () => current.child.kill("SIGKILL"),
  };
}

/** Null when the port is free, else why it cannot be used. */
export function whyPortIsTaken(port, host) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", (error) => resolve(error.code ?? error.message));
    probe.listen(port, host, () => probe.close(() => resolve(null)));
  });
}

export function localAddress({ host, port }) {
  const name = ["127.0.0.1", "::1", "0.0.0.0", "::"].includes(host) ? "localhost" : host;
  return `http://${name}:${port}`;
}

function spawnServer({ settings, databaseUrl, logFile }) {
  const output = openLog(logFile);
  const preload = new URL("./exit-with-launcher.mjs", import.meta.url).href;
  const child = spawn(process.execPath, ["--import", preload, "dist/server.mjs"], {
    cwd: join(root, "apps/web"),
    // A group of its own: Ctrl-C reaches the launcher alone, which lets requests in flight end before the database goes.
    detached: true,
    stdio: ["ignore", output, output, "ipc"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      KENDALI_MODE: settings.mode,
      KENDALI_HOST: settings.host,
      KENDALI_DATA_DIR: settings.dataRoot,
      KENDALI_KEYS_DIR: settings.keysDirectory,
      PORT: String(settings.port),
      DATABASE_URL: databaseUrl,
    },
  });
  closeSync(output);
  const process_ = { child, hasEnded: false };
  process_.ended = new Promise((resolve) => {
    const end = (how) => {
      process_.hasEnded = true;
      resolve(how);
    };
    child.once("error", (error) => end(error.message));
    child.once("exit", (code, signal) => end(signal ?? `exit status ${code}`));
  });
  return process_;
}

async function untilReady(server, { host, port }, logFile) {
  const probeHost =
    host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "[::1]" : host.includes(":") ? `[${host}]` : host;
  const deadline = Date.now() + secondsToStart * 1000;
  for (;;) {
    if (server.hasEnded) {
      throw new Error(
        `The web server did not start (${await server.ended}). The last lines of ${logFile}:\n\n${lastLines(logFile)}`,
      );
    }
    if (await answers(`http://${probeHost}:${port}/readyz`)) return;
    if (Date.now() > deadline) {
      server.child.kill("SIGKILL");
      throw new Error(
        `The web server did not get ready in ${secondsToStart} s. The last lines of ${logFile}:\n\n${lastLines(logFile)}`,
      );
    }
    await delay(40);
  }
}

async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5000) });
    await response.arrayBuffer();
    return response.ok;
  } catch (error) {
    // Not listening yet, or too busy to answer: the caller asks again until its time is up.
    if (error instanceof TypeError || error.name === "TimeoutError") return false;
    throw error;
  }
}

async function endProcess(server) {
  if (server === null || server.hasEnded) return;
  server.child.kill("SIGTERM");
  const waited = await Promise.race([server.ended, delay(secondsToStop * 1000, "late", { ref: false })]);
  if (waited === "late") {
    server.child.kill("SIGKILL");
    await server.ended;
  }
}

function openLog(path) {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 20 * 1024 * 1024) renameSync(path, `${path}.1`);
  return openSync(path, "a", 0o600);
}

function lastLines(path) {
  return readFileSync(path, "utf8").trimEnd().split("\n").slice(-15).join("\n");
}
