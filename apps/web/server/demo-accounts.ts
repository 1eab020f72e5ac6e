import { administratorUsername, demoAccounts, demoPassword } from "@kendali/api";

import type { DemoAccounts } from "../features/session/sign-in-page.tsx";

/** What the sign-in page of a demonstration offers: one account for each role. */
export function accountsForVisitors(): DemoAccounts {
  const visitors = demoAccounts.filter((account) => account.isForVisitors);
  return {
    password: demoPassword,
    accounts: [
      ...visitors.map(({ username, role }) => ({ username, role })),
      { username: administratorUsername, role: "administrator" as const },
    ],
  };
}
