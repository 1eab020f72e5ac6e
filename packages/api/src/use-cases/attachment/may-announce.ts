import { countFiles, type Executor } from "@kendali/db";
import { accept, refuse, type Result } from "@kendali/domain";
import type { StudyContext } from "../../context.ts";
import type { FoundPlace, NamedPlace } from "./find-place.ts";

/** Files for one answer: enough to take a photo anew many times, and no store for anything else. */
const mostForAnswer = 12;
/** Files that one account announced within a day and that never became whole. */
const mostOpen = 40;
const dayMilliseconds = 86_400_000;

/**
 * Whether one more file may be announced. Refuses `too_many_files` for an answer and `too_many_open_files` for an account.
 * Whoever asks waits for the same account's other announcements, so that a number is a number.
 */
export async function mayAnnounce(
  context: StudyContext,
  executor: Executor,
  place: NamedPlace & Pick<FoundPlace, "visits">,
): Promise<Result<null>> {
  const since = new Date(Date.parse(context.now()) - dayMilliseconds).toISOString();
  const { participant, form, item } = place;
  const counted = await countFiles(executor, {
    studyId: context.study.id,
    participant,
    form,
    item,
    account: context.account.id,
    since,
  });
  const most = mostForAnswer * place.visits;
  if (counted.ofAnswer >= most) return refuse("too_many_files", { most });
  return counted.open >= mostOpen ? refuse("too_many_open_files", { most: mostOpen }) : accept(null);
}
