import { findViewer, type Identification, type Viewer, type ViewerStudy } from "@kendali/db";
import type { Protocol } from "@kendali/domain";
import type { ServerContext } from "./context.ts";
import { versionsOf } from "./study-versions.ts";

/** `hash`: of the newest version, which names all before it. */
type Remembered = { readonly hash: string; readonly protocols: readonly Protocol[] };

/** Which versions each study had when it was last asked for: a guess that the next read confirms or corrects. */
const studies = new Map<string, Remembered>();

/** The versions that the study had last; when this process has not met the study yet, a read of its own finds it. */
export async function recallStudy(
  server: ServerContext,
  who: Identification,
  key: string,
): Promise<
  | (Remembered & { readonly viewer: null })
  | { readonly hash: null; readonly protocols: null; readonly viewer: Viewer | null }
> {
  const known = studies.get(key);
  if (known !== undefined) return { ...known, viewer: null };
  const viewer = await findViewer(server.db, who, key);
  const study = viewer?.study ?? null;
  if (study === null) return { hash: null, protocols: null, viewer };
  return { ...(await rememberStudy(server, key, study)), viewer: null };
}

export async function rememberStudy(server: ServerContext, key: string, study: ViewerStudy): Promise<Remembered> {
  const versions = await versionsOf(server.db.drizzle, study);
  const remembered = { hash: study.protocolHash, protocols: versions.map(({ protocol }) => protocol) };
  studies.set(key, remembered);
  return remembered;
}
