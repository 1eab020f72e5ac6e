import { freezeSnapshot, goLive, importTable, lockStudy, type ServerContext } from "@kendali/api";
import type { Protocol } from "@kendali/domain";
import { readCsv } from "../import/read-csv.ts";
import type { Reconstruction } from "../studies/find-studies.ts";
import { act, SeedError } from "./hands.ts";
import type { Accounts } from "./seed-accounts.ts";
import { makeStudy, usernameOf } from "./seed-study.ts";
import { studyState } from "./study-state.ts";

export function reconstructionKey(name: string): string {
  return `reconstruction-${name}`;
}

/** The study's document with a title that tells the six apart: which published table, and how many mothers went down. */
function titlesOf(name: string, protocol: Protocol): Pick<Protocol, "title" | "shortTitle"> {
  const [source = "", down = ""] = name.split("-");
  const table =
    source === "means"
      ? { id: "rerata ± simpangan baku", en: "mean ± SD" }
      : { id: "jumlah per kategori", en: "counts by category" };
  const shortTitle = {
    id: `Rekonstruksi dari ${table.id}, ${down} Ibu turun`,
    en: `Reconstruction from ${table.en}, ${down} mothers down`,
  };
  return {
    shortTitle,
    title: { id: `${shortTitle.id}: ${protocol.title.id}`, en: `${shortTitle.en}: ${protocol.title.en}` },
  };
}

/** One data set that agrees with the published numbers: a study of its own, imported, locked, and frozen for analysis. */
export async function seedReconstruction(
  server: ServerContext,
  accounts: Accounts,
  protocol: Protocol,
  { name, bytes }: Reconstruction,
): Promise<"made" | "there_already"> {
  const key = reconstructionKey(name);
  const before = await studyState(server, key);
  if (before !== null && before.snapshots > 0) return "there_already";
  const named = { ...protocol, key, ...titlesOf(name, protocol) };
  await makeStudy(server, accounts, { key, kind: "reconstructed", protocol: named }, before !== null);
  const [investigator, dataManager, statistician] = (["investigator", "data_manager", "statistician"] as const).map(
    (role) => accounts.idOf(usernameOf(role)),
  ) as [string, string, string];
  await act(server, goLive, { account: investigator, id: [key, "live"], input: { study: key } });
  const table = readCsv(bytes);
  if (!table.ok) throw new SeedError(`reading ${name}`, table.refusal);
  const rows = { study: key, language: "en", table: table.value };
  await act(server, importTable, { account: dataManager, id: [key, "import"], input: rows });
  const reason = "Rekonstruksi dari angka yang dipublikasikan, lengkap";
  await act(server, lockStudy, { account: dataManager, id: [key, "lock"], input: { study: key, reason } });
  await act(server, freezeSnapshot, {
    account: statistician,
    id: [key, "freeze"],
    input: { study: key, name: "Rekonstruksi", reason, withArm: true },
  });
  return "made";
}
