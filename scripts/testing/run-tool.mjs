import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { toolEnvironment } from "../launcher/prepare.mjs";
import { root, stateDirectory } from "../launcher/settings.mjs";

export const testDirectory = join(stateDirectory, "tests");

/** How each tool that runs is ended: two can run beside each other, and whoever interrupts means both. */
const running = new Set();

function interrupted() {
  for (const end of running) end("SIGTERM");
  process.exit(130);
}

/** Runs a tool to its end; what it said is kept in a file and handed back. A tool that hangs is ended after its minutes. */
export function runTool(name, command, args, { cwd = root, env = {}, minutes = 20 } = {}) {
  mkdirSync(testDirectory, { recursive: true });
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...toolEnvironment(), FORCE_COLOR: "0", NO_COLOR: "1", ...env },
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own, so that a tool that hangs is ended with everything it started.
      detached: process.platform !== "win32",
    });
    const chunks = [];
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    const end = (signal) => {
      if (process.platform === "win32") child.kill(signal);
      else if (child.exitCode === null && child.pid !== undefined) process.kill(-child.pid, signal);
    };
    if (running.size === 0) for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, interrupted);
    running.add(end);
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      end("SIGKILL");
    }, minutes * 60_000);
    child.once("error", (error) => {
      running.delete(end);
      reject(error);
    });
    child.once("close", (code, signal) => {
      clearTimeout(timer);
      running.delete(end);
      if (running.size === 0) for (const name of ["SIGINT", "SIGTERM"]) process.off(name, interrupted);
      const output = Buffer.concat(chunks).toString("utf8");
      writeFileSync(join(testDirectory, `${name}.log`), output);
      const said = isLate ? `${output}\n(ended: it ran for more than ${minutes} minutes)` : output;
      resolve({ code: isLate ? 1 : (code ?? signal), output: said });
    });
  });
}

/** A tool whose exit status is its verdict: one check. */
export async function runCheck(name, command, args, options) {
  const { code, output } = await runTool(name, command, args, options);
  return code === 0 ? { passed: 1 } : { failures: [`${name} (${code})\n${lastLines(output, 40)}`] };
}

export function lastLines(text, count) {
  return text.trimEnd().split("\n").slice(-count).join("\n");
}
