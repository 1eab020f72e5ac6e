import { administratorUsername, demoAccounts, demoPassword, firstAdministratorLink } from "@kendali/api";
import type { Command } from "../command.ts";
import { withServer } from "../runtime/with-server.ts";

export const signInCommand: Command = {
  name: "sign-in",
  summary: "tell how to sign in",
  synopsis: "--url ADDRESS [--json]",
  details:
    "In demo mode: the accounts of the demonstration. In production, while no administrator can sign in: a new one-time\n" +
    "link for the first one, valid for a day; every earlier link of that account ends.",
  positionals: [],
  options: { url: { type: "string" }, json: { type: "boolean" } },
  run: async ({ settings, terminal, options }) => {
    const address = typeof options.url === "string" ? options.url.replace(/\/+$/u, "") : "http://localhost:3000";
    if (settings.mode === "demo") {
      const accounts = [
        ...demoAccounts.filter((account) => account.isForVisitors).map(({ username, role }) => ({ username, role })),
        { username: administratorUsername, role: "administrator" },
      ];
      terminal.out(
        options.json === true
          ? JSON.stringify({ ok: true, address, password: demoPassword, accounts })
          : [
              `  Sign in as one of these, password ${demoPassword}:`,
              ...accounts.map(({ username, role }) => `    ${username.padEnd(14)} ${role.replaceAll("_", " ")}`),
            ].join("\n"),
      );
      return 0;
    }
    const link = await withServer(settings, firstAdministratorLink, { mayBegin: true });
    const url = link === null ? null : `${address}/setup/${link.token}`;
    if (options.json === true)
      terminal.out(
        JSON.stringify({ ok: true, address, firstAdministratorLink: url, expiresAt: link?.expiresAt ?? null }),
      );
    else if (url === null) terminal.out(`  Sign in at ${address}`);
    else terminal.out(`  First administrator, choose a password once, until ${link?.expiresAt ?? ""}:\n    ${url}`);
    return 0;
  },
};
