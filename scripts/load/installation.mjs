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

/**
 * An empty production installation on data and ports of its own, built as `npm start` builds it; gone after `close`. With
 * `webs` above 1 that many web processes serve one database. `mortal`: for tests that kill; database and web processes are
 * started again whenever they die, however often.
 */
export async function openInstallation(log, { webs = 1, mortal = false } = {}) {
  await prepare(["embedded", "cli", "web"], log);
  const dataRoot = mkdtempSync(join(tmpdir(), "kendali-load-"));
  chmodSync(dataRoot, 0o711);
  const settings = { ...instance("production", { KENDALI_DATA_DIR: dataRoot }), host: "127.0.0.1" };
  mkdirSync(join(settings.dataDirectory, "log"), { recursive: true });
  const { startEmbeddedPostgres } = await import(pathToFileURL(join(stateDirectory, "embedded.mjs")).href);
  const onLost = (error) => log(error.message);
  const database = await startEmbeddedPostgres({
    dataDir: settings.dataDirectory,
    log,
    onLost,
    keepAlive: mortal,
  });
  const stack = [() => database.stop()];
  const close = async ({ keepData = false } = {}) => {
    for (const stop of stack.splice(0).reverse()) await stop();
    if (!keepData) rmSync(dataRoot, { recursive: true, force: true });
  };
  try {
    const cli = (args) =>
      execFileSync(process.execPath, [cliProgram, ...args], {
        env: cliEnvironment({ ...settings, port: 3000 }, process.env, database.url),
      });
    cli(["migrate"]);
    const processes = [];
    for (let index = 0; index < webs; index += 1) {
      const own = { ...settings, port: await freePort() };
      const limit = mortal ? { mostDeaths: Number.POSITIVE_INFINITY } : {};
      const web = await startWeb({ settings: own, databaseUrl: database.url, log, onLost, ...limit });
      stack.push(web.stop);
      processes.push({ address: localAddress(own), pid: web.pid });
    }
    const [{ address, pid: webPid }] = processes;
    const { firstAdministratorLink } = JSON.parse(String(cli(["sign-in", "--url", address, "--json"])));
    return {
      address,
      setupToken: firstAdministratorLink.split("/").at(-1),
      databaseUrl: database.url,
      keysDirectory: settings.keysDirectory,
      dataDirectory: settings.dataDirectory,
      webs: processes,
      webPid,
      databasePid: database.pid,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
