import { findViewer, type Identification, type Viewer } from "@kendali/db";
import type { Protocol } from "@kendali/domain";
import type { ServerContext } from "./context.ts";
import { protocolOf } from "./protocol-cache.ts";

type Remembered = { readonly hash: string; readonly protocol: Protocol };

/** Which version each study had when it was last asked for: a guess that the next read confirms or corrects. */
const studies = new Map<string, Remembered>();

/** The version that the study had last; when this process has not met the study yet, a read of its own finds it. */
export async function recallStudy(
  server: ServerContext,
  who: Identification,
  key: string,
): Promise<
  | (Remembered & { readonly viewer: null })
  | { readonly hash: null; readonly protocol: null; readonly viewer: Viewer | null }
> {
  const known = studies.get(key);
  if (known !== undefined) return { ...known, viewer: null };
  const viewer = await findViewer(server.db, who, key);
  const study = viewer?.study ?? null;
  if (study === null) return { hash: null, protocol: null, viewer };
  const protocol = await protocolOf(server.db.drizzle, study.id, study.protocolHash);
  rememberStudy(key, study.protocolHash, protocol);
  return { hash: study.protocolHash, protocol, viewer: null };
}

export function rememberStudy(key: string, hash: string, protocol: Protocol): void {
  studies.set(key, { hash, protocol });
}
