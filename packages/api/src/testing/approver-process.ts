import { openDatabase } from "@kendali/db";
import { createServerContext } from "../create-context.ts";
import { perform } from "../perform.ts";
import { goLive } from "../use-cases/study/go-live.ts";

/**
 * A process that waits for a line, then sends every approval it was given at once. It says each answer as a line of JSON;
 * it may be killed before it has.
 */
export type ApproverOrder = {
  readonly url: string;
  readonly sealKey: number;
  readonly instant: string;
  readonly study: string;
  readonly approvals: readonly { readonly account: string; readonly commandId: string }[];
};

const order = JSON.parse(process.argv[2] ?? "{}") as ApproverOrder;
const db = openDatabase(order.url, { connections: 16 });
const keys = { sealKey: new Uint8Array(32).fill(order.sealKey) };
const server = {
  ...createServerContext({ db, keys, mode: "production" as const }),
  now: () => order.instant,
  clockSource: "injected" as const,
};

// One read on every connection, so that the approvals do not wait for one another's handshake.
await Promise.all(Array.from({ length: 16 }, () => db.client`SELECT 1`));
process.stdout.write("ready\n");
await new Promise((resolve) => process.stdin.once("data", resolve));
await Promise.all(
  order.approvals.map(async ({ account, commandId }) => {
    const result = await perform(server, { accountId: account }, goLive, { commandId, study: order.study });
    const said = result.ok ? { answer: result.value } : { refusal: result.refusal.code };
    process.stdout.write(`${JSON.stringify({ account, commandId, ...said })}\n`);
  }),
);
await db.close();
process.stdin.destroy();
