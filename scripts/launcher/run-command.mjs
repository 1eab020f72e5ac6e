import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync } from "node:fs";
import { dirname } from "node:path";

/** Runs a program to its end with its output in a file; a failure is reported with the last lines of that file. */
export async function runLogged(what, command, args, { cwd, env = process.env, logFile }) {
  mkdirSync(dirname(logFile), { recursive: true });
  const output = openSync(logFile, "w");
  const code = await new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env,
      stdio: ["ignore", output, output],
      shell: process.platform === "win32",
    });
    child.once("error", reject);
    child.once("exit", (exitCode, signal) => resolve(exitCode ?? signal));
  }).finally(() => closeSync(output));
  if (code === 0) return;
  const tail = readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-30).join("\n");
  throw new Error(`${what} failed (${code}). The last lines of ${logFile}:\n\n${tail}`);
}

/** A program with the terminal of the caller; resolves with its exit status (128 + number for a signal, as a shell says it). */
export function runAttached(command, args, { cwd, env = process.env, stdio = "inherit" }) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio });
    const forward = (signal) => child.kill(signal);
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) process.on(signal, forward);
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      for (const name of signals) process.off(name, forward);
      resolve(code ?? 128 + ({ SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 }[signal] ?? 0));
    });
  });
}
