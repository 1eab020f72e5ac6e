/**
 * Whether keys mean a step back or forth of the draft. In a box whose text stands in the draft (`data-bound`) they do: its
 * letters are the draft's last step. In any other box (a search, a reason, text that is not in the draft because it cannot
 * stand there) they are the browser's, and so they are while a sheet is open over the page.
 */
export function commandOfKeys(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "shiftKey" | "altKey" | "target" | "defaultPrevented">,
): "undo" | "redo" | null {
  if (event.defaultPrevented || event.altKey || !(event.ctrlKey || event.metaKey)) return null;
  const key = event.key.toLowerCase();
  const command = key === "z" ? (event.shiftKey ? "redo" : "undo") : key === "y" && !event.shiftKey ? "redo" : null;
  if (command === null || !(event.target instanceof Element)) return command;
  if (event.target.closest("dialog") !== null) return null;
  const box = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, [contenteditable=true]");
  return box === null || box.hasAttribute("data-bound") ? command : null;
}
