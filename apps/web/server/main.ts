import { performance } from "node:perf_hooks";

import { openServer } from "@kendali/api";

import { EnvironmentError, readEnvironment, type WebEnvironment } from "./env.ts";
import { log } from "./log.ts";
import { serve } from "./serve.ts";

const started = performance.now();

try {
  await main(readEnvironment(process.env));
} catch (error) {
  if (!(error instanceof EnvironmentError)) throw error;
  process.stderr.write(`Kendali cannot start:\n${error.problems.map((problem) => `  ${problem}`).join("\n")}\n`);
  process.exitCode = 2;
}

async function main(environment: WebEnvironment): Promise<void> {
  // NextAuth reads its own address from the environment only.
  process.env["NEXTAUTH_URL"] = environment.publicUrl;
  const installation = openServer(environment);
  const server = await serve(environment, installation);
  log("info", "listening", {
    host: environment.host,
    port: environment.port,
    mode: environment.mode,
    startedInMs: Math.round(performance.now() - started),
  });

  let isStopping = false;
  const stop = async (): Promise<void> => {
    if (isStopping) return;
    isStopping = true;
    log("info", "stopping");
    await server.stop();
    await installation.close();
    process.exit(0);
  };
  process.once("SIGTERM", () => void stop());
  process.once("SIGINT", () => void stop());
}
