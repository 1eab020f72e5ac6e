import type { Role } from "@kendali/domain";

/** The one password of the demonstration. It exists only where the mode is `demo`, and `npm start` prints it. */
export const demoPassword = "coba-kendali-2026";

export type DemoAccount = {
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  /** Null: every site. */
  readonly site: string | null;
  /** Whether a visitor signs in with it; the others only performed what the simulated studies hold. */
  readonly isForVisitors: boolean;
};

/** The administrator is the platform's own first account; it has no study. */
export const administratorUsername = "administrator";

/** Invented people. One account for each role is for visitors; clinical staff belong to one health centre, as real staff do. */
export const demoAccounts: readonly DemoAccount[] = [
  { username: "peneliti", displayName: "dr. Ayu Lestari", role: "investigator", site: null, isForVisitors: true },
  { username: "koordinator", displayName: "Sari Wulandari", role: "coordinator", site: "melati", isForVisitors: true },
  { username: "pelaksana", displayName: "Rina Kusuma", role: "provider", site: "melati", isForVisitors: true },
  { username: "penilai", displayName: "Dewi Anggraini", role: "assessor", site: "melati", isForVisitors: true },
  { username: "manajerdata", displayName: "Bagus Pratama", role: "data_manager", site: null, isForVisitors: true },
  { username: "statistisi", displayName: "Maya Pratiwi", role: "statistician", site: null, isForVisitors: true },
  {
    username: "petugas",
    displayName: "Hendra Saputra",
    role: "randomization_officer",
    site: null,
    isForVisitors: true,
  },
  {
    username: "koordinator.kenanga",
    displayName: "Nur Hidayah",
    role: "coordinator",
    site: "kenanga",
    isForVisitors: false,
  },
  {
    username: "pelaksana.kenanga",
    displayName: "Tuti Rahmawati",
    role: "provider",
    site: "kenanga",
    isForVisitors: false,
  },
  { username: "penilai.kenanga", displayName: "Lina Marlina", role: "assessor", site: "kenanga", isForVisitors: false },
  {
    username: "koordinator.cempaka",
    displayName: "Endah Purwanti",
    role: "coordinator",
    site: "cempaka",
    isForVisitors: false,
  },
  {
    username: "pelaksana.cempaka",
    displayName: "Wiwik Astuti",
    role: "provider",
    site: "cempaka",
    isForVisitors: false,
  },
  { username: "penilai.cempaka", displayName: "Yuni Kartika", role: "assessor", site: "cempaka", isForVisitors: false },
];

/** The account that does the work of a role at a site. */
export function staffFor(role: Role, site: string): DemoAccount {
  const found = demoAccounts.find(
    (account) => account.role === role && (account.site === null || account.site === site),
  );
  if (found === undefined) throw new Error(`the demonstration has no ${role} at ${site}`);
  return found;
}
