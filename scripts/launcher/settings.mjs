import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the clone, whatever folder the command was typed in. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/u, "");

/** Where the launcher keeps what it knows about this clone: what is installed, what is built. */
export const stateDirectory = join(root, ".kendali");

export class UsageError extends Error {}

export const startUsage = `npm start -- [options]

  --production     start empty, on data of its own (also KENDALI_MODE=production); without it: the demonstration
  --port NUMBER    listen on this port (also PORT); 3000 unless said otherwise
  --host ADDRESS   listen on this address (also KENDALI_HOST); 127.0.0.1 unless said otherwise
  --help           show this

Settings from the environment: KENDALI_DATA_DIR (where data live; ./data), DATABASE_URL (a Postgres of your own, 15 or newer),
KENDALI_URL (the address people type, behind a proxy), KENDALI_KEYS_DIR (where keys live; inside the data directory).`;

/** What a start was asked to do, from its arguments first and the environment second. */
export function readStartSettings(args, env) {
  const settings = {
    mode: env.KENDALI_MODE || "demo",
    port: env.PORT || "3000",
    host: env.KENDALI_HOST || "127.0.0.1",
    help: false,
  };
  for (let index = 0; index < args.length; index += 1) {
    const [name, inline] = splitOption(args[index]);
    const value = () => {
      const given = inline ?? args[(index += 1)];
      if (given === undefined) throw new UsageError(`${name} needs a value.`);
      return given;
    };
    if (name === "--production") settings.mode = "production";
    else if (name === "--demo") settings.mode = "demo";
    else if (name === "--port") settings.port = value();
    else if (name === "--host") settings.host = value();
    else if (name === "--help" || name === "-h") settings.help = true;
    else throw new UsageError(`${args[index]} is not an option of npm start.`);
  }
  if (settings.mode !== "demo" && settings.mode !== "production") {
    throw new UsageError(`The mode is "${settings.mode}"; use demo or production.`);
  }
  if (!/^\d{1,5}$/u.test(settings.port) || Number(settings.port) < 1 || Number(settings.port) > 65_535) {
    throw new UsageError(`The port is "${settings.port}"; use a number from 1 to 65535.`);
  }
  return { ...settings, port: Number(settings.port), ...instance(settings.mode, env) };
}

/** The data of one mode: demonstration and production never share a directory. */
export function instance(mode, env) {
  const dataRoot = dataRootOf(env);
  const dataDirectory = join(dataRoot, mode);
  return {
    mode,
    dataRoot,
    dataDirectory,
    keysDirectory: env.KENDALI_KEYS_DIR
      ? resolve(callerDirectory(env), env.KENDALI_KEYS_DIR)
      : join(dataDirectory, "keys"),
    launcherLock: join(dataDirectory, "launcher.lock"),
    databaseUrl: env.DATABASE_URL || undefined,
  };
}

/** npm changes into the clone before it runs a script; paths that people type are relative to where they typed them. */
export function callerDirectory(env) {
  return env.INIT_CWD || process.cwd();
}

/** An empty setting counts as not set; "./data" belongs to the clone, a path that somebody typed to where it was typed. */
function dataRootOf(env) {
  return env.KENDALI_DATA_DIR ? resolve(callerDirectory(env), env.KENDALI_DATA_DIR) : join(root, "data");
}

function splitOption(argument) {
  const at = argument.indexOf("=");
  return at < 0 ? [argument, undefined] : [argument.slice(0, at), argument.slice(at + 1)];
}
