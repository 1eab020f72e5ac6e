import { freeTestStudyKey, testStudyKey } from "@kendali/builder";
import { type Executor, listKeysLike } from "@kendali/db";

/** The key that the next test study of a document with this key gets: what its page announces and its opening takes. */
export async function nextTestKey(executor: Executor, key: string): Promise<string> {
  return freeTestStudyKey(key, new Set(await listKeysLike(executor, testStudyKey(key))));
}
