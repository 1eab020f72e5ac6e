import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { cliEnvironment, cliProgram } from "../launcher/cli-process.mjs";
import { prepare } from "../launcher/prepare.mjs";
import { instance, stateDirectory } from "../launcher/settings.mjs";
import { localAddress, startWeb } from "../launcher/web-process.mjs";
import { freePort } from "../testing/journeys.mjs";

/** An empty production installation on data and a port of its own, built as `npm start` builds it; gone after `close`. */
export async function openInstallation(log) {
  await prepare(["embedded", "cli", "web"], log);
  const dataRoot = mkdtempSync(join(tmpdir(), "kendali-bench-"));
  chmodSync(dataRoot, 0o711);
  const settings = {
    ...instance("production", { KENDALI_DATA_DIR: dataRoot }),
    host: "127.0.0.1",
    port: await freePort(),
  };
  mkdirSync(join(settings.dataDirectory, "log"), { recursive: true });
  const { startEmbeddedPostgres } = await import(pathToFileURL(join(stateDirectory, "embedded.mjs")).href);
  const database = await startEmbeddedPostgres({ dataDir: settings.dataDirectory, log });
  const stack = [() => database.stop()];
  const close = async () => {
    for (const stop of stack.splice(0).reverse()) await stop();
    rmSync(dataRoot, { recursive: true, force: true });
  };
  try {
    const cli = (args) =>
      execFileSync(process.execPath, [cliProgram, ...args], {
        env: cliEnvironment(settings, process.env, database.url),
      });
    cli(["migrate"]);
    const address = localAddress(settings);
    const { firstAdministratorLink } = JSON.parse(String(cli(["sign-in", "--url", address, "--json"])));
    const web = await startWeb({ settings, databaseUrl: database.url, log, onLost: (error) => log(error.message) });
    stack.push(web.stop);
    return {
      address,
      setupToken: firstAdministratorLink.split("/").at(-1),
      databaseUrl: database.url,
      webPid: web.pid,
      databasePid: database.pid,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
