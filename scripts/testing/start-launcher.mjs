import { spawn } from "node:child_process";
import { join } from "node:path";
import { root } from "../launcher/settings.mjs";

/** Starts Kendali as a person would, on data and a port of its own, and waits until it says that it is ready. */
export async function startLauncher({ dataDirectory, port, args = [], env = {}, tree = root, seconds = 300 }) {
  const child = spawn(process.execPath, [join(tree, "scripts/start.mjs"), "--port", String(port), ...args], {
    cwd: tree,
    env: {
      ...process.env,
      DATABASE_URL: "",
      KENDALI_MODE: "",
      INIT_CWD: tree,
      ...env,
      KENDALI_DATA_DIR: dataDirectory,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  const ended = new Promise((resolve) => child.once("close", (code, signal) => resolve(code ?? signal)));
  const ready = new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`It was not ready after ${seconds} s:\n${output}`)),
      seconds * 1000,
    );
    const read = (chunk) => {
      output += String(chunk);
      if (/Stop with Ctrl-C/u.test(output)) {
        clearTimeout(timer);
        resolve();
      }
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    void ended.then((how) => {
      clearTimeout(timer);
      reject(new Error(`It ended (${how}) before it was ready:\n${output}`));
    });
  });
  try {
    await ready;
  } catch (error) {
    child.kill("SIGTERM");
    throw error;
  }
  return {
    pid: child.pid,
    address: `http://localhost:${port}`,
    output: () => output,
    ended,
    kill: (signal) => child.kill(signal),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) child.kill("SIGINT");
      return ended;
    },
  };
}
