/** Further than this between down and up (CSS pixels) was a drag or a second thought, not a press. */
const farthest = 8;

/**
 * A press stays a press. Leaving a field commits it, and the list may be drawn anew between the button's down and its up:
 * the browser then finds another element under the pointer and tells nobody of a click. A press that began on a button of
 * `root`, ended where it began and was not told is told here. Answers how to stop.
 */
export function keepPresses(root: HTMLElement): () => void {
  const { ownerDocument: page } = root;
  const stop = new AbortController();
  const options = { capture: true, signal: stop.signal };
  let pressed: { readonly button: HTMLElement; readonly x: number; readonly y: number } | null = null;
  page.addEventListener(
    "mousedown",
    ({ target, button, clientX, clientY }) => {
      const at = button === 0 && target instanceof Element ? target.closest<HTMLElement>("button") : null;
      pressed = at !== null && root.contains(at) ? { button: at, x: clientX, y: clientY } : null;
    },
    options,
  );
  page.addEventListener(
    "click",
    ({ target }) => {
      if (target instanceof Node && pressed?.button.contains(target) === true) pressed = null;
    },
    options,
  );
  page.addEventListener("dragstart", () => (pressed = null), options);
  page.addEventListener(
    "mouseup",
    ({ clientX, clientY }) => {
      const begun = pressed;
      if (begun === null) return;
      if (Math.hypot(clientX - begun.x, clientY - begun.y) > farthest) {
        pressed = null;
        return;
      }
      // The browser's own click comes before any timer.
      setTimeout(() => {
        if (pressed !== begun || stop.signal.aborted) return;
        pressed = null;
        const { button } = begun;
        const now = button.isConnected ? button : button.id === "" ? null : page.getElementById(button.id);
        now?.click();
      });
    },
    options,
  );
  return () => stop.abort();
}
