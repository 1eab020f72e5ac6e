/** Names the lock, and the channel where there are no locks. */
const prefix = "kendali:builder-window:1";

/** How long windows have to say that they are there, in ms, where the browser has no locks (pages without HTTPS). */
const answerMs = 300;

type Said = { readonly asks: true } | { readonly isHere: string };

/** Says that this window is there for as long as it is, also to windows that are opened later; the answer ends it. */
export function holdWindow(tab: string): () => void {
  const { locks } = navigator as { readonly locks?: LockManager };
  if (locks !== undefined) {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    // A page that is going away may be told that its lock was taken from it: that is what is wanted then.
    void locks.request(`${prefix}|${tab}`, () => held).catch(() => release());
    return () => release();
  }
  const channel = new BroadcastChannel(prefix);
  channel.addEventListener("message", ({ data }: MessageEvent<Said>) => {
    if ("asks" in data) channel.postMessage({ isHere: tab } satisfies Said);
  });
  return () => channel.close();
}

/** Those of some windows that are not there any more. */
export async function goneWindows(tabs: readonly string[]): Promise<readonly string[]> {
  if (tabs.length === 0) return [];
  const { locks } = navigator as { readonly locks?: LockManager };
  const here = locks === undefined ? await windowsThatAnswer() : await windowsThatHold(locks);
  return tabs.filter((tab) => !here.has(tab));
}

async function windowsThatHold(locks: LockManager): Promise<ReadonlySet<string>> {
  const { held = [], pending = [] } = await locks.query();
  return new Set([...held, ...pending].map(({ name }) => (name ?? "").slice(prefix.length + 1)));
}

function windowsThatAnswer(): Promise<ReadonlySet<string>> {
  return new Promise((resolve) => {
    const here = new Set<string>();
    const channel = new BroadcastChannel(prefix);
    channel.addEventListener("message", ({ data }: MessageEvent<Said>) => {
      if ("isHere" in data) here.add(data.isHere);
    });
    channel.postMessage({ asks: true } satisfies Said);
    setTimeout(() => {
      channel.close();
      resolve(here);
    }, answerMs);
  });
}
